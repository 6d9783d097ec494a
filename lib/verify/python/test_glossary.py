"""The glossary: one line a term, in order, and each term stands in the lesson that the line names."""

from __future__ import annotations

import re
from pathlib import Path

import lessons
from conftest import NOTEBOOKS, clean

_LINE = re.compile(r"- \*\*(.+?)\*\* — .+ \(\[lesson (\d\d[a-z]?)\]\(([^)]+)\)\)")


def entries(text: str) -> list[tuple[str, str, str]]:
    """Term, number and file of each line."""
    found = []
    for line in text.splitlines()[2:]:
        if line.startswith("- "):
            match = _LINE.fullmatch(line)
            assert match, f"not '- **term** — definition ([lesson NN](NN-name.ipynb))': {line}"
            found.append(match.groups())
    return found


def order(term: str) -> str:
    return re.sub(r".* \((\w+)\)$", r"\1", term).casefold()


def stands_in(term: str, text: str) -> bool:
    """Every word, up to its ending: "vanishing gradient" stands where "gradients vanish"."""
    words = re.findall(r"\w+", re.sub(r"\(.*?\)", "", term).casefold())
    return all(re.search(rf"(?<!\w){re.escape(word[:5])}", text) for word in words)


def test_glossary() -> None:
    listed = entries((NOTEBOOKS / "glossary.md").read_text(encoding="utf-8"))
    assert listed, "glossary.md has no terms"
    terms = [term for term, _, _ in listed]
    found = [f"{term} comes too late" for one, term in zip(terms, terms[1:]) if order(term) <= order(one)]
    for term, number, file in listed:
        path = NOTEBOOKS / file
        if lessons.number_of(Path(file)) != number or not path.is_file():
            found.append(f"{term}: lesson {number} is not {file}, or is not there")
            continue
        text = "\n".join(cell.source for cell in lessons.read(path).cells if cell.cell_type == "markdown").casefold()
        if not stands_in(term, text):
            found.append(f"{term}: lesson {number} does not speak of it")
    clean(found)


def test_the_check_sees() -> None:
    assert stands_in("vanishing gradient", "the gradients vanish")
    assert stands_in("χ (chi)", "this is χ.")
    assert not stands_in("batch", "a match")
    assert order("χ (chi)") == "chi"
    assert entries("# G\n\n- **a** — b ([lesson 02b](02b-x.ipynb))\n") == [("a", "02b", "02b-x.ipynb")]
