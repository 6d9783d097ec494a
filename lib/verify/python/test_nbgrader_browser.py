"""A teacher's way through nbgrader's pages in the real JupyterLab: grading by the button, points by hand, feedback.

Pictures of what was seen lie in lib/verify/target/browser.
"""

from __future__ import annotations

import json
import queue
import re
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page

import browser as see
import classes
from conftest import require
from test_browser import window  # noqa: F401 - fixture
from test_nbgrader import Shop


@pytest.fixture(scope="module")
def shop(jars: Path, with_nbgrader: None, tmp_path_factory: pytest.TempPathFactory) -> Shop:
    shop = Shop(tmp_path_factory.mktemp("formgrader"), jars)
    shop.run("course", "autumn", "--seed", "0")
    shop.exchange.mkdir(mode=0o777)
    roster = "id,last_name,first_name\nÜmit Özgür,Özgür,Ümit\nada,Lovelace,Ada\n"
    (shop.folder / "students.csv").write_text(roster, encoding="utf-8")
    with open(shop.folder / "nbgrader_config.py", "a", encoding="utf-8") as file:
        file.write(f"c.Exchange.root = {str(shop.exchange)!r}\n")
    shop.run("course", "autumn")
    submitted = shop.folder / "submitted"
    classes.hand_in(submitted, "ada", classes.notebook(shop.release(), "recursion-and-search.java", slips=3))
    classes.hand_in(submitted, "Ümit Özgür", classes.notebook(shop.release(), "recursion-and-search.java"), "My copy.ipynb")
    (submitted / "empty" / "hw1").mkdir(parents=True)
    return shop


@pytest.fixture(scope="module")
def base(shop: Shop, window: BrowserContext) -> Iterator[str]:  # noqa: F811
    """grade.py formgrader; gives the address up to the path."""
    require("chromium")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        shop.command("formgrader", "autumn", "--no-browser", f"--port={port}"), cwd=shop.home, env=shop.environment,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", errors="replace",
    )  # fmt: skip
    lines: queue.Queue[str] = queue.Queue()
    log: list[str] = []

    def read() -> None:
        for line in process.stdout:
            log.append(line)
            lines.put(line)

    threading.Thread(target=read, daemon=True).start()
    try:
        address = None
        end = time.monotonic() + see.SECONDS
        while address is None and time.monotonic() < end and process.poll() is None:
            try:
                address = re.search(r"http://(?:localhost|127\.0\.0\.1):\d+/lab\S*token=\w+", lines.get(timeout=1))
            except queue.Empty:
                continue
        assert address, "".join(log)
        page = window.new_page()
        page.set_default_timeout(see.SECONDS * 1000)
        page.goto(address.group())
        page.wait_for_selector(".lm-MenuBar-itemLabel")
        see.menu(page, "Nbgrader", "Formgrader")
        inner = page.frame_locator("iframe").locator("td.name", has_text="hw1")
        inner.wait_for()
        _picture(page, "formgrader")
        page.close()
        yield address.group().split("/lab")[0]
    finally:
        process.terminate()
        process.wait(30)


def _picture(page: Page, name: str) -> None:
    see.PICTURES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=see.PICTURES / f"nbgrader-{name}.png", full_page=True)


@pytest.fixture
def page(base: str, window: BrowserContext) -> Iterator[Page]:  # noqa: F811
    page = window.new_page()
    page.set_default_timeout(see.SECONDS * 1000)
    yield page
    page.close()


def _row(page: Page, student: str) -> Locator:
    return page.locator("tr", has=page.locator("td.student-id", has_text=student))


def _press(page: Page, student: str, button: str, picture: str = "") -> str:
    """Presses a button of a student's row; gives what the window then says, and closes it."""
    _row(page, student).locator(f"td.{button} a").click()
    said = page.locator(".modal.in")
    said.wait_for()
    text = said.inner_text()
    if picture:
        page.wait_for_timeout(500)  # the window fades in
        _picture(page, picture)
    said.locator("button", has_text="OK").click()
    page.wait_for_function("() => !document.querySelector('.modal-backdrop, .modal.in')")
    return " ".join(text.replace("[ERROR] ", "").split())


def test_a_teachers_way(page: Page, base: str, shop: Shop) -> None:
    page.goto(f"{base}/formgrader/manage_submissions/hw1")
    _row(page, "ada").wait_for()
    assert _row(page, "Ümit Özgür").locator("td.student-name").inner_text() == "Özgür, Ümit"
    said = _press(page, "ada", "autograde")
    assert "Successfully autograded" in said and "ada: " in said and " of 85 points." in said, said
    said = _press(page, "Ümit Özgür", "autograde")
    assert "Ümit Özgür: 85 of 85 points." in said and "My copy.ipynb was taken" in said, said
    said = _press(page, "empty", "autograde")
    assert "Successfully autograded" in said and "No notebook of hw1 was handed in." in said, said
    _row(page, "Ümit Özgür").locator("td.score", has_text="85 / 100").wait_for()
    _row(page, "ada").locator("td.status", has_text="needs manual grading").wait_for()
    _row(page, "empty").locator("td.status", has_text=re.compile("^graded$")).wait_for()
    _picture(page, "submissions")

    # Points and a comment for what was written.
    _row(page, "Ümit Özgür").locator("td.student-name a").click()
    page.locator("td.name a").first.click()
    score = page.locator("#written")
    score.wait_for()
    assert "My copy.ipynb was taken" in page.locator("body").inner_text()
    assert "8 of 8 points. Right." in page.locator("body").inner_text()
    page.wait_for_load_state("networkidle")  # before that, what is typed is not saved
    with page.expect_response(lambda answer: "/api/grade/" in answer.url and answer.request.method == "PUT"):
        score.fill("12.5")
        score.press("Tab")
    comment = page.locator("#written-comment")
    with page.expect_response(lambda answer: "/api/comment/" in answer.url and answer.request.method == "PUT"):
        comment.fill("Two numbers, well chosen.")
        comment.press("Tab")
    _picture(page, "manual-grading")
    said = shop.gradebook(
        "x = g.find_grade('written', 'hw1', 'hw1', 'Ümit Özgür')\nprint(json.dumps([x.manual_score, x.needs_manual_grade]))"
    )
    assert json.loads(said) == [12.5, False]

    # Regrading by the button keeps them.
    page.goto(f"{base}/formgrader/manage_submissions/hw1")
    _row(page, "ada").wait_for()
    _press(page, "Ümit Özgür", "autograde")
    _row(page, "Ümit Özgür").locator("td.score", has_text="97.5 / 100").wait_for()
    assert "Success" in _press(page, "Ümit Özgür", "generate-feedback")
    feedback = shop.folder / "feedback" / "Ümit Özgür" / "hw1" / "hw1.html"
    page.goto(feedback.as_uri())
    text = page.locator("body").inner_text()
    assert "Score: 97.5 / 100.0" in text and "Two numbers, well chosen." in text and "For the teacher" not in text
    _picture(page, "feedback")

    page.goto(f"{base}/formgrader/gradebook/hw1")
    page.locator("tbody a").first.wait_for()
    _picture(page, "gradebook")


def test_what_is_wrong_is_said_in_the_window(page: Page, base: str, shop: Shop) -> None:
    source = shop.folder / "source" / "hw1" / "hw1.ipynb"
    text = source.read_text(encoding="utf-8")
    source.write_text(text.replace('"points": 8,', '"points": 6,', 1), encoding="utf-8")
    try:
        page.goto(f"{base}/formgrader/manage_submissions/hw1")
        _row(page, "ada").wait_for()
        said = _press(page, "ada", "autograde", "error")
        assert "The gradebook does not fit" in said and "check-sigmoid differs" in said, said
    finally:
        source.write_text(text, encoding="utf-8")
