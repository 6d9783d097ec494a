"""Writes the reference values of the numeric package, computed with mpmath at 50 digits.

    python numeric.py DIRECTORY          # src/test/resources/activationlab/numeric

gauss-hermite.csv: nodes from 0 up and weights for N(0, 1). moments.csv: E[f(X)], E[f(X)^2] and E[f'(X)^2] for X from
N(m, s^2). Made with mpmath 1.4.1 on Python 3.11; numpy
gives the starting points of Newton's method only.
"""

import pathlib
import sys

import mpmath
import numpy
from mpmath import mpf

mpmath.mp.dps = 50


def hermite(n, x):
    """The orthonormal Hermite polynomials 0 .. n at x."""
    h = [mpf(1), x]
    for k in range(1, n):
        h.append((x * h[k] - mpmath.sqrt(k) * h[k - 1]) / mpmath.sqrt(k + 1))
    return h


def gauss_hermite():
    for n in (1, 2, 3, 5, 10, 51, 100, 200, 256):
        starts = sorted(abs(x) for x in numpy.polynomial.hermite_e.hermegauss(n)[0])[n % 2 :: 2]
        nodes = ([mpf(0)] if n % 2 else []) + [newton(n, mpf(x)) for x in starts]
        assert len(nodes) == (n + 1) // 2 and all(a < b for a, b in zip(nodes, nodes[1:]))
        weights = [1 / sum(h * h for h in hermite(n, x)[:n]) for x in nodes]
        assert abs(2 * sum(weights) - (weights[0] if n % 2 else 0) - 1) < mpf(10) ** -40
        for x, w in zip(nodes, weights):
            yield n, digits(x), digits(w)


def newton(n, x):
    for _ in range(8):
        h = hermite(n, x)
        x -= h[n] / (mpmath.sqrt(n) * h[n - 1])
    return x


def sigmoid(x):
    return 1 / (1 + mpmath.exp(-x))


def phi(x):
    return mpmath.exp(-x * x / 2) / mpmath.sqrt(2 * mpmath.pi)


# name, f, f', kinks
FUNCTIONS = [
    ("sigmoid", sigmoid, lambda x: sigmoid(x) * sigmoid(-x), []),
    ("tanh", mpmath.tanh, lambda x: 4 * sigmoid(2 * x) * sigmoid(-2 * x), []),
    ("softplus", lambda x: mpmath.log1p(mpmath.exp(x)), sigmoid, []),
    ("elu", lambda x: x if x > 0 else mpmath.expm1(x), lambda x: mpf(1) if x > 0 else mpmath.exp(x), [0]),
    ("relu", lambda x: max(x, mpf(0)), lambda x: mpf(x > 0), [0]),
    ("step", lambda x: mpf(x > 0), lambda x: mpf(0), [0]),
    ("hard tanh", lambda x: min(max(x, mpf(-1)), mpf(1)), lambda x: mpf(abs(x) < 1), [-1, 1]),
]
NORMALS = [(0, "0.01"), (0, "0.5"), (0, "1"), (0, "3"), (0, "10"), (0, "100"), (-2, "1"), (3, "0.2")]


def moments():
    mpmath.mp.dps = 30
    for name, f, slope, kinks in FUNCTIONS:
        for m, s in NORMALS:
            m, s = mpf(m), mpf(float(s))
            # Cuts where the density or the function is steep.
            places = [m + s * z for z in (-30, -12, -10, -9, -8, -5, -3, -2, -1, 0, 1, 2, 3, 5, 8, 9, 10, 12, 30)]
            places += kinks + [-100, -40, -20, -10, -5, -2, -1, 0, 1, 2, 5, 10, 20, 40, 100]
            cuts = sorted({p for p in map(mpf, places) if abs(p - m) <= 30 * s})

            def mean(g):
                return mpmath.quad(lambda x: g(x) * phi((x - m) / s) / s, cuts)

            yield name, digits(m), digits(s), *(
                # Integration of an odd function leaves something like 1e-38.
                digits(mean(g), zero=mpf(10) ** -28)
                for g in (f, lambda x: f(x) ** 2, lambda x: slope(x) ** 2)
            )


def digits(x, zero=0):
    return "0" if abs(x) <= zero else mpmath.nstr(x, 25, min_fixed=0, max_fixed=0)


def write(path, head, rows):
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.write(head + "\n")
        for row in rows:
            file.write(",".join(map(str, row)) + "\n")


if __name__ == "__main__":
    directory = pathlib.Path(sys.argv[1])
    write(directory / "gauss-hermite.csv", "points,node,weight", gauss_hermite())
    write(directory / "moments.csv", "function,mean,deviation,first,second,slope", moments())
