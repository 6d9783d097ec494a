"""How fast many small networks train: ours, PyTorch, JAX, NumPy and Smile, in turns, in one run, each with one thread.

    .venv-benchmark/bin/python lib/benchmark/training.py            three quarters of an hour, on a quiet machine
    .venv-benchmark/bin/python lib/benchmark/training.py --quick    some minutes, to try the program
    ... --only runs,maps,widths,threads,allocation,kernel --rounds 5 --maps 2 --core 0 --anyway --out FILE

requirements.txt says how to make the environment. What is trained is the map of the lessons: seven activations, four
learning rates and twenty seeds, 560 runs, with a shallow and with a deep network, on three spirals; training_peers.py
states the law. Every contender lives in a process of its own, pinned to one core, and reads the same data.

    runs        milliseconds per run once everything is warm. A round trains every activation with every contender, one
                after the other; rate and seed change from round to round, and so does the order. Also the time that JAX
                needs to compile, and whether the test accuracies lie among those of the others
    maps        the whole map from a fresh process, start and compilation included: ours and JAX
    widths      two hidden layers of 8 to 256
    threads     the whole map on one thread and on two
    allocation  bytes per training step
    kernel      the same runs inside a notebook's kernel and outside

With --only, the other sections stay as they are in the result. At the end lib/activation/TRAINING.md is written from the
result, as training_table.py does it alone; commit both together.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import common
import training_peers as law
import training_table

SECTIONS = ("runs", "maps", "widths", "threads", "allocation", "kernel")
WIDTHS = (8, 16, 32, 64, 128, 256)
ONE_THREAD = {
    **{f"{name}_NUM_THREADS": "1" for name in ("OMP", "MKL", "OPENBLAS", "NUMEXPR", "VECLIB_MAXIMUM")},
    "XLA_FLAGS": "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1",
    "JAX_PLATFORMS": "cpu",
    "PYTHONWARNINGS": "ignore",
}
# Settings of a machine that choose another kernel of OpenBLAS than the processor's own.
NOT_PASSED_ON = ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE", "OPENBLAS_VERBOSE")


@dataclass(frozen=True)
class Architecture:
    """What is trained, how long, and with which rates."""

    sizes: tuple[int, ...]
    epochs: int
    rates: tuple[float, ...]

    def words(self, activation: str) -> list[object]:
        return [activation, "-".join(map(str, self.sizes)), self.epochs]


ARCHITECTURES = {
    "shallow": Architecture((2, 32, 32, 3), 150, (0.01, 0.03, 0.1, 0.3)),
    "deep": Architecture((2, *[24] * 10, 3), 100, (0.003, 0.01, 0.03, 0.1)),
}


@dataclass
class Plan:
    """What a run of this program does."""

    architectures: dict[str, Architecture]
    activations: tuple[str, ...]
    widths: tuple[int, ...]
    rounds: int
    maps: int
    core: int
    data: Path
    versions: dict[str, str] = field(default_factory=dict)
    threads: dict[str, Any] = field(default_factory=dict)


# ------------------------------------------------------------------------------ contenders


@dataclass(frozen=True)
class Contender:
    """A library, or a way to use it. A round trains so many seeds; some train all seeds in one call."""

    command: tuple[str, ...]
    seeds: int = 1
    all_at_once: bool = False
    says_ready: bool = False


def peer(*words: str, all_at_once: bool = False) -> Contender:
    return Contender((sys.executable, str(common.HERE / "training_peers.py"), *words), all_at_once=all_at_once)


def java(path: Path, name: str, seeds: int = 1) -> Contender:
    # What Smile unpacks does not stay in the home folder.
    unpacked = f"-Dorg.bytedeco.javacpp.cachedir={Path(tempfile.gettempdir()) / 'javacpp'}"
    program, *rest = common.java_command(path, "TrainingWorker", name)
    quiet = ["--enable-native-access=ALL-UNNAMED"] if name == "smile" else []
    return Contender((program, unpacked, *quiet, *rest), seeds)


def contenders() -> dict[str, Contender]:
    jdks = common.jdks()
    found = {f"ours, JDK {jdk}": java(path, "ours", 4) for jdk, path in jdks.items()}
    found |= {
        "PyTorch, torch.optim, float32": peer("torch", "optim", "float32"),
        "PyTorch, by hand, float32": peer("torch", "hand", "float32"),
        "PyTorch, by hand, float64": peer("torch", "hand", "float64"),
        "PyTorch, 20 networks at once, float32": peer("torch", "batch", "float32", all_at_once=True),
        "JAX, float32": peer("jax", "float32", all_at_once=True),
        "JAX, float64": peer("jax", "float64", all_at_once=True),
        "NumPy": peer("numpy"),
    }
    if "25" in jdks:
        found["Smile"] = java(jdks["25"], "smile")
    return found


class Running(common.Process):
    """A contender's process, with the data read."""

    def __init__(self, name: str, contender: Contender, plan: Plan) -> None:
        environment = {k: v for k, v in os.environ.items() if k not in NOT_PASSED_ON} | ONE_THREAD
        super().__init__(list(contender.command), env=environment)
        self.name, self.contender = name, contender
        if contender.says_ready:
            # lab.py may have something to say before.
            assert self.process.stdout
            if "ready" not in map(str.strip, self.process.stdout):
                raise SystemExit(f"{name} did not start")
        self.ask("data", plan.data)

    def about(self, plan: Plan) -> None:
        about = json.loads(self.ask("about"))
        plan.versions |= about["versions"]
        if about["threads"]:
            plan.threads[self.name] = about["threads"]

    def train(self, words: list[object], rate: float, seed: int) -> tuple[float, list[float]] | None:
        """Seconds per run and test accuracies; None if the contender does not have this."""
        answer = self.ask("train", *words, rate, seed)
        if answer.startswith("absent"):
            return None
        seconds, *accuracies = map(float, answer.split())
        return seconds, accuracies


@contextlib.contextmanager
def running(names: dict[str, Contender], plan: Plan) -> Iterator[dict[str, Running]]:
    processes: dict[str, Running] = {}
    try:
        for name, contender in names.items():
            processes[name] = Running(name, contender, plan)
            processes[name].about(plan)
        yield processes
    finally:
        for process in processes.values():
            process.end()


def rotated(items: list[Any], by: int) -> list[Any]:
    by %= len(items)
    return items[by:] + items[:by]


def summary(values: list[float], digits: int = 3) -> dict[str, float]:
    """Of the rounds."""
    best, worst = min(values), max(values)
    return {"ms": round(statistics.median(values), digits), "best": round(best, digits), "worst": round(worst, digits)}


# ------------------------------------------------------------------------------ runs


def one_round(processes: dict[str, Running], plan: Plan, architecture: Architecture, number: int, seen: Any = None) -> Any:
    """Milliseconds per run: contender, activation. Seen accuracies are noted by contender, activation, rate and seed."""
    times: dict[str, dict[str, float]] = {}
    for place, activation in rotated(list(enumerate(plan.activations)), 3 * number):
        rate = architecture.rates[(number + place) % len(architecture.rates)]
        for name in rotated(list(processes), number):
            process, seconds = processes[name], []
            for seed in range(number, number + process.contender.seeds):
                one = process.train(architecture.words(activation), rate, seed % law.SEEDS)
                if one is None:
                    break
                seconds.append(one[0])
                seeds = range(law.SEEDS) if process.contender.all_at_once else [seed % law.SEEDS]
                if seen is not None:
                    seen.setdefault(name, {}).update({(activation, rate, s): a for s, a in zip(seeds, one[1])})
            else:
                times.setdefault(name, {})[activation] = 1000 * statistics.mean(seconds)
    return times


def rounds_of(processes: dict[str, Running], plan: Plan, name: str, architecture: Architecture, seen: Any) -> Any:
    for number in range(3):
        # Compilers that watch a program run need more than one round; the others would only wait.
        warming = {n: p for n, p in processes.items() if number == 0 or "JDK" in n or n == "Smile"}
        common.say(f"{name}: warming up")
        one_round(warming, plan, architecture, number)
    rounds = []
    for number in range(plan.rounds):
        common.say(f"{name}: round {number + 1} of {plan.rounds}")
        rounds.append(one_round(processes, plan, architecture, number, seen))
    result: dict[str, Any] = {}
    for contender in rounds[0]:
        means = [statistics.mean(times[contender].values()) for times in rounds]
        each = {a: round(statistics.median(t[contender][a] for t in rounds), 3) for a in rounds[0][contender]}
        result[contender] = summary(means) | {"by activation": each}
    return result


def measure_runs(plan: Plan) -> dict[str, Any]:
    result: dict[str, Any] = {"rounds": plan.rounds, "ms per run": {}, "compile, s": {}, "accuracy": {}}
    with running(contenders(), plan) as processes:
        for name, architecture in plan.architectures.items():
            common.say(f"{name}: compiling")
            for contender in (n for n in processes if n.startswith("JAX")):
                seconds = {a: float(processes[contender].ask("prepare", *architecture.words(a))) for a in plan.activations}
                result["compile, s"].setdefault(name, {})[contender] = {a: round(s, 2) for a, s in seconds.items()}
            seen: dict[str, Any] = {}
            result["ms per run"][name] = rounds_of(processes, plan, name, architecture, seen)
            result["accuracy"][name] = beside_jax(seen)
    result["threads"] = plan.threads
    return result


def beside_jax(seen: dict[str, dict[Any, float]]) -> dict[str, Any]:
    """How many test accuracies lie between the lowest and the highest of JAX's runs with the same activation and rate."""
    cells: dict[Any, list[float]] = {}
    for (activation, rate, _), accuracy in seen["JAX, float64"].items():
        cells.setdefault((activation, rate), []).append(accuracy)
    result = {}
    for name, runs in seen.items():
        pairs = [(accuracy, cells[a, rate]) for (a, rate, _), accuracy in runs.items() if (a, rate) in cells]
        # Half an example more or less: 32-bit numbers are read as 64-bit ones.
        inside = sum(min(cell) - 0.001 <= accuracy <= max(cell) + 0.001 for accuracy, cell in pairs)
        result[name] = {"runs": len(pairs), "among those of JAX": inside}
    return result


# ------------------------------------------------------------------------------ maps


def whole_map(name: str, contender: Contender, plan: Plan, architecture: Architecture) -> tuple[float, dict[str, Any]]:
    """Seconds from the start of the process to the last accuracy; and the accuracies."""
    start = time.perf_counter()
    process = Running(name, contender, plan)
    found: dict[str, dict[str, list[float]]] = {}
    for activation in plan.activations:
        for rate in architecture.rates:
            for seed in range(1 if contender.all_at_once else law.SEEDS):
                one = process.train(architecture.words(activation), rate, seed)
                if one is None:
                    process.end()
                    return float("nan"), {}
                found.setdefault(activation, {}).setdefault(str(rate), []).extend(one[1])
    seconds = time.perf_counter() - start
    process.end()
    return seconds, found


def measure_maps(plan: Plan) -> dict[str, Any]:
    chosen = {n: c for n, c in contenders().items() if n.startswith("ours") or n == "JAX, float64"}
    result: dict[str, Any] = {"maps": plan.maps, "runs": {}, "seconds": {}, "accuracy": {}}
    for architecture_name, architecture in plan.architectures.items():
        result["runs"][architecture_name] = len(plan.activations) * len(architecture.rates) * law.SEEDS
        times: dict[str, list[float]] = {}
        accuracies: dict[str, Any] = {}
        for number in range(plan.maps):
            for name in rotated(list(chosen), number):
                common.say(f"{architecture_name}: whole map {number + 1} of {plan.maps}, {name}")
                seconds, found = whole_map(name, chosen[name], plan, architecture)
                if found:
                    times.setdefault(name, []).append(seconds)
                    accuracies[name] = found
        result["seconds"][architecture_name] = {
            name: {"median": round(statistics.median(s), 2), "all": [round(v, 2) for v in s]} for name, s in times.items()
        }
        result["accuracy"][architecture_name] = {
            name: {a: {rate: spread(values) for rate, values in rates.items()} for a, rates in found.items()}
            for name, found in accuracies.items()
        }
        ours = [found for name, found in accuracies.items() if name.startswith("ours")]
        result.setdefault("same accuracies on all JDKs", {})[architecture_name] = all(o == ours[0] for o in ours)
    return result


def spread(values: list[float]) -> dict[str, float]:
    return {
        "median": round(statistics.median(values), 4),
        "lowest": round(min(values), 4),
        "highest": round(max(values), 4),
    }


# ------------------------------------------------------------------------------ widths, threads, allocation, kernel


def measure_widths(plan: Plan) -> dict[str, Any]:
    names = ("PyTorch, by hand, float32", "JAX, float64", "NumPy")
    chosen = {n: c for n, c in contenders().items() if n.startswith("ours") or n in names}
    epochs = plan.architectures["shallow"].epochs
    rate, rounds = 0.03, min(3, plan.rounds)
    result: dict[str, Any] = {"rounds": rounds, "activation": "relu", "rate": rate, "ms per run": {}}
    with running(chosen, plan) as processes:
        for width in plan.widths:
            words = Architecture((2, width, width, 3), epochs, (rate,)).words("relu")
            times: dict[str, list[float]] = {}
            for number in range(-1, rounds):
                common.say(f"width {width}: " + (f"round {number + 1} of {rounds}" if number >= 0 else "warming up"))
                for name in rotated(list(processes), number):
                    contender = processes[name].contender
                    seeds = range(contender.seeds if number >= 0 else 3 * contender.seeds)
                    ones = [processes[name].train(words, rate, seed) for seed in seeds]
                    if number >= 0 and None not in ones:
                        times.setdefault(name, []).append(1000 * statistics.mean(one[0] for one in ones if one))
            result["ms per run"][str(width)] = {name: summary(values) for name, values in times.items()}
    return result


def measure_threads(plan: Plan) -> dict[str, Any]:
    """The map of the shallow network by our experiments, on one thread and on two; two cores are free for both."""
    architecture = plan.architectures["shallow"]
    words = [",".join(plan.activations), *architecture.words("")[1:], ",".join(map(str, architecture.rates))]
    rounds = min(3, plan.rounds)
    result: dict[str, Any] = {"rounds": rounds, "cores": 2, "seconds": {}}
    with all_cores(), running({n: c for n, c in contenders().items() if n.startswith("ours")}, plan) as processes:
        for name, process in processes.items():
            times: dict[int, list[float]] = {1: [], 2: []}
            answers: dict[int, str] = {}
            for number in range(-1, rounds):
                for threads in rotated([1, 2], number):
                    common.say(f"map on {threads} thread(s), {name}, round {number + 1} of {rounds}")
                    answer = process.ask("map", threads, *words)
                    if answer.startswith("absent"):
                        return result
                    seconds, answers[threads] = answer.split(" ", 1)
                    if number >= 0:
                        times[threads].append(float(seconds))
            medians = {str(threads): round(statistics.median(values), 2) for threads, values in times.items()}
            result["seconds"][name] = medians | {"same accuracies": answers[1] == answers[2]}
    return result


@contextlib.contextmanager
def all_cores() -> Iterator[None]:
    """Lifts the pinning for processes that are started inside."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    pinned = os.sched_getaffinity(0)
    os.sched_setaffinity(0, range(os.cpu_count() or 1))
    try:
        yield
    finally:
        os.sched_setaffinity(0, pinned)


def measure_allocation(plan: Plan) -> dict[str, Any]:
    result: dict[str, Any] = {"bytes per step": {}}
    with running({n: c for n, c in contenders().items() if n.startswith("ours")}, plan) as processes:
        for name, process in processes.items():
            for architecture_name, architecture in plan.architectures.items():
                answers = {a: process.ask("allocation", *architecture.words(a)[:2]) for a in plan.activations}
                if not any(answer.startswith("absent") for answer in answers.values()):
                    found = {a: float(answer) for a, answer in answers.items()}
                    result["bytes per step"].setdefault(name, {})[architecture_name] = found
    return result


def measure_kernel(plan: Plan) -> dict[str, Any]:
    """The same runs in a notebook's kernel, which runs on the JDK that lab.py finds, and in a plain JVM of that JDK."""
    lab = [sys.executable, str(common.ROOT / "binder" / "lab.py")]
    with all_cores():
        subprocess.run([*lab, "--setup-only"], check=True, stdout=sys.stderr)
    plain = next(name for name in contenders() if name.startswith("ours"))
    inside = Contender((*lab, "--", "python", str(common.HERE / "training_kernel.py")), contenders()[plain].seeds, says_ready=True)
    result: dict[str, Any] = {"rounds": plan.rounds, "ms per run": {}}
    with running({plain: contenders()[plain], f"in the kernel, {plain}": inside}, plan) as processes:
        for name, architecture in plan.architectures.items():
            times = rounds_of(processes, plan, name, architecture, None)
            result["ms per run"][name] = {key: {k: one[k] for k in ("ms", "best", "worst")} for key, one in times.items()}
    return result


# ------------------------------------------------------------------------------ the program

MEASURE = {
    "runs": measure_runs,
    "maps": measure_maps,
    "widths": measure_widths,
    "threads": measure_threads,
    "allocation": measure_allocation,
    "kernel": measure_kernel,
}


def quick(plan: Plan) -> Plan:
    shorter = {n: Architecture(a.sizes, a.epochs // 10, a.rates) for n, a in plan.architectures.items()}
    return Plan(shorter, ("relu", "gelu"), (8, 32), 2, 1, plan.core, plan.data)


def earlier(path: Path, machine: dict[str, Any]) -> dict[str, Any]:
    """The sections that are there already, if they were measured on this machine."""
    if not path.is_file():
        return {}
    result = json.loads(path.read_text(encoding="utf-8"))
    if result["machine"] != machine:
        raise SystemExit(f"{path} was measured on another machine: measure everything, without --only")
    return result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default=",".join(SECTIONS), help="sections, separated by commas")
    parser.add_argument("--rounds", type=int, default=5, help="rounds that count (5)")
    parser.add_argument("--maps", type=int, default=2, help="how often the whole map is trained (2)")
    parser.add_argument("--core", type=int, default=0, help="the core to run on (0); -1: do not pin")
    parser.add_argument("--quick", action="store_true", help="little of everything; the result goes to the temporary folder")
    parser.add_argument("--anyway", action="store_true", help="measure although the machine is not quiet")
    parser.add_argument("--out", help="where the numbers go")
    options = parser.parse_args()
    sections = options.only.split(",")
    if unknown := set(sections) - set(SECTIONS):
        parser.error(f"there is no section {', '.join(sorted(unknown))}; the sections are {', '.join(SECTIONS)}")

    common.build()
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "spirals"
        data.write_bytes(law.all_spirals().astype("<f8").tobytes())
        plan = Plan(ARCHITECTURES, law.ACTIVATIONS, WIDTHS, options.rounds, options.maps, options.core, data)
        if options.quick:
            plan, options.anyway = quick(plan), True
        pinned = common.pin(options.core)
        machine = common.machine()
        name = "training.json"
        before = {} if set(sections) == set(SECTIONS) or options.quick else earlier(common.RESULTS / name, machine)
        found = {section: before[section] for section in SECTIONS if section in before}
        for section in sections:
            common.check_load(options.anyway)
            load = common.load()
            common.say(f"--- {section}")
            found[section] = {"date": common.date(), "load before": load} | MEASURE[section](plan)
            result = {
                "command": "lib/benchmark/training.py",
                "date": common.date(),
                "machine": machine,
                "versions": before.get("versions", {}) | ({"Smile": common.java_versions()["Smile"]} | plan.versions),
                "pinned to one core": pinned,
                "activations": list(plan.activations),
                "architectures": {
                    n: {"sizes": a.sizes, "epochs": a.epochs, "rates": a.rates} for n, a in plan.architectures.items()
                },
                **{section: found[section] for section in SECTIONS if section in found},
            }
            # After each section: what was measured stays if a later one fails.
            common.write(name, result, options.out, options.quick)
    if not options.quick and not options.out and all(section in result for section in SECTIONS):
        training_table.main()


if __name__ == "__main__":
    main()
