"""lib/activation/TRAINING.md says what the committed measurement says, and no more."""

from __future__ import annotations

import copy
import math
import re
import statistics
import sys
from typing import Any

import pytest

from conftest import ROOT

sys.path.insert(0, str(ROOT / "lib" / "benchmark"))
import training  # noqa: E402
import training_peers  # noqa: E402
import training_table  # noqa: E402

FILE = ROOT / "lib" / "activation" / "TRAINING.md"
GOALS = 9


@pytest.fixture(scope="module")
def result() -> dict[str, Any]:
    return training_table.read()


@pytest.fixture(scope="module")
def committed() -> str:
    return FILE.read_text(encoding="utf-8")


def goal_rows(text: str) -> dict[str, tuple[str, float, float, str]]:
    """Sign, bound, measured and verdict of each row of the table of goals."""
    pattern = r"^\| (.+?) \| ([≤≥]) ([\d.]+) \| ([\d.e]+) \| .*? \| (met|\*\*not met\*\*) \|$"
    rows = re.findall(pattern, text, re.MULTILINE)
    return {name: (sign, float(bound), float(measured), verdict) for name, sign, bound, measured, verdict in rows}


def row(text: str, *words: str) -> tuple[str, float, float, str]:
    found = [value for name, value in goal_rows(text).items() if all(word in name for word in words)]
    assert len(found) == 1, f"{len(found)} goals have {words} in their names"
    return found[0]


def test_the_file_is_what_the_result_makes(result: dict[str, Any], committed: str) -> None:
    made = training_table.text(result)
    lines = zip(committed.splitlines(), made.splitlines())
    different = next((f"\n  {a}\nshould be\n  {b}" for a, b in lines if a != b), "")
    assert committed == made, "run python3 lib/benchmark/training_table.py and commit TRAINING.md" + different


def test_a_goal_that_is_marked_as_met_is_met(committed: str) -> None:
    rows = goal_rows(committed)
    assert len(rows) == GOALS, f"{len(rows)} goals"
    for name, (sign, bound, measured, verdict) in rows.items():
        # Three digits are shown; a number that rounds to the bound may be on either side.
        if not math.isclose(measured, bound, rel_tol=0.005):
            met = measured >= bound if sign == "≥" else measured <= bound
            assert (verdict == "met") == met, f"{name}: {measured} {sign} {bound} is marked '{verdict}'"


def test_the_worst_number_is_the_worst(result: dict[str, Any], committed: str) -> None:
    """The numbers of the goals, looked up once more and in another way."""
    for architecture, eager_word in (("shallow", "shallow map"), ("deep", "deep map")):
        times = result["runs"]["ms per run"][architecture]
        slowest = max(one["ms"] for name, one in times.items() if "ours" in name)
        eager = min(one["ms"] for name, one in times.items() if "PyTorch" in name and "at once" not in name)
        assert row(committed, eager_word, "PyTorch")[2] == pytest.approx(eager / slowest, rel=0.005)
        assert row(committed, architecture, "once compiled")[2] == pytest.approx(
            times["JAX, float64"]["ms"] / slowest, rel=0.005
        )
        seconds = result["maps"]["seconds"][architecture]
        longest = max(one["median"] for name, one in seconds.items() if "ours" in name)
        jax = statistics.median(seconds["JAX, float64"]["all"])
        assert row(committed, f"first {architecture} map")[2] == pytest.approx(jax / longest, rel=0.005)
    steps = [
        value
        for architectures in result["allocation"]["bytes per step"].values()
        for each in architectures.values()
        for value in each.values()
    ]
    assert len(steps) >= 2 * len(training_peers.ACTIVATIONS)
    assert row(committed, "allocates")[2] == pytest.approx(max(steps), rel=0.005)
    threads = min(one["1"] / one["2"] for one in result["threads"]["seconds"].values())
    assert row(committed, "two threads")[2] == pytest.approx(threads, rel=0.005)
    kernel = []
    for times in result["kernel"]["ms per run"].values():
        inside = next(one for name, one in times.items() if "kernel" in name)
        plain = next(one for name, one in times.items() if "kernel" not in name)
        kernel.append(plain["ms"] / inside["ms"])
    assert row(committed, "notebook")[2] == pytest.approx(min(kernel), rel=0.005)


def changed(result: dict[str, Any], factor: float) -> dict[str, Any]:
    """The result of a library of ours that takes so many times as long, everywhere that a goal looks."""
    other = copy.deepcopy(result)
    for times in other["runs"]["ms per run"].values():
        for name, one in times.items():
            if "ours" in name:
                one["ms"] *= factor
    for seconds in other["maps"]["seconds"].values():
        for name, one in seconds.items():
            if "ours" in name:
                one["median"] *= factor
    for times in other["kernel"]["ms per run"].values():
        for name, one in times.items():
            if "kernel" in name:
                one["ms"] *= factor
    for one in other["threads"]["seconds"].values():
        one["2"] *= factor
    for architectures in other["allocation"]["bytes per step"].values():
        for each in architectures.values():
            for activation in each:
                each[activation] = 24.0 if factor > 1 else 0.0
    return other


def test_the_words_follow_the_numbers(result: dict[str, Any]) -> None:
    """Far worse numbers miss every goal, and far better ones reach it."""
    for factor, verdict in ((1000, "**not met**"), (0.001, "met")):
        rows = goal_rows(training_table.text(changed(result, factor)))
        assert len(rows) == GOALS
        assert {name: verdict for name in rows} == {name: one[3] for name, one in rows.items()}


def test_the_peer_is_the_fastest_form(result: dict[str, Any], committed: str) -> None:
    slower = copy.deepcopy(result)
    fastest = training_table.eager(result, "shallow")
    slower["runs"]["ms per run"]["shallow"][fastest]["ms"] *= 1000
    second = training_table.eager(slower, "shallow")
    assert second != fastest and second in training_table.ONE_BY_ONE
    assert fastest in committed.split("## Once everything is warm")[0]


def test_every_section_says_where_it_comes_from(result: dict[str, Any], committed: str) -> None:
    assert (ROOT / result["command"]).is_file(), f"there is no {result['command']}"
    assert result["machine"]["cpu"] and result["machine"]["cores"]
    for library in ("Java 17", "Java 25", "PyTorch", "JAX", "NumPy", "Smile"):
        assert result["versions"][library], library
    for section in training.SECTIONS:
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", result[section]["date"]), section
    assert committed.count("Measured by `lib/benchmark/training.py`") >= len(training.SECTIONS) - 1


def test_a_busy_machine_is_named(result: dict[str, Any]) -> None:
    busy = copy.deepcopy(result)
    busy["widths"]["load before"] = 3.5
    assert "not quiet: load 3.5" in training_table.text(busy)
    quiet = copy.deepcopy(result)
    for section in training.SECTIONS:
        quiet[section]["load before"] = 0.2
    assert "not quiet" not in training_table.text(quiet)


def test_nothing_that_was_measured_carelessly(result: dict[str, Any]) -> None:
    """A try with --quick has fewer rounds, functions and epochs."""
    assert result["runs"]["rounds"] >= 5 and result["kernel"]["rounds"] >= 5
    assert tuple(result["activations"]) == training_peers.ACTIVATIONS
    assert result["maps"]["runs"] == {"shallow": 560, "deep": 560}
    assert [int(width) for width in result["widths"]["ms per run"]] == list(training.WIDTHS)
    for name, law in training.ARCHITECTURES.items():
        written = result["architectures"][name]
        assert (tuple(written["sizes"]), written["epochs"], tuple(written["rates"])) == (law.sizes, law.epochs, law.rates)
    pools = [pool for pools in result["runs"]["threads"].values() for pool in pools]
    assert pools and all(pool["num_threads"] == 1 for pool in pools)


def test_all_train_the_same(result: dict[str, Any]) -> None:
    """Test accuracies lie where those of the others lie; what follows another law, in its first weights, is left out."""
    assert all(result["maps"]["same accuracies on all JDKs"].values())
    assert all(one["same accuracies"] for one in result["threads"]["seconds"].values())
    assert training_table.middle_difference(result) < 0.011
    for architecture, accuracy in result["runs"]["accuracy"].items():
        for name, one in accuracy.items():
            if name != "Smile":
                share = one["among those of JAX"] / one["runs"]
                # About 0.9 are expected; of the 35 runs of a slow contender it may well be a few fewer.
                assert share >= 0.7, f"{architecture}, {name}: {share:.2f} of the runs lie among those of JAX"


def test_the_law_of_the_first_weights() -> None:
    """The gains that the peers use, against closed forms where there are some."""
    assert training_peers.gain("relu") == pytest.approx(math.sqrt(2))
    # E ELU(Z)² = 1 − 2·√e·Φ(−1) + e²·Φ(−2)
    phi = statistics.NormalDist().cdf
    square = 1 - 2 * math.exp(0.5) * phi(-1) + math.exp(2) * phi(-2)
    assert training_peers.gain("elu") == pytest.approx(1 / math.sqrt(square), rel=1e-6)
    # E (Z·Φ(Z))² = 1/3 + 1/(2π√3)
    square = 1 / 3 + 1 / (2 * math.pi * math.sqrt(3))
    assert training_peers.gain("gelu") == pytest.approx(1 / math.sqrt(square), rel=1e-9)
