"""Makes .venv-verify, the Python environment of the tests, and prints its interpreter in the last line.

    python3 lib/verify/python/environment.py

It holds exactly what lib/verify/requirements.txt names. The launcher's own function makes it, so that an
environment that was not finished, or that was made from other pins, is made anew. With "nbgrader" behind the
command it is .venv-nbgrader, which holds what lib/verify/nbgrader.txt names.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
FOLDER = ROOT / ".venv-verify"
LOCK = ROOT / "lib" / "verify" / "requirements.txt"


def prepare(name: str = "verify") -> Path:
    sys.path.insert(0, str(ROOT / "binder"))
    import lab

    folder, lock_file, what = {
        "verify": (FOLDER, LOCK, "the packages of the tests"),
        "nbgrader": (ROOT / ".venv-nbgrader", ROOT / "lib" / "verify" / "nbgrader.txt", "nbgrader"),
    }[name]
    lab.check_python()
    log = ROOT / ".lab" / f"install-{name}.log"
    with lab.locked(ROOT / ".lab") as lock:
        return Path(lab.make_venv(folder, lock_file, log, what, lock).python)


def main() -> int:
    try:
        print(prepare(*sys.argv[1:]))
    except Exception as problem:
        if type(problem).__name__ != "Problem":
            raise
        print(problem, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
