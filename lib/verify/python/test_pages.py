"""The pages beside the lessons: their links lead somewhere, and what they name is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import ledger
import lessons
from conftest import NOTEBOOKS, clean

PAGES = ["cheat-sheet.md", "glossary.md", "teaching.md"]
_LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")


@pytest.mark.parametrize("page", PAGES)
def test_links(page: str) -> None:
    text = (NOTEBOOKS / page).read_text(encoding="utf-8")
    links = [link for link in _LINK.findall(text) if not link.startswith("http")]
    assert links, f"{page} links to nothing"
    clean([f"{page}: {link} is not there" for link in links if not (NOTEBOOKS / link).exists()])


def test_links_of_lessons(lesson: Path) -> None:
    """Lessons link to lessons beside them, which a learner's folder has as well, and to pages by way of notebooks/."""
    found = []
    for cell in lessons.read(lesson).cells:
        if cell.cell_type != "markdown":
            continue
        for link in _LINK.findall(cell.source):
            target = (NOTEBOOKS / link).resolve()
            beside = target.parent == NOTEBOOKS.resolve() and "/" not in link
            if link.startswith("http"):
                found.append(f"{link} needs a network")
            elif not target.exists():
                found.append(f"{link} is not there")
            elif beside and target.suffix != ".ipynb":
                found.append(f"{link} is not in a learner's folder; write ../notebooks/{link}")
    clean([f"{lesson.name}: {text}" for text in found])


def test_the_teachers_page_names_predictions_of_its_lessons() -> None:
    rows, problems = ledger._rows(NOTEBOOKS / "predictions.csv", ledger.PREDICTION_COLUMNS)
    clean(problems)
    lesson_of = {row["id"]: row["lesson"] for _, row in rows}
    text = (NOTEBOOKS / "teaching.md").read_text(encoding="utf-8")
    outcomes = re.findall(r"(?m)^\| \[(\w+)\]\([^)]*\) \| .* \| (.*) \|$", text)
    assert len(outcomes) == len(lessons.lesson_files()) - 1, "one row for every lesson but 00"
    named = [(number, key) for number, tasks in outcomes for key in re.findall(r"`([\w-]+)`", tasks)]
    assert named, "no prediction is named"
    clean([f"{key} is no prediction of lesson {number}" for number, key in named if lesson_of.get(key) != number])
