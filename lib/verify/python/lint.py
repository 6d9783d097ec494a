"""The rules for a lesson's cells that a program can check.

They keep the lessons within what JJava and IJava share (the only %classpath in the first code cell,
no other magics, no value that the kernel echoes), readable (headings in order, alternative texts, one
task per cell, twenty minutes) and calm (words that talk down to a reader).
"""

from __future__ import annotations

import json
import re
import unicodedata
from typing import Any

import markdown
import outputs

MOST_CODE_CELLS = 12
MOST_LINES = 8
MOST_COLUMNS = 80
MOST_FIGURES = 5
MOST_WORDS = 900
MOST_BYTES = 1_000_000
TAGS = {"volatile", "predict", "verdict", "try", "raises-exception"}

CLASSPATH = "%classpath ../lib/jars/*.jar"

_WORDS = re.compile(r"\b(simply|just|obviously|most people|usually|you probably)\b", re.IGNORECASE)
_TYPE = re.compile(r"\b(?:class|record|interface|enum)\s+([A-Z]\w*)")
#: What our kernel imports by itself and the stock kernels do not, by package.
_IMPORTED = {
    "java.util.stream": re.compile(r"\b(?:(?:Int|Long|Double)?Stream|Collectors)\b"),
    "java.util.function": re.compile(r"\b[A-Z]\w*(?:Function|Operator|Predicate|Supplier|Consumer)\b"),
}
_BASE64 = re.compile(r"[A-Za-z0-9+/=]{120,}")
_HASH_CODE = re.compile(r"[\w\];$]@[0-9a-f]{5,8}\b")
_UUID = re.compile(r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b")
_ELEMENT = re.compile(r"<(img|script|link|iframe|source|video|audio|object|embed)\b([^>]*)>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([\w-]+)\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+)""")
_EXTERNAL = re.compile(r"^\s*(?:https?:)?//", re.IGNORECASE)
_CSS_EXTERNAL = re.compile(r"(?:url\(\s*['\"]?|@import\s+['\"])(?:https?:)?//", re.IGNORECASE)


def lint(name: str, notebook: Any) -> list[str]:
    """Every rule that an executed lesson breaks, with its place."""
    return _markdown_rules(name, notebook) + _code_rules(name, notebook) + _output_rules(name, notebook)


# ------------------------------------------------------------------------------------------
# Text


def _markdown_rules(name: str, notebook: Any) -> list[str]:
    found: list[str] = []
    cells = notebook.cells
    first = cells[0] if cells else None
    if first is None or first.cell_type != "markdown" or not first.source.lstrip().startswith("# "):
        found.append(f"{name}: the first cell has to be Markdown and to begin with the lesson's '# title'")
    level, titles, words = 0, 0, 0
    for index, cell in enumerate(cells):
        if cell.cell_type != "markdown":
            continue
        where = outputs.place(name, index, cell)
        words += markdown.word_count(cell.source)
        for depth, text in markdown.headings(cell.source):
            titles += depth == 1
            if depth == 1 and titles > 1:
                found.append(f"{where}: a second heading of the first level, '{text}'")
            if depth > level + 1:
                found.append(f"{where}: the heading '{text}' jumps from level {level} to level {depth}")
            level = depth
        for image in markdown.images(cell.source):
            if not image.alt.strip():
                found.append(f"{where}: the picture {image.source[:60]} has no alternative text")
            if _EXTERNAL.match(image.source):
                found.append(f"{where}: the picture {image.source[:60]} comes from another site")
        found += [f"{where}: {text}" for text in _html_rules(markdown.html(cell.source))]
        found += [f"{where}: {text}" for text in _tone_rules(cell.source)]
    if words > MOST_WORDS:
        found.append(f"{name}: {words} words of prose, at most {MOST_WORDS}; fold or cut some")
    return found


def _tone_rules(source: str) -> list[str]:
    found = []
    for piece in markdown.pieces(source):
        text = markdown.split_math(piece.text)[0]
        for match in _WORDS.finditer(text):
            found.append(f"the word '{match.group(0)}' does not belong in a lesson")
        if "!" in text:
            found.append(f"an exclamation mark in '{_around(text, text.index('!'))}'")
        for position, letter in enumerate(text):
            if _is_emoji(letter):
                found.append(f"an emoji in '{_around(text, position)}'")
                break
    return found


def _is_emoji(letter: str) -> bool:
    code = ord(letter)
    return code >= 0x1F000 or (0x2600 <= code <= 0x27BF and unicodedata.category(letter) == "So") or code == 0xFE0F


def _around(text: str, position: int) -> str:
    return text[max(0, position - 25) : position + 15].strip()


def _html_rules(html: str) -> list[str]:
    """Pictures say what they show and how wide they are; nothing is loaded from another site."""
    found = []
    for match in _ELEMENT.finditer(html):
        element = match.group(1).lower()
        attributes = {key.lower(): value.strip("\"'") for key, value in _ATTRIBUTE.findall(match.group(2))}
        if element == "img":
            for wanted in ("alt", "width"):
                if not attributes.get(wanted, "").strip():
                    found.append(f"an <img> without {wanted}")
        for key in ("src", "href", "data", "srcset"):
            if _EXTERNAL.match(attributes.get(key, "")):
                found.append(f"<{element}> loads {attributes[key][:60]} from another site")
    if _CSS_EXTERNAL.search(html):
        found.append("a style loads something from another site")
    return found


# ------------------------------------------------------------------------------------------
# Code


def stripped_java(source: str, blank_text_blocks: bool = True) -> str:
    """The source with comments, strings and characters blanked, every position unchanged."""
    result, i, n = list(source), 0, len(source)

    def blank(start: int, end: int) -> None:
        for position in range(start, min(end, n)):
            if result[position] != "\n":
                result[position] = " "

    while i < n:
        if source.startswith("//", i):
            end = source.find("\n", i)
            end = n if end < 0 else end
            blank(i, end)
        elif source.startswith("/*", i):
            end = source.find("*/", i + 2)
            end = n if end < 0 else end + 2
            blank(i, end)
        elif source.startswith('"""', i):
            end = i + 3
            while end < n and not source.startswith('"""', end):
                end += 2 if source[end] == "\\" else 1
            end = min(n, end + 3)
            if blank_text_blocks:
                blank(i, end)
        elif source[i] in "\"'":
            end = i + 1
            while end < n and source[end] not in (source[i], "\n"):
                end += 2 if source[end] == "\\" else 1
            end = min(n, end + 1)
            blank(i, end)
        else:
            i += 1
            continue
        i = end
    return "".join(result)


def top_level(source: str) -> str:
    """The source outside of all braces, for statements that stand directly in the cell."""
    depth, result = 0, []
    for letter in stripped_java(source):
        if letter == "}":
            depth = max(0, depth - 1)
        result.append(letter if depth == 0 or letter == "\n" else " ")
        if letter == "{":
            depth += 1
    return "".join(result)


def _code_rules(name: str, notebook: Any) -> list[str]:
    found: list[str] = []
    code = [(i, cell) for i, cell in enumerate(notebook.cells) if cell.cell_type == "code"]
    if len(code) > MOST_CODE_CELLS:
        found.append(f"{name}: {len(code)} code cells, at most {MOST_CODE_CELLS}")
    if not code or not code[0][1].source.startswith(CLASSPATH + "\n"):
        found.append(f"{name}: the first code cell has to begin with '{CLASSPATH}'")
    types: dict[str, str] = {}
    imports: list[str] = []
    for position, (index, cell) in enumerate(code):
        where = outputs.place(name, index, cell)
        source = cell.source
        lines = source.split("\n")
        if sum(1 for line in lines if line.strip()) > MOST_LINES:
            found.append(f"{where}: more than {MOST_LINES} lines")
        found += [
            f"{where}: line {number} has {len(line)} columns, at most {MOST_COLUMNS}"
            for number, line in enumerate(lines, 1)
            if len(line) > MOST_COLUMNS
        ]
        unknown = sorted(set(cell.metadata.get("tags", [])) - TAGS)
        if unknown:
            found.append(f"{where}: unknown tags {', '.join(unknown)}; known: {', '.join(sorted(TAGS))}")
        found += [f"{where}: {text}" for text in _magic_rules(source, first=position == 0)]
        imports += re.findall(r"(?m)\bimport\s+(?:static\s+)?([\w.]+\*?)", source)
        found += [
            f"{where}: {match.group(0)} needs 'import {package}.*;', because the stock kernels do not have it"
            for package, names in _IMPORTED.items()
            if (match := names.search(re.sub(r"(?m)^\s*import .*", "", stripped_java(source))))
            and not {f"{package}.*", f"{package}.{match.group(0)}"} & set(imports)
        ]
        outside = top_level(source)
        if re.search(r"(?m)(?:^|[;}])\s*assert\b", outside):
            found.append(f"{where}: 'assert' does nothing in a cell, and IJava refuses it at the top level")
        if re.search(r"\bSystem\s*\.\s*out\s*\.\s*(?:printf|format)\s*\(", outside):
            found.append(f"{where}: printf's stream is echoed and its locale varies; print a built string")
        if re.search(r"(?m)(?:^|[;}])\s*(?:display|render|updateDisplay)\s*\(", outside):
            found.append(f"{where}: the kernel echoes the id of its own display; use show(...)")
        for match in _TYPE.finditer(stripped_java(source)):
            if match.group(1) in types:
                found.append(f"{where}: defines {match.group(1)} again, after {types[match.group(1)]}")
            types[match.group(1)] = where
    return found


def _magic_rules(source: str, first: bool) -> list[str]:
    found = []
    visible = stripped_java(source)
    for number, (line, bare) in enumerate(zip(source.split("\n"), visible.split("\n")), 1):
        if not line.lstrip().startswith("%"):
            if re.search(r"=\s*%\w", bare):
                found.append(f"line {number}: '= %' is read as a magic")
            continue
        if not bare.lstrip().startswith("%"):
            found.append(f"line {number}: a line that begins with % inside a text is rewritten by the kernel")
        elif not (first and number == 1 and line == CLASSPATH):
            found.append(f"line {number}: '{line.strip()[:40]}': the only magic is the {CLASSPATH.split()[0]} "
                         "on the first line of the first code cell")  # fmt: skip
    return found


# ------------------------------------------------------------------------------------------
# Outputs


def _texts(output: Any) -> list[tuple[str, str]]:
    if output.get("output_type") == "stream":
        return [("text", outputs.joined(output.get("text", "")))]
    return [
        (mime, outputs.joined(value))
        for mime, value in output.get("data", {}).items()
        if mime.startswith("text/") or mime == "image/svg+xml"
    ]


def _output_rules(name: str, notebook: Any) -> list[str]:
    found: list[str] = []
    figures = 0
    for index, cell in enumerate(notebook.cells):
        if cell.cell_type != "code":
            continue
        where = outputs.place(name, index, cell)
        if outputs.source_runs(cell) and cell.get("execution_count") is None:
            found.append(f"{where}: has not been run; 'lessons.py rewrite' runs it")
        for output in cell.get("outputs", []):
            kind = output.get("output_type")
            if kind == "execute_result":
                text = outputs.joined(output.get("data", {}).get("text/plain", ""))
                found.append(f"{where}: echoes its last value, '{text[:60]}'; end it with show or println")
            if kind == "stream" and output.get("name") == "stderr":
                found.append(f"{where}: writes to the error stream: '{outputs.joined(output['text'])[:60].strip()}'")
            if "image/png" in output.get("data", {}):
                figures += 1
                found.append(f"{where}: a bare image/png has no alternative text in JupyterLab; use show(...)")
            for mime, text in _texts(output):
                bare = _BASE64.sub("", text)
                for pattern, what in ((_HASH_CODE, "a hash code"), (_UUID, "a display id")):
                    match = pattern.search(bare)
                    if match:
                        found.append(f"{where}: {what} in its output, '{_around(bare, match.start())}'")
                if mime == "text/html":
                    figures += max(len(re.findall(r"<figure\b", bare)), len(re.findall(r"<img\b", bare)))
                    found += [f"{where}: {sentence} in its output" for sentence in _html_rules(bare)]
    if figures > MOST_FIGURES:
        found.append(f"{name}: {figures} figures, at most {MOST_FIGURES}")
    size = len(json.dumps(notebook, ensure_ascii=False).encode("utf-8"))
    if size > MOST_BYTES:
        found.append(f"{name}: {size / 1e6:.2f} MB with its outputs, at most {MOST_BYTES / 1e6:.0f}")
    return found
