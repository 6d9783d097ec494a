"""Makes .venv-verify, the Python environment of the tests, and prints its interpreter.

    python3 lib/verify/python/environment.py

The environment holds exactly what lib/verify/requirements.txt names. A stamp is written last, so that
one that was not finished, or that was made from other pins, is made anew.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
FOLDER = ROOT / ".venv-verify"
LOCK = ROOT / "lib" / "verify" / "requirements.txt"


def interpreter(folder: Path = FOLDER) -> Path:
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def wanted(lock: Path = LOCK) -> str:
    digest = hashlib.sha256(lock.read_bytes()).hexdigest()
    return f"{digest} {sys.version.split()[0]} {sys.platform}\n"


def prepare(folder: Path = FOLDER, lock: Path = LOCK) -> Path:
    """The interpreter of a complete environment; made if it is not there yet."""
    stamp = folder / "complete"
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted(lock) and interpreter(folder).exists():
        return interpreter(folder)
    print(f"Making {folder.name} from {lock.relative_to(ROOT)} (once) ...", file=sys.stderr, flush=True)
    if folder.exists():
        shutil.rmtree(folder)
    _run([sys.executable, "-m", "venv", str(folder)], "making a virtual environment (is Python's venv installed?)")
    pip = [str(interpreter(folder)), "-m", "pip", "--disable-pip-version-check", "--no-input"]
    # The lock is complete: nothing beside it is installed, and pip check says if something lacks.
    _run([*pip, "install", "--quiet", "--no-deps", "--requirement", str(lock)], "installing the test packages")
    _run([*pip, "check"], f"checking that {lock.name} is complete")
    stamp.write_text(wanted(lock), encoding="utf-8")
    return interpreter(folder)


def _run(command: list[str], what: str) -> None:
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", errors="replace")
    if done.returncode:
        tail = "\n".join(done.stdout.strip().splitlines()[-15:])
        sys.exit(f"environment.py: {what} failed:\n{tail}\nRun it again; what was begun will be made anew.")


if __name__ == "__main__":
    if sys.version_info < (3, 11):
        sys.exit(f"environment.py: the tests need Python 3.11 or newer, this is {sys.version.split()[0]}")
    print(prepare())
