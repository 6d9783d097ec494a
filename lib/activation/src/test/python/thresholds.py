"""Prints the thresholds of the catalogue: from where on a function, correctly rounded, is its limit or x itself.

mpmath computes with 60 digits. From the top folder (any Python 3.10 or newer):

    python -m pip install mpmath==1.4.1
    python lib/activation/src/test/python/thresholds.py

The output is the table in FactsTest.java: name, parameter, end, what happens there, threshold. The functions are those of
`reference.py`. A threshold is the double nearest to 0 from which on, outwards, f differs from its limit ("constant") or
from x ("identity") by at most half the distance to the next double on that side.
"""

import math
from collections.abc import Callable

import mpmath
from mpmath import exp, log1p, mpf

mpmath.mp.dps = 60

LEAST = mpf(2) ** -1074
LAMBDA_ALPHA = mpf("1.0507009873554804934193349852946") * mpf("1.6732632423543772848170429916717")


def sigmoid(u: mpf) -> mpf:
    return 1 / (1 + exp(-u))


def normal(x: mpf) -> mpf:
    return mpmath.erfc(-x / mpmath.sqrt(2)) / 2


def gelu_exponent(x: mpf) -> mpf:
    return 2 * mpmath.sqrt(2 / mpmath.pi) * (x + mpf("0.044715") * x**3)


def mish_gap(x: mpf) -> mpf:
    """1 - tanh(log(1 + e^x))."""
    return 2 / (1 + (1 + exp(x)) ** 2)


def below(y: float) -> mpf:
    """From y to the next double towards 0."""
    return mpf(y) - mpf(math.nextafter(y, 0))


def above(y: float) -> mpf:
    return mpf(math.ulp(y))


def least(distance: Callable[[mpf], mpf], gap: Callable[[float], mpf], low: float, high: float) -> float:
    """The least double in (low, high] from which on distance(x) is at most half of gap(x)."""
    while math.nextafter(low, high) < high:
        middle = low + (high - low) / 2
        if 2 * distance(mpf(middle)) <= gap(middle):
            high = middle
        else:
            low = middle
    return high


def to_zero(x: float) -> mpf:
    return LEAST


def show(name: str, parameter: float | None, end: str, what: str, threshold: float) -> None:
    sign = -1 if end == "left" else 1
    print(f"{name}, {'' if parameter is None else parameter}, {end}, {what}, {sign * threshold!r}")


def main() -> None:
    show("sigmoid", None, "left", "constant", least(lambda x: sigmoid(-x), to_zero, 700, 800))
    show("sigmoid", None, "right", "constant", least(lambda x: sigmoid(-x), lambda x: below(1), 30, 50))
    for end in ("left", "right"):
        show("tanh", None, end, "constant", least(lambda x: 2 * sigmoid(-2 * x), lambda x: below(1), 10, 30))
    show("log-sigmoid", None, "left", "identity", least(lambda x: log1p(exp(-x)), above, 30, 40))
    show("log-sigmoid", None, "right", "constant", least(lambda x: log1p(exp(-x)), to_zero, 700, 800))
    # To the left of 0 nothing happens; the square of a positive number is 0 up to here.
    limit = least(lambda x: LEAST - x * x, to_zero, 1e-162, 2e-162)
    print("squared ReLU, , left, constant,", repr(math.nextafter(limit, 0)))
    for beta in (1.0, 0.01, 0.7, 2.0, 10.0):
        tail = lambda x: log1p(exp(-beta * x)) / beta  # noqa: E731
        show("softplus", beta, "left", "constant", least(tail, to_zero, 30 / beta, 900 / beta))
        show("softplus", beta, "right", "identity", least(tail, above, 30 / beta, 50 / beta))
    for beta in (1.0, 0.01, 0.3, 2.0, 10.0):
        gate = lambda x: x * sigmoid(-beta * x)  # noqa: E731
        show("Swish", beta, "left", "constant", least(gate, to_zero, 30 / beta, 900 / beta))
        show("Swish", beta, "right", "identity", least(gate, below, 30 / beta, 50 / beta))
    for name, gate, low, middle, high in (
        ("GELU", lambda x: x * normal(-x), 5, 20, 50),
        ("GELU (tanh)", lambda x: x * sigmoid(-gelu_exponent(x)), 5, 15, 30),
        ("GELU (sigmoid)", lambda x: x * sigmoid(-mpf(1.702) * x), 15, 50, 600),
    ):
        show(name, None, "left", "constant", least(gate, to_zero, middle, high))
        show(name, None, "right", "identity", least(gate, below, low, middle))
    show("Mish", None, "left", "constant", least(lambda x: x * mpmath.tanh(log1p(exp(-x))), to_zero, 700, 800))
    show("Mish", None, "right", "identity", least(lambda x: x * mish_gap(x), below, 10, 30))
    for alpha in (1.0, 0.5, 0.7, 2.5):
        show("ELU", alpha, "left", "constant", least(lambda x: alpha * exp(-x), lambda x: below(alpha), 30, 50))
        celu = least(lambda x: alpha * exp(-x / alpha), lambda x: below(alpha), 30 * alpha, 50 * alpha)
        show("CELU", alpha, "left", "constant", celu)
    # SELU's limit is not a double: it is rounded to the limit where it passes the middle to the next double.
    level = float(LAMBDA_ALPHA)
    rounded_off = 2 * (LAMBDA_ALPHA - mpf(level))
    selu = least(lambda x: LAMBDA_ALPHA * exp(-x), lambda x: below(level) + rounded_off, 30, 50)
    show("SELU", None, "left", "constant", selu)


main()
