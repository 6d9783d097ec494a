"""A student's way through a homework in the real JupyterLab: a wrong answer, a hint, the right answer, handing in.

Pictures of what was seen lie in lib/verify/target/browser.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

import browser as see
from conftest import ROOT, clean
from test_browser import DARK, LIGHT, server, window  # noqa: F401 - fixtures

WRONG = "double sigmoid(double x) {\n    return 1 / (1 + Math.exp(x));\n}"
RIGHT = "double sigmoid(double x) {\n    return 1 / (1 + Math.exp(-x));\n}"


@pytest.fixture(scope="module")
def homework(server: see.Server, window: BrowserContext) -> Iterator[tuple[Page, dict[str, int]]]:  # noqa: F811
    place = server.root / "work" / "homework" / "hw1"
    if not place.is_dir():
        shutil.copytree(ROOT / "notebooks" / "homework" / "release" / "hw1", place)
    cells: list[dict[str, Any]] = json.loads((place / "hw1.ipynb").read_text(encoding="utf-8"))["cells"]
    at = {cell["metadata"].get("nbgrader", {}).get("grade_id", ""): i for i, cell in enumerate(cells)}
    at["hand in"] = len(cells) - 1
    page = see.open_page(window, server.at("work/homework/hw1/hw1.ipynb", "homework"), len(cells))
    see.wait_until_ready(page)
    yield page, at
    page.close()
    server.close_kernels()


def _write(page: Page, index: int, text: str) -> None:
    see.cells(page).nth(index).locator(".cm-content").click()
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    page.keyboard.insert_text(text)


def _said(page: Page, index: int) -> str:
    see.run_cell(page, index)
    output = see.cells(page).nth(index).locator(".jp-OutputArea-output")
    page.wait_for_function(
        "([selector, index]) => !document.querySelectorAll(selector)[index].innerText.includes('Trying your answer')",
        arg=[f"{see.NOTEBOOK} .jp-Cell", index],
    )
    return "\n".join(output.all_inner_texts())


def _answer(page: Page, at: dict[str, int], text: str) -> str:
    _write(page, at["sigmoid"], text)
    see.run_cell(page, at["sigmoid"])
    return _said(page, at["check-sigmoid"])


def test_a_students_way(homework: tuple[Page, dict[str, int]]) -> None:
    page, at = homework
    see.run_cell(page, at["setup"])
    see.run_cell(page, at["sigmoid"])
    assert "Not written yet" in _said(page, at["check-sigmoid"])
    wrong = _answer(page, at, WRONG)
    assert "1 of 3 cases are right" in wrong and "Hint 1 of 3" in wrong and "Hint 2" not in wrong
    assert "Hint 2 of 3" in _answer(page, at, WRONG.replace("1 /", "2 /"))
    check = see.cells(page).nth(at["check-sigmoid"])
    hint = check.locator("details").last
    assert not hint.locator("div").is_visible()
    hint.locator("summary").click()
    assert hint.locator("div").is_visible()
    assert "Java says: ';' expected" in _answer(page, at, RIGHT.replace(";", "", 1))
    assert "Right: all 3 cases shown" in _answer(page, at, RIGHT)

    unsaved = _said(page, at["hand in"])
    assert "another answer than the one that you ran last: sigmoid" in unsaved
    page.keyboard.press("Control+S")
    page.wait_for_function("() => !document.querySelector('.jp-mod-dirty')")
    saved = _said(page, at["hand in"])
    assert "another answer" not in saved and "hand in the file hw1.ipynb" in saved


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_checks_are_accessible(homework: tuple[Page, dict[str, int]], theme: str) -> None:
    page, at = homework
    see.run_cell(page, at["setup"])
    _answer(page, at, WRONG)
    _said(page, at["hand in"])
    see.theme(page, theme)
    see.picture(page, f"homework-{theme.split()[-1].lower()}")
    clean(see.contrast_problems(page) + see.axe_problems(page))
