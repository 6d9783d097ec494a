"""nbgrader in the folder of a course.

    grade.py nbgrader autumn autograde hw1       any command of nbgrader
    grade.py formgrader autumn                   JupyterLab with nbgrader's pages for a teacher
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import editions
import lab
from course import Course
from editions import Refused


def _start(folder: Path, command: list[str], state: Path | None) -> int:
    python = editions.nbgrader_python()
    program = [str(python), "-m", *command]
    environment = {**os.environ, "PATH": f"{python.parent}{os.pathsep}{os.environ.get('PATH', '')}"}
    if state:
        for name in ("CONFIG", "DATA", "RUNTIME"):
            environment[f"JUPYTER_{name}_DIR"] = str(state / name.lower())
        for name in ("SETTINGS", "WORKSPACES"):
            environment[f"JUPYTERLAB_{name}_DIR"] = str(state / name.lower())
    print(f"In {folder}: {' '.join([command[0], *command[1:]])}", file=sys.stderr, flush=True)
    try:
        return subprocess.call(program, cwd=folder, env=environment)
    except KeyboardInterrupt:
        return 130


def nbgrader(argv: list[str]) -> int:
    if len(argv) < 2 or argv[0].startswith("-"):
        print(__doc__, file=sys.stderr)
        return 0 if argv[:1] in (["--help"], ["-h"]) else 2
    try:
        folder = Course(Path(argv[0])).folder.resolve()
    except Refused as refused:
        print(refused, file=sys.stderr)
        return 1
    return _start(folder, ["nbgrader", *argv[1:]], None)


def formgrader(argv: list[str]) -> int:
    if not argv or argv[0].startswith("-"):
        print(__doc__, file=sys.stderr)
        return 0 if argv[:1] in (["--help"], ["-h"]) else 2
    try:
        folder = Course(Path(argv[0])).folder.resolve()
    except Refused as refused:
        print(refused, file=sys.stderr)
        return 1
    command = ["jupyter", "lab", f"--notebook-dir={folder}", *argv[1:]]
    return _start(folder, command, lab.ROOT / ".lab" / "formgrader")
