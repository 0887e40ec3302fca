"""The desk that the page asks: the same files and words as the command line, and no path."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl
from typed import Run

from swcompetence.workflow.opening import FileRole, open_mapping, role_of
from swcompetence.workflow.page_desk import answer_page, in_page_words

DAY = "2026-11-30"
LIST = "lijst.xlsx"


def asked(
    act: str,
    *given: tuple[str, str, bytes],
    steps: list[tuple[str, int | None]] | None = None,
    **more: Any,
) -> tuple[dict[str, Any], dict[str, bytes]]:
    """Ask with files as (use, name, content); give the facts and the files by name."""

    def step(name: str, total: int | None = None) -> None:
        if steps is not None:
            steps.append((name, total))

    question = {
        "act": act,
        "date": DAY,
        "uses": [use for use, _, _ in given],
        "names": [name for _, name, _ in given],
        **more,
    }
    facts, files = answer_page(json.dumps(question), [content for *_, content in given], step)
    told = json.loads(facts)
    return told, dict(zip(told.get("names", ()), files, strict=True))


def small_list(path: Path, header: tuple[str, ...] = ("Code", "Titel", "SP", "Inhoud")) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(header)
    sheet.append(["S1", "Lokaal sociaal beleid", 6, "Het OCMW, het leefloon en de RMI-wet."])
    sheet.append(["S2", "Methodiek", 3, "Gesprekken voeren met cliënten in het OCMW."])
    book.save(path)
    return path.read_bytes()


def asked_in(page: bytes) -> dict[str, Any]:
    """Give what the page for lecturers asks."""
    facts: dict[str, Any] = json.loads(page.split(b'id="data">')[1].split(b"</script>")[0])
    return facts


def decided(page: bytes, name: str, verdict: str = "accept", note: str = "") -> bytes:
    """Give what the page saves after one decision on its first proposal."""
    facts = asked_in(page)
    packed = page.split(b'id="mapping" data-digest="')[1]
    digest, mapping = packed.split(b"</script>")[0].decode().split('">')
    row = facts["rows"][0]
    course = facts["courses"][row["course"]]
    said = {
        "course": course["id"], "item": row["item"], "text_hash": course["hash"],
        "verdict": verdict, "reviewer": name, "date": DAY, "note": note or None,
        "at": f"{DAY}T10:00:00+01:00",
    }  # fmt: skip
    file = {
        "schema": facts["schema"], "programme": facts["title"], "reviewer": name,
        "saved": f"{DAY}T10:00:00+01:00", "decisions": [said], "digest": digest, "mapping": mapping,
    }  # fmt: skip
    return json.dumps(file).encode()


def test_the_page_gets_the_files_and_lines_of_the_command_line(run: Run, rich_list: Path) -> None:
    content = rich_list.read_bytes()
    Path(LIST).write_bytes(content)
    ends = (".xlsx", ".html", ".json")
    targets = [word for end in ends for word in ("-o", f"lijst-hiaten{end}")]

    mapped = run("map", LIST, "-o", "lijst-koppelingen.xlsx", "--date", DAY)
    mapped_page = run("map", LIST, "-o", "lijst-koppelingen.html", "--date", DAY)
    reported = run("report", "lijst-koppelingen.xlsx", *targets, "--date", DAY)
    proposal, pages = asked("propose", ("lists", LIST, content))
    saved = decided(pages["lijst-koppelingen.html"], "An")
    nothing = json.dumps({**json.loads(saved), "decisions": []}).encode()
    of_review = ("reviews", "lijst-koppelingen.json", nothing)
    _, books = asked("write", of_review)
    report, reports = asked("report", of_review)

    assert mapped.code == mapped_page.code == reported.code == 0
    for name, file in (pages | books | reports).items():
        assert file == Path(name).read_bytes(), name
    assert set(reports) == {f"lijst-hiaten{end}" for end in ends}
    assert all(line in mapped.err for line in proposal["lines"])
    assert len(proposal["lines"]) > 2
    assert all(line in reported.err for line in report["lines"])


def test_the_page_hears_how_far_it_is(tmp_path: Path) -> None:
    steps: list[tuple[str, int | None]] = []

    asked("propose", ("lists", LIST, small_list(tmp_path / LIST)), steps=steps)

    assert steps.count(("Opleidingsonderdelen koppelen", 2)) == 2
    assert [name for name, _ in dict.fromkeys(steps)] == [
        "Lijst lezen", "Opleidingsonderdelen koppelen", "Besluiten overnemen", "Pagina maken",
    ]  # fmt: skip


def test_every_file_is_looked_at_by_itself(tmp_path: Path) -> None:
    _, pages = asked("propose", ("lists", LIST, small_list(tmp_path / LIST)))
    saved = decided(next(iter(pages.values())), "An")
    _, reports = asked("report", ("reviews", "a.json", saved))

    looked, _ = asked(
        "look",
        ("new", LIST, small_list(tmp_path / LIST)),
        ("new", "besluiten.json", saved),
        ("new", "rapport.xlsx", reports["a-hiaten.xlsx"]),
        ("new", "rapport.json", reports["a-hiaten.json"]),
        ("new", "stuk.xlsx", b"PK\x03\x04 stuk"),
    )

    uses = {file["name"]: file.get("use") for file in looked["seen"]}
    assert uses == {
        LIST: "lists", "besluiten.json": "reviews", "rapport.xlsx": "boards",
        "rapport.json": "boards", "stuk.xlsx": None,
    }  # fmt: skip
    assert looked["seen"][-1]["error"].startswith("stuk.xlsx: ")


def test_a_wrong_column_is_corrected_by_saying_what_it_is(tmp_path: Path) -> None:
    content = small_list(tmp_path / LIST, header=("Code", "Titel", "SP", "Zus en zo"))
    columns = {"Zus en zo": "content"}

    before, _ = asked("look", ("new", LIST, content))
    after, _ = asked("look", ("new", LIST, content), columns=columns)
    _, without = asked("propose", ("lists", LIST, content))
    _, with_text = asked("propose", ("lists", LIST, content), columns=columns)

    (seen,), (corrected,) = before["seen"], after["seen"]
    assert (seen["columns"][3]["letter"], seen["columns"][3]["filled"]) == ("D", 2)
    assert before["fields"][seen["columns"][3]["field"]] == "niet inlezen"
    assert corrected["columns"][3]["field"] == "content"
    assert corrected["columns"][3]["how"] == "volgens het profiel"
    texts = [str(asked_in(next(iter(pages.values())))["courses"]) for pages in (without, with_text)]
    assert ["RMI-wet" in text for text in texts] == [False, True]


def test_a_list_without_a_title_column_says_so_and_can_be_helped(tmp_path: Path) -> None:
    content = small_list(tmp_path / LIST, header=("Code", "Zus", "SP", "Inhoud"))

    looked, _ = asked("look", ("new", LIST, content), columns={"Zus": "title"})

    assert looked["seen"][0]["courses"] == 2


def test_reviewed_files_come_together_with_what_differs_side_by_side(tmp_path: Path) -> None:
    _, pages = asked("propose", ("lists", LIST, small_list(tmp_path / LIST)))
    page = next(iter(pages.values()))
    first, second = decided(page, "An"), decided(page, "Bo", "reject", "Dat staat er niet.")

    told, made = asked("review", ("reviews", "a.json", first), ("reviews", "b.json", second))

    (conflict,) = told["differing"]
    assert [said["reviewer"] for said in conflict["said"]] == ["An", "Bo"]
    assert [said["verdict"] for said in conflict["said"]] == ["akkoord", "niet akkoord"]
    assert conflict["said"][1]["note"] == "Dat staat er niet."
    assert "1 tegenspraak" in told["lines"][0]
    ((name, content),) = made.items()
    Path(tmp_path / name).write_bytes(content)
    assert role_of(tmp_path / name) is FileRole.REVIEW_BOOK


def test_decisions_of_last_year_go_along_with_the_list_of_this_year(tmp_path: Path) -> None:
    content = small_list(tmp_path / LIST)
    _, pages = asked("propose", ("lists", LIST, content))
    saved = decided(next(iter(pages.values())), "An")

    told, made = asked("propose", ("lists", LIST, content), ("reviews", "vorig.json", saved))
    ((name, page),) = made.items()
    (tmp_path / name).write_bytes(page)

    assert "Uit vorig.json: 1 besliste koppelingen overgenomen" in told["lines"][-1]
    mapping, _ = open_mapping(tmp_path / name)
    assert sum(bool(link.decisions) for link in mapping.links) == 1


def test_two_files_of_one_name_are_both_read(tmp_path: Path) -> None:
    content = small_list(tmp_path / LIST)

    told, _ = asked("look", ("new", LIST, content), ("new", LIST, content))

    assert [file["name"] for file in told["seen"]] == [LIST, "lijst (2).xlsx"]


def test_what_is_wrong_with_a_file_names_it_and_no_folder(tmp_path: Path) -> None:
    told, files = asked("report", ("reviews", "lijst.xlsx", small_list(tmp_path / LIST)))

    assert told["error"].startswith("lijst.xlsx: ")
    assert "/" not in told["error"]
    assert files == {}


def test_what_a_board_noted_in_an_earlier_report_is_kept(tmp_path: Path) -> None:
    _, pages = asked("propose", ("lists", LIST, small_list(tmp_path / LIST)))
    review = ("reviews", "a.json", decided(next(iter(pages.values())), "An"))
    _, reports = asked("report", review)
    path = tmp_path / "eerder.xlsx"
    path.write_bytes(reports["a-hiaten.xlsx"])
    book = openpyxl.load_workbook(path)
    sheet = book["Hiaten"]
    header = next(cells for cells in sheet.iter_rows() if "Opmerking" in {c.value for c in cells})
    column = next(cell for cell in header if cell.value == "Opmerking")
    sheet.cell(column.row + 1, column.column or 0, "Vak bijsturen")
    book.save(path)

    told, renewed = asked("report", review, ("boards", "a-hiaten.xlsx", path.read_bytes()))

    assert "1 op het blad Hiaten" in told["lines"][-1]
    assert b"Vak bijsturen" in renewed["a-hiaten.json"]


def test_a_matrix_an_edition_and_the_size_of_the_programme_go_along(
    tmp_path: Path, checkout: Path
) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Vak", "Verbindend werken", "Politiserend werken"])
    sheet.append(["Lokaal sociaal beleid", "X", None])
    sheet.append(["Methodiek", None, "X"])
    book.save(tmp_path / "matrix.xlsx")
    shipped = (checkout / "frameworks/pro2030/2030.yaml").read_text("utf-8")
    edition = shipped.replace("id: pro2030", "id: eigen", 1).encode()
    (tmp_path / "eigen.yaml").write_bytes(edition)
    content = small_list(tmp_path / LIST)
    matrix = ("matrices", "matrix.xlsx", (tmp_path / "matrix.xlsx").read_bytes())
    own = ("editions", "eigen.yaml", edition)

    looked, _ = asked("look", ("new", "eigen.yaml", edition), ("new", "stuk.yaml", b"id: 1"))
    told, pages = asked("propose", ("lists", LIST, content), matrix, own, credits=180)
    saved = decided(pages["lijst-koppelingen.html"], "An")
    without, _ = asked("report", ("reviews", "a.json", saved))
    reported, reports = asked("report", ("reviews", "a.json", saved), own)

    assert looked["seen"][0] == {"name": "eigen.yaml", "use": "editions"}
    assert "stuk.yaml" in looked["seen"][1]["error"]
    assert any(line.startswith("Matrix van de opleiding: 2 koppelingen") for line in told["lines"])
    facts = asked_in(pages["lijst-koppelingen.html"])
    assert {known["id"] for known in facts["frameworks"]} >= {"eigen", "ocmw-praktijk"}
    assert "eigen kader (.yaml)" in without["error"]
    assert "--framework" not in without["error"]
    (tmp_path / "a.json").write_bytes(saved)
    mapping, _ = open_mapping(tmp_path / "a.json")
    assert mapping.curricula[0].nominal_credits == 180
    assert len(reports) == 3
    assert reported["lines"]


def test_no_message_says_to_type_what_cannot_be_typed() -> None:
    typed = (
        "Het totaal is 90. Geef een andere omvang met --programme-credits. Dat is alles.",
        "Dit kan niet. Maak het opnieuw met ‘swcompetence map LIJST -o BESTAND.jsonl’.",
        "Er staan geen koppelingen in die swcompetence gemaakt heeft.",
    )

    assert [in_page_words(message) for message in typed] == [
        "Het totaal is 90. Vul de omvang in bij wat van uw lijst gelezen wordt. Dat is alles.",
        "Dit kan niet. Dat kan enkel met het programma dat u installeert.",
        "Er staan geen koppelingen in die swcompetence gemaakt heeft.",
    ]
