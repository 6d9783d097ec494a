"""The central map, as a student trains it in a cell: progress, the picture, a stop in the middle, and going on."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from test_kernel import Kernel

IMPORTS = """import static activationlab.notebook.Lab.*;
import static activationlab.function.Activations.*;
import activationlab.data.*; import activationlab.experiment.*; import activationlab.network.*;"""

# Eight lines at most; a reader asks for 20 seeds.
CENTRAL = """Sweep sweep = Sweep.of(Training.of(Architecture.of(2, 32, 32, 3)).epochs(150), Task.spirals())
    .activations(SIGMOID, TANH, RELU, LEAKY_RELU, ELU, SILU, GELU)
    .rates(0.01, 0.03, 0.1, 0.3)
    .seeds({seeds}){more};
Results map = run(sweep);
show(heatMap(map));"""


@pytest.fixture(scope="module")
def kernel() -> Iterator[Kernel]:
    running = Kernel()
    assert running.run(IMPORTS).status == "ok"
    yield running
    running.close()


def texts(kernel: Kernel, message: str) -> tuple[list[str], list[str]]:
    """What a cell that was begun showed, and what it replaced, until it ended."""
    shown, replaced = [], []
    while True:
        got = kernel.client.get_iopub_msg(timeout=60)
        if got["parent_header"].get("msg_id") != message:
            continue
        kind, content = got["msg_type"], got["content"]
        if kind == "display_data":
            shown.append(content["data"]["text/plain"])
        elif kind == "update_display_data":
            replaced.append(content["data"]["text/plain"])
        elif content.get("execution_state") == "idle":
            return shown, replaced


def test_the_map_is_trained_live_and_shown(kernel: Kernel) -> None:
    cell = CENTRAL.format(seeds=2, more="")
    assert len(cell.splitlines()) <= 8
    message = kernel.client.execute(cell, allow_stdin=False)
    shown, replaced = texts(kernel, message)
    assert len(shown) == 2 and shown[0].startswith("56 trainings: 0 of 56 runs")
    assert replaced, "the bar did not move"
    counts = [int(found.group(1)) for text in replaced if (found := re.search(r"(\d+) of 56", text))]
    assert counts == sorted(counts)
    # The state that is saved has no times in it.
    assert replaced[-1] == "56 trainings done."
    assert shown[1].startswith("Test accuracy: medians of 2 runs for each of 7 × 4 cells (activation × rate).")


def test_a_stop_shows_what_is_finished_and_the_next_cell_uses_it(kernel: Kernel, tmp_path: Path) -> None:
    file = (tmp_path / "map.csv").as_posix()
    cell = CENTRAL.format(seeds=20, more=f'.keepIn(java.nio.file.Path.of("{file}"))')
    message = kernel.begin(cell, 4)
    start = time.perf_counter()
    kernel.manager.interrupt_kernel()
    reply = kernel.reply_to(message, 10)
    took = time.perf_counter() - start
    assert reply["status"] == "error" and took < 2, f"{took:.1f} s"
    shown, replaced = texts(kernel, message)
    assert re.fullmatch(r"Stopped after \d+ of 560 trainings\. .*next cell\.", replaced[-1])
    assert shown[-1].endswith("Partial: stopped early.")
    done = int(re.search(r"after (\d+) of", replaced[-1]).group(1))  # type: ignore[union-attr]

    assert kernel.run("map.isPartial() + \" \" + map.runs().size()").text == f"true {done}"
    dots = kernel.run("show(dots(map));")
    assert dots.status == "ok" and "Partial: stopped early." in dots.data[0]["text/plain"]
    # The same sweep again goes on from the file.
    again = kernel.begin("Results more = run(sweep);", 1)
    kernel.manager.interrupt_kernel()
    kernel.reply_to(again, 10)
    shown, replaced = texts(kernel, again)
    begun = int(re.search(r"(\d+) of 560", replaced[0]).group(1))  # type: ignore[union-attr]
    assert begun >= done


def test_a_mistake_in_a_sweep_is_said_before_anything_runs(kernel: Kernel) -> None:
    result = kernel.run("sweep.seeds(0)")
    assert result.evalue == "count must be at least 1, not 0"
    result = kernel.run("run(Sweep.of(Training.of(Architecture.of(3, 4, 2)), Task.moons()).rates(0.1))")
    assert "moons has 2 inputs but the network 3-4-2 ReLU has 3" in result.traceback
