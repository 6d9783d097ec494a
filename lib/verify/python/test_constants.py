"""The constants in the Java sources are those that the program beside the tests finds with 50 digits."""

from __future__ import annotations

import subprocess
import sys

import environment


def test_every_constant_is_the_one_that_the_program_finds() -> None:
    program = environment.ROOT / "lib" / "activation" / "src" / "test" / "python" / "coefficients.py"
    run = subprocess.run([sys.executable, str(program)], capture_output=True, text=True, timeout=300)
    assert run.returncode == 0, run.stdout + run.stderr
    assert "0 of them differ" in run.stdout
