"""A platform's table comes back with marks in one column and otherwise as it was, to the byte."""

from __future__ import annotations

import csv
import errno
import io
import os
import re
import shutil
import sys
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from conftest import ROOT

sys.path.insert(0, str(ROOT / "notebooks" / "homework" / "tools"))

import column  # noqa: E402

SAMPLES = Path(__file__).resolve().parent / "samples"
CANVAS, CANVAS_DE = "canvas.csv", "canvas-german.csv"
REPORT, REPORT_DE = "moodle-report.csv", "moodle-report-german.csv"
SHEET, SHEET_DE = "moodle-worksheet.csv", "moodle-worksheet-german.csv"
EXPORTS = [CANVAS, CANVAS_DE, REPORT, REPORT_DE, SHEET, SHEET_DE]
TARGET = {
    CANVAS: "hw1 (4711)",
    CANVAS_DE: "hw1 (4711)",
    REPORT: "Assignment: hw1 (Real)",
    REPORT_DE: "Aufgabe: hw1 (Punkte)",
    SHEET: "Grade",
    SHEET_DE: "Bewertung",
}


@dataclass
class Done:
    code: int
    said: str
    table: bytes | None

    def cells(self, name: str, encoding: str = "utf-8-sig", delimiter: str = ",") -> list[str]:
        assert self.table is not None, self.said
        rows = list(csv.reader(io.StringIO(self.table.decode(encoding), newline=""), delimiter=delimiter))
        return [row[rows[0].index(name)] for row in rows[1:]]


Filler = Callable[..., Done]


@pytest.fixture
def fill(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Filler:
    """Runs the command on a sample or on bytes; the marks are the sample's unless a text is given."""

    def run(export: str | bytes, *options: str, marks: str | bytes = "marks.csv") -> Done:
        data = (SAMPLES / export).read_bytes() if isinstance(export, str) else export
        table = (SAMPLES / marks).read_bytes() if isinstance(marks, str) else marks
        folder = tmp_path / "autumn" / "results" / "hw1"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "marks.csv").write_bytes(table)
        path, filled = tmp_path / "export.csv", tmp_path / "export-filled.csv"
        path.write_bytes(data)
        before = filled.read_bytes() if filled.exists() else None
        code = column.main(["hw1", str(path), "--course", str(tmp_path / "autumn"), *options])
        streams = capsys.readouterr()
        assert path.read_bytes() == data, "the export was changed"
        assert not list(tmp_path.glob(".*")), "something half written is left"
        now = filled.read_bytes() if filled.exists() else None
        if code in (column.FAILED, column.USAGE, column.NOT_WRITTEN):
            assert now == before, "a file was written although the command failed"
            assert streams.err.strip() and "Traceback" not in streams.err
        return Done(code, streams.out + streams.err, now)

    return run


def text(name: str) -> str:
    return (SAMPLES / name).read_text(encoding="utf-8")


def points(*lines: str) -> bytes:
    """A table of marks from "student total" and so on."""
    rows = [line.rsplit(" ", 1) for line in lines]
    return ("student,state,points,most,total,to look at\r\n" + "".join(
        f'"{student}",graded,{total},85,{total},\r\n' for student, total in rows)).encode()  # fmt: skip


ALL = points("ada 97.5", "ben 45.24", "carl 0", "dora 77", "jürgen 92", "kim1 71", "kim2 72.33", "zoe 1")


# ------------------------------------------------------------------------------------------
# What is filled in, and that nothing else changes


@pytest.mark.parametrize("name", EXPORTS)
def test_marks_stand_in_their_column(fill: Filler, name: str) -> None:
    done = fill(name)
    comma = name.endswith("german.csv")
    wanted = ["97.5", "45.24", "0", "", "92", "71", "72.33", ""]
    if name in (REPORT, REPORT_DE):
        wanted = [mark or "-" for mark in wanted]
    given = [mark.replace(".", ",") for mark in wanted] if comma else wanted
    assert [mark for mark in done.cells(TARGET[name])][-9 if name == CANVAS else -8 :][:8] == given
    assert done.code == column.TO_DECIDE
    for sentence in ("paul: 60", "70.5 without the written answer", "40 → 45.24", "it is no notebook", "zoe"):
        assert sentence in done.said
    assert "6 of 8 students" in done.said


def saved(name: str, delimiter: str = ";", encoding: str = "cp1252") -> bytes:
    """What a spreadsheet, by default a German Excel, makes of a table that it opens and saves."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(csv.reader(io.StringIO(text(name))))
    return out.getvalue().encode(encoding)


FORMS: dict[str, Callable[[str], bytes]] = {
    "as exported": lambda name: text(name).encode(),
    "byte order mark": lambda name: b"\xef\xbb\xbf" + text(name).encode(),
    "UTF-16": lambda name: text(name).encode("utf-16"),
    "UTF-16, big endian": lambda name: b"\xfe\xff" + text(name).encode("utf-16-be"),
    "Windows-1252": lambda name: text(name).encode("cp1252"),
    "Windows line ends": lambda name: text(name).replace("\n", "\r\n").encode(),
    "old Macintosh line ends": lambda name: text(name).replace("\n", "\r").encode(),
    "no line end at the end": lambda name: text(name).rstrip("\n").encode(),
    "empty lines": lambda name: (text(name).replace("\n", "\n\n", 2) + "\n").encode(),
    "tabs": lambda name: saved(name, "\t", "utf-8"),
    "German Excel": lambda name: saved(name, ";", "cp1252"),
}


def pieces(data: bytes) -> tuple[str, list[str]]:
    """A table's codec, and its lines with their ends."""
    for mark, codec in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if data.startswith(mark):
            return codec, re.split("(\r\n|\n|\r)", data.decode(codec))
    try:
        return "utf-8", re.split("(\r\n|\n|\r)", data.decode("utf-8"))
    except UnicodeDecodeError:
        return "cp1252", re.split("(\r\n|\n|\r)", data.decode("cp1252"))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", EXPORTS)
def test_the_rest_is_the_same_to_the_byte(fill: Filler, name: str, form: str) -> None:
    """Where a line changed, one cell changed, and emptying it gives the export's bytes back."""
    export = FORMS[form](name)
    done = fill(export)
    assert done.code == column.TO_DECIDE, done.said
    assert done.table is not None
    (codec, old), (codec_now, new) = pieces(export), pieces(done.table)
    assert codec == codec_now and len(old) == len(new)
    changed = []
    for i, (was, now) in enumerate(zip(old, new)):
        if was != now:
            start = len(os.path.commonprefix([was, now]))
            end = len(os.path.commonprefix([was[start:][::-1], now[start:][::-1]]))
            assert re.fullmatch(r'"?-?\d*[.,]?\d*"?|-', was[start : len(was) - end]), (was, now)
            assert re.fullmatch(r'"?\d*[.,]?\d*"?', now[start : len(now) - end]), (was, now)
            new[i] = now[:start] + was[start : len(was) - end] + now[len(now) - end :]
            changed.append(i)
    assert len(changed) == 6
    assert "".join(new).encode(codec) == export


def test_quotation_marks_of_a_cell_stay_and_come_only_where_they_must(fill: Filler) -> None:
    quoted = text(CANVAS_DE).replace('Herbst,"40,00"', 'Herbst,"40"').encode()
    filled = fill(quoted, marks=points("ada 9", "ben 10", "carl 1.5")).table
    assert b'Ada",2001,S1001,ada@uni.example,Herbst,9,"88,50"' in filled
    assert b'Ben",2002,S1002,ben@uni.example,Herbst,"10",,' in filled
    assert 'Carl",2003,S1003,carl@uni.example,Herbst,"1,5",,'.encode() in filled
    semicolons = fill(saved(CANVAS_DE), marks=points("ada 9.5"))
    assert b";Herbst;9,5;88,50;" in semicolons.table


@pytest.mark.parametrize(
    "export, options, wanted",
    [
        (text(SHEET_DE).replace(',"100,00"', ",").replace('"40,00"', ""), (), "97,5"),  # by the language
        (text(CANVAS_DE).replace(',"100,00"', ",100").replace('"40,00"', "40"), (), "97,5"),  # by the other column
        (text(SHEET_DE).replace('"100,00"', "100.00").replace('"40,00"', "40.00"), (), "97.5"),  # by the numbers
        (text(SHEET), ("--decimal", "comma"), "97,5"),
        (text(SHEET_DE), ("--decimal", "point"), "97.5"),
    ],
)
def test_decimal_sign(fill: Filler, export: str, options: tuple[str, ...], wanted: str) -> None:
    name = "hw1 (4711)" if "4711" in export else "Bewertung" if "Bewertung" in export else "Grade"
    assert wanted in fill(export.encode(), *options).cells(name)


def test_all_have_their_mark(fill: Filler) -> None:
    done = fill(text(REPORT).replace("40.00,", "-,").encode(), marks=ALL)
    assert done.code == column.DONE
    assert "8 of 8 students" in done.said and "(1)" not in done.said


def test_the_filled_table_filled_again_is_the_same(fill: Filler, tmp_path: Path) -> None:
    first = fill(REPORT, marks=ALL).table
    again = fill(first, marks=ALL)
    assert again.table == first and again.code == column.DONE
    assert fill(first.replace(b"45.24", b"45.24000"), marks=ALL).table == first.replace(b"45.24", b"45.24000")


# ------------------------------------------------------------------------------------------
# Which column


@pytest.mark.parametrize(
    "heading, found",
    [
        ("hw1 (4711)", True),
        ("HW1: a first program (4711)", True),
        ("Homework 1 (4711)", True),
        ("Functions and slopes (4711)", True),
        ("hw10 (4711)", False),
        ("my hw1 (4711)", False),
        ("hw1 Final Score", False),
    ],
)
def test_column_by_its_name(fill: Filler, tmp_path: Path, heading: str, found: bool) -> None:
    source = tmp_path / "autumn" / "source" / "hw1"
    source.mkdir(parents=True)
    shutil.copy(ROOT / "notebooks" / "homework" / "source" / "hw1" / "hw1.ipynb", source)
    done = fill(text(CANVAS).replace("hw1 (4711)", heading).encode())
    assert (done.code == column.TO_DECIDE) == found, done.said
    if not found:
        assert done.code == column.FAILED and "'hw10 (4720)'" in done.said and "--column" in done.said


def test_more_than_one_column_could_be_it(fill: Filler) -> None:
    export = text(CANVAS).replace("hw10 (4720)", "hw1 again (4720)").encode()
    done = fill(export)
    assert done.code == column.FAILED
    assert "More than one column" in done.said and "'hw1 (4711)', 'hw1 again (4720)'" in done.said
    assert fill(export, "--column", "hw1 again (4720)").cells("hw1 again (4720)")[2] == "97.5"


@pytest.mark.parametrize(
    "name, wanted, sentence",
    [
        (CANVAS, "hw9", "has no column 'hw9'. Columns for marks: 'Lab notes', 'hw1 (4711)', 'hw10 (4720)'"),
        (CANVAS, "Current Score", "cannot be changed"),
        (CANVAS, "SIS Login ID", "cannot be changed"),
        (CANVAS, "Student", "cannot be changed"),
        (SHEET, "Maximum Grade", "cannot be changed"),
        (REPORT, "Assignment: hw1 (Feedback)", "cannot be changed"),
    ],
)
def test_column_that_cannot_be_filled(fill: Filler, name: str, wanted: str, sentence: str) -> None:
    done = fill(name, "--column", wanted)
    assert done.code == column.FAILED and sentence in done.said


def test_read_only_column_in_another_language(fill: Filler) -> None:
    export = text(CANVAS_DE).replace('"100,00","100,00"', '(nur lesen),"100,00"').encode()
    assert "cannot be changed" in fill(export, "--column", "hw1 (4711)").said


# ------------------------------------------------------------------------------------------
# Who is who


@pytest.mark.parametrize(
    "name, ids, by",
    [
        (CANVAS, ("2001", "2002"), "ID"),
        (CANVAS, ("S1001", "S1002"), "SIS User ID"),
        (CANVAS, ("lovelaceada_2001_90001_hw1", "ngben_LATE_2002_90002_hw1-1"), "ID"),
        (CANVAS_DE, ("ada@uni.example", "ben@uni.example"), "SIS Login ID"),
        (CANVAS_DE, ("ada", "ben"), "SIS Login ID"),
        (REPORT, ("1001", "1002"), "ID number"),
        (REPORT_DE, ("1001", "1002"), "ID-Nummer"),
        (SHEET, ("5001", "5002"), "Identifier"),
        (SHEET, ("Participant 5001", "Participant 5002"), "Identifier"),
        (SHEET, ("Ada Lovelace_5001_assignsubmission_file_", "Ben Ng_5002_assignsubmission_file"), "Identifier"),
        (SHEET_DE, ("5001", "5002"), "ID"),
        (SHEET_DE, ("ada", "ben"), "E-Mail-Adresse"),
    ],
)
def test_column_that_says_who(fill: Filler, name: str, ids: tuple[str, str], by: str) -> None:
    done = fill(name, marks=points(f"{ids[0]} 97.5", f"{ids[1]} 45.24"))
    assert f"matched by '{by}'" in done.said
    assert "2 of 8 students" in done.said
    marks = [cell.replace(",", ".") for cell in done.cells(TARGET[name])]
    assert [mark for mark in marks if mark in ("97.5", "45.24")] == ["97.5", "45.24"]


@pytest.mark.parametrize("student", ["Ada Lovelace", "Lovelace, Ada", "Lovelace", "Kim, Min-jun"])
@pytest.mark.parametrize("name", EXPORTS)
def test_names_are_never_matched(fill: Filler, name: str, student: str) -> None:
    done = fill(name, marks=points(f"{student} 50", "ben 60"))
    assert f"{student}: 50" in done.said and "1 of 8 students" in done.said
    refused = fill(name, "--by", {CANVAS: "Student", CANVAS_DE: "Student", REPORT: "First name", REPORT_DE: "Vorname",
                                  SHEET: "Full name", SHEET_DE: "Vollständiger Name"}[name])  # fmt: skip
    assert refused.code == column.FAILED and "not matched by names" in refused.said


def test_login_in_an_address_that_is_not_of_the_school(fill: Filler) -> None:
    done = fill(text(REPORT).replace("ada@uni", "ada@law.uni").replace("zoe@uni.example", "paul@mail.example").encode())
    assert done.cells(TARGET[REPORT])[0] == "97.5"
    assert "not in the export (1):\n  paul: 60" in done.said and "(paul@mail.example) in line 9" in done.said


def test_addresses_of_no_school(fill: Filler) -> None:
    """Where each has an address of another provider, what stands before @ says nothing."""
    export = text(REPORT)
    for i, student in enumerate(("ada", "ben", "carl", "dora")):
        export = export.replace(f"{student}@uni", f"{student}@mail{i}")
    done = fill(export.encode())
    assert done.code == column.FAILED and "None of the 8 students" in done.said
    assert fill(export.encode(), marks=points("ada@mail0.example 3")).cells(TARGET[REPORT])[0] == "3"


@pytest.mark.parametrize(
    "export, said", [(saved(SHEET), True), (saved(CANVAS_DE), True), (saved(CANVAS_DE, ";", "utf-8"), False)]
)
def test_upload_of_what_a_spreadsheet_has_saved(fill: Filler, export: bytes, said: bool) -> None:
    assert ("Where the upload asks" in fill(export).said) == said
    assert "Where the upload asks" not in fill(SHEET).said


def test_columns_that_contradict_each_other(fill: Filler) -> None:
    export = text(CANVAS).replace("S1002,ben", "ada,ben").encode()
    done = fill(export)
    assert done.code == column.FAILED
    assert "who ada is: by 'SIS Login ID' line 4, by 'SIS User ID' line 5" in done.said and "--by" in done.said
    assert fill(export, "--by", "SIS Login ID").cells("hw1 (4711)")[2] == "97.5"
    assert fill(export, "--by", "SIS User ID").cells("hw1 (4711)")[3] == "97.5"
    assert "has no column 'Login'" in fill(export, "--by", "Login").said


@pytest.mark.parametrize("student", ["JÜRGEN", "Jürgen", unicodedata.normalize("NFD", "jürgen")])
def test_case_and_composition(fill: Filler, student: str) -> None:
    done = fill(CANVAS, marks=points(f"{student} 50", "ada 60"))
    assert done.cells("hw1 (4711)")[6] == "50"
    assert "is 'jürgen' in line 8" in done.said
    export = text(REPORT).replace("40.00,", "-,").encode()
    assert fill(export, marks=ALL.replace("jürgen".encode(), student.encode())).code == column.DONE


def test_case_that_is_not_unique(fill: Filler) -> None:
    """Of two students who differ only in case, one has the row to the letter; the other is listed."""
    done = fill(CANVAS, marks=points("ada 50", "ADA 60"))
    assert done.cells("hw1 (4711)")[2] == "50"
    assert "not in the export (1):\n  ADA: 60" in done.said
    neither = fill(CANVAS, "--missing-zero", marks=points("Ada 50", "ADA 60", "ben 3"))
    assert neither.cells("hw1 (4711)")[2] == ""
    assert "several marks could be meant" in neither.said and "Ada has 50, ADA has 60" in neither.said


def test_two_rows_for_one_student(fill: Filler) -> None:
    export = text(REPORT) + text(REPORT).splitlines()[1].replace("1001", "1999") + "\n"
    done = fill(export.encode(), "--missing-zero")
    assert done.cells(TARGET[REPORT])[0] == "-" == done.cells(TARGET[REPORT])[-1]
    assert "in line 2, Ada Lovelace (ada@uni.example) in line 10; the mark is 97.5" in done.said
    assert done.code == column.TO_DECIDE
    idle = fill((text(REPORT) + text(REPORT).splitlines()[-1] + "\n").encode(), "--missing-zero")
    assert idle.cells(TARGET[REPORT])[-2:] == ["-", "-"] and "in line 10; no mark" in idle.said
    capital = fill(text(CANVAS).replace("S1002,ben", "S1002,ADA").encode(), "--missing-zero")
    assert capital.cells("hw1 (4711)")[2:4] == ["", "40.00"]
    assert "(ada) in line 4, Ng, Ben (ADA) in line 5; the mark is 97.5" in capital.said
    other = fill((text(REPORT) + "Ada,King,1999,,,ada@law.uni.example,-,-,,-,-,1\n").encode(), "--missing-zero")
    assert other.cells(TARGET[REPORT])[0] == "-" == other.cells(TARGET[REPORT])[-1]
    assert "several rows could be this student's (1):\n  ada: " in other.said


def test_two_marks_for_one_student(fill: Filler) -> None:
    done = fill(CANVAS, "--missing-zero", marks=points("ada 50", "ada 60", "ben 3", "ben 3"))
    assert done.cells("hw1 (4711)")[2:4] == ["", "3"]
    assert "ada: 50 and 60" in done.said


def test_two_students_for_one_row(fill: Filler) -> None:
    done = fill(REPORT, marks=points("ada 50", "ada@uni.example 60", "ben 3"))
    assert done.cells(TARGET[REPORT])[0] == "60" and "not in the export (1):\n  ada: 50" in done.said


# ------------------------------------------------------------------------------------------
# What stands there already, and what is missing


def test_other_marks_stay_if_wanted(fill: Filler) -> None:
    done = fill(SHEET, "--keep")
    assert done.cells("Grade")[1] == "40.00" and "stays 40, the mark is 45.24" in done.said


def test_zero_for_who_handed_in_nothing(fill: Filler) -> None:
    assert fill(SHEET, "--missing-zero").cells("Grade")[3:] == ["", "92", "71", "72.33", "0"]
    export = text(SHEET).replace('"No submission -  ",,', '"No submission -  ",12.00,').encode()
    done = fill(export, "--missing-zero")
    assert done.cells("Grade")[-1] == "12.00" and "Zoe Abel (zoe@uni.example) in line 9, has 12.00" in done.said
    assert fill(CANVAS, "--missing-zero").cells("hw1 (4711)")[-2:] == ["0", ""], "the test student gets no mark"


@pytest.mark.parametrize("word", ["EX", "N/A", "B+", "complete"])
def test_words_in_place_of_a_mark_stay(fill: Filler, word: str) -> None:
    done = fill(text(CANVAS).replace(',40.00,12', f",{word},12").encode())
    assert done.cells("hw1 (4711)")[3] == word
    assert f"has '{word}', the mark is 45.24" in done.said and done.code == column.TO_DECIDE


def test_locked_marks_stay(fill: Filler) -> None:
    export = text(SHEET_DE).replace('"100,00",Ja,-', '"100,00",Nein,-').replace('"100,00",Ja', '"100,00",Nein', 2)
    done = fill(export.encode(), "--missing-zero")
    assert done.cells("Bewertung")[-1] == "" and "Zoe Abel (zoe@uni.example) in line 9" in done.said
    assert done.cells("Bewertung")[:3] == ["", "40,00", "0"]
    assert "locked the mark (2):" in done.said and "Ada Lovelace (ada@uni.example) in line 2: 97.5" in done.said


def test_automatic_points(fill: Filler) -> None:
    done = fill(CANVAS, "--automatic-only")
    assert done.cells("hw1 (4711)")[2:6] == ["85", "37.24", "0", "70.5"]
    fits = fill(text(CANVAS).replace("100.00,100.00", "85,100.00").encode(), "--automatic-only", "--scale")
    assert fits.cells("hw1 (4711)")[2] == "85"


def test_no_written_answer_has_points(fill: Filler) -> None:
    marks = b"student,state,points,most,written (by hand),total,to look at\nada,graded,70,85,,,\n"
    done = fill(CANVAS, marks=marks)
    assert done.code == column.FAILED
    assert "written.csv" in done.said and "--automatic-only" in done.said


def test_points_by_hand_that_came_after_the_marks(fill: Filler, tmp_path: Path) -> None:
    folder = tmp_path / "autumn" / "results" / "hw1"
    folder.mkdir(parents=True)
    (folder / "written.csv").write_text("student,written,comment\n", encoding="utf-8")
    assert "newer" not in fill(CANVAS).said
    later = os.stat(folder / "marks.csv").st_mtime + 3600
    os.utime(folder / "written.csv", (later, later))
    assert "written.csv is newer than marks.csv" in fill(REPORT).said


@pytest.mark.parametrize(
    "export, target",
    [
        (text(CANVAS).replace("100.00,100.00", "50.00,100.00"), "hw1 (4711)"),
        (text(CANVAS_DE).replace('"100,00","100,00"', '"50,00","100,00"'), "hw1 (4711)"),
        (text(SHEET).replace("100.00,Yes", "50.00,Yes"), "Grade"),
        (text(SHEET_DE).replace('"100,00",Ja', '"50,00",Ja'), "Bewertung"),
    ],
)
def test_other_points_than_the_assignment_has(fill: Filler, export: str, target: str) -> None:
    done = fill(export.encode())
    assert done.code == column.FAILED
    assert "at most 50 points in" in done.said and "has 100" in done.said and "--scale" in done.said
    scaled = fill(export.encode(), "--scale")
    assert "Marks out of 100 are converted" in scaled.said
    assert {"48.75", "22.62", "36.17"} <= {cell.replace(",", ".") for cell in scaled.cells(target)}


def test_points_of_a_course_of_ones_own(fill: Filler, tmp_path: Path) -> None:
    source = tmp_path / "autumn" / "source" / "hw1"
    source.mkdir(parents=True)
    master = (ROOT / "notebooks" / "homework" / "source" / "hw1" / "hw1.ipynb").read_text(encoding="utf-8")
    assert master.count('"points": 15') == 1
    (source / "hw1.ipynb").write_text(master.replace('"points": 15', '"points": 20'), encoding="utf-8")
    assert "at most 100 points in 'Grade', but the assignment has 105" in fill(SHEET).said


# ------------------------------------------------------------------------------------------
# Marks


def test_marks_from_nbgrader(fill: Filler, tmp_path: Path) -> None:
    shutil.copy(SAMPLES / "grades.csv", tmp_path / "grades.csv")
    options = ("--marks", str(tmp_path / "grades.csv"))
    done = fill(CANVAS, *options)
    assert done.cells("hw1 (4711)")[2:4] == ["97.5", "45.24"]
    assert "Abel, Zoe (zoe) in line 11" in done.said, "who handed in nothing has no mark"
    assert fill(CANVAS, "--automatic-only", *options).code == column.USAGE


@pytest.mark.parametrize("form", ["byte order mark", "UTF-16", "Windows-1252", "Windows line ends"])
def test_marks_that_were_saved_by_a_spreadsheet(fill: Filler, form: str) -> None:
    assert fill(CANVAS, marks=FORMS[form]("marks.csv")).cells("hw1 (4711)")[6] == "92"
    german = saved("marks.csv").replace(b"97.5", b"97,5")
    assert fill(CANVAS, marks=german).cells("hw1 (4711)")[2] == "97.5"


def test_ids_like_formulas(fill: Filler) -> None:
    export = text(CANVAS).replace("S1001,ada", "S1001,=ada").encode()
    assert fill(export, marks=points("'=ada 3", "ben 4")).cells("hw1 (4711)")[2] == "3"


@pytest.mark.parametrize(
    "marks, sentence",
    [
        (b"", "marks.csv is empty"),
        (b"name,mark\nada,3\n", "no table of marks"),
        (b"student,state,points,most\nada,graded,3,85\n", "no column total"),
        (b"student,state,points,most,total\nada,graded,3,85,much\n", "In line 2 of"),
        (b"student,state,points,most,total\n", "has no marks for hw1"),
        (b"student,state,points,most,total\nada,graded,3,85\n", "Line 2 of"),
        (b"assignment,student_id,score\nhw2,ada,3\n", "has no marks for hw1, only for: hw2"),
    ],
)
def test_marks_that_cannot_be_used(fill: Filler, marks: bytes, sentence: str) -> None:
    done = fill(CANVAS, marks=marks)
    assert done.code == column.FAILED and sentence in done.said


# ------------------------------------------------------------------------------------------
# Bad input: a sentence, and nothing is written

BAD: list[tuple[str, bytes, str]] = [
    ("empty", b"", "is empty"),
    ("only spaces", b" \n\n", "is empty"),
    ("only a mark", b"\xef\xbb\xbf", "is empty"),
    ("web page", b"\n<!DOCTYPE html>\n<html><title>Log in</title>", "is a web page and no CSV file"),
    ("web page in capitals", b"<HTML><BODY>", "is a web page"),
    ("spreadsheet", b"PK\x03\x04\x14\0\x06\0", "is a spreadsheet (.xlsx"),
    ("old spreadsheet", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "is a spreadsheet"),
    ("no table", b"Hello\nWorld\n", "is no table"),
    ("no students", text(CANVAS).split("\n")[0].encode() + b"\n", "has no students"),
    ("zero byte", text(CANVAS).encode().replace(b"Ng", b"N\0g"), "zero byte in line 5"),
    ("UTF-16 without mark", text(CANVAS).encode("utf-16-le"), "zero byte in line 1"),
    ("cut UTF-16", text(CANVAS).encode("utf-16")[:-1], "begins as UTF-16, but is damaged"),
    ("cut UTF-8", b"\xef\xbb\xbf" + text(CANVAS).encode().split(b"\x9f")[0], "is damaged"),
    ("no encoding", text(CANVAS).encode().replace(b"Lovelace", b"\x81\xff"), "neither UTF-8 nor UTF-16"),
    ("mojibake", text(CANVAS).encode().decode("cp1252", "replace").encode(), "'WeiÃŸ, Carl', which should be 'Weiß"),
    ("mojibake, Latin 1", text(SHEET).encode().decode("latin-1").encode(), "which should be 'Carl Weiß'"),
    ("lost letters", text(CANVAS).replace("ü", "\ufffd").encode(), "Line 8 of"),
    ("another course", re.sub(r",S100\d,\w+,", ",T9,x,", text(CANVAS)).encode(), "None of the 8 students with marks"),
    ("cell too many", text(CANVAS).replace("Weiß, Carl\"", "Weiß\",\" Carl\"").encode(), "Line 6 of"),
    ("cell too few", text(SHEET).replace("Ben Ng\",", "Ben Ng\"").encode(), "In line 3 of"),
    ("cut row", text(REPORT).replace(",-,-,1764079200\nDora", ",-\nDora").encode(), "has 10 cells"),
    ("open quotation mark", text(CANVAS).encode() + b'"', "none closes it"),
    ("ID deleted", re.sub(r"(?m)^((?:\"[^\"]*\"|[^,\"]*)),[^,]*", r"\1", text(CANVAS_DE)).encode(), "has no column ID"),
    ("heading renamed", text(SHEET).replace(",Grade,", ",Mark,").encode(), "has no column Grade"),
    ("heading renamed, German", text(SHEET_DE).replace(",Bewertung,", ",Note,").encode(), "has no column Bewertung"),
    ("date deleted", text(SHEET).replace("Last modified (grade)", "When").encode(), "no column Last modified (grade)"),
    ("no platform", b"a,b\n1,2\n", "neither Canvas"),
    ("scale", text(SHEET).replace("Maximum Grade", "Scale").encode(), "scale of words"),
]  # fmt: skip


@pytest.mark.parametrize("export, sentence", [bad[1:] for bad in BAD], ids=[bad[0] for bad in BAD])
def test_bad_export(fill: Filler, export: bytes, sentence: str) -> None:
    done = fill(export)
    assert done.code == column.FAILED, done.said
    assert sentence in done.said and done.table is None
    assert done.said.rstrip().endswith((".", "…", "'", "none")) or "\n  " in done.said


def test_names_that_only_look_misread(fill: Filler) -> None:
    export = text(SHEET).replace("Carl Weiß", "JOÃO Ângelo Ã£").replace("Ben Ng", "Āņģ Ñañez").encode()
    assert fill(export).code == column.TO_DECIDE


def test_a_formula_stays_a_text(fill: Filler) -> None:
    filled = fill(CANVAS).table
    assert b"=cmd|'/c calc'!A0" in filled and b'"=""Dora"""' in filled


def test_what_a_terminal_could_take_as_a_command_is_shown(fill: Filler) -> None:
    assert "\x1b" not in fill(text(CANVAS).replace("Abel", "\x1b[2JAbel").encode()).said


# ------------------------------------------------------------------------------------------
# Files and the command line


def test_the_export_is_never_written_over(fill: Filler, tmp_path: Path) -> None:
    for file in ("export.csv", "autumn/results/hw1/marks.csv"):
        done = fill(CANVAS, "--to", str(tmp_path / file))
        assert done.code == column.USAGE and "never written over" in done.said


def test_to_another_file(fill: Filler, tmp_path: Path) -> None:
    assert fill(CANVAS, "--to", str(tmp_path / "up.csv")).table is None
    assert b",97.5," in (tmp_path / "up.csv").read_bytes()


@pytest.mark.parametrize("error, why", [(errno.ENOSPC, "the disk is full"), (errno.EACCES, "Permission denied")])
def test_a_file_that_cannot_be_written(
    fill: Filler, monkeypatch: pytest.MonkeyPatch, error: int, why: str
) -> None:
    fill(CANVAS)  # what an earlier run has written stays whole

    def fails(*_: object) -> None:
        raise OSError(error, os.strerror(error))

    monkeypatch.setattr(column.os, "fsync", fails)
    done = fill(REPORT)
    assert done.code == column.NOT_WRITTEN and why in done.said and "No file is half written" in done.said


@pytest.mark.parametrize(
    "words, code, sentence",
    [
        ([], 2, "required"),
        (["hw1"], 2, "required"),
        (["Hw 1", "x.csv"], 2, "a word such as hw1"),
        (["hw1", "x.csv", "--colum", "a"], 2, "--colum"),
        (["hw1", "x.csv"], 1, "There is no export x.csv."),
        (["hw1", "x.csv", "--course", "nowhere"], 1, "There is no folder nowhere."),
        (["--help"], 0, "Exit codes"),
    ],
)
def test_command_line(
    words: list[str], code: int, sentence: str, capsys: pytest.CaptureFixture[str], tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    assert column.main(words) == code
    streams = capsys.readouterr()
    assert sentence in streams.out + streams.err


def test_no_marks_yet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copy(SAMPLES / CANVAS, "export.csv")
    assert column.main(["hw1", "export.csv"]) == column.FAILED
    assert "There are no marks at" in capsys.readouterr().err
