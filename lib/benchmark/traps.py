"""Where other libraries give wrong answers, and what ours gives there.

    .venv-benchmark/bin/python lib/benchmark/traps.py        half a minute
    ... --out FILE

Two parts. "traps" are single calls: library, call, input, output, the right answer from mpmath, and our output. A row
whose output is not wrong (any more) is left out of the table and named at the end of the run. "special values" are
counts: every function, value and derivative, at infinities, NaN, zeros, the least numbers and where exp overflows. An
answer counts as wrong if less than 12 digits are right; the sign of a zero is not looked at.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections.abc import Callable
from typing import Any

import accuracy
import common
import peers
from mpmath import mp, mpf

LEAST = 2.0**-1074
INPUTS = [0.0, -0.0, math.inf, -math.inf, math.nan]
INPUTS += [sign * x for x in (4.9e-324, 1e-310, 1000.0, 1e155, 1e300) for sign in (1, -1)] + [-740.0, -710.0]
TITLES = {"commons-math3": "commons-math3", "hipparchus": "Hipparchus", "smile": "Smile", **peers.TITLES}
TITLES |= {"textbook": "textbook, Java", "math": "Math loops, Java", "ours": "ours"}
BY_HAND = {  # what SciPy has no name for
    "silu": "x·expit(x)",
    "gelu": "x·ndtr(x)",
    "geluTanh": "x/2·(1 + tanh(√(2/π)(x + 0.044715x³)))",
    "mish": "x·tanh(logaddexp(0, x))",
}


def exact(name: str, part: str, x: float) -> mpf:
    function = accuracy.REFERENCES[common.FUNCTIONS[name][1]]
    # The limit at infinity: at the greatest double a function that stays bounded is nearer to it than any double.
    number = mpf(x) if math.isfinite(x) else mp.sign(x) * mpf(sys.float_info.max)
    return (function.value if part == "value" else function.slope)(number)


def right_double(name: str, part: str, x: float) -> float:
    if math.isnan(x):
        return math.nan
    value = exact(name, part, x)
    if math.isinf(x) and abs(value) > 1e300:
        return math.copysign(math.inf, float(value))
    if value == 0 and name == "gelu" and part == "value" and x < 0:
        return -0.0  # too small even for mpmath
    return 0.0 if math.isinf(x) and part == "slope" and value < LEAST else float(value)


def is_wrong(computed: float, right: float) -> bool:
    if math.isnan(right) or math.isinf(right):
        return not (computed == right or (math.isnan(computed) and math.isnan(right)))
    return not abs(computed - right) <= max(1e-12 * abs(right), 4 * LEAST)


# ------------------------------------------------------------------------------ special values


def special_values(worker: common.Worker) -> dict[str, Any]:
    import numpy as np

    array = np.array(INPUTS)
    result: dict[str, Any] = {}
    for by in [*accuracy.JAVA, *peers.FORMS]:
        entry: dict[str, Any] = {"checked": 0, "wrong": []}
        for name in common.FUNCTIONS:
            for part in ("value", "slope"):
                if by in accuracy.JAVA:
                    if not worker.has(name, part, by):
                        continue
                    computed = worker.run(name, part, by, array)
                elif part == "value":
                    computed = peers.value(by, name, array)
                elif by == "torch":
                    computed = peers.torch_slope(name, array)
                else:
                    continue
                for x, got in zip(INPUTS, computed):
                    entry["checked"] += 1
                    right = right_double(name, part, x)
                    if is_wrong(float(got), right):
                        row = {"function": name, "part": part, "x": repr(x), "output": repr(float(got)), "right": repr(right)}
                        entry["wrong"].append(row)
        result[by] = entry
    return result


# ------------------------------------------------------------------------------ traps


class Traps:
    def __init__(self, worker: common.Worker) -> None:
        self.worker = worker
        self.rows: list[dict[str, Any]] = []
        self.gone: list[str] = []

    def add(self, by: str, call: str, given: str, output: float, right: mpf | float, ours: float, least: float) -> None:
        """A row, if the output is at least so many ulps away from the right answer."""
        row = {
            "by": by,
            "call": call,
            "input": given,
            "output": show(output),
            "off, ulp": off(output, right),
            "right": show(right),
            "ours": show(ours),
            "ours off, ulp": off(ours, right),
        }
        if row["off, ulp"] is None or row["off, ulp"] >= least:
            self.rows.append(row)
        else:
            self.gone.append(f"{TITLES[by]} {call} at {given}: {output!r} is {row['off, ulp']:.2g} ulp off")

    def function(self, by: str, call: str, name: str, part: str, *xs: float, least: float = 100) -> None:
        import numpy as np

        for x in xs:
            array = np.array([x])
            if by in accuracy.JAVA:
                output = self.worker.run(name, part, by, array)
            elif part == "value":
                output = peers.value(by, name, array)
            else:
                output = peers.torch_slope(name, array)
            ours = self.worker.run(name, part, "ours", array)
            right = exact(name, part, x) if math.isfinite(x) else right_double(name, part, x)
            self.add(by, call, show(x), float(output[0]), right, float(ours[0]), least)

    def row(self, by: str, call: str, name: str, numbers: list[float], computed: Any, place: int) -> None:
        import numpy as np

        right = accuracy.exact_softmax(numbers, name == "logSoftmax")[place]
        ours = self.worker.run(name, "value", "ours", np.array(numbers), len(numbers))
        given = "[" + ", ".join(f"{v:g}" for v in numbers) + f"], entry {place + 1}"
        assert right is not None
        self.add(by, call, given, float(computed[place]), right, float(ours[place]), 100)


def off(computed: float, right: mpf | float) -> float | None:
    """In ulps; null for NaN and infinity in the wrong place."""
    if isinstance(right, float) and (math.isinf(right) or math.isnan(right) or right == 0):
        return 0.0 if computed == right else None
    if not math.isfinite(computed):
        return None
    ulp = accuracy.ulp(mpf(right)) if abs(right) >= accuracy.LEAST_NORMAL else mpf(LEAST)
    return float(mp.nstr(abs(mpf(computed) - right) / ulp, 3))


def show(number: mpf | float) -> str:
    """17 digits, or as few as needed."""
    if isinstance(number, float):
        return repr(number)
    # What is below the least double is its zero, with the sign.
    return repr(float(number)) if abs(number) >= LEAST / 2 else ("-0.0" if number < 0 else "0.0")


def traps(worker: common.Worker) -> Traps:
    import numpy as np
    import torch
    import torch.nn.functional as F
    from scipy import special

    found = Traps(worker)
    found.function("smile", "ActivationFunction.tanh().g, the gradient", "tanh", "slope", -1.0, 2.0)
    found.function("smile", "MathEx.sigmoid", "sigmoid", "value", -40.0, -math.inf)
    found.function("smile", "MathEx.log1pe", "softplus", "value", 15.1)
    found.function("torch", "GELU", "gelu", "value", -9.0, -8.0, -5.0)
    single(found, "GELU in float32", "gelu", -6.0, F.gelu(torch.tensor(-6.0)).item())
    found.function("torch", "GELU (tanh form)", "geluTanh", "value", -7.0)
    found.function("torch", "GELU (tanh form), backward", "geluTanh", "slope", 1e155)
    found.function("torch", "softplus", "softplus", "value", 20.5)
    found.function("torch", "softplus, backward", "softplus", "slope", 20.5)
    found.function("torch", "sigmoid, backward", "sigmoid", "slope", 30.0, 37.0)
    found.function("torch", "tanh, backward", "tanh", "slope", 15.0, 20.0)
    found.function("commons-math3", "Tanh, derivative", "tanh", "slope", 20.0)
    found.function("hipparchus", "Tanh, derivative", "tanh", "slope", 20.0)
    for numbers in ([0.0, -30.0], [0.0, -40.0]):
        row = torch.log_softmax(torch.tensor(numbers, dtype=torch.float64), 0)
        found.row("torch", "log_softmax", "logSoftmax", numbers, row, 0)
        found.row("scipy", "log_softmax", "logSoftmax", numbers, special.log_softmax(numbers), 0)
    numbers = [1000.0, 1001.0]
    found.row("scipy", "exp(x − logsumexp(x))", "softmax", numbers, np.exp(numbers - special.logsumexp(numbers)), 1)
    for name in ("silu", "gelu", "geluTanh", "mish"):
        title = common.FUNCTIONS[name][0]
        found.function("torch", title, name, "value", -math.inf)
        found.function("scipy", BY_HAND[name], name, "value", -math.inf)
        found.function("torch", f"{title}, backward", name, "slope", math.inf, -math.inf)
    found.function("torch", "SiLU", "silu", "value", -710.0)
    found.function("scipy", BY_HAND["silu"], "silu", "value", -710.0)
    found.function("torch", "sigmoid", "sigmoid", "value", -740.0, least=10)
    found.function("scipy", "expit", "sigmoid", "value", -740.0, least=10)
    found.function("commons-math3", "Sigmoid", "sigmoid", "value", -740.0, least=10)
    found.function("torch", "SELU", "selu", "value", -1000.0, least=0.6)
    found.function("textbook", "(eˣ − e⁻ˣ) / (eˣ + e⁻ˣ)", "tanh", "value", 1000.0)
    found.function("textbook", "log(1 + eˣ)", "softplus", "value", 1000.0, -40.0)
    found.function("textbook", "log σ(x)", "logSigmoid", "value", -1000.0, 40.0)
    found.function("textbook", "σ(x)(1 − σ(x))", "sigmoid", "slope", 37.0, 40.0)
    found.function("textbook", "x (1 + erf(x/√2)) / 2", "gelu", "value", -9.0)
    found.function("textbook", "eˣ − 1", "elu", "value", -1e-17)
    # Not SciPy's fault: a sigmoid that has rounded to 1 cannot be undone. The log-sigmoid can.
    log = float(worker.run("logSigmoid", "value", "ours", np.array([40.0]))[0])
    ours = log - math.log(-math.expm1(log))
    found.add("scipy", "logit(expit(x)); ours: from log-sigmoid", "40.0", float(special.logit(special.expit(40.0))), mpf(40), ours, 100)
    return found


def single(found: Traps, call: str, name: str, x: float, output: float) -> None:
    """A call in float32; the ulps are those of float32."""
    import numpy as np

    right = exact(name, "value", x)
    ours = float(np.float32(found.worker.run(name, "value", "ours", np.array([x]))[0]))
    found.add("torch", call, show(x), output, right, ours, 100)
    for row in found.rows[-1:]:
        row["right"] = str(np.float32(float(right)))
        row["ours"] = str(np.float32(ours))
        for key, value in (("off, ulp", output), ("ours off, ulp", ours)):
            row[key] = float(mp.nstr(abs(mpf(value) - right) / (accuracy.ulp(right) * 2**29), 3))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="the same; the result goes to the temporary folder")
    parser.add_argument("--out", help="where the rows go")
    options = parser.parse_args()
    common.build()
    jdks = common.jdks()
    if "25" not in jdks:
        raise SystemExit("Smile needs Java 21 or newer: set JDK25_HOME to a JDK 25")
    worker = common.Worker(jdks["25"])
    try:
        found = traps(worker)
        special = special_values(worker)
        java = worker.version
    finally:
        worker.end()
    result = {
        "command": "lib/benchmark/traps.py",
        "date": common.date(),
        "machine": common.machine(),
        "versions": {"Java 25": java, **common.java_versions(), **common.python_versions()},
        "traps": found.rows,
        "not wrong": found.gone,
        "special values": special,
    }
    for row in found.rows:
        print(f"{TITLES[row['by']]:16}{row['call']:44}{row['input']:22}{row['output']:26}{row['right']:26}{row['ours']}")
    for by, entry in special.items():
        print(f"{TITLES[by]:18}{len(entry['wrong'])} of {entry['checked']} special values wrong")
    for text in found.gone:
        print(f"left out, not wrong: {text}")
    common.write("traps.json", result, options.out, options.quick)


if __name__ == "__main__":
    main()
