"""Makes up what a class of thirty hands in for homework 1, with everything that goes wrong when people hand in files."""

from __future__ import annotations

import copy
import json
import re
from pathlib import Path
from typing import Any

from conftest import ROOT

BANK = ROOT / "lib" / "homework" / "src" / "test" / "resources" / "right" / "hw1"
WRITTEN = "I chose the spread 3. ELU let the most through, 0.0032, against 0.00000054 with tanh."

# What is easily slipped into: what stands in an answer, and what stands there instead.
SLIPS = [("exp(-x)", "exp(x)"), ("1 + ", "1 - "), ("x > 0", "x < 0"), (" * ", " / "), ("return ", "return -1 * "), (";", "")]


def style(name: str) -> tuple[dict[str, str], list[str]]:
    """Right answers by exercise, and cells of a student's own."""
    answers, own = {}, []
    bank = (BANK / name).read_text(encoding="utf-8")
    for head, text in re.findall(r"(?ms)^// (answer [a-z0-9-]+|cell)\s*?\n(.*?)(?=^// (?:answer|cell)|\Z)", bank):
        if head == "cell":
            own.append(text.strip())
        else:
            answers[head.split()[1]] = text.strip()
    return answers, own


def notebook(release: Path, name: str, slips: int = 0, written: str = WRITTEN) -> dict[str, Any]:
    """A notebook with right answers, of which some have a slip."""
    made = json.loads(release.read_text(encoding="utf-8"))
    answers, own = style(name)
    place = next(i for i, cell in enumerate(made["cells"]) if cell["id"] == "setup")
    for number, text in enumerate(own):
        cell = {"cell_type": "code", "id": f"my-{number}", "metadata": {}, "outputs": [], "execution_count": None, "source": text}
        made["cells"].insert(place + 1 + number, cell)
    for number, (exercise, text) in enumerate(answers.items()):
        if number < slips:
            text = next(text.replace(wrong, instead, 1) for wrong, instead in SLIPS[number % 2 :] if wrong in text)
        at(made, exercise)["source"] = text
    if written:
        at(made, "written")["source"] = written
    return made


def at(made: dict[str, Any], grade_id: str) -> dict[str, Any]:
    return next(cell for cell in made["cells"] if cell["metadata"].get("nbgrader", {}).get("grade_id") == grade_id)


def old_format(made: dict[str, Any]) -> dict[str, Any]:
    """The notebook as IPython 2 wrote it."""
    cells = []
    for cell in made["cells"]:
        old = {"cell_type": cell["cell_type"], "metadata": cell["metadata"]}
        if cell["cell_type"] == "code":
            old.update(input=cell["source"], language="java", outputs=[], collapsed=False)
        else:
            old["source"] = cell["source"]
        cells.append(old)
    return {"metadata": {"name": ""}, "nbformat": 3, "nbformat_minor": 0, "worksheets": [{"cells": cells, "metadata": {}}]}


def thirty(release: Path, submitted: Path) -> list[str]:
    """Thirty students in nbgrader's folders; returns their ids. The first twelve are in order, the others are not."""
    styles = sorted(path.name for path in BANK.glob("*.java"))
    names = ["ada", "ben", "chloé", "jörg.müller", "Ümit Özgür", "max", "moritz", "nina", "olaf", "paul", "quim", "rosa"]
    for number, name in enumerate(names):
        hand_in(submitted, name, notebook(release, styles[number % 3], slips=number % 4, written="" if number == 7 else WRITTEN))
    base = notebook(release, styles[0], slips=1)
    odd: dict[str, Any] = {}
    doubled = copy.deepcopy(base)
    for grade_id in ("sigmoid", "check-sigmoid", "written"):
        place = doubled["cells"].index(at(doubled, grade_id))
        doubled["cells"].insert(place + 1, copy.deepcopy(doubled["cells"][place]) | {"id": f"copy-{grade_id}"})
    odd["doubled"] = doubled
    deleted = copy.deepcopy(base)
    gone = ("check-relu", "check-elu", "elu", "written", "setup")
    deleted["cells"] = [cell for cell in deleted["cells"] if cell["id"] not in gone]
    odd["deleted"] = deleted
    odd["old-format"] = old_format(base)
    stripped = copy.deepcopy(base)
    for cell in stripped["cells"]:
        cell["metadata"] = {}
    odd["stripped"] = stripped
    flipped = copy.deepcopy(base)
    at(flipped, "check-tanh")["metadata"]["nbgrader"] |= {"solution": True, "locked": False, "points": 1000}
    odd["flipped"] = flipped
    tampered = copy.deepcopy(base)
    at(tampered, "check-tanh")["source"] = "8.0"
    odd["tampered"] = tampered
    as_text = copy.deepcopy(base)
    cell = at(as_text, "elu")
    cell["cell_type"] = "markdown"
    del cell["outputs"], cell["execution_count"]
    odd["as-text"] = as_text
    odd["blank"] = notebook(release, styles[1], written=" \n")
    odd["untouched"] = json.loads(release.read_text(encoding="utf-8"))
    old_schema = copy.deepcopy(base)
    for one in old_schema["cells"]:
        if "nbgrader" in one["metadata"]:
            one["metadata"]["nbgrader"]["schema_version"] = 1
    odd["old-schema"] = old_schema
    for name, made in odd.items():
        hand_in(submitted, name, made)
    hand_in(submitted, "renamed", base, "My homework (1).ipynb")
    hand_in(submitted, "two", base, "one.ipynb")
    hand_in(submitted, "two", base, "other.ipynb")
    hand_in(submitted, "strays", base)
    (submitted / "strays" / "hw1" / "notes.txt").write_text("mine", encoding="utf-8")
    (submitted / "strays" / "hw1" / "hw1 (copy).ipynb").write_text("{}", encoding="utf-8")
    (submitted / "empty" / "hw1").mkdir(parents=True)
    for name, text in (("broken", '{"cells": [{"cell_'), ("nothing", ""), ("html", "<!doctype html><p>Not a notebook")):
        hand_in(submitted, name, base)
        (submitted / name / "hw1" / "hw1.ipynb").write_text(text, encoding="utf-8")
    hand_in(submitted, "wrong-homework", json.loads((release.parents[1] / "hw2" / "hw2.ipynb").read_text(encoding="utf-8")))
    return sorted(path.name for path in submitted.iterdir())


def hand_in(submitted: Path, student: str, made: dict[str, Any], name: str = "hw1.ipynb") -> None:
    folder = submitted / student / "hw1"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(json.dumps(made, ensure_ascii=False), encoding="utf-8")
