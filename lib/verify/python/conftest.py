"""What the tests share: the tools of the machine, and one run of every lesson."""

from __future__ import annotations

import os
import platform
import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

import environment
import lessons

ROOT = lessons.ROOT
NOTEBOOKS = lessons.NOTEBOOKS

# Every test that asks Jupyter for the kernel "java" means ours, not one of the user's.
if _prepared := lessons.default_jupyter_path():
    os.environ["JUPYTER_PATH"] = _prepared


# ------------------------------------------------------------------------------------------
# Tools that a machine may lack


def _on_path(*names: str) -> Path | None:
    return next((Path(found) for name in names if (found := shutil.which(name))), None)


def _java_version(home: Path) -> int | None:
    """The major version that a JDK's release file names; None for a JRE and for no JDK at all."""
    release = home / "release"
    if not release.is_file() or not any((home / "bin" / name).is_file() for name in ("javac", "javac.exe")):
        return None
    with open(release, encoding="utf-8", errors="replace") as file:
        match = re.search(r'^JAVA_VERSION="(\d+)', file.read(), re.MULTILINE)
    return int(match.group(1)) if match else None


def _toolchains() -> list[Path]:
    """The JDKs that Maven's toolchains file names."""
    file = Path.home() / ".m2" / "toolchains.xml"
    if not file.is_file():
        return []
    try:
        elements = ElementTree.parse(file).iter()
        return [Path(element.text.strip()) for element in elements if element.tag.endswith("jdkHome") and element.text]
    except ElementTree.ParseError:
        return []


def _jdk(major: int) -> Path | None:
    named = os.environ.get(f"JDK{major}_HOME")
    if named:
        if _java_version(Path(named)) != major:
            pytest.fail(f"JDK{major}_HOME is {named}, which is no JDK {major}")
        return Path(named)
    folders = [
        (Path("/usr/lib/jvm"), "*"),
        (Path("/Library/Java/JavaVirtualMachines"), "*/Contents/Home"),
        (Path.home() / ".sdkman" / "candidates" / "java", "*"),
        (Path.home() / ".jdks", "*"),
    ]
    if platform.system() == "Windows":
        programs = Path(os.environ.get("ProgramFiles", r"C:\Program Files"))
        folders += [(programs / vendor, "*") for vendor in ("Java", "Eclipse Adoptium", "Microsoft", "Zulu")]
    homes = _toolchains() + [home for folder, pattern in folders for home in sorted(folder.glob(pattern))]
    return next((home for home in homes if _java_version(home) == major), None)


def _chromium() -> Path | None:
    named = os.environ.get("CHROMIUM")
    if named:
        return Path(named) if Path(named).is_file() else pytest.fail(f"CHROMIUM is {named}, which does not exist")
    mac = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
    return _on_path("chromium", "chromium-browser", "google-chrome", "chrome") or (mac if mac.is_file() else None)


_TOOLS: dict[str, tuple[Callable[[], Path | None], str]] = {
    "chromium": (_chromium, "Chromium (set CHROMIUM, or install the package chromium)"),
    "jdk25": (lambda: _jdk(25), "JDK 25 (set JDK25_HOME, or install one)"),
    "java": (lambda: _on_path("java"), "a JDK (install JDK 17 or newer)"),
    "javac": (lambda: _on_path("javac"), "a JDK with javac (install JDK 17 or newer)"),
    "mvn": (lambda: _on_path("mvn"), "Maven (install the package maven)"),
}


def require(tool: str) -> Path:
    """Where a tool is. Without it the test is skipped aloud; with CI set it fails."""
    find, what = _TOOLS[tool]
    found = find()
    if found is not None:
        return found
    absent(f"this machine has no {what}")
    raise AssertionError("unreachable")


def absent(sentence: str) -> None:
    """Skip because something is not there, unless CI promises that everything is there."""
    if os.environ.get("CI"):
        pytest.fail(f"{sentence}; CI is set, so this is a failure", pytrace=False)
    pytest.skip(sentence)


# ------------------------------------------------------------------------------------------
# Lessons


class LessonRuns:
    """Runs every lesson at most once in a session."""

    def __init__(self) -> None:
        self._runs: dict[Path, lessons.Run] = {}

    def __call__(self, path: Path) -> lessons.Run:
        if path not in self._runs:
            self._runs[path] = lessons.execute(path)
        return self._runs[path]


@pytest.fixture(scope="session")
def lesson_run() -> LessonRuns:
    return LessonRuns()


@pytest.fixture(scope="session")
def jars() -> Path:
    """The folder with the course's jars, as a kernel sees them."""
    folder = Path(os.environ.get("ACTIVATIONLAB_JARS") or ROOT / "lib" / "jars")
    if not any(folder.glob("notebook-*.jar")):
        pytest.fail(f"{folder} has no jars; run: python3 binder/lab.py --setup-only", pytrace=False)
    return folder


@pytest.fixture(scope="session")
def with_nbgrader() -> None:
    """An environment with nbgrader; it is downloaded once, which needs the network."""
    try:
        environment.prepare("nbgrader")
    except Exception as problem:
        if type(problem).__name__ != "Problem":
            raise
        absent(f"nbgrader is not there: {problem}")


def pytest_generate_tests(metafunc: Any) -> None:
    if "lesson" in metafunc.fixturenames:
        files = lessons.lesson_files()
        metafunc.parametrize("lesson", files, ids=[lessons.number_of(path) for path in files])


def clean(found: list[str]) -> None:
    """Fail with every problem in words; an assertion on a list would show it shortened."""
    if found:
        pytest.fail("\n".join(found), pytrace=False)


def pytest_report_header() -> list[str]:
    import ledger

    return [
        ledger.read_claims(NOTEBOOKS / "claims.csv").summary(),
        f"activation lab: {len(lessons.lesson_files())} lessons, Python {sys.version.split()[0]}",
    ]
