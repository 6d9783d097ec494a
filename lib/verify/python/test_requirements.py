"""The tests run in the environment that their lock describes, and in no other."""

from __future__ import annotations

import re
import sys
from importlib import metadata

import pytest

import environment

TOOLS = {"pip", "setuptools", "wheel"}


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _lock() -> dict[str, str]:
    pins = {}
    with open(environment.LOCK, encoding="utf-8") as file:
        for line in file:
            requirement, _, marker = line.partition("#")[0].strip().partition(";")
            if not requirement:
                continue
            name, equals, version = requirement.strip().partition("==")
            assert equals, f"requirements.txt does not pin '{line.strip()}' with =="
            wanted = re.fullmatch(r"""\s*sys_platform == ["'](\w+)["']\s*""", marker)
            assert not marker or wanted, f"requirements.txt: the condition '{marker.strip()}' is not sys_platform == \"...\""
            if not wanted or wanted.group(1) == sys.platform:
                pins[_normal(name)] = version
    return pins


def test_the_lock_is_complete() -> None:
    if sys.prefix != str(environment.FOLDER):
        pytest.skip(f"these tests run in {sys.prefix}, not in {environment.FOLDER.name}")
    installed = {_normal(found.name): found.version for found in metadata.distributions()}
    for tool in TOOLS:
        installed.pop(tool, None)
    assert installed == _lock(), "lib/verify/requirements.txt has to name every installed package; see its comment"
