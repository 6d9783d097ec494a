"""Writes the reference values for softmax, log-softmax, cross-entropy, binary cross-entropy and the error function.

mpmath computes with 100 digits and 25 are written. From the top folder (any Python 3.10 or newer):

    python -m pip install mpmath==1.4.1
    python lib/activation/src/test/python/softmax_reference.py      # the files in src/test/resources, ten seconds

The same rows and the same text come out on every run. For each logit z_i = x_i / T of a row

    R_i = sum of e^(z_j - z_i) over all j other than i

is added up, and then

    softmax    p_i = 1 / (1 + R_i)
    log        log p_i = -log(1 + R_i)
    rest       1 - p_i = R_i / (1 + R_i)      the gradient of the cross-entropy is minus that in the target class

which has no cancellation and is not how the library does it. A logit of -inf has p = 0 and log p = -inf.

Long rows are not stored: both sides make them with the formula in long_row(), which is exact in doubles.
"""

import math
import random
from collections.abc import Iterator
from pathlib import Path

import mpmath
from mpmath import mpf

mpmath.mp.dps = 100

TARGET = Path(__file__).parents[1] / "resources" / "activationlab"
MINUS_INFINITY = -math.inf
DIGITS = 25
MADE_BY = f"# Made by src/test/python/softmax_reference.py with mpmath {mpmath.__version__} at {mpmath.mp.dps} digits.\n"


def text(value: mpf | float) -> str:
    if value == MINUS_INFINITY:
        return "-Infinity"
    if value == 0:
        return "0.0"
    return mpmath.nstr(mpf(value), DIGITS, strip_zeros=True, min_fixed=-4, max_fixed=18)


def double(x: float) -> str:
    return "-Infinity" if x == MINUS_INFINITY else repr(x)


def exponents(logits: list[float], temperature: float) -> list[mpf | None]:
    return [None if x == MINUS_INFINITY else mpf(x) / mpf(temperature) for x in logits]


def power(z: mpf) -> mpf:
    # Far below the range of doubles mpmath would still compute, slowly.
    return mpmath.exp(z) if z > -10000 else mpf(0)


def elements(logits: list[float], temperature: float) -> Iterator[tuple[mpf, mpf, mpf]]:
    zs = exponents(logits, temperature)
    for i, z in enumerate(zs):
        if z is None:
            yield mpf(0), MINUS_INFINITY, mpf(1)
            continue
        differences = [other - z for j, other in enumerate(zs) if j != i and other is not None]
        top = max(differences, default=mpf(0))
        if top > 10000:
            # p is 0 in doubles, and log(1 + R) is log R = top + log(sum of e^(d - top)).
            rest = mpmath.fsum(power(d - top) for d in differences)
            yield mpf(0), -(top + mpmath.log(rest)), mpf(1)
            continue
        rest = mpmath.fsum(power(d) for d in differences)
        yield 1 / (1 + rest), -mpmath.log1p(rest), rest / (1 + rest)


def log_sum_exp(logits: list[float], temperature: float) -> mpf:
    zs = [z for z in exponents(logits, temperature) if z is not None]
    zs.sort()
    top = zs.pop()
    return top + mpmath.log1p(mpmath.fsum(power(z - top) for z in zs))


def normal(rng: random.Random, deviation: float, n: int) -> list[float]:
    return [rng.gauss(0, deviation) for _ in range(n)]


def masked(rng: random.Random, n: int) -> list[float]:
    row = [MINUS_INFINITY if rng.random() < 0.4 else rng.gauss(0, 3) for _ in range(n)]
    row[rng.randrange(n)] = 1.0
    return row


# Where the library was worst among 26,000 random rows.
HARD = [
    (1.0, [
        -0.9396648374407613, 0.16289195556350047, -1.0693893685746236, -0.5841368122909122, -0.4726432896312269,
        0.19171483349015694, -0.37721748847450176, 0.21943060183603308, -0.7833107120393289, 0.11522249779257496,
    ]),
    (1.0, [
        -1.2355061710343629, 1.4311136230017387, 2.371021559945635, -0.28760679761187163, -0.00548940075388287,
        0.36408751279999707, 1.0502937569959152, 0.06282179967347892, -0.8957342775250264, -0.2044804705003719,
    ]),
    (1.0, [
        -2.943759429634976, -0.2559377277435928, -0.8879675813636072,
    ]),
    (1.0, [
        0.3211475451513159, -0.8365479915803007, -0.6046068964422755, -1.994948648309271, -0.19948015619089196,
        -0.3409570669408362, 0.3770303505062308, 1.5158960790974325, 0.4844550220899317, 0.9082688146121014,
    ]),
    (1.0, [
        17.357561850080696, -15.406982558461241, -5.35064533617597, 21.372492941383054, -25.05563287575126,
        -90.99535193170207, -18.091452622506853, 22.72202445140055, -36.06848607570967, 27.526683434576853,
    ]),
    (1.0, [
        2.1984286057764812, 0.07510975083675372, 2.7650497658619133,
    ]),
    (1.0, [
        20.390293807230535, 20.909971909211578,
    ]),
    (1.0, [
        3.8432596656299216, -3.221176411948849, 2.537556357919857,
    ]),
]


def rows() -> Iterator[tuple[str, float, list[float]]]:
    """Kind, temperature, logits."""
    rng = random.Random(20260101)
    for _ in range(120):
        yield "N(0 1)", 1.0, normal(rng, 1, 10)
    for _ in range(120):
        yield "N(0 30)", 1.0, normal(rng, 30, 10)
    for _ in range(40):
        yield "N(0 300)", 1.0, normal(rng, 300, 10)
    for _ in range(60):
        yield "masked", 1.0, masked(rng, 10)
    for row in ([1000.0, 1001.0], [-1000.0, -1001.0], [1e300, 1e300], [0.1, 0.2, 0.3], [1e16, 1e16 + 2], [0.0, -1e300],
                [-1.7e308, 1.7e308], [1e5, 1e5 + 1e-9, 1e5 - 1e-9]):
        yield "pairs", 1.0, row
    for _ in range(60):
        yield "two", 1.0, normal(rng, 20, 2)
    for distance in range(1, 746):
        yield "[0 -d]", 1.0, [0.0, -float(distance)]
    for _ in range(40):
        distance = rng.uniform(700, 746)
        yield "subnormal", 1.0, [0.0, -distance, -distance + rng.uniform(0, 2), -distance / 2]
    for n in (1, 2, 3, 7, 10, 49):
        yield "equal", 1.0, [rng.gauss(0, 10)] * n
    for temperature in (0.01, 0.1, 0.3, 0.7, 1.5, 3.0, 10.0):
        for _ in range(12):
            yield "temperature", temperature, normal(rng, 30 * temperature, 10)
        yield "temperature", temperature, normal(rng, 60 * temperature, 40)
    for temperature in (1e-323, 1e-310, 1e-200, 1e-150, 1e150, 1e300, 1.7e308):
        for _ in range(3):
            spread = min(temperature * 5, 8e307)
            yield "extreme temperature", temperature, [rng.uniform(-2, 2) * spread for _ in range(6)]
    yield "extreme temperature", 1.5, [-1.7e308, 1.7e308]
    yield "extreme temperature", 1.7e308, [-1.7e308, 1.7e308]
    yield "extreme temperature", 5e-324, [0.0, 5e-324, 1.5e-323, 1e308]
    yield "extreme temperature", 5e-324, [0.0, 5e-324, 1.5e-323]
    for _ in range(2):
        yield "300", 1.0, normal(rng, 3, 300)
        yield "300", 1.0, normal(rng, 100, 300)
    for temperature, row in HARD:
        yield "hard", temperature, row


LONG_ROWS = [(n, scale) for n in (255, 256, 257, 1000, 100_000) for scale in (1.0, 8.0, 300.0)]


def long_row(n: int, scale: float) -> list[float]:
    """Numbers between -scale and scale, the same in Java; the products are exact in doubles."""
    return [((i * 2654435761) % 2**32 - 2**31) / 2**31 * scale for i in range(n)]


def write_rows(path: Path) -> None:
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.write(f"# Softmax: reference values, {DIGITS} digits. One logit a line; row numbers tell rows apart.\n")
        file.write(MADE_BY)
        file.write("row,kind,temperature,logit,softmax,log,rest,logSumExp\n")
        for number, (kind, temperature, logits) in enumerate(rows()):
            # 0 + log(1 + e^-745) needs more digits.
            with mpmath.workdps(450):
                total = text(log_sum_exp(logits, temperature))
            for logit, (p, log, rest) in zip(logits, elements(logits, temperature)):
                file.write(f"{number},{kind},{temperature!r},{double(logit)},{text(p)},{text(log)},{text(rest)},{total}\n")


def write_long_rows(path: Path) -> None:
    rng = random.Random(20260102)
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.write(f"# Softmax of long rows: reference values, {DIGITS} digits, of some elements.\n")
        file.write(MADE_BY)
        file.write("n,scale,place,softmax,log,rest,logSumExp\n")
        for n, scale in LONG_ROWS:
            logits = long_row(n, scale)
            top = mpf(max(logits))
            powers = [power(mpf(x) - top) for x in logits]
            total = mpmath.fsum(powers)
            order = sorted(range(n), key=lambda i: -logits[i])
            places = sorted({*order[:5], order[-1], 0, n - 1, *(rng.randrange(n) for _ in range(60))})
            for place in places:
                p = powers[place] / total
                log = mpf(logits[place]) - top - mpmath.log(total)
                others = (total - powers[place]) / total
                row = (p, log, others, top + mpmath.log(total))
                file.write(f"{n},{scale!r},{place}," + ",".join(text(value) for value in row) + "\n")


def binary_points() -> Iterator[tuple[float, float]]:
    rng = random.Random(20260103)
    targets = [0.0, 1.0, 0.5, 0.1, 0.9, 1e-20, 1 - 2**-53]
    logits = [0.0, 5e-324, 1e-300, 1e-17, 1e-5, 0.5, 1.0, 18.0, 36.0, 37.0, 37.5, 40.0, 176.0, 177.5, 200.0, 700.0, 709.0,
              720.0, 745.0, 746.0, 1000.0, 1e100, 1.7e308]
    for logit in logits:
        for sign in (1, -1):
            for target in targets:
                yield sign * logit, target
    for reach in (1, 5, 40, 750):
        for _ in range(120):
            target = rng.choice([0.0, 1.0, rng.random(), rng.random()])
            yield rng.uniform(-reach, reach), target


def binary(x: mpf, t: mpf) -> tuple[mpf, mpf]:
    rest = power(-abs(x))
    sigmoid = 1 / (1 + rest) if x > 0 else rest / (1 + rest)
    opposite = rest / (1 + rest) if x > 0 else 1 / (1 + rest)
    # t (sigmoid - 1) + (1 - t) sigmoid, with sigmoid - 1 not rounded
    gradient = (1 - t) * sigmoid - t * opposite
    return max(x, mpf(0)) * (1 - t) + max(-x, mpf(0)) * t + mpmath.log1p(rest), gradient


def write_binary(path: Path) -> None:
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.write(f"# Binary cross-entropy of a logit and a target: reference values, {DIGITS} digits.\n")
        file.write(MADE_BY)
        file.write("logit,target,value,gradient\n")
        for logit, target in binary_points():
            # e^-745 beside 1 needs more digits.
            with mpmath.workdps(450):
                value, gradient = binary(mpf(logit), mpf(target))
                file.write(f"{logit!r},{target!r},{text(value)},{text(gradient)}\n")


def write_erf(path: Path) -> None:
    rng = random.Random(20260104)
    xs = {0.0, 5e-324, 1e-310, 1e-300, 1e-20, 1e-8, 0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 5.5}
    xs |= {5.8, 5.9, 5.921587, 6.0, 6.5, 10.0}
    xs |= {rng.uniform(0, reach) for reach in (1, 3, 6) for _ in range(150)}
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.write(f"# The error function: reference values, {DIGITS} digits.\n")
        file.write(MADE_BY)
        file.write("x,erf\n")
        for x in sorted(xs):
            file.write(f"{x!r},{text(mpmath.erf(mpf(x)))}\n")


if __name__ == "__main__":
    softmax = TARGET / "softmax"
    naive = TARGET / "naive"
    softmax.mkdir(parents=True, exist_ok=True)
    naive.mkdir(parents=True, exist_ok=True)
    write_rows(softmax / "rows.csv")
    write_long_rows(softmax / "long.csv")
    write_binary(softmax / "binary.csv")
    write_erf(naive / "erf.csv")
