"""The checks of a homework as a student meets them: the released notebook, answered in several ways, on the kernels.

What a check says in each case is tested in Java (ChecksTest); here it is tested that the kernels give it what it needs,
and that the released notebook, its file of checks and the library fit together.
"""

from __future__ import annotations

import copy
import shutil
from pathlib import Path
from typing import Any

import nbformat
import pytest

import lessons
import outputs
from conftest import ROOT, clean
from test_matrix import stock  # noqa: F401 - a fixture

RELEASE = ROOT / "notebooks" / "homework" / "release" / "hw1"

RIGHT = "double sigmoid(double x) {\n    return 1 / (1 + Math.exp(-x));\n}"
WRONG = "double sigmoid(double x) {\n    return 1 / (1 + Math.exp(x));\n}"
SYNTAX = "double sigmoid(double x) {\n    return 1 / (1 + Math.exp(-x))\n}"
OPEN = "double sigmoid(double x) {\n    if (x > 0) {\n    return 1 / (1 + Math.exp(-x));\n}"
LIBRARY = "double sigmoid(double x) {\n    return Activations.SIGMOID.value(x);\n}"
CHECK = 'check("sigmoid");'


def home(folder: Path, depth: str) -> Path:
    """A student's folder in a course: what the setup cell names must be found from there."""
    place = folder / depth
    shutil.copytree(RELEASE, place)
    (folder / "lib").mkdir()
    (folder / "lib" / "jars").symlink_to(ROOT / "lib" / "jars", target_is_directory=True)
    return place / "hw1.ipynb"


def ran(path: Path, cells: list[str], jupyter_path: str | None = None) -> list[str]:
    """The texts of cells that are run after the notebook's setup cell."""
    notebook = nbformat.read(path, as_version=4)
    setup = next(cell for cell in notebook.cells if cell.cell_type == "code")
    notebook.cells = [copy.deepcopy(setup), *(nbformat.v4.new_code_cell(source) for source in cells)]
    run = lessons.execute(path, notebook=notebook, jupyter_path=jupyter_path)
    assert run.stopped is None, run.stopped
    clean(outputs.errors(path.name, nbformat.v4.new_notebook(cells=run.notebook.cells[:1])))
    return ["\n".join(_text(output) for output in cell.outputs) for cell in run.notebook.cells[1:]]


def _text(output: Any) -> str:
    if output.output_type == "error":
        return f"{output.ename}: {output.evalue}"
    return output.text if output.output_type == "stream" else output.data.get("text/plain", "")


def _way(path: Path, jupyter_path: str | None, knows_open: bool) -> None:
    stub = next(c.source for c in nbformat.read(path, as_version=4).cells if c.metadata.get("nbgrader", {}).get("grade_id") == "sigmoid")
    answers = [stub, WRONG, WRONG.replace("x))", "x) )").replace("1 +", "1.0 +"), SYNTAX, LIBRARY, RIGHT, OPEN]
    cells = [CHECK, *(cell for answer in answers for cell in (answer, CHECK)), 'handIn("hw1");']
    said = ran(path, cells, jupyter_path)
    not_run, first, second, third = said[0], said[2], said[4], said[6]
    assert "run the cell that declares double sigmoid(double x)" in not_run
    assert "Not written yet" in first and "Hint" not in first
    assert "✗ wrong: sigmoid(2), expected 0.880797078, got 0.119202922" in second
    assert "What this often means" in second and "Hint 1 of 3" in second and "Hint 2" not in second
    assert "Only the cases shown were tried" in second and "relative error of 1e−9" in second
    assert "Hint 2 of 3" in third
    assert "Java says: ';' expected" in said[8]
    assert "Activations belongs to the course's library" in said[10]
    assert "✓" in said[12] and "Right: all 3 cases shown" in said[12]
    if knows_open:
        # JJava itself keeps an unfinished cell from JShell; on it the check speaks of the version before.
        assert "ends too early" in said[14]
    assert "hw1.ipynb was run from the beginning" in said[-1]
    assert "exercises have no answer in the file yet" in said[-1] and "The written answer is still empty" in said[-1]
    assert "another answer than the one that you ran last: sigmoid" in said[-1]
    assert "hand in the file hw1.ipynb" in said[-1]


@pytest.mark.parametrize("depth", ["work/homework/hw1", "notebooks/homework/release/hw1"])
def test_a_students_way(tmp_path: Path, depth: str) -> None:
    _way(home(tmp_path, depth), None, knows_open=True)


def test_a_students_way_on_the_stock_kernel(tmp_path: Path, stock: Path) -> None:  # noqa: F811
    _way(home(tmp_path, "work/homework/hw1"), str(stock), knows_open=False)


def test_an_answered_notebook_is_ready(tmp_path: Path) -> None:
    """A saved notebook whose answer needs another cell, which is there, and one whose cell is not."""
    path = home(tmp_path, "work/homework/hw1")
    notebook = nbformat.read(path, as_version=4)
    answer = next(c for c in notebook.cells if c.metadata.get("nbgrader", {}).get("grade_id") == "sigmoid")
    answer.source = "double sigmoid(double x) {\n    return 1 / power(x);\n}"
    helper = "double power(double x) { return 1 + Math.exp(-x); }"
    nbformat.write(notebook, path)
    said = ran(path, [helper, answer.source, CHECK, 'handIn("hw1");'])
    assert "Right: all 3 cases shown" in said[2]
    assert "in the kernel's memory but in no cell of the file: double power(double x)" in said[3]
    assert "✗ not right yet: sigmoid" in said[3]
    notebook.cells.insert(3, nbformat.v4.new_code_cell(helper))
    nbformat.write(notebook, path)
    said = ran(path, ['handIn("hw1");'])
    assert "✓ right: sigmoid, 2 of 2" in said[0]


def test_nbgraders_validation_says_the_truth(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = home(tmp_path, "work/homework/hw1")
    monkeypatch.setenv("NBGRADER_EXECUTION", "validate")
    said = ran(path, [WRONG, CHECK, RIGHT, CHECK])
    assert "AssertionError: sigmoid: 1 of 3 cases are right." in said[1]
    assert "Error" not in said[3]
