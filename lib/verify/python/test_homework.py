"""The committed notebooks of the homework are what their texts and nbgrader make of them."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import nbformat
import pytest

import homework
from conftest import clean

ASSIGNMENTS = ("hw1", "hw2", "hw3", "hw4")
STUB = 'throw new UnsupportedOperationException("not written yet");'


def everything(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def differences(made: Path, committed: Path) -> list[str]:
    new, old = everything(made), everything(committed)
    return [
        f"{committed.name}/{name} is not what is made now; run: python3 lib/verify/python/homework.py"
        for name in sorted(new.keys() | old.keys())
        if new.get(name) != old.get(name)
    ]


def cells(edition: Path, name: str) -> list[dict[str, Any]]:
    with open(edition / name / f"{name}.ipynb", encoding="utf-8") as file:
        return json.load(file)["cells"]


def nbgrader_of(cell: dict[str, Any]) -> dict[str, Any]:
    return cell["metadata"].get("nbgrader", {})


@pytest.fixture(scope="module")
def source(jars: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("source")
    homework.editions.source(folder)
    return folder


def test_source_is_what_the_texts_say(source: Path) -> None:
    clean(differences(source, homework.HOMEWORK / "source"))


def test_release_is_what_nbgrader_makes(with_nbgrader: None, tmp_path: Path) -> None:
    homework.editions.nbgrader("release", homework.HOMEWORK / "source", tmp_path)
    clean(differences(tmp_path, homework.HOMEWORK / "release"))


def test_solutions_are_for_reading(with_nbgrader: None, tmp_path: Path) -> None:
    """One with hidden tests, which a teacher may add by hand: they go, and the solution stays."""
    folder = tmp_path / "source" / "hw1"
    folder.mkdir(parents=True)
    text = (homework.HOMEWORK / "source" / "hw1" / "hw1.ipynb").read_text(encoding="utf-8")
    hidden = '"check(\\"sigmoid\\");\\n", "// BEGIN HIDDEN TESTS\\n", "secret();\\n", "// END HIDDEN TESTS"'
    assert '"check(\\"sigmoid\\");"' in text
    (folder / "hw1.ipynb").write_text(text.replace('"check(\\"sigmoid\\");"', hidden), encoding="utf-8")
    homework.editions.nbgrader("solution", tmp_path / "source", tmp_path / "solution")
    made = (tmp_path / "solution" / "hw1" / "hw1.ipynb").read_text(encoding="utf-8")
    assert "secret" not in made and "HIDDEN" not in made
    assert "BEGIN SOLUTION" in made and STUB not in made


@pytest.mark.parametrize("name", ASSIGNMENTS)
@pytest.mark.parametrize("edition", ["source", "release"])
def test_notebooks_have_the_form_of_the_lessons(edition: str, name: str) -> None:
    path = homework.HOMEWORK / edition / name / f"{name}.ipynb"
    text = path.read_text(encoding="utf-8")
    notebook = nbformat.reads(text, as_version=nbformat.NO_CONVERT)
    nbformat.validate(notebook)
    assert nbformat.writes(notebook) == text.rstrip("\n")
    assert len({cell["id"] for cell in notebook.cells}) == len(notebook.cells)
    assert notebook.metadata.activationlab == {"assignment": name, "course": 0}


@pytest.mark.parametrize("name", ASSIGNMENTS)
def test_a_hundred_points(name: str) -> None:
    for edition in ("source", "release"):
        all_cells = (nbgrader_of(cell) for cell in cells(homework.HOMEWORK / edition, name))
        graded = {cell["grade_id"]: cell["points"] for cell in all_cells if cell.get("grade")}
        assert graded.pop("written") == 15
        assert sum(graded.values()) == 85, graded


@pytest.mark.parametrize("name", ASSIGNMENTS)
def test_students_get_no_solution(name: str) -> None:
    source_cells, release_cells = (cells(homework.HOMEWORK / edition, name) for edition in ("source", "release"))
    assert [c["id"] for c in source_cells] == [c["id"] for c in release_cells]
    answers = [c for c in release_cells if nbgrader_of(c).get("solution")]
    for cell in answers:
        text = "".join(cell["source"])
        assert (text.count(STUB) == 1) if cell["cell_type"] == "code" else (text == "YOUR ANSWER HERE"), text
    assert not any("SOLUTION" in "".join(c["source"]) for c in release_cells)
    assert all(c["metadata"]["editable"] is False for c in release_cells if nbgrader_of(c).get("locked"))


@pytest.mark.parametrize("name", ASSIGNMENTS)
def test_links_lead_to_files(name: str) -> None:
    for edition in ("source", "release"):
        folder = homework.HOMEWORK / edition / name
        for cell in cells(homework.HOMEWORK / edition, name):
            if cell["cell_type"] == "markdown":
                for link in re.findall(r"\]\((\.[^)#\s]*)", "".join(cell["source"])):
                    assert (folder / link).is_file(), link


def test_a_course_of_ones_own(jars: Path, tmp_path: Path) -> None:
    """Another seed gives other constants in text, solution and checks alike."""
    homework.editions.source(tmp_path, seed=5)
    assert everything(tmp_path).keys() == everything(homework.HOMEWORK / "source").keys()
    changed = [name for name, text in everything(tmp_path).items() if text != everything(homework.HOMEWORK / "source")[name]]
    assert set(changed) == set(everything(tmp_path)), "the seed stands in all of them"
    assert json.loads((tmp_path / "hw1" / "hw1.json").read_text(encoding="utf-8"))["course"] == 5


def test_slips_are_told_in_a_sentence(jars: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A course that cannot be made leaves nothing behind; one that is there stays as it is."""
    import course

    private = tmp_path / "private"
    private.mkdir()
    (private / "sigmoyd.json").write_text('{"leaveOut": true}', encoding="utf-8")
    assert course.course([str(tmp_path / "autumn"), "--private", str(private)]) == 1
    said = capsys.readouterr().err
    assert "sigmoyd.json: there is no exercise sigmoyd; there are sigmoid," in said and "Exception" not in said
    assert not (tmp_path / "autumn").exists()
    assert course.course([str(private)]) == 1
    assert not (private / "README.txt").exists()
    assert "holds other things (sigmoyd.json). Give the course a folder of its own." in capsys.readouterr().err
    for command in (["points", "hw1", "sigmoid", "3"], ["exercise", "Softsign"], ["solutions", "hw1"], ["forget", "ada"]):
        assert getattr(course, command[0])([str(private), *command[1:]]) == 1
        assert "is no course's folder. Make one:" in capsys.readouterr().err


def test_points_of_a_text_follow_an_exercise() -> None:
    import course

    text = (homework.HOMEWORK / "templates" / "hw1.md").read_text(encoding="utf-8")
    changed = course._points_in_text(text, "sigmoid", 8, 1)
    assert "## 1. The sigmoid (1 point)\n" in changed and "93 points: 78 are counted" in changed
    assert course._points_in_text(changed, "sigmoid", 1, 8) == text
    assert course._points_in_text(text, "sigmoid", 7, 8) == text, "the heading says something else"
    shares = course._shares([{"points": 2.0}, {"points": 3.0}, {"points": 1.5}, {"points": 1.5}], 10)
    assert sum(part["points"] for part in shares) == 10 and all(part["points"] * 4 % 1 == 0 for part in shares)


def test_the_readme_names_commands_that_there_are(jars: Path) -> None:
    readme = (homework.HOMEWORK / "README.md").read_text(encoding="utf-8")
    table = readme.split("after `grade.py` |")[1].split("\n\n")[0]
    commands = set(re.findall(r"`(?:grade\.py )([a-z]+)", readme)) | set(re.findall(r"\| `([a-z]+)", table))
    assert len(commands) > 12, commands
    said = subprocess.run(
        [sys.executable, str(homework.HOMEWORK / "grade.py"), "--jars", str(jars), "--help"],
        stdout=subprocess.PIPE, encoding="utf-8", check=True,
    ).stdout  # fmt: skip
    there = set(re.findall(r"(?m)^([a-z]+) (?:hw1|DIR)\b", said))
    assert commands <= there, commands - there
