"""How fast in Java: our functions, loops of Math, commons-math3, Hipparchus and Smile, measured with JMH.

    python3 lib/benchmark/functions_java.py            four minutes, on a quiet machine
    python3 lib/benchmark/functions_java.py --quick    a minute, to try the program
    ... --rounds 3 --millis 25 --anyway --out FILE

Needs nothing but Python, Maven and a JDK; JDK 25 takes part where there is one. A round is a new JVM in which all
contenders run (a JVM that has seen one function only gives times that no real program has). Rounds of the JDKs take
turns, and the order within a round changes. The JVMs are not pinned to a core: they compile on another one. What counts is the median of the rounds.

"math" is what a careful programmer writes with java.lang.Math, "textbook" the formula as printed (MathLoops.java and
TextbookLoops.java). "both" is value and slope in one call, "separate" in two calls.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import common


def one_round(java: Path, number: int, millis: int) -> dict[tuple[str, str, str, int], float]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "times"
        command = [*common.java_command(java, "RunFunctions"), str(number), str(millis), str(file)]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode != 0:
            raise SystemExit(f"JMH failed:\n{done.stdout}\n{done.stderr}")
        times = {}
        for line in file.read_text(encoding="utf-8").splitlines():
            function, part, by, n, nanos = line.split(" ")
            times[function, part, by, int(n)] = float(nanos)
        return times


def table(times: list[dict[str, Any]], jdk: str) -> str:
    known = {(t["function"], t["part"], t["n"], t["by"]): t["ns"] for t in times}
    others = ["math", "textbook", "commons-math3", "hipparchus", "smile"]
    lines = [f"{'JDK ' + jdk + ', ns per input':34}{'ours':>9}" + "".join(f"{o + '/ours':>20}" for o in others)]
    for function, part, n in dict.fromkeys((f, p, n) for f, p, n, _ in known if p != "separate"):
        ours = known[function, part, n, "ours"]
        line = f"{function:14}{part:11}{n:9}{ours:9.3f}"
        for other in others:
            time = known.get((function, part, n, other))
            line += f"{time / ours:20.2f}" if time else f"{'':20}"
        if part == "both":
            line += f"   separate/both {known[function, 'separate', n, 'ours'] / ours:.2f}"
        lines.append(line)
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3, help="JVMs of each JDK (3)")
    parser.add_argument("--millis", type=int, default=25, help="how long one of three measurements takes (25)")
    parser.add_argument("--quick", action="store_true", help="one round; the result goes to the temporary folder")
    parser.add_argument("--anyway", action="store_true", help="measure although the machine is not quiet")
    parser.add_argument("--out", help="where the numbers go")
    options = parser.parse_args()
    if options.quick:
        options.rounds, options.millis, options.anyway = 1, 20, True
    common.check_load(options.anyway)
    load = common.load()
    common.build()
    found: dict[str, dict[tuple[str, str, str, int], list[float]]] = {}
    jdks = common.jdks()
    for number in range(options.rounds):
        for jdk, java in jdks.items():
            common.say(f"JDK {jdk}, round {number + 1} of {options.rounds}")
            for key, nanos in one_round(java, number, options.millis).items():
                found.setdefault(jdk, {}).setdefault(key, []).append(nanos)
    times = {
        jdk: [
            {"function": f, "part": p, "by": b, "n": n, "ns": round(statistics.median(v), 4), "best": round(min(v), 4)}
            for (f, p, b, n), v in sorted(per.items())
        ]
        for jdk, per in found.items()
    }
    java = {}
    for jdk, path in jdks.items():
        worker = common.Worker(path)
        java[f"Java {jdk}"] = worker.version
        worker.end()
    result = {
        "command": "lib/benchmark/functions_java.py",
        "date": common.date(),
        "machine": common.machine(),
        "versions": {**java, **common.java_versions()},
        "pinned to one core": False,
        "load before": load,
        "rounds": options.rounds,
        "milliseconds": options.millis,
        "inputs": "2·N(0, 1), float64",
        "times": times,
    }
    for jdk in times:
        print(table(times[jdk], jdk) + "\n")
    common.write("functions-java.json", result, options.out, options.quick)


if __name__ == "__main__":
    main()
