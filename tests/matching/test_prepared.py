"""What a build prepares for the matcher is what it would work out itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from samples import framework, item

from swcompetence.matching import prepared
from swcompetence.matching.prepared import knowledge_of, prepare, work_out
from swcompetence.model import Purpose
from swcompetence.registry import default_frameworks


@pytest.fixture(autouse=True)
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Let prepared files lie in a folder of their own."""
    monkeypatch.setattr(prepared, "_HERE", tmp_path)
    return tmp_path


def test_what_was_prepared_is_what_would_be_worked_out() -> None:
    editions = [f for f in default_frameworks() if f.purpose is Purpose.COVER]
    path = prepare(editions)
    worked_out = work_out(editions)

    loaded = knowledge_of(editions)

    assert path.is_file()
    assert loaded.vocabulary == worked_out.vocabulary
    assert loaded.vocabulary is not worked_out.vocabulary
    assert list(map(vars, loaded.measures.values())) == list(
        map(vars, worked_out.measures.values())
    )


def test_another_edition_is_worked_out_and_never_mistaken_for_a_prepared_one(folder: Path) -> None:
    prepare([framework(item("a", "huisbezoek"))])

    changed = knowledge_of([framework(item("a", "huisbezoeken doen"))])

    assert next(term.text for term in changed.vocabulary.terms) == "huisbezoeken doen"
    assert len([*folder.glob("prepared.*.pickle")]) == 1


def test_other_code_makes_it_anew(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    editions = [framework(item("a", "huisbezoek"))]
    first = prepare(editions)
    (tmp_path / "andere.py").write_text("# another rule\n", "utf-8")
    monkeypatch.setattr(prepared, "_CODE", (tmp_path,))

    assert prepare(editions) != first
    assert not first.exists()


def test_where_code_is_only_compiled_what_was_prepared_holds(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    editions = [framework(item("a", "huisbezoek"))]
    prepare(editions)
    monkeypatch.setattr(prepared, "_CODE", (tmp_path,))  # where there is no source
    monkeypatch.setattr(prepared, "work_out", lambda _editions: pytest.fail("worked out anew"))

    assert knowledge_of(editions).vocabulary.terms
    monkeypatch.undo()
    assert knowledge_of([framework(item("a", "buurtwerk"))]).vocabulary.terms
