"""Runs the lessons and keeps their committed form.

    python lib/verify/python/lessons.py execute [NN ...]   run, say what happened, change nothing
    python lib/verify/python/lessons.py rewrite [NN ...]   run, then rewrite the lesson's outputs, its
                                                           text twin and notebooks/verdicts.csv
    python lib/verify/python/lessons.py compare [NN ...]   run and compare with what is committed
    python lib/verify/python/lessons.py import NN ...      bring an edited text twin into its notebook
    python lib/verify/python/lessons.py check [NN ...]     rules for cells, numbers in prose, ledger,
                                                           predictions and twins; runs nothing
    python lib/verify/python/lessons.py cheat-sheet        let the library write notebooks/cheat-sheet.md
                                                           and its picture

NN is a lesson's number (00, 01, 02b). Without numbers, every lesson. Whatever runs a lesson first lets
binder/lab.py bring the kernel up to date, so that no output comes from an older library.
"""

from __future__ import annotations

import argparse
import atexit
import base64
import contextlib
import copy
import difflib
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import jupytext
import nbformat
from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel
from nbclient import NotebookClient
from nbclient.exceptions import CellTimeoutError, DeadKernelError

import outputs

ROOT = Path(__file__).resolve().parents[3]
NOTEBOOKS = ROOT / "notebooks"
CELL_SECONDS = 120
START_SECONDS = 120

README_PICTURE = "family.png"
#: A reader's own answers, which the library keeps beside the lessons.
ANSWERS = "my-predictions.csv"
CHEAT_SHEET = ("cheat-sheet.md", "cheat-sheet.png")

_LESSON = re.compile(r"(\d\d[a-z]?)-[a-z0-9-]+\.ipynb")


class LessonError(Exception):
    """Something a person has to mend; the message says what and where."""


# ------------------------------------------------------------------------------------------
# Finding, reading, writing


def number_of(path: Path) -> str:
    return path.name.split("-", 1)[0]


def lesson_files(numbers: list[str] | None = None, folder: Path = NOTEBOOKS) -> list[Path]:
    """The notebooks of the course in order, or those with the given numbers."""
    found = sorted(path for path in folder.glob("*.ipynb") if _LESSON.fullmatch(path.name))
    if not numbers:
        return found
    chosen = []
    for number in numbers:
        matches = [path for path in found if number in (number_of(path), path.stem, path.name)]
        if len(matches) != 1:
            known = ", ".join(map(number_of, found)) or "none"
            problem = "more than one notebook has" if matches else "no notebook has"
            raise LessonError(f"{problem} the number {number} in {folder}. There are: {known}.")
        chosen += matches
    return chosen


def read(path: Path) -> Any:
    try:
        with open(path, encoding="utf-8") as file:
            return nbformat.read(file, as_version=4)
    except (nbformat.reader.NotJSONError, ValueError) as error:
        raise LessonError(f"{path.name} is not a notebook: {str(error)[:200]}") from error


def written(notebook: Any) -> str:
    return nbformat.writes(notebook, version=nbformat.NO_CONVERT).rstrip("\n") + "\n"


def write_text(path: Path, text: str) -> bool:
    """Write only what changed, and whole or not at all."""
    if path.exists() and path.read_bytes() == text.encode("utf-8"):
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(path.name + ".new")
    with open(temporary, "w", encoding="utf-8", newline="\n") as file:
        file.write(text)
    os.replace(temporary, path)
    return True


# ------------------------------------------------------------------------------------------
# Running


@dataclass
class Run:
    """One execution of a lesson from a fresh kernel."""

    path: Path
    notebook: Any
    seconds: float
    cell_seconds: list[float] = field(default_factory=list)
    stopped: str | None = None

    def problems(self) -> list[str]:
        found = [f"{self.path.name}: {self.stopped}"] if self.stopped else []
        return found + outputs.errors(self.path.name, self.notebook)


def default_jupyter_path(state: Path | None = None) -> str | None:
    folder = (state or Path(os.environ.get("ACTIVATIONLAB_STATE") or ROOT / ".lab")) / "jupyter"
    return str(folder) if (folder / "kernels" / "java" / "kernel.json").is_file() else None


@contextlib.contextmanager
def _jupyter_path(folder: str | None) -> Iterator[None]:
    """Let Jupyter look for kernels in one folder first, whatever the user's settings are."""
    before = os.environ.get("JUPYTER_PATH")
    if folder:
        os.environ["JUPYTER_PATH"] = folder
    try:
        yield
    finally:
        if before is None:
            os.environ.pop("JUPYTER_PATH", None)
        else:
            os.environ["JUPYTER_PATH"] = before


def execute(
    path: Path,
    *,
    notebook: Any = None,
    jupyter_path: str | None = None,
    timeout: int = CELL_SECONDS,
    cwd: Path | None = None,
) -> Run:
    """Run a lesson from its first to its last cell in a fresh kernel, in its own folder.

    Errors in cells do not stop the run, as in JupyterLab's Run All; ask the result for its
    problems. A cell that takes too long and a kernel that dies end the run and are reported there.
    """
    notebook = copy.deepcopy(notebook) if notebook is not None else read(path)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    answers = (cwd or path.parent) / ANSWERS
    if answers.exists():
        raise LessonError(f"{answers} holds somebody's predictions, which a lesson would show; move it away.")
    begun: dict[int, float] = {}
    took: dict[int, float] = {}

    def on_start(cell: Any, cell_index: int, **_: Any) -> None:
        begun[cell_index] = time.monotonic()

    def on_end(cell: Any, cell_index: int, **_: Any) -> None:
        took[cell_index] = time.monotonic() - begun.get(cell_index, time.monotonic())

    with _jupyter_path(jupyter_path or default_jupyter_path()):
        try:
            KernelSpecManager().get_kernel_spec("java")
        except NoSuchKernel as error:
            raise LessonError(
                "There is no kernel named 'java'. Prepare it with: python3 binder/lab.py --setup-only"
            ) from error
        client = NotebookClient(
            notebook,
            kernel_name="java",
            timeout=timeout,
            startup_timeout=START_SECONDS,
            allow_errors=True,
            coalesce_streams=True,
            record_timing=False,
            resources={"metadata": {"path": str(cwd or path.parent)}},
            on_cell_execute=on_start,
            on_cell_executed=on_end,
        )
        start, stopped = time.monotonic(), None
        # The kernel's own log is noise unless it does not start.
        log = tempfile.TemporaryFile()
        try:
            client.execute(stdout=log, stderr=log)
        except CellTimeoutError:
            stopped = f"{_place_of_last(notebook, begun)} took longer than {timeout} seconds and was stopped"
        except DeadKernelError:
            stopped = f"the kernel died in {_place_of_last(notebook, begun)}"
        except RuntimeError as error:
            # nbclient leaves its clean-up registered here, which would complain at exit
            atexit.unregister(client._cleanup_kernel)
            log.seek(0)
            tail = log.read().decode("utf-8", "replace").strip().splitlines()[-15:]
            stopped = "\n    ".join([f"the kernel did not start: {str(error)[:500]}", *tail])
        finally:
            log.close()
    return Run(path, notebook, time.monotonic() - start, [took.get(i, 0.0) for i in range(len(notebook.cells))], stopped)


def _place_of_last(notebook: Any, begun: dict[int, float]) -> str:
    if not begun:
        return "the start"
    index = max(begun)
    first = notebook.cells[index].source.strip().splitlines()[0][:50]
    return f"cell {index + 1} ('{first}')"


def fresh_form(run: Run) -> Any:
    """The run's notebook in the committed form; the run itself stays as it was."""
    return outputs.normalise(copy.deepcopy(run.notebook))


# ------------------------------------------------------------------------------------------
# Text twins


def twin_path(path: Path) -> Path:
    return path.parent / "text" / (path.stem + ".md")


def twin_text(notebook: Any) -> str:
    """The notebook without outputs as MyST Markdown."""
    bare = outputs.normalise(copy.deepcopy(notebook))
    bare.metadata.pop("language_info", None)
    for cell in bare.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    text = jupytext.writes(bare, fmt="md:myst").rstrip("\n") + "\n"
    # A new jupytext must not change every twin.
    return re.sub(r"(?m)^    jupytext_version: .*\n", "", text, count=1)


def with_twin(notebook: Any, text: str) -> Any:
    """The notebook with the cells of an edited twin; unchanged cells keep their id and outputs."""
    edited = jupytext.reads(text, fmt="md:myst")
    old_cells, result = notebook.cells, copy.deepcopy(notebook)

    def key(cell: Any) -> tuple[Any, ...]:
        return cell.cell_type, cell.source.strip(), tuple(cell.metadata.get("tags", []))

    matcher = difflib.SequenceMatcher(a=[key(c) for c in old_cells], b=[key(c) for c in edited.cells], autojunk=False)
    cells: list[Any] = []
    for operation, a0, a1, b0, b1 in matcher.get_opcodes():
        if operation == "equal":
            cells += [copy.deepcopy(cell) for cell in old_cells[a0:a1]]
            continue
        old = old_cells[a0:a1]
        for position, new in enumerate(edited.cells[b0:b1]):
            cell = copy.deepcopy(new)
            cell.pop("id", None)
            before = old[position] if position < len(old) else None
            if before is not None and before.cell_type == cell.cell_type:
                cell["id"] = before["id"]
                if cell.cell_type == "code" and before.source.strip() == cell.source.strip():
                    cell.outputs = copy.deepcopy(before.outputs)
            cells.append(cell)
    result.cells = cells
    return outputs.normalise(result)


# ------------------------------------------------------------------------------------------
# Rewriting


def rewritten(committed: Any, run: Run, renew_volatile: bool = False) -> Any:
    """The notebook to commit after a run: new outputs, with old bytes kept wherever they pass.

    A volatile cell (timings) keeps its committed output while its source is unchanged, because a
    new number on every run would be noise; ask for renewal to replace it.
    """
    fresh = fresh_form(run)
    old_by_id = {cell.get("id"): cell for cell in committed.cells if cell.cell_type == "code"}
    for cell in fresh.cells:
        if cell.cell_type != "code":
            continue
        old = old_by_id.get(cell.get("id"))
        if old is None or old.source != cell.source:
            continue
        old_outputs = outputs.normalised_outputs(old.get("outputs", []), cell.execution_count or 0)
        if outputs.is_volatile(cell) and old_outputs and not renew_volatile:
            cell.outputs = old_outputs
        else:
            outputs.keep_equal_pictures(old_outputs, cell.outputs)
    return fresh


def rewrite(
    paths: list[Path], jupyter_path: str | None = None, renew_volatile: bool = False, folder: Path = NOTEBOOKS
) -> int:
    """Returns how many lessons could not be rewritten because they failed."""
    import ledger

    failed = 0
    for path in paths:
        run = execute(path, jupyter_path=jupyter_path)
        problems = run.problems()
        _report(run, problems)
        if problems:
            failed += 1
            print(f"{path.name}: left as it was")
            continue
        notebook = rewritten(read(path), run, renew_volatile)
        changed = write_text(path, written(notebook))
        changed |= write_text(twin_path(path), twin_text(notebook))
        print(f"{path.name}: {'rewritten' if changed else 'unchanged'}, {path.stat().st_size / 1e6:.2f} MB")
        # At once: the last lesson reads the verdicts of all others.
        write_text(folder / "verdicts.csv", ledger.verdicts_csv(all_notebooks(folder)))
    for stale in stale_twins(folder):
        stale.unlink()
        print(f"{stale.name}: removed, its notebook is gone")
    write_text(folder / "verdicts.csv", ledger.verdicts_csv(all_notebooks(folder)))
    picture = readme_picture(folder)
    if picture:
        (folder / README_PICTURE).write_bytes(picture)
    return failed


def readme_picture(folder: Path = NOTEBOOKS) -> bytes | None:
    """The picture at the top of the README: the family portrait, as lesson 00 shows it."""
    for notebook in all_notebooks(folder).values():
        for cell in notebook.cells:
            if cell.cell_type == "code" and "family(" in cell.source:
                shown = "".join(str(output.get("data", {}).get("text/html", "")) for output in cell.outputs)
                match = re.search(r"base64,([A-Za-z0-9+/=]+)", shown)
                return base64.b64decode(match.group(1)) if match else None
    return None


def make_cheat_sheet(folder: Path, jars: Path) -> None:
    """The page and the picture, as the library writes them."""
    command = ["java", "-Djava.awt.headless=true", "-cp", str(jars / "*"), "activationlab.notebook.CheatSheet", str(folder)]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", errors="replace")
    if done.returncode:
        raise LessonError(f"the cheat sheet could not be made:\n{done.stdout.strip()}")


def rewrite_cheat_sheet(folder: Path = NOTEBOOKS, jars: Path = ROOT / "lib" / "jars") -> None:
    page, picture = (folder / name for name in CHEAT_SHEET)
    before = picture.read_bytes() if picture.exists() else b""
    make_cheat_sheet(folder, jars)
    if before and outputs.picture_difference(*(base64.b64encode(data).decode() for data in (before, picture.read_bytes()))) is None:
        picture.write_bytes(before)
    print(f"{page.name} and {picture.name} are as the library writes them")


def stale_twins(folder: Path) -> list[Path]:
    wanted = {twin_path(path) for path in lesson_files(folder=folder)}
    return [path for path in (folder / "text").glob("*.md") if path not in wanted]


def all_notebooks(folder: Path) -> dict[str, Any]:
    return {path.name: read(path) for path in lesson_files(folder=folder)}


def homework_notebooks(folder: Path = NOTEBOOKS) -> dict[str, Any]:
    """The homework as students get it, by name: their predictions are in the same bank as the lessons'."""
    return {path.name: read(path) for path in sorted((folder / "homework" / "release").glob("hw*/hw*.ipynb"))}


# ------------------------------------------------------------------------------------------
# Command line


def _report(run: Run, problems: list[str]) -> None:
    slowest = max(run.cell_seconds, default=0.0)
    print(
        f"{run.path.name}: {'ran' if not problems else 'FAILED'} in {run.seconds:.1f} s, "
        f"slowest cell {slowest:.1f} s, verdicts {len(outputs.verdicts(run.notebook))}",
        flush=True,
    )
    for problem in problems:
        print("  " + problem)


def _texts(notebook: Any) -> Iterator[str]:
    """Outputs as plain text, for a person at a terminal."""
    for index, cell in enumerate(notebook.cells):
        if cell.cell_type != "code" or not cell.source.strip():
            continue
        yield f"--- cell {index + 1}: {cell.source.strip().splitlines()[0][:70]}"
        for output in cell.outputs:
            if output.output_type == "stream":
                yield outputs.joined(output.text).rstrip()
            elif "data" in output:
                text = output.data.get("text/plain")
                yield outputs.shortened(outputs.joined(text)).rstrip() if text else f"({', '.join(output.data)})"


def checks(numbers: list[str] | None, folder: Path = NOTEBOOKS) -> list[str]:
    """Everything that can be said without running a cell."""
    import ledger
    import lint
    import prose

    found: list[str] = []
    for path in lesson_files(numbers, folder):
        notebook = read(path)
        found += lint.lint(path.name, notebook)
        found += prose.unfounded_numbers(path.name, notebook)
        found += twin_problems(path)
    claims = ledger.read_claims(folder / "claims.csv")
    found += claims.problems
    everything = all_notebooks(folder)
    found += ledger.problems(claims, everything)
    found += ledger.verdict_file_problems(folder / "verdicts.csv", everything)
    found += ledger.prediction_problems(folder / "predictions.csv", everything | homework_notebooks(folder))
    print(claims.summary())
    return found


def twin_problems(path: Path) -> list[str]:
    twin = twin_path(path)
    number = number_of(path)
    command = f"lib/verify/python/lessons.py import {number}' or '... rewrite {number}'"
    if not twin.is_file():
        return [f"{path.name}: has no text twin {twin.name}; 'lessons.py rewrite {number}' makes it"]
    with open(twin, encoding="utf-8") as file:
        committed = file.read()
    expected = twin_text(read(path))
    if committed == expected:
        return []
    return [
        f"{path.name} and text/{twin.name} differ. Run '{command}, whichever of the two is right:\n"
        + outputs.text_difference(committed, expected)
    ]


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="lessons.py", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=["execute", "rewrite", "compare", "import", "check", "cheat-sheet"])
    parser.add_argument("numbers", nargs="*", metavar="NN")
    parser.add_argument("--state", type=Path, help="folder that lab.py prepared, if not .lab")
    parser.add_argument("--jupyter-path", help="folder that holds kernels/java, if another than the state's")
    parser.add_argument("--folder", type=Path, help="folder of notebooks, if not notebooks/")
    parser.add_argument("--renew-volatile", action="store_true", help="rewrite: replace timings too")
    parser.add_argument("--show", action="store_true", help="execute: print the outputs as text")
    options = parser.parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, ValueError):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        return _run_command(options)
    except LessonError as error:
        print(f"lessons.py: {error}", file=sys.stderr)
        return 2


def _prepare_kernel() -> None:
    """The library, the ledger inside it and the kernel as the sources say."""
    command = [sys.executable, str(ROOT / "binder" / "lab.py"), "--setup-only"]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", errors="replace")
    if done.returncode:
        raise LessonError(f"the kernel could not be prepared:\n{done.stdout.strip()}")


def _run_command(options: argparse.Namespace) -> int:
    folder = options.folder.resolve() if options.folder else NOTEBOOKS
    if options.what == "check":
        found = checks(options.numbers, folder)
        for text in found:
            print(text)
        print("nothing to mend" if not found else f"{len(found)} to mend")
        return 1 if found else 0

    if options.what == "cheat-sheet":
        _prepare_kernel()
        rewrite_cheat_sheet(folder)
        return 0

    paths = lesson_files(options.numbers, folder)
    if not paths:
        raise LessonError(f"there is no lesson in {folder}")
    if options.what == "import":
        if not options.numbers:
            raise LessonError("import needs the numbers of the lessons, so that no edit is lost by accident")
        for path in paths:
            with open(twin_path(path), encoding="utf-8") as file:
                notebook = with_twin(read(path), file.read())
            changed = write_text(path, written(notebook))
            print(f"{path.name}: {'changed; now run: lessons.py rewrite ' + number_of(path) if changed else 'unchanged'}")
        return 0
    if not (options.jupyter_path or options.state or os.environ.get("ACTIVATIONLAB_STATE")):
        _prepare_kernel()
    jupyter_path = options.jupyter_path or default_jupyter_path(options.state)
    if options.what == "rewrite":
        return 1 if rewrite(paths, jupyter_path, options.renew_volatile, folder) else 0

    failed = 0
    for path in paths:
        run = execute(path, jupyter_path=jupyter_path)
        problems = run.problems()
        if options.what == "compare" and not problems:
            problems = outputs.differences(path.name, read(path), fresh_form(run))
        _report(run, problems)
        if options.show:
            print("\n".join(_texts(run.notebook)))
        failed += bool(problems)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
