"""How fast: our functions, NumPy/SciPy and PyTorch, in turns, in one run, each with one thread.

    .venv-benchmark/bin/python lib/benchmark/side_by_side.py            three minutes, on a quiet machine
    .venv-benchmark/bin/python lib/benchmark/side_by_side.py --quick    half a minute, to try the program
    ... --jvms 3 --rounds 4 --millis 25 --core 0 --anyway --only gelu,tanh --out FILE

requirements.txt says how to make the environment. Inputs are drawn from a normal distribution with deviation 2; the
array for the results is there already where a library can use one. A round measures every contender once for each
function and length, one after the other, so that a disturbance hits all; the order changes from round to round. What
counts is the median of the rounds, and for a peer with several forms (see peers.py) its fastest one that does not
overflow; the result has all forms, and the best and the worst round of each. Everything runs on one core. Ours runs in
a JVM that stays alive, as in a notebook, and is started anew from time to time: compilers do not always come to the
same result.
"""

from __future__ import annotations

import argparse
import statistics
from typing import Any

import common
import peers

LENGTHS = (1_000, 1_000_000)
SEED = 20260101


def contenders(function: str, n: int, x: Any, workers: dict[str, common.Worker]) -> dict[str, Any]:
    """For each contender: the library, the form, and a function from milliseconds to nanoseconds per input."""
    found: dict[str, Any] = {}
    for jdk, worker in workers.items():
        key = f"ours, JDK {jdk}"
        found[key] = (key, None, lambda millis, w=worker: w.time(function, "value", "ours", n, millis))
    for peer, forms in peers.FORMS.items():
        for number, form in enumerate(forms[function]):
            call = peers.compiled(form, **peers.arrays(peer, x[:n], function))
            found[f"{peer} {number}"] = (peer, form, lambda millis, c=call: common.measured(c, millis) / n * 1e9)
    return found


def measure(options: argparse.Namespace) -> tuple[list[dict[str, Any]], dict[str, str]]:
    import numpy as np
    import torch

    x = 2 * np.random.default_rng(SEED).standard_normal(max(LENGTHS))
    wanted = [f for f in [*common.FUNCTIONS, *common.SOFTMAX] if not options.only or f in options.only.split(",")]
    times: dict[tuple[str, int, str], list[float]] = {}
    forms: dict[tuple[str, int, str], tuple[str, str | None]] = {}
    java = {}
    with torch.inference_mode(), np.errstate(all="ignore"):
        for generation in range(options.jvms):
            workers = {jdk: common.Worker(path) for jdk, path in common.jdks().items()}
            for jdk, worker in workers.items():
                worker.inputs(x)
                java[f"Java {jdk}"] = worker.version
            fields = [(function, n, contenders(function, n, x, workers)) for function in wanted for n in LENGTHS]
            common.say("warming up ...")
            for _ in range(2):
                for _, n, found in fields:
                    for by, _, run in found.values():
                        run(options.warm if by.startswith("ours") and n == min(LENGTHS) else options.millis)
            for number in range(options.rounds):
                common.say(f"JVMs {generation + 1} of {options.jvms}, round {number + 1} of {options.rounds}")
                for function, n, found in rotated(fields, 3 * number):
                    for key in rotated(list(found), number):
                        by, form, run = found[key]
                        times.setdefault((function, n, key), []).append(run(options.millis))
                        forms[function, n, key] = (by, form)
            for worker in workers.values():
                worker.end()
    entries: dict[tuple[str, int], dict[str, Any]] = {}
    for (function, n, key), (by, form) in sorted(forms.items(), key=lambda item: wanted.index(item[0][0])):
        entry = entries.setdefault((function, n), {"function": function, "n": n})
        values = times[function, n, key]
        one: dict[str, Any] = {
            "ns": round(statistics.median(values), 4),
            "best": round(min(values), 4),
            "worst": round(max(values), 4),
        }
        if form is None:
            entry[by] = one
            continue
        one |= {"form": form, "overflows": peers.overflows(by, form, function)}
        # The fastest form that is right for all inputs first.
        entry[by] = sorted([*entry.get(by, []), one], key=lambda form: (form["overflows"], form["ns"]))
    return list(entries.values()), java


def rotated(items: list[Any], by: int) -> list[Any]:
    by %= len(items)
    return items[by:] + items[:by]


def table(result: list[dict[str, Any]]) -> str:
    ours = [key for key in result[0] if key.startswith("ours")]
    head = f"{'ns per input':14}{'n':>9}" + "".join(f"{c:>14}" for c in [*ours, *peers.FORMS])
    head += "".join(f"{f'{p} / {o[-2:]}':>12}" for o in ours for p in peers.FORMS)
    lines = [head]
    for entry in result:
        best = {peer: entry[peer][0] for peer in peers.FORMS}
        line = f"{entry['function']:14}{entry['n']:9}"
        line += "".join(f"{one['ns']:14.3f}" for one in [*(entry[o] for o in ours), *best.values()])
        line += "".join(f"{best[p]['ns'] / entry[o]['ns']:12.2f}" for o in ours for p in best)
        for peer in peers.FORMS:
            for form in entry[peer]:
                if form["overflows"] and form["ns"] < best[peer]["ns"]:
                    line += f"   {form['ns']:.3f} with {form['form']}, which overflows"
        lines.append(line)
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--jvms", type=int, default=3, help="how often new JVMs are started (3)")
    parser.add_argument("--rounds", type=int, default=4, help="rounds with the same JVMs (4)")
    parser.add_argument("--millis", type=int, default=25, help="how long, at least, each time (25)")
    parser.add_argument("--warm", type=int, default=150, help="how long ours run, twice, before anything counts (150)")
    parser.add_argument("--core", type=int, default=0, help="the core to run on (0); -1: do not pin")
    parser.add_argument("--only", help="functions, separated by commas")
    parser.add_argument("--quick", action="store_true", help="few rounds; the result goes to the temporary folder")
    parser.add_argument("--anyway", action="store_true", help="measure although the machine is not quiet")
    parser.add_argument("--out", help="where the numbers go")
    options = parser.parse_args()
    if options.quick:
        options.jvms, options.rounds, options.millis, options.anyway = 1, 3, 20, True
    common.check_load(options.anyway)
    load = common.load()
    common.build()
    pinned = common.pin(options.core)
    times, java = measure(options)
    result = {
        "command": "lib/benchmark/side_by_side.py",
        "date": common.date(),
        "machine": common.machine(),
        "versions": {**java, **common.python_versions()},
        "pinned to one core": pinned,
        "load before": load,
        "JVMs": options.jvms,
        "rounds": options.jvms * options.rounds,
        "milliseconds": options.millis,
        "inputs": "2·N(0, 1), float64",
        "softmax rows": peers.ROW,
        "times": times,
    }
    print(table(times))
    common.write("functions-peers.json", result, options.out, options.quick)


if __name__ == "__main__":
    main()
