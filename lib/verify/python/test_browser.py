"""Every lesson in the real JupyterLab and a real browser, as a student opens, runs and reads it.

Pictures of what was seen lie in lib/verify/target/browser.
"""

from __future__ import annotations

import json
import math
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect, sync_playwright

import browser as see
import lessons
from conftest import absent, clean, require

LIGHT, DARK = "JupyterLab Light", "JupyterLab Dark"
IMPORTS = "%classpath ../lib/jars/*.jar\nimport static activationlab.notebook.Lab.*;\nimport activationlab.function.*;"
EXPERIMENTS = "import activationlab.data.*; import activationlab.experiment.*; import activationlab.network.*;"

# The cells of a notebook in which the tests try things out, by name.
SCRATCH = {
    "imports": IMPORTS,
    "explorer": "show(explore(Activations.SIGMOID, Activations.RELU, Activations.LEAKY_RELU));",
    "slides": "show(slide(\"bias\", -3, 3, 0.1, b -> plot()\n"
    "    .bars(\"inputs\", new double[] {-1, -0.5, 0, 0.5, 1}, new double[] {0.1, 0.5, 1, 0.5, 0.1 + b * b / 10})\n"
    "    .curve(\"ReLU(x + bias)\", x -> Activations.RELU.value(x + b))\n"
    "    .over(-4, 4).within(0, 4).vertical(-b, \"bend\")).at(-0.4));\n"
    "show(slide(\"gain\", 0.5, 4, 0.25, \"depth\", 2, 50, 4, (g, d) -> {\n"
    "    double[] layers = new double[(int) d], sizes = new double[(int) d];\n"
    "    for (int i = 0; i < d; i++) { layers[i] = i + 1; sizes[i] = Math.scalb(1.0, -i) * Math.pow(g, i); }\n"
    "    return plot().line(\"gradient\", layers, sizes).points(\"seen\", layers, sizes).axes(\"layer\", \"size\").logY(); }));",
    "sleeps": 'System.out.println("sleeping");\nwhile (true) { Thread.sleep(50); }',
    "after sleeping": 'System.out.println("awake");',
    "computes": 'System.out.println("computing");\nlong n = 0;\nwhile (true) { n++; }',
    "after computing": 'System.out.println("done");',
    "mistake": "double steep(double x) {\n    if (x > 1) throw new IllegalStateException(\"mine\");\n    return x; }\n"
    'show(curves(Activation.of("f", x -> steep(x))));',
    "right": 'predict("five-layers", "a line");',
    "wrong": 'predict("five-layers", "a curve");',
    "no option": 'predict("five-layers", "a circle");\nSystem.out.println("goes on");',
    "experiments": EXPERIMENTS,
    "sweep": "Results map = run(Sweep.of(Training.of(Architecture.of(2, 32, 32, 3)).epochs(150), Task.spirals())\n"
    "    .activations(Activations.TANH, Activations.RELU, Activations.ELU)\n"
    "    .rates(0.03, 0.3).seeds(500));",
    "part of a sweep": "show(dots(map), summary(map, Metric.TEST_ACCURACY));",
    "networks": "var data = Task.spirals().data(1);\n"
    "var log = new CensusLog();\n"
    "var net = Training.of(Architecture.of(2, 12, 12, 3)).rate(0.2).epochs(60).run(data, 1, log).network();\n"
    "show(decisions(net, data.test()), reliability(net, data.test()), census(log), portrait(net, 1, 0.5),\n"
    "    histograms(Observation.of(net, data.train(), Loss.SOFTMAX_CROSS_ENTROPY)));",
    "digits": "var digits = Task.digits().data(0).train();\n"
    "var reads = Training.of(Architecture.of(64, 16, 16, 10)).epochs(5).trainer(digits, 0);\n"
    "reads.epoch();\n"
    'show(units(reads.network(), 0, digits, 8), layers("gradient", Jobs.forSeeds(20, seed -> Observation.of(\n'
    "    reads.network().architecture().network(seed), digits, Loss.SOFTMAX_CROSS_ENTROPY).gradientProfile())));",
}


@pytest.fixture(scope="module")
def server(jars: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[see.Server]:
    python = see.interpreter()
    if python is None:
        absent("there is no environment with JupyterLab; run: python3 binder/lab.py --setup-only")
    require("chromium")
    require("javac")
    shutil.rmtree(see.PICTURES, ignore_errors=True)
    running = see.Server(str(python), jars, tmp_path_factory.mktemp("lab"))
    try:
        yield running
    finally:
        running.stop()


@pytest.fixture(scope="module")
def window() -> Iterator[BrowserContext]:
    program = require("chromium")
    with sync_playwright() as playwright:
        running = see.chromium(playwright, program)
        yield running
        running.browser.close()


@dataclass
class Read:
    """A lesson after Run All."""

    number: str
    path: Path
    page: Page
    server: see.Server
    before: list[str]
    outputs_before: int


@pytest.fixture(scope="module", params=lessons.lesson_files(), ids=lessons.number_of)
def read(request: pytest.FixtureRequest, server: see.Server, window: BrowserContext) -> Iterator[Read]:
    """The learner's copy of a lesson, opened, and every cell run by the menu."""
    path = request.param
    number = lessons.number_of(path)
    first = path == lessons.lesson_files()[0]
    # The first lesson is opened by the very address that the terminal shows.
    address = server.address if first else server.at(f"work/{path.name}", f"lesson-{number}")
    page = see.open_page(window, address, len(lessons.read(path).cells))
    before, outputs = see.prompts(page), page.locator(see.OUTPUT).count()
    see.run_all(page)
    yield Read(number, path, page, server, before, outputs)
    see.theme(page, LIGHT)
    page.close()
    server.close_kernels()


@pytest.fixture(scope="module")
def scratch(server: see.Server, window: BrowserContext) -> Iterator[Page]:
    """A notebook of the student's own beside the lessons, with the library loaded."""
    notebook = lessons.read(lessons.lesson_files()[0])
    notebook.cells = [
        {"cell_type": "code", "id": f"cell-{i}", "metadata": {}, "source": source, "outputs": [], "execution_count": None}
        for i, source in enumerate(SCRATCH.values())
    ]
    with open(server.root / "work" / "mine.ipynb", "w", encoding="utf-8") as file:
        json.dump(notebook, file)
    page = see.open_page(window, server.at("work/mine.ipynb", "scratch"), len(SCRATCH))
    see.wait_until_ready(page)
    see.run_cell(page, index("imports"))
    yield page
    page.close()
    server.close_kernels()


def index(name: str) -> int:
    return list(SCRATCH).index(name)


# ------------------------------------------------------------------------------------------
# Every lesson


def test_opens_and_runs(read: Read) -> None:
    page = read.page
    if read.path == lessons.lesson_files()[0]:
        assert f"/lab/tree/work/{read.path.name}" in page.url, f"the first page is {page.url}"
    assert read.outputs_before == 0, "the learner's copy shows outputs before anything ran"
    assert set(read.before) == {"[ ]:"}, f"the learner's copy has numbered cells: {read.before}"
    code = [cell for cell in lessons.read(read.path).cells if cell.cell_type == "code"]
    assert see.prompts(page) == [f"[{n + 1}]:" for n in range(len(code))]
    errors = page.locator(f"{see.OUTPUT}[data-mime-type*='error'], {see.OUTPUT}[data-mime-type*='stderr']")
    assert errors.all_inner_texts() == []
    for question in (page.locator(".jp-Dialog"), page.locator(".Toastify__toast")):
        assert question.all_inner_texts() == [], "JupyterLab asks something before the student can begin"
    see.picture(page, f"{read.number}-light")


def test_asks_no_other_machine(read: Read) -> None:
    assert read.page.foreign == [], "the page asks another machine"  # type: ignore[attr-defined]


def test_figures(read: Read) -> None:
    assert see.figures(read.page), "no figure is seen"
    clean(see.figure_problems(read.page))


def test_explorers_move(read: Read) -> None:
    figures = read.page.locator(f"{see.OUTPUT} .al-explorer").all()
    clean([problem for figure in figures for problem in see.explorer_problems(figure)])


def test_predictions_stay_open(read: Read) -> None:
    asked = sum(cell.source.count('predict("') for cell in lessons.read(read.path).cells if cell.cell_type == "code")
    boxes = read.page.locator(f"{see.OUTPUT} .al-prediction")
    expect(boxes).to_have_count(asked)
    for box in boxes.all():
        expect(box).to_contain_text("You have not predicted yet")
        assert not box.locator("details").evaluate("e => e.open"), "the answer stands open under the question"


def test_verdicts(read: Read) -> None:
    if read.number == "13":  # shows those of all others
        assert read.page.locator(f"{see.OUTPUT} .al-folded details td").count() > 0
        return
    tables = read.page.locator(f"{see.OUTPUT} .al-verdicts table")
    assert tables.count() > 0, "the lesson shows no verdicts"
    for table in tables.all():
        heads = table.locator("thead th[scope=col]")
        assert heads.count() == 4
        rows = table.locator("tbody tr")
        assert rows.count() > 0
        expect(table.locator("tbody th[scope=row]")).to_have_count(rows.count())
        texts = table.locator("td").all_text_contents()
        assert all(text.strip() for text in texts), "a verdict is empty"
        bad = [text for text in texts if "not what the course measured" in text or "not measured yet" in text]
        assert bad == []
        # A header above its column: JupyterLab sets the text of a header to the right.
        sides = "e => [...e.querySelectorAll('thead th, td')].map(c => getComputedStyle(c).textAlign)"
        assert set(table.evaluate(sides)) <= {"left", "start"}, "headers and columns are not aligned"


def test_headings(read: Read) -> None:
    clean(see.heading_problems(read.page))


def test_axe(read: Read) -> None:
    clean(see.axe_problems(read.page))


def test_light_contrast(read: Read) -> None:
    clean(see.contrast_problems(read.page))


def test_dark(read: Read) -> None:
    page = read.page
    see.theme(page, DARK)
    try:
        see.picture(page, f"{read.number}-dark")
        clean(see.figure_problems(page) + see.contrast_problems(page) + see.axe_problems(page))
    finally:
        see.theme(page, LIGHT)


def test_untrusted(read: Read, window: BrowserContext) -> None:
    """The executed edition, opened before any cell ran: its signature is unknown, so no script runs in it."""
    saved = lessons.read(read.path)
    address = read.server.at(f"notebooks/{read.path.name}", f"untrusted-{read.number}")
    page = see.open_page(window, address, len(saved.cells))
    outputs = [o for cell in saved.cells if cell.cell_type == "code" for o in cell.outputs]
    expect(page.locator(see.OUTPUT)).to_have_count(len(outputs))
    trusted = page.locator(".jp-StatusItem-trust")
    expect(trusted).to_have_attribute("title", re.compile("not trusted"))
    found = see.figure_problems(page)
    for output in page.locator(see.OUTPUT).all():
        seen = output.evaluate("e => [e.innerText.trim(), e.querySelectorAll('img').length, e.clientHeight]")
        if not (seen[0] or seen[1]) or seen[2] < 5:
            found.append(f"an output is an empty box: {output.evaluate('e => e.innerHTML')[:200]}")
    pictures = sum("<img" in "".join(o.get("data", {}).get("text/html", "")) for o in outputs)
    expect(page.locator(f"{see.OUTPUT} img")).to_have_count(pictures)
    tables = sum("<table" in "".join(o.get("data", {}).get("text/html", "")) for o in outputs)
    assert page.locator(f"{see.OUTPUT} :is(.al-verdicts, .al-folded, :not(details) > .al-table)").count() == tables
    for explorer in page.locator(f"{see.OUTPUT} .al-explorer").all():
        still = explorer.evaluate("e => [e.querySelectorAll('img').length, e.querySelectorAll('svg,input,script').length]")
        if still != [1, 0]:
            found.append(f"an explorer has [pictures, dead controls] = {still}")
    see.picture(page, f"{read.number}-untrusted")
    found += see.axe_problems(page)
    page.close()
    clean(found)


# ------------------------------------------------------------------------------------------
# Trying things out


def sigmoid(x: float) -> float:
    return 1 / (1 + math.exp(-x))


def test_explorer(scratch: Page) -> None:
    cell = see.run_cell(scratch, index("explorer"))
    figure = cell.locator(".al-explorer")
    slider = figure.locator(".x")
    slider.focus()
    start = see.explorer_state(figure)
    assert start["caption"].startswith("sigmoid at x₀ = 0.5: value ")
    assert not start["alpha"], "a function without parameter has a slider for one"

    scratch.keyboard.press("ArrowRight")
    right = see.explorer_state(figure)
    assert right["x"] == start["x"] + 1
    for part in ("tangent", "point", "caption", "label", "spoken"):
        assert right[part] != start[part], f"the {part} stays as it was"
    for part in ("curve", "slope", "top", "cell", "cells"):
        assert right[part] == start[part], f"the arrow key changes the {part}"
    # Computed here once more: the number shown is the function's, to the digits shown.
    for _ in range(3):
        numbers = re.search(r"x₀ = (\S+): value (\S+), slope (\S+)\.", see.explorer_state(figure)["caption"])
        x, value, slope = (float(n.replace("−", "-")) for n in numbers.groups())
        assert value == pytest.approx(sigmoid(x), abs=5.01e-5)
        assert slope == pytest.approx(sigmoid(x) * (1 - sigmoid(x)), abs=5.01e-5)
        scratch.keyboard.press("ArrowUp")
    assert see.explorer_state(figure)["caption"].startswith("sigmoid at x₀ = 0.7:")
    scratch.keyboard.press("Home")
    assert "x₀ = −5:" in see.explorer_state(figure)["caption"]

    # The keys of letters are JupyterLab's commands elsewhere; here they choose.
    figure.locator("select").focus()
    scratch.keyboard.type("leaky")
    chosen = see.explorer_state(figure)
    assert chosen["caption"].startswith("leaky ReLU with α = 0.1 at x₀ = −5: value −0.5, slope 0.1."), chosen["caption"]
    assert chosen["curve"] != start["curve"]
    assert chosen["alpha"], "leaky ReLU has no slider for its parameter"
    assert chosen["cells"] == start["cells"], "a letter was taken as a command"
    figure.locator(".a").focus()
    scratch.keyboard.press("ArrowRight")
    steeper = see.explorer_state(figure)
    assert steeper["caption"].startswith("leaky ReLU with α = 0.2 at x₀ = −5: value −1, slope 0.2.")
    assert steeper["curve"] != chosen["curve"]
    for end, said in (("Home", "α = −0.5 at x₀ = −5: value 2.5, slope −0.5."), ("End", "α = 1.5 at x₀ = −5: value −7.5, slope 1.5.")):
        scratch.keyboard.press(end)
        assert said in see.explorer_state(figure)["caption"]
    slider.fill("0")
    scratch.keyboard.press("Tab")
    kink = see.explorer_state(figure)
    assert "x₀ = 0: value 0," in kink["caption"] and "kink" in kink["caption"]
    figure.screenshot(path=see.PICTURES / "explorer-light.png")
    see.theme(scratch, DARK)
    try:
        cell.locator(".al-explorer").screenshot(path=see.PICTURES / "explorer-dark.png")
        clean(see.contrast_problems(scratch) + see.axe_problems(scratch))
    finally:
        see.theme(scratch, LIGHT)


def test_slides(scratch: Page) -> None:
    cell = see.run_cell(scratch, index("slides"))
    one, two = cell.locator(".al-explorer").all()
    one.locator("input").focus()
    before, other = see.explorer_state(one), see.explorer_state(two)
    assert before["caption"].startswith("bias = −0.4: x from −4 to 4: inputs: bars of 0.1 at −1, ")
    assert before["caption"].endswith("Marked at 0.4: bend.")
    assert other["caption"].startswith("gain = 2.25, depth = 26: layer from 1 to 26: gradient rises from 1 to 19.")
    assert one.locator("svg text", has_text="bend").count() == 1

    scratch.keyboard.press("ArrowRight")
    after = see.explorer_state(one)
    assert after["caption"].startswith("bias = −0.3: ") and after["spoken"] == ["bias = −0.3"]
    assert after["label"] == after["caption"]
    assert after["drawing"] != before["drawing"]
    assert [after[part] for part in ("top", "cell", "cells")] == [before[part] for part in ("top", "cell", "cells")]
    for _ in range(3):
        scratch.keyboard.press("ArrowRight")
    assert see.explorer_state(one)["caption"].startswith("bias = 0: ")
    assert see.explorer_state(two)["drawing"] == other["drawing"], "one figure moves the other"

    gain, depth = two.locator("input").all()
    gain.press("Home")
    assert see.explorer_state(two)["caption"].startswith("gain = 0.5, depth = 26: layer from 1 to 26: gradient falls")
    depth.press("Home")
    assert see.explorer_state(two)["caption"].startswith("gain = 0.5, depth = 2: layer from 1 to 2: gradient falls from 1 to 0.25")
    scratch.keyboard.press("Escape")
    assert scratch.evaluate("() => document.activeElement.classList.contains('jp-Cell')"), "Escape does not lead back"
    for figure in (one, two):
        clean(see.explorer_problems(figure))

    for name in (LIGHT, DARK):
        see.theme(scratch, name)
        for number, figure in enumerate(cell.locator(".al-explorer").all()):
            figure.screenshot(path=see.PICTURES / f"slides-{number}-{name.split()[-1].lower()}.png")
        clean(see.contrast_problems(scratch) + see.axe_problems(scratch))
    see.theme(scratch, LIGHT)


@pytest.mark.parametrize(
    ("long", "word", "following", "answer"),
    [("sleeps", "sleeping", "after sleeping", "awake"), ("computes", "computing", "after computing", "done")],
    ids=["button", "menu"],
)
def test_stop(scratch: Page, request: pytest.FixtureRequest, long: str, word: str, following: str, answer: str) -> None:
    cell = see.start_cell(scratch, index(long))
    expect(cell.locator(".jp-OutputArea-output").first).to_contain_text(word)
    see.wait_for_prompt(scratch, index(long), r"^\[\*\]:$")
    if long == "sleeps":
        scratch.locator(".jp-NotebookPanel-toolbar [data-command='notebook:interrupt-kernel']").click()
    else:
        see.menu(scratch, "Kernel", "Interrupt Kernel")
    see.wait_for_prompt(scratch, index(long), r"^\[\d+\]:$", seconds=20)
    see.wait_until_ready(scratch)
    said = " ".join(cell.locator(".jp-OutputArea-output").all_inner_texts())
    assert not re.search(r"org\.dflib|jdk\.jshell|ThreadDeath", said), said
    cell.screenshot(path=see.PICTURES / f"stop-{long}.png")
    after = see.run_cell(scratch, index(following))
    expect(after.locator(".jp-OutputArea-output")).to_contain_text(answer)


def test_a_sweep_is_stopped_and_used(scratch: Page) -> None:
    see.run_cell(scratch, index("experiments"))
    cell = see.start_cell(scratch, index("sweep"))
    outputs = cell.locator(".jp-OutputArea-output")
    # The bar grows in its place: still one output.
    expect(outputs.first).to_contain_text(re.compile(r"[1-9]\d* of 3000 runs"), timeout=20_000)
    assert outputs.count() == 1
    cell.screenshot(path=see.PICTURES / "sweep-running.png")
    scratch.locator(".jp-NotebookPanel-toolbar [data-command='notebook:interrupt-kernel']").click()
    see.wait_for_prompt(scratch, index("sweep"), r"^\[\d+\]:$", seconds=20)
    expect(outputs.first).to_contain_text(re.compile(r"Stopped after \d+ of 3000 trainings"))
    alt = cell.locator("img").get_attribute("alt")
    assert alt and alt.endswith("Partial: stopped early."), alt
    cell.screenshot(path=see.PICTURES / "sweep-stopped.png")
    part = see.run_cell(scratch, index("part of a sweep"))
    assert part.locator("img").count() == 1 and part.locator("table").count() == 1
    part.screenshot(path=see.PICTURES / "sweep-part.png")


def test_figures_of_networks(scratch: Page) -> None:
    cells = [see.run_cell(scratch, index(name)) for name in ("networks", "digits")]
    assert [cell.locator("img").count() for cell in cells] == [5, 2]
    clean(see.figure_problems(scratch))
    for name in (LIGHT, DARK):
        see.theme(scratch, name)
        for number, cell in enumerate(cells):
            cell.screenshot(path=see.PICTURES / f"networks-{number}-{name.split()[-1].lower()}.png")
    see.theme(scratch, LIGHT)


def test_own_mistake(scratch: Page) -> None:
    cell = see.run_cell(scratch, index("mistake"))
    said = cell.locator(".jp-OutputArea-output").inner_text()
    cell.screenshot(path=see.PICTURES / "mistake-light.png")
    for part in ("IllegalStateException", "mine", "if (x > 1) throw new IllegalStateException"):
        assert part in said, f"{part!r} is missing from:\n{said}"
    for part in ("org.dflib", "jdk.jshell", "java.base"):
        assert part not in said, f"{part!r} is in:\n{said}"
    assert len(said.splitlines()) <= 12, f"too long to be read:\n{said}"
    see.theme(scratch, DARK)
    cell.screenshot(path=see.PICTURES / "mistake-dark.png")
    see.theme(scratch, LIGHT)


def test_choices(scratch: Page) -> None:
    right = see.run_cell(scratch, index("right")).locator(".al-prediction")
    expect(right).to_contain_text("You said a line. Yes.")
    wrong = see.run_cell(scratch, index("wrong")).locator(".al-prediction")
    expect(wrong).to_contain_text("You said a curve. Not quite: the answer is a line.")
    neither = see.run_cell(scratch, index("no option"))
    expect(neither.locator(".al-prediction")).to_contain_text('"a circle" is not one of the answers')
    expect(neither.locator(".jp-OutputArea-output").last).to_contain_text("goes on")
    for name in ("right", "wrong", "no option"):
        see.cells(scratch).nth(index(name)).screenshot(path=see.PICTURES / f"prediction-{name.replace(' ', '-')}.png")


# ------------------------------------------------------------------------------------------
# Without a mouse


class Keys:
    """A student who has only a keyboard."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def active(self) -> int:
        return self.page.evaluate(
            "s => [...document.querySelectorAll(s)].findIndex(c => c.classList.contains('jp-mod-active'))",
            f"{see.NOTEBOOK} .jp-Cell",
        )

    def go_to(self, cell: int) -> None:
        """Moves from cell to cell with the arrow keys."""
        self.page.keyboard.press("Escape")
        while (now := self.active()) != cell:
            self.page.keyboard.press("ArrowDown" if now < cell else "ArrowUp")
            assert self.active() != now, f"the arrow keys do not leave cell {now}"

    def type_prediction(self, cell: int, before: str, old: str, new: str) -> str:
        """Changes what stands between the quotes and runs the cell; returns the prediction's answer."""
        self.go_to(cell)
        self.page.keyboard.press("Enter")
        self.page.keyboard.press("ControlOrMeta+Home")
        for _ in before:
            self.page.keyboard.press("ArrowRight")
        for _ in old:
            self.page.keyboard.press("Delete")
        self.page.keyboard.type(new)
        number = max(int(prompt.strip("[]:") or 0) for prompt in see.prompts(self.page) if prompt != "[ ]:")
        self.page.keyboard.press("Control+Enter")
        see.wait_for_prompt(self.page, cell, rf"^\[{number + 1}\]:$")
        return see.cells(self.page).nth(cell).locator(".jp-OutputArea-output").first.inner_text()


def test_keyboard_only(server: see.Server, window: BrowserContext) -> None:
    path = lessons.lesson_files()[0]
    notebook = lessons.read(path)
    # A copy of one's own, as after File > Duplicate: the lesson itself is open in another page.
    shutil.copy(server.root / "work" / path.name, server.root / "work" / "keyboard.ipynb")
    page = see.open_page(window, server.at("work/keyboard.ipynb", "keyboard"), len(notebook.cells))
    see.wait_until_ready(page)
    keys = Keys(page)
    for _ in notebook.cells:
        page.keyboard.press("Shift+Enter")
    # Behind the last cell JupyterLab makes an empty one.
    code = sum(cell.cell_type == "code" for cell in notebook.cells)
    page.wait_for_function(
        "([s, n]) => [...document.querySelectorAll(s)].slice(0, n).every(e => /^\\[\\d+\\]:$/.test(e.textContent.trim()))",
        arg=[f"{see.NOTEBOOK} .jp-CodeCell .jp-InputPrompt", code],
    )
    assert see.prompts(page)[:code] == [f"[{n + 1}]:" for n in range(code)]

    explorers = [i for i, cell in enumerate(notebook.cells) if "explore(" in cell.source and cell.cell_type == "code"]
    keys.go_to(explorers[0])
    focused = "() => document.activeElement.closest('.al-explorer') ? document.activeElement.tagName : ''"
    for tabs in range(1, 12):
        page.keyboard.press("Tab")
        if page.evaluate(focused):
            break
    assert page.evaluate(focused) == "SELECT", f"{tabs} tabs do not lead into the explorer"
    figure = see.cells(page).nth(explorers[0]).locator(".al-explorer")
    page.keyboard.press("Tab")
    before = see.explorer_state(figure)
    page.keyboard.press("ArrowLeft")
    assert see.explorer_state(figure)["tangent"] != before["tangent"]

    asks = next(i for i, cell in enumerate(notebook.cells) if 'predict("sigmoid-of-0"' in cell.source)
    start = 'predict("sigmoid-of-0", "'
    assert notebook.cells[asks].source.startswith(start + '"')
    wrong = keys.type_prediction(asks, start, "", "0")
    assert wrong.startswith("You said 0. Not quite: the answer is 0.5. An S-shaped curve"), wrong
    right = keys.type_prediction(asks, start, "0", "0.5")
    assert right.startswith("You said 0.5. Yes."), right
    neither = keys.type_prediction(asks, start, "0.5", "half")
    assert "asks for a number" in neither, neither
    kept = (server.root / "work" / lessons.ANSWERS).read_text(encoding="utf-8").splitlines()
    assert {"sigmoid-of-0,0,false", "sigmoid-of-0,0.5,true"} <= set(kept), f"the predictions are not kept: {kept}"
    assert see.cells(page).nth(asks).locator("img").count() == 1, "an answer that is no number stops the rest of the cell"
    see.cells(page).nth(asks).screenshot(path=see.PICTURES / "prediction-no-number.png")
    page.close()
    server.close_kernels()


# ------------------------------------------------------------------------------------------
# The end; stands last, because nothing can be opened after it


def test_kernels_end_with_the_server(server: see.Server, window: BrowserContext) -> None:
    first = lessons.lesson_files()[0]
    page = see.open_page(window, server.at(f"work/{first.name}", "end"), len(lessons.read(first).cells))
    see.wait_until_ready(page)
    kernels: list[Any] = server.kernels()
    assert kernels, "no kernel runs"
    page.close()
    left = server.stop(seconds=20)
    assert left == [], f"these go on after the server was ended: {left}"
    assert not [kernel for kernel in kernels if kernel.is_running()]
