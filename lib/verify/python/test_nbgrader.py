"""nbgrader's real commands in a course's folder: a class of thirty from release to marks, and what goes wrong on the way."""

from __future__ import annotations

import csv
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import classes
import homework  # with the tools beside grade.py

import course  # noqa: E402, I001 - found by way of homework

GRADE = homework.HOMEWORK / "grade.py"
SECRET = "// BEGIN HIDDEN TESTS\nsecret();\n// END HIDDEN TESTS"


class Shop:
    """A teacher's shell: the course lies in a folder of its own, and nothing of the user's settings is read."""

    def __init__(self, home: Path, jars: Path, name: str = "autumn") -> None:
        self.home = home
        self.folder = home / name
        self.exchange = home / "exchange"
        self.environment = {k: v for k, v in os.environ.items() if not k.startswith(("JUPYTER", "PYTHON"))}
        self.environment |= {"ACTIVATIONLAB_JARS": str(jars), "HOME": str(home), "PYTHONUTF8": "1"}
        # Where a JDK and the environments are found must not depend on the home that the tests make up.
        self.environment |= {f"JUPYTER_{part}_DIR": str(home / part.lower()) for part in ("CONFIG", "DATA", "RUNTIME")}

    def command(self, *words: str) -> list[str]:
        return [sys.executable, str(GRADE), *words]

    def run(self, *words: str, code: int = 0) -> str:
        done = subprocess.run(
            self.command(*words), cwd=self.home, env=self.environment, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", timeout=300,
        )  # fmt: skip
        assert done.returncode == code, done.stdout
        assert "Traceback" not in done.stdout, done.stdout
        return done.stdout

    def nbgrader(self, *words: str, code: int = 0) -> str:
        return self.run("nbgrader", self.folder.name, *words, code=code)

    def gradebook(self, program: str) -> Any:
        """What a program says that has the gradebook under the name g."""
        text = "import json\nfrom nbgrader.api import Gradebook\n"
        text += f"with Gradebook('sqlite:///gradebook.db', {self.folder.name!r}) as g:\n"
        text += "".join(f"    {line}\n" for line in program.splitlines())
        python = homework.editions.nbgrader_python()
        command = [str(python), "-c", text]
        return subprocess.run(command, cwd=self.folder, check=True, stdout=subprocess.PIPE, encoding="utf-8").stdout

    def scores(self) -> dict[str, float]:
        """As export would write them, in a tenth of its time."""
        text = self.gradebook("print(json.dumps({s.student.id: s.score for s in g.assignment_submissions('hw1')}))")
        return json.loads(text)

    def exported(self) -> dict[str, dict[str, str]]:
        self.nbgrader("export")
        with open(self.folder / "grades.csv", encoding="utf-8", newline="") as file:
            return {row["student_id"]: row for row in csv.DictReader(file) if row["assignment"] == "hw1"}

    def marks(self) -> dict[str, dict[str, str]]:
        with open(self.folder / "results" / "hw1" / "marks.csv", encoding="utf-8-sig", newline="") as file:
            return {row["student"]: row for row in csv.DictReader(file)}

    def release(self) -> Path:
        return self.folder / "release" / "hw1" / "hw1.ipynb"


@pytest.fixture(scope="module")
def autumn(jars: Path, with_nbgrader: None, tmp_path_factory: pytest.TempPathFactory) -> Shop:
    """A class of thirty that was graded in one call; one of them has handed in through nbgrader's exchange."""
    shop = Shop(tmp_path_factory.mktemp("class"), jars)
    shop.run("course", "autumn", "--seed", "0")
    roster = "id,last_name,first_name,email\nada,Lovelace,Ada,ada@example.org\nben,Müller,Ben,\njörg.müller,Müller,Ben,\n"
    (shop.folder / "students.csv").write_text(roster, encoding="utf-8-sig")
    # A teacher has added a hidden test by hand.
    source = shop.folder / "source" / "hw1" / "hw1.ipynb"
    made = json.loads(source.read_text(encoding="utf-8"))
    cell = classes.at(made, "check-sigmoid")
    cell["source"] = "".join(cell["source"]) + "\n" + SECRET
    source.write_text(json.dumps(made), encoding="utf-8")
    with open(shop.folder / "nbgrader_config.py", "a", encoding="utf-8") as file:
        file.write(f"c.Exchange.root = {str(shop.exchange)!r}\nc.LateSubmissionPlugin.penalty_method = 'zero'\n")
    shop.exchange.mkdir()
    shop.exchange.chmod(0o777)
    said = shop.run("course", "autumn")
    assert "was changed by hand and is kept" in said and "Students: 3" in said
    assert "secret" not in shop.release().read_text(encoding="utf-8")
    classes.thirty(shop.release(), shop.folder / "submitted")
    _through_the_exchange(shop)
    for student, day in (("ada", "2026-10-02"), ("ben", "2026-10-01")):
        (shop.folder / "submitted" / student / "hw1" / "timestamp.txt").write_text(f"{day} 10:00:00 UTC", encoding="utf-8")
    shop.gradebook("import datetime\ng.update_or_create_assignment('hw1', duedate=datetime.datetime(2026, 10, 1, 12))")
    shop.said = shop.nbgrader("autograde", "hw1")  # type: ignore[attr-defined]
    return shop


def _through_the_exchange(shop: Shop) -> None:
    """nbgrader takes the name of the user for the student's: everybody on one machine has one of their own."""
    shop.nbgrader("release_assignment", "hw1")
    desk = shop.home / "desk"
    desk.mkdir()
    python = homework.editions.nbgrader_python()

    def student(*words: str) -> None:
        command = [str(python), "-m", "nbgrader", *words, f"--Exchange.root={shop.exchange}", "--course", "autumn"]
        subprocess.run(command, cwd=desk, env=shop.environment, check=True, capture_output=True)

    student("fetch_assignment", "hw1")
    made = classes.notebook(desk / "hw1" / "hw1.ipynb", "recursion-and-search.java")
    (desk / "hw1" / "hw1.ipynb").write_text(json.dumps(made), encoding="utf-8")
    student("submit", "hw1")
    shop.nbgrader("collect", "hw1")


def test_the_whole_class_is_graded_in_one_call(autumn: Shop) -> None:
    assert autumn.said.count("31 submissions, 31 graded now") == 1  # type: ignore[attr-defined]
    assert "31 already graded" in autumn.run("grade", "hw1", "--course", "autumn")
    graded = {path.parents[1].name for path in autumn.folder.glob("autograded/*/hw1/hw1.ipynb")}
    assert graded == set(autumn.marks()) and len(graded) == 31


def test_marks_agree_to_the_point(autumn: Shop) -> None:
    marks = autumn.marks()
    exported = autumn.exported()
    assert {s: float(row["points"]) for s, row in marks.items()} == {
        s: pytest.approx(float(exported[s]["raw_score"]), abs=1e-9) for s in marks
    }
    # The hidden test, which no student has, does not make everybody's notebook a changed one.
    assert not any("check-sigmoid was changed" in row["to look at"] for row in marks.values())
    # Who is late loses what the teacher says.
    assert float(exported["ada"]["raw_score"]) > 0 and float(exported["ada"]["score"]) == 0
    assert float(exported["ben"]["score"]) == float(exported["ben"]["raw_score"])
    assert exported["jörg.müller"]["last_name"] == "Müller" and exported["ada"]["email"] == "ada@example.org"
    assert sum(float(row["points"]) == 85 for row in marks.values()) >= 5
    assert sum(0 < float(row["points"]) < 85 for row in marks.values()) > 5


def test_every_notebook_has_every_graded_cell_once(autumn: Shop) -> None:
    locked = {}
    for cell in json.loads(autumn.release().read_text(encoding="utf-8"))["cells"]:
        marks = cell["metadata"].get("nbgrader", {})
        if marks:
            locked[marks["grade_id"]] = "".join(cell["source"]) if marks["locked"] else None
    for file in autumn.folder.glob("autograded/*/hw1/hw1.ipynb"):
        found = {}
        for cell in json.loads(file.read_text(encoding="utf-8"))["cells"]:
            name = cell["metadata"].get("nbgrader", {}).get("grade_id")
            if name:
                assert name not in found, f"{file}: {name} stands there twice"
                found[name] = "".join(cell["source"])
        assert found.keys() == locked.keys(), file
        assert all(text is None or found[name] == text for name, text in locked.items()), file


def test_written_answers_wait_for_a_person(autumn: Shop) -> None:
    said = autumn.gradebook(
        "print(json.dumps({s.student.id: [x.needs_manual_grade for n in s.notebooks for x in n.grades if x.name == 'written'][0]"
        " for s in g.assignment_submissions('hw1')}))"
    )
    waiting = {student for student, waits in json.loads(said).items() if waits}
    assert {"ada", "doubled", "old-format", "stripped", "renamed"} <= waiting
    assert not waiting & {"nina", "blank", "untouched", "deleted", "broken", "empty", "two", "wrong-homework"}
    # The same points by both ways: in the table of the command line, and in nbgrader's gradebook.
    given = {student: 1.25 * (number % 9) for number, student in enumerate(sorted(waiting))}
    table = autumn.folder / "results" / "hw1" / "written.csv"
    with open(table, encoding="utf-8-sig", newline="") as file:
        head, *rows = csv.reader(file)
    with open(table, "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([head, *([row[0], given.get(row[0], ""), *row[2:]] for row in rows)])
    autumn.run("grade", "hw1", "--course", "autumn")
    autumn.gradebook(
        f"for student, points in json.loads({json.dumps(given)!r}).items():\n"
        "    x = g.find_grade('written', 'hw1', 'hw1', student)\n"
        "    x.manual_score, x.needs_manual_grade = points, False\ng.db.commit()"
    )
    scores = autumn.scores()
    totals = {student: float(row["total"]) for student, row in autumn.marks().items()}
    assert totals == {student: pytest.approx(scores[student], abs=1e-9) for student in totals}
    assert sum(totals.values()) > 31 * 40


def test_feedback_says_what_the_students_page_says(autumn: Shop) -> None:
    autumn.nbgrader("generate_feedback", "hw1")
    pages = {p.parents[1].name: p.read_text(encoding="utf-8") for p in autumn.folder.glob("feedback/*/hw1/hw1.html")}
    assert pages.keys() == autumn.marks().keys()
    for student, page in pages.items():
        assert "secret" not in page and "HIDDEN TESTS" not in page and "BEGIN SOLUTION" not in page, student
        assert "For the teacher" not in page, student
    assert "its JSON breaks off or is wrong in line 1" in pages["broken"]
    assert "No notebook of hw1 was handed in" in pages["empty"]
    assert "first case that fails: sigmoid(" in pages["ben"] and "(hidden): " in pages["ben"]
    tampered = autumn.folder / "autograded" / "tampered" / "hw1" / "hw1.ipynb"
    assert "the locked cell check-tanh was changed" in tampered.read_text(encoding="utf-8")
    autumn.nbgrader("release_feedback", "hw1")
    assert list((autumn.exchange / "autumn" / "feedback").glob("*.html"))


@pytest.mark.skipif(os.name == "nt", reason="Windows has no signals")
def test_a_run_that_was_killed_is_healed_by_the_next(autumn: Shop) -> None:
    before = autumn.scores()
    for student in ("ada", "ben", "max", "nina"):
        shutil.rmtree(autumn.folder / "autograded" / student)
    command = autumn.command("nbgrader", "autumn", "autograde", "hw1")
    process = subprocess.Popen(
        command, cwd=autumn.home, env=autumn.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True,
    )  # fmt: skip
    half = autumn.folder / "autograded" / "ben" / "hw1" / "hw1.ipynb"
    end = time.monotonic() + 120
    while not half.exists() and time.monotonic() < end and process.poll() is None:
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    assert not (autumn.folder / "autograded" / "nina").exists(), "it was killed too late for this test"
    autumn.nbgrader("autograde", "hw1")
    assert autumn.scores() == before


def test_a_changed_submission_is_taken_in_again(autumn: Shop) -> None:
    """nbgrader looks at the time in timestamp.txt only, and would leave this one out."""
    made = classes.notebook(autumn.release(), "recursion-and-search.java", slips=2)
    (autumn.folder / "submitted" / "blank" / "hw1" / "hw1.ipynb").write_text(json.dumps(made), encoding="utf-8")
    said = autumn.nbgrader("autograde", "hw1")
    assert "blank: the submission or the exercises have changed" in said and said.count("Autograding") == 1
    points = float(autumn.marks()["blank"]["points"])
    assert points < 85 and autumn.scores()["blank"] == pytest.approx(points)


def test_forgetting_a_student(autumn: Shop) -> None:
    assert "Add --yes" in autumn.run("forget", "autumn", "ada", code=1)
    assert (autumn.folder / "submitted" / "ada").exists()
    said = autumn.run("forget", "autumn", "ada", "--yes")
    assert "a line in autumn/students.csv" in said and "Not within reach" in said and str(autumn.exchange) in said
    for file in sorted(autumn.folder.rglob("*")):
        if file.is_file() and file.name != ".nbgrader.log" and file.name != "grades.csv":
            assert b"lovelace" not in file.read_bytes().lower(), file
        assert "ada" not in file.relative_to(autumn.folder).parts and file.name not in ("ada.json", "ada.html"), file
    assert "ada" not in autumn.marks() and len(autumn.marks()) == 30
    assert "ada" not in autumn.scores()
    assert "keeps nothing of ada" in autumn.run("forget", "autumn", "ada", "--yes")


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_lines_are_forgotten_however_a_spreadsheet_has_saved_them(tmp_path: Path, codec: str, separator: str) -> None:
    (tmp_path / "course.json").write_text('{"name": "small", "seed": 0}', encoding="utf-8")
    results = tmp_path / "results" / "hw1"
    results.mkdir(parents=True)
    (tmp_path / "submitted" / "5").mkdir(parents=True)
    (tmp_path / "submitted" / "005").mkdir()
    table = results / "written.csv"
    rows = [["student", "written", "comment"], ["jörg", "5", '"two\r\nlines"'], ["0017", "6", ""], ["5", "8", ""], ["23", "9", ""]]
    table.write_bytes("".join(separator.join(row) + "\r\n" for row in rows).encode(codec))
    assert course.forget_student(tmp_path, "jörg", yes=True) == 0
    assert course.forget_student(tmp_path, "005", yes=True) == 0, "5 is somebody else"
    assert table.read_bytes().decode(codec) == "".join(separator.join(row) + "\r\n" for row in [rows[0], *rows[2:]])
    assert course.forget_student(tmp_path, "0017", yes=True) == 0
    assert course.forget_student(tmp_path, "0023", yes=True) == 0, "the spreadsheet has dropped the zeros"
    assert table.read_bytes().decode(codec) == "".join(separator.join(row) + "\r\n" for row in [rows[0], rows[3]])


# ------------------------------------------------------------------------------------------------ a course that changes


@pytest.fixture(scope="module")
def spring(jars: Path, with_nbgrader: None, tmp_path_factory: pytest.TempPathFactory) -> Shop:
    shop = Shop(tmp_path_factory.mktemp("small"), jars, "spring")
    shop.run("course", "spring", "--seed", "0")
    for number, student in enumerate(("ada", "ben", "eve")):
        folder = shop.folder / "submitted" / student / "hw1"
        folder.mkdir(parents=True)
        made = classes.notebook(shop.release(), "recursion-and-search.java", slips=number)
        (folder / "hw1.ipynb").write_text(json.dumps(made), encoding="utf-8")
    shop.nbgrader("autograde", "hw1")
    return shop


@pytest.fixture
def small(spring: Shop, jars: Path, tmp_path: Path) -> Shop:
    """A class of three, graded; its folder was moved since."""
    shutil.copytree(spring.folder, tmp_path / "spring")
    return Shop(tmp_path, jars, "spring")


def test_points_and_exercises_change_late(small: Shop) -> None:
    given = "x = g.find_grade('written', 'hw1', 'hw1', 'ben')\nx.manual_score, x.needs_manual_grade = 12.5, False\ng.db.commit()"
    small.gradebook(given)
    small.gradebook("g.find_comment('written', 'hw1', 'hw1', 'ben').manual_comment = 'Good.'\ng.db.commit()")
    said = small.run("points", "spring", "hw1", "sigmoid", "12")
    assert "sigmoid has 12 points (8 before)" in said and "regrade hw1" in said
    text = small.release().read_text(encoding="utf-8")
    assert "## 1. The sigmoid (12 points)" in text and "104 points: 89 are counted" in text
    said = small.run("exercise", "spring", "Softsign")
    assert "Begun, and it works" in said and "hw1 has got other exercises after it was graded" in said
    assert "Points have changed for 3 students" in small.run("regrade", "hw1", "--course", "spring")
    small.nbgrader("autograde", "hw1")
    assert json.loads(small.gradebook("print(g.find_assignment('hw1').max_score)")) == 109
    assert {s: float(row["points"]) + 12.5 * (s == "ben") for s, row in small.marks().items()} == pytest.approx(small.scores())
    assert "Good." in small.gradebook("print(g.find_comment('written', 'hw1', 'hw1', 'ben').comment)")
    assert "Nothing has changed" in small.run("course", "spring")
    said = small.run("solutions", "spring", "hw1")
    solution = (small.folder / "solution" / "hw1" / "hw1.ipynb").read_text(encoding="utf-8")
    assert "To hand out after the deadline" in said and "Math.abs(x));" in solution and "not written yet" not in solution


def test_a_foreign_gradebook_is_refused(small: Shop) -> None:
    book = small.folder / "gradebook.db"
    whole = book.read_bytes()
    small.gradebook("g.check_course('winter')\nfor a in g.assignments: a.course_id = 'winter'\ng.db.commit()")
    foreign = book.read_bytes()
    for said in (small.nbgrader("autograde", "hw1", "--force", code=1), small.run("course", "spring", code=1)):
        assert "belongs to the course winter, and this one is spring. Move " in said
    assert book.read_bytes() == foreign
    book.write_bytes(b"no data base" * 100)
    assert "cannot be read" in small.nbgrader("autograde", "hw1", "--force", code=1)
    assert "is no gradebook" in small.run("course", "spring", code=1)
    book.write_bytes(whole)
    source = small.folder / "source" / "hw1" / "hw1.ipynb"
    source.write_text(source.read_text(encoding="utf-8").replace('"points": 8,', '"points": 6,', 1), encoding="utf-8")
    assert "The gradebook does not fit" in small.nbgrader("autograde", "hw1", "--force", code=1)


def test_nothing_to_grade_is_said_in_a_sentence(small: Shop) -> None:
    shutil.rmtree(small.folder / "submitted" / "ada" / "hw1")
    assert "ada: unreadable: No notebook of hw1 was handed in." in small.nbgrader("autograde", "hw1", "--student", "ada")
    shutil.rmtree(small.folder / "submitted")
    assert "There is no folder" in small.nbgrader("autograde", "hw1", code=1)
    (small.folder / "submitted").mkdir()
    assert "Nobody has handed in hw1" in small.nbgrader("autograde", "hw1", code=1)


# ------------------------------------------------------------------------------------------------------- the roster


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"id,last_name\nada,L\n,M\nada,N\na/b,O\n",
         "line 3: the id is missing|line 4: the id ada stands in line 2|line 5: a/b cannot be"),
        ("id;last_name\nada;Müller\n".encode("latin-1"), "line 2: this is not UTF-8"),
        (b"name,email\nada,x\n", "the first line must name the columns id, last_name"),
        (b"", "the first line must name the columns"),
    ],
)
def test_a_roster_with_faults_is_not_taken_in(tmp_path: Path, content: bytes, said: str) -> None:
    file = tmp_path / "students.csv"
    file.write_bytes(content)
    with pytest.raises(course.Refused) as refused:
        course.roster(file)
    for part in said.split("|"):
        assert part in str(refused.value)


@pytest.mark.parametrize(
    "encode",
    [str.encode, lambda text: text.encode("utf-8-sig"), lambda text: text.replace(",", ";").replace("\n", "\r\n").encode()],
)
def test_a_roster_with_umlauts_and_equal_names(tmp_path: Path, encode: Callable[[str], bytes]) -> None:
    file = tmp_path / "students.csv"
    file.write_bytes(encode("ID,Last_Name,first_name\nada,Müller,Jörg\nbob,Müller,Jörg\n,,\n"))
    assert [one["last_name"] for one in course.roster(file)] == ["Müller", "Müller"]
