import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from swcompetence.text.cleaning import cleaned, is_broken, is_marked_up, mended

SENTENCE = "We oefenen budgetbegeleiding, financiële hulp en coördinatie; medische hulp volgt."


@pytest.mark.parametrize(
    "written",
    [
        SENTENCE,
        unicodedata.normalize("NFD", SENTENCE),
        SENTENCE.replace(" ", "  "),
        SENTENCE.replace(" ", "\u00a0"),
        SENTENCE.replace("hulp", "hu\u00adlp").replace("medische", "\u200bmedische"),
        SENTENCE.replace("hulp en", "hulp\nen"),
        SENTENCE.replace("begeleiding", "begelei\u00ad\nding"),
        SENTENCE.replace("budgetbegeleiding", "budgetbege-\nleiding"),
        SENTENCE.replace("budgetbegeleiding", "budget\u2010\nbegeleiding"),
        SENTENCE.encode().decode("cp1252"),
        SENTENCE.encode().decode("latin-1").encode().decode("latin-1"),
        SENTENCE.encode().decode("mac_roman"),
        f"<p>{SENTENCE}</p>".replace("ë", "&euml;").replace("ö", "&#246;"),
        SENTENCE.replace("financiële", "<b>finan</b>ci&amp;euml;le"),
        f"&lt;p&gt;{SENTENCE}&lt;/p&gt;",
    ],
)
def test_one_sentence_is_read_however_it_is_written(written: str) -> None:
    assert cleaned(written) == SENTENCE


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("<ul><li>één</li>\n  <li>twee</li></ul>\n\n<p>drie</p>", "• één\n• twee\ndrie"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc"),
        ("Doelen:\n<b>leren</b> kennen", "Doelen:\nleren kennen"),
        ("Doelen<br>Werk\nen recht<script>x()</script>", "Doelen\nWerk en recht"),
        ("\uf0b7\tleren\n\uf0a7 kennen", "• leren\n• kennen"),
        ("Een.\r\n\r\n\r\nTwee.\v Drie.", "Een.\n\nTwee.\nDrie."),
    ],
)
def test_what_stands_on_a_line_of_its_own_stays_there(written: str, read: str) -> None:
    assert cleaned(written) == read


@pytest.mark.parametrize(
    "written",
    [
        "R&D, a < b en c > d, AT&T; <naam>",
        "Leerdoelen:\nschuldenregeling toelichten\nfinanciële hulp coördineren",
        "Thema's\nleefloon\nbudgetbeheer",
        "De volgende thema's komen aan bod\nleefloon\nbudgetbeheer\nhuurwetgeving",
        "- voert een gesprek uit\n- licht de wet toe",
        "Voert een huisbezoek uit\nVerwijst door",
        "Tewerkstelling en opleiding\na.Werknemers\nb.Werkzoekenden",
        "« Ça va, é à » — 5 € • ½",
    ],
)
def test_what_is_clean_stays_as_it_is(written: str) -> None:
    assert cleaned(written) == written
    assert not is_marked_up(written)
    assert not is_broken(written)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("maatschap-\npelijk", "maatschappelijk"),
        ("wer-\nken", "werken"),
        ("e-\nmail", "e-mail"),
        ("OCMW-\nmedewerker", "OCMW-medewerker"),
        ("niet-\nbegeleide minderjarigen", "niet-begeleide minderjarigen"),
        ("gezondheids-\nen welzijnszorg", "gezondheids- en welzijnszorg"),
        ("hulp aan de\nOCMW-cliënt", "hulp aan de OCMW-cliënt"),
    ],
)
def test_a_hyphen_stays_where_it_belongs_to_the_word(written: str, read: str) -> None:
    assert cleaned(written) == read


def test_letters_that_are_lost_are_told_and_not_guessed() -> None:
    assert is_broken(mended("co\ufffdrdinatie"))
    assert is_broken(mended("Ã  la carte"))
    assert is_broken("financiële hulp".encode("cp850").decode("cp1252"))
    assert not is_broken(mended("â‚¬ 5 â€“ Ã  la carte cliÃ«nt".replace("Ã  ", "Ã\u00a0 ")))
    assert cleaned("voilà".encode().decode("cp1252")) == "voilà"
    assert mended("privé “à la” Ålesund €") == "privé “à la” Ålesund €"


PIECES = [
    *("<p>", "</p>", "<li>", "<br/>", "<", "&amp;", "&euml;", "&nbsp;", "Ã«", "e\u0308", "\u00ad"),
    *("\n", "\r\n", " ", "\t", "\uf0b7", "-", ".", ":", ",", "leef", "loon", "De", "de", "begelei"),
]


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_cleaning_again_changes_no_word(text: str) -> None:
    once = cleaned(text)

    assert cleaned(once).split() == once.split()
    assert "\u00ad" not in once
    assert not any("  " in line.lstrip() for line in once.split("\n"))


@pytest.mark.parametrize("piece", ["a", "<a ", "a-\n", "&amp;", "Ãƒ", "ƒ", "<p>", "de\n", "<b x= "])
def test_the_time_grows_with_the_length(piece: str) -> None:
    start = time.process_time()
    cleaned(f"Ã{piece * (32_000 // len(piece))}")

    assert time.process_time() - start < 2


def test_white_space_that_sets_a_line_under_another_stays() -> None:
    text = "7. Lokale politiek \n  \n\tde gemeente\n     het OCMW,\n     een dienst"

    assert cleaned(text) == "7. Lokale politiek\n\n    de gemeente\n     het OCMW, een dienst"
    assert cleaned(cleaned(text)) == cleaned(text)


def test_a_list_inside_a_list_is_set_in() -> None:
    text = "<ul><li>OCMW-recht<ul><li>leefloon</li></ul></li><li>Wonen</li></ul>"

    assert cleaned(text) == "• OCMW-recht\n  • leefloon\n• Wonen"
