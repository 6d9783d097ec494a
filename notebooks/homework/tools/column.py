"""Fills in one column of the table that a learning platform has exported.

The export is Canvas's gradebook, Moodle's grader report or Moodle's grading worksheet, as CSV. What is not a mark stays
as it is, byte for byte: encoding, delimiter, quotation marks, line ends, columns that are not known here.

Where the forms come from (looked up in the platforms' public sources):
- Canvas, canvas-lms, lib/gradebook_exporter.rb and lib/csv_with_i18n.rb: the headings and "Points Possible" stay
  English in every language, "(read only)" is translated, numbers have the language's decimal sign, the delimiter is a
  comma or a semicolon, a byte order mark is optional, "EX" is excused and "N/A" not assigned. What it reads again,
  lib/gradebook_importer.rb: Student, ID and Section are needed; numbers may have a comma or a point.
- Moodle, mod/assign/feedback/offline/importgradeslib.php: a worksheet is read again by its columns for the identifier,
  the grade and "Last modified (grade)", which have to be there, in the language of the site; the identifier is the word
  "Participant" and a number. German words from its language pack, de/assign.php (hiddenuser, gradecanbechanged,
  lastmodifiedgrade), and from public programs that read such worksheets.
- Moodle, grade/export/txt/grade_export_txt.php: the grader report: who, then a column for each activity and form,
  "Assignment: hw1 (Real)", in German "Aufgabe: hw1 (Punkte)", then the time of the export; "-" is no grade.
- nbgrader, plugins/export.py: a student who handed in nothing has 0 points and no timestamp.
"""

import argparse
import errno
import json
import os
import re
import shutil
import sys
import tempfile
import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

DONE, FAILED, USAGE, NOT_WRITTEN, TO_DECIDE = 0, 1, 2, 4, 6

HOMEWORK = Path(__file__).resolve().parent.parent

HELP = """\
The marks are DIR/results/hw1/marks.csv. Written is export-filled.csv beside the export, which itself stays as it is.

Students are matched by their id, which is the name of their folder or file, with a login, number or e-mail address of
the export. Names of people are never compared.

Exit codes: 0 every row has its mark; 1 something needed is missing or wrong, nothing was written; 2 wrong command line;
4 the file cannot be written; 6 written, but something is listed that a person has to decide.
"""


class Problem(Exception):
    """Something that the reader can mend."""

    def __init__(self, sentence, code=FAILED):
        super().__init__(sentence)
        self.code = code


# ------------------------------------------------------------------------------------------------- a table and its text


@dataclass(eq=False)
class Cell:
    start: int
    end: int
    text: str
    quoted: bool


@dataclass(eq=False)
class Row:
    line: int
    cells: list

    def __getitem__(self, index):
        return self.cells[index].text.strip() if index < len(self.cells) else ""

    def blank(self):
        return not any(cell.text.strip() for cell in self.cells)


@dataclass
class Table:
    """A CSV file that remembers where in its text each cell stands."""

    path: Path
    mark: bytes
    codec: str
    encoding: str
    text: str
    delimiter: str
    head: list = field(default_factory=list)
    rows: list = field(default_factory=list)

    def column(self, *names):
        """The first column that has one of these names; None if there is none."""
        wanted = {fold(name) for name in names}
        return next((i for i, name in enumerate(self.head) if fold(name) in wanted), None)

    def filled(self, values):
        """The bytes of the file with numbers in some cells, given as (cell, text)."""
        pieces, position = [], 0
        for cell, text in sorted(values, key=lambda pair: pair[0].start):
            if cell.quoted or self.delimiter in text:
                text = '"%s"' % text
            pieces += [self.text[position : cell.start], text]
            position = cell.end
        return self.mark + "".join(pieces + [self.text[position:]]).encode(self.codec)


def fold(text):
    """For comparing words that differ in case or in how Unicode composes a letter."""
    return unicodedata.normalize("NFC", text.strip()).casefold()


def shown(text):
    """A text from a file, safe for a terminal."""
    return "".join(c if c.isprintable() else "\\u%04x" % ord(c) for c in text)


def decoded(path, data, again):
    """The mark in front, the codec, its name for a reader, the text."""
    for mark, codec, name in (
        (b"\xef\xbb\xbf", "utf-8", "UTF-8 with a byte order mark"),
        (b"\xff\xfe", "utf-16-le", "UTF-16"),
        (b"\xfe\xff", "utf-16-be", "UTF-16"),
    ):
        if data.startswith(mark):
            try:
                return mark, codec, name, data[len(mark) :].decode(codec)
            except UnicodeDecodeError:
                raise Problem("%s begins as %s, but is damaged. %s." % (path, name, again))
    if b"\0" in data:
        line = data[: data.index(b"\0")].count(b"\n") + 1
        raise Problem("%s has a zero byte in line %d: it is damaged, or no CSV file. %s." % (path, line, again))
    try:
        return b"", "utf-8", "UTF-8", data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    try:
        # What Excel writes in western Europe where it says only "CSV".
        return b"", "cp1252", "Windows-1252", data.decode("cp1252")
    except UnicodeDecodeError:
        raise Problem("%s is neither UTF-8 nor UTF-16 nor Windows-1252. %s, as UTF-8." % (path, again))


def misread(text):
    """What a text was before its UTF-8 was read as Windows-1252, "MÃ¼ller" for example; None if it is all right."""
    if not re.search("[\u00c2-\u00f4][\u0080-\u00bf\u0152-\u0192\u02c6\u02dc\u2013-\u2122]", text):
        return None
    try:
        # Programs let the five bytes pass that mean nothing in Windows-1252, and some read Latin 1.
        return b"".join(c.encode("latin-1" if "\x80" <= c <= "\x9f" else "cp1252") for c in text).decode("utf-8")
    except UnicodeError:
        return None


def read(path, what, again="Export it again"):
    """A table; every fault of the file is a sentence."""
    path = Path(path)
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise Problem("There is no %s %s." % (what, path))
    except OSError as e:
        raise Problem("%s cannot be read: %s." % (path, e.strerror))
    if data.startswith(b"PK\x03\x04") or data.startswith(b"\xd0\xcf\x11\xe0"):
        raise Problem(
            "%s is a spreadsheet (.xlsx, .xls or .ods) and no CSV file, whatever its name says. "
            "Take the CSV file that the platform exported, or save the sheet as CSV." % path
        )
    mark, codec, encoding, text = decoded(path, data, again)
    if not text.strip():
        raise Problem("%s is empty." % path)
    if re.match(r"\s*<(!doctype|html|\?xml|head|body)\b", text, re.IGNORECASE):
        raise Problem(
            "%s is a web page and no CSV file, perhaps the page for logging in. Log in and export it again." % path
        )
    if "\0" in text:
        raise Problem("%s has a zero character in line %d. %s." % (path, line_of(text, text.index("\0")), again))
    first = re.sub(r'"[^"]*"', "", text.lstrip("\r\n").splitlines()[0])
    delimiter = max(",;\t", key=first.count)
    if delimiter not in first:
        raise Problem(
            "%s is no table: its first line has no comma, semicolon or tab between columns. "
            "It should be the line with the names of the columns." % path
        )
    table = Table(path, mark, codec, encoding, text, delimiter)
    rows = [row for row in split(path, text, delimiter) if not row.blank()]
    for row in rows:
        for cell in row.cells:
            was = misread(cell.text)
            if was or "\ufffd" in cell.text:
                raise Problem(
                    "Line %d of %s has '%s'%s. Some program read the file in a wrong encoding and saved it. "
                    "%s, and do not save it in another program before it is filled in."
                    % (row.line, path, shown(cell.text), ", which should be '%s'" % shown(was) if was else "", again)
                )
    table.head = [cell.text.strip() for cell in rows[0].cells]
    table.rows = rows[1:]
    return table


def line_of(text, position):
    return len(re.findall("\r\n|\r|\n", text[:position])) + 1


def split(path, text, delimiter):
    """The rows, with the place of each cell."""
    quoted = re.compile(r'"((?:[^"]+|"")*+)"')
    bare = re.compile("[^%s\r\n]*" % re.escape(delimiter))
    end = re.compile("\r\n|\r|\n")
    rows, position, line = [], 0, 1
    while position < len(text):
        row = Row(line, [])
        while True:
            in_quotes = text.startswith('"', position)
            match = (quoted if in_quotes else bare).match(text, position)
            if match is None:
                raise Problem("In line %d of %s a quotation mark opens a cell and none closes it." % (line, path))
            value = match[1].replace('""', '"') if in_quotes else match[0]
            row.cells.append(Cell(match.start(), match.end(), value, in_quotes))
            line += len(end.findall(match[0]))
            position = match.end()
            if position == len(text):
                break
            if text[position] == delimiter:
                position += 1
                continue
            match = end.match(text, position)
            if match is None:
                raise Problem(
                    "In line %d of %s something follows the quotation mark that closes a cell." % (line, path)
                )
            position = match.end()
            line += 1
            break
        rows.append(row)
    return rows


def same_width(table, but=()):
    for row in table.rows:
        if len(row.cells) != len(table.head) and row not in but:
            raise Problem(
                "Line %d of %s has %s; the line with the names of the columns has %d. "
                "Perhaps a delimiter was typed into a cell, or a part of the line deleted."
                % (row.line, table.path, count(len(row.cells), "cell"), len(table.head))
            )


def count(n, thing, several=None):
    return "%d %s" % (n, thing if n == 1 else several or thing + "s")


# ------------------------------------------------------------------------------------------------------------ the marks


@dataclass
class Mark:
    student: str
    points: Decimal | None
    look: str = ""
    automatic: Decimal | None = None


@dataclass
class Marks:
    path: Path
    marks: list
    differing: list
    most: Decimal
    automatic_most: Decimal | None = None


_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?")


def number(text):
    text = text.strip()
    return Decimal(text.replace(",", ".")) if _NUMBER.fullmatch(text) else None


def plain(points):
    """A number without needless digits, to two places, which is what the platforms show."""
    text = str(points.quantize(Decimal("0.01"), ROUND_HALF_UP))
    return text.rstrip("0").rstrip(".") if "." in text else text


def marks_of(path, assignment, automatic, master):
    """The marks in the grader's table or in nbgrader's export, told apart by their columns."""
    table = read(path, "table of marks", "Grade again" if path.name == "marks.csv" else "Export it again")
    if table.column("student_id") is not None and table.column("score") is not None:
        return from_nbgrader(table, assignment, automatic)
    student, points, most, total = (table.column(name) for name in ("student", "points", "most", "total"))
    if student is None or points is None or most is None:
        raise Problem(
            "%s is no table of marks: it has neither the columns student, points, most of the grader nor student_id, "
            "score of nbgrader." % path
        )
    if total is None and not automatic:
        raise Problem("%s has no column total. Grade again, which adds it, or take --automatic-only." % path)
    same_width(table)
    state, look = table.column("state"), table.column("to look at")
    marks, most_points = [], Decimal(0)
    for row in table.rows:
        parts = {}
        for name, column in (("points", points), ("most", most)) + (() if total is None else (("total", total),)):
            parts[name] = number(row[column])
            if parts[name] is None and (row[column] or name != "total"):
                raise Problem("In line %d of %s '%s' is no number." % (row.line, path, shown(row[column])))
        most_points = max(most_points, parts["most"])
        # The table guards ids that begin like a formula with an apostrophe.
        name = re.sub(r"^'(?=[=+\-@\t\r])", "", row[student])
        notes = [row[column] for column in (state, look) if column is not None and row[column] not in ("", "graded")]
        notes = notes[-1:] if notes[-1:] and notes[-1].startswith(notes[0]) else notes  # the notes begin with the state
        given = parts["points"] if automatic else parts["total"]
        marks.append(Mark(name, given, "; ".join(notes), parts["points"]))
    whole = points_in(master)
    return collected(path, assignment, marks, whole or Decimal(100), most_points if automatic else None)


def from_nbgrader(table, assignment, automatic):
    if automatic:
        raise Problem("--automatic-only needs the grader's marks.csv; nbgrader's export has only sums.", USAGE)
    same_width(table)
    of, student, score = table.column("assignment"), table.column("student_id"), table.column("score")
    time, most = table.column("timestamp"), table.column("max_score")
    rows = [row for row in table.rows if of is None or row[of] == assignment]
    if not rows:
        there = sorted({row[of] for row in table.rows if row[of]})
        raise Problem("%s has no marks for %s, only for: %s." % (table.path, assignment, ", ".join(there) or "nothing"))
    marks, mosts = [], set()
    for row in rows:
        if time is not None and not row[time]:
            continue  # handed in nothing
        points = number(row[score])
        if points is None:
            raise Problem("In line %d of %s '%s' is no number." % (row.line, table.path, shown(row[score])))
        mosts.add(number(row[most]) if most is not None else None)
        marks.append(Mark(row[student], points))
    return collected(table.path, assignment, marks, max(mosts - {None}, default=Decimal(100)))


def collected(path, assignment, marks, most, automatic_most=None):
    """Each student once; students with two different marks apart."""
    by_student = defaultdict(list)
    for mark in marks:
        by_student[unicodedata.normalize("NFC", mark.student)].append(mark)
    by_student.pop("", None)
    if not by_student:
        raise Problem("%s has no marks for %s." % (path, assignment))
    once = {name: all_ for name, all_ in by_student.items() if len({m.points for m in all_}) == 1}
    differing = [all_ for name, all_ in by_student.items() if name not in once]
    return Marks(path, [all_[0] for all_ in once.values()], differing, most, automatic_most)


def notebook(path):
    """The cells of the notebook with the answers; none if it is not there."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))["cells"] if path else []
    except (OSError, ValueError, KeyError, TypeError):
        return []


def points_in(master):
    """All points of an assignment, those by hand too; None without its notebook."""
    graded = [cell.get("metadata", {}).get("nbgrader", {}) for cell in notebook(master)]
    return sum((Decimal(str(g.get("points", 0))) for g in graded if g.get("grade")), Decimal(0)) or None


def title_in(master):
    for cell in notebook(master):
        match = re.search(r"(?m)^# +(.+)$", "".join(cell.get("source", "")))
        if cell.get("cell_type") == "markdown" and match:
            return match[1].strip()
    return None


# -------------------------------------------------------------------------------------------------------- the platforms

CANVAS, REPORT, WORKSHEET, OTHER = (
    "Canvas's gradebook",
    "Moodle's grader report",
    "Moodle's grading worksheet",
    "a table of no known platform",
)
GERMAN = {"Vorname", "Nachname", "Vollständiger Name", "E-Mail-Adresse", "Bewertung", "Bestwertung", "ID-Nummer"}
NAMES = (
    ("Student", "LastName", "FirstName", "Full name", "First name", "Last name", "Surname", "Name")
    + ("Vollständiger Name", "Vorname", "Nachname")
)  # fmt: skip
# Who somebody is, the surest first.
WHO = (
    ("SIS Login ID", "SIS User ID", "Integration ID", "Username", "Anmeldename", "Nutzername", "Benutzername")
    + ("ID number", "ID-Nummer", "Matrikelnummer", "Email address", "E-Mail-Adresse", "Email", "E-Mail")
    + ("Login", "Student ID", "Identifier", "ID")
)  # fmt: skip
GRADE = ("Grade", "Bewertung")
MOST = ("Maximum Grade", "Bestwertung")
MAY_CHANGE = ("Grade can be changed", "Bewertung kann geändert werden")
GRADED_AT = ("Last modified (grade)", "Zuletzt geändert (Bewertung)")
NO_MARKS = (
    ("Section", "Root Account", "Institution", "Department", "Abteilung", "Status", "Group", "Gruppe", "Scale", "Skala")
    + ("Last modified (submission)", "Zuletzt geändert (Abgabe)", "Online text", "Texteingabe online")
    + ("Feedback comments", "Feedback als Kommentar", "Last downloaded from this course", "Suspended", "gesperrt")
    + ("Zuletzt aus diesem Kurs geladen", "Marker", "Marking workflow state", "Course total", "Kurs gesamt")
    + MOST + MAY_CHANGE + GRADED_AT
)  # fmt: skip
_COMPUTED = re.compile("(Current|Final|Override) (Score|Points|Grade|Status)")
_NOT_POINTS = re.compile(r"\(Feedback\)$|\b(total|gesamt)\b")


def kind_of(table):
    """Which platform's table it is; one with changed columns is refused."""

    def lacks(what, *needed):
        gone = [names[0] for names in needed if table.column(*names) is None]
        if gone:
            raise Problem(
                "%s looks like %s, but has no column %s. Were columns renamed or deleted? Export it again; its columns "
                "are now: %s." % (table.path, what, " and no column ".join(gone), headings(table))
            )
        return what

    german = is_german(table)
    if any(table.column(name) is not None for name in ("SIS Login ID", "SIS User ID")) or (
        table.column("Student") is not None and table.column("ID") is not None
    ):
        name = "LastName" if table.column("LastName") is not None else "Student"
        return lacks(CANVAS, (name,), ("ID",), ("Section",))
    who = ("ID",) if german else ("Identifier",)
    if table.column("Identifier") is not None or table.column(*GRADED_AT, *MAY_CHANGE) is not None:
        # Moodle reads the headings of its own language only.
        return lacks(WORKSHEET, who, *((GRADE[1:], GRADED_AT[1:]) if german else (GRADE, GRADED_AT)))
    names = (("First name", "Vorname"), ("Last name", "Surname", "Nachname"))
    return REPORT if all(table.column(*name) is not None for name in names) else OTHER


def is_german(table):
    return any(table.column(name) is not None for name in GERMAN)


def headings(table, columns=None):
    return ", ".join("'%s'" % shown(table.head[i]) for i in (range(len(table.head)) if columns is None else columns))


class Export:
    """The platform's table: which rows are students, which column is filled in, which says who somebody is."""

    def __init__(self, table):
        self.table = table
        self.kind = kind_of(table)
        self.possible = self.posting = None
        if self.kind == CANVAS:
            for row in table.rows:
                if "Points Possible" in row[0]:
                    self.possible = self.possible or row
                elif all(re.fullmatch(r"(Muted|Manual Posting.*)?", c.text.strip()) for c in row.cells):
                    self.posting = self.posting or row
        special = [row for row in (self.possible, self.posting) if row is not None]
        same_width(table, special)
        self.names = [i for i in range(len(table.head)) if fold(table.head[i]) in {fold(n) for n in NAMES}]
        self.most = table.column(*MOST)
        self.may_change = table.column(*MAY_CHANGE)
        self.rows = [row for row in table.rows if row not in special]
        self.test = [row for row in self.rows if self.is_test_student(row)]
        if not self.rows:
            raise Problem("%s has no students, only the names of the columns." % table.path)

    def is_test_student(self, row):
        """Canvas's "Student view" leaves a row, which has no number of the school's."""
        sis = self.table.column("SIS User ID")
        name = [row[i] for i in self.names]
        return self.kind == CANVAS and name in (["Student, Test"], ["Student", "Test"]) and not (sis and row[sis])

    def called(self, row):
        names = [shown(row[i]) for i in self.names if row[i]]
        return " ".join(names) if names else "(no name)"

    def markable(self):
        """Columns that could hold marks."""
        no = {fold(name) for name in NAMES + WHO + NO_MARKS}
        return [
            i
            for i, name in enumerate(self.table.head)
            if fold(name) not in no
            and not (self.kind == CANVAS and (_COMPUTED.search(name) or self.read_only(i)))
            and not (self.kind == REPORT and _NOT_POINTS.search(name))
        ]

    def read_only(self, column):
        """Canvas says it, in its own language, where the points possible stand: "(read only)"."""
        return self.possible is not None and re.fullmatch(r"\(.*\)", self.possible[column]) is not None

    def target(self, named, assignment, title):
        table, candidates = self.table, self.markable()
        if named is not None:
            found = [i for i, name in enumerate(table.head) if name == named.strip()]
            found = found or [i for i, name in enumerate(table.head) if fold(name) == fold(named)]
            if len(found) > 1:
                raise Problem("%s has %d columns '%s'. Rename one." % (table.path, len(found), shown(named)))
            if not found:
                raise Problem(
                    "%s has no column '%s'. Columns for marks: %s."
                    % (table.path, shown(named), headings(table, candidates) or "none")
                )
            if found[0] not in candidates and not (self.kind == WORKSHEET and found[0] == table.column(*GRADE)):
                raise Problem("The column '%s' is not for marks, or cannot be changed." % shown(table.head[found[0]]))
            return found[0]
        if self.kind == WORKSHEET:
            return table.column(*GRADE)
        words = [assignment] + ([title] if title else [])
        if match := re.fullmatch(r"hw(\d+)", assignment):
            words.append("Homework " + match[1])
        found = [i for i in candidates if any(begins(table.head[i], word) for word in words)]
        if len(found) > 1 and self.kind == REPORT:
            real = [i for i in found if re.search(r"\((Real|Punkte)\)$", table.head[i])]
            found = real if len(real) == 1 else found
        if len(found) == 1:
            return found[0]
        raise Problem(
            "%s%s Name one with --column. Columns for marks: %s."
            % (
                "%s is neither Canvas's gradebook nor Moodle's grader report or grading worksheet. " % table.path
                if self.kind == OTHER
                else "",
                "More than one column of %s could be the one for %s." % (table.path, assignment)
                if found
                else "No column of %s begins with %s." % (table.path, " or ".join("'%s'" % word for word in words)),
                headings(table, found or candidates) or "none",
            )
        )

    def decimal_comma(self, target):
        """Whether numbers are written with a comma.

        The numbers say it: first those of the column and of its maximum, then those of all columns for marks. A table
        without such numbers is judged by its language, or by semicolons, which a spreadsheet takes where the comma is
        the decimal sign.
        """
        table = self.table
        rows = self.rows + ([self.possible] if self.possible else [])
        near = [target] + ([self.most] if self.most is not None else [])
        for columns in (near, self.markable()):
            texts = [row[i] for row in rows for i in columns]
            commas = sum(1 for text in texts if re.fullmatch(r"-?\d+,\d+", text))
            points = sum(1 for text in texts if re.fullmatch(r"-?\d+\.\d+", text))
            if commas != points:
                return commas > points
        return is_german(table) or table.delimiter == ";"

    def possible_points(self, row, target):
        """What the platform takes as the most points for this cell; None if it does not say."""
        if self.kind == WORKSHEET and self.most is not None:
            return number(row[self.most])
        return number(self.possible[target]) if self.possible is not None else None


def begins(heading, word):
    """Whether a heading, or what follows Moodle's "Assignment: ", begins with a word; hw1 does not begin hw10."""
    pattern = re.compile(re.escape(fold(word)) + r"(?!\w)")
    return any(pattern.match(text) for text in (fold(heading), fold(re.sub(r"^[\w -]+: ?", "", heading))))


# ----------------------------------------------------------------------------------------------------------- who is who


def ids_of(student, kind, heading):
    """What a student is called in a column. Files that a platform has packed carry its own number."""
    ids = [student]
    if kind == WORKSHEET and fold(heading) in ("identifier", "id"):
        ids += re.findall(r"_(\d+)_assignsubmission_", student)
    if kind == CANVAS and fold(heading) == "id":
        ids += re.findall(r"^[^\W_]+_(?:LATE_)?(\d+)_\d+_", student)
    return ids


def parts_of(text, kind, heading, home):
    """What else than the whole text of a cell can be a student's id.

    What stands before @ is a login only in addresses of the school, whose domain most rows have: anna@mail.example need
    not be the school's anna.
    """
    if "@" in text:
        name, domain = text.rsplit("@", 1)
        return [name] if home and ("." + fold(domain)).endswith("." + home) else []
    if kind == WORKSHEET and fold(heading) in ("identifier", "id"):
        return re.findall(r"^\D+(\d+)$", text)
    return []


@dataclass
class Matching:
    """Which row is whose, by one column."""

    column: int
    rows: dict = field(default_factory=dict)  # student: its row
    loosely: dict = field(default_factory=dict)  # student: text of the cell, which differs in case or composition
    several: dict = field(default_factory=dict)  # student: rows that could all be the student's
    twice: list = field(default_factory=list)  # rows with the same id
    shared: list = field(default_factory=list)  # students who all could have one row


def matching(export, column, students):
    heading = export.table.head[column]
    domains = Counter(fold(row[column].rsplit("@", 1)[1]) for row in export.rows if "@" in row[column])
    home, most = max(domains.items(), key=lambda pair: pair[1], default=("", 0))
    home = home if 2 * most > domains.total() else None
    ways = [defaultdict(list) for _ in range(4)]  # the whole cell, a part of it, the same two loosely
    for row in export.rows:
        text = row[column]
        if text:
            parts = parts_of(text, export.kind, heading, home)
            for way, key in [(0, text), (2, fold(text))] + [w for p in parts for w in ((1, p), (3, fold(p)))]:
                if key:
                    ways[way][key].append(row)
    found = Matching(column)
    found.twice = [rows for rows in ways[2].values() if len(rows) > 1]
    claims = defaultdict(list)
    for student in students:
        ids = ids_of(student, export.kind, heading)
        for way in range(4):
            keys = ids if way < 2 else [fold(i) for i in ids]
            rows = unique(row for key in keys for row in ways[way].get(key, []))
            if len(rows) > 1 and not any(rows == same for same in found.twice):
                found.several[student] = rows
            elif rows and any(rows[0] in same for same in found.twice):
                found.several[student] = next(same for same in found.twice if rows[0] in same)
            elif rows:
                claims[id(rows[0])].append((way, student, rows[0]))
            if rows:
                break
    for all_ in claims.values():
        best = min(way for way, _, _ in all_)
        first = [claim for claim in all_ if claim[0] == best]
        if len(first) > 1:
            found.shared.append((first[0][2], [student for _, student, _ in first]))
            continue
        way, student, row = first[0]
        found.rows[student] = row
        if way > 1:
            found.loosely[student] = row[column]
    return found


def unique(rows):
    return list({id(row): row for row in rows}.values())


def who(export, students, named, target):
    """The matching by the column that knows most students, if no other one contradicts it."""
    table = export.table
    if named is not None:
        column = table.column(named)
        if column is None:
            raise Problem("%s has no column '%s'. Its columns: %s." % (table.path, shown(named), headings(table)))
        if column in export.names:
            raise Problem("Students are not matched by names, which two can share. --by needs a column with ids.")
        columns = [column]
    else:
        columns = [i for name in WHO for i in range(len(table.head)) if fold(table.head[i]) == fold(name)]
    columns = [column for column in columns if column != target]
    if not columns:
        raise Problem(
            "No column of %s is known to say who somebody is; name one with --by. Its columns: %s."
            % (table.path, headings(table))
        )
    all_ = [matching(export, column, students) for column in columns]
    known = [len(m.rows) + len(m.several) + len(m.shared) for m in all_]
    best = all_[max(range(len(all_)), key=lambda i: (known[i], len(all_[i].rows), -len(all_[i].loosely), -i))]
    if not max(known):
        there = [(shown(table.head[c]), [row[c] for row in export.rows if row[c]]) for c in columns]
        raise Problem(
            "None of the %s is in %s. Is it another course's, or are the ids of another kind?\n"
            "  ids with marks: %s\n%s"
            % (
                count(len(students), "student with a mark", "students with marks"),
                table.path,
                some(students),
                "\n".join("  %s: %s" % (heading, some(ids)) for heading, ids in there),
            )
        )
    for other in all_:
        for student, row in best.rows.items():
            if student in other.rows and other.rows[student] is not row:
                raise Problem(
                    "It is not clear who %s is: by '%s' line %d, by '%s' line %d. Say with --by which column counts."
                    % (
                        (shown(student), shown(table.head[best.column]), row.line)
                        + (shown(table.head[other.column]), other.rows[student].line)
                    )
                )
    return best


def some(texts):
    texts = [shown(text) for text in texts]
    return ", ".join(texts[:3]) + (" …" if len(texts) > 3 else "") if texts else "(empty)"


# -------------------------------------------------------------------------------------------------------------- filling


class Filling:
    """What becomes of each row, and what a teacher is told about it. Nothing is dropped without a word."""

    def __init__(self, export, target, match, marks, options):
        self.export, self.target, self.match, self.marks, self.options = export, target, match, marks, options
        self.comma = options.decimal == "comma" if options.decimal else export.decimal_comma(target)
        self.by_student = {mark.student: mark for mark in marks.marks}
        self.values = []  # (cell, its new text)
        self.full = 0  # how many rows have their mark
        self.converted = False
        self.empty, self.locked, self.words, self.kept, self.replaced, self.without = [], [], [], [], [], []
        self.said = []
        self.to_decide = False
        of_row = {id(row): self.by_student[student] for student, row in match.rows.items()}
        doubtful = self.doubtful()
        for row in export.rows:
            if id(row) in doubtful:
                continue
            if id(row) in of_row:
                self.fill(row, of_row[id(row)])
            elif row not in export.test:
                self.leave(row)
        self.say()

    def doubtful(self):
        """Rows that are not touched, because it is not certain whose they are or which mark counts."""
        match = self.match
        differing = matching(self.export, match.column, [all_[0].student for all_ in self.marks.differing])
        rows = [row for several in [*match.several.values(), *match.twice] for row in several]
        rows += [row for row, _ in match.shared] + list(differing.rows.values())
        return {id(row) for row in rows}

    def fill(self, row, mark):
        if mark.points is None:
            self.empty.append("%s: %s without the written answer" % (self.at(row), plain(mark.automatic)))
            return
        points = mark.points
        possible = self.export.possible_points(row, self.target)
        if self.options.scale and possible not in (None, self.marks.most, self.marks.automatic_most):
            points = points * possible / self.marks.most
            self.converted = True
        points = Decimal(plain(points))
        there = row[self.target]
        old = number(there)
        if old == points:
            self.full += 1
        elif self.may_not(row):
            self.locked.append("%s: %s" % (self.at(row), plain(points)))
        elif old is None and there not in ("", "-"):
            self.words.append("%s: has '%s', the mark is %s" % (self.at(row), shown(there), plain(points)))
        elif old is not None and self.options.keep:
            self.kept.append("%s: stays %s, the mark is %s" % (self.at(row), plain(old), plain(points)))
        else:
            if old is not None:
                self.replaced.append("%s: %s → %s" % (self.at(row), plain(old), plain(points)))
            self.put(row, points)

    def leave(self, row):
        there = row[self.target]
        if there not in ("", "-"):
            self.without.append("%s, has %s" % (self.at(row), shown(there)))
        elif not self.options.missing_zero or self.may_not(row):
            self.without.append(self.at(row))
        else:
            self.put(row, Decimal(0))

    def put(self, row, points):
        text = plain(points)
        self.values.append((row.cells[self.target], text.replace(".", ",") if self.comma else text))
        self.full += 1

    def may_not(self, row):
        column = self.export.may_change
        return column is not None and fold(row[column]) in ("no", "nein")

    def at(self, row):
        return "%s (%s) in line %d" % (self.export.called(row), shown(row[self.match.column]) or "no id", row.line)

    def worth(self, student):
        return valued(self.by_student[student])

    def list(self, heading, lines, decide=True):
        if lines:
            self.said += ["", "%s (%d):" % (heading, len(lines))] + ["  " + line for line in lines]
            self.to_decide |= decide

    def say(self):
        marks, match, at, worth = self.marks, self.match, self.at, self.worth
        if self.converted:
            self.said.append("Marks out of %s are converted to the points of the platform." % plain(marks.most))
        if self.export.test:
            self.said.append("Canvas's test student is left as it is.")
        by_hand = marks.path.with_name("written.csv")
        if not self.options.automatic_only and by_hand.exists():
            if by_hand.stat().st_mtime > marks.path.stat().st_mtime + 2:
                late = "%s is newer than %s: give the command grade again, then this one" % (by_hand, marks.path.name)
                self.list("Points by hand that may not be in the marks", [late])
        known = {*match.rows, *match.several} | {student for _, students in match.shared for student in students}
        self.list(
            "Students with a mark who are not in the export",
            ["%s: %s" % (shown(student), worth(student)) for student in self.by_student if student not in known],
        )
        self.list("Not filled in, because the written answer has no points yet", self.empty)
        twice = []
        for rows in match.twice:
            whose = ["the mark is %s" % worth(student) for student, all_ in match.several.items() if all_ is rows]
            twice.append("%s; %s" % (", ".join(map(at, rows)), " or ".join(whose) or "no mark"))
        self.list("Not filled in, because the same id stands in several rows of the export", twice)
        self.list(
            "Not filled in, because several rows could be this student's",
            [
                "%s: %s; the mark is %s" % (shown(student), ", ".join(map(at, rows)), worth(student))
                for student, rows in match.several.items()
                if not any(rows is same for same in match.twice)
            ],
        )
        self.list(
            "Not filled in, because several marks could be meant for the row",
            [
                "%s: %s" % (at(row), ", ".join("%s has %s" % (shown(s), worth(s)) for s in students))
                for row, students in match.shared
            ],
        )
        self.list(
            "Not filled in, because %s has different marks for the student" % marks.path.name,
            ["%s: %s" % (shown(all_[0].student), " and ".join(map(valued, all_))) for all_ in marks.differing],
        )
        self.list("Not filled in, because the platform has locked the mark", self.locked)
        self.list("Not filled in, because the cell has words and no number", self.words)
        self.list("Other marks were there and stay, as --keep says", self.kept)
        self.list("Other marks were there and were replaced", self.replaced)
        left = "these are not empty or locked" if self.options.missing_zero else "--missing-zero gives 0 to empty ones"
        self.list("Rows without a mark, left as they are; %s" % left, self.without)
        look = [(row, self.by_student[student].look) for student, row in match.rows.items()]
        self.list("A person should look at", ["%s: %s" % (at(row), shown(note)) for row, note in look if note])
        self.list(
            "Ids that differ only in capital letters or in how a letter like ü is composed, taken as the same",
            ["%s is '%s' in line %d" % (shown(s), shown(t), match.rows[s].line) for s, t in match.loosely.items()],
            decide=False,
        )


def valued(mark):
    return "no points yet" if mark.points is None else plain(mark.points)


def wrong_most(export, target, match, marks, options):
    """A column for other points than the assignment has is filled in only if the teacher wants the marks converted."""
    if any(fold(name) in ("scale", "skala") for name in export.table.head) and export.most is None:
        raise Problem(
            "%s grades with a scale of words and not with points. Change the assignment in Moodle to points."
            % export.table.path
        )
    fits = {marks.most, marks.automatic_most}
    for row in match.rows.values():
        possible = export.possible_points(row, target)
        if possible is None or possible in fits:
            continue
        if not options.scale:
            raise Problem(
                "The platform gives at most %s points in '%s', but the assignment has %s. Change it there and export "
                "again, or let --scale convert the marks."
                % (plain(possible), shown(export.table.head[target]), plain(marks.most))
            )
        if possible <= 0:
            raise Problem("Nothing can be converted to at most %s points." % plain(possible))


def write(path, data, like):
    """Puts a file there as a whole or not at all, with the rights of the export."""
    handle, half = tempfile.mkstemp(prefix=".", suffix=".half", dir=path.absolute().parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        shutil.copymode(like, half)
        os.replace(half, path)
    finally:
        if os.path.exists(half):
            os.unlink(half)


# ---------------------------------------------------------------------------------------------------------- the command


class Parser(argparse.ArgumentParser):
    def error(self, message):
        raise Problem("%s. See --help." % (message[:1].upper() + message[1:]), USAGE)


def parser():
    arguments = Parser(
        prog="grade.py column",
        description="Fills in the column of a table that Canvas or Moodle has exported.",
        epilog=HELP,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    add = arguments.add_argument
    add("assignment", metavar="hw1", help="the assignment's name")
    add("export", metavar="EXPORT.csv", help="the file that the platform exported")
    add("--course", metavar="DIR", help="the course's folder")
    add("--out", metavar="DIR", help="where the results are (DIR/results of the course, else results)")
    add("--marks", metavar="FILE", help="another table of marks: a marks.csv, or what nbgrader export wrote")
    add("--to", metavar="FILE", help="where the filled table goes (EXPORT-filled.csv)")
    add("--column", metavar="NAME", help="the column to fill in, if its name does not begin with the assignment's")
    add("--by", metavar="COLUMN", help="the column that says who somebody is (the one that knows most students)")
    add("--automatic-only", action="store_true", help="the points that the program gave, without the written answer")
    add("--missing-zero", action="store_true", help="0 for those who handed in nothing")
    add("--keep", action="store_true", help="other marks that are there already stay")
    add("--scale", action="store_true", help="converts the marks if the platform gives other points than 100")
    add("--decimal", choices=("point", "comma"), help="the decimal sign (that of the file)")
    return arguments


def run(argv):
    options = parser().parse_args(argv)
    name = options.assignment
    if not re.fullmatch("[a-z][a-z0-9-]*", name):
        raise Problem("An assignment's name is a word such as hw1, not %s. See --help." % shown(name), USAGE)
    course = Path(options.course) if options.course else None
    if course is not None and not course.is_dir():
        raise Problem("There is no folder %s." % course)
    export_path = Path(options.export)
    to = Path(options.to) if options.to else export_path.with_name(export_path.stem + "-filled" + export_path.suffix)
    out = Path(options.out) if options.out else course / "results" if course else Path("results")
    marks_path = Path(options.marks) if options.marks else out / name / "marks.csv"
    for given, what in ((export_path, "the export"), (marks_path, "the table of marks")):
        if to.exists() and given.exists() and to.samefile(given):
            raise Problem("%s is %s, which is never written over. Choose another file with --to." % (to, what), USAGE)
    export = Export(read(export_path, "export"))
    table = export.table
    if not marks_path.exists() and not options.marks:
        raise Problem(
            "There are no marks at %s. Grade first, or name the course's folder with --course or a table with --marks."
            % marks_path
        )
    masters = [folder / "source" / name / (name + ".ipynb") for folder in (course, HOMEWORK) if folder]
    master = next((path for path in masters if path.exists()), None)
    marks = marks_of(marks_path, name, options.automatic_only, master)
    target = export.target(options.column, name, title_in(master))
    match = who(export, [mark.student for mark in marks.marks], options.by, target)
    wrong_most(export, target, match, marks, options)
    filling = Filling(export, target, match, marks, options)
    delimiter = {",": "commas", ";": "semicolons", "\t": "tabs"}[table.delimiter]
    print("%s is %s: %s, %s between the cells." % (table.path, export.kind, table.encoding, delimiter))
    print(
        "Column '%s', decimal %s. Students are matched by '%s'."
        % (shown(table.head[target]), "comma" if filling.comma else "point", shown(table.head[match.column]))
    )
    print("\n".join(filling.said + [""]))
    if not filling.full:
        hint = ""
        if all(mark.points is None for mark in marks.marks):
            hint = (
                " Give points for the written answers in %s and grade again, or fill in only the automatic points with "
                "--automatic-only." % (marks_path.parent / "written.csv")
            )
        raise Problem("No mark can be filled in, so no file was written." + hint)
    try:
        write(to, table.filled(filling.values), export_path)
    except OSError as e:
        why = "the disk is full" if e.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", None)) else e.strerror
        raise Problem("%s cannot be written: %s. No file is half written." % (to, why), NOT_WRITTEN)
    students = len(export.rows) - len(export.test)
    print("%d of %s have their mark now. Written: %s" % (filling.full, count(students, "student"), to))
    if table.codec != "utf-8" or table.delimiter not in (",;" if export.kind == CANVAS else ","):
        print(
            "Where the upload asks, choose %s and %s. If it does not ask and refuses the file, export it again and do "
            "not save it in a spreadsheet before it is filled in." % (table.encoding, delimiter)
        )
    return TO_DECIDE if filling.to_decide else DONE


def main(argv):
    try:
        return run(list(argv))
    except Problem as problem:
        sys.stdout.flush()
        print(problem, file=sys.stderr, flush=True)
        return problem.code
    except SystemExit as e:  # argparse after --help
        return e.code or 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
