"""Measures everything anew and writes lib/activation/NUMERICS.md: a quarter of an hour, on a quiet machine.

    .venv-benchmark/bin/python lib/benchmark/measure.py
    .venv-benchmark/bin/python lib/benchmark/measure.py --speed        only what depends on time
    .venv-benchmark/bin/python lib/benchmark/measure.py --accuracy     only what does not

requirements.txt says how to make the environment. The programs for speed wait until the machine is quiet, and end
if it does not become so. Commit the results and NUMERICS.md together.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
SPEED = ["functions_java.py", "side_by_side.py"]
ACCURACY = ["accuracy.py", "traps.py"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--speed", action="store_true", help="only what depends on time")
    parser.add_argument("--accuracy", action="store_true", help="only what does not")
    options = parser.parse_args()
    programs = (SPEED if not options.accuracy else []) + (ACCURACY if not options.speed else [])
    for program in [*programs, "numerics.py"]:
        start = time.monotonic()
        subprocess.run([sys.executable, str(HERE / program)], check=True)
        print(f"{program}: {time.monotonic() - start:.0f} s\n", flush=True)


if __name__ == "__main__":
    main()
