"""What a reader sees of a lesson's Markdown: headings, prose, tables, folded parts, pictures."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from markdown_it import MarkdownIt

_PARSER = MarkdownIt("commonmark").enable("table")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
# $$...$$ and $...$ (no space inside the dollars, no digit behind), as JupyterLab and GitHub read them
_MATH = re.compile(r"\$\$.+?\$\$|\$(?=\S)[^$]*?(?<=\S)\$(?!\d)", re.DOTALL)
_DETAILS = re.compile(r"<(/?)details\b", re.IGNORECASE)


@dataclass(frozen=True)
class Piece:
    """A run of text and where it stands."""

    text: str
    line: int
    heading: int = 0
    table: bool = False
    folded: bool = False


@dataclass(frozen=True)
class Image:
    source: str
    alt: str
    line: int


def _tokens(source: str) -> list[Any]:
    return _PARSER.parse(_without_comments(source))


def _without_comments(source: str) -> str:
    return _COMMENT.sub(lambda match: "\n" * match.group(0).count("\n"), source)


def pieces(source: str) -> list[Piece]:
    """The visible text outside code, links' addresses and comments; formulas are kept in dollars."""
    found: list[Piece] = []
    folded, table, heading = 0, False, 0
    for token in _tokens(source):
        line = token.map[0] if token.map else 0
        if token.type == "table_open":
            table = True
        elif token.type == "table_close":
            table = False
        elif token.type == "heading_open":
            heading = int(token.tag[1:])
        elif token.type == "heading_close":
            heading = 0
        elif token.type == "html_block":
            position = 0
            for match in _DETAILS.finditer(token.content):
                _add_html(found, token.content[position : match.start()], line, folded)
                folded += -1 if match.group(1) else 1
                position = match.start()
            _add_html(found, token.content[position:], line, folded)
        elif token.type == "inline":
            text = "".join(_visible(child) for child in token.children or [])
            found.append(Piece(text, line, heading, table, folded > 0))
    return found


def _add_html(found: list[Piece], html: str, line: int, folded: int) -> None:
    text = " ".join(_TAG.sub(" ", html).split())
    if text:
        found.append(Piece(text, line, folded=folded > 0))


def _visible(child: Any) -> str:
    if child.type == "text":
        return child.content
    if child.type in ("softbreak", "hardbreak"):
        return " "
    if child.type == "image":
        return child.content
    if child.type == "code_inline":
        return "\u0000"  # a gap, so that words beside it do not grow together
    return ""


def split_math(text: str) -> tuple[str, list[str]]:
    """The text without its formulas, and the formulas without their marks."""
    formulas = [match.group(0).strip("$ \n") for match in _MATH.finditer(text)]
    return _MATH.sub(" ", text), formulas


def headings(source: str) -> list[tuple[int, str]]:
    return [(piece.heading, piece.text) for piece in pieces(source) if piece.heading]


def images(source: str) -> list[Image]:
    return [
        Image(str(child.attrs.get("src", "")), child.content, token.map[0] if token.map else 0)
        for token in _tokens(source)
        if token.type == "inline"
        for child in token.children or []
        if child.type == "image"
    ]


def html(source: str) -> str:
    """The raw HTML in the Markdown, outside of code."""
    parts = []
    for token in _tokens(source):
        if token.type == "html_block":
            parts.append(token.content)
        elif token.type == "inline":
            parts += [child.content for child in token.children or [] if child.type == "html_inline"]
    return "\n".join(parts)


def word_count(source: str) -> int:
    """Words of prose: not in tables, folded parts, code or formulas."""
    count = 0
    for piece in pieces(source):
        if not piece.table and not piece.folded:
            count += len(re.findall(r"[^\W\d_][\w'’-]*", split_math(piece.text)[0]))
    return count
