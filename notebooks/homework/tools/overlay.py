"""A teacher's own changes to a course."""

from __future__ import annotations

from pathlib import Path


def overlay(course: Path, kept: dict) -> Path | None:
    """The private folder of a course, of which course.json keeps the name; None if there is none that changes anything."""
    private = course / str(kept.get("private", "private"))
    return private if private.is_dir() and any(not p.name.startswith((".", "README")) for p in private.iterdir()) else None
