"""Writes the reference values of the accuracy tests with 60 digits of working precision.

Usage, in any environment that has mpmath (nothing else here needs Python):

    python -m pip install mpmath==1.4.1
    python lib/activation/src/test/python/reference.py

The same points and the same text come out on every run; commit the result.
"""

import math
import random
from pathlib import Path

import mpmath
from mpmath import mpf

TARGET = Path(__file__).parents[1] / "resources" / "activationlab" / "function" / "reference.csv"

# Where the library was worst among a million random points from -745 to 745, half of them in [-3, 3]: kept so that the
# small file shows the same greatest error as the long search.
HARD = [
    -218.68934291050357, -194.43683142460088, -105.02090341877488, -81.45738369101537,
    -64.12359634922598, -35.733655990933585, -27.428807248660927, -4.845885548037838,
    -4.153038313724151, -4.15026487123942, -3.4555779134771596, -2.748481539949949,
    -2.729068387099474, -2.720328224233997, -2.7162741185766808, -2.708284679264583,
    -2.6881628201952568, -1.9505797260254383, -1.9499356894352289, -0.6931131060307933,
    -0.2552869997294587, -0.24218234164591745, -0.22698676254822114, -0.22028155163727758,
    0.21221943727564874, 0.22435321456020496, 0.22829452115385784, 0.25512112133117126,
    0.539264098799821, 0.5767447720792545, 0.635450386746319, 5.541518003134785,
    21.84529286033596, 39.17172563332559, 42.630107963210136, 44.069658157958244,
    107.11995825032352, 291.47806333956214,
]

# Ends of the range of doubles, of exp, and of the places where a result becomes 1, 0 or subnormal.
EDGES = [
    4.9e-324, 1e-310, 2.2250738585072014e-308, 1e-300, 1e-20, 1.1102230246251565e-16, 2.220446049250313e-16, 1e-8,
    0.5, 0.6931471805599453, 1.0, 2.0, 18.0, 19.0, 19.061547465398498, 20.0, 20.000000000000004, 22.0,
    36.7368005696771, 37.0, 37.42994775023705, 40.0, 354.0, 354.9, 355.0, 370.0, 372.5, 373.0, 708.0, 709.0,
    709.782712893384, 709.79, 740.0, 744.0, 745.0, 745.1332191019411, 745.14, 746.0, 1000.0, 1e10, 1e300,
    1.7976931348623157e308,
]


def points() -> list[float]:
    """Every point, ascending."""
    rng = random.Random(20260101)
    chosen = {0.0, *HARD}
    for edge in EDGES:
        chosen.update((edge, -edge))
    for reach, count in ((3, 300), (10, 400), (40, 200), (745, 200)):
        chosen.update(rng.uniform(-reach, reach) for _ in range(count))
    for _ in range(100):
        chosen.add(rng.choice((-1, 1)) * 10.0 ** rng.uniform(-20, 0))
    return sorted(chosen)


def text(value: mpf) -> str:
    """25 digits: enough to tell a hundred-millionth of an ulp."""
    # The least double is 4.9e-324; what is far below is 0 for every test, and Java's BigDecimal is spared its exponent.
    return mpmath.nstr(value, 25) if abs(value) > mpf("1e-340") else "0.0"


def row(x: float) -> str:
    """x, sigmoid, sigmoid', tanh, tanh'."""
    t = mpmath.exp(-abs(mpf(x)))
    sigmoid = (1 if x >= 0 else t) / (1 + t)
    sigmoid_slope = t / (1 + t) ** 2
    tanh = mpmath.tanh(mpf(x))
    tanh_slope = (2 * t / (1 + t * t)) ** 2
    return ",".join([repr(x), *map(text, (sigmoid, sigmoid_slope, tanh, tanh_slope))])


def main() -> None:
    mpmath.mp.dps = 60
    chosen = points()
    assert all(math.isfinite(x) for x in chosen)
    lines = [
        "# Reference values, 25 digits. x is the double that this text reads as.",
        f"# Made by src/test/python/reference.py with mpmath {mpmath.__version__} at {mpmath.mp.dps} digits.",
        "x,sigmoid,sigmoidSlope,tanh,tanhSlope",
        *map(row, chosen),
    ]
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    with open(TARGET, "w", encoding="utf-8", newline="\n") as file:
        file.write("\n".join(lines) + "\n")
    print(f"{TARGET.name}: {len(chosen)} points")


if __name__ == "__main__":
    main()
