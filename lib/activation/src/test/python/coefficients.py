"""Finds the constants of the arithmetic with 50 digits and compares them with those in the Java sources.

Usage, in any environment that has mpmath:

    python -m pip install mpmath==1.4.1
    python lib/activation/src/test/python/coefficients.py

It prints every polynomial with its greatest error, and then what differs from the sources, which should be nothing.

The polynomials are weighted least-squares fits at Chebyshev nodes, rounded to doubles one coefficient after another, from
the lowest on: after each rounding the rest is fitted anew, so that it makes good what the rounding spoilt.
"""

import re
import sys
from pathlib import Path

import mpmath
from mpmath import mpf

SOURCES = Path(__file__).parents[2] / "main" / "java" / "activationlab"
HALF_ULP = mpf(2) ** -53


def nodes(low, high, count):
    """Chebyshev nodes."""
    middle, reach = (high + low) / 2, (high - low) / 2
    return [middle + reach * mpmath.cos(mpmath.pi * (2 * i + 1) / (2 * count)) for i in range(count)]


def fit(f, low, high, degree, weight):
    """Coefficients as doubles, lowest first; weight times the error is kept small."""
    low, high = mpf(low), mpf(high)
    xs = nodes(low, high, 3 * (degree + 1))
    weights = [weight(x) for x in xs]
    rest = [f(x) for x in xs]
    coefficients = []
    at_zero = (-low - high) / (high - low)
    for lowest in range(degree + 1):
        # What is left is x^lowest times a polynomial, here as a sum of Chebyshev polynomials T_j, which are well conditioned.
        columns = degree - lowest + 1
        matrix = mpmath.matrix(len(xs), columns)
        for row, x in enumerate(xs):
            for column, t in enumerate(chebyshev((2 * x - low - high) / (high - low), columns)):
                matrix[row, column] = t * weights[row] * x**lowest
        right = mpmath.matrix([r * w for r, w in zip(rest, weights)])
        solution = mpmath.qr_solve(matrix, right)[0]
        exact = sum(solution[j] * t for j, t in enumerate(chebyshev(at_zero, columns)))
        coefficients.append(float(exact))
        rest = [r - mpf(coefficients[-1]) * x**lowest for r, x in zip(rest, xs)]
    return coefficients


def chebyshev(u, count):
    """T_0(u), T_1(u), …"""
    values = [mpf(1), u]
    while len(values) < count:
        values.append(2 * u * values[-1] - values[-2])
    return values[:count]


def error(f, coefficients, low, high, weight):
    """The greatest weighted error on a fine grid, in units of 2^-53."""
    grid = [mpf(low) + (mpf(high) - low) * i / 1000 for i in range(1001)]
    polynomial = [mpf(c) for c in reversed(coefficients)]
    return max(abs(mpmath.polyval(polynomial, x) - f(x)) * weight(x) for x in grid) / HALF_ULP


# The functions that are approximated ---------------------------------------------------------------------------------



def exponential(r):
    """P(r) = (e^r - 1 - r) / r^2."""
    return (mpmath.expm1(r) - r) / r**2 if abs(r) > mpf("1e-15") else mpf(1) / 2 + r / 6 + r * r / 24


def logarithm(z):
    """G(z) = (2 artanh(sqrt z) - 2 sqrt z) / z^(3/2)."""
    d = mpmath.sqrt(z)
    return (2 * mpmath.atanh(d) / d - 2) / z if z > mpf("1e-25") else mpf(2) / 3 + 2 * z / 5


def mills(v):
    """M(v) = e^(v^2/2) Phi(-v)."""
    return mpmath.exp(v * v / 2) * mpmath.erfc(v / mpmath.sqrt(2)) / 2


def gelu_slope(v):
    """e^(v^2/2) times the derivative of GELU at -v."""
    return mills(v) - v / mpmath.sqrt(2 * mpmath.pi)


def polynomials():
    """(name, coefficients, error in 2^-53)."""
    reach = mpmath.log(2) / 2 * mpf("1.0001")
    p_weight = lambda r: r * r / mpmath.exp(r)
    p = fit(exponential, -reach, reach, 9, p_weight)
    yield "P", p, error(exponential, p, -reach, reach, p_weight)

    g_weight = lambda z: mpmath.sqrt(z) ** 3 / (2 * mpmath.atanh(mpmath.sqrt(z))) if z else mpf(0)
    g = fit(logarithm, 0, mpf(1) / 9, 9, g_weight)
    yield "G", g, error(logarithm, g, 0, mpf(1) / 9, g_weight)

    end = mpf("38.7")

    def mapped(f, centre):
        return lambda t: f(centre * (1 + t) / (1 - t))

    m_function = mapped(lambda v: mpf(7) / 8 * (v + 1) * mills(v), 6)
    m_end = (end - 6) / (end + 6)
    m_weight = lambda t: 1 / m_function(t)
    m = fit(m_function, -1, m_end, 22, m_weight)
    yield "M", m, error(m_function, m, -1, m_end, m_weight)

    zero = mpmath.findroot(gelu_slope, mpf("0.75"))

    def bend(v):
        # at the zero itself the quotient would be 0 / 0
        v = v if abs(v - zero) > mpf("1e-15") else zero + mpf("1e-12")
        return gelu_slope(v) / (zero - v)

    h_function = mapped(bend, 4)
    h_end = (end - 4) / (end + 4)
    h_weight = lambda t: 1 / h_function(t)
    h = fit(h_function, -1, h_end, 20, h_weight)
    yield "H", h, error(h_function, h, -1, h_end, h_weight)


def parts(exact):
    """The nearest double and the double nearest to the rest."""
    first = float(exact)
    return first, float(exact - mpf(first))


def constants():
    """(file, name, value) of everything that is not a coefficient."""
    exp = "numeric/Exp.java"
    ln_2 = mpmath.log(2)
    yield exp, "LOG2_E", float(1 / ln_2)
    # the first 32 bits, so that its product with k is exact
    short = mpmath.floor(ln_2 * 2**32) / 2**32
    yield exp, "LN_2_SHORT", float(short)
    yield exp, "LN_2_SHORT_REST", float(ln_2 - short)

    swish = "function/SwishKernel.java"
    zero = mpmath.findroot(lambda u: 1 + u + mpmath.exp(u), mpf("-1.278"))
    yield from named(swish, "ZERO", zero)
    yield swish, "POWER_AT_ZERO", float(mpmath.exp(zero))

    mish = "function/MishKernel.java"
    slope = lambda x: 4 * (1 + x) + mpmath.exp(x) * (6 + 4 * x) + 4 * mpmath.exp(2 * x) + mpmath.exp(3 * x)
    zero = mpmath.findroot(slope, mpf("-1.19"))
    power = mpmath.exp(zero)
    yield from named(mish, "ZERO", zero)
    yield from named(mish, "POWER_AT_ZERO", power)
    yield mish, "POWER_AT_ZERO_PROPORTION", float((power - mpf(float(power))) / power)
    yield from named(mish, "LINEAR", 4 * (1 + power))
    yield mish, "CONSTANT", float(6 + 4 * power + power**2)

    gelu = "function/GeluKernel.java"
    yield from named(gelu, "ZERO", mpmath.findroot(gelu_slope, mpf("0.75")))

    form = "function/GeluTanhKernel.java"
    c = 2 * mpmath.sqrt(2 / mpmath.pi)
    d = c * mpf(44715) / 10**6
    exponent = lambda x: x * (c + d * x**2)
    rise = lambda x: x * (c + 3 * d * x**2)
    zero = mpmath.findroot(lambda x: 1 + mpmath.exp(exponent(x)) + rise(x), mpf("-0.75"))
    power = mpmath.exp(exponent(zero))
    yield from named(form, "C", c)
    yield from named(form, "D", d)
    yield from named(form, "THREE_D", 3 * d)
    yield from named(form, "EXPONENT_AT_ZERO", exponent(zero))
    yield from named(form, "RISE_AT_ZERO", rise(zero))
    yield from named(form, "POWER_AT_ZERO", power)
    yield form, "POWER_AT_ZERO_PROPORTION", float((power - mpf(float(power))) / power)

    # Klambauer et al. 2017: mean 0 and variance 1 are the fixed point.
    half = mpmath.erfc(1 / mpmath.sqrt(2))
    alpha = -mpmath.sqrt(2 / mpmath.pi) / (half * mpmath.exp(mpf(1) / 2) - 1)
    scale = (
        (1 - half * mpmath.sqrt(mpmath.e))
        * mpmath.sqrt(2 * mpmath.pi)
        / mpmath.sqrt(
            2 * mpmath.erfc(mpmath.sqrt(2)) * mpmath.e**2
            + mpmath.pi * half**2 * mpmath.e
            - 2 * (2 + mpmath.pi) * half * mpmath.sqrt(mpmath.e)
            + mpmath.pi
            + 2
        )
    )
    yield "function/SeluKernel.java", "RIGHT", float(scale)
    yield "function/SeluKernel.java", "LEFT", float(scale * alpha)


def named(file, name, exact):
    first, rest = parts(exact)
    yield file, name, first
    yield file, name + "_REST", rest


def in_source(file, name):
    """The value that the source gives to a constant."""
    text = (SOURCES / file).read_text(encoding="utf-8")
    found = re.search(rf"double {name} =\s*([^;]+);", text)
    return float(found.group(1).replace("_", "")) if found else None


def main() -> int:
    mpmath.mp.dps = 50
    files = {"P": "numeric/Exp.java", "G": "numeric/Exp.java", "M": "function/GeluKernel.java", "H": "function/GeluKernel.java"}
    expected = list(constants())
    for name, coefficients, greatest in polynomials():
        print(f"{name}: degree {len(coefficients) - 1}, error {mpmath.nstr(greatest, 2)} * 2^-53")
        expected += [(files[name], f"{name}{i}", c) for i, c in enumerate(coefficients)]
    wrong = [(file, name, value, in_source(file, name)) for file, name, value in expected if in_source(file, name) != value]
    for file, name, value, found in wrong:
        print(f"{file}: {name} should be {value!r}, not {found!r}")
    print(f"{len(expected)} constants, {len(wrong)} of them differ from the sources")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
