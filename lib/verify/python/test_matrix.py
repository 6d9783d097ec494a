"""The long part: other kernels, another JDK, every cell twice, many at once."""

from __future__ import annotations

import copy
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from nbformat import v4

import ledger
import lessons
import outputs
from conftest import NOTEBOOKS, ROOT, absent, clean, require

pytestmark = pytest.mark.matrix

KERNELS_AT_ONCE = 3

# A new network namespace has nothing but a loopback interface that is down.
_LOOPBACK_UP = """
import fcntl, socket, struct, subprocess, sys
with socket.socket() as s:
    fcntl.ioctl(s, 0x8914, struct.pack("16sh", b"lo", 0x1 | 0x40))  # SIOCSIFFLAGS, IFF_UP | IFF_RUNNING
try:
    socket.create_connection(("192.0.2.1", 80), timeout=2)  # an address that nobody has
    sys.exit("there is a network")
except OSError as error:
    assert error.errno == 101, error  # network is unreachable: the namespace has no way out
sys.exit(subprocess.run(sys.argv[1:]).returncode)
"""


def _lab(*arguments: str, **environment: str) -> str:
    command = [sys.executable, str(ROOT / "binder" / "lab.py"), *arguments]
    done = subprocess.run(
        command, capture_output=True, encoding="utf-8", errors="replace", env={**os.environ, **environment}, timeout=900
    )
    assert done.returncode == 0, f"{' '.join(command)} ended with {done.returncode}:\n{done.stdout}{done.stderr}"
    return done.stdout


def _java_of(jupyter_path: Path) -> str:
    """The version of Java that a kernelspec really runs."""
    probe = v4.new_notebook(cells=[v4.new_code_cell('System.out.println(System.getProperty("java.version"));')])
    run = lessons.execute(NOTEBOOKS / "probe.ipynb", notebook=probe, jupyter_path=str(jupyter_path))
    clean(run.problems())
    return outputs.joined(run.notebook.cells[0].outputs[0].text).strip()


@pytest.fixture(scope="module")
def stock(jars: Path) -> Path:
    """The kernelspec that the package jjava brings, without ours: its launcher, its options."""
    said = _lab("--", "python", "-c", "import sys; print(sys.prefix)").strip().splitlines()
    folder = Path(said[-1]) / "share" / "jupyter"
    spec = folder / "kernels" / "java" / "kernel.json"
    assert spec.is_file(), f"the package jjava has no kernelspec in {folder}"
    with open(spec, encoding="utf-8") as file:
        argv = json.load(file)["argv"]
    assert argv[0] == "java" and "jjava-launcher.jar" in " ".join(argv), f"{spec} is not the stock one: {argv}"
    in_lib = {path.name for path in (ROOT / "lib" / "jars").glob("*.jar")}
    lacking = sorted({path.name for path in jars.glob("*.jar")} - in_lib)
    assert not lacking, f"lib/jars, where the lessons' %classpath looks, lacks {lacking}"
    return folder


@pytest.fixture(scope="module")
def jdk25(jars: Path) -> Path:
    """Our kernelspec, prepared anew for JDK 25."""
    home = require("jdk25")
    state = ROOT / "lib" / "verify" / "target" / "state-jdk25"
    _lab("--setup-only", "--jars", str(jars), "--state", str(state), JAVA_HOME=str(home))
    version = _java_of(state / "jupyter")
    assert version.split(".")[0] == "25", f"the kernel of {state} runs Java {version}"
    return state / "jupyter"


def _same(lesson: Path, jupyter_path: Path, rule: outputs.PixelRule = outputs.SAME_PICTURE) -> list[str]:
    run = lessons.execute(lesson, jupyter_path=str(jupyter_path))
    return run.problems() or outputs.differences(lesson.name, lessons.read(lesson), lessons.fresh_form(run), rule)


def test_on_the_stock_kernel(lesson: Path, stock: Path) -> None:
    clean(_same(lesson, stock))


def test_on_jdk_25(lesson: Path, jdk25: Path) -> None:
    """Texts, numbers and the explorers' data are the same to the letter; pictures nearly so."""
    clean(_same(lesson, jdk25, outputs.OTHER_JDK_PICTURE))


def test_the_kernel_on_jdk_25(jdk25: Path) -> None:
    """Errors, stop, end and start of the kernel, as in the default run, on the other JDK."""
    command = [sys.executable, "-m", "pytest", "-q", "--color=no", "-m", "not matrix", "test_kernel.py"]
    environment = {**os.environ, "ACTIVATIONLAB_STATE": str(jdk25.parent)}
    done = subprocess.run(
        command, cwd=Path(__file__).parent, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        encoding="utf-8", errors="replace", timeout=900,
    )  # fmt: skip
    clean([done.stdout] if done.returncode else [])


def test_every_cell_twice(lesson: Path) -> None:
    """A reader runs cells again. Nothing may break by it, and the verdicts stay."""
    notebook = lessons.read(lesson)
    doubled: list[Any] = []
    for cell in notebook.cells:
        doubled.append(cell)
        if cell.cell_type == "code":
            again = copy.deepcopy(cell)
            again["id"] = f"{cell['id'][:60]}-b"
            doubled.append(again)
    twice = copy.deepcopy(notebook)
    twice.cells = doubled
    run = lessons.execute(lesson, notebook=twice)
    clean(run.problems())
    last = {row["id"]: row for row in outputs.verdicts(run.notebook)}
    committed = {row["id"] for row in outputs.verdicts(notebook)}
    assert set(last) == committed
    claims = ledger.read_claims(NOTEBOOKS / "claims.csv")
    for key, row in last.items():
        claim = claims.rows[key]
        expected, tolerance = ledger.numbers(claim["expected"]), ledger.numbers(claim["tolerance"])
        assert row["agrees"] is True and ledger.agrees(row["measured"], expected, tolerance), f"{key}: {row}"


def test_kernels_at_once() -> None:
    """A small class starts together: every run has to give the committed outputs."""
    command = [sys.executable, str(Path(lessons.__file__)), "compare", "00"]
    command += ["--jupyter-path", str(lessons.default_jupyter_path())]
    runs = [
        subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", errors="replace"
        )
        for _ in range(KERNELS_AT_ONCE)
    ]  # fmt: skip
    found = []
    try:
        for number, run in enumerate(runs, 1):
            text, _ = run.communicate(timeout=300)
            if run.returncode:
                found.append(f"run {number} of {KERNELS_AT_ONCE}:\n{text}")
    finally:
        for run in runs:
            if run.poll() is None:
                run.kill()
    clean(found)


def test_lessons_without_a_network() -> None:
    """After the set-up nothing is fetched: the lessons run where no network can be reached."""
    unshare = shutil.which("unshare")
    enter = [unshare or "unshare", "-n"] if getattr(os, "getuid", lambda: 1)() == 0 else [unshare or "unshare", "-rn"]
    if unshare is None or subprocess.run([*enter, "true"], capture_output=True).returncode:
        absent("this machine gives no network namespace (unshare, from util-linux)")
    command = [sys.executable, str(Path(lessons.__file__)), "compare"]
    command += ["--jupyter-path", str(lessons.default_jupyter_path())]
    done = subprocess.run(
        [*enter, sys.executable, "-c", _LOOPBACK_UP, *command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        encoding="utf-8", errors="replace", timeout=600,
    )  # fmt: skip
    clean([done.stdout] if done.returncode else [])
