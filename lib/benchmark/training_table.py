"""Writes lib/activation/TRAINING.md from the committed result of training.py.

    python3 lib/benchmark/training_table.py

Needs nothing but Python. A test compares the file with what this program writes.
"""

from __future__ import annotations

import json
import statistics
from pathlib import Path
from typing import Any

from numerics import Goal, number, source, table, worst

HERE = Path(__file__).resolve().parent
RESULT = HERE / "results" / "training.json"
TARGET = HERE.parents[0] / "activation" / "TRAINING.md"

ACTIVATIONS = {
    "sigmoid": "sigmoid",
    "tanh": "tanh",
    "relu": "ReLU",
    "leakyRelu": "leaky ReLU",
    "elu": "ELU",
    "silu": "SiLU",
    "gelu": "GELU",
}
QUIET = 1
EAGER = "PyTorch, one network at a time"
ONE_BY_ONE = ("PyTorch, torch.optim, float32", "PyTorch, by hand, float32", "PyTorch, by hand, float64")
JAX = "JAX, float64"
WIDTH_PEERS = ("PyTorch, by hand, float32", JAX, "NumPy")


def read() -> dict[str, Any]:
    return json.loads(RESULT.read_text(encoding="utf-8"))


def own(names: Any) -> list[str]:
    return [name for name in names if name.startswith("ours")]


def jdk(name: str) -> str:
    return name.removeprefix("ours, ")


# ------------------------------------------------------------------------------ goals


def ratio(result: dict[str, Any], architecture: str, peer: str, ours: str) -> float:
    """How many times as long the peer takes, over the activations that it has."""
    times = result["runs"]["ms per run"][architecture]
    both = times[peer]["by activation"].keys() & times[ours]["by activation"].keys()
    if both == times[ours]["by activation"].keys():
        return times[peer]["ms"] / times[ours]["ms"]
    return sum(times[peer]["by activation"][a] for a in both) / sum(times[ours]["by activation"][a] for a in both)


def eager(result: dict[str, Any], architecture: str) -> str:
    """The fastest way to train one network after another in PyTorch."""
    times = result["runs"]["ms per run"][architecture]
    return min(ONE_BY_ONE, key=lambda name: times[name]["ms"])


def map_seconds(result: dict[str, Any], architecture: str, name: str) -> float:
    return result["maps"]["seconds"][architecture][name]["median"]


def goals(result: dict[str, Any]) -> list[Goal]:
    ours = own(result["runs"]["ms per run"]["shallow"])
    found = []
    for architecture, bound in (("shallow", 25), ("deep", 12)):
        ratios = {jdk(o): ratio(result, architecture, eager(result, architecture), o) for o in ours}
        found.append(worst(f"{architecture} map, {EAGER} / ours", bound, ratios, True))
    for architecture, bound in (("shallow", 3), ("deep", 2)):
        seconds = map_seconds(result, architecture, JAX)
        ratios = {jdk(o): seconds / map_seconds(result, architecture, o) for o in ours}
        found.append(worst(f"first {architecture} map, JAX float64 with its compilation / ours", bound, ratios, True))
    for architecture in ("shallow", "deep"):
        ratios = {jdk(o): ratio(result, architecture, JAX, o) for o in ours}
        found.append(worst(f"{architecture}, JAX float64 once compiled / ours", 1, ratios, True))
    found.append(worst("in a notebook, plain JVM / kernel", 0.85, kernel_ratios(result), True))
    found.append(worst("two threads on two cores, one thread / two", 1.8, thread_ratios(result), True))
    steps = {
        f"{ACTIVATIONS[activation]}, {architecture}, {jdk(name)}": value
        for name, architectures in result["allocation"]["bytes per step"].items()
        for architecture, each in architectures.items()
        for activation, value in each.items()
    }
    found.append(worst("bytes that a training step allocates", 0, steps))
    return found


def kernel_ratios(result: dict[str, Any]) -> dict[str, float | None]:
    ratios: dict[str, float | None] = {}
    for architecture, times in result["kernel"]["ms per run"].items():
        plain = own(times)[0]
        inside = next(name for name in times if name not in own(times))
        ratios[f"{architecture}, {jdk(plain)}"] = times[plain]["ms"] / times[inside]["ms"]
    return ratios


def thread_ratios(result: dict[str, Any]) -> dict[str, float | None]:
    return {jdk(name): one["1"] / one["2"] for name, one in result["threads"]["seconds"].items()}


# ------------------------------------------------------------------------------ text


def goals_text(result: dict[str, Any]) -> str:
    rows = []
    for goal in goals(result):
        verdict = "met" if goal.met else "**not met**"
        sign = "≥" if goal.at_least else "≤"
        rows.append([goal.name, f"{sign} {goal.bound:g}", number(goal.measured), goal.where, verdict])
    return table(["", "goal", "worst measured", "where", ""], rows)


def range_text(one: dict[str, float]) -> str:
    return f"{number(one['ms'])} ({number(one['best'])}–{number(one['worst'])})"


def runs_text(result: dict[str, Any], architecture: str) -> str:
    times = result["runs"]["ms per run"][architecture]
    ours = own(times)
    runs = map_runs(result, architecture)
    rows = []
    for name, one in times.items():
        compiling = sum(result["runs"]["compile, s"][architecture].get(name, {}).values())
        partly = len(one["by activation"]) < len(times[ours[0]]["by activation"])
        rows.append(
            [
                name + (f" ({len(one['by activation'])} functions)" if partly else ""),
                range_text(one),
                " · ".join(number(ratio(result, architecture, name, o)) for o in ours),
                "" if partly else number(one["ms"] * runs / 1000) + (f" + {number(compiling)}" if compiling else ""),
            ]
        )
    jdks = " · ".join(map(jdk, ours))
    return table([architecture, "ms per run", f"/ ours ({jdks})", f"{runs} runs, s"], rows)


def map_runs(result: dict[str, Any], architecture: str) -> int:
    return result["maps"]["runs"][architecture]


def functions_text(result: dict[str, Any], architecture: str) -> str:
    times = result["runs"]["ms per run"][architecture]
    rows = []
    for name, one in times.items():
        rows.append([name, *(number(one["by activation"][a]) if a in one["by activation"] else "" for a in ACTIVATIONS)])
    return table([f"{architecture}, ms", *ACTIVATIONS.values()], rows)


def maps_text(result: dict[str, Any]) -> str:
    rows = []
    for architecture, seconds in result["maps"]["seconds"].items():
        for name, one in seconds.items():
            every = ", ".join(number(s) for s in one["all"])
            ratios = " · ".join(number(one["median"] / seconds[o]["median"]) for o in own(seconds))
            rows.append([architecture, name, number(one["median"]), every, ratios])
    jdks = " · ".join(map(jdk, own(result["maps"]["seconds"]["shallow"])))
    return table(["", "", "s", "each time", f"/ ours ({jdks})"], rows)


def accuracy_text(result: dict[str, Any], architecture: str) -> str:
    accuracy = result["maps"]["accuracy"][architecture]
    mine = own(accuracy)[0]
    rates = [str(rate) for rate in result["architectures"][architecture]["rates"]]
    rows = []
    for activation in result["activations"]:
        row = [ACTIVATIONS[activation]]
        for rate in rates:
            for name in (mine, JAX):
                one = accuracy[name][activation][rate]
                row.append(f"{one['median']:.3f} ({one['lowest']:.2f}–{one['highest']:.2f})")
        rows.append(row)
    head = [h for rate in rates for h in (f"rate {rate}: ours", "JAX")]
    return table([architecture, *head], rows)


def band_text(result: dict[str, Any]) -> str:
    """The test accuracies of the timed runs among those of JAX."""
    accuracy = result["runs"]["accuracy"]
    rows = []
    for name in accuracy["shallow"]:
        if name == JAX:
            continue
        cells = []
        for architecture in accuracy:
            one = accuracy[architecture][name]
            cells.append(f"{one['among those of JAX']} of {one['runs']}")
        rows.append([name, *cells])
    return table(["", *accuracy], rows)


def differences(result: dict[str, Any]) -> tuple[float, str]:
    """The greatest difference between the medians of ours and JAX's, and where."""
    found = {}
    for architecture, accuracy in result["maps"]["accuracy"].items():
        mine = own(accuracy)[0]
        for activation, rates in accuracy[JAX].items():
            for rate, one in rates.items():
                where = f"{architecture}, {ACTIVATIONS[activation]}, rate {rate}"
                found[where] = abs(one["median"] - accuracy[mine][activation][rate]["median"])
    where = max(found, key=lambda key: found[key])
    return found[where], where


def middle_difference(result: dict[str, Any]) -> float:
    found = [
        abs(one["median"] - accuracy[own(accuracy)[0]][activation][rate]["median"])
        for accuracy in result["maps"]["accuracy"].values()
        for activation, rates in accuracy[JAX].items()
        for rate, one in rates.items()
    ]
    return statistics.median(found)


def widths_text(result: dict[str, Any]) -> str:
    widths = result["widths"]["ms per run"]
    first = next(iter(widths.values()))
    ours = own(first)
    rows = []
    for width, times in widths.items():
        row = [width, *(range_text(times[o]) for o in ours)]
        for peer in WIDTH_PEERS:
            row += [number(times[peer]["ms"]), " · ".join(number(times[peer]["ms"] / times[o]["ms"]) for o in ours)]
        rows.append(row)
    jdks = " · ".join(map(jdk, ours))
    return table(["width", *(f"{o}, ms" for o in ours), *(h for p in WIDTH_PEERS for h in (f"{p}, ms", f"/ ours ({jdks})"))], rows)


def threads_text(result: dict[str, Any]) -> str:
    rows = []
    for name, one in result["threads"]["seconds"].items():
        same = "yes" if one["same accuracies"] else "**no**"
        rows.append([name, number(one["1"]), number(one["2"]), number(one["1"] / one["2"]), same])
    return table(["shallow map", "one thread, s", "two threads, s", "one / two", "same accuracies"], rows)


def kernel_text(result: dict[str, Any]) -> str:
    rows = []
    for architecture, times in result["kernel"]["ms per run"].items():
        plain = own(times)[0]
        inside = next(name for name in times if name not in own(times))
        row = [f"{architecture}, {jdk(plain)}", range_text(times[plain]), range_text(times[inside])]
        rows.append([*row, number(times[plain]["ms"] / times[inside]["ms"])])
    return table(["ms per run", "plain JVM", "in a notebook", "plain / notebook"], rows)


def libraries_text(result: dict[str, Any]) -> str:
    """Which kernels of OpenBLAS were used, and by whom."""
    found: dict[str, list[str]] = {}
    for name, pools in result["runs"]["threads"].items():
        for pool in pools:
            if pool["internal_api"] == "openblas":
                text = f"OpenBLAS {pool['version']} for {pool['architecture']}, {pool['num_threads']} thread"
                found.setdefault(text, []).append(name.split(",")[0])
    parts = [f"{', '.join(dict.fromkeys(names))}: {text}" for text, names in found.items()]
    return "; ".join(parts) + "." if parts else "No library told which kernels it uses."


def dated(result: dict[str, Any], section: str) -> str:
    """Sections can be measured alone, and on a machine that has other things to do."""
    load = result[section]["load before"]
    warning = f" **The machine was not quiet: load {load}.**" if load is None or load > QUIET else ""
    return source(result | {"date": result[section]["date"]}) + warning


def text(result: dict[str, Any]) -> str:
    runs = result["runs"]
    same = all(result["maps"]["same accuracies on all JDKs"].values())
    greatest, where = differences(result)
    fastest = {a: eager(result, a) for a in ("shallow", "deep")}
    fast_text = fastest["shallow"] if len(set(fastest.values())) == 1 else "; ".join(f"{a}: {n}" for a, n in fastest.items())
    return f"""# How fast small networks train

This file is written by `lib/benchmark/training_table.py` from `lib/benchmark/results/training.json`; a test compares the two.
`lib/benchmark/training.py` measures everything anew, on a quiet machine.

What is trained is the map of the lessons: seven activation functions, four learning rates and twenty seeds on three
spirals, {map_runs(result, 'shallow')} runs, with a shallow network (2-32-32-3, {result['architectures']['shallow']['epochs']} epochs) and with a deep one (ten hidden layers of 24,
{result['architectures']['deep']['epochs']} epochs). There are 300 examples in batches of 32, the last batch has 12; SGD with momentum 0.9; softmax cross-entropy;
normal first weights with the gain of the activation function. All read the same data, each draws its own weights and orders.
`lib/benchmark/training_peers.py` states the law and shows how PyTorch, JAX and NumPy were written.

## What is promised

|GOALS|

Ratios of times: above 1 ours is faster. All use one core and one thread, except in the line that says two. Ours are 64-bit
numbers throughout. "{EAGER}" is the fastest of three ways ({fast_text}), not the one that is found
most often.

## Once everything is warm

Milliseconds per run, medians of {runs['rounds']} rounds in turns, with the fastest and the slowest round in brackets: the mean over the
functions, of which each round trains every one, with changing rates and seeds. The last column is computed from it; what
follows a plus is the compilation of the seven programs, which JAX does once per function and network, measured in the same run.

{runs_text(result, 'shallow')}

{runs_text(result, 'deep')}

"20 networks at once" and JAX train all seeds of a setting in one call, which is only possible if all have the same
shape and length. Smile has four of the functions and begins with weights of its own law; its ratio is over these four.

Function by function:

{functions_text(result, 'shallow')}

{functions_text(result, 'deep')}

{libraries_text(result)} PyTorch multiplies 32-bit matrices with libraries of its own.

{dated(result, 'runs')}

## The first map

Seconds from the start of the process to the last test accuracy, on one core: everything that a reader waits for. The whole map
was trained {result['maps']['maps']} times, in turns.

{maps_text(result)}

{dated(result, 'maps')}

## The same training

Median test accuracy over the seeds, in brackets the lowest and the highest. The medians of ours and JAX's differ by
{number(middle_difference(result))} in the middle, and most, by {number(greatest)}, here: {where}. At rates at which training sometimes fails, only the
distribution can be compared. {'Ours are the same numbers on all JDKs.' if same else '**Ours differ between JDKs.**'}

{accuracy_text(result, 'shallow')}

{accuracy_text(result, 'deep')}

How many test accuracies of the timed runs lie between the lowest and the highest of JAX's twenty with the same function and
rate. Of runs by the same law about 90 % would (one in 21 lies below twenty others, one above), and more where accuracies are
equal.

{band_text(result)}

{dated(result, 'maps')}

## Wider networks

Milliseconds per run of 2-n-n-3 with ReLU, {result['architectures']['shallow']['epochs']} epochs, rate {result['widths']['rate']}; medians of {result['widths']['rounds']} rounds. PyTorch and NumPy train one network at a
time, JAX twenty at once.

{widths_text(result)}

{dated(result, 'widths')}

## Threads

The shallow map by our experiments on two cores, medians of {result['threads']['rounds']} rounds.

{threads_text(result)}

{dated(result, 'threads')}

## In a notebook

The same runs in our kernel and in a plain JVM, in turns, each on one core; medians of {result['kernel']['rounds']} rounds.

{kernel_text(result)}

{dated(result, 'kernel')}
""".replace("|GOALS|", goals_text(result))


def main() -> None:
    result = read()
    TARGET.write_text(text(result), encoding="utf-8", newline="\n")
    for goal in goals(result):
        sign = "≥" if goal.at_least else "≤"
        print(f"{goal.name:60}{sign} {goal.bound:<6g}{number(goal.measured):>9}  {'met' if goal.met else 'NOT MET'}  {goal.where}")
    print(f"written to {TARGET.relative_to(HERE.parents[1])}")


if __name__ == "__main__":
    main()
