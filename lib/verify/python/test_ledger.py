"""The ledger and the lessons say the same, and a wrong number is seen."""

from __future__ import annotations

import copy
import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

import ledger
import lessons
import outputs
from conftest import NOTEBOOKS, LessonRuns, clean, require


@pytest.fixture(scope="module")
def claims() -> ledger.Claims:
    return ledger.read_claims(NOTEBOOKS / "claims.csv")


@pytest.fixture(scope="module")
def notebooks() -> dict[str, Any]:
    return lessons.all_notebooks(NOTEBOOKS)


def test_claims_are_well_formed(claims: ledger.Claims) -> None:
    print(claims.summary())
    clean(claims.problems)


def test_no_statement_is_lost(claims: ledger.Claims) -> None:
    """A row may be closed, never dropped: the count of statements is part of the promise."""
    numbered = [f"C{n:02d}" for n in range(1, 134) if n not in (30, 112)]
    missing = sorted(set(numbered) - set(claims.rows))
    assert not missing, f"claims.csv lacks {missing}"


def test_verdicts_and_claims_agree(claims: ledger.Claims, notebooks: dict[str, Any]) -> None:
    clean(ledger.problems(claims, notebooks))


def test_fresh_verdicts_and_claims_agree(
    claims: ledger.Claims, notebooks: dict[str, Any], lesson_run: LessonRuns
) -> None:
    clean(ledger.problems(claims, {path.name: lesson_run(path).notebook for path in lessons.lesson_files()}))


def test_verdict_file(notebooks: dict[str, Any]) -> None:
    clean(ledger.verdict_file_problems(NOTEBOOKS / "verdicts.csv", notebooks))


def test_predictions(notebooks: dict[str, Any]) -> None:
    clean(ledger.prediction_problems(NOTEBOOKS / "predictions.csv", notebooks | lessons.homework_notebooks()))


# ------------------------------------------------------------------------------------------
# A measured value beyond its tolerance is seen: by the checker here, and by the library itself


def _moves(row: dict[str, Any]) -> list[list[float]]:
    return [ledger.perturbed(row, position, way) for position in range(len(row["measured"])) for way in (-1, 1)]


def test_a_moved_number_turns_the_checker_red(claims: ledger.Claims, notebooks: dict[str, Any]) -> None:
    rows = ledger.emitted(notebooks)
    assert rows, "no lesson emits a verdict, so nothing could be moved"
    for row in rows:
        for moved in _moves(row):
            assert not ledger.agrees(moved, row["expected"], row["tolerance"]), f"{row['id']} agrees with {moved}"
            for says in (True, False):
                changed = _with_measured(notebooks, row["id"], moved, says)
                found = [text for text in ledger.problems(claims, changed) if row["id"] in text]
                assert found, f"{row['id']}: {moved} instead of {row['measured']} went unseen"


def _with_measured(notebooks: dict[str, Any], key: str, measured: list[float], agrees: bool) -> dict[str, Any]:
    changed = {}
    for name, notebook in notebooks.items():
        if not any(row["id"] == key for row in outputs.verdicts(notebook)):
            changed[name] = notebook
            continue
        changed[name] = copy.deepcopy(notebook)
        for cell in changed[name].cells:
            for output in cell.get("outputs", []):
                for row in output.get("data", {}).get(outputs.VERDICTS, []):
                    if row["id"] == key:
                        row["measured"], row["agrees"] = measured, agrees
    return changed


_PROBE = """
import activationlab.notebook.Lab;

public class Probe {
    public static void main(String[] args) {
        for (String line : args) {
            String[] parts = line.split(";");
            double[] measured = new double[parts.length - 1];
            for (int i = 1; i < parts.length; i++) {
                measured[i - 1] = Double.parseDouble(parts[i]);
            }
            Lab.verdict(parts[0], measured);
        }
    }
}
"""


def test_a_moved_number_turns_the_librarys_verdict(claims: ledger.Claims, jars: Path, tmp_path: Path) -> None:
    """The verdict call itself says so, in the words that a reader would see."""
    assert claims.closed, "no claim is closed, so no verdict could turn"
    cases: list[tuple[str, list[float], bool]] = []
    for key, claim in claims.closed.items():
        expected, tolerance = ledger.numbers(claim["expected"]), ledger.numbers(claim["tolerance"])
        cases.append((key, expected, True))
        row = {"measured": expected, "expected": expected, "tolerance": tolerance}
        cases += [(key, moved, False) for moved in _moves(row)]
    (tmp_path / "Probe.java").write_text(_PROBE, encoding="utf-8")
    arguments = [";".join([key, *map(repr, measured)]) for key, measured, _ in cases]
    command = [str(require("java")), "-Djava.awt.headless=true", "-Dstdout.encoding=UTF-8", "-Dfile.encoding=UTF-8",
               "-cp", str(jars / "*"), str(tmp_path / "Probe.java"), *arguments]  # fmt: skip
    done = subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace", timeout=120)
    assert done.returncode == 0, done.stderr
    said = done.stdout.strip().splitlines()
    assert len(said) == len(cases), done.stdout
    for (key, measured, good), line in zip(cases, said):
        disagrees = "Not what the course measured" in line
        assert disagrees is not good, f"{key} with {measured}: the library says '{line}'"


def test_verdict_output_is_plain_json(notebooks: dict[str, Any]) -> None:
    for name, notebook in notebooks.items():
        for row in outputs.verdicts(notebook):
            assert {"id", "measured", "expected", "tolerance", "agrees"} <= set(row), f"{name}: {row}"
            json.dumps(row, allow_nan=False)
