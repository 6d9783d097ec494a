"""What a notebook's outputs look like in the repository, and when two of them are the same.

Text, numbers and alternative texts have to be equal. Pictures are compared by their pixels,
because two versions of Java draw the edges of letters a little differently. Nothing else is
forgiven.
"""

from __future__ import annotations

import base64
import copy
import difflib
import hashlib
import io
import re
from dataclasses import dataclass
from typing import Any

import numpy
from PIL import Image, UnidentifiedImageError

VERDICTS = "application/vnd.activationlab.verdicts+json"
VOLATILE = "volatile"

KERNELSPEC = {"display_name": "Java", "language": "java", "name": "java"}
# No version: it would change with every machine's JDK.
LANGUAGE_INFO = {
    "codemirror_mode": "java",
    "file_extension": ".jshell",
    "mimetype": "text/x-java-source",
    "name": "Java",
    "pygments_lexer": "java",
}

_PNG = re.compile(r"data:image/png;base64,([A-Za-z0-9+/=\s]+)")
_LONG_BASE64 = re.compile(r"[A-Za-z0-9+/=]{120,}")


@dataclass(frozen=True)
class PixelRule:
    """How far two pictures may be apart.

    At most the given share of the pixels may differ at all, and none by more than a number of steps of
    255 in any channel.
    """

    share: float
    channel: int


#: Two runs on one JDK: at most 0.1 % of the pixels differ, none by more than 2 of 255.
SAME_PICTURE = PixelRule(share=0.001, channel=2)

#: The committed pictures come from JDK 17. JDK 25 draws the ends of dashes and the edges of letters a
#: little differently. Measured on the figures of all lessons: up to 0.49 % of the pixels differ, by up to
#: 48 of 255; in two figures two pixels at the joints of a steep dashed line differ by 59 and by 99. The same
#: figures moved by one pixel: 4 to 8 % of the pixels.
OTHER_JDK_PICTURE = PixelRule(share=0.01, channel=112)


def joined(value: Any) -> str:
    """Notebook files hold long texts as lists of lines."""
    return "".join(value) if isinstance(value, list) else str(value)


def is_volatile(cell: Any) -> bool:
    return VOLATILE in cell.get("metadata", {}).get("tags", [])


# ------------------------------------------------------------------------------------------
# The form in which a notebook is kept


def normalise(notebook: Any) -> Any:
    """Bring an executed notebook into the form that is committed; the argument is changed.

    Counts run from 1, timing and the Java version are left out, texts printed in pieces are
    one text, and every cell has an id that survives the next run.
    """
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    metadata = notebook.metadata
    for key in list(metadata):
        if key not in ("kernelspec", "language_info", "title", "authors"):
            del metadata[key]
    metadata["kernelspec"] = dict(KERNELSPEC)
    metadata["language_info"] = dict(LANGUAGE_INFO)

    taken: set[str] = set()
    count = 0
    for cell in notebook.cells:
        cell["id"] = _stable_id(cell, taken)
        tags = cell.metadata.get("tags")
        cell.metadata.clear()
        if tags:
            cell.metadata["tags"] = list(tags)
        if cell.cell_type != "code":
            continue
        if not cell.source.strip():
            cell.execution_count = None
            cell.outputs = []
            continue
        count += 1
        cell.execution_count = count
        cell.outputs = normalised_outputs(cell.get("outputs", []), count)
    return notebook


def _stable_id(cell: Any, taken: set[str]) -> str:
    wanted = cell.get("id")
    if not wanted or wanted in taken:
        digest = hashlib.sha256(cell.source.encode("utf-8")).hexdigest()[:8]
        wanted, repeat = f"{cell.cell_type}-{digest}", 1
        while wanted in taken:
            repeat += 1
            wanted = f"{cell.cell_type}-{digest}-{repeat}"
    taken.add(wanted)
    return wanted


def normalised_outputs(outputs: list[Any], count: int) -> list[Any]:
    result: list[Any] = []
    for output in outputs:
        output = copy.deepcopy(output)
        if output.get("output_type") == "stream":
            output["text"] = joined(output.get("text", ""))
            if result and result[-1].get("output_type") == "stream" and result[-1]["name"] == output["name"]:
                result[-1]["text"] += output["text"]
                continue
        if "execution_count" in output:
            output["execution_count"] = count
        output.pop("transient", None)
        if "metadata" in output:
            output["metadata"] = {k: v for k, v in sorted(output["metadata"].items()) if v not in ({}, None)}
        result.append(output)
    return result


# ------------------------------------------------------------------------------------------
# Pictures


def pixels(encoded: str) -> numpy.ndarray:
    with Image.open(io.BytesIO(base64.b64decode(encoded))) as image:
        return numpy.asarray(image.convert("RGBA"), dtype=numpy.int16)


def picture_difference(old: str, new: str, rule: PixelRule = SAME_PICTURE) -> str | None:
    """None if two PNGs (base64) pass as the same picture, else a sentence."""
    if old == new:
        return None
    try:
        a, b = pixels(old), pixels(new)
    except (ValueError, OSError, UnidentifiedImageError) as error:
        return f"a picture cannot be read: {error}"
    if a.shape != b.shape:
        return f"the picture was {a.shape[1]} x {a.shape[0]} pixels and is now {b.shape[1]} x {b.shape[0]}"
    distance = numpy.abs(a - b).max(axis=2)
    share, largest = float((distance > 0).mean()), int(distance.max())
    if share <= rule.share and largest <= rule.channel:
        return None
    return (
        f"{share:.3%} of the pixels differ (allowed {rule.share:.3%}), "
        f"by up to {largest} of 255 (allowed {rule.channel})"
    )


def _split_pictures(text: str) -> tuple[str, list[str]]:
    found: list[str] = []

    def cut(match: re.Match[str]) -> str:
        found.append("".join(match.group(1).split()))
        return f"data:image/png;base64,<picture {len(found)}>"

    return _PNG.sub(cut, text), found


def keep_equal_pictures(old_outputs: list[Any], new_outputs: list[Any]) -> None:
    """Where a new picture passes as the old one, the old bytes stay, so that diffs stay small."""
    for old, new in zip(old_outputs, new_outputs):
        old_data, new_data = old.get("data", {}), new.get("data", {})
        for mime in new_data:
            if mime not in old_data:
                continue
            if mime == "image/png":
                before = "".join(joined(old_data[mime]).split())
                if picture_difference(before, "".join(joined(new_data[mime]).split())) is None:
                    new_data[mime] = old_data[mime]
            elif mime == "text/html":
                _, kept = _split_pictures(joined(old_data[mime]))
                remaining = iter(kept)

                def choose(match: re.Match[str]) -> str:
                    before = next(remaining, None)
                    after = "".join(match.group(1).split())
                    if before is not None and picture_difference(before, after) is None:
                        return "data:image/png;base64," + before
                    return match.group(0)

                new_data[mime] = _PNG.sub(choose, joined(new_data[mime]))


# ------------------------------------------------------------------------------------------
# Comparison


def shortened(text: str) -> str:
    """Base64 is unreadable in a message: its length and a short sum say enough."""

    def short(match: re.Match[str]) -> str:
        whole = match.group(0)
        return f"<{len(whole)} letters of data, sum {hashlib.sha256(whole.encode()).hexdigest()[:10]}>"

    return _LONG_BASE64.sub(short, text)


def text_difference(old: str, new: str) -> str:
    old_lines, new_lines = _readable(old), _readable(new)
    lines = list(difflib.unified_diff(old_lines, new_lines, "committed", "now", lineterm="", n=1))
    if len(lines) > 40:
        lines = lines[:40] + [f"... {len(lines) - 40} more lines"]
    return "\n".join("    " + (line if len(line) < 300 else line[:300] + " ...") for line in lines)


def _readable(text: str) -> list[str]:
    return re.sub(r">(?=<)", ">\n", shortened(text)).splitlines()


def _kind(output: Any) -> str:
    kind = output.get("output_type", "?")
    if kind == "stream":
        return f"stream {output.get('name')}"
    if kind == "error":
        return "error"
    return f"{kind} ({', '.join(sorted(output.get('data', {})))})"


def output_differences(old: Any, new: Any, rule: PixelRule = SAME_PICTURE) -> list[str]:
    if _kind(old) != _kind(new):
        return [f"was {_kind(old)}, is now {_kind(new)}"]
    kind = old["output_type"]
    if kind == "stream":
        pairs = [("text", joined(old["text"]), joined(new["text"]))]
    elif kind == "error":
        pairs = [(key, str(old.get(key)), str(new.get(key))) for key in ("ename", "evalue")]
    else:
        pairs = []
        for mime in sorted(old["data"]):
            before, after = old["data"][mime], new["data"][mime]
            if mime.endswith("json"):
                pairs.append((mime, _json_text(before), _json_text(after)))
            else:
                pairs.append((mime, joined(before), joined(after)))
        if old.get("metadata", {}) != new.get("metadata", {}):
            pairs.append(("metadata", str(old.get("metadata")), str(new.get("metadata"))))
    found = []
    for what, before, after in pairs:
        if before == after:
            continue
        if what == "image/png":
            sentence = picture_difference("".join(before.split()), "".join(after.split()), rule)
            found += [f"{what}: {sentence}"] if sentence else []
            continue
        before_text, before_pictures = _split_pictures(before)
        after_text, after_pictures = _split_pictures(after)
        if before_text != after_text:
            found.append(f"{what} differs:\n{text_difference(before_text, after_text)}")
        for number, (a, b) in enumerate(zip(before_pictures, after_pictures), 1):
            sentence = picture_difference(a, b, rule)
            if sentence:
                found.append(f"{what}, picture {number}: {sentence}")
    return found


def _json_text(value: Any) -> str:
    import json

    if isinstance(value, (str, list)) and (isinstance(value, str) or all(isinstance(v, str) for v in value)):
        try:
            value = json.loads(joined(value))
        except ValueError:
            return joined(value)
    return json.dumps(value, sort_keys=True, ensure_ascii=False, indent=1)


def place(notebook_name: str, index: int, cell: Any) -> str:
    first = next((line for line in cell.source.splitlines() if line.strip()), "")
    return f"{notebook_name}, cell {index + 1} ({cell.cell_type}, '{first.strip()[:50]}')"


def differences(name: str, committed: Any, fresh: Any, rule: PixelRule = SAME_PICTURE) -> list[str]:
    """Every place where the fresh outputs of a lesson are not the committed ones."""
    found: list[str] = []
    if len(committed.cells) != len(fresh.cells):
        return [f"{name}: {len(committed.cells)} cells are committed, {len(fresh.cells)} were run"]
    for index, (old, new) in enumerate(zip(committed.cells, fresh.cells)):
        where = place(name, index, old)
        if old.cell_type != new.cell_type or old.source != new.source:
            found.append(f"{where}: the source differs from the one that was run")
            continue
        if old.cell_type != "code":
            continue
        if old.get("execution_count") != new.get("execution_count"):
            found.append(f"{where}: count {old.get('execution_count')} committed, {new.get('execution_count')} now")
        before, after = old.get("outputs", []), new.get("outputs", [])
        if is_volatile(old):
            if source_runs(old) and bool(before) != bool(after):
                found.append(f"{where}: a volatile cell has {len(before)} outputs committed and {len(after)} now")
            continue
        if len(before) != len(after):
            found.append(
                f"{where}: {len(before)} outputs are committed, {len(after)} came now\n"
                f"    committed: {'; '.join(map(_kind, before)) or 'none'}\n"
                f"    now:       {'; '.join(map(_kind, after)) or 'none'}"
            )
            continue
        for number, (a, b) in enumerate(zip(before, after), 1):
            found += [f"{where}, output {number}: {text}" for text in output_differences(a, b, rule)]
    return found


def source_runs(cell: Any) -> bool:
    return cell.cell_type == "code" and bool(cell.source.strip())


def errors(name: str, notebook: Any) -> list[str]:
    """Cells that ended in an error although nothing in their tags says that they should."""
    found = []
    for index, cell in enumerate(notebook.cells):
        if cell.cell_type != "code":
            continue
        expected = "raises-exception" in cell.metadata.get("tags", [])
        failed = [o for o in cell.get("outputs", []) if o.get("output_type") == "error"]
        where = place(name, index, cell)
        if expected and not failed:
            found.append(f"{where}: is tagged raises-exception but ended well")
        for output in failed if not expected else []:
            text = "\n".join(output.get("traceback", [])) or f"{output.get('ename')}: {output.get('evalue')}"
            text = re.sub(r"\x1b\[[0-9;]*m", "", text)
            found.append(f"{where}: {output.get('ename')}: {output.get('evalue')}\n" + _indented(text))
    return found


def _indented(text: str, lines: int = 25) -> str:
    all_lines = text.splitlines()
    shown = all_lines[:lines] + ([f"... {len(all_lines) - lines} more lines"] if len(all_lines) > lines else [])
    return "\n".join("    " + line for line in shown)


def verdicts(notebook: Any) -> list[dict[str, Any]]:
    """The verdicts that a lesson emitted, in order."""
    import json

    found: list[dict[str, Any]] = []
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        for output in cell.get("outputs", []):
            value = output.get("data", {}).get(VERDICTS)
            if value is None:
                continue
            if isinstance(value, str) or (isinstance(value, list) and value and isinstance(value[0], str)):
                value = json.loads(joined(value))
            for row in value:
                found.append({**row, "volatile": is_volatile(cell)})
    return found
