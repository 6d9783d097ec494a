"""Makes the repository's own edition of the homework out of its texts.

    python3 lib/verify/python/homework.py

writes notebooks/homework/source (with the solutions) and notebooks/homework/release (for students, made by
nbgrader). A course of one's own is made by "notebooks/homework/grade.py course".
"""

from __future__ import annotations

import argparse
import sys

import environment

ROOT = environment.ROOT
HOMEWORK = ROOT / "notebooks" / "homework"
sys.path.append(str(HOMEWORK / "tools"))

import editions  # noqa: E402


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="homework.py", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", nargs="?", choices=["release"], help="may be left out")
    parser.parse_args(arguments)
    try:
        editions.release(HOMEWORK)
    except editions.Refused as error:
        print(f"homework.py: {error}", file=sys.stderr)
        return 2
    except Exception as problem:
        if type(problem).__name__ != "Problem":
            raise
        print(problem, file=sys.stderr)
        return 1
    print(f"made in {HOMEWORK}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
