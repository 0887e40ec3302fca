"""Rows that speak of the same link: say the same once, and never choose between contradictions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from swcompetence.model import NOTHING_FITS, Issue, Verdict
from swcompetence.model.mapping import reviewer_key
from swcompetence.review.columns import VERDICT_WORDS
from swcompetence.review.issue_codes import warning
from swcompetence.review.reviewed import ReviewedLink, is_same


def without_repeats(
    found: Sequence[ReviewedLink],
) -> tuple[tuple[ReviewedLink, ...], tuple[Issue, ...]]:
    """Keep one of the rows that say the same; drop rows of one person that contradict each other.

    Where every row has its own date, the dates tell which is newer, and all are kept.
    """
    groups: dict[tuple[object, ...], list[ReviewedLink]] = {}
    for one in found:
        key = (one.place.file, one.course, one.item, reviewer_key(one.decision.reviewer))
        group = groups.setdefault(key, [])
        if not any(is_same(one.decision, other.decision) for other in group):
            group.append(one)
    clear = [group for group in groups.values() if _is_clear(group)]
    kept = {id(one) for group in clear for one in group}
    issues = tuple(_differ(group) for group in groups.values() if not _is_clear(group))
    return tuple(one for one in found if id(one) in kept), issues


def _is_clear(group: Sequence[ReviewedLink]) -> bool:
    dates = {one.decision.date for one in group}
    return len(group) == 1 or (None not in dates and len(dates) == len(group))


def _differ(group: Sequence[ReviewedLink]) -> Issue:
    said = " en ".join(f"{one.place.cell} ({VERDICT_WORDS[one.decision.verdict]})" for one in group)
    name = group[0].decision.reviewer or "dezelfde lesgever zonder naam"
    last = group[-1]
    return warning(
        "review-rows-differ",
        f"{last.place.sheet}: {said} spreken over dezelfde koppeling, {last.course} en {last.item},"
        f" van {name}, en verschillen. Schrap er een, of vul in beide de datum in; tot dan is de"
        " koppeling onbeslist.",
        last.place,
    )


def differing_files(said: Sequence[ReviewedLink]) -> Iterator[Issue]:
    """Report a person who says one thing in one file and another in the next, without dates."""
    last: dict[tuple[object, ...], ReviewedLink] = {}
    for one in said:
        key = (one.course, one.item, reviewer_key(one.decision.reviewer))
        other = last.get(key)
        last[key] = one
        if key[2] is None or other is None or other.decision.verdict is one.decision.verdict:
            continue
        if None not in (dates := {one.decision.date, other.decision.date}) and len(dates) > 1:
            continue
        yield warning(
            "review-files-differ",
            f"{one.decision.reviewer} zegt over {one.course} en {one.item} in {other.place}"
            f" ‘{VERDICT_WORDS[other.decision.verdict]}’ en in {one.place}"
            f" ‘{VERDICT_WORDS[one.decision.verdict]}’. Beide zijn bewaard; het bestand dat u het"
            " laatst noemde, telt. Vul in beide de datum in als dat niet klopt.",
            one.place,
        )


def contradictions(kept: Sequence[ReviewedLink]) -> Iterator[Issue]:
    """Report a person who says that nothing fits and accepts an item of the same framework."""
    accepted = [one for one in kept if one.decision.verdict is Verdict.ACCEPT]
    by_subject: dict[tuple[object, ...], ReviewedLink] = {}
    for one in accepted:
        if one.item.item != NOTHING_FITS:
            by_subject.setdefault(_subject(one), one)
    for one in accepted:
        other = by_subject.get(_subject(one))
        if one.item.item == NOTHING_FITS and other is not None:
            yield warning(
                "review-nothing-fits-contradicted",
                f"{one.place}: hier staat dat niets uit {one.item.framework} past bij"
                f" {one.course}, maar {other.place.cell} is akkoord met {other.item.item}. Beide"
                " zijn bewaard; verander een van de twee in ‘niet akkoord’.",
                one.place,
            )


def _subject(one: ReviewedLink) -> tuple[object, ...]:
    return (one.course, one.item.framework, reviewer_key(one.decision.reviewer))
