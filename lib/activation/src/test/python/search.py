"""Looks for the points where the library's errors are greatest, and keeps them in hard.csv for `reference.py`.

By hand, after a change of a function's arithmetic, from the top folder (Python as for reference.py, JDK 17 or newer):

    mvn -B -q test-compile -pl lib/activation
    python lib/activation/src/test/python/search.py                       # every function, some minutes
    python lib/activation/src/test/python/search.py --points 1000000 gelu # one function, longer
    python lib/activation/src/test/python/reference.py                    # takes the points up

Random points come first, from narrow and wide intervals and from all powers of ten; then the neighbourhoods of the worst,
nearer and nearer. Points from the last search are judged again, so what is no longer hard drops out. A seed makes every
search the same; another seed (--seed) makes another one.
"""

import argparse
import csv
import math
import multiprocessing
import os
import random
import struct
import subprocess
from pathlib import Path

import mpmath
from mpmath import mpf

import reference

MODULE = Path(__file__).parents[3]
CLASSES = [str(MODULE / "target" / folder) for folder in ("classes", "test-classes")]
LEAST_NORMAL = 2.2250738585072014e-308
NEAR = 0.05
# How many points of a kind are kept.
KINDS = {"value": 20, "slope": 20, "slope near zero": 10, "subnormal value": 3, "subnormal slope": 3}


class Library:
    """The library's values and slopes, from a Java program at the other end of a pipe."""

    def __init__(self, name: str) -> None:
        command = ["java", "-cp", os.pathsep.join(CLASSES), "activationlab.function.Evaluate", name]
        self.java = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def __call__(self, xs: list[float]) -> list[tuple[float, float]]:
        self.java.stdin.write(struct.pack(f">i{len(xs)}d", len(xs), *xs))
        self.java.stdin.flush()
        answer = self.java.stdout.read(16 * len(xs))
        return list(struct.iter_unpack(">dd", answer))

    def close(self) -> None:
        self.java.stdin.write(struct.pack(">i", 0))
        self.java.stdin.close()
        if self.java.wait() != 0:
            raise RuntimeError("the Java program failed; has the module been compiled?")


def ulps(computed: float, exact: mpf) -> float:
    """The error in units of the last place of the exact result, as Ulp.java has it."""
    nearest = abs(float(exact))
    if math.isinf(nearest):
        return 0.0 if abs(computed) == nearest and (computed > 0) == (exact > 0) else math.inf
    if not math.isfinite(computed):
        return math.inf
    ulp = nearest - math.nextafter(nearest, 0) if abs(exact) < nearest else math.ulp(nearest)
    return float(abs(computed - exact) / ulp)


def random_point(rng: random.Random, places: list[float]) -> float:
    choice = rng.random()
    if choice < 0.7:
        return rng.uniform(-1, 1) * rng.choice((1, 3, 10, 40, 100))
    if choice < 0.8:
        return rng.uniform(-760, 760)
    if choice < 0.9 and places:
        place = rng.choice(places)
        return place + rng.choice((-1, 1)) * NEAR * 10 ** rng.uniform(-15, 1)
    return rng.choice((-1, 1)) * 10.0 ** (rng.uniform(-20, 3) if rng.random() < 0.9 else rng.uniform(-323, 308))


def search(function: reference.Function, count: int, seed: int) -> list[tuple[str, str, float, float]]:
    rng = random.Random(f"{seed} {function.name}")
    zeros = [float(mpmath.findroot(function.slope, mpf(guess))) for guess in function.extrema]
    places = [float(place) for place in function.special()]
    library = Library(function.name)
    # For every kind the worst point of each eighth of an octave, or of each octave of the distance from a zero of f':
    # the points that are kept should not all lie next to one another.
    best: dict[str, dict[tuple[bool, int], tuple[float, float]]] = {kind: {} for kind in KINDS}

    def worst(kind: str) -> list[tuple[float, float]]:
        return sorted(best[kind].values(), reverse=True)[: KINDS[kind]]

    def judge(xs: list[float]) -> None:
        xs = [x for x in dict.fromkeys(xs) if math.isfinite(x)]
        for x, computed in zip(xs, library(xs), strict=True):
            for kind, f, y in (("value", function.value, computed[0]), ("slope", function.slope, computed[1])):
                exact = f(mpf(x))
                error = ulps(y, exact)
                size = 8 * math.log2(abs(x)) if x else -math.inf
                distance = min((abs(x - zero) for zero in zeros), default=math.inf)
                if kind == "slope" and distance < NEAR:
                    kind = "slope near zero"
                    size = math.log2(distance) if distance else -math.inf
                elif abs(exact) < LEAST_NORMAL:
                    kind = f"subnormal {kind}"
                place = (x > 0, math.floor(max(size, -10_000)))
                if error > best[kind].get(place, (0.5, x))[0]:
                    best[kind][place] = (error, x)

    judge([0.0, *sorted(reference.hard(function.name))])
    for _ in range(0, count, 10_000):
        judge([random_point(rng, places) for _ in range(10_000)])
    for step in range(8):
        around = []
        for _, x in [point for kind in KINDS for point in worst(kind)]:
            for _ in range(count // 2000):
                around.append(x + x * rng.uniform(-1, 1) * 2.0 ** rng.uniform(-6 - 5 * step, -4 - 4 * step))
        judge(around)
    library.close()
    return [(function.name, kind, x, error) for kind in KINDS for error, x in worst(kind)]


def main() -> None:
    parser = argparse.ArgumentParser(description="Looks for the points with the greatest errors.")
    parser.add_argument("--points", type=int, default=200_000, help="random points per function")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=1, help="functions searched at a time")
    parser.add_argument("names", nargs="*", help="only these functions; the others keep their points")
    arguments = parser.parse_args()
    # The derivatives lose up to 20 digits next to their zeros; 25 remain.
    mpmath.mp.dps = 45

    chosen = [f.name for f in reference.FUNCTIONS if not arguments.names or f.name in arguments.names]
    rows = []
    if reference.HARD.exists():
        with open(reference.HARD, encoding="utf-8", newline="") as file:
            rows = [tuple(row) for row in csv.reader(file) if row[0] not in (*chosen, "function")]
    with multiprocessing.Pool(arguments.jobs) as pool:
        for name, found in pool.imap(run, [(name, arguments.points, arguments.seed) for name in chosen]):
            for kind in KINDS:
                first = next((row for row in found if row[1] == kind), None)
                print(f"{name:13} {kind:16}", f"{first[3]:10.4g} at {first[2]!r}" if first else "none", flush=True)
            rows += [(*row[:2], repr(row[2]), f"{row[3]:.4g}") for row in found]
    order = [function.name for function in reference.FUNCTIONS]
    rows.sort(key=lambda row: order.index(row[0]))
    with open(reference.HARD, "w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([("function", "kind", "x", "ulps"), *rows])


def run(task: tuple[str, int, int]) -> tuple[str, list[tuple[str, str, float, float]]]:
    name, count, seed = task
    mpmath.mp.dps = 45
    function = next(f for f in reference.FUNCTIONS if f.name == name)
    return name, search(function, count, seed)


if __name__ == "__main__":
    main()
