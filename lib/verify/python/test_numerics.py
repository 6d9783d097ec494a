"""lib/activation/NUMERICS.md says what the committed measurements say, and no more."""

from __future__ import annotations

import copy
import math
import re
import sys
from typing import Any

import pytest

from conftest import ROOT

sys.path.insert(0, str(ROOT / "lib" / "benchmark"))
import numerics  # noqa: E402

FILE = ROOT / "lib" / "activation" / "NUMERICS.md"


@pytest.fixture(scope="module")
def results() -> dict[str, Any]:
    return numerics.read()


@pytest.fixture(scope="module")
def committed() -> str:
    return FILE.read_text(encoding="utf-8")


def goal_rows(text: str) -> dict[str, tuple[str, float, float, str]]:
    """Sign, bound, measured and verdict of each row of the table of goals."""
    found = {}
    pattern = r"^\| (.+?) \| ([≤≥]) ([\d.]+) \| ([\d.e]+) \| .*? \| (met|\*\*not met\*\*) \|$"
    for name, sign, bound, measured, verdict in re.findall(pattern, text, re.MULTILINE):
        found[name] = (sign, float(bound), float(measured), verdict)
    return found


def test_the_file_is_what_the_results_make(results: dict[str, Any], committed: str) -> None:
    made = numerics.text(results)
    lines = zip(committed.splitlines(), made.splitlines())
    different = next((f"\n  {a}\nshould be\n  {b}" for a, b in lines if a != b), "")
    assert committed == made, "run python3 lib/benchmark/numerics.py and commit NUMERICS.md" + different


def test_a_goal_that_is_marked_as_met_is_met(committed: str) -> None:
    rows = goal_rows(committed)
    assert len(rows) >= 14, "the table of goals is not there"
    for name, (sign, bound, measured, verdict) in rows.items():
        # Three digits are shown; a number that rounds to the bound may be on either side.
        if not math.isclose(measured, bound, rel_tol=0.005):
            met = measured >= bound if sign == "≥" else measured <= bound
            assert (verdict == "met") == met, f"{name}: {measured} {sign} {bound} is marked '{verdict}'"


def test_the_worst_number_is_the_worst(results: dict[str, Any], committed: str) -> None:
    """The numbers of the goals, looked up once more and in another way."""
    rows = goal_rows(committed)
    errors = [
        (part, name, entry[part]["ours"]["max"])
        for name, entry in results["accuracy"]["functions"].items()
        for part in ("value", "slope")
    ]
    values = max(e for part, name, e in errors if part == "value" and name not in ("gelu", "mish"))
    slopes = max(e for part, _, e in errors if part == "slope")
    assert rows["error of a value, ulp"][2] == pytest.approx(values, rel=0.005)
    assert rows["error of a derivative, ulp"][2] == pytest.approx(slopes, rel=0.005)

    ratios = []
    for times in results["functions-java"]["times"].values():
        plain = [t for t in times if t["by"] == "math" and t["part"] == "value" and "oftmax" not in t["function"]]
        for other in plain:
            same = [t for t in times if t["by"] == "ours" and all(t[k] == other[k] for k in ("function", "part", "n"))]
            ratios.append(other["ns"] / same[0]["ns"])
    assert rows["speed, `Math` loops / ours"][2] == pytest.approx(min(ratios), rel=0.005)

    entries = [t for t in results["functions-peers"]["times"] if "oftmax" not in t["function"]]
    beside = {
        peer: [(t["n"], min(f["ns"] for f in t[peer] if not f["overflows"]) / t[o]["ns"]) for t in entries for o in t if "ours" in o]
        for peer in ("torch", "scipy")
    }
    assert rows["speed, NumPy/SciPy / ours"][2] == pytest.approx(min(r for _, r in beside["scipy"]), rel=0.005)
    small = min(r for n, r in beside["torch"] if n == 1000)
    assert rows["speed, PyTorch / ours, n = 10³"][2] == pytest.approx(small, rel=0.005)


def test_a_worse_measurement_would_be_seen(results: dict[str, Any]) -> None:
    worse = copy.deepcopy(results)
    worse["accuracy"]["functions"]["tanh"]["value"]["ours"]["max"] = 2.5
    worse["traps"]["special values"]["ours"]["wrong"].append({"function": "gelu", "part": "value", "x": "inf"})
    for entry in worse["functions-peers"]["times"]:
        for ours in numerics.own(entry):
            entry[ours]["ns"] *= 100
    rows = goal_rows(numerics.text(worse))
    for name in ("error of a value, ulp", "wrong special values", "speed, PyTorch / ours, n = 10³", "speed, NumPy/SciPy / ours"):
        assert rows[name][3] == "**not met**", name


def test_every_result_says_where_it_comes_from(results: dict[str, Any]) -> None:
    for name, result in results.items():
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", result["date"]), name
        assert result["machine"]["cpu"] and result["machine"]["cores"], name
        assert any(key.startswith("Java") for key in result["versions"]), name
        assert (ROOT / result["command"]).is_file(), f"{name}: there is no {result['command']}"


def test_nothing_that_was_measured_carelessly(results: dict[str, Any]) -> None:
    """A try with --quick has fewer rounds and fewer points."""
    assert results["functions-java"]["rounds"] >= 3
    assert results["functions-peers"]["rounds"] >= 12
    assert min(entry["points"] for entry in results["accuracy"]["functions"].values()) > 15_000
    assert set(results["accuracy"]["functions"]) == set(numerics.FUNCTIONS)
