"""Measure a mapping file against a file with labels."""

from __future__ import annotations

from pathlib import Path

from swcompetence.analysis.evaluation import Evaluation, evaluate, gold_of_review
from swcompetence.errors import InputFileError
from swcompetence.files.data.gold_file import read_gold
from swcompetence.workflow.opening import open_mapping


def evaluate_files(mapping: Path, gold: Path) -> Evaluation:
    """Measure a mapping against labels in JSON lines, or against a reviewed mapping.

    Raises:
        InputFileError: a file cannot be read, or no labelled course stands in the mapping.
    """
    opened, _ = open_mapping(mapping)
    if gold.suffix.lower() == ".jsonl":
        labels = read_gold(gold)
    else:
        labels = gold_of_review(open_mapping(gold)[0])
    found = evaluate(opened, labels)
    if not found.courses:
        raise InputFileError(
            gold,
            "Geen enkel gelabeld opleidingsonderdeel staat in de koppelingen.",
            "Geef labels (of beslissingen) bij dezelfde lijst.",
        )
    return found
