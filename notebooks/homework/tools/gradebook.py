"""What must run in nbgrader's own Python, because it needs nbgrader: started by the other tools, in the folder of a course.

    gradebook.py release|solution NAME ...     lets nbgrader make an edition
    gradebook.py roster                        takes in the students that stand as JSON in the standard input
    gradebook.py forget STUDENT                removes a student
"""

from __future__ import annotations

import json
import sys
from typing import Any

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.apps import GenerateAssignmentApp, GenerateSolutionApp, NbGrader

URL = "sqlite:///gradebook.db"


def _call(app: Any, arguments: list[str]) -> None:
    command = app.instance()
    command.initialize(arguments)
    command.start()
    app.clear_instance()


def _course() -> str:
    application = NbGrader()
    application.initialize([])
    return application.coursedir.course_id


def _cells(name: str) -> set[str]:
    with open(f"source/{name}/{name}.ipynb", encoding="utf-8") as file:
        cells = json.load(file)["cells"]
    marks = (cell["metadata"].get("nbgrader", {}) for cell in cells)
    return {m["grade_id"] for m in marks if m.get("grade") or m.get("solution") or m.get("locked") or m.get("task")}


def _set_aside(gradebook: Gradebook, name: str) -> list[dict[str, Any]] | None:
    """Takes the submissions of an assignment out of the gradebook if it gets other cells, which nbgrader refuses.

    Returns what a person has given: points, comments, extensions.
    """
    try:
        notebook = gradebook.find_notebook(name, name)
    except MissingEntry:
        return None
    if not notebook.submissions or {cell.name for cell in notebook.source_cells} == _cells(name):
        return None
    kept = []
    for submission in list(gradebook.assignment_submissions(name)):
        one = {"student": submission.student.id, "timestamp": submission.timestamp, "extension": submission.extension}
        one["grades"] = [
            {"name": grade.cell.name, "manual_score": grade.manual_score, "extra_credit": grade.extra_credit}
            for book in submission.notebooks
            for grade in book.grades
            if grade.manual_score is not None or grade.extra_credit
        ]
        one["comments"] = [
            {"name": comment.cell.name, "manual_comment": comment.manual_comment}
            for book in submission.notebooks
            for comment in book.comments
            if comment.manual_comment
        ]
        kept.append(one)
        gradebook.remove_submission(name, one["student"])
    return kept


def _put_back(gradebook: Gradebook, name: str, kept: list[dict[str, Any]]) -> None:
    for one in kept:
        student = one["student"]
        gradebook.update_or_create_submission(name, student, timestamp=one["timestamp"], extension=one["extension"])
        for kind, find in (("grades", gradebook.find_grade), ("comments", gradebook.find_comment)):
            for entry in one[kind]:
                try:
                    found = find(entry["name"], name, name, student)
                except MissingEntry:
                    continue  # the exercise is gone
                for field, value in entry.items():
                    if field != "name":
                        setattr(found, field, value)
    gradebook.db.commit()


def release(names: list[str]) -> None:
    course = _course()
    for name in names:
        with Gradebook(URL, course) as gradebook:
            kept = _set_aside(gradebook, name)
        _call(GenerateAssignmentApp, [name, "--create"])
        if kept is not None:
            with Gradebook(URL, course) as gradebook:
                _put_back(gradebook, name, kept)
            print(
                f"NOTE {name} has got other exercises after it was graded. Points and comments given by hand are kept;\n"
                f"NOTE   the rest is counted anew by the next: nbgrader … autograde {name}"
            )


def solution(names: list[str]) -> None:
    for name in names:
        _call(GenerateAssignmentApp, [name, "--create"])
        _call(GenerateSolutionApp, [name])


def roster() -> None:
    with Gradebook(URL, _course()) as gradebook:
        for student in json.load(sys.stdin):
            gradebook.update_or_create_student(student.pop("id"), **student)


def forget(student: str) -> None:
    with Gradebook(URL, _course()) as gradebook:
        try:
            gradebook.remove_student(student)
        except MissingEntry:
            return
    print("removed")


def main(argv: list[str]) -> int:
    if argv[0] in ("release", "solution"):
        {"release": release, "solution": solution}[argv[0]](argv[1:])
    elif argv[0] == "roster":
        roster()
    else:
        forget(argv[1])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
