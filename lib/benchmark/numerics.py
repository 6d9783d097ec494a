"""Writes lib/activation/NUMERICS.md from the committed results of the other programs of this folder.

    python3 lib/benchmark/numerics.py

Needs nothing but Python. A test compares the file with what this program writes.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
RESULTS = HERE / "results"
TARGET = HERE.parents[0] / "activation" / "NUMERICS.md"

NO_DIGIT = 2.0**52
TITLES = {
    "sigmoid": "sigmoid",
    "logSigmoid": "log-sigmoid",
    "tanh": "tanh",
    "softplus": "softplus",
    "silu": "SiLU",
    "gelu": "GELU",
    "geluTanh": "GELU (tanh form)",
    "geluSigmoid": "GELU (sigmoid form)",
    "elu": "ELU",
    "selu": "SELU",
    "celu": "CELU (α = 2)",
    "mish": "Mish",
    "softmax": "softmax",
    "logSoftmax": "log-softmax",
}
LIBRARIES = {
    "ours": "ours",
    "math": "`Math`",
    "textbook": "textbook",
    "commons-math3": "commons-math3",
    "hipparchus": "Hipparchus",
    "smile": "Smile",
    "scipy": "NumPy/SciPy",
    "scipy, x − logsumexp(x)": "SciPy, x − logsumexp(x)",
    "torch": "PyTorch",
}
LENGTHS = {1_000: "10³", 1_000_000: "10⁶"}
FUNCTIONS = [name for name in TITLES if not name.lower().endswith("softmax")]


def read() -> dict[str, Any]:
    names = ("accuracy", "functions-java", "functions-peers", "traps")
    return {name: json.loads((RESULTS / f"{name}.json").read_text(encoding="utf-8")) for name in names}


# ------------------------------------------------------------------------------ goals


@dataclass(frozen=True)
class Goal:
    """A bound and the worst number that was measured for it."""

    name: str
    bound: float
    measured: float
    where: str
    at_least: bool = False

    @property
    def met(self) -> bool:
        return self.measured >= self.bound if self.at_least else self.measured <= self.bound


def worst(name: str, bound: float, numbers: dict[str, float | None], at_least: bool = False) -> Goal:
    known = {where: math.inf if value is None else value for where, value in numbers.items()}
    where = (min if at_least else max)(known, key=lambda key: known[key])
    return Goal(name, bound, known[where], where, at_least)


def goals(results: dict[str, Any]) -> list[Goal]:
    functions, softmax = results["accuracy"]["functions"], results["accuracy"]["softmax"]
    others = [f for f in FUNCTIONS if f not in ("gelu", "mish")]
    found = [
        worst("error of a value, ulp", 2, ours(functions, "value", "max", others)),
        worst("the same, GELU and Mish", 2.2, ours(functions, "value", "max", ["gelu", "mish"])),
        worst("error of a derivative, ulp", 3, ours(functions, "slope", "max", FUNCTIONS)),
        worst("the same within 0.05 of its zeros, in 2⁻⁵³", 2, ours(functions, "slope", "near zeros, 2^-53", FUNCTIONS)),
    ]
    special = results["traps"]["special values"]["ours"]
    found.append(Goal("wrong special values", 0, len(special["wrong"]), f"of {special['checked']}"))
    for name, bound in (("softmax", 3.1), ("logSoftmax", 2.6)):
        numbers = {data: per["ours"]["max"] for data, per in softmax[name].items()}
        found.append(worst(f"error of {TITLES[name]}, ulp", bound, numbers))
    found.append(worst("speed, `Math` loops / ours", 2.5, java_ratios(results), True))
    steady = [f for f in FUNCTIONS if f not in ("selu", "sigmoid", "silu")]
    found += [
        worst("speed, PyTorch / ours, n = 10³", 1.1, peer_ratios(results, "torch", [1_000], FUNCTIONS), True),
        worst("speed, PyTorch / ours, n = 10⁶", 1.4, peer_ratios(results, "torch", [1_000_000], steady), True),
        worst("the same, SELU", 1, peer_ratios(results, "torch", [1_000_000], ["selu"]), True),
        worst("the same, sigmoid and SiLU", 0.65, peer_ratios(results, "torch", [1_000_000], ["sigmoid", "silu"]), True),
        worst("speed, NumPy/SciPy / ours", 1, peer_ratios(results, "scipy", [*LENGTHS], FUNCTIONS), True),
    ]
    differing = sum(
        not functions[f][part]["ours"]["same bits on the other JDK"] for f in FUNCTIONS for part in ("value", "slope")
    )
    found.append(Goal("functions and derivatives that differ between JDK 17 and 25", 0, differing, f"of {2 * len(FUNCTIONS)}"))
    size = results["accuracy"]["class files, KB"]
    packed = f"compressed, as in the jar: {number(size['compressed'])}"
    found.append(Goal("class files of functions, softmax and numeric tools, KB", 150, size["plain"], packed))
    return found


def ours(functions: dict[str, Any], part: str, key: str, names: list[str]) -> dict[str, float | None]:
    return {TITLES[f]: functions[f][part]["ours"][key] for f in names if key in functions[f][part]["ours"]}


def java_times(results: dict[str, Any], jdk: str) -> dict[tuple[str, str, str, int], float]:
    rows = results["functions-java"]["times"][jdk]
    return {(row["function"], row["part"], row["by"], row["n"]): row["ns"] for row in rows}


def java_ratios(results: dict[str, Any]) -> dict[str, float | None]:
    ratios: dict[str, float | None] = {}
    for jdk in results["functions-java"]["times"]:
        times = java_times(results, jdk)
        for f in FUNCTIONS:
            for n, length in LENGTHS.items():
                ratio = times[f, "value", "math", n] / times[f, "value", "ours", n]
                ratios[f"{TITLES[f]}, n = {length}, JDK {jdk}"] = ratio
    return ratios


def peer_ratios(results: dict[str, Any], peer: str, lengths: list[int], names: list[str]) -> dict[str, float | None]:
    ratios: dict[str, float | None] = {}
    for entry in results["functions-peers"]["times"]:
        if entry["function"] in names and entry["n"] in lengths:
            for by in own(entry):
                ratio = entry[peer][0]["ns"] / entry[by]["ns"]
                ratios[f"{TITLES[entry['function']]}, n = {LENGTHS[entry['n']]}, {by.removeprefix('ours, ')}"] = ratio
    return ratios


def own(entry: dict[str, Any]) -> list[str]:
    return [key for key in entry if key.startswith("ours")]


# ------------------------------------------------------------------------------ text


def number(value: float) -> str:
    """Three digits."""
    if value == 0 or (isinstance(value, int) and value < 1000):
        return str(int(value))
    if value >= 1000:
        return f"{value:.1e}".replace("e+0", "e").replace("e+", "e")
    return f"{value:.{max(0, 2 - math.floor(math.log10(value)))}f}" if value >= 0.01 else f"{value:.1g}"


def error(value: float | None) -> str:
    if value is None:
        return "NaN, ∞"
    return "none right" if value >= NO_DIGIT / 2 else number(value)


def exact_text(text: str) -> str:
    """A number as Python writes it, as this text writes it."""
    return text.replace("nan", "NaN").replace("inf", "∞").replace("e+", "e").replace("-", "−")


def table(head: list[str], rows: list[list[str]]) -> str:
    lines = ["| " + " | ".join(head) + " |", "|" + "|".join(["---"] * len(head)) + "|"]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows])


def source(result: dict[str, Any]) -> str:
    """Where a table's numbers come from."""
    machine = result["machine"]
    # "Java 17" is followed by a version that says so again.
    names = {name: "Java" if name.startswith("Java ") else name for name in result["versions"]}
    versions = ", ".join(f"{names[name]} {version}" for name, version in result["versions"].items())
    where = f"{machine['cpu']}, {machine['cores']} cores, {machine['memory, GB']} GB, {machine['system']}"
    return f"*Measured by `{result['command']}` on {result['date']}; {where}; {versions}.*"


def goals_text(results: dict[str, Any]) -> str:
    rows = []
    for goal in goals(results):
        sign = "≥" if goal.at_least else "≤"
        verdict = "met" if goal.met else "**not met**"
        rows.append([goal.name, f"{sign} {goal.bound:g}", number(goal.measured), goal.where, verdict])
    return table(["", "goal", "worst measured", "where", ""], rows)


def accuracy_text(results: dict[str, Any], part: str) -> str:
    functions = results["accuracy"]["functions"]
    columns = [by for by in LIBRARIES if any(by in functions[f][part] for f in FUNCTIONS)]
    rows = []
    for f in FUNCTIONS:
        row = [TITLES[f]]
        for by in columns:
            e = functions[f][part].get(by)
            row.append(f"{error(e['max to 10'])} · {error(e['max'])} ({error(e['rms to 10'])})" if e else "")
        rows.append(row)
    return table(["", *(LIBRARIES[by] for by in columns)], rows)


def near_zeros_text(results: dict[str, Any]) -> str:
    functions = results["accuracy"]["functions"]
    names = [f for f in FUNCTIONS if functions[f]["zeros of the derivative"]]
    columns = [by for by in LIBRARIES if by in functions[names[0]]["slope"]]
    rows = []
    for f in names:
        zero = exact_text(f"{functions[f]['zeros of the derivative'][0]:.6f}")
        errors = [functions[f]["slope"][by]["near zeros, 2^-53"] for by in columns]
        rows.append([TITLES[f], zero, *(error(value) for value in errors)])
    return table(["", "zero of f′ at", *(LIBRARIES[by] for by in columns)], rows)


def better_text(results: dict[str, Any]) -> str:
    """Where somebody else has a smaller greatest error than we have."""
    functions = results["accuracy"]["functions"]
    found = []
    for f in FUNCTIONS:
        mine = functions[f]["value"]["ours"]["max"]
        others = {by: e["max"] for by, e in functions[f]["value"].items() if by != "ours" and e["max"] is not None}
        names = [f"{LIBRARIES[by]} {number(value)}" for by, value in others.items() if value < mine]
        if names:
            found.append(f"{TITLES[f]} (ours {number(mine)}): {', '.join(names)}")
    if not found:
        return "No other library has a smaller greatest error for any of these functions."
    return "Others are more accurate than ours over all doubles in these values: " + "; ".join(found) + "."


def softmax_text(results: dict[str, Any]) -> str:
    softmax = results["accuracy"]["softmax"]
    columns = [by for by in LIBRARIES if any(by in per for data in softmax.values() for per in data.values())]
    rows = []
    for name, data in softmax.items():
        for rows_name, per in data.items():
            cells = [f"{error(per[by]['max'])} ({error(per[by]['rms'])})" if by in per else "" for by in columns]
            rows.append([f"{TITLES[name]} of {rows_name}", *cells])
    return table(["", *(LIBRARIES[by] for by in columns)], rows)


def thresholds_text(results: dict[str, Any]) -> str:
    kinds = {"one": "is 1 from", "zero": "is 0 up to", "minusOne": "is −1 up to", "identity": "is x from"}
    rows = []
    for one in results["accuracy"]["thresholds"]:
        row = [f"{TITLES[one['function']]} {kinds[one['kind']]}"]
        row += [exact_text(repr(one[key])) for key in ("double", "exact double")]
        row += [exact_text(one[key]) for key in ("float", "exact float")]
        rows.append(row)
    return table(["", "ours, double", "correctly rounded", "ours, rounded to float", "correctly rounded"], rows)


def java_text(results: dict[str, Any], jdk: str) -> str:
    times = java_times(results, jdk)
    columns = [by for by in LIBRARIES if by != "ours" and any(key[2] == by for key in times)]
    rows = []
    for f in TITLES:
        row = [TITLES[f], " · ".join(f"{times[f, 'value', 'ours', n]:.2f}" for n in LENGTHS)]
        for by in columns:
            known = (f, "value", by, 1_000) in times
            ratios = [times[f, "value", by, n] / times[f, "value", "ours", n] for n in LENGTHS] if known else []
            row.append(" · ".join(number(ratio) for ratio in ratios))
        rows.append(row)
    return table([f"JDK {jdk}", "ours, ns", *(f"{LIBRARIES[by]} / ours" for by in columns)], rows)


def both_text(results: dict[str, Any]) -> str:
    jdks = [*results["functions-java"]["times"]]
    rows = []
    for f in FUNCTIONS:
        row = [TITLES[f]]
        for jdk in jdks:
            times = java_times(results, jdk)
            both = [times[f, "both", "ours", n] for n in LENGTHS]
            row.append(" · ".join(f"{t:.2f}" for t in both))
            for part, by in (("separate", "ours"), ("both", "math")):
                row.append(" · ".join(number(times[f, part, by, n] / t) for n, t in zip(LENGTHS, both)))
        rows.append(row)
    head = [h for jdk in jdks for h in (f"JDK {jdk}: one call, ns", "two calls / one", "`Math`, one loop / one")]
    return table(["", *head], rows)


def peers_text(results: dict[str, Any]) -> str:
    entries = results["functions-peers"]["times"]
    mine = own(entries[0])
    rows = []
    for entry in entries:
        row = [TITLES[entry["function"]], LENGTHS[entry["n"]], *(f"{entry[by]['ns']:.2f}" for by in mine)]
        for peer in ("scipy", "torch"):
            best = entry[peer][0]["ns"]
            row += [f"{best:.2f}", " · ".join(number(best / entry[by]["ns"]) for by in mine)]
        rows.append(row)
    jdks = " · ".join(by.removeprefix("ours, ") for by in mine)
    head = ["", "n", *(f"{by}, ns" for by in mine)]
    for peer in ("scipy", "torch"):
        head += [f"{LIBRARIES[peer]}, ns", f"{LIBRARIES[peer]} / ours ({jdks})"]
    return table(head, rows)


def forms_text(results: dict[str, Any]) -> str:
    """What of the other libraries was measured, and what is faster but overflows."""
    fastest: dict[tuple[str, str], dict[str, Any]] = {}
    lines = []
    for entry in results["functions-peers"]["times"]:
        for peer in ("scipy", "torch"):
            forms = entry[peer]
            fastest.setdefault((entry["function"], peer), {})[LENGTHS[entry["n"]]] = forms[0]["form"]
            for form in forms:
                if form["overflows"] and form["ns"] < forms[0]["ns"]:
                    ratio = number(form["ns"] / entry[own(entry)[0]]["ns"])
                    lines.append(
                        f"- `{form['form']}` takes {form['ns']:.2f} ns at n = {LENGTHS[entry['n']]}, "
                        f"{ratio} times as long as ours ({own(entry)[0].removeprefix('ours, ')}), but overflows for large x."
                    )
    rows = []
    for f in TITLES:
        cells = []
        for peer in ("scipy", "torch"):
            forms = fastest[f, peer]
            same = len(set(forms.values())) == 1
            cells.append(f"`{forms['10³']}`" if same else "; ".join(f"{n}: `{form}`" for n, form in forms.items()))
        rows.append([TITLES[f], *cells])
    text = table(["", LIBRARIES["scipy"], LIBRARIES["torch"]], rows)
    return text + ("\n\nFaster, but not counted:\n\n" + "\n".join(lines) if lines else "")


def traps_text(results: dict[str, Any]) -> str:
    versions = results["traps"]["versions"]
    names = {"torch": "PyTorch", "smile": "Smile", "hipparchus": "Hipparchus", "commons-math3": "commons-math3"}
    names |= {"scipy": "SciPy", "textbook": "textbook"}
    rows = []
    for row in results["traps"]["traps"]:
        who = f"{names[row['by']]} {versions.get(names[row['by']], '')}".strip()
        numbers = [exact_text(row[key]) for key in ("input", "output", "right", "ours")]
        rows.append([who, row["call"].replace("|", "\\|"), *numbers, number_of_ulps(row["ours off, ulp"])])
    return table(["library", "call", "input", "output", "right", "ours", "ours off, ulp"], rows)


def number_of_ulps(value: float | None) -> str:
    return "NaN, ∞" if value is None else "0" if value == 0 else f"{value:.2g}"


def special_text(results: dict[str, Any]) -> str:
    rows = []
    for by, entry in results["traps"]["special values"].items():
        kinds: dict[str, list[str]] = {}
        for row in entry["wrong"]:
            what = TITLES[row["function"]] + ("′" if row["part"] == "slope" else "")
            kinds.setdefault(exact_text(row["x"]), []).append(what)
        examples = "; ".join(f"at {x}: {', '.join(sorted(set(names)))}" for x, names in kinds.items())
        rows.append([LIBRARIES[by], str(entry["checked"]), str(len(entry["wrong"])), examples])
    return table(["", "checked", "wrong", "where"], rows)


def text(results: dict[str, Any]) -> str:
    accuracy, java = results["accuracy"], results["functions-java"]
    peers, traps = results["functions-peers"], results["traps"]
    points = [entry["points"] for entry in accuracy["functions"].values()]
    java_tables = "\n\n".join(java_text(results, jdk) for jdk in java["times"])
    return f"""# How accurate and how fast the functions are

This file is written by `lib/benchmark/numerics.py` from the results in `lib/benchmark/results`; a test compares the two.
`lib/benchmark/measure.py` measures everything anew; the program under each table makes its numbers alone.
`lib/benchmark/requirements.txt` says how to make the environment for them.

An **ulp**, a unit in the last place, is the distance from one double to the next. An error of ½ ulp is the best that a
double can do; an error of 2⁵² ulp leaves no digit right.

## What is promised

Values and derivatives keep their digits for every input, from the least double to the greatest, and at infinities
they are the limits. The bits are the same on JDK 17 and 25, in the interpreter and in compiled code, for one number and
for an array; the tests of this module hold all functions to that. Arrays are computed several numbers at a time, by
plain Java that the compiler turns into vector instructions.

{goals_text(results)}

Speed is a ratio of times: above 1 ours is faster. The worst of both lengths and of both JDKs is shown.

## How it works

Every function rests on one exponential, which hands out e^a as 2^k·(1 + q) with the two parts apart
(`activationlab.numeric.Exp`). Keeping them apart saves the digits: 1 + e^a becomes (1 + 2^k) + 2^k·q, in which e^a
itself is never rounded. Java's compiler turns a loop into vector instructions if it neither branches nor calls anything
and uses one index for all arrays, and the one step it cannot turn, moving k into the exponent of a double, has a short
loop of its own. Inputs so far out that 2^k or its square would overflow are noticed in that loop, and their block of the array is
computed again one by one, so that ordinary inputs pay nothing for them. Only operations that Java defines to the last bit are used, and `value(x)` runs
the same ones as the array form.

## Accuracy

Greatest error in ulp on [−10, 10] · over all doubles, and in brackets the root mean square on [−10, 10]. "None right"
means that no digit is right somewhere, "NaN, ∞" that one of these stands in place of a finite number. Results
below 2.2e−308 are left out. `Math` is what a careful programmer writes with `java.lang.Math` (`MathLoops.java`),
"textbook" the formula as printed (`TextbookLoops.java`); all are measured at the same {min(points)} to {max(points)} points, among
which are those where ours are worst.

Values:

{accuracy_text(results, "value")}

{better_text(results)}

Derivatives; PyTorch's are those of its backward pass:

{accuracy_text(results, "slope")}

Within 0.05 of a zero of the derivative, where ulps say nothing about others: greatest absolute error in 2⁻⁵³.

{near_zeros_text(results)}

Softmax: greatest error in ulp over all entries, and the root mean square.

{softmax_text(results)}

{source(accuracy)}

## Thresholds

Where a function reaches a value, found by bisection. "Correctly rounded" is what the exact function, rounded once, would
do. A result that is off by an ulp, which the accuracy above allows, gets there earlier, and may fall short again further on:
Mish, for one, may be an ulp off x up to 37.43, where 2e^−x is lost beside 1.

{thresholds_text(results)}

{source(accuracy)}

## Speed in Java

Nanoseconds per input, and how many times as long others take, for n = 10³ · n = 10⁶; medians of {java['rounds']} JVMs, in each of
which all functions run. Inputs are {java['inputs']}; softmax runs over rows of {peers['softmax rows']}.

{java_tables}

Value and derivative, as training needs them, in one call (`applyWithDerivative`) and in two (`apply`, and `apply` of
`slope()`):

{both_text(results)}

{source(java)}

## Speed beside NumPy, SciPy and PyTorch

Nanoseconds per input with one thread, medians of {peers['rounds']} rounds taken in turns. Above 1 ours is faster.

{peers_text(results)}

What was measured of the others: the fastest of the forms in `peers.py` that do not overflow. x is the input, y an array for
the results.

{forms_text(results)}

{source(peers)}

## Wrong answers

Single calls whose result is wrong, with the right answer and ours.

{traps_text(results)}

Every function and derivative at infinities, NaN, ±0, ±4.9e−324, ±1e−310, −710, −740, ±1000, ±1e155 and ±1e300. Wrong means
less than 12 digits right, or not the limit; the sign of a zero is not looked at. A prime marks derivatives.

{special_text(results)}

{source(traps)}
"""


def main() -> None:
    results = read()
    TARGET.write_text(text(results), encoding="utf-8", newline="\n")
    for goal in goals(results):
        print(f"{goal.name:60}{'≥' if goal.at_least else '≤'} {goal.bound:<6g}{number(goal.measured):>9}  {'met' if goal.met else 'NOT MET'}  {goal.where}")
    print(f"written to {TARGET.relative_to(HERE.parents[1])}")


if __name__ == "__main__":
    main()
