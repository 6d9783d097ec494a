"""The README says what is there: lessons, links, the Binder door, and Java that compiles and runs."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path
from urllib.parse import unquote

import pytest

import lessons
from conftest import ROOT, clean, require

README = ROOT / "README.md"


@pytest.fixture(scope="module")
def readme() -> str:
    assert README.is_file(), "there is no README.md"
    with open(README, encoding="utf-8") as file:
        return file.read()


def _table(readme: str) -> list[list[str]]:
    section = re.search(r"(?ms)^## Lessons\s*$(.*?)(?=^## |\Z)", readme)
    assert section, "README.md has no section '## Lessons'"
    rows = [line.strip().strip("|").split("|") for line in section.group(1).splitlines() if line.startswith("|")]
    assert len(rows) > 2, "the section 'Lessons' has no table"
    header = [cell.strip().lower() for cell in rows[0]]
    assert header[:3] == ["number", "question", "minutes"], f"the columns are number, question, minutes; not {header}"
    return [[cell.strip() for cell in row] for row in rows[2:]]


def test_lessons_table(readme: str) -> None:
    found: list[str] = []
    listed = []
    for row in _table(readme):
        number = re.search(r"\d\d[a-z]?", row[0])
        if not number or len(row) < 3 or not row[1] or not row[2].isdigit():
            found.append(f"this row is not number, question, minutes: {row}")
            continue
        listed.append(number.group(0))
        files = [path for path in lessons.lesson_files() if lessons.number_of(path) == number.group(0)]
        if not files:
            found.append(f"README.md lists lesson {number.group(0)}, which does not exist")
            continue
        intro = lessons.read(files[0]).cells[0].source
        if not re.search(rf"\b{row[2]}\s+minutes\b", intro) and not _minutes_in_words(intro, int(row[2])):
            found.append(f"README.md gives lesson {number.group(0)} {row[2]} minutes; its first cell does not")
    missing = [lessons.number_of(path) for path in lessons.lesson_files() if lessons.number_of(path) not in listed]
    if missing:
        found.append(f"README.md does not list the lessons {missing}")
    if listed != sorted(listed):
        found.append(f"README.md lists the lessons out of order: {listed}")
    clean(found)


def test_lesson_00_has_the_same_table(readme: str) -> None:
    """The map of the course stands on both front pages."""
    start = "\n".join(cell.source for cell in lessons.read(lessons.lesson_files(["00"])[0]).cells)
    mapped = [tuple(row) for row in re.findall(r"(?m)^\| \[(\d\d\w?)\]\(([^)]+)\) \| (.*?) \| (\d+) \|", start)]
    listed = [
        (*re.findall(r"\[(.*)\]\(notebooks/(.*)\)", row[0])[0], row[1], row[2]) for row in _table(readme)
    ]
    assert mapped == listed


def _minutes_in_words(text: str, minutes: int) -> bool:
    words = {5: "five", 10: "ten", 15: "fifteen", 20: "twenty"}
    return minutes in words and f"{words[minutes]} minutes" in text.lower()


def test_binder_door(readme: str) -> None:
    links = [unquote(link) for link in re.findall(r"https://[^)\s>\"]*/v2/gh/[^)\s>\"]*", readme)]
    assert links, "README.md has no Binder link (…/v2/gh/OWNER/REPO/…)"
    for link in links:
        match = re.fullmatch(r"https://[^/]+/v2/gh/[^/]+/[^/]+/[^/?]+\?urlpath=lab/tree/(work/[\w.-]+\.ipynb)", link)
        assert match, f"the Binder link does not follow /v2/gh/OWNER/REPO/REF?urlpath=lab/tree/work/00-start.ipynb: {link}"
        assert match.group(1) == "work/00-start.ipynb", f"the Binder link opens {match.group(1)}"
    # work/ is made by lab.py from notebooks/, so the name has to be that of a lesson
    assert (ROOT / "notebooks" / "00-start.ipynb").is_file()


def test_links_lead_somewhere(readme: str) -> None:
    targets = re.findall(r"\]\(([^)\s]+)\)", readme) + re.findall(r"""(?:src|href)=["']([^"']+)["']""", readme)
    local = [target.split("#")[0] for target in targets if not re.match(r"[a-z]+:|#|//", target)]
    missing = sorted({target for target in local if target and not (ROOT / unquote(target)).exists()})
    assert not missing, f"README.md links to what is not there: {missing}"


def test_pictures_have_a_text(readme: str) -> None:
    silent = re.findall(r"!\[\s*\]\([^)]*\)", readme)
    silent += [tag for tag in re.findall(r"<img\b[^>]*>", readme) if not re.search(r"""\balt=["'][^"']+""", tag)]
    assert not silent, f"pictures without an alternative text: {silent}"


def test_picture_is_made_by_the_library() -> None:
    """The picture at the top is a lesson's figure; 'lessons.py rewrite' writes it."""
    picture = lessons.readme_picture()
    assert picture is not None, "no lesson shows the family portrait"
    assert (lessons.NOTEBOOKS / lessons.README_PICTURE).read_bytes() == picture, "run 'lessons.py rewrite'"


def snippets(readme: str) -> list[str]:
    """Each Java fence as a program: imports first, statements in main."""
    fences = re.findall(r"(?ms)^```java\s*$\n(.*?)^```\s*$", readme)
    assert len(fences) == 2, "README.md has two ```java fences: functions, and an experiment"
    programs = []
    for number, fence in enumerate(fences, 1):
        imports = [line for line in fence.splitlines() if line.startswith("import ")]
        body = [line for line in fence.splitlines() if not line.startswith("import ")]
        main = "    public static void main(String[] args) throws Exception {"
        programs.append("\n".join([*imports, f"public class Readme{number} {{", main, *body, "    }", "}"]))
    return programs


@pytest.mark.parametrize("number", [1, 2])
def test_java_compiles_and_runs(readme: str, jars: Path, tmp_path: Path, number: int) -> None:
    # One seed tells whether it runs; twenty are for the reader.
    source = snippets(readme)[number - 1].replace(".seeds(20)", ".seeds(1)")
    file = tmp_path / f"Readme{number}.java"
    file.write_text(source, encoding="utf-8")
    classpath = str(jars / "*")
    done = subprocess.run(
        [str(require("javac")), "-encoding", "UTF-8", "-Xlint:all,-processing,-classfile", "-Werror",
         "-cp", classpath, "-d", str(tmp_path), str(file)],
        capture_output=True, encoding="utf-8", errors="replace", timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, f"README.md's Java does not compile:\n{done.stdout}{done.stderr}\n{source}"
    done = subprocess.run(
        [str(require("java")), "-Djava.awt.headless=true", "-cp", classpath + os.pathsep + str(tmp_path), file.stem],
        capture_output=True, encoding="utf-8", errors="replace", timeout=120, cwd=tmp_path,
    )  # fmt: skip
    assert done.returncode == 0, f"README.md's Java does not run:\n{done.stdout}{done.stderr}\n{source}"
    assert number == 1 or "Test accuracy: 7 × 4 cells (activation × rate)" in done.stdout, done.stdout


def test_picture_is_the_one_in_lesson_00(readme: str) -> None:
    assert f"](notebooks/{lessons.README_PICTURE})" in readme
    committed = (lessons.NOTEBOOKS / lessons.README_PICTURE).read_bytes()
    assert committed == lessons.readme_picture(), "run 'lessons.py rewrite 00': the README shows an older picture"
