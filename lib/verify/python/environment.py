"""Makes .venv-verify, the Python environment of the tests, and prints its interpreter in the last line.

    python3 lib/verify/python/environment.py

It holds exactly what lib/verify/requirements.txt names. The launcher's own function makes it, so that an
environment that was not finished, or that was made from other pins, is made anew.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
FOLDER = ROOT / ".venv-verify"
LOCK = ROOT / "lib" / "verify" / "requirements.txt"


def prepare() -> Path:
    sys.path.insert(0, str(ROOT / "binder"))
    import lab

    lab.check_python()
    log = ROOT / ".lab" / "install-verify.log"
    with lab.locked(ROOT / ".lab") as lock:
        return Path(lab.make_venv(FOLDER, LOCK, log, "the packages of the tests", lock).python)


def main() -> int:
    try:
        print(prepare())
    except Exception as problem:
        if type(problem).__name__ != "Problem":
            raise
        print(problem, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
