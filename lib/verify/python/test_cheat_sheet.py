"""The cheat sheet is what the library writes."""

from __future__ import annotations

import base64
import re
import subprocess
from pathlib import Path

import lessons
import outputs
from conftest import NOTEBOOKS, require


def test_is_what_the_library_writes(jars: Path, tmp_path: Path) -> None:
    lessons.make_cheat_sheet(tmp_path, jars)
    page, picture = lessons.CHEAT_SHEET
    committed = (NOTEBOOKS / page).read_bytes().decode("utf-8")
    written = (tmp_path / page).read_bytes().decode("utf-8")
    assert committed == written, "run 'lessons.py cheat-sheet':\n" + outputs.text_difference(committed, written)
    version = subprocess.run([str(require("java")), "-version"], capture_output=True, encoding="utf-8", errors="replace")
    same_jdk = re.search(r'version "17\b', version.stderr)
    rule = outputs.SAME_PICTURE if same_jdk else outputs.OTHER_JDK_PICTURE
    old, new = (base64.b64encode((folder / picture).read_bytes()).decode() for folder in (NOTEBOOKS, tmp_path))
    difference = outputs.picture_difference(old, new, rule)
    assert difference is None, f"run 'lessons.py cheat-sheet': {difference}"
