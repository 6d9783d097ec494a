"""Our training inside a notebook's kernel: passes the lines of training.py on to TrainingWorker.java in a kernel.

Started by training.py in the course's environment (binder/lab.py -- python ...), with our kernelspec; the jar of this
folder stands at the end of the kernel's class path. Each line becomes a cell. The first line out is "ready".
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

import kernel_start

JAR = Path(__file__).resolve().parent / "target" / "benchmark-0.1.0.jar"


def main() -> None:
    from jupyter_client.kernelspec import KernelSpecManager

    spec = KernelSpecManager().get_kernel_spec("java")
    argv = list(spec.argv)
    argv[argv.index("-cp") + 1] += os.pathsep + str(JAR)
    with tempfile.TemporaryDirectory() as folder:
        answer = Path(folder) / "answer"
        kernel = kernel_start.Started(argv, dict(spec.env))
        try:
            kernel.run('var worker = new activationlab.benchmark.TrainingWorker("ours");')
            kernel.run(f'var answer = java.nio.file.Path.of("{answer.as_posix()}");')
            print("ready", flush=True)
            for line in sys.stdin:
                kernel.run(f'java.nio.file.Files.writeString(answer, worker.answer("{line.strip()}"));')
                print(answer.read_text(encoding="utf-8"), flush=True)
        finally:
            kernel.end()


if __name__ == "__main__":
    main()
