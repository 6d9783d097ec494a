"""Makes the notebooks of the homework out of their texts.

    python3 lib/verify/python/homework.py release

writes notebooks/homework/source (with the solutions) and notebooks/homework/release (for students, made by
nbgrader). For a course of one's own, in a folder outside the repository:

    python3 lib/verify/python/homework.py release --course 4711 --overlay ~/my-course --to ~/autumn

"homework.py solution --to FOLDER" makes the notebooks with the solutions for students to read after the deadline.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import environment

ROOT = environment.ROOT
HOMEWORK = ROOT / "notebooks" / "homework"
CONFIG = HOMEWORK / "nbgrader_config.py"


# "nbgrader generate_assignment NAME --create" and the like for one name after the other. It is one process, because
# nbgrader's own start takes longer than its work.
NBGRADER = """
import sys
from nbgrader.apps import GenerateAssignmentApp, GenerateSolutionApp
for name in sys.argv[2:]:
    for app in (GenerateAssignmentApp, GenerateSolutionApp) if sys.argv[1] == "solution" else (GenerateAssignmentApp,):
        command = app.instance()
        command.initialize([name, "--create"] if app is GenerateAssignmentApp else [name])
        command.start()
        app.clear_instance()
"""


class HomeworkError(Exception):
    """Something that the author can mend."""


def _run(command: list[str], folder: Path | None = None, **variables: str) -> str:
    done = subprocess.run(
        command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", errors="replace",
        stdin=subprocess.DEVNULL, env={**os.environ, **variables},
    )  # fmt: skip
    if done.returncode:
        raise HomeworkError(done.stdout.strip())
    return done.stdout


def _java() -> str:
    home = os.environ.get("JAVA_HOME")
    return str(Path(home) / "bin" / "java") if home else "java"


def source(to: Path, jars: Path, course: int = 0, overlay: Path | None = None) -> None:
    """The notebooks with the solutions, and the files of their checks."""
    if not any(jars.glob("homework-*.jar")):
        raise HomeworkError(f"{jars} has no jar of the homework; run: python3 binder/lab.py --setup-only")
    command = [_java(), "-Dfile.encoding=UTF-8", "-cp", str(jars / "*"), "activationlab.homework.Editions"]
    command += [str(HOMEWORK / "templates"), str(to), str(course)]
    _run(command + ([str(overlay.expanduser().resolve())] if overlay else []))


def nbgrader(edition: str, source_folder: Path, to: Path) -> None:
    """Lets nbgrader make release or solution out of source, in a folder of its own, because it keeps a data base."""
    python = environment.prepare("nbgrader")
    with tempfile.TemporaryDirectory(prefix="nbgrader-") as name:
        course = Path(name)
        shutil.copyfile(CONFIG, course / CONFIG.name)
        shutil.copytree(source_folder, course / "source")
        # nbgrader calls other programs of its environment by their names, and would read the user's settings.
        variables = {
            "PATH": f"{python.parent}{os.pathsep}{os.environ.get('PATH', '')}",
            "JUPYTER_CONFIG_DIR": str(course / "config"),
            "JUPYTER_DATA_DIR": str(course / "data"),
        }
        names = sorted(p.name for p in source_folder.iterdir() if p.is_dir())
        _run([str(python), "-c", NBGRADER, edition, *names], course, **variables)
        for assignment in names:
            # copyfile: nbgrader makes files that others may not read or write.
            shutil.rmtree(to / assignment, ignore_errors=True)
            (to / assignment).mkdir(parents=True)
            for file in sorted((course / edition / assignment).iterdir()):
                shutil.copyfile(file, to / assignment / file.name)


def release(to: Path, jars: Path, course: int = 0, overlay: Path | None = None) -> None:
    """Both editions of a course, in place of what the folders held."""
    with tempfile.TemporaryDirectory(prefix="homework-") as name:
        made = Path(name)
        source(made / "source", jars, course, overlay)
        nbgrader("release", made / "source", made / "release")
        for edition in ("source", "release"):
            shutil.rmtree(to / edition, ignore_errors=True)
            shutil.copytree(made / edition, to / edition, copy_function=shutil.copyfile)


def solution(to: Path, jars: Path, course: int = 0, overlay: Path | None = None) -> None:
    """The notebooks with the solutions and without anything that is hidden."""
    with tempfile.TemporaryDirectory(prefix="homework-") as name:
        source(Path(name), jars, course, overlay)
        nbgrader("solution", Path(name), to / "solution")


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="homework.py", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands: dict[str, Callable[..., None]] = {"release": release, "solution": solution}
    parser.add_argument("what", choices=list(commands))
    parser.add_argument("--course", type=int, default=0, metavar="SEED", help="decides constants and names; 0: the repository's")
    parser.add_argument("--overlay", type=Path, metavar="DIR", help="private folder with changed texts, cases and exercises")
    parser.add_argument("--to", type=Path, metavar="DIR", help="where source and release are made, if not notebooks/homework")
    parser.add_argument("--jars", type=Path, metavar="DIR", help="the built jars, if not lib/jars")
    options = parser.parse_args(arguments)
    if options.to is None and (options.what == "solution" or options.course or options.overlay):
        parser.error("--to is missing: only the repository's own edition belongs into notebooks/homework")
    try:
        jars = options.jars
        if jars is None:
            _run([sys.executable, str(ROOT / "binder" / "lab.py"), "--setup-only"])
            jars = ROOT / "lib" / "jars"
        to = (options.to or HOMEWORK).expanduser().resolve()
        commands[options.what](to, jars.resolve(), options.course, options.overlay)
    except HomeworkError as error:
        print(f"homework.py: {error}", file=sys.stderr)
        return 2
    except Exception as problem:
        if type(problem).__name__ != "Problem":
            raise
        print(problem, file=sys.stderr)
        return 1
    print(f"made in {to}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
