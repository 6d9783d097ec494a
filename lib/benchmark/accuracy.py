"""How accurate: our functions, other Java libraries, NumPy/SciPy and PyTorch, at the same points.

    .venv-benchmark/bin/python lib/benchmark/accuracy.py            two minutes
    .venv-benchmark/bin/python lib/benchmark/accuracy.py --quick    a tenth of the points
    ... --only gelu,tanh --out FILE

Exact values come from mpmath with 80 digits, by the formulas of lib/activation/src/test/python/reference.py. The points
are dense from -10 to 10, log-spaced from 1e-308 to 1e3 with both signs, and those of the reference files of our own
tests: edges, neighbours of zeros and, for our functions, the places where our own error is greatest.

An error is |computed - exact| in ulps, units in the last place of the exact value. It is taken where the exact value
is a normal number, at least 2.2e-308; for derivatives also only further than 0.05 from a zero of the derivative, where
every relative error is unbounded. There the absolute error counts, in units of 2^-53. An error above 2^52 ulp means
that no digit is right; NaN or infinity in place of a finite value counts as infinite, written as null.

For derivatives, PyTorch means its backward pass. What "textbook" and "math" are stands in TextbookLoops.java and
MathLoops.java; forms of NumPy/SciPy and PyTorch in peers.py. The Java libraries run on JDK 25, which Smile needs, and
ours on the JDK that Maven uses too: results must be equal.
"""

from __future__ import annotations

import argparse
import math
import random
import sys
import zlib
from typing import Any

import common
import peers

sys.path.insert(0, str(common.ROOT / "lib" / "activation" / "src" / "test" / "python"))
import reference  # noqa: E402
from mpmath import mp, mpf  # noqa: E402

SEED = 20260101
LEAST_NORMAL = 2.0**-1022
NEAR_ZERO = 0.05
REFERENCES = {f.name: f for f in reference.FUNCTIONS}
JAVA = ["ours", "math", "textbook", "commons-math3", "hipparchus", "smile"]
KINDS = {  # thresholds: kind, the value reached, and the side it is reached on
    "sigmoid": ["one", "zero"],
    "tanh": ["one"],
    "softplus": ["identity"],
    "silu": ["identity"],
    "gelu": ["identity", "zero"],
    "geluTanh": ["identity", "zero"],
    "mish": ["identity"],
    "elu": ["minusOne"],
}


def points(name: str, quick: bool) -> list[float]:
    rng = random.Random(SEED)
    share = 10 if quick else 1
    dense = 12_000 // share
    chosen = {10 * (2 * (i + rng.random()) / dense - 1) for i in range(dense)}
    spaced = 3_000 // share
    for sign in (-1, 1):
        chosen.update(sign * 10 ** (-308 + 311 * (i + rng.random()) / spaced) for i in range(spaced))
    own = reference.points(REFERENCES[common.FUNCTIONS[name][1]])
    return sorted(chosen | set(own[:: share]))


def ulp(exact: mpf) -> mpf:
    """The distance of doubles at a normal number."""
    return mpf(2) ** (mp.frexp(exact)[1] - 53)


def errors(xs: list[float], exact: list[mpf], computed: Any, zeros: list[float]) -> dict[str, Any]:
    """Maxima and root mean squares; null for infinite."""
    most, most_at, most_near, most_near_at = 0.0, None, 0.0, None
    absolute, squares, count = 0.0, 0.0, 0
    for x, right, got in zip(xs, exact, computed):
        got = float(got)
        middle = abs(x) <= 10
        if any(abs(x - zero) < NEAR_ZERO for zero in zeros):
            off = float(abs(mpf(got) - right)) * 2**53 if math.isfinite(got) else math.inf
            absolute = max(absolute, off)
            continue
        if abs(right) < LEAST_NORMAL or abs(right) > sys.float_info.max:
            continue
        off = float(abs(mpf(got) - right) / ulp(right)) if math.isfinite(got) else math.inf
        if off > most:
            most, most_at = off, x
        if middle:
            squares, count = squares + off * off, count + 1
            if off > most_near:
                most_near, most_near_at = off, x
    result = {
        "max": most,
        "at": most_at,
        "max to 10": most_near,
        "at to 10": most_near_at,
        "rms to 10": math.sqrt(squares / count),
    }
    if zeros:
        result["near zeros, 2^-53"] = absolute
    return {key: finite(value) for key, value in result.items()}


def finite(value: float | None) -> float | None:
    if value is None or not math.isfinite(value):
        return None
    return float(f"{value:.4g}") if abs(value) < 1e15 and value != int(value) and abs(value) > 1e-3 else value


def functions(worker: common.Worker, other: common.Worker, options: argparse.Namespace) -> dict[str, Any]:
    import numpy as np

    result: dict[str, Any] = {}
    for name, (title, key) in common.FUNCTIONS.items():
        if options.only and name not in options.only.split(","):
            continue
        xs = points(name, options.quick)
        common.say(f"{title}: {len(xs)} points")
        array = np.array(xs)
        function = REFERENCES[key]
        zeros = [float(mp.findroot(function.slope, guess)) for guess in function.extrema]
        entry: dict[str, Any] = {"points": len(xs), "zeros of the derivative": zeros, "value": {}, "slope": {}}
        for part, exactly in (("value", function.value), ("slope", function.slope)):
            exact = [exactly(mpf(x)) for x in xs]
            skip = zeros if part == "slope" else []
            for by in JAVA:
                if worker.has(name, part, by):
                    computed = worker.run(name, part, by, array)
                    entry[part][by] = errors(xs, exact, computed, skip)
                    if by == "ours":
                        same = np.array_equal(computed.view("i8"), other.run(name, part, by, array).view("i8"))
                        entry[part][by]["same bits on the other JDK"] = bool(same)
            if part == "value":
                for peer in peers.FORMS:
                    entry[part][peer] = errors(xs, exact, peers.value(peer, name, array), skip)
            else:
                entry[part]["torch"] = errors(xs, exact, peers.torch_slope(name, array), skip)
        result[name] = entry
    return result


# ------------------------------------------------------------------------------ softmax


def rows() -> dict[str, Any]:
    import numpy as np

    rng = np.random.default_rng(SEED)
    count = 300
    masked = rng.standard_normal((count, 10))
    masked[:, ::3] = -np.inf
    return {
        "N(0, 1), 10 in a row": rng.standard_normal((count, 10)),
        "N(0, 30²), 10 in a row": 30 * rng.standard_normal((count, 10)),
        "[1000, 1001]": np.array([[1000.0, 1001.0]]),
        "N(0, 1), 4 of 10 masked by −∞": masked,
        "[0, −d], d = 1 … 745": np.array([[0.0, -float(d)] for d in range(1, 746)]),
    }


def exact_softmax(row: Any, logarithm: bool) -> list[mpf | None]:
    """None where the exact value is 0 or minus infinity."""
    numbers = [None if v == -math.inf else mpf(float(v)) for v in row]
    terms = sorted(v for v in numbers if v is not None)
    most = terms.pop()
    # Without the 1 of the greatest term, in whose 80 digits the others could be lost.
    rest = mp.fsum(mp.exp(v - most) for v in terms)
    if logarithm:
        return [None if v is None else v - most - mp.log1p(rest) for v in numbers]
    return [None if v is None else mp.exp(v - most) / (1 + rest) for v in numbers]


def softmax(worker: common.Worker) -> dict[str, Any]:
    import numpy as np
    import torch
    from scipy import special

    def less_log_sum(x: Any) -> Any:
        return x - special.logsumexp(x, axis=1, keepdims=True)

    result: dict[str, Any] = {}
    for name, (in_scipy, in_torch, by_log) in {
        "softmax": (special.softmax, torch.softmax, lambda x: np.exp(less_log_sum(x))),
        "logSoftmax": (special.log_softmax, torch.log_softmax, less_log_sum),
    }.items():
        for data, x in rows().items():
            exact = [v for row in x for v in exact_softmax(row, name == "logSoftmax")]
            entry = result.setdefault(name, {}).setdefault(data, {})
            width = x.shape[1]
            computed = {
                by: worker.run(name, "value", by, x.ravel(), width) for by in JAVA if worker.has(name, "value", by)
            }
            with np.errstate(all="ignore"):
                computed["scipy"] = in_scipy(x, axis=1)
                computed["scipy, x − logsumexp(x)"] = by_log(x)
            computed["torch"] = in_torch(torch.from_numpy(x), 1).numpy()
            for by, got in computed.items():
                offs = [
                    float(abs(mpf(float(g)) - e) / ulp(e)) if math.isfinite(g) else math.inf
                    for g, e in zip(got.ravel(), exact)
                    if e is not None and abs(e) >= LEAST_NORMAL
                ]
                entry[by] = {
                    "max": finite(max(offs)),
                    "rms": finite(math.sqrt(sum(o * o for o in offs) / len(offs))),
                }
    return result


# ------------------------------------------------------------------------------ thresholds


def rounds_to(value: mpf, target: float, digits: int, least: int) -> bool:
    """Whether the nearest double (53 digits) or float (24) of an exact value is the target."""
    if target == 0:
        return bool(abs(value) <= mpf(2) ** (least - 1))
    with mp.workprec(digits):
        return bool(+value == mpf(target))


def exact_threshold(name: str, kind: str, single: bool) -> float:
    """Where the exact function, correctly rounded, begins to stay at a value; by bisection over doubles or floats."""
    import numpy as np

    f = REFERENCES[common.FUNCTIONS[name][1]].value
    number = np.float32 if single else np.float64
    digits, least = (24, -149) if single else (53, -1074)
    side = -1 if kind in ("zero", "minusOne") else 1
    target = {"one": 1.0, "zero": 0.0, "minusOne": -1.0}.get(kind)

    def holds(distance: Any) -> bool:
        x = side * float(distance)
        return rounds_to(f(mpf(x)), x if target is None else target, digits, least)

    low, high = number(1), number(1000)  # holds at high, not at low
    while (middle := number((low + high) / 2)) not in (low, high):
        if holds(middle):
            high = middle
        else:
            low = middle
    return side * float(high)


def thresholds(worker: common.Worker) -> list[dict[str, Any]]:
    import numpy as np

    result = []
    for name, kinds in KINDS.items():
        for kind in kinds:
            double, single = worker.ask("threshold", name, kind).split(" ")
            exact = exact_threshold(name, kind, False), exact_threshold(name, kind, True)
            result.append(
                {
                    "function": name,
                    "kind": kind,
                    "double": float(double),
                    "float": str(np.float32(single)),
                    "exact double": exact[0],
                    "exact float": str(np.float32(exact[1])),
                }
            )
    return result


def class_sizes() -> dict[str, float]:
    """Of the packages for functions, softmax and numeric tools, plain and compressed as in a jar."""
    classes = common.ROOT / "lib" / "activation" / "target" / "classes" / "activationlab"
    files = [file for name in ("function", "softmax", "numeric") for file in sorted((classes / name).glob("*.class"))]
    contents = [file.read_bytes() for file in files]
    compressed = sum(len(zlib.compress(content)) for content in contents)
    return {"plain": round(sum(map(len, contents)) / 1000, 1), "compressed": round(compressed / 1000, 1)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", help="functions, separated by commas")
    parser.add_argument("--quick", action="store_true", help="few points; the result goes to the temporary folder")
    parser.add_argument("--out", help="where the numbers go")
    options = parser.parse_args()
    common.build()
    jdks = common.jdks()
    if "25" not in jdks:
        raise SystemExit("Smile needs Java 21 or newer: set JDK25_HOME to a JDK 25")
    worker, other = common.Worker(jdks["25"]), common.Worker(next(iter(jdks.values())))
    try:
        result = {
            "command": "lib/benchmark/accuracy.py",
            "date": common.date(),
            "machine": common.machine(),
            "versions": {
                "Java 25": worker.version,
                f"Java {next(iter(jdks))}": other.version,
                **common.java_versions(),
                **common.python_versions(),
            },
            "functions": functions(worker, other, options),
            "softmax": softmax(worker),
            "thresholds": thresholds(worker),
            "class files, KB": class_sizes(),
        }
    finally:
        worker.end()
        other.end()
    for name, entry in result["functions"].items():
        for part in ("value", "slope"):
            for by, e in entry[part].items():
                near = e.get("near zeros, 2^-53")
                print(
                    f"{name:12}{part:6}{by:14}{show(e['max']):>10} @{show(e['at']):24}{show(e['max to 10']):>10}"
                    f" rms{show(e['rms to 10']):>9}" + (f"  near zeros {show(near)}" if near is not None else "")
                )
    for name, data in result["softmax"].items():
        for rows_name, per in data.items():
            print(f"{name:11}{rows_name:32}" + "  ".join(f"{by} {show(e['max'])} ({show(e['rms'])})" for by, e in per.items()))
    for one in result["thresholds"]:
        print(one)
    common.write("accuracy.json", result, options.out, options.quick or bool(options.only))


def show(value: float | None) -> str:
    return "inf" if value is None else f"{value:.4g}"


if __name__ == "__main__":
    main()
