"""A sector on a Dask cluster: each programme mapped into a file of its own, once."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Literal, NamedTuple, Protocol, runtime_checkable

from swcompetence.cells import write_whole
from swcompetence.errors import (
    InputFileError,
    LostPartitionError,
    MissingLibraryError,
    OtherProgramError,
)
from swcompetence.files.data.mapping_lines import mapping_lines
from swcompetence.matching import propose, tool_of, used_frameworks
from swcompetence.model import Curriculum, Framework, Mapping, refuse_doubles
from swcompetence.workflow.mapping import with_languages
from swcompetence.workflow.safekeeping import holds_decisions

_ASKED = 256
"""Programmes that a cluster has at a time: enough for many workers, few enough for memory."""
_DIGITS = 16
_NO_TEXT = {"credits": float, "confidence": float, "mention": float, "proposed": bool}
LINK_COLUMNS: dict[str, type] = {
    name: _NO_TEXT.get(name, str)
    for name in (
        "curriculum college programme academic_year course code title credits phase framework"
        " version item label link status proposed confidence mention band treatment tie tie_context"
        " origin decided_treatment decided_tie decisions evidence tie_evidence marks"
    ).split()
} | {"decisions": int}
"""The columns of a Parquet file: those of `Mapping.to_rows`, alike whatever a programme holds."""


@runtime_checkable
class DaskClient(Protocol):
    """What is asked of a `dask.distributed.Client`; `gather` tells it from other executors."""

    def submit(self, func: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        """Let a worker call a function, now or once there is room; gives a future."""
        ...

    def gather(self, futures: Any, /) -> Any:
        """Wait for what futures hold."""
        ...


class Partition(NamedTuple):
    """One programme, mapped."""

    curriculum: str
    """Its id."""
    path: Path
    """The file with its links, whole."""
    is_new: bool
    """It was computed by this call; else an earlier one had written it whole."""


def map_partitions(  # noqa: PLR0913 - each is a choice of the user
    client: DaskClient,
    curricula: Iterable[Curriculum],
    frameworks: Sequence[Framework],
    folder: str | Path,
    *,
    target_format: Literal["jsonl", "parquet"] = "jsonl",
    date: dt.date | None = None,
    tell: Callable[[Partition], None] = lambda _: None,
) -> tuple[Partition, ...]:
    """Map programmes on a Dask cluster, each into a file of its own in one folder.

    The links are those of `propose_many`. A file is written whole or not at all, under a name that
    holds a digest of the programme, the frameworks, the matcher, the program and the day. So a call
    that is done again after a crash computes only what is not there yet, and what changed. The
    file of an earlier state of a programme is removed once the new one is there, if it was for the
    same editions in the same format and nobody decided in it. A worker that stops loses what it was
    at; another does it.

    Args:
        client: a `dask.distributed.Client`; its workers see the folder under the same path, and
            have the same `swcompetence[dask]` installed. One thread per worker serves best.
        curricula: whole programmes with different ids; a few hundred are held at a time.
        frameworks: any editions, also ones built in memory.
        folder: where the files go, one for each set of frameworks; it is made where it does not
            exist.
        target_format: `jsonl`, which `open_mapping` reads and which go together by putting their
            lines together; or `parquet`, with the rows of `Mapping.to_rows`.
        date: the day to write in the mappings; another day is computed anew.
        tell: called with each programme once its file is there.

    Raises:
        DuplicateFrameworkError: two editions of one framework.
        ValueError: two curricula share an id. Those before it are written first, as where
            `curricula` itself raises.
        LostPartitionError: a programme took several workers down, one after the other.
        OtherProgramError: a worker has another version of swcompetence.
        InputFileError: the folder is a file, or a worker cannot write in it.
        MissingLibraryError: pyarrow is not installed, for `parquet`.

    Returns:
        What became of each programme, in the order given.
    """
    refuse_doubles(frameworks)
    editions = tuple(frameworks)
    folder = Path(folder).absolute()
    earlier = _files_in(folder, target_format)
    # a result of the cluster and no scattered value: whoever loses it makes it again
    shared = client.submit(tuple, editions, pure=False)
    bare = Mapping(
        tool=tool_of(),
        date=date,
        curricula=(),
        frameworks=used_frameworks(editions),
        links=(),
    )
    done: list[Partition] = []
    waiting: deque[tuple[Partition, Any]] = deque()

    def finish(most: int) -> None:
        while len(waiting) > most:
            partition, future = waiting.popleft()
            if partition.is_new:
                _wait(partition, future)
            for old in earlier[_programme(partition.path)] - {partition.path}:
                if not holds_decisions(old):
                    old.unlink(missing_ok=True)
            done.append(partition)
            tell(partition)

    def places() -> Iterator[tuple[Curriculum, Path]]:
        try:
            yield from _places(curricula, bare, folder, target_format)
        except Exception:  # a future that nobody holds is cancelled
            finish(0)
            raise

    for curriculum, path in places():
        partition = Partition(curriculum.id, path, path not in earlier[_programme(path)])
        future = None
        if partition.is_new:
            future = client.submit(_write_partition, curriculum, shared, bare, path, pure=False)
        waiting.append((partition, future))
        finish(_ASKED)
    finish(0)
    return tuple(done)


def _places(
    curricula: Iterable[Curriculum], bare: Mapping, folder: Path, suffix: str
) -> Iterator[tuple[Curriculum, Path]]:
    """Give each programme the place that is its own, in the state that it has."""
    taken: set[str] = set()
    editions = [str(used.ref) for used in bare.frameworks]
    for curriculum in curricula:
        if curriculum.id in taken:
            raise ValueError(f"two curricula share the id {curriculum.id!r}; give each its own")
        taken.add(curriculum.id)
        programme = _digest("\x1f".join((curriculum.id, *editions)))
        state = _digest(bare.model_copy(update={"curricula": (curriculum,)}).model_dump_json())
        yield curriculum, folder / f"{programme}-{state}.{suffix}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]


def _programme(path: Path) -> str:
    """Give what the names of all states of a programme begin with."""
    return path.name.partition("-")[0]


def _files_in(folder: Path, suffix: str) -> defaultdict[str, set[Path]]:
    """Give the files that stand whole in a folder, by their programme.

    Raises:
        InputFileError: it is no folder but a file.
    """
    if folder.exists() and not folder.is_dir():
        reason = "Dit is een bestand; de koppelingen komen in een map."
        raise InputFileError(folder, reason, "Geef als ‘folder’ een map, of een naam die nieuw is.")
    files: defaultdict[str, set[Path]] = defaultdict(set)
    digest = "[0-9a-f]" * _DIGITS
    for path in folder.glob(f"{digest}-{digest}.{suffix}"):
        files[_programme(path)].add(path)
    return files


def _wait(partition: Partition, future: Any) -> None:
    from distributed import KilledWorker

    try:
        future.result()
    except KilledWorker as error:
        raise LostPartitionError(partition.curriculum) from error


def _write_partition(
    curriculum: Curriculum, editions: tuple[Framework, ...], bare: Mapping, path: Path
) -> None:
    """Map one programme into its file, on a worker; the matcher is kept from call to call."""
    mapping = with_languages(propose(curriculum, editions, date=bare.date))
    if mapping.tool != bare.tool:  # or the name of the file would say what it does not hold
        here, there = (f"{tool.version} ({tool.parameters})" for tool in (bare.tool, mapping.tool))
        raise OtherProgramError(here, there)
    is_table = path.suffix == ".parquet"
    lines = [parquet(mapping, editions)] if is_table else mapping_lines(mapping)
    write_whole(path, lines, force=True)


def parquet(mapping: Mapping, frameworks: Sequence[Framework]) -> bytes:
    """Write the rows of a mapping as Parquet.

    Raises:
        MissingLibraryError: pyarrow is not installed.
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise MissingLibraryError("Parquet", "pyarrow", "dask") from error
    types = {str: pa.string(), float: pa.float64(), bool: pa.bool_(), int: pa.int64()}
    schema = pa.schema([(name, types[kind]) for name, kind in LINK_COLUMNS.items()])
    table = pa.Table.from_pylist(mapping.to_rows(frameworks), schema=schema)
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink)
    content: bytes = sink.getvalue().to_pybytes()
    return content
