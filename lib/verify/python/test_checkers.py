"""The checkers can fail: each gets a small notebook with one fault and has to see it."""

from __future__ import annotations

import base64
import copy
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy
import pytest
from nbformat import v4
from PIL import Image

import ledger
import lessons
import lint
import markdown
import outputs
import prose

PLAIN = "image/png"


def png(change: Callable[[numpy.ndarray], None] = lambda pixels: None, size: tuple[int, int] = (100, 200)) -> str:
    pixels = numpy.full((*size, 3), 255, dtype=numpy.uint8)
    pixels[20:40, 30:90] = (0, 114, 178)
    change(pixels)
    data = io.BytesIO()
    Image.fromarray(pixels).save(data, "PNG")
    return base64.b64encode(data.getvalue()).decode("ascii")


def figure(data: str, attributes: str = 'alt="A line with a bend." width="200"') -> Any:
    html = f'<figure class="al-figure"><img {attributes} src="data:image/png;base64,{data}"></figure>'
    return v4.new_output("display_data", {"text/html": html, "text/plain": "A line with a bend."})


def code(source: str, *outputs_: Any, tags: tuple[str, ...] = ()) -> Any:
    cell = v4.new_code_cell(source, outputs=list(outputs_), execution_count=1)
    if tags:
        cell.metadata["tags"] = list(tags)
    return cell


def stream(text: str, name: str = "stdout") -> Any:
    return v4.new_output("stream", name=name, text=text)


def notebook(*more: Any) -> Any:
    """A small lesson without a fault, and what a test adds to it."""
    return outputs.normalise(
        v4.new_notebook(
            cells=[
                v4.new_markdown_cell("# A lesson\n\n*It takes 20 minutes and 15 seconds.* <!-- given: 15 -->"),
                code(lint.CLASSPATH + "\nimport static activationlab.notebook.Lab.*;"),
                v4.new_markdown_cell("## The slope\n\nThe slope is 0.25, that is 25 %."),
                code("println(slope);", stream("slope 0.2499\n")),
                code("show(curves(RELU));", figure(png())),
                *more,
            ]
        )
    )


def findings(book: Any) -> list[str]:
    return lint.lint("07-test.ipynb", book) + prose.unfounded_numbers("07-test.ipynb", book)


def test_the_sound_notebook_has_no_finding() -> None:
    assert findings(notebook()) == []


FAULTS: dict[str, tuple[Any, str]] = {
    "wrong number": (v4.new_markdown_cell("The slope is 0.26."), "0.26 is in no output"),
    "wrong percentage": (v4.new_markdown_cell("The slope is 26 %."), "26 % is in no output"),
    "wrong number in a table": (v4.new_markdown_cell("| a | b |\n|---|---|\n| 1.5 | x |"), "1.5 is in no output"),
    "wrong number in dollars": (v4.new_markdown_cell("It is $0.27$ here."), "0.27 is in no output"),
    "wrong power of ten": (v4.new_markdown_cell("It is 3 × 10⁻⁹ here."), "10⁻⁹ is in no output"),
    "stale given": (v4.new_markdown_cell("No number. <!-- given: 99 -->"), "99 is marked as given"),
    "second classpath": (code(lint.CLASSPATH + "\nint k = 1;"), "the only magic"),
    "other magic": (code("%maven a:b:1"), "the only magic"),
    "percent in a text block": (code('show("""\n    %d of them\n    """);'), "inside a text is rewritten"),
    "assert": (code("int k = 1;\nassert k == 1;"), "'assert'"),
    "printf": (code('System.out.printf("%d", 1);'), "printf"),
    "display": (code('display("x");'), "echoes the id"),
    "long cell": (code("\n".join(f"int k{i} = 0;" for i in range(9))), "more than 8 lines"),
    "wide cell": (code("int k = 1" + " + 1" * 20 + ";"), "columns"),
    "unknown tag": (code("int k = 1;", tags=("remove-input",)), "unknown tags"),
    "echo": (code("k", v4.new_output("execute_result", {"text/plain": "5"}, execution_count=9)), "echoes its last value"),
    "error stream": (code("x();", stream("SLF4J: no provider\n", "stderr")), "error stream"),
    "hash code": (code("println(a);", stream("[D@1b2c3d4e\n")), "a hash code"),
    "display id": (code("show(a);", stream("6f1c2b1e-0f3a-4a7e-9d56-0123456789ab\n")), "a display id"),
    "no alternative text": (code("show(a);", figure(png(), 'alt="" width="9"')), "without alt"),
    "no width": (code("show(a);", figure(png(), 'alt="A line."')), "without width"),
    "bare picture": (code("show(a);", v4.new_output("display_data", {PLAIN: png()})), "bare image/png"),
    "script from elsewhere": (
        code("show(a);", v4.new_output("display_data", {"text/html": '<script src="https://cdn.example/x.js"></script>'})),
        "from another site",
    ),
    "picture from elsewhere": (v4.new_markdown_cell("![a curve](https://example.org/a.png)"), "another site"),
    "picture without text": (v4.new_markdown_cell("![](a.png)"), "no alternative text"),
    "second title": (v4.new_markdown_cell("# Another"), "second heading of the first level"),
    "jump": (v4.new_markdown_cell("#### Deep"), "jumps from level 2 to level 4"),
    "simply": (v4.new_markdown_cell("It is simply a line."), "'simply'"),
    "most people": (v4.new_markdown_cell("Most people say so."), "'Most people'"),
    "exclamation": (v4.new_markdown_cell("Look at this!"), "exclamation mark"),
    "emoji": (v4.new_markdown_cell("Well done \U0001f389"), "emoji"),
    "too many words": (v4.new_markdown_cell("word " * 900), "words of prose"),
    "not run": (v4.new_code_cell("int k = 1;"), "has not been run"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_lint_and_prose_see(fault: str) -> None:
    cell, expected = FAULTS[fault]
    book = notebook(copy.deepcopy(cell))
    if fault == "not run":
        book.cells[-1].execution_count = None
    found = findings(book)
    assert any(expected in text for text in found), f"expected '{expected}', found {found}"


@pytest.mark.parametrize("fault", FAULTS)
def test_lint_and_prose_name_nothing_else(fault: str) -> None:
    cell, expected = FAULTS[fault]
    book = notebook(copy.deepcopy(cell))
    if fault == "not run":
        book.cells[-1].execution_count = None
    others = [text for text in findings(book) if expected not in text]
    assert others == [], "one fault has one message"


def test_too_many_cells_and_figures() -> None:
    book = notebook(*[code("show(a);", figure(png())) for _ in range(10)])
    found = findings(book)
    assert any("13 code cells" in text for text in found)
    assert any("11 figures" in text for text in found)


def test_one_type_in_two_cells() -> None:
    found = findings(notebook(code("record Point(int x) {}"), code("class Point { }")))
    assert any("defines Point again" in text for text in found)


def test_first_code_cell_needs_the_classpath() -> None:
    book = notebook()
    book.cells[1].source = "int k = 1;"
    assert any("has to begin with" in text for text in findings(book))


# ------------------------------------------------------------------------------------------
# What is allowed


ALLOWED = {
    "code in prose": "Write `x = 17.5` and run.\n\n```java\nint k = 4711;\n```",
    "formula": "It is $f(x) = \\frac{1}{1 + e^{-17.5x}}$, and $n! > 2^{31}$.",
    "link": "See [the paper](https://example.org/1502.01852).",
    "list": "7. first\n8. second",
    "reference": "Lesson 12 and question 9, lessons 08b and 11.",
    "part of a word": "C03, float32, 2D and x17.",
    "rounded": "The slope is 0.2, or 0.250.",
    "without sign": "Near 0.25 on either side.",
    "comment": "Text <!-- 4711 simply! --> here.",
    "negated code": "Write `!x` here.",
    "given with sign": "It starts at −40 degrees. <!-- given: 40 -->",
    "folded": "<details><summary>Hint</summary>\n\n" + "word " * 900 + "\n\n</details>",
    "text operators": "What ≠, ∂ and → mean.",
}


@pytest.mark.parametrize("name", ALLOWED)
def test_allowed(name: str) -> None:
    assert findings(notebook(v4.new_markdown_cell(ALLOWED[name]))) == []


@pytest.mark.parametrize(
    "source",
    [
        'String s = "assert % simply";\n// assert x\nint k = 7 % 4;',
        "int f(int n) {\n    assert n > 0;\n    return n;\n}",
        "import java.util.function.*;",
        'println("100 %");',
        "import java.util.stream.*; import java.util.function.IntFunction;\nIntFunction<IntStream> f = n -> IntStream.of(n);",
        'println("a Stream or an IntFunction"); // a Collector',
    ],
)
def test_allowed_code(source: str) -> None:
    assert findings(notebook(code(source))) == []


@pytest.mark.parametrize("source", ["println(IntStream.of(1).sum());", "IntFunction<String> f = n -> null;"])
def test_what_only_our_kernel_imports(source: str) -> None:
    assert any("the stock kernels do not have it" in text for text in findings(notebook(code(source))))
    later = notebook(code(source), code("import java.util.stream.*; import java.util.function.*;"))
    assert any("the stock kernels do not have it" in text for text in findings(later)), "an import below comes too late"


def test_zero_means_zero() -> None:
    book = notebook(code("println(e);", stream("error 0.3\n")), v4.new_markdown_cell("The error is 0."))
    assert any("0 is in no output" in text for text in findings(book))


def test_ranges_and_pairs_are_two_numbers() -> None:
    book = notebook(v4.new_markdown_cell("From 0.25–0.99 and (0.25,0.98)."))
    found = " ".join(findings(book))
    assert "0.99 is in" in found and "0.98 is in" in found and "0.25 is in" not in found


def test_folded_words_do_not_count() -> None:
    text = "one two\n\n<details>\n<summary>three</summary>\n\nfour\n\n</details>\n\nfive\n\n| six |\n|---|\n| seven |"
    assert markdown.word_count(text) == 3


# ------------------------------------------------------------------------------------------
# Comparison of outputs


def differ(old: Any, new: Any) -> list[str]:
    return outputs.differences("07-test.ipynb", notebook(code("show(a);", old)), notebook(code("show(a);", new)))


def test_same_outputs_are_the_same() -> None:
    assert differ(figure(png()), figure(png())) == []


def test_a_few_slightly_different_pixels_pass() -> None:
    def change(pixels: numpy.ndarray) -> None:
        pixels[0, :20] -= 2  # 20 of 20000 pixels: exactly 0.1 %

    assert differ(figure(png()), figure(png(change))) == []


def test_one_pixel_too_many() -> None:
    def change(pixels: numpy.ndarray) -> None:
        pixels[0, :21] -= 2

    assert "0.105% of the pixels differ" in differ(figure(png()), figure(png(change)))[0]


def test_one_pixel_too_different() -> None:
    def change(pixels: numpy.ndarray) -> None:
        pixels[0, 0] -= 3

    assert "by up to 3 of 255" in differ(figure(png()), figure(png(change)))[0]


def test_the_rule_for_another_jdk() -> None:
    def darker(count: int, by: int) -> Callable[[numpy.ndarray], None]:
        def change(pixels: numpy.ndarray) -> None:
            pixels.reshape(-1, 3)[:count] -= by

        return change

    rule = outputs.OTHER_JDK_PICTURE
    assert outputs.picture_difference(png(), png(darker(200, 112)), rule) is None
    assert "by up to 113" in str(outputs.picture_difference(png(), png(darker(1, 113)), rule))
    assert "1.005% of the pixels differ" in str(outputs.picture_difference(png(), png(darker(201, 1)), rule))
    moved = png(lambda pixels: pixels.__setitem__((slice(20, 22), slice(30, 90)), 255))
    assert outputs.picture_difference(png(), moved, rule), "an edge that moves by two pixels"


def test_another_size() -> None:
    assert "200 x 100 pixels and is now 200 x 101" in differ(figure(png()), figure(png(size=(101, 200))))[0]


def test_broken_picture() -> None:
    assert "cannot be read" in differ(figure(png()), figure(png()[:200]))[0]


def test_bare_png_is_compared_too() -> None:
    def bare(data: str) -> Any:
        return v4.new_output("display_data", {PLAIN: data})

    assert differ(bare(png()), bare(png())) == []
    assert "of the pixels differ" in differ(bare(png()), bare(png(lambda p: p.fill(0))))[0]


@pytest.mark.parametrize(
    "old, new",
    [
        (stream("0.25\n"), stream("0.26\n")),
        (stream("0.25\n"), stream("0.25\n", "stderr")),
        (figure(png()), figure(png(), 'alt="A line with two bends." width="200"')),
        (figure(png()), stream("x")),
        (
            v4.new_output("display_data", {"text/html": "<script>draw('" + "QUJD" * 40 + "')</script>"}),
            v4.new_output("display_data", {"text/html": "<script>draw('" + "QUJE" * 40 + "')</script>"}),
        ),
        (
            v4.new_output("display_data", {outputs.VERDICTS: [{"id": "C01", "measured": [1.0]}]}),
            v4.new_output("display_data", {outputs.VERDICTS: [{"id": "C01", "measured": [1.0000000001]}]}),
        ),
        (v4.new_output("error", ename="A", evalue="x", traceback=[]), v4.new_output("error", ename="A", evalue="y", traceback=[])),
    ],
)
def test_other_differences_are_seen(old: Any, new: Any) -> None:
    assert differ(old, new)
    assert differ(old, old) == [] and differ(new, new) == []


def test_a_missing_output_is_seen() -> None:
    a, b = notebook(code("show(a);", stream("x"))), notebook(code("show(a);"))
    assert "1 outputs are committed, 0 came now" in outputs.differences("n", a, b)[0]


def test_volatile_cells_have_only_to_run() -> None:
    a = notebook(code("time();", stream("12 ms\n"), tags=("volatile",)))
    b = notebook(code("time();", stream("19 ms\n"), tags=("volatile",)))
    none = notebook(code("time();", tags=("volatile",)))
    assert outputs.differences("n", a, b) == []
    assert outputs.differences("n", a, none)


def test_an_error_is_reported_unless_expected() -> None:
    failure = v4.new_output("error", ename="RuntimeException", evalue="boom", traceback=["at line 3"])
    assert "boom" in outputs.errors("n", notebook(code("f();", failure)))[0]
    assert outputs.errors("n", notebook(code("f();", failure, tags=("raises-exception",)))) == []
    assert "ended well" in outputs.errors("n", notebook(code("f();", tags=("raises-exception",))))[0]


# ------------------------------------------------------------------------------------------
# The committed form


def test_normalise() -> None:
    book = v4.new_notebook(
        cells=[
            v4.new_markdown_cell("# T"),
            v4.new_code_cell("a();", execution_count=17, outputs=[stream("a\n"), stream("b\n")]),
            v4.new_code_cell("  "),
            v4.new_code_cell("b();", execution_count=99),
        ]
    )
    book.metadata["language_info"] = {"name": "java", "version": "25.0.3+9"}
    book.cells[1].metadata["execution"] = {"iopub.status.busy": "2026-01-01"}
    ids = [cell["id"] for cell in book.cells]
    outputs.normalise(book)
    assert [cell.get("execution_count") for cell in book.cells] == [None, 1, None, 2]
    assert "version" not in book.metadata["language_info"] and book.cells[1].metadata == {}
    assert [output.text for output in book.cells[1].outputs] == ["a\nb\n"]
    assert [cell["id"] for cell in book.cells] == ids
    once = lessons.written(book)
    assert lessons.written(outputs.normalise(book)) == once and once.endswith("}\n")


def test_ids_are_made_where_they_lack_and_stay() -> None:
    def made() -> Any:
        book = v4.new_notebook(cells=[v4.new_code_cell("a();"), v4.new_code_cell("a();"), v4.new_markdown_cell("x")])
        for cell in book.cells:
            del cell["id"]
        return outputs.normalise(book)

    ids = [cell["id"] for cell in made().cells]
    assert ids == [cell["id"] for cell in made().cells] and len(set(ids)) == 3


def test_rewriting_keeps_a_picture_that_passes() -> None:
    def change(pixels: numpy.ndarray) -> None:
        pixels[0, 0] -= 1

    old, new = notebook(code("show(b);", figure(png()))), notebook(code("show(b);", figure(png(change))))
    for a, b in zip(old.cells, new.cells):
        b["id"] = a["id"]
    run = lessons.Run(Path("07-test.ipynb"), new, 1.0)
    assert lessons.written(lessons.rewritten(old, run)) == lessons.written(old)
    other = copy.deepcopy(new)
    other.cells[-1].outputs = [figure(png(lambda p: p.fill(9)))]
    kept = lessons.rewritten(old, lessons.Run(Path("07-test.ipynb"), other, 1.0))
    assert kept.cells[-1].outputs == other.cells[-1].outputs


def test_rewriting_keeps_timings_unless_asked() -> None:
    old = notebook(code("time();", stream("12 ms\n"), tags=("volatile",)))
    new = copy.deepcopy(old)
    new.cells[-1].outputs = [stream("19 ms\n")]
    run = lessons.Run(Path("07-test.ipynb"), new, 1.0)
    assert lessons.rewritten(old, run).cells[-1].outputs[0].text == "12 ms\n"
    assert lessons.rewritten(old, run, renew_volatile=True).cells[-1].outputs[0].text == "19 ms\n"


def test_the_last_lesson_finds_the_verdicts_of_all_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, last = verdict_book()["07-test.ipynb"], notebook(code("read();"))
    for name, book in (("07-test.ipynb", first), ("13-test.ipynb", last)):
        bare = copy.deepcopy(book)
        for cell in bare.cells:
            cell.pop("outputs", None) if cell.cell_type != "code" else cell.update(outputs=[])
        (tmp_path / name).write_text(lessons.written(bare), encoding="utf-8")
    found = {}

    def run(path: Path, **_: Any) -> lessons.Run:
        file = tmp_path / "verdicts.csv"
        found[path.name] = file.read_text(encoding="utf-8") if file.exists() else ""
        return lessons.Run(path, copy.deepcopy(first if path.name.startswith("07") else last), 1.0, [1.0])

    monkeypatch.setattr(lessons, "execute", run)
    assert lessons.rewrite(lessons.lesson_files(folder=tmp_path), folder=tmp_path) == 0
    assert found["07-test.ipynb"] == "" and "C03,07,true,1e-15;5" in found["13-test.ipynb"]


def test_a_run_shows_nobodys_predictions(tmp_path: Path) -> None:
    (tmp_path / lessons.ANSWERS).write_text("id,answer,right\n", encoding="utf-8")
    with pytest.raises(lessons.LessonError, match="somebody's predictions"):
        lessons.execute(tmp_path / "07-test.ipynb", notebook=notebook(code("show(1);")))


def test_twin_and_back() -> None:
    book = notebook(code("time();", stream("12 ms\n"), tags=("volatile",)))
    text = lessons.twin_text(book)
    assert "12 ms" not in text and "jupytext_version" not in text
    assert lessons.written(lessons.with_twin(book, text)) == lessons.written(book)
    edited = lessons.with_twin(book, text.replace("The slope is 0.25", "Its slope is 0.25").replace("RELU", "TANH"))
    assert "Its slope is 0.25" in edited.cells[2].source and "TANH" in edited.cells[4].source
    assert [cell["id"] for cell in edited.cells] == [cell["id"] for cell in book.cells]
    assert edited.cells[3].outputs == book.cells[3].outputs and edited.cells[4].outputs == []


def test_a_changed_twin_is_seen(tmp_path: Path) -> None:
    path = tmp_path / "07-test.ipynb"
    book = notebook()
    lessons.write_text(path, lessons.written(book))
    assert "has no text twin" in lessons.twin_problems(path)[0]
    lessons.write_text(lessons.twin_path(path), lessons.twin_text(book))
    assert lessons.twin_problems(path) == []
    lessons.write_text(lessons.twin_path(path), lessons.twin_text(book).replace("slope", "rise"))
    assert "differ" in lessons.twin_problems(path)[0]


# ------------------------------------------------------------------------------------------
# Ledger and predictions


CLOSED = {
    "id": "C03", "question": "Q1;overview", "lesson": "07", "status": "closed",
    "statement": "Many layers without bends are one layer.", "how": "derivation", "mathematics": "holds",
    "practice": "holds if rounding is allowed for", "number": "largest difference; layers", "setup": "five layers",
    "expected": "0;5", "tolerance": "1e-12;0",
}  # fmt: skip


def claims_file(folder: Path, *rows: dict[str, str]) -> ledger.Claims:
    import csv

    with open(folder / "claims.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, ledger.CLAIM_COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return ledger.read_claims(folder / "claims.csv")


def verdict_book(**changes: Any) -> dict[str, Any]:
    row = {"id": "C03", "measured": [1e-15, 5], "expected": [0, 5], "tolerance": [1e-12, 0], "agrees": True, **changes}
    output = v4.new_output("display_data", {outputs.VERDICTS: [row], "text/plain": "C03"})
    return {"07-test.ipynb": notebook(code('show(verdicts("07"));', output, tags=("verdict",)))}


def test_a_sound_ledger(tmp_path: Path) -> None:
    claims = claims_file(tmp_path, CLOSED)
    assert claims_file(tmp_path, {**CLOSED, "practice": "too strong: only for one"}).problems == []
    assert claims.problems == [] and ledger.problems(claims, verdict_book()) == []
    assert claims.summary() == "ledger: 1 statements, 1 closed, 0 open"
    source = {**CLOSED, "how": "source", "mathematics": "", "practice": "history", "expected": "", "tolerance": ""}
    claims = claims_file(tmp_path, source)
    assert claims.problems == []
    assert ledger.problems(claims, verdict_book(measured=[], expected=[], tolerance=[])) == []
    assert ledger.problems(claims, {"07-test.ipynb": notebook()}), "a source has to be shown, too"
    assert claims_file(tmp_path, {**source, "how": "experiment", "practice": "not measured: too large"}).problems == []
    claims = claims_file(tmp_path, CLOSED)
    (tmp_path / "verdicts.csv").write_text(ledger.verdicts_csv(verdict_book()), encoding="utf-8")
    assert ledger.verdict_file_problems(tmp_path / "verdicts.csv", verdict_book()) == []
    assert ledger.verdict_file_problems(tmp_path / "verdicts.csv", verdict_book(measured=[2e-15, 5]))


@pytest.mark.parametrize(
    "change, expected",
    [
        ({"id": "X1"}, "an id is"),
        ({"question": "Q10"}, "unknown question"),
        ({"lesson": "seven"}, "home lesson"),
        ({"status": "done"}, "status is open or closed"),
        ({"status": "open"}, "an open row leaves"),
        ({"statement": "Short."}, "full sentence"),
        ({"how": "belief"}, "how it is true"),
        ({"mathematics": "true"}, "unknown verdict"),
        ({"mathematics": "holds if "}, "spaces around"),
        ({"mathematics": "too strong:"}, "unknown verdict"),
        ({"mathematics": "false: it does not", "how": "experiment"}, "needs a derivation"),
        ({"mathematics": "", "practice": ""}, "needs mathematics or practice"),
        ({"expected": "", "tolerance": ""}, "needs expected, tolerance"),
        ({"how": "source"}, "leaves expected and tolerance empty"),
        ({"practice": "not measured: too large"}, "leaves expected and tolerance empty"),
        ({"practice": "history"}, "'history' is the verdict of a source"),
        ({"setup": ""}, "needs setup"),
        ({"expected": "0"}, "1 expected values but 2 tolerances"),
        ({"expected": "0;x"}, "numbers separated"),
        ({"tolerance": "1e-12;-1"}, "cannot be negative"),
        ({"mathematics": "false", "how": "experiment"}, "needs a derivation"),
    ],
)
def test_a_faulty_row_is_seen(tmp_path: Path, change: dict[str, str], expected: str) -> None:
    found = claims_file(tmp_path, {**CLOSED, **change}).problems
    assert any(expected in text for text in found), found


def test_a_row_twice_and_false_too_often(tmp_path: Path) -> None:
    assert any("used twice" in text for text in claims_file(tmp_path, CLOSED, CLOSED).problems)
    rows = [{**CLOSED, "id": f"C{n:02d}", "mathematics": "false"} for n in range(10, 16)]
    assert any("'false' stands in 6 rows" in text for text in claims_file(tmp_path, *rows).problems)


def test_a_broken_file_is_seen(tmp_path: Path) -> None:
    (tmp_path / "claims.csv").write_text("id,status\nC01,open\n", encoding="utf-8")
    assert "the first line has to be" in ledger.read_claims(tmp_path / "claims.csv").problems[0]
    (tmp_path / "claims.csv").write_text(",".join(ledger.CLAIM_COLUMNS) + "\nC01,Q1\n", encoding="utf-8")
    assert "2 fields instead of 12" in ledger.read_claims(tmp_path / "claims.csv").problems[0]


@pytest.mark.parametrize(
    "change, expected",
    [
        ({"id": "C99"}, "not in claims.csv"),
        ({"measured": [2e-12, 5]}, "the verdict does not stand"),
        ({"measured": [2e-12, 5], "agrees": False}, "the verdict does not stand"),
        ({"agrees": False}, "says agrees = False"),
        ({"measured": [1e-15]}, "the verdict does not stand"),
        ({"measured": ["NaN", 5]}, "are not numbers"),
        ({"measured": [float("nan"), 5]}, "the verdict does not stand"),
        ({"tolerance": [1, 0]}, "claims.csv says"),
    ],
)
def test_a_wrong_verdict_is_seen(tmp_path: Path, change: dict[str, Any], expected: str) -> None:
    found = ledger.problems(claims_file(tmp_path, CLOSED), verdict_book(**change))
    assert any(expected in text for text in found), found


def test_a_claim_in_the_wrong_place_is_seen(tmp_path: Path) -> None:
    claims = claims_file(tmp_path, CLOSED)
    twice = {**verdict_book(), "08-more.ipynb": verdict_book()["07-test.ipynb"]}
    found = " ".join(ledger.problems(claims, twice))
    assert "which 07-test.ipynb gave already" in found and "whose home is lesson 07" in found
    assert "no lesson gives its verdict" in ledger.problems(claims, {"07-test.ipynb": notebook()})[0]
    assert "lesson 07 does not exist" in ledger.problems(claims, {})[0]
    empty = dict.fromkeys(("mathematics", "practice", "number", "setup", "expected", "tolerance"), "")
    assert "is open in claims.csv" in ledger.problems(claims_file(tmp_path, {**CLOSED, "status": "open", **empty}), verdict_book())[0]


@pytest.mark.parametrize("tolerance", [0.0, 1e-300, 1e-12, 0.5, 1e9])
@pytest.mark.parametrize("expected", [0.0, -3.5, 1e12, 1e-200])
@pytest.mark.parametrize("way", [-1, 1])
def test_a_moved_value_is_always_beyond(tolerance: float, expected: float, way: int) -> None:
    row = {"measured": [expected], "expected": [expected], "tolerance": [tolerance]}
    assert ledger.agrees(row["measured"], row["expected"], row["tolerance"])
    assert not ledger.agrees(ledger.perturbed(row, 0, way), row["expected"], row["tolerance"])


QUESTION = "How many layers equal five layers without bends?"
PREDICTION = {
    "id": "layers", "lesson": "07", "kind": "choice", "question": QUESTION, "options": "one;two;five", "answer": "one",
    "tolerance": "", "explanation": "They collapse.", "misconceptions": "five: Each adds a line. | two: Not even two.",
}  # fmt: skip


def prediction_findings(folder: Path, *rows: dict[str, str], text: str = QUESTION, call: str = 'predict("layers", "");') -> str:
    import csv

    with open(folder / "predictions.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, ledger.PREDICTION_COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    book = notebook(v4.new_markdown_cell("**Predict.** " + text), code(call, tags=("predict",)))
    return " ".join(ledger.prediction_problems(folder / "predictions.csv", {"07-test.ipynb": book}))


def test_predictions(tmp_path: Path) -> None:
    assert prediction_findings(tmp_path, PREDICTION) == ""
    assert prediction_findings(tmp_path, PREDICTION, text="How many layers equal *five*\nlayers without bends?") == ""
    number = {**PREDICTION, "kind": "number", "options": "", "answer": "1", "tolerance": "0.5", "misconceptions": ""}
    assert prediction_findings(tmp_path, number) == ""
    assert "has no row" in prediction_findings(tmp_path)
    assert "does not ask" in prediction_findings(tmp_path, PREDICTION, text="How many?")
    assert 'no lesson calls predict("layers"' in prediction_findings(tmp_path, PREDICTION, call="int k = 1;")
    assert "is answered" in prediction_findings(tmp_path, PREDICTION, call='predict("layers", "one");')
    assert "is answered" in prediction_findings(tmp_path, PREDICTION, call='predict("layers", 1);')
    assert "none of the options" in prediction_findings(tmp_path, {**PREDICTION, "answer": "seven"})
    assert "misconception 'six'" in prediction_findings(tmp_path, {**PREDICTION, "misconceptions": "six: No."})
    assert "needs a tolerance" in prediction_findings(tmp_path, {**number, "tolerance": ""})
    assert "used twice" in prediction_findings(tmp_path, PREDICTION, PREDICTION)
    assert "to lesson 08" in prediction_findings(tmp_path, {**PREDICTION, "lesson": "08"})


def test_files_that_are_no_notebooks(tmp_path: Path) -> None:
    path = tmp_path / "07-test.ipynb"
    path.write_text('{"cells": [', encoding="utf-8")
    with pytest.raises(lessons.LessonError, match="07-test.ipynb is not a notebook"):
        lessons.read(path)
    with pytest.raises(lessons.LessonError, match="no notebook has the number 09"):
        lessons.lesson_files(["09"], tmp_path)
