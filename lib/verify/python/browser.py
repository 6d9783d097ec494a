"""JupyterLab as a student has it: started by binder/lab.py, driven with mouse and keyboard.

The server works in a copy of the course, with settings of its own, so that neither the copies in
work/ nor the user's own Jupyter take part. Nothing here sleeps for a fixed time: every wait is for
something that a person would see.
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import re
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
from axe_playwright_python.base import AXE_FILE_PATH
from playwright.sync_api import BrowserContext, Locator, Page, Playwright

import lessons

PICTURES = lessons.ROOT / "lib" / "verify" / "target" / "browser"
SECONDS = 90
NOTEBOOK = ".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Notebook"
OUTPUT = f"{NOTEBOOK} .jp-OutputArea-output"

CHROMIUM = (
    # Chromium's own sandbox does not start for root and in most containers; it shows only our pages here.
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


def chromium(playwright: Playwright, program: Path) -> BrowserContext:
    """A new browser; its pages share what was downloaded, as a student's do."""
    running = playwright.chromium.launch(executable_path=str(program), args=list(CHROMIUM))
    return running.new_context(viewport={"width": 1280, "height": 900})


# ------------------------------------------------------------------------------------------
# The server


def interpreter() -> str | None:
    """A Python that holds the learner's packages, so that the launcher has nothing to install."""
    sys.path.insert(0, str(lessons.ROOT / "binder"))
    import lab

    own = lab.venv_environment(lab.VENV)
    if own.python.is_file() and lab.holds_pins(lab.venv_packages(lab.VENV)):
        return str(own.python)
    question = "import sys; sys.path.insert(0, sys.argv[1]); import lab; sys.exit(lab.active_environment() is None)"
    for name in (os.environ.get("PYTHON"), "python3", "python"):
        program = shutil.which(name) if name else None
        if program and subprocess.run([program, "-c", question, str(lessons.ROOT / "binder")]).returncode == 0:
            return program
    return None


def course(folder: Path) -> Path:
    """A copy of what a student needs, in a folder whose name is as unkind as a student's may be."""
    copy = folder / "Mein Kurs é"
    for part in ("binder", "notebooks"):
        leave = shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints")
        shutil.copytree(lessons.ROOT / part, copy / part, ignore=leave)
    return copy


class Server:
    """binder/lab.py --no-browser, from its start to the end of its last kernel."""

    def __init__(self, python: str, jars: Path, folder: Path) -> None:
        self.root = course(folder)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        environment = {k: v for k, v in os.environ.items() if not k.startswith(("JUPYTER", "PYTHON", "VIRTUAL_ENV"))}
        environment["PYTHONUTF8"] = "1"
        for name in ("CONFIG_DIR", "DATA_DIR", "RUNTIME_DIR"):
            environment["JUPYTER_" + name] = str(folder / name.lower())
        for name in ("SETTINGS_DIR", "WORKSPACES_DIR"):
            environment["JUPYTERLAB_" + name] = str(folder / name.lower())
        command = [python, "binder/lab.py", "--no-browser", "--port", str(port), "--jars", str(jars)]
        self.process = psutil.Popen(
            command,
            cwd=self.root,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
        )
        self.log: list[str] = []
        lines: queue.Queue[str | None] = queue.Queue()
        threading.Thread(target=self._read, args=(lines,), daemon=True).start()
        try:
            self.address = self._address(lines)
        except BaseException:
            self.stop()
            raise
        self.base, self.token = re.fullmatch(r"(.*?)/lab.*\?token=(\w+)", self.address).groups()

    def _read(self, lines: queue.Queue[str | None]) -> None:
        PICTURES.mkdir(parents=True, exist_ok=True)
        with open(PICTURES / "server.log", "w", encoding="utf-8") as file:
            for line in self.process.stdout:
                file.write(re.sub(r"token=\w+", "token=…", line))
                file.flush()
                self.log.append(line)
                lines.put(line)
        lines.put(None)

    def _address(self, lines: queue.Queue[str | None]) -> str:
        """The address that the student reads in the terminal."""
        end = time.monotonic() + 2 * SECONDS
        while time.monotonic() < end:
            try:
                line = lines.get(timeout=1)
            except queue.Empty:
                continue
            if line is None:
                break
            if found := re.search(r"http://localhost:\S+token=\w+", line):
                return found.group(0)
        raise AssertionError("binder/lab.py gave no address; it said:\n" + "".join(self.log))

    def at(self, path: str, workspace: str | None = None) -> str:
        """The address of a notebook. A workspace of its own keeps two pages from opening each other's tabs."""
        place = f"/lab/workspaces/{workspace}/tree/" if workspace else "/lab/tree/"
        return f"{self.base}{place}{path}?token={self.token}"

    def ask(self, path: str, method: str = "GET") -> Any:
        request = urllib.request.Request(self.base + path, method=method)
        request.add_header("Authorization", f"token {self.token}")
        with urllib.request.urlopen(request, timeout=SECONDS) as answer:
            text = answer.read()
        return json.loads(text) if text else None

    def close_kernels(self) -> None:
        """Ends every kernel, as File > Close and Shut Down does: a machine of 2 GB has room for a few only."""
        if self.process.poll() is not None:
            return
        for session in self.ask("/api/sessions"):
            self.ask(f"/api/sessions/{session['id']}", "DELETE")

    def kernels(self) -> list[psutil.Process]:
        return [p for p in self.process.children(recursive=True) if "LabKernel" in p.cmdline()]

    def stop(self, seconds: float = 30) -> list[psutil.Process]:
        """Ends the server as a closed terminal does; returns what still runs after some seconds, and kills that."""
        try:
            family = self.process.children(recursive=True)
        except psutil.NoSuchProcess:
            family = []
        if self.process.poll() is None:
            self.process.terminate()
        _, alive = psutil.wait_procs([self.process, *family], timeout=seconds)
        for process in alive:
            process.kill()
        psutil.wait_procs(alive, timeout=10)
        return alive


# ------------------------------------------------------------------------------------------
# Pages and cells


def open_page(window: BrowserContext, address: str, count: int) -> Page:
    """Opens a notebook and waits until all its cells are there; JupyterLab adds them one after the other."""
    page = window.new_page()
    page.set_default_timeout(SECONDS * 1000)
    # Gathered for the test that asks for them: whatever the page wants from another machine.
    page.foreign = []  # type: ignore[attr-defined]
    own = re.match(r"https?://[^/]+", address).group(0)

    def note(request: Any) -> None:
        if not request.url.startswith((own, "data:", "blob:")):
            page.foreign.append(request.url)  # type: ignore[attr-defined]

    page.on("request", note)
    page.goto(address)
    page.wait_for_function(
        "([selector, count]) => document.querySelectorAll(selector).length === count", arg=[f"{NOTEBOOK} .jp-Cell", count]
    )
    # JupyterLab does not lay out what is scrolled away, and what has no layout can be neither read nor measured. Its
    # body has no height, by which axe-core takes all that is inside for hidden and looks at no colour.
    page.add_style_tag(content=".jp-Cell { content-visibility: visible !important; } body { height: 100vh; }")
    return page


def wait_until_ready(page: Page) -> None:
    """The kernel is connected and says so. Run All pressed earlier can be lost without a word."""
    try:
        page.wait_for_function(
            "() => [...document.querySelectorAll('.jp-StatusBar-TextItem')].some(e => e.textContent.endsWith('| Idle'))"
        )
    except Exception:
        status = page.locator(".jp-StatusBar-TextItem").filter(has_text="|").all_inner_texts()
        raise AssertionError(f"JupyterLab does not show the kernel as idle; its status line says {status}") from None


def menu(page: Page, *names: str) -> None:
    """Chooses an item of the main menu: menu("Run", "Run All Cells")."""
    page.locator(".lm-MenuBar-itemLabel").get_by_text(names[0], exact=True).click()
    for name in names[1:]:
        item = page.locator(".lm-Menu-itemLabel").get_by_text(name, exact=True)
        item.hover()
        item.click()


def cells(page: Page) -> Locator:
    return page.locator(f"{NOTEBOOK} .jp-Cell")


def code_cells(page: Page) -> Locator:
    return page.locator(f"{NOTEBOOK} .jp-CodeCell")


def prompts(page: Page) -> list[str]:
    return [text.strip() for text in code_cells(page).locator(".jp-InputPrompt").all_text_contents()]


def wait_until_all_ran(page: Page) -> None:
    page.wait_for_function(
        """selector => [...document.querySelectorAll(selector)].every(e => /^\\[\\d+\\]:$/.test(e.textContent.trim()))""",
        arg=f"{NOTEBOOK} .jp-CodeCell .jp-InputPrompt",
        timeout=1000 * (SECONDS + lessons.CELL_SECONDS),
    )
    wait_until_ready(page)


def run_all(page: Page) -> None:
    wait_until_ready(page)
    menu(page, "Run", "Run All Cells")
    wait_until_all_ran(page)


def start_cell(page: Page, index: int) -> Locator:
    """Runs one cell as a student does; returns it at once."""
    cell = cells(page).nth(index)
    cell.locator(".jp-InputPrompt").click()
    page.keyboard.press("Shift+Enter")
    return cell


def wait_for_prompt(page: Page, index: int, pattern: str, seconds: float = SECONDS) -> None:
    page.wait_for_function(
        """([selector, index, pattern]) => new RegExp(pattern).test(
            document.querySelectorAll(selector)[index].querySelector('.jp-InputPrompt').textContent.trim())""",
        arg=[f"{NOTEBOOK} .jp-Cell", index, pattern],
        timeout=1000 * seconds,
    )


def run_cell(page: Page, index: int) -> Locator:
    cell = start_cell(page, index)
    wait_for_prompt(page, index, r"^\[\d+\]:$")
    return cell


def theme(page: Page, name: str) -> None:
    """Chooses a theme in the menu and waits until the page wears it."""
    if page.locator("body").get_attribute("data-jp-theme-name") != name:
        menu(page, "Settings", "Theme", name)
        page.wait_for_function("name => document.body.dataset.jpThemeName === name", arg=name)
        # JupyterLab hides the page behind a picture while it loads the theme.
        page.wait_for_function("() => !document.querySelector('#jupyterlab-splash')")
    frames(page)


def frames(page: Page) -> None:
    """Lets the browser draw."""
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


SCROLLER = ".jp-NotebookPanel:not(.lm-mod-hidden) .jp-WindowedPanel-outer"


@contextlib.contextmanager
def unrolled(page: Page) -> Iterator[None]:
    """A window as high as the notebook. Slow to draw, so it is made only where all must be in sight."""
    before = page.viewport_size
    height = page.locator(SCROLLER).evaluate("e => e.scrollHeight")
    page.set_viewport_size({"width": before["width"], "height": min(16000, height + 160)})
    page.locator(SCROLLER).evaluate("e => { e.scrollTop = 0; }")
    frames(page)
    try:
        yield
    finally:
        page.set_viewport_size(before)


def picture(page: Page, name: str) -> None:
    """The whole notebook as an image, for a person to look at."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with unrolled(page):
        page.locator(SCROLLER).screenshot(path=PICTURES / f"{name}.png")


# ------------------------------------------------------------------------------------------
# What is seen. Each returns problems in words.

FIGURES = """selector => [...document.querySelectorAll(selector)].map(image => {
  const caption = image.closest('figure')?.querySelector('figcaption');
  const canvas = document.createElement('canvas');
  canvas.width = image.naturalWidth; canvas.height = image.naturalHeight;
  const context = canvas.getContext('2d');
  if (image.naturalWidth) context.drawImage(image, 0, 0);
  const w = image.naturalWidth - 1, h = image.naturalHeight - 1;
  const corners = image.naturalWidth
    ? [[0, 0], [w, 0], [0, h], [w, h]].map(([x, y]) => [...context.getImageData(x, y, 1, 1).data].join()) : [];
  const box = image.getBoundingClientRect();
  return {alt: image.alt, complete: image.complete, natural: image.naturalWidth, shown: +image.getAttribute('width'),
    box: [box.width, box.height], caption: caption ? caption.innerText : null, corners};
})"""


def figures(page: Page) -> list[dict[str, Any]]:
    return page.evaluate(FIGURES, f"{OUTPUT} img")


def figure_problems(page: Page) -> list[str]:
    found = []
    for figure in figures(page):
        name = figure["alt"][:60] or "a figure without text"
        if not figure["complete"] or not figure["natural"]:
            found.append(f"{name}: the picture did not load")
            continue
        if figure["natural"] != 2 * figure["shown"]:
            found.append(f"{name}: {figure['natural']} pixels for a width of {figure['shown']}")
        if min(figure["box"]) < 50:
            found.append(f"{name}: shown with the size {figure['box']}")
        if not figure["alt"].strip():
            found.append("a figure has no alternative text")
        caption = " ".join((figure["caption"] or "").split())
        if not caption.startswith(" ".join(figure["alt"].split())):
            found.append(f"{name}: its caption says something else: {caption}")
        # White, or the light grey of a chart that XChart draws without our theme; never transparent.
        if not set(figure["corners"]) <= {"255,255,255,255", "210,210,210,255"}:
            found.append(f"{name}: its ground is not white: {figure['corners']}")
    return found


HEADINGS = """selector => [...document.querySelectorAll(selector)].filter(e => e.checkVisibility())
  .map(e => [+e.tagName[1], e.textContent.replace('¶', '').trim()])"""


def heading_problems(page: Page) -> list[str]:
    levels = page.evaluate(HEADINGS, ", ".join(f"{NOTEBOOK} h{n}" for n in range(1, 7)))
    found = []
    if [level for level, _ in levels].count(1) != 1 or levels[0][0] != 1:
        found.append(f"a lesson begins with its one h1; this one has {levels}")
    for (before, _), (level, text) in zip(levels, levels[1:], strict=False):
        if level > before + 1:
            found.append(f"h{level} '{text}' follows an h{before}")
        if not text:
            found.append(f"an h{level} is empty")
    return found


CONTRAST = """selector => {
  const rgba = text => { const n = text.match(/[\\d.]+/g).map(Number); return n.length < 4 ? [...n, 1] : n; };
  const over = (top, below) => [0, 1, 2].map(i => top[i] * top[3] + below[i] * (1 - top[3])).concat(1);
  const channel = v => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  const light = c => 0.2126 * channel(c[0]) + 0.7152 * channel(c[1]) + 0.0722 * channel(c[2]);
  const ground = e => {
    const layers = [];
    for (let x = e; x; x = x.parentElement) {
      layers.push(rgba(getComputedStyle(x).backgroundColor));
      if (layers[layers.length - 1][3] === 1) break;
    }
    return layers.reverse().reduce((below, top) => over(top, below), [255, 255, 255, 1]);
  };
  const ratio = (a, b) => { const [x, y] = [light(a), light(b)].sort((p, q) => q - p); return (x + .05) / (y + .05); };
  const seen = [];
  for (const area of document.querySelectorAll(selector)) for (const e of area.querySelectorAll('*')) {
    const style = getComputedStyle(e), drawn = e instanceof SVGElement;
    if (!e.checkVisibility() || ['OPTION', 'SCRIPT', 'STYLE'].includes(e.tagName)) continue;
    const text = [...e.childNodes].filter(n => n.nodeType === 3).map(n => n.data).join('').trim();
    const name = text || e.getAttribute('class') || e.tagName;
    if (text || e.tagName === 'SELECT') {
      // A sign that stands for a line counts as a drawing.
      const least = !text || /[\\p{L}\\p{N}]/u.test(text) ? 4.5 : 3, below = ground(e);
      seen.push([name, ratio(over(rgba(drawn ? style.fill : style.color), below), below), least]);
    } else if (drawn && e.tagName === 'path' && style.stroke !== 'none') {
      const below = ground(e), faint = +style.strokeOpacity < 0.3;   // the grid may be faint, the axes not
      seen.push([name, ratio(over([...rgba(style.stroke).slice(0, 3), +style.strokeOpacity], below), below),
        faint ? 1.1 : 3]);
    }
  }
  return seen;
}"""


def contrast_problems(page: Page) -> list[str]:
    page.evaluate("s => document.querySelectorAll(s).forEach(e => { e.open = true; })", f"{OUTPUT} details")
    frames(page)
    seen = page.evaluate(CONTRAST, OUTPUT)
    page.evaluate("s => document.querySelectorAll(s).forEach(e => { e.open = false; })", f"{OUTPUT} details")
    if not seen:
        return ["there is no text in any output"]
    weak = {(name[:60], round(ratio, 2), least) for name, ratio, least in seen if ratio < least}
    return [f"'{name}' has the contrast {ratio}; {least} is needed" for name, ratio, least in sorted(weak)]


AXE = """async selector => {
  const result = await axe.run(document);
  const inside = node => {
    let place = document, element = null;
    for (const step of node.target.flat()) { element = place.querySelector(step); place = element?.shadowRoot ?? place; }
    return element?.closest(selector);
  };
  const found = [];
  for (const violation of result.violations) for (const node of violation.nodes)
    if (inside(node)) found.push(`${violation.id} (${violation.impact}): ${node.html} ${node.failureSummary}`);
  return {found, looked: result.passes.filter(rule => rule.nodes.some(inside)).map(rule => rule.id)};
}"""


def axe_problems(page: Page) -> list[str]:
    """What axe-core has against our outputs; what it has against JupyterLab itself is not ours to mend."""
    if not page.evaluate("() => 'axe' in window"):
        page.add_script_tag(path=AXE_FILE_PATH)
    # It takes for hidden what is scrolled away.
    with unrolled(page):
        result = page.evaluate(AXE, ".jp-OutputArea-output")
    assert "color-contrast" in result["looked"], "axe-core did not look into the outputs"
    return [" ".join(text.split())[:400] for text in result["found"]]


# The parts that are only in the explorer of functions are null elsewhere.
EXPLORER = """figure => {
  const get = (s, name) => figure.querySelector(s)?.getAttribute(name);
  const scroller = figure.closest('.jp-WindowedPanel-outer'), sliders = [...figure.querySelectorAll('input[type=range]')];
  return {drawing: figure.querySelector('svg').innerHTML, caption: figure.querySelector('figcaption').textContent,
    label: get('svg', 'aria-label'), sliders: sliders.map(e => +e.value), last: sliders.map(e => +e.max),
    spoken: sliders.map(e => e.getAttribute('aria-valuetext')),
    curve: get('.f', 'd'), slope: get('.d', 'd'), tangent: get('.t', 'd'), x: +figure.querySelector('.x')?.value,
    point: get('.p', 'cx') + ' ' + get('.p', 'cy'), alpha: figure.querySelector('.al-alpha')?.checkVisibility(),
    top: scroller.scrollTop,
    cell: [...document.querySelectorAll('.jp-Cell')].findIndex(c => c.classList.contains('jp-mod-active')),
    cells: document.querySelectorAll('.jp-Cell').length};
}"""


def explorer_state(figure: Locator) -> dict[str, Any]:
    return figure.evaluate(EXPLORER)


def explorer_problems(figure: Locator) -> list[str]:
    """Moves each slider that is seen by one step and then to its end, and looks whether text and drawing follow.

    One slider may leave the drawing as it is, because that can be what it teaches: a common shift does nothing to softmax.
    """
    if figure.locator("svg").count() == 0:
        return ["an explorer is a still picture although its cell was run"]
    found, moved = [], False
    for number, slider in enumerate(figure.locator("input[type=range]").all()):
        if not slider.is_visible():
            continue
        slider.focus()
        before = explorer_state(figure)
        name = before["spoken"][number]
        at_end = before["sliders"][number] == before["last"][number]
        slider.press("ArrowLeft" if at_end else "ArrowRight")
        after = explorer_state(figure)
        found += [f"'{name}': {part} stays as it was after a step" for part in ("caption", "label") if after[part] == before[part]]
        if after["spoken"][number] == name:
            found.append(f"'{name}': the slider does not say where it is")
        slider.press("Home" if at_end else "End")
        moved |= explorer_state(figure)["drawing"] != before["drawing"]
    return found if moved else [*found, "no slider moves anything in the drawing"]
