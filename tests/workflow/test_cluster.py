from __future__ import annotations

import datetime as dt
import os
import pickle
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from swcompetence import (
    get_framework,
    map_partitions,
    open_mapping,
    propose,
    propose_many,
    write_mapping,
)
from swcompetence.errors import (
    InputFileError,
    LostPartitionError,
    MissingLibraryError,
    OtherProgramError,
    TargetLockedError,
)
from swcompetence.files.course_list.course_list import read_course_list
from swcompetence.files.data.data_files import shipped
from swcompetence.matching.propose import tool_version
from swcompetence.model import Curriculum, Decision, Link, Mapping, Tool, Verdict
from swcompetence.workflow.cluster import LINK_COLUMNS, Partition, _write_partition
from swcompetence.workflow.mapping import map_to_lines

if TYPE_CHECKING:
    from distributed import Client

EDITIONS = (get_framework("ocmw-praktijk"), get_framework("competentiekader"))
DAY = dt.date(2026, 11, 29)
GRADUAAT = Path(str(shipped("curricula") / "graduaat-maatschappelijk-werk-denderkant.xlsx"))


def programmes(count: int, size: int = 4) -> tuple[Curriculum, ...]:
    """Give programmes of a few courses of a real list; every word of theirs was there before."""
    listed, _ = read_course_list(GRADUAAT)
    return tuple(
        Curriculum(
            id=f"opleiding {number}",
            courses=tuple(
                course.model_copy(update={"id": f"{number}/{course.id}"})
                for course in (listed.courses * 2)[number * 3 : number * 3 + size]
            ),
        )
        for number in range(count)
    )


def links_in(partitions: tuple[Partition, ...]) -> list[Link]:
    return [link for part in partitions for link in open_mapping(part.path)[0].links]


def links_of(curricula: tuple[Curriculum, ...]) -> list[Link]:
    return [link for judged in propose_many(curricula, EDITIONS) for link in judged.links]


@pytest.fixture(scope="module")
def client() -> Iterator[Client]:
    """Start a cluster of two processes, which are started again when they die."""
    from distributed import Client, LocalCluster  # noqa: PLC0415 - only where it is installed

    with (
        LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0"
        ) as cluster,
        Client(cluster) as connected,
    ):
        yield connected


@pytest.mark.dask
def test_a_killed_worker_loses_nothing_and_a_second_call_computes_only_what_changed(
    client: Client, tmp_path: Path
) -> None:
    curricula = programmes(12)
    killed: list[int] = []

    def fed() -> Iterator[Curriculum]:
        """Give half of the work, kill who has the most of it, and give the other half."""
        yield from curricula[:6]
        workers = client.run(os.getpid)
        killed.append(workers[max(client.processing().items(), key=lambda had: len(had[1]))[0]])
        os.kill(killed[0], signal.SIGKILL)
        yield from curricula[6:]

    first = map_partitions(client, fed(), EDITIONS, tmp_path)

    client.wait_for_workers(2, timeout=30)
    assert killed[0] not in client.run(os.getpid).values()
    assert [part.curriculum for part in first] == [listed.id for listed in curricula]
    assert all(part.is_new for part in first)
    assert links_in(first) == links_of(curricula)

    first[3].path.unlink()
    (tmp_path / ".swcompetence-0123456789abcdef.tmp").write_bytes(b'{"schema"')
    changed_course = (
        curricula[5]
        .courses[0]
        .model_copy(
            update={"fields": {**curricula[5].courses[0].fields, "content": "Een huisbezoek doen."}}
        )
    )
    changed = curricula[5].model_copy(
        update={"courses": (changed_course, *curricula[5].courses[1:])}
    )
    curricula = (*curricula[:5], changed, *curricula[6:])

    second = map_partitions(client, curricula, EDITIONS, tmp_path)

    assert [place for place, part in enumerate(second) if part.is_new] == [3, 5]
    assert links_in(second) == links_of(curricula)
    assert {part.path for part in second} == set(tmp_path.iterdir())
    assert not any(part.is_new for part in map_partitions(client, curricula, EDITIONS, tmp_path))


@pytest.mark.dask
def test_other_editions_stand_beside_and_another_day_takes_the_place(
    client: Client, tmp_path: Path
) -> None:
    curricula = programmes(1, size=1)
    (one,) = map_partitions(client, curricula, EDITIONS, tmp_path)
    (other,) = map_partitions(client, curricula, EDITIONS[:1], tmp_path)
    assert {one.path, other.path} == set(tmp_path.iterdir())

    (dated,) = map_partitions(client, curricula, EDITIONS[:1], tmp_path, date=DAY)

    assert dated.is_new
    assert {one.path, dated.path} == set(tmp_path.iterdir())
    assert open_mapping(dated.path)[0].date == DAY


@pytest.mark.dask
def test_what_somebody_decided_in_or_named_otherwise_is_never_removed(
    client: Client, tmp_path: Path
) -> None:
    curricula = programmes(1)
    (part,) = map_partitions(client, curricula, EDITIONS, tmp_path)
    copy = part.path.with_name(f"{part.path.stem} (kopie).jsonl")
    copy.write_bytes(part.path.read_bytes())
    opened, _ = open_mapping(part.path)
    accepted = opened.links[0].model_copy(
        update={"decisions": (Decision(verdict=Verdict.ACCEPT, reviewer="An"),)}
    )
    decided = opened.model_copy(update={"links": (accepted, *opened.links[1:])})
    write_mapping(decided, part.path, force=True)

    (dated,) = map_partitions(client, curricula, EDITIONS, tmp_path, date=DAY)

    assert dated.is_new
    assert {part.path, copy, dated.path} == set(tmp_path.iterdir())


@pytest.mark.dask
def test_the_parts_put_together_are_the_lines_of_map(client: Client, tmp_path: Path) -> None:
    listed, _ = read_course_list(GRADUAAT)
    (part,) = map_partitions(client, [listed], EDITIONS, tmp_path)
    whole = tmp_path / "links.jsonl"
    whole.write_bytes(b"".join(map_to_lines([GRADUAAT], EDITIONS)))

    assert open_mapping(part.path)[0].links == open_mapping(whole)[0].links
    assert open_mapping(part.path)[0].tool.version == tool_version()


@pytest.mark.dask
def test_parquet_holds_the_rows_of_the_mapping(client: Client, tmp_path: Path) -> None:
    import pyarrow.parquet as pq  # noqa: PLC0415 - only where it is installed

    curricula = (*programmes(1), Curriculum(id="zonder koppelingen"))
    full, empty = map_partitions(client, curricula, EDITIONS, tmp_path, target_format="parquet")

    rows = propose(curricula[0], EDITIONS).to_rows(EDITIONS)
    assert pq.read_table(full.path).to_pylist() == rows
    assert pq.read_schema(empty.path) == pq.read_schema(full.path)
    assert pq.read_table(empty.path).num_rows == 0


@pytest.mark.dask
def test_what_a_worker_cannot_write_is_told_here(client: Client, tmp_path: Path) -> None:
    (tmp_path / "bestand").write_text("geen map")
    folder = tmp_path / "bestand" / "koppelingen"

    with pytest.raises(InputFileError, match="Dit bestand kan niet geschreven worden") as caught:
        map_partitions(client, programmes(1), EDITIONS, folder)

    assert Path(caught.value.path).parent == folder


def test_a_file_is_no_folder_and_no_worker_is_asked(tmp_path: Path) -> None:
    class Idle:
        """Is a client that is asked nothing."""

        def submit(self, *_: Any, **__: Any) -> None:
            pytest.fail("asked")

        def gather(self, _: Any) -> None: ...

    taken = tmp_path / "bestand"
    taken.write_text("geen map")

    with pytest.raises(InputFileError, match="Geef als ‘folder’ een map") as caught:
        map_partitions(Idle(), programmes(1), EDITIONS, taken)

    assert caught.value.path == str(taken)


@pytest.mark.dask
@pytest.mark.parametrize("breaks", ["two curricula share the id 'opleiding 0'", "rij 7"])
def test_where_the_programmes_break_off_those_before_are_written(
    breaks: str, client: Client, tmp_path: Path
) -> None:
    curricula = programmes(3)

    def fed() -> Iterator[Curriculum]:
        yield from curricula
        if breaks == "rij 7":
            raise ValueError(breaks)
        yield curricula[0]

    with pytest.raises(ValueError, match=breaks):
        map_partitions(client, fed(), EDITIONS, tmp_path)

    assert not any(part.is_new for part in map_partitions(client, curricula, EDITIONS, tmp_path))


@pytest.mark.dask
def test_a_programme_that_takes_worker_after_worker_down_is_named(tmp_path: Path) -> None:
    from distributed import KilledWorker  # noqa: PLC0415 - only where it is installed
    from distributed.scheduler import WorkerState  # noqa: PLC0415 - only where it is installed

    class Lost:
        """Is the client and the future of a cluster without memory."""

        def submit(self, *_: Any, **__: Any) -> Lost:
            return self

        def gather(self, _: Any) -> None: ...

        def result(self) -> None:
            last = WorkerState.__new__(WorkerState)
            raise KilledWorker("taak", last, 3)

    with pytest.raises(LostPartitionError, match="‘opleiding 0’") as caught:
        map_partitions(Lost(), programmes(1), EDITIONS, tmp_path)

    assert caught.value.curriculum == "opleiding 0"


def test_a_worker_with_another_version_writes_nothing(tmp_path: Path) -> None:
    tool = Tool(version="0.1.0", matcher="evidence", parameters="2025.1")
    bare = Mapping(tool=tool, curricula=(), frameworks=(), links=())
    path = tmp_path / "deel.jsonl"

    with pytest.raises(OtherProgramError, match=r"hier is het 0\.1\.0 \(2025\.1\)") as caught:
        _write_partition(programmes(1)[0], EDITIONS, bare, path)

    assert caught.value.there.startswith(tool_version())
    assert not path.exists()


def test_the_columns_of_parquet_are_those_of_the_rows() -> None:
    (listed,) = programmes(1, size=1)
    (row, *_) = propose(listed, EDITIONS).to_rows(EDITIONS)

    assert list(LINK_COLUMNS) == list(row)
    for name, value in row.items():
        assert value is None or isinstance(value, LINK_COLUMNS[name]), name


def test_an_error_comes_whole_from_a_pickle() -> None:
    for error in (
        InputFileError(Path("lijst.xlsx"), "Dit kan niet.", "Doe iets anders."),
        LostPartitionError("lijst"),
        MissingLibraryError("Parquet", "pyarrow", "dask"),
        TargetLockedError(Path("boek.xlsx"), Path("boek (2).xlsx")),
    ):
        copy = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own

        assert type(copy) is type(error)
        assert str(copy) == str(error)
        assert vars(copy) == vars(error)
