"""What the programs of this folder share: the machine, the Java worker, the list of functions.

They run in an environment with what requirements.txt names (see there), from any folder, and build the Java
part themselves.
"""

from __future__ import annotations

import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
RESULTS = HERE / "results"
MAIN_CLASS = "activationlab.benchmark."

# The names of our functions in Java and the titles in tables; what follows is the name in reference.py.
FUNCTIONS = {
    "sigmoid": ("sigmoid", "sigmoid"),
    "logSigmoid": ("log-sigmoid", "logSigmoid"),
    "tanh": ("tanh", "tanh"),
    "softplus": ("softplus", "softplus-1"),
    "silu": ("SiLU", "swish-1"),
    "gelu": ("GELU", "gelu"),
    "geluTanh": ("GELU (tanh form)", "geluTanh"),
    "geluSigmoid": ("GELU (sigmoid form)", "swish-1.702"),
    "elu": ("ELU", "elu-1"),
    "selu": ("SELU", "selu"),
    "celu": ("CELU (α = 2)", "celu-2"),
    "mish": ("Mish", "mish"),
}
SOFTMAX = {"softmax": "softmax", "logSoftmax": "log-softmax"}


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


# ------------------------------------------------------------------------------ the machine


def machine() -> dict[str, Any]:
    model = platform.processor()
    try:
        found = re.search(r"model name\s*:\s*(.+)", Path("/proc/cpuinfo").read_text(encoding="utf-8"))
        model = found.group(1).strip() if found else model
    except OSError:
        pass
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") if hasattr(os, "sysconf") else 0
    return {
        "cpu": model,
        "cores": os.cpu_count(),
        "memory, GB": round(memory / 2**30, 1),
        "system": f"{platform.system()} {platform.release()}",
    }


def date() -> str:
    return datetime.now(timezone.utc).strftime("%Y-%m-%d")


def load() -> float | None:
    return round(os.getloadavg()[0], 2) if hasattr(os, "getloadavg") else None


def check_load(anyway: bool, most: float = 0.7, minutes: float = 4) -> None:
    """Waits until the machine is quiet; ends the program if it does not become so, unless told to go on."""
    end = time.monotonic() + 60 * minutes
    while (now := load()) is not None and now > most:
        text = f"the machine is not quiet (load {now}, at most {most} wanted): times would mean little"
        if anyway:
            say(f"warning: {text}")
            return
        if time.monotonic() > end:
            raise SystemExit(f"{text}; stop what else is running, or add --anyway")
        say(f"waiting: load {now}, at most {most} wanted")
        time.sleep(10)


def pin(core: int) -> bool:
    """One core for this process and what it starts, where the system can do that."""
    if core < 0 or not hasattr(os, "sched_setaffinity"):
        return False
    os.sched_setaffinity(0, {core})
    return True


def write(name: str, result: dict[str, Any], out: str | None, quick: bool) -> None:
    """A quick run is for trying the program; it does not replace numbers that were measured with care."""
    path = Path(out) if out else (Path(tempfile.gettempdir()) if quick else RESULTS) / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(result, indent=1, ensure_ascii=False, allow_nan=False) + "\n", encoding="utf-8")
    print(f"written to {path.relative_to(ROOT) if path.is_relative_to(ROOT) else path}")


# ------------------------------------------------------------------------------ Java


def jdks() -> dict[str, Path]:
    """The JDK that java and mvn use, and JDK 25 where there is one."""
    home = os.environ.get("JAVA_HOME")
    java = Path(home) / "bin" / "java" if home else Path(shutil.which("java") or "java")
    found = {feature(java): java}
    homes = [os.environ.get("JDK25_HOME"), *sorted(map(str, Path("/usr/lib/jvm").glob("*25*")))]
    for home in homes:
        other = Path(home) / "bin" / "java" if home else None
        if other and other.is_file() and "25" not in found and feature(other) == "25":
            found["25"] = other
    return found


def feature(java: Path) -> str:
    said = subprocess.run([str(java), "-version"], capture_output=True, text=True, check=True).stderr
    return re.search(r'version "(\d+)', said).group(1)  # type: ignore[union-attr]


def build() -> None:
    command = ["mvn", "-B", "-q", "-Pbenchmark,jars", "-pl", "lib/benchmark", "-am", "package"]
    say("building: " + " ".join(command))
    subprocess.run(command, cwd=ROOT, check=True, stdout=sys.stderr)


def java_command(java: Path, name: str, *arguments: str) -> list[str]:
    jars = [HERE / "target" / "benchmark-0.1.0.jar", *sorted((HERE / "target" / "dependencies").glob("*.jar"))]
    classes = os.pathsep.join(map(str, jars))
    # The same collector on every machine; it has nothing to do while a benchmark runs.
    return [str(java), "-XX:+UseSerialGC", "-Xms512m", "-Xmx512m", "-cp", classes, MAIN_CLASS + name, *arguments]


class Process:
    """A program that waits for lines and answers each with one line."""

    def __init__(self, command: list[str], **options: Any) -> None:
        self.command = command
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8", **options
        )

    def ask(self, *words: object) -> str:
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(" ".join(map(str, words)) + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        if not answer:
            raise SystemExit(f"{self.command[0]} ended at '{' '.join(map(str, words))}'")
        return answer.rstrip("\n")

    def end(self) -> None:
        assert self.process.stdin
        self.process.stdin.close()
        self.process.wait()


class Worker(Process):
    """A JVM that waits for commands; see Worker.java."""

    def __init__(self, java: Path) -> None:
        self.folder = tempfile.TemporaryDirectory()
        super().__init__(java_command(java, "Worker"))
        self.version = self.ask("version")
        self.known = set(self.ask("list").split(";"))

    def has(self, function: str, part: str, by: str) -> bool:
        return f"{function} {part} {by}" in self.known

    def inputs(self, x: Any) -> None:
        file = Path(self.folder.name) / "inputs"
        file.write_bytes(x.astype("<f8").tobytes())
        self.ask("inputs", file)

    def run(self, function: str, part: str, by: str, x: Any, width: int = 0) -> Any:
        import numpy as np

        before, after = Path(self.folder.name) / "in", Path(self.folder.name) / "out"
        before.write_bytes(np.asarray(x, dtype="<f8").tobytes())
        self.ask("run", function, part, by, width, before, after)
        return np.frombuffer(after.read_bytes(), dtype="<f8").astype(float)

    def time(self, function: str, part: str, by: str, n: int, millis: int) -> float:
        return float(self.ask("time", function, part, by, n, millis))

    def end(self) -> None:
        super().end()
        self.folder.cleanup()


def java_versions() -> dict[str, str]:
    """Of the libraries beside which our functions are measured."""
    text = (HERE / "pom.xml").read_text(encoding="utf-8")
    names = {
        "commons-math3": "commons-math",
        "commons-numbers-gamma": "commons-numbers",
        "Hipparchus": "hipparchus",
        "Smile": "smile",
        "JMH": "jmh",
    }
    return {title: re.search(rf"<{name}\.version>(.*?)<", text).group(1) for title, name in names.items()}  # type: ignore[union-attr]


def python_versions() -> dict[str, str]:
    from importlib.metadata import version

    packages = {"NumPy": "numpy", "SciPy": "scipy", "PyTorch": "torch", "mpmath": "mpmath"}
    found = {title: version(name).split("+")[0] for title, name in packages.items()}
    return {"Python": platform.python_version(), **found}


def measured(operation: Any, millis: float) -> float:
    """Seconds per call, from calls for at least so long."""
    calls, batch, elapsed = 0, 1, 0.0
    start = time.perf_counter()
    while elapsed < millis / 1000:
        for _ in range(batch):
            operation()
        calls += batch
        elapsed = time.perf_counter() - start
        batch = max(1, min(2 * batch, int(calls * (millis / 20000) / elapsed)))
    return elapsed / calls
