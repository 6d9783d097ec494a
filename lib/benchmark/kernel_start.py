"""How long a reader waits, measured side by side: our kernel, the stock Java kernel, Python.

    python3 lib/benchmark/kernel_start.py            everything but Python and lab.py's first run
    python3 lib/benchmark/kernel_start.py --python   Python with matplotlib too (installs it for the run)
    python3 lib/benchmark/kernel_start.py --first    lab.py's first run too, in a fresh clone of HEAD
    ... --rounds 7 --core 1 --only kernels,lab,lessons --out FILE

All runs are pinned to one core, as on a small server, where the system can do that. The kernels take
turns, so that a disturbance hits all of them; medians are reported. Not for continuous integration:
the numbers mean something only on a quiet machine.

What is measured
  1+1             from the start of the process to the reply of the first cell
  first figure    from the start of the process to the reply of show(curves(...)), in the third cell
  after reading   the time of the same figure's cell in a kernel that was left alone for five seconds
  memory          of all processes of the kernel, after the figure (shared pages counted in part)
  lab.py          from the command to the address of JupyterLab
  lessons         from the start of the kernel to the end of the last cell, with the peak memory
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
LAB = ROOT / "binder" / "lab.py"
RESULT = Path(__file__).resolve().parent / "results" / "kernel-start.json"
READING_SECONDS = 5.0

JAVA_CELLS = {
    "one": "1+1",
    "imports": "import static activationlab.notebook.Lab.*;\nimport activationlab.function.*;",
    "figure": "show(curves(Activations.SIGMOID).over(-6, 6));",
}
PYTHON_CELLS = {
    "one": "1+1",
    "imports": "%matplotlib inline\nimport numpy as np\nimport matplotlib.pyplot as plt",
    "figure": "x = np.linspace(-6, 6, 400)\nplt.figure(figsize=(6.4, 4), dpi=200)\n"
    "plt.plot(x, 1 / (1 + np.exp(-x)))\nplt.show()",
}

GOALS = {
    "first figure, ours / stock": 0.5,
    "memory, ours / stock": 0.6,
    "lab.py second run, s": 5.0,
    "slowest lesson, s": 60.0,
    "largest lesson memory, MB": 300.0,
    "largest lesson file, MB": 1.0,
}


def pin(core: int | None) -> bool:
    if core is None or not hasattr(os, "sched_setaffinity"):
        return False
    os.sched_setaffinity(0, {core})
    return True


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


# ------------------------------------------------------------------------------ lab.py


def time_lab(folder: Path) -> float:
    """Seconds until lab.py in this folder offers the address of JupyterLab."""
    log = tempfile.TemporaryFile()
    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, str(folder / "binder" / "lab.py"), "--no-browser"],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        while True:
            size = os.fstat(log.fileno()).st_size
            text = os.pread(log.fileno(), size, 0) if hasattr(os, "pread") else b""
            if re.search(rb"https?://(localhost|127\.0\.0\.1|\[::1\])[:/]", text):
                return time.perf_counter() - start
            if process.poll() is not None:
                raise SystemExit("lab.py ended without an address:\n" + text.decode("utf-8", "replace"))
            time.sleep(0.02)
    finally:
        if hasattr(os, "killpg"):
            try:
                os.killpg(process.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
        process.kill()
        process.wait()
        log.close()


def measure_lab(first: bool, rounds: int) -> dict[str, Any]:
    result: dict[str, Any] = {}
    if first:
        with tempfile.TemporaryDirectory() as temporary:
            clone = Path(temporary) / "course"
            subprocess.run(["git", "clone", "-q", str(ROOT), str(clone)], check=True)
            say("lab.py, first run ...")
            result["first run, s"] = round(time_lab(clone), 1)
            result["first run, note"] = "fresh clone; the download caches of Maven and pip as they were"
            seconds = [time_lab(clone) for _ in range(rounds)]
    else:
        seconds = [time_lab(ROOT) for _ in range(rounds + 1)][1:]
    result["second run, s"] = summary(seconds)
    return result


# ------------------------------------------------------------------------------ kernels


def summary(values: list[float]) -> dict[str, Any]:
    return {"median": round(statistics.median(values), 2), "all": [round(v, 2) for v in values]}


def kernel_memory(pid: int) -> float:
    """Megabytes of a process and its children; what they share is counted once where the system tells."""
    import psutil

    parent = psutil.Process(pid)
    total = 0
    for process in [parent, *parent.children(recursive=True)]:
        info = process.memory_full_info()
        total += getattr(info, "pss", info.rss)
    return total / 2**20


class Started:
    """A kernel that is starting; cells can be sent at once."""

    def __init__(self, argv: list[str], env: dict[str, str]) -> None:
        from jupyter_client.blocking.client import BlockingKernelClient
        from jupyter_client.connect import write_connection_file

        self.folder = tempfile.TemporaryDirectory()
        file, _ = write_connection_file(os.path.join(self.folder.name, "connection.json"))
        self.client = BlockingKernelClient()
        self.client.load_connection_file(file)
        self.client.start_channels()
        self.began = time.perf_counter()
        self.process = subprocess.Popen(
            [a.replace("{connection_file}", file) for a in argv],
            env={**os.environ, **env},
            cwd=ROOT / "notebooks",
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def run(self, code: str) -> float:
        """Runs a cell; returns the seconds since the start of the kernel."""
        message = self.client.execute(code, allow_stdin=False)
        end = time.perf_counter() + 120
        while time.perf_counter() < end:
            if self.process.poll() is not None:
                raise SystemExit("a kernel ended: exit code %s" % self.process.returncode)
            try:
                reply = self.client.get_shell_msg(timeout=1)
            except Exception:  # queue.Empty: not yet
                continue
            if reply["parent_header"].get("msg_id") == message:
                if reply["content"]["status"] != "ok":
                    raise SystemExit("this cell failed:\n%s\n%s" % (code, reply["content"]))
                return time.perf_counter() - self.began
        raise SystemExit("no reply to this cell:\n" + code)

    def end(self) -> None:
        self.client.stop_channels()
        if hasattr(os, "killpg"):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.kill()
        self.process.wait()
        self.folder.cleanup()


def measure_kernel(argv: list[str], env: dict[str, str], cells: dict[str, str]) -> dict[str, float]:
    kernel = Started(argv, env)
    try:
        one = kernel.run(cells["one"])
        kernel.run(cells["imports"])
        figure = kernel.run(cells["figure"])
        memory = kernel_memory(kernel.process.pid)
    finally:
        kernel.end()
    reader = Started(argv, env)
    try:
        reader.run(cells["one"])
        time.sleep(READING_SECONDS)
        before = reader.run(cells["imports"])
        reading = reader.run(cells["figure"]) - before
    finally:
        reader.end()
    return {"1+1, s": one, "first figure, s": figure, "figure after reading, s": reading, "memory, MB": memory}


def kernels(python: Path | None) -> dict[str, tuple[list[str], dict[str, str], dict[str, str]]]:
    from jupyter_client.kernelspec import KernelSpecManager

    ours = KernelSpecManager().get_kernel_spec("java")
    stock_file = Path(sys.prefix) / "share" / "jupyter" / "kernels" / "java" / "kernel.json"
    stock = json.loads(stock_file.read_text(encoding="utf-8"))
    # The stock launcher takes java from PATH: the same JDK as ours.
    java = Path(ours.argv[0])
    jars = sorted(str(j) for j in (ROOT / "lib" / "jars").glob("*.jar"))
    stock_argv = [str(java) if a == "java" else a for a in stock["argv"]]
    stock_argv = [a.replace("{resource_dir}", str(stock_file.parent)) for a in stock_argv]
    stock_env = {
        "JJAVA_CLASSPATH": os.pathsep.join(jars),
        "PATH": str(java.parent) + os.pathsep + os.environ.get("PATH", ""),
    }
    found = {
        "ours": (list(ours.argv), dict(ours.env), JAVA_CELLS),
        "stock": (stock_argv, stock_env, JAVA_CELLS),
    }
    if python:
        found["python"] = ([str(python), "-m", "ipykernel_launcher", "-f", "{connection_file}"], {}, PYTHON_CELLS)
    return found


def install_python(folder: Path) -> Path:
    say("installing ipykernel and matplotlib in a temporary place ...")
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    subprocess.run([str(python), "-m", "pip", "install", "-q", "ipykernel", "matplotlib"], check=True)
    return python


def measure_kernels(rounds: int, with_python: bool, core: int | None) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as temporary:
        python = install_python(Path(temporary) / "venv") if with_python else None
        pin(core)
        specs = kernels(python)
        values: dict[str, dict[str, list[float]]] = {name: {} for name in specs}
        for number in range(rounds + 1):
            for name, (argv, env, cells) in specs.items():
                say(f"kernel {name}, round {number} of {rounds}" + (" (not counted)" if number == 0 else ""))
                measured = measure_kernel(argv, env, cells)
                if number > 0:  # the first round fills the disk cache
                    for what, value in measured.items():
                        values[name].setdefault(what, []).append(value)
    result: dict[str, Any] = {name: {w: summary(v) for w, v in per.items()} for name, per in values.items()}
    for what in ("1+1, s", "first figure, s", "figure after reading, s", "memory, MB"):
        for other in ("stock", "python"):
            if other in values:
                mine, theirs = (statistics.median(values[n][what]) for n in ("ours", other))
                result.setdefault("ratios", {})[f"{what.split(',')[0]}, ours / {other}"] = round(mine / theirs, 2)
    return result


# ------------------------------------------------------------------------------ lessons


def peak_memory(pid: int) -> float:
    """The highest resident memory of a process so far, in megabytes (the present one where no peak is told)."""
    import psutil

    try:
        text = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
        return int(re.search(r"VmHWM:\s+(\d+) kB", text).group(1)) / 1024  # type: ignore[union-attr]
    except OSError:
        return psutil.Process(pid).memory_info().rss / 2**20


def measure_lessons(rounds: int) -> dict[str, Any]:
    import nbformat
    from nbclient import NotebookClient

    result: dict[str, Any] = {}
    files = sorted((ROOT / "notebooks").glob("[0-9][0-9]*-*.ipynb"))
    for number in range(rounds):
        for file in files:
            say(f"lesson {file.stem}, round {number + 1} of {rounds}")
            notebook = nbformat.read(file, as_version=4)
            client = NotebookClient(
                notebook, timeout=300, kernel_name="java", resources={"metadata": {"path": str(file.parent)}}
            )
            peaks: list[float] = []
            start = time.perf_counter()
            moments: list[float] = []

            def end_of_cell(**_: Any) -> None:
                moments.append(time.perf_counter() - start)  # noqa: B023
                peaks.append(peak_memory(client.km.provisioner.process.pid))  # noqa: B023

            client.on_cell_executed = end_of_cell
            client.execute()
            one = result.setdefault(file.name, {"seconds": [], "peak MB": []})
            one["seconds"].append(moments[-1])
            one["peak MB"].append(max(peaks))
            one["file MB"] = round(file.stat().st_size / 1e6, 3)
    for one in result.values():
        one["seconds"] = summary(one["seconds"])
        one["peak MB"] = summary(one["peak MB"])
    return result


# ------------------------------------------------------------------------------ report


def machine() -> dict[str, Any]:
    import psutil

    model = platform.processor()
    try:
        found = re.search(r"model name\s*:\s*(.+)", Path("/proc/cpuinfo").read_text(encoding="utf-8"))
        model = found.group(1).strip() if found else model
    except OSError:
        pass
    return {
        "cpu": model,
        "cores": os.cpu_count(),
        "memory, GB": round(psutil.virtual_memory().total / 2**30, 1),
        "system": f"{platform.system()} {platform.release()}",
    }


def versions() -> dict[str, str]:
    from importlib.metadata import version

    from jupyter_client.kernelspec import KernelSpecManager

    java = KernelSpecManager().get_kernel_spec("java").argv[0]
    said = subprocess.run([java, "-version"], capture_output=True, text=True).stderr
    return {
        "java": said.splitlines()[1].strip() if len(said.splitlines()) > 1 else said.strip(),
        "python": platform.python_version(),
        **{name: version(name) for name in ("jjava", "jupyterlab", "jupyter_client")},
    }


def judge(result: dict[str, Any]) -> dict[str, Any]:
    """The measured number beside each goal."""
    measured: dict[str, float] = {}
    ratios = result.get("kernels", {}).get("ratios", {})
    for name in ("first figure, ours / stock", "memory, ours / stock"):
        if name in ratios:
            measured[name] = ratios[name]
    if "lab.py" in result:
        measured["lab.py second run, s"] = result["lab.py"]["second run, s"]["median"]
    lessons = result.get("lessons", {}).values()
    if lessons:
        measured["slowest lesson, s"] = max(one["seconds"]["median"] for one in lessons)
        measured["largest lesson memory, MB"] = max(max(one["peak MB"]["all"]) for one in lessons)
        measured["largest lesson file, MB"] = max(one["file MB"] for one in lessons)
    return {
        name: {"measured": measured[name], "at most": GOALS[name], "met": measured[name] <= GOALS[name]}
        for name in GOALS
        if name in measured
    }


def table(result: dict[str, Any]) -> str:
    lines = []
    found = result.get("kernels")
    if found:
        names = [n for n in ("ours", "stock", "python") if n in found]
        lines.append(f"{'medians':26}" + "".join(f"{n:>10}" for n in names) + "   ours / stock")
        for what in found["ours"]:
            ratio = found["ratios"][f"{what.split(',')[0]}, ours / stock"]
            lines.append(
                f"{what:26}" + "".join(f"{found[n][what]['median']:10.2f}" for n in names) + f"{ratio:15.2f}"
            )
    if "lab.py" in result:
        lines.append("")
        for what, value in result["lab.py"].items():
            if not isinstance(value, str):
                lines.append(f"lab.py {what:19}{value['median'] if isinstance(value, dict) else value:10.2f}")
    if "lessons" in result:
        lines += ["", f"{'lesson':44}{'s':>8}{'peak MB':>10}{'file MB':>10}"]
        for name, one in result["lessons"].items():
            lines.append(
                f"{name:44}{one['seconds']['median']:8.1f}{max(one['peak MB']['all']):10.0f}{one['file MB']:10.2f}"
            )
    lines += ["", f"{'goal':34}{'at most':>9}{'measured':>10}"]
    for name, goal in result["goals"].items():
        lines.append(f"{name:34}{goal['at most']:9.2f}{goal['measured']:10.2f}  {'met' if goal['met'] else 'MISSED'}")
    return "\n".join(lines)


def inside(options: argparse.Namespace) -> int:
    """The part that needs Jupyter: runs in the course's environment."""
    only = options.only.split(",")
    result: dict[str, Any] = {
        "date": datetime.now(timezone.utc).strftime("%Y-%m-%d"),
        "machine": machine(),
        "versions": versions(),
        "pinned to one core": options.core is not None and hasattr(os, "sched_setaffinity"),
        "rounds": options.rounds,
    }
    if "kernels" in only:
        result["kernels"] = measure_kernels(options.rounds, options.python, options.core)
    pin(options.core)
    if options.lab:
        result["lab.py"] = json.loads(options.lab)
    if "lessons" in only:
        result["lessons"] = measure_lessons(min(3, options.rounds))
    result["goals"] = judge(result)
    out = Path(options.out)
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(json.dumps(result, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    print(table(result))
    print(f"\nwritten to {out}")
    return 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5, help="rounds that count (5)")
    parser.add_argument("--core", type=int, default=0, help="the core to run on (0); -1: do not pin")
    parser.add_argument("--python", action="store_true", help="measure Python with matplotlib too")
    parser.add_argument("--first", action="store_true", help="measure lab.py's first run in a fresh clone")
    parser.add_argument("--only", default="kernels,lab,lessons", help="parts, separated by commas")
    parser.add_argument("--out", default=str(RESULT), help="where the numbers go")
    parser.add_argument("--lab", help=argparse.SUPPRESS)
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    options.core = None if options.core < 0 else options.core
    if options.inside:
        return inside(options)

    subprocess.run([sys.executable, str(LAB), "--setup-only"], check=True)
    command = [sys.executable, str(LAB), "--", "python", str(Path(__file__).resolve()), "--inside"]
    command += ["--rounds", str(options.rounds), "--core", str(-1 if options.core is None else options.core)]
    command += ["--only", options.only, "--out", str(Path(options.out).resolve())]
    if options.python:
        command.append("--python")
    if "lab" in options.only.split(","):
        allowed = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else None
        pin(options.core)
        say("lab.py, second run ...")
        command += ["--lab", json.dumps(measure_lab(options.first, min(5, options.rounds)))]
        if allowed:
            os.sched_setaffinity(0, allowed)
    return subprocess.call(command)


if __name__ == "__main__":
    sys.exit(main())
