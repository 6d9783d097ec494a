"""Writes the reference values that the tests compare with: 25 digits of each function and of its derivative.

mpmath computes with 80 digits. The formulas lose a few of them where terms cancel: nearly 20 in the derivatives next to
their zeros, so at least 60 are right everywhere. From the top folder (any Python 3.10 or newer):

    python -m pip install mpmath==1.4.1
    python lib/activation/src/test/python/reference.py              # the files in src/test/resources, half a minute
    python lib/activation/src/test/python/reference.py --long 20    # 20 times the random points, in target/reference

The same points and the same text come out on every run; commit the result of the first form. AccuracyTable.java
prints the table of errors from either, and `search.py` finds the points in hard.csv, where the library is worst.

What the functions are, exactly (every parameter and every constant that is a double in the library's interface is that
double here, to its last bit):

    softplus-b    max(x, 0) + log1p(e^(-b|x|)) / b      b = 1, 2 and the double next to 0.7
    swish-b       x sigmoid(b x)                        b = 1 (SiLU), the doubles next to 0.3 and 1.702 (GELU, sigmoid form)
    gelu          x Phi(x), Phi the normal distribution
    geluTanh      x (1 + tanh(c (x + 0.044715 x^3))) / 2 with the real number c = sqrt(2 / pi) and 0.044715 = 44715 / 10^6:
                  the function of the paper, not one with rounded constants
    selu          lambda x, lambda alpha (e^x - 1) with the real numbers lambda and alpha that make mean 0 and variance 1
                  a fixed point (Klambauer et al. 2017, equation 14); their doubles would be other functions
    elu-a, celu-a alpha as given; at the kink x = 0 the derivative is that from the left
"""

import argparse
import csv
import functools
import math
import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import mpmath
from mpmath import mpf

mpmath.mp.dps = 80

HERE = Path(__file__).parent
TARGET = HERE.parent / "resources" / "activationlab" / "function" / "reference"
LONG_TARGET = HERE.parents[2] / "target" / "reference"
HARD = HERE / "hard.csv"

# Ends of the range of doubles, of exp, and of the places where a result becomes 1, 0, x or subnormal, or where one way of
# computing it ends and another begins; used with both signs and with both neighbours.
EDGES = [
    4.9e-324, 1e-310, 2.2250738585072014e-308, 1e-300, 1e-154, 1e-20, 1.1102230246251565e-16, 2.220446049250313e-16,
    1e-8, 1.4901161193847656e-08, 0.5, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 8.2, 8.2126862, 8.3, 10.0, 15.0, 16.0,
    18.0, 18.7154, 18.7954879, 18.990341, 19.0, 19.061547465398498, 20.0, 21.0, 22.0, 27.0, 33.27106466687738, 36.0,
    36.7368005696771, 36.8787, 37.0, 37.42994775023705, 37.5, 38.0, 38.4, 38.5, 38.58014, 39.0, 40.0, 45.0,
    88.3, 88.7, 89.0, 128.0, 176.0, 177.0, 177.1, 177.5, 178.0, 187.0, 256.0, 354.0, 354.4, 354.9, 355.0, 370.0, 372.5,
    373.0, 512.0, 531.4, 708.0, 708.3964185322641, 709.0, 709.782712893384, 709.79, 710.0, 740.0, 744.0, 745.0,
    745.1332191019411, 745.14, 746.0, 750.0, 752.0, 1000.0, 1024.0, 1e5, 1e10, 1e103, 1e155, 1e300,
    1.7976931348623157e308,
]


def sigmoid(x: mpf) -> mpf:
    t = mpmath.exp(-abs(x))
    return (1 if x >= 0 else t) / (1 + t)


def sigmoid_slope(x: mpf) -> mpf:
    t = mpmath.exp(-abs(x))
    return t / (1 + t) ** 2


def log_sigmoid(x: mpf) -> mpf:
    return -softplus(mpf(1), -x)


def tanh_slope(x: mpf) -> mpf:
    t = mpmath.exp(-2 * abs(x))
    return 4 * t / (1 + t) ** 2


def softplus(beta: mpf, x: mpf) -> mpf:
    return max(x, mpf(0)) + mpmath.log1p(mpmath.exp(-beta * abs(x))) / beta


def softplus_slope(beta: mpf, x: mpf) -> mpf:
    return sigmoid(beta * x)


def swish(beta: mpf, x: mpf) -> mpf:
    return x * sigmoid(beta * x)


def swish_slope(beta: mpf, x: mpf) -> mpf:
    u = beta * x
    return sigmoid(u) * (1 + u * sigmoid(-u))


def normal(x: mpf) -> mpf:
    # Below -1e4 the result is less than 10^(-2e7).
    return mpmath.erfc(-x / mpmath.sqrt(2)) / 2 if x > -10000 else mpf(0)


def gelu(x: mpf) -> mpf:
    return x * normal(x)


def gelu_slope(x: mpf) -> mpf:
    return normal(x) + x * mpmath.exp(-x * x / 2) / mpmath.sqrt(2 * mpmath.pi)


CUBIC = mpf(44715) / 10**6


def gelu_tanh_exponent(x: mpf) -> mpf:
    return 2 * mpmath.sqrt(2 / mpmath.pi) * (x + CUBIC * x**3)


def gelu_tanh(x: mpf) -> mpf:
    # (1 + tanh z) / 2 is sigmoid(2z).
    return x * sigmoid(gelu_tanh_exponent(x))


def gelu_tanh_slope(x: mpf) -> mpf:
    w = gelu_tanh_exponent(x)
    steepness = 2 * mpmath.sqrt(2 / mpmath.pi) * (1 + 3 * CUBIC * x * x)
    return sigmoid(w) + x * steepness * sigmoid_slope(w)


def mish(x: mpf) -> mpf:
    # tanh(log(1 + w)) = n / (n + 2) with w = e^x, n = w (w + 2); from 1000 on the rest is less than 10^-868.
    if x > 1000:
        return x
    w = mpmath.exp(x)
    n = w * (w + 2)
    return x * n / (n + 2)


def mish_slope(x: mpf) -> mpf:
    if x > 1000:
        return mpf(1)
    w = mpmath.exp(x)
    n = w * (w + 2)
    return n / (n + 2) + x * 4 * w * (w + 1) / (n + 2) ** 2


def elu(alpha: mpf, x: mpf) -> mpf:
    return x if x > 0 else alpha * mpmath.expm1(x)


def elu_slope(alpha: mpf, x: mpf) -> mpf:
    return mpf(1) if x > 0 else alpha * mpmath.exp(x)


def celu(alpha: mpf, x: mpf) -> mpf:
    return x if x > 0 else alpha * mpmath.expm1(x / alpha)


def celu_slope(alpha: mpf, x: mpf) -> mpf:
    return mpf(1) if x > 0 else mpmath.exp(x / alpha)


def selu_constants() -> tuple[mpf, mpf]:
    """lambda and alpha, closed form; 1.0507009873554804934... and 1.6732632423543772848..."""
    e = mpmath.e
    half = mpmath.erfc(1 / mpmath.sqrt(2))
    alpha = mpmath.sqrt(2 / mpmath.pi) / (1 - half * mpmath.sqrt(e))
    inside = 2 * mpmath.erfc(mpmath.sqrt(2)) * e**2 + mpmath.pi * half**2 * e
    inside += -2 * (2 + mpmath.pi) * half * mpmath.sqrt(e) + mpmath.pi + 2
    scale = (1 - half * mpmath.sqrt(e)) * mpmath.sqrt(2 * mpmath.pi) / mpmath.sqrt(inside)
    return scale, alpha


LAMBDA, ALPHA = selu_constants()


def selu(x: mpf) -> mpf:
    return LAMBDA * elu(ALPHA, x)


def selu_slope(x: mpf) -> mpf:
    return LAMBDA * elu_slope(ALPHA, x)


@dataclass(frozen=True)
class Function:
    name: str
    value: Callable[[mpf], mpf]
    slope: Callable[[mpf], mpf]
    # Factors c for which e^(c x) is what the function is made of.
    factors: tuple[float, ...] = (1.0,)
    # About where f' and f'' are zero; at 0 all functions have their points.
    extrema: tuple[float, ...] = ()
    inflections: tuple[float, ...] = ()
    # Other places where the exponent passes (k + 1/2) ln 2.
    bends: Callable[[mpf], Iterable[mpf]] = lambda exponent: ()

    def special(self) -> list[mpf]:
        """Zeros of f' and f'', with all digits."""
        zeros = [mpmath.findroot(self.slope, mpf(guess)) for guess in self.extrema]
        zeros += [mpmath.findroot(lambda x: mpmath.diff(self.slope, x), mpf(guess)) for guess in self.inflections]
        return zeros


def with_beta(kind: str, value: Callable, slope: Callable, beta: float, **places: tuple[float, ...]) -> Function:
    scaled = {key: tuple(u / beta for u in us) for key, us in places.items()}
    bound = [functools.partial(f, mpf(beta)) for f in (value, slope)]
    return Function(f"{kind}-{beta:g}", *bound, factors=(beta,), **scaled)


def gelu_bends(exponent: mpf) -> Iterable[mpf]:
    if exponent < 0:
        yield mpmath.sqrt(-2 * exponent)
        yield -mpmath.sqrt(-2 * exponent)


def gelu_tanh_bends(exponent: mpf) -> Iterable[mpf]:
    guess = exponent / mpf("1.6") if abs(exponent) < 4 else mpmath.sign(exponent) * mpmath.cbrt(abs(exponent) / mpf("0.0714"))
    yield mpmath.findroot(lambda x: gelu_tanh_exponent(x) - exponent, guess)


SILU_PLACES = {"extrema": (-1.27846454,), "inflections": (-2.39935728, 2.39935728)}

FUNCTIONS = [
    Function("sigmoid", sigmoid, sigmoid_slope),
    Function("logSigmoid", log_sigmoid, lambda x: sigmoid(-x)),
    Function("tanh", mpmath.tanh, tanh_slope, factors=(2.0,)),
    *(with_beta("softplus", softplus, softplus_slope, beta) for beta in (1.0, 2.0, 0.7)),
    *(with_beta("swish", swish, swish_slope, beta, **SILU_PLACES) for beta in (1.0, 1.702, 0.3)),
    Function("gelu", gelu, gelu_slope, extrema=(-0.75179152,), inflections=(-1.414213, 1.414213), bends=gelu_bends),
    Function(
        "geluTanh", gelu_tanh, gelu_tanh_slope, extrema=(-0.75246142,), inflections=(-1.41, 1.41), bends=gelu_tanh_bends
    ),
    Function("mish", mish, mish_slope, factors=(1.0, 2.0), extrema=(-1.19243121,), inflections=(-2.2564, 1.4906)),
    *(
        Function(f"elu-{alpha:g}", functools.partial(elu, mpf(alpha)), functools.partial(elu_slope, mpf(alpha)))
        for alpha in (1.0, 0.5)
    ),
    Function("selu", selu, selu_slope),
    *(
        Function(
            f"celu-{alpha:g}",
            functools.partial(celu, mpf(alpha)),
            functools.partial(celu_slope, mpf(alpha)),
            factors=(1 / alpha,),
        )
        for alpha in (0.5, 2.0, 0.7)
    ),
]


def ulps(x: float, steps: int) -> float:
    for _ in range(abs(steps)):
        x = math.nextafter(x, math.copysign(math.inf, steps))
    return x


def hard(name: str) -> set[float]:
    if not HARD.exists():
        return set()
    with open(HARD, encoding="utf-8", newline="") as file:
        rows = csv.DictReader(line for line in file if not line.startswith("#"))
        return {float(row["x"]) for row in rows if row["function"] == name}


def points(function: Function, times: int = 1) -> list[float]:
    """Every point, ascending."""
    rng = random.Random(20260101)
    chosen = {0.0}
    for edge in EDGES:
        for x in {edge, *(edge / factor for factor in function.factors)}:
            if math.isfinite(x):
                near = (math.nextafter(x, 0.0), x, math.nextafter(x, math.inf))
                chosen.update(sign * y for y in near for sign in (-1, 1) if math.isfinite(y))
    for reach, count in ((3, 500), (10, 800), (40, 250), (180, 120), (750, 150)):
        # One point in each of so many equal parts, so that there are no gaps.
        count *= times
        chosen.update(reach * (2 * (part + rng.random()) / count - 1) for part in range(count))
    for exponent in range(-323, 309, 1 if times > 1 else 7):
        for sign in (-1, 1):
            chosen.add(sign * rng.uniform(1, 1.79) * 10.0**exponent)
    for _ in range(80 * times):
        chosen.add(rng.choice((-1, 1)) * 10.0 ** rng.uniform(-20, 0))
    for place in function.special():
        nearest = float(place)
        for size in (0, 1, 2, 3, 5, 10, 30, 100, 300, 1000):
            chosen.update(ulps(nearest, sign * size) for sign in (-1, 1))
        for exponent in range(-12, -1):
            for digit in (1, 3):
                chosen.update(nearest + sign * digit * rng.uniform(0.9, 1.1) * 10.0**exponent for sign in (-1, 1))
        chosen.update(rng.uniform(nearest - 0.06, nearest + 0.06) for _ in range(60 * times))
    # Where the whole number k in e^a = 2^k e^r changes, r is greatest: on both sides of it.
    ks = range(-60, 60) if times > 1 else [*range(-12, 12), *range(-60, 60, 6)]
    for k in ks:
        exponent = (mpf(k) + mpf(1) / 2) * mpmath.ln(2)
        for place in [*(exponent / factor for factor in function.factors), *function.bends(exponent)]:
            nearest = float(place)
            chosen.update((nearest, math.nextafter(nearest, -math.inf), math.nextafter(nearest, math.inf)))
    assert all(math.isfinite(x) for x in chosen)
    return sorted(chosen | hard(function.name))


def text(value: mpf) -> str:
    """25 digits: enough to tell a hundred-millionth of an ulp."""
    # The least double is 4.9e-324; what is far below is 0 for every test, and Java's BigDecimal is spared its exponent.
    return mpmath.nstr(value, 25) if abs(value) > mpf("1e-340") else "0.0"


def write(function: Function, folder: Path, times: int) -> int:
    chosen = points(function, times)
    lines = [
        f"# {function.name}: reference values, 25 digits. x is the double that this text reads as.",
        f"# Made by src/test/python/reference.py with mpmath {mpmath.__version__} at {mpmath.mp.dps} digits.",
        "x,value,slope",
    ]
    for x in chosen:
        lines.append(",".join([repr(x), text(function.value(mpf(x))), text(function.slope(mpf(x)))]))
    folder.mkdir(parents=True, exist_ok=True)
    with open(folder / f"{function.name}.csv", "w", encoding="utf-8", newline="\n") as file:
        file.write("\n".join(lines) + "\n")
    return len(chosen)


def main() -> None:
    parser = argparse.ArgumentParser(description="Writes the reference values of the functions.")
    parser.add_argument("--long", type=int, default=1, metavar="TIMES", help="so many times the random points")
    parser.add_argument("names", nargs="*", help="only these functions")
    arguments = parser.parse_args()
    for function in FUNCTIONS:
        if not arguments.names or function.name in arguments.names:
            count = write(function, TARGET if arguments.long == 1 else LONG_TARGET, arguments.long)
            print(f"{function.name}: {count} points")


if __name__ == "__main__":
    main()
