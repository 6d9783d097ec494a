"""Numbers in a lesson's prose have to come from the lesson itself."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import markdown
import outputs

_GIVEN = re.compile(r"<!--\s*given:\s*(.*?)\s*-->", re.DOTALL)
_SUPER = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
# Spaces that group thousands: no-break, thin, narrow no-break
_GROUP = "\u00a0\u2009\u202f"
_NUMBER = re.compile(
    r"(?<![\w.\u0000])(?P<sign>[+\-−]?)"
    rf"(?P<digits>\d{{1,3}}(?:[{_GROUP},]\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?:[eE](?P<e>[+\-−]?\d+)|\s?[×·]\s?10(?P<power>[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+))?"
    r"(?![\w\u0000]|\.\d)(?P<percent>\s?%)?"
)
_LOOSE = re.compile(r"[+\-−]?\d+(?:\.\d+)?(?:[eE][+\-−]?\d+)?")
_REFERENCE = re.compile(r"\b(?:[Ll]essons?|[Qq]uestions?|[Cc]ells?)\s+\d+(?:\w|(?:,| and| to|–)\s*\d+\w?)*")
_BASE64 = re.compile(r"[A-Za-z0-9+/=]{120,}")
_TAG = re.compile(r"<(script|style)\b.*?</\1>|<[^>]*>", re.DOTALL | re.IGNORECASE)


def unfounded_numbers(name: str, notebook: Any) -> list[str]:
    """Every number in Markdown that no output and no code cell of the lesson contains.

    A number in prose is founded when some number in the lesson's outputs or code equals it after
    rounding to the digits that the prose shows: 0.54 is founded by 0.5391. Percentages may stand
    for fractions. A number without a sign may stand for a negative one.

    Not looked at: the title, the minutes in the first cell (the README's table is compared with them), code, links' addresses, formulas (anything in dollars with a letter
    in it), the ordinals of lists, "lesson 4", "question 9", and numbers that are part of a word.

    A number that comes from elsewhere (minutes, years, an exercise) is marked as given by a comment
    in the same Markdown cell. A reader does not see it:

        <!-- given: 20, 2026 -->
    """
    pool = _pool(notebook)
    found: list[str] = []
    for index, cell in enumerate(notebook.cells):
        if cell.cell_type != "markdown":
            continue
        where = outputs.place(name, index, cell)
        given = {part.strip() for match in _GIVEN.finditer(cell.source) for part in match.group(1).split(",")}
        used: set[str] = set()
        source = re.sub(r"\b\d+(?=\s+minutes\b)", "", cell.source) if index == 0 else cell.source
        for text, value, half, percent in _prose_numbers(source):
            bare = text.rstrip("% ").strip()
            marks = {text, bare, bare.lstrip("+-−")} & given
            if marks:
                used |= marks
            elif not _founded(value, half, percent, pool):
                found.append(f"{where}: {text} is in no output of this lesson; correct it or mark it <!-- given: {bare} -->")
        for mark in sorted(given - used - {""}):
            found.append(f"{where}: {mark} is marked as given but does not stand there")
    return found


def _prose_numbers(source: str) -> list[tuple[str, Decimal, Decimal, bool]]:
    """Text, value, half a unit of the last digit shown, and whether it is a percentage."""
    result = []
    for piece in markdown.pieces(source):
        if piece.heading == 1:
            continue
        text, formulas = markdown.split_math(piece.text)
        numeric = [formula for formula in formulas if not re.search(r"[A-Za-z\\=]", formula)]
        for part in [_REFERENCE.sub(" ", text), *numeric]:
            for match in _NUMBER.finditer(part):
                value, half = _value(match)
                shown = match.group(0).strip()
                result.append((shown, value, half, bool(match.group("percent"))))
    return result


def _value(match: re.Match[str]) -> tuple[Decimal, Decimal]:
    digits = re.sub(f"[{_GROUP},]", "", match.group("digits"))
    exponent = match.group("e") or (match.group("power") or "").translate(_SUPER) or "0"
    scale = Decimal(10) ** int(exponent.replace("−", "-"))
    sign = -1 if match.group("sign") in ("-", "−") else 1
    decimals = len(digits.partition(".")[2])
    return sign * Decimal(digits) * scale, Decimal(5) * Decimal(10) ** (-decimals - 1) * scale


def _founded(value: Decimal, half: Decimal, percent: bool, pool: list[Decimal]) -> bool:
    choices = [(value, half)] + ([(value / 100, half / 100)] if percent else [])
    for wanted, distance in choices:
        for number in pool:
            if abs(number - wanted) <= distance or (wanted > 0 and abs(-number - wanted) <= distance):
                # 0 in prose means zero, not anything below one half
                if wanted == 0 and number != 0:
                    continue
                return True
    return False


def _pool(notebook: Any) -> list[Decimal]:
    """All numbers in the code and in the outputs of a lesson."""
    texts: list[str] = []
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        texts.append(cell.source)
        for output in cell.get("outputs", []):
            if output.get("output_type") == "stream":
                texts.append(outputs.joined(output.get("text", "")))
            for mime, value in output.get("data", {}).items():
                if mime == "text/html":
                    html = _BASE64.sub(" ", outputs.joined(value))
                    alt = " ".join(re.findall(r"\balt=(\"[^\"]*\"|'[^']*')", html))
                    texts.append(_TAG.sub(" ", html) + " " + alt)
                elif mime == "text/plain":
                    texts.append(_BASE64.sub(" ", outputs.joined(value)))
                elif mime == outputs.VERDICTS:
                    texts.append(str(value))
    pool: set[Decimal] = set()
    for text in texts:
        text = re.sub(r"(?<=\d)_(?=\d)", "", text)
        for match in _NUMBER.finditer(text):
            pool.add(_value(match)[0])
        for match in _LOOSE.finditer(text):
            pool.add(Decimal(match.group(0).replace("−", "-")))
    return sorted(pool)
