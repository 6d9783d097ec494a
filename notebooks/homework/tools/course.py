"""A teacher's own course: a folder that is made, renewed and changed by one command each.

    grade.py course autumn                       makes autumn/, or renews it after a change
    grade.py points autumn hw1 sigmoid 12        gives an exercise other points
    grade.py exercise autumn Softsign            begins an exercise of your own
    grade.py solutions autumn hw1                makes the notebook with the answers, to hand out
    grade.py forget autumn ada                   deletes what is kept of a student
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import io
import json
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import column
import editions
from editions import HOMEWORK, ROOT, Refused, lab
from overlay import overlay

GRADE = HOMEWORK / "grade.py"
OURS = {"course.json", "private", "source", "release", "submitted", "results", "students.csv", "nbgrader_config.py"}
OURS |= {"gradebook.db", "autograded", "feedback", "solution", ".nbgrader.log", ".ipynb_checkpoints"}

README = """What lies in this folder changes the course. After a change: python3 notebooks/homework/grade.py course {folder}

hw1.md          the text of an assignment, in place of notebooks/homework/templates/hw1.md; begin with a copy of it
sigmoid.json    points and cases of an exercise; "grade.py points {folder} hw1 sigmoid 12" writes one:
                  {{"categories": [{{"name": "random inputs on both sides of 0", "points": 6}},
                                  {{"name": "my own", "points": 2, "cases": [[0.25], [-0.25]]}}]}}
                or {{"leaveOut": true}}
Softsign.java   an exercise of your own; "grade.py exercise {folder} Softsign" begins one

Anything else is refused, because a misspelt name would change nothing without a word. Files whose names begin with
README or a dot are your own notes. Nothing in here is given to students, but texts and shown cases become part of
their notebooks.
"""


# ------------------------------------------------------------------------------------------------------ the folder


class Course:
    """A course's folder, with what course.json keeps of it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        file = folder / "course.json"
        if not file.is_file():
            raise Refused(f"{folder} is no course's folder. Make one:\n  python3 notebooks/homework/grade.py course {folder}")
        try:
            kept = json.loads(file.read_text(encoding="utf-8"))
            self.name, self.seed = str(kept["name"]), int(kept["seed"])
            self.made: dict[str, str] = dict(kept.get("made", {}))
            self.private = folder / str(kept.get("private", "private"))
        except (ValueError, KeyError, TypeError, AttributeError):
            raise Refused(f'{file} cannot be understood: it must hold at least {{"name": "autumn", "seed": 7}}.') from None
        self.kept = kept

    def write(self) -> None:
        self.kept["made"] = self.made
        lab.write_text(self.folder / "course.json", json.dumps(self.kept, indent=1, ensure_ascii=False) + "\n")

    def overlay(self) -> Path | None:
        """The private folder, if it changes anything."""
        if not self.private.is_dir():
            raise Refused(f"There is no folder {self.private} any more, in which the changes to this course lay.")
        return overlay(self.folder, self.kept)

    def assignment(self, name: str) -> dict:
        """What the checks of an assignment know."""
        file = self.folder / "source" / name / f"{name}.json"
        if not file.is_file():
            there = ", ".join(sorted(p.name for p in (self.folder / "source").glob("*/"))) or "none"
            raise Refused(f"There is no assignment {name} in {self.folder}; there are: {there}.")
        return json.loads(file.read_text(encoding="utf-8"))


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()[:16] if file.is_file() else ""


def _files(folder: Path) -> dict[str, Path]:
    return {p.relative_to(folder).as_posix(): p for p in sorted(folder.rglob("*")) if p.is_file()}


def _begin(folder: Path, seed: int | None, private: Path | None) -> None:
    strange = sorted(p.name for p in folder.iterdir() if p.name not in OURS) if folder.is_dir() else []
    if strange:
        raise Refused(f"{folder} holds other things ({', '.join(strange[:3])}). Give the course a folder of its own.")
    if not re.fullmatch(r"[\w .-]{1,100}", folder.name):
        raise Refused(f"A course's name has letters, digits, spaces, dots and hyphens, not {folder.name}.")
    (folder / "private").mkdir(parents=True, exist_ok=True)
    (folder / "submitted").mkdir(exist_ok=True)
    kept = {"name": folder.name, "seed": random.SystemRandom().randrange(1, 1_000_000) if seed is None else seed}
    if private:
        kept["private"] = str(private.expanduser().resolve())
    lab.write_text(folder / "course.json", json.dumps(kept, indent=1) + "\n")
    print(f"{folder} is a new course with the seed {kept['seed']}.")


def renew(folder: Path) -> None:
    """Makes source, release and gradebook what the private folder and the repository's texts say."""
    course = Course(folder)
    readme = course.private / "README.txt"
    if course.private == folder / "private" and not readme.exists():
        readme.write_text(README.format(folder=folder), encoding="utf-8")
    settings = folder / "nbgrader_config.py"
    old = settings.read_text(encoding="utf-8") if settings.exists() else ""
    if str(HOMEWORK / "nbgrader_config.py") not in old:
        # The repository has moved: the teacher's own lines below stay.
        own = re.sub(r"(?s)\A# Made by.*?\nc\.CourseDirectory\.course_id = [^\n]*\n", "", old)
        lab.write_text(settings, editions.config(course.name) + own)
    students = roster(folder / "students.csv")
    changed = []
    with tempfile.TemporaryDirectory(prefix="homework-") as name:
        fresh = Path(name) / "source"
        editions.source(fresh, course.seed, course.overlay())
        for file in _files(fresh):
            here = folder / "source" / file
            now, made = _digest(here), course.made.get(file, "")
            if now == _digest(fresh / file):
                course.made[file] = now
            elif now and made and now != made and file.endswith(".ipynb"):
                print(f"source/{file} was changed by hand and is kept. Delete it, and it will be made again.")
                if f"release {file}" not in course.made or course.made[f"release {file}"] != now:
                    changed.append(file)
            else:
                here.parent.mkdir(parents=True, exist_ok=True)
                lab.write_text(here, (fresh / file).read_text(encoding="utf-8"))
                course.made[file] = _digest(here)
                changed.append(file)
    names = sorted(p.name for p in (folder / "source").iterdir() if (p / f"{p.name}.ipynb").is_file())
    lock = _digest(ROOT / "lib" / "verify" / "nbgrader.txt")
    stale = [
        one
        for one in names
        if course.made.get(f"release {one}") != _released(folder, one, lock)
        or not (folder / "release" / one / f"{one}.ipynb").is_file()
        or not _in_gradebook(folder, one)
    ]
    course.write()
    if stale:
        print("nbgrader makes what students get: " + ", ".join(stale) + " ...", flush=True)
        said = editions.nbgrader("release", folder / "source", folder / "release", stale, folder / "gradebook.db")
        for line in said.splitlines():
            if line.startswith("NOTE "):
                print(line[5:])
        for one in stale:
            course.made[f"release {one}"] = _released(folder, one, lock)
        course.write()
    _take_in(folder, students)
    for file in changed:
        print(f"new: source/{file}")
    for one in stale:
        print(f"new: release/{one}, for students")
    if not changed and not stale:
        print("Nothing has changed.")
    print(f"Students: {len(students)} from students.csv." if students else "", end="\n" if students else "")


def _released(folder: Path, name: str, lock: str) -> str:
    parts = [_digest(p) for p in sorted((folder / "source" / name).iterdir()) if p.is_file()]
    return hashlib.sha256("".join([*parts, lock]).encode()).hexdigest()[:16]


def _rows(folder: Path, question: str, *values: str) -> list[tuple]:
    """An answer of the gradebook, read without nbgrader; none if there is no gradebook or it holds no such table."""
    file = folder / "gradebook.db"
    if not file.is_file():
        return []
    try:
        with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as data:
            return data.execute(question, values).fetchall()
    except sqlite3.OperationalError:
        return []
    except sqlite3.DatabaseError as e:
        raise Refused(f"{file} is no gradebook ({e}). Move it away; the next call makes a new one.") from None


def _in_gradebook(folder: Path, name: str) -> bool:
    for (course,) in _rows(folder, "select course_id from assignment where name = ?", name):
        if course != Course(folder).name:
            raise Refused(
                f"{folder / 'gradebook.db'} belongs to the course {course}, and this one is {Course(folder).name}. "
                "Move it away; the next call makes a new one."
            )
        return True
    return False


# ------------------------------------------------------------------------------------------------------ the roster

COLUMNS = ("id", "last_name", "first_name", "email")


def roster(file: Path) -> list[dict[str, str]]:
    """The students of students.csv. All faults are told at once, each with its line."""
    if not file.exists():
        return []
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as e:
        line = file.read_bytes()[: e.start].count(b"\n") + 1
        raise Refused(f"{file}, line {line}: this is not UTF-8. Save the table as “CSV UTF-8”.") from None
    head = text.splitlines()[0] if text.strip() else ""
    reader = csv.DictReader(io.StringIO(text), delimiter=";" if head.count(";") > head.count(",") else ",")
    names = [str(name).strip().lower() for name in reader.fieldnames or []]
    reader.fieldnames = names
    if "id" not in names:
        named = ", ".join(names) or "none"
        raise Refused(f"{file}: the first line must name the columns {', '.join(COLUMNS)}; it names {named}.")
    students, seen, faults = [], {}, []
    for row in reader:
        if not any(str(value or "").strip() for value in row.values()):
            continue
        student = str(row["id"] or "").strip()
        if not student:
            faults.append(f"line {reader.line_num}: the id is missing")
        elif student.startswith((".", "-")) or re.search(r'[\x00-\x1f/\\:*?"<>|+,]', student) or student.endswith("."):
            # The plus sign stands between the parts of a name in nbgrader's exchange.
            faults.append(f"line {reader.line_num}: {student} cannot be the name of a folder; choose another id")
        elif student.casefold() in seen:
            faults.append(f"line {reader.line_num}: the id {student} stands in line {seen[student.casefold()]} already")
        else:
            seen[student.casefold()] = reader.line_num
            one = {"id": student}
            one.update({name: str(row[name] or "").strip() for name in COLUMNS[1:] if name in names})
            students.append(one)
    if faults:
        raise Refused(f"{file} was not taken in:\n  " + "\n  ".join(faults))
    return students


def _take_in(folder: Path, students: list[dict[str, str]]) -> None:
    before = {row[0]: row[1:] for row in _rows(folder, "select id, last_name, first_name, email from student")}
    new = [
        one
        for one in students
        if one["id"] not in before
        or any(column in one and (before[one["id"]][i] or "") != one[column] for i, column in enumerate(COLUMNS[1:]))
    ]
    if new:
        _gradebook(folder, ["roster"], json.dumps(new))


def _gradebook(folder: Path, arguments: list[str], text: str = "") -> str:
    python = editions.nbgrader_python()
    with tempfile.TemporaryDirectory(prefix="nbgrader-") as state:
        return editions.run(
            [str(python), str(editions.GRADEBOOK), *arguments],
            cwd=folder, input=text, stdin=None, env=editions.variables(python, Path(state)),
        )  # fmt: skip


# ----------------------------------------------------------------------------------------------------- the changes


def _text(course: Course, name: str) -> tuple[Path, str]:
    """The text of an assignment and where a changed one belongs."""
    own = course.private / f"{name}.md"
    file = own if own.is_file() else HOMEWORK / "templates" / f"{name}.md"
    return own, file.read_text(encoding="utf-8")


def _number(value: float) -> str:
    return f"{value:g}"


def _shares(parts: list[dict], points: float) -> list[dict]:
    """The categories with other points: in the same proportion, in quarters, and exact in the sum."""
    before = sum(part["points"] for part in parts)
    shares = [round(4 * points * (part["points"] / before if before else 1 / len(parts))) / 4 for part in parts]
    largest = max(range(len(shares)), key=lambda i: shares[i])
    shares[largest] += points - sum(shares)
    return [{**part, "points": share} for part, share in zip(parts, shares, strict=True)]


def change_points(folder: Path, name: str, exercise: str, points: float) -> None:
    course = Course(folder)
    known = {one["id"]: one for one in course.assignment(name)["exercises"]}
    if exercise == "written":
        raise Refused("The written answer has 15 points in every course, because the rubrics are made for them.")
    if exercise not in known:
        raise Refused(f"There is no exercise {exercise} in {name}; there are {', '.join(known)}.")
    file = course.private / f"{exercise}.json"
    had = sum(part["points"] for part in known[exercise]["categories"])
    own = json.loads(file.read_text(encoding="utf-8")).get("categories") if file.is_file() else None
    parts = own or [{"name": part["name"], "points": part["points"]} for part in known[exercise]["categories"]]
    parts = _shares(parts, points)
    text_file, text = _text(course, name)
    changed = _points_in_text(text, exercise, had, points)
    before = {path: path.read_bytes() if path.is_file() else None for path in (file, text_file)}
    lab.write_text(file, json.dumps({"categories": parts}, indent=1, ensure_ascii=False) + "\n")
    print(f"{file}: {exercise} has {_number(points)} points ({_number(had)} before).")
    for part in parts:
        print(f"  {_number(part['points']):>5}  {part['name']}")
    if changed != text:
        lab.write_text(text_file, changed)
        print(f"{text_file}: the text says so, too.")
    elif had != points:
        print(f"The text of {name} may still say {_number(had)} points: look at {text_file}.")
    _renew_or_undo(folder, before)
    if (folder / "results" / name / "run.json").is_file():
        print(f"Already graded: python3 notebooks/homework/grade.py regrade {name} --course {folder}")


def _points_in_text(text: str, exercise: str, had: float, points: float) -> str:
    """The text with other points in the heading above the answer, and in the sum in the introduction."""
    answer = re.search(rf"(?m)^```java answer {re.escape(exercise)}[ \t]*$", text)
    if not answer or had == points:
        return text
    heads = list(re.finditer(rf"(?m)^#+ .*\({re.escape(_number(had))} points?\b", text[: answer.start()]))
    between = text[heads[-1].end() : answer.start()] if heads else ""
    if not heads or "```java answer" in between:
        return text
    head = heads[-1]
    line = re.sub(r"\([\d.]+ points?", f"({_number(points)} point{'' if points == 1 else 's'}", head.group())
    text = text[: head.start()] + line + text[head.end() :]

    def sums(match: re.Match[str]) -> str:
        total, counted = (_number(float(match.group(i)) + points - had) for i in (1, 3))
        return f"{total}{match.group(2)}{counted}{match.group(4)}"

    return re.sub(r"\b([\d.]+)( points: )([\d.]+)( are counted)", sums, text, count=1)


def _renew_or_undo(folder: Path, before: dict[Path, bytes | None]) -> None:
    """Renews the course; if a changed file does not fit, all files are as before."""
    try:
        renew(folder)
    except BaseException:
        for path, content in before.items():
            if content is None:
                path.unlink(missing_ok=True)
            else:
                path.write_bytes(content)
        print("Undone, because it does not fit:", file=sys.stderr)
        raise


EXERCISE = """import activationlab.homework.*;

/** An exercise of our own; see lib/homework, OwnExercise and Exercise, for what else can be said. */
public class {name} implements OwnExercise {{
    public String assignment() {{
        return "{assignment}";
    }}

    public Exercise exercise(Variant variant) {{
        return Exercise.of("{id}", "double {method}(double x)")
                .reference(in -> in.number(0) / (1 + Math.abs(in.number(0))))
                .shown(2, Inputs.of(0.0), Inputs.of(3.0))
                .hidden("the left side", 3, Inputs.of(-1.0), Inputs.of(-1e9))
                .hint("The values lie between −1 and 1.")
                .build();
    }}
}}
"""
SECTION = """## {name} (5 points)

$$f(x) = \\frac{{x}}{{1 + |x|}}$$

Write what the exercise is about.

```java answer {id}
double {method}(double x) {{
    // BEGIN SOLUTION
    return x / (1 + Math.abs(x));
    // END SOLUTION
}}
```

"""


def add_exercise(folder: Path, name: str, assignment: str) -> None:
    course = Course(folder)
    course.assignment(assignment)
    if not re.fullmatch(r"[A-Z][A-Za-z0-9]{1,40}", name):
        raise Refused(f"An exercise is named as a Java class is, such as Softsign, not {name}.")
    file = course.private / f"{name}.java"
    if file.exists():
        raise Refused(f"{file} is there already.")
    method = name[0].lower() + name[1:]
    words = {"name": name, "assignment": assignment, "method": method}
    words["id"] = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", name).lower()
    text_file, text = _text(course, assignment)
    # Before the section with the written answer, or else before the last line of +++, below which the notebook is handed in.
    written = text.find("```markdown written")
    place = text.rfind("\n## ", 0, written) + 1 if written >= 0 else text.rfind("\n+++") + 1
    if place <= 0:
        raise Refused(f"{text_file} has no heading before its written answer, where the exercise could stand.")
    before = {path: path.read_bytes() if path.is_file() else None for path in (file, text_file)}
    lab.write_text(file, EXERCISE.format(**words))
    lab.write_text(text_file, text[:place] + SECTION.format(**words) + text[place:])
    _renew_or_undo(folder, before)
    print(f"Begun, and it works. Change the program {file}\nand its text, the heading “{name}” in {text_file};")
    print(f"then: python3 notebooks/homework/grade.py course {folder}")


def make_solutions(folder: Path, name: str) -> None:
    course = Course(folder)
    course.assignment(name)
    with tempfile.TemporaryDirectory(prefix="homework-") as temporary:
        made = Path(temporary) / "source"
        shutil.copytree(folder / "source" / name, made / name)
        editions.nbgrader("solution", made, folder / "solution")
    print(f"To hand out after the deadline: {folder / 'solution' / name / f'{name}.ipynb'}")


# ------------------------------------------------------------------------------------------------------ forgetting


def _of(student: str, folder: Path) -> tuple[list[Path], list[Path]]:
    """Files and folders that are the student's, and tables with a line of the student's."""
    own, tables = [], []
    submitted = folder / "submitted"
    if submitted.is_dir():
        for path in sorted(submitted.iterdir()):
            stem = re.sub(r"(?i)[_\-. ]hw\d+$", "", path.stem) if path.suffix.lower() == ".ipynb" else path.name
            if stem == student or path.name == student:
                own.append(path)
    own += [p for part in ("autograded", "feedback") for p in [folder / part / student] if p.exists()]
    for results in sorted((folder / "results").glob("*/")):
        for file in sorted(results.iterdir()):
            if file.name == f".{student}.grading":
                own.append(file)  # the grader was killed while it worked on this one
            if file.suffix == ".json":
                try:
                    kept = json.loads(file.read_text(encoding="utf-8"))
                except (ValueError, OSError):
                    continue
                if isinstance(kept, dict) and kept.get("student") == student:
                    own += [p for p in (file, file.with_suffix(".html")) if p.exists()]
    for table in [folder / "students.csv", *sorted((folder / "results").glob("*/*.csv"))]:
        if table.is_file() and _lines(_table(table)[0], student, folder):
            tables.append(table)
    return own, tables


def _table(file: Path) -> tuple[list[list[str]], list[str], bytes, str]:
    """The rows of a table, the lines of the file that belong to each, and its mark and encoding, as a spreadsheet chose them."""
    try:
        mark, codec, _, text = column.decoded(file, file.read_bytes(), "Save it again")
    except column.Problem as problem:
        raise Refused(str(problem)) from None
    lines = text.splitlines(keepends=True)
    head = lines[0] if lines else ""
    rows, texts, at = [], [], 0
    reader = csv.reader(lines, delimiter=max(",;\t", key=head.count))
    for row in reader:
        rows.append(row)
        texts.append("".join(lines[at : reader.line_num]))
        at = reader.line_num
    return rows, texts, mark, codec


def _lines(rows: list[list[str]], student: str, folder: Path) -> set[int]:
    """Which rows are a student's. The table of marks guards ids that begin like a formula; spreadsheets drop zeros."""
    found = {i for i, row in enumerate(rows) if row and row[0].strip() in (student, "'" + student)}
    short = student.lstrip("0")
    if not found and short.isdigit() and not (folder / "submitted" / short).exists():
        found = {i for i, row in enumerate(rows) if row and row[0].strip() == short}
    return found


def _without(file: Path, student: str, folder: Path) -> None:
    rows, texts, mark, codec = _table(file)
    gone = _lines(rows, student, folder)
    kept = "".join(text for i, text in enumerate(texts) if i not in gone)
    column.write(file, mark + kept.encode(codec), file)


def forget_student(folder: Path, student: str, yes: bool) -> int:
    course = Course(folder)
    own, tables = _of(student, folder)
    in_gradebook = bool(_rows(folder, "select id from student where id = ?", student))
    if not own and not tables and not in_gradebook:
        print(f"{folder} keeps nothing of {student}.")
        return 0
    print(f"Of {student} there are:")
    for path in own:
        print(f"  {path}")
    for table in tables:
        print(f"  a line in {table}")
    if in_gradebook:
        print(f"  submissions, points and comments in {folder / 'gradebook.db'}")
    if not yes:
        if not sys.stdin.isatty():
            raise Refused("Nothing was deleted. Add --yes to delete it.")
        if input("Delete all this? There is no way back. [y/N] ").strip().lower() not in ("y", "yes"):
            print("Nothing was deleted.")
            return 0
    if in_gradebook:
        _gradebook(folder, ["forget", student])
        with closing(sqlite3.connect(folder / "gradebook.db")) as data:
            data.execute("vacuum")  # what was deleted stands in the file until it is written anew
    for path in own:
        if path.is_dir() and not path.is_symlink():
            for inner in path.rglob("*"):
                if inner.is_dir() and not inner.is_symlink():
                    inner.chmod(0o700)
            shutil.rmtree(path)
        else:
            path.unlink()
    for table in tables:
        _without(table, student, folder)
    for results in sorted((folder / "results").glob("*/")):
        before = results / "before.json"
        if before.is_file():
            kept = json.loads(before.read_text(encoding="utf-8"))
            if kept.pop(student, None) is not None:
                lab.write_text(before, json.dumps(kept))
        _remake(folder, results)
    print("Deleted.")
    print("Not within reach of this command:")
    exchange = _exchange(course)
    print(f"  what lies in nbgrader's exchange folder{f' ({exchange})' if exchange else ''} and in the students' own folders")
    print("  what was exported or sent: tables for a learning platform, feedback, mails, backups")
    log = folder / ".nbgrader.log"
    if log.is_file() and student in log.read_text(encoding="utf-8", errors="replace"):
        print(f"  nbgrader's log {log}, which names {student}; it may be deleted")
    return 0


def _exchange(course: Course) -> str:
    settings = course.folder / "nbgrader_config.py"
    text = settings.read_text(encoding="utf-8") if settings.is_file() else ""
    found = re.search(r"(?m)^c\.Exchange\.root *= *['\"](.+)['\"]", text)
    return found.group(1) if found else ""


def _remake(folder: Path, results: Path) -> None:
    """The page and the table of an assignment without the student; nothing is graded."""
    if not (results / "index.html").exists() and not (results / "marks.csv").exists():
        return
    done = subprocess.run(
        [sys.executable, str(GRADE), "merge", results.name, "--course", str(folder)],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", errors="replace",
    )  # fmt: skip
    if done.returncode:
        (results / "index.html").unlink(missing_ok=True)
        print(f"{results / 'index.html'} was deleted; it is made again by: grade.py grade {results.name} --course {folder}")


# ------------------------------------------------------------------------------------------------ the command line


def _parser(command: str, what: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=f"grade.py {command}", description=what, allow_abbrev=False)
    parser.add_argument("folder", type=Path, metavar="DIR", help="the course's folder")
    return parser


def _guarded(action: Callable[[], int | None]) -> int:
    try:
        return action() or 0
    except Refused as refused:
        print(refused, file=sys.stderr)
        return 1


def course(argv: list[str]) -> int:
    parser = _parser("course", "Makes a course's folder, or renews it after a change. What students handed in, results and "
                     "marks are never touched. A table students.csv in it (columns id, last_name, first_name, email) goes into "
                     "nbgrader's gradebook.")  # fmt: skip
    parser.add_argument(
        "--seed", type=int, metavar="N", help="chooses constants, functions and names (0: as published); made up without it"
    )
    parser.add_argument("--private", type=Path, metavar="DIR", help="the folder with changes, if not DIR/private")
    options = parser.parse_args(argv)
    if options.seed is not None and not 0 <= options.seed < 2**31:
        parser.error("--seed is a whole number from 0 to 2147483647")
    if options.private and not options.private.expanduser().is_dir():
        parser.error(f"there is no folder {options.private}")

    def action() -> None:
        folder = options.folder.expanduser()
        if not (folder / "course.json").is_file():
            new = not folder.exists()
            _begin(folder.resolve() if folder.name in ("", ".", "..") else folder, options.seed, options.private)
            try:
                renew(folder)
            except BaseException:
                if new:
                    shutil.rmtree(folder, ignore_errors=True)
                raise
            return
        known = Course(folder)
        if options.seed is not None and options.seed != known.seed:
            raise Refused(
                f"This course has the seed {known.seed}, by which its notebooks were made. Another seed is another course: "
                "give it a folder of its own."
            )
        if options.private:
            known.kept["private"] = str(options.private.expanduser().resolve())
            known.write()
        renew(folder)

    return _guarded(action)


def points(argv: list[str]) -> int:
    parser = _parser("points", "Gives an exercise other points, in the same proportions, and renews the course.")
    parser.add_argument("assignment", metavar="hw1")
    parser.add_argument("exercise", help="such as sigmoid")
    parser.add_argument("points", type=float, metavar="N")
    options = parser.parse_args(argv)
    if not 0 <= options.points <= 1000 or options.points * 4 % 1:
        parser.error("points are a number from 0 to 1000, in quarters at the finest")
    return _guarded(lambda: change_points(options.folder, options.assignment, options.exercise, options.points))


def exercise(argv: list[str]) -> int:
    parser = _parser("exercise", "Begins an exercise of your own: a program that works, and a section of the text.")
    parser.add_argument("name", help="as a Java class, such as Softsign")
    parser.add_argument("--in", dest="assignment", default="hw1", metavar="hw1", help="the assignment (hw1)")
    options = parser.parse_args(argv)
    return _guarded(lambda: add_exercise(options.folder, options.name, options.assignment))


def solutions(argv: list[str]) -> int:
    parser = _parser("solutions", "Makes the notebook with the answers, without anything that is hidden, to hand out.")
    parser.add_argument("assignment", metavar="hw1")
    options = parser.parse_args(argv)
    return _guarded(lambda: make_solutions(options.folder, options.assignment))


def forget(argv: list[str]) -> int:
    parser = _parser("forget", "Deletes what the course's folder keeps of a student.")
    parser.add_argument("student")
    parser.add_argument("--yes", action="store_true", help="without asking")
    options = parser.parse_args(argv)
    return _guarded(lambda: forget_student(options.folder, options.student, options.yes))
