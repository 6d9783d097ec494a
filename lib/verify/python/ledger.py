"""The ledger: every statement of the pages, its verdict, and the numbers that carry it.

notebooks/claims.csv      written by hand; the statements
notebooks/verdicts.csv    generated from what the lessons emitted
notebooks/predictions.csv written by hand; the questions that a reader answers before a run
"""

from __future__ import annotations

import csv
import io
import math
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import outputs

CLAIM_COLUMNS = [
    "id", "question", "lesson", "status", "statement", "how",
    "mathematics", "practice", "number", "setup", "expected", "tolerance",
]  # fmt: skip
VERDICT_COLUMNS = ["id", "lesson", "agrees", "measured", "expected", "tolerance"]
PREDICTION_COLUMNS = [
    "id", "lesson", "kind", "question", "options", "answer", "tolerance", "explanation", "misconceptions",
]  # fmt: skip

HOW = {"derivation", "experiment", "property", "source"}
QUESTIONS = {f"Q{n}" for n in range(1, 10)} | {"overview"}
WORDS = {"holds", "too strong", "slip", "seen here", "not seen here", "history", "false", "not measured"}
#: "false" is for derivations and counterexamples only, and rare.
MOST_FALSE = 5

_ID = re.compile(r"[CG]\d\d\d?")
_LESSON = re.compile(r"\d\d[a-z]?")


@dataclass
class Claims:
    rows: dict[str, dict[str, str]] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    @property
    def closed(self) -> dict[str, dict[str, str]]:
        return {key: row for key, row in self.rows.items() if row["status"] == "closed"}

    @property
    def open(self) -> dict[str, dict[str, str]]:
        return {key: row for key, row in self.rows.items() if row["status"] == "open"}

    def summary(self) -> str:
        return f"ledger: {len(self.rows)} statements, {len(self.closed)} closed, {len(self.open)} open"


def _rows(path: Path, columns: list[str]) -> tuple[list[tuple[int, dict[str, str]]], list[str]]:
    if not path.is_file():
        return [], [f"{path.name} is missing in {path.parent}"]
    with open(path, encoding="utf-8", newline="") as file:
        reader = csv.reader(file, strict=True)
        try:
            lines = [(reader.line_num, row) for row in reader if row]
        except csv.Error as error:
            return [], [f"{path.name}, line {reader.line_num}: {error}"]
    if not lines or lines[0][1] != columns:
        return [], [f"{path.name}: the first line has to be {','.join(columns)}"]
    rows, problems = [], []
    for number, row in lines[1:]:
        if len(row) != len(columns):
            problems.append(f"{path.name}, line {number}: {len(row)} fields instead of {len(columns)}")
            continue
        for name, value in zip(columns, row):
            if value != value.strip():
                problems.append(f"{path.name}, line {number}: spaces around the field {name}")
        rows.append((number, dict(zip(columns, row))))
    return rows, problems


def numbers(text: str) -> list[float]:
    """The numbers of a field, separated by semicolons."""
    return [float(part) for part in text.split(";") if part.strip()]


def agrees(measured: list[float], expected: list[float], tolerance: list[float]) -> bool:
    """Every measured value lies within its tolerance; NaN and infinities never do."""
    if not len(measured) == len(expected) == len(tolerance):
        return False
    return all(abs(m - e) <= t for m, e, t in zip(measured, expected, tolerance))


def read_claims(path: Path) -> Claims:
    rows, problems = _rows(path, CLAIM_COLUMNS)
    claims = Claims(problems=problems)
    for line, row in rows:
        where = f"{path.name}, line {line} ({row['id']})"
        problems += [f"{where}: {text}" for text in _claim_problems(row)]
        if row["id"] in claims.rows:
            problems.append(f"{where}: the id is used twice")
        claims.rows[row["id"]] = row
    false = [key for key, row in claims.rows.items() if "false" in _words(row)]
    if len(false) > MOST_FALSE:
        problems.append(f"{path.name}: 'false' stands in {len(false)} rows, at most {MOST_FALSE}: {', '.join(false)}")
    return claims


def _word(text: str) -> str:
    """The verdict without its reason: "too strong: ..." is "too strong"."""
    word, colon, reason = text.partition(":")
    return word if not colon or reason.strip() else text


def _words(row: dict[str, str]) -> tuple[str, str]:
    return _word(row["mathematics"]), _word(row["practice"])


def _is_word(text: str) -> bool:
    word = _word(text)
    return word in WORDS or (word.startswith("holds if ") and len(word) > len("holds if "))


def _claim_problems(row: dict[str, str]) -> list[str]:
    found = []
    if not _ID.fullmatch(row["id"]):
        found.append("an id is C or G and two or three digits")
    if not row["question"] or not set(row["question"].split(";")) <= QUESTIONS:
        found.append(f"unknown question '{row['question']}'; known: Q1 to Q9 and overview, separated by ;")
    if not _LESSON.fullmatch(row["lesson"]):
        found.append(f"the home lesson is a number such as 01 or 08b, not '{row['lesson']}'")
    if len(row["statement"].split()) < 4:
        found.append("the statement has to be a full sentence")
    if row["how"] not in HOW:
        found.append(f"how it is true is one of {', '.join(sorted(HOW))}, not '{row['how']}'")
    for column in ("mathematics", "practice"):
        if row[column] and not _is_word(row[column]):
            found.append(f"unknown verdict '{row[column]}' under {column}")
    result = ("mathematics", "practice", "number", "setup", "expected", "tolerance")
    if row["status"] == "open":
        filled = [name for name in result if row[name]]
        if filled:
            found.append(f"an open row leaves {', '.join(filled)} empty")
    elif row["status"] == "closed":
        # A fact of history has a source instead of a number, and some statements need more than this course runs.
        unmeasured = row["how"] == "source" or "not measured" in _words(row)
        needed = ("number", "setup") if unmeasured else ("number", "setup", "expected", "tolerance")
        empty = [name for name in needed if not row[name]]
        if unmeasured and (row["expected"] or row["tolerance"]):
            found.append("a source, or 'not measured', leaves expected and tolerance empty")
        if row["how"] != "source" and "history" in _words(row):
            found.append("'history' is the verdict of a source")
        if not row["mathematics"] and not row["practice"]:
            empty.append("mathematics or practice")
        if empty:
            found.append(f"a closed row needs {', '.join(empty)}")
        if "false" in _words(row) and row["how"] == "experiment":
            found.append("'false' needs a derivation or a counterexample; an experiment says 'not seen here'")
        try:
            expected, tolerance = numbers(row["expected"]), numbers(row["tolerance"])
        except ValueError as error:
            found.append(f"expected and tolerance are numbers separated by semicolons: {error}")
        else:
            if len(expected) != len(tolerance):
                found.append(f"{len(expected)} expected values but {len(tolerance)} tolerances")
            if any(not math.isfinite(value) for value in expected + tolerance):
                found.append("expected values and tolerances have to be finite")
            if any(value < 0 for value in tolerance):
                found.append("a tolerance cannot be negative")
    else:
        found.append(f"status is open or closed, not '{row['status']}'")
    return found


# ------------------------------------------------------------------------------------------
# Lessons and the ledger


def _lesson_number(name: str) -> str:
    return name.removesuffix(".ipynb").split("-", 1)[0]


def emitted(notebooks: dict[str, Any]) -> list[dict[str, Any]]:
    """All verdicts of all lessons in order, each with the number of its lesson."""
    return [
        {**row, "lesson": _lesson_number(name)}
        for name in sorted(notebooks)
        for row in outputs.verdicts(notebooks[name])
    ]


def problems(claims: Claims, notebooks: dict[str, Any]) -> list[str]:
    """Where the ledger and what the lessons emitted do not say the same."""
    found: list[str] = []
    lessons = {_lesson_number(name): name for name in notebooks}
    seen: dict[str, str] = {}
    for row in emitted(notebooks):
        key, name = str(row.get("id")), lessons[row["lesson"]]
        claim = claims.rows.get(key)
        if claim is None:
            found.append(f"{name}: gives a verdict on {key}, which is not in claims.csv")
            continue
        if key in seen:
            found.append(f"{name}: gives a verdict on {key}, which {seen[key]} gave already")
        seen[key] = name
        if claim["status"] != "closed":
            found.append(f"{name}: gives a verdict on {key}, which is open in claims.csv")
            continue
        if claim["lesson"] != row["lesson"]:
            found.append(f"{name}: gives a verdict on {key}, whose home is lesson {claim['lesson']}")
        found += [f"{name}, {key}: {text}" for text in _verdict_problems(row, claim)]
    for key, claim in claims.closed.items():
        if claim["lesson"] not in lessons:
            found.append(f"claims.csv, {key}: closed, but lesson {claim['lesson']} does not exist")
        elif key not in seen:
            found.append(f"claims.csv, {key}: closed, but no lesson gives its verdict")
    return found


def _verdict_problems(row: dict[str, Any], claim: dict[str, str]) -> list[str]:
    try:
        expected, tolerance = numbers(claim["expected"]), numbers(claim["tolerance"])
    except ValueError:
        return []  # said already when the file was read
    measured = row.get("measured")
    if not isinstance(measured, list) or not all(isinstance(m, (int, float)) and not isinstance(m, bool) for m in measured):
        return [f"the measured values are not numbers: {measured}"]
    found = []
    if [float(v) for v in row.get("expected", [])] != expected or [float(v) for v in row.get("tolerance", [])] != tolerance:
        found.append(
            f"the lesson compared with {row.get('expected')} ± {row.get('tolerance')}, "
            f"claims.csv says {expected} ± {tolerance}; build again and rewrite the lesson"
        )
    right = agrees([float(m) for m in measured], expected, tolerance)
    if row.get("agrees") is not right:
        found.append(f"says agrees = {row.get('agrees')}, but {measured} against {expected} ± {tolerance} gives {right}")
    if not right:
        found.append(f"measured {measured}, expected {expected} ± {tolerance}: the verdict does not stand")
    return found


def perturbed(row: dict[str, Any], position: int, direction: int) -> list[float]:
    """The measured values with one of them moved just beyond its tolerance."""
    measured = [float(m) for m in row["measured"]]
    expected, tolerance = float(row["expected"][position]), float(row["tolerance"][position])
    step = tolerance * 1.01 if tolerance > 0 else max(abs(expected), 1.0) * 1e-9
    value = expected + direction * step
    if abs(value - expected) <= tolerance:  # the step drowned in rounding
        value = math.nextafter(expected + direction * tolerance, direction * math.inf)
        while abs(value - expected) <= tolerance:
            value = math.nextafter(value, direction * math.inf)
    measured[position] = value
    return measured


# ------------------------------------------------------------------------------------------
# verdicts.csv


def _plain(value: Any) -> str:
    number = float(value)
    return str(int(number)) if number.is_integer() and abs(number) < 1e15 else repr(number)


def verdicts_csv(notebooks: dict[str, Any]) -> str:
    """The generated file, from the outputs of the executed lessons."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(VERDICT_COLUMNS)
    for row in sorted(emitted(notebooks), key=lambda row: str(row["id"])):
        lists = [";".join(map(_plain, row.get(key, []))) for key in ("measured", "expected", "tolerance")]
        writer.writerow([row["id"], row["lesson"], str(row.get("agrees")).lower(), *lists])
    return text.getvalue()


def verdict_file_problems(path: Path, notebooks: dict[str, Any]) -> list[str]:
    if not path.is_file():
        return ["verdicts.csv is missing; 'lessons.py rewrite' makes it"]
    with open(path, encoding="utf-8", newline="") as file:
        committed = file.read()
    expected = verdicts_csv(notebooks)
    if committed == expected:
        return []
    return ["verdicts.csv is not what the lessons emitted; run 'lessons.py rewrite':\n"
            + outputs.text_difference(committed, expected)]  # fmt: skip


# ------------------------------------------------------------------------------------------
# predictions.csv


_PREDICT = re.compile(r'\bpredict\s*\(\s*"([^"]+)"\s*(,\s*""\s*\))?')


def _squeezed(text: str) -> str:
    """Text without Markdown marks, so that a question may be set in bold or across lines."""
    return " ".join(re.sub(r"[*_`$\\]", "", text).split())


def prediction_problems(path: Path, notebooks: dict[str, Any]) -> list[str]:
    rows, found = _rows(path, PREDICTION_COLUMNS)
    bank: dict[str, dict[str, str]] = {}
    for line, row in rows:
        where = f"{path.name}, line {line} ({row['id']})"
        if row["id"] in bank:
            found.append(f"{where}: the id is used twice")
        bank[row["id"]] = row
        found += [f"{where}: {text}" for text in _prediction_row_problems(row)]
    used: dict[str, str] = {}
    for name in sorted(notebooks):
        cells = notebooks[name].cells
        for index, cell in enumerate(cells):
            if cell.cell_type != "code":
                continue
            for key, blank in _PREDICT.findall(cell.source):
                where = outputs.place(name, index, cell)
                if not blank:
                    found.append(f'{where}: predict("{key}") is answered; the course leaves it blank for the reader')
                if key not in bank:
                    found.append(f'{where}: predict("{key}") has no row in {path.name}')
                    continue
                # A homework may ask a lesson's question again: it has a file of answers of its own.
                again = name.startswith("hw") and not bank[key]["lesson"].startswith("hw")
                if key in used and not again:
                    found.append(f'{where}: predict("{key}") stands in {used[key]} already')
                used[key] = name
                if bank[key]["lesson"] != _lesson_number(name) and not again:
                    found.append(f"{where}: {path.name} gives the prediction {key} to lesson {bank[key]['lesson']}")
                before = next((c.source for c in reversed(cells[:index]) if c.cell_type == "markdown"), "")
                if _squeezed(bank[key]["question"]) not in _squeezed(before):
                    found.append(f"{where}: the text before it does not ask '{bank[key]['question']}'")
    for key, row in bank.items():
        if key not in used:
            found.append(f'{path.name} ({key}): no lesson calls predict("{key}"')
    return found


def _prediction_row_problems(row: dict[str, str]) -> list[str]:
    found = [f"the field {name} is empty" for name in ("id", "lesson", "question", "answer", "explanation") if not row[name]]
    options = [part.strip() for part in row["options"].split(";") if part.strip()]
    if row["kind"] == "choice":
        if len(options) < 2:
            found.append("a choice has at least two options, separated by ;")
        elif row["answer"] not in options:
            found.append(f"the answer '{row['answer']}' is none of the options")
        for part in filter(None, (p.strip() for p in row["misconceptions"].split("|"))):
            option, colon, sentence = part.partition(":")
            if not colon or not sentence.strip():
                found.append(f"a misconception is written 'option: sentence', not '{part}'")
            elif option.strip() not in options:
                found.append(f"the misconception '{option.strip()}' is none of the options")
    elif row["kind"] == "number":
        try:
            numbers(row["answer"]), numbers(row["tolerance"])
        except ValueError as error:
            found.append(f"answer and tolerance have to be numbers: {error}")
        else:
            if not numbers(row["tolerance"]):
                found.append("a number needs a tolerance")
    else:
        found.append(f"kind is choice or number, not '{row['kind']}'")
    return found
