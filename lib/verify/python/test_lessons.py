"""Every lesson, run as a reader's Run All would run it, and compared with what is committed."""

from __future__ import annotations

from pathlib import Path

import lessons
import lint
import outputs
import prose
from conftest import NOTEBOOKS, LessonRuns, clean

MOST_SECONDS = 60


def test_there_are_lessons() -> None:
    numbers = [lessons.number_of(path) for path in lessons.lesson_files()]
    assert {"00", "01"} <= set(numbers), f"the course has lessons 00 and 01; there are {numbers}"
    assert len(numbers) == len(set(numbers)), f"two lessons have one number: {numbers}"


def test_every_notebook_is_a_lesson() -> None:
    strays = sorted(path.name for path in set(NOTEBOOKS.glob("*.ipynb")) - set(lessons.lesson_files()))
    assert not strays, f"named otherwise than NN-lower-case.ipynb: {strays}"


def test_every_twin_has_its_notebook() -> None:
    stale = [path.name for path in lessons.stale_twins(NOTEBOOKS)]
    assert not stale, f"text twins without a notebook: {stale}"


def test_runs(lesson: Path, lesson_run: LessonRuns) -> None:
    clean(lesson_run(lesson).problems())


def test_keeps_no_answers(lesson: Path, lesson_run: LessonRuns) -> None:
    """A file of predictions is the reader's own; blank ones write none."""
    lesson_run(lesson)
    assert not (lesson.parent / lessons.ANSWERS).exists()


def test_outputs_are_the_committed_ones(lesson: Path, lesson_run: LessonRuns) -> None:
    run = lesson_run(lesson)
    clean(outputs.differences(lesson.name, lessons.read(lesson), lessons.fresh_form(run)))


def test_committed_form(lesson: Path) -> None:
    committed = lesson.read_bytes().decode("utf-8")
    form = lessons.written(outputs.normalise(lessons.read(lesson)))
    number = lessons.number_of(lesson)
    clean(
        []
        if committed == form
        else [f"{lesson.name} is not in the form that 'lessons.py rewrite {number}' writes:\n"
              + outputs.text_difference(committed, form)]  # fmt: skip
    )


def test_is_done_within_a_minute(lesson: Path, lesson_run: LessonRuns) -> None:
    run = lesson_run(lesson)
    slowest = max(range(len(run.cell_seconds)), key=lambda index: run.cell_seconds[index])
    assert run.seconds <= MOST_SECONDS, (
        f"{lesson.name} took {run.seconds:.0f} s; the longest was "
        f"{outputs.place(lesson.name, slowest, run.notebook.cells[slowest])} with {run.cell_seconds[slowest]:.0f} s"
    )


def test_keeps_the_rules(lesson: Path) -> None:
    clean(lint.lint(lesson.name, lessons.read(lesson)))


def test_numbers_in_prose(lesson: Path) -> None:
    clean(prose.unfounded_numbers(lesson.name, lessons.read(lesson)))


def test_text_twin(lesson: Path) -> None:
    clean(lessons.twin_problems(lesson))


def test_text_twin_comes_back(lesson: Path) -> None:
    """Importing an unedited twin changes nothing, so an import never loses a thing."""
    notebook = lessons.read(lesson)
    with open(lessons.twin_path(lesson), encoding="utf-8") as file:
        back = lessons.with_twin(notebook, file.read())
    before, after = lessons.written(outputs.normalise(notebook)), lessons.written(back)
    clean([] if before == after else [f"importing the twin changes {lesson.name}:\n" + outputs.text_difference(before, after)])
