"""nbgrader in the folder of a course.

    grade.py nbgrader autumn autograde hw1       any command of nbgrader
    grade.py formgrader autumn                   JupyterLab with nbgrader's pages for a teacher; --no-browser only prints
                                                 the address, and other options go to JupyterLab as they are

nbgrader is installed into .venv-nbgrader by the first call.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import editions
import lab
from course import Course
from editions import Refused


def _course(argv: list[str], least: int) -> Path | int:
    """The folder that is named first, or the exit code."""
    if argv[:1] in (["--help"], ["-h"]):
        print(__doc__)
        return 0
    if len(argv) < least or argv[0].startswith("-"):
        print(__doc__, file=sys.stderr)
        return 2
    try:
        return Course(Path(argv[0])).folder.resolve()
    except Refused as refused:
        print(refused, file=sys.stderr)
        return 1


def _start(folder: Path, words: list[str], **more: str) -> int:
    python = editions.nbgrader_python()
    # nbgrader calls other programs of its environment by their names.
    variables = {**os.environ, "PATH": f"{python.parent}{os.pathsep}{os.environ.get('PATH', '')}", **more}
    print(f"In {folder}: {' '.join(words)}", file=sys.stderr, flush=True)
    os.chdir(folder)
    return lab.hand_over([str(python), "-m", *words], variables)


def nbgrader(argv: list[str]) -> int:
    folder = _course(argv, 2)
    return folder if isinstance(folder, int) else _start(folder, ["nbgrader", *argv[1:]])


def formgrader(argv: list[str]) -> int:
    folder = _course(argv, 1)
    if isinstance(folder, int):
        return folder
    words = ["jupyterlab", f"--ServerApp.root_dir={folder}", "--ServerApp.log_level=WARN", "--LabApp.log_level=WARN"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        words.append("--allow-root")
    print("In JupyterLab: the menu Nbgrader, Formgrader. It ends with Ctrl-C.", file=sys.stderr)
    # The course's settings, by which JupyterLab asks for no news.
    settings = [str(lab.BINDER), *filter(None, [os.environ.get("JUPYTER_CONFIG_PATH")])]
    return _start(folder, [*words, *argv[1:]], JUPYTER_CONFIG_PATH=os.pathsep.join(settings))
