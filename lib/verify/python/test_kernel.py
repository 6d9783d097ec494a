"""The Java kernel as a person and a server meet it.

The kernel is the kernelspec "java" on JUPYTER_PATH, the one that binder/lab.py writes. Nothing here
depends on the version of the JDK: the same tests run with a kernelspec for JDK 17 and one for 25.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil
import pytest
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import KernelManager

INNER_WORDS = ("org.dflib", "jdk.jshell", "reflect", "REPL.", "do_it$", "LabKernel", "\tat ")


@dataclass
class Result:
    """What one cell answered."""

    status: str
    seconds: float
    ename: str = ""
    evalue: str = ""
    traceback: str = ""
    stdout: str = ""
    stderr: str = ""
    data: list[dict[str, Any]] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(d.get("text/plain", "") for d in self.data)


class Kernel:
    """A running kernel."""

    def __init__(self, manager: KernelManager | None = None) -> None:
        self.manager = manager or KernelManager(kernel_name="java")
        self.manager.start_kernel()
        self.client = self.manager.client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=60)
        self.process = psutil.Process(self.manager.provisioner.process.pid)

    def run(self, code: str, timeout: float = 60) -> Result:
        got = Result("", 0)

        def take(message: dict[str, Any]) -> None:
            kind, content = message["msg_type"], message["content"]
            if kind == "stream" and content["name"] == "stdout":
                got.stdout += content["text"]
            elif kind == "stream":
                got.stderr += content["text"]
            elif kind in ("execute_result", "display_data"):
                got.data.append(content["data"])
            elif kind == "error":
                got.ename, got.evalue = content["ename"], content["evalue"]
                got.traceback = "\n".join(content["traceback"])

        start = time.perf_counter()
        reply = self.client.execute_interactive(
            code, timeout=timeout, allow_stdin=False, output_hook=take
        )
        got.seconds = time.perf_counter() - start
        got.status = reply["content"]["status"]
        got.traceback = re.sub(r"\x1b\[[0-9;]*m", "", got.traceback)
        return got

    def printed_by(self, message: str) -> str:
        """What a cell that was begun has printed until it ended."""
        text = ""
        while True:
            got = self.client.get_iopub_msg(timeout=10)
            if got["parent_header"].get("msg_id") == message:
                if got["msg_type"] == "stream":
                    text += got["content"]["text"]
                elif got["content"].get("execution_state") == "idle":
                    return text

    def begin(self, code: str, seconds: float = 1.0) -> str:
        """Sends a cell that does not end and lets it run for a while."""
        message = self.client.execute(code, allow_stdin=False)
        time.sleep(seconds)
        return message

    def reply_to(self, message_id: str, timeout: float) -> dict[str, Any]:
        end = time.perf_counter() + timeout
        while time.perf_counter() < end:
            message = self.client.get_shell_msg(timeout=timeout)
            if message["parent_header"].get("msg_id") == message_id:
                return message["content"]
        raise AssertionError(f"no reply within {timeout} s")

    def close(self) -> None:
        self.client.stop_channels()
        if self.manager.has_kernel:
            self.manager.shutdown_kernel(now=True)


def spec() -> tuple[list[str], dict[str, str]]:
    found = KernelSpecManager().get_kernel_spec("java")
    return list(found.argv), dict(found.env)


def own_kernel(folder: Path, argv: list[str], env: dict[str, str]) -> Kernel:
    """A kernel with another command line or environment than the kernelspec's."""
    place = folder / "java"
    place.mkdir(parents=True)
    text = {
        "argv": argv,
        "env": env,
        "display_name": "Java",
        "language": "java",
        "interrupt_mode": "message",
    }
    (place / "kernel.json").write_text(json.dumps(text), encoding="utf-8")
    specs = KernelSpecManager(kernel_dirs=[str(folder)], ensure_native_kernel=False)
    return Kernel(KernelManager(kernel_name="java", kernel_spec_manager=specs))


@pytest.fixture(scope="module")
def kernel() -> Iterator[Kernel]:
    running = Kernel()
    yield running
    running.close()


@pytest.fixture
def fresh() -> Iterator[Kernel]:
    running = Kernel()
    yield running
    running.close()


def ends_within(process: psutil.Process, seconds: float) -> float:
    """Waits for the end of a process; returns how long it took."""
    start = time.perf_counter()
    while time.perf_counter() - start < seconds:
        try:
            if not process.is_running() or process.status() == psutil.STATUS_ZOMBIE:
                return time.perf_counter() - start
        except psutil.NoSuchProcess:
            return time.perf_counter() - start
        time.sleep(0.02)
    raise AssertionError(f"the kernel still runs after {seconds} s")


def assert_readable(result: Result) -> None:
    assert result.status == "error"
    for word in INNER_WORDS:
        assert word not in result.traceback, result.traceback
        assert word not in result.evalue


# ------------------------------------------------------------------------------ cells


def test_answers(kernel: Kernel) -> None:
    assert kernel.run("1+1").text == "2"


def test_a_question_for_the_history_is_answered(kernel: Kernel) -> None:
    """JupyterLab shows "Unknown" in place of "Idle" until it has the answer."""
    assert kernel.reply_to(kernel.client.history(hist_access_type="tail", n=100), timeout=10)["history"] == []


def test_text_is_not_ascii_only(kernel: Kernel) -> None:
    assert kernel.run('System.out.print("häß σ′(x) ∂ 😀")').stdout == "häß σ′(x) ∂ 😀"


def test_library_is_imported(kernel: Kernel) -> None:
    result = kernel.run("show(curves(Activations.SIGMOID).over(-6, 6));")
    assert result.status == "ok", result.traceback
    assert "<img alt=" in result.data[0]["text/html"]


def test_standard_imports(kernel: Kernel) -> None:
    result = kernel.run("Function<Integer, Integer> f = x -> x; Stream.of(1, 2).map(f).toList()")
    assert result.text == "[1, 2]"


# ------------------------------------------------------------------------------ errors


def test_error_names_type_message_and_line(kernel: Kernel) -> None:
    result = kernel.run(
        "double third(double[] values) {\n"
        "    int at = 3;\n"
        "    return values[at];\n"
        "}\n"
        "\n"
        "third(\n"
        "    new double[3])"
    )
    assert_readable(result)
    assert result.ename == "ArrayIndexOutOfBoundsException"
    assert result.evalue == "Index 3 out of bounds for length 3"
    lines = result.traceback.splitlines()
    assert lines[0] == "ArrayIndexOutOfBoundsException: Index 3 out of bounds for length 3"
    assert re.fullmatch(r"  in third, cell \[\d+\] line 3:  return values\[at\];", lines[1])
    assert re.fullmatch(r"  in cell \[\d+\] line 6:  third\(", lines[2])
    assert len(lines) == 3


def test_error_in_a_lambda_called_by_java(kernel: Kernel) -> None:
    result = kernel.run(
        'System.out.println("before");\nList.of(1, 2).stream().map(v -> {\n    return v / 0;\n}).toList();'
    )
    assert_readable(result)
    assert result.stdout == "before\n"
    assert "in a lambda" in result.traceback
    assert "line 3:  return v / 0;" in result.traceback


def test_error_in_a_lambda_called_by_the_library(kernel: Kernel) -> None:
    result = kernel.run(
        'Activation bad = Activation.of("bad", x -> x > 2 ? List.of(1).get(3) : x);\n'
        "show(curves(bad).over(-6, 6));"
    )
    assert_readable(result)
    assert result.ename == "IndexOutOfBoundsException"
    assert "activationlab" not in result.traceback
    assert "inside show(…)" in result.traceback
    assert 'line 1:  Activation bad = Activation.of("bad"' in result.traceback
    assert "line 2:  show(curves(bad).over(-6, 6));" in result.traceback
    assert len(result.traceback.splitlines()) <= 6


def test_error_shows_causes(kernel: Kernel) -> None:
    result = kernel.run(
        "void load() {\n"
        '    try { Integer.parseInt("1,5"); }\n'
        '    catch (NumberFormatException e) { throw new IllegalStateException("bad data", e); }\n'
        "}\n"
        "load();"
    )
    assert_readable(result)
    assert result.traceback.startswith("IllegalStateException: bad data\n")
    assert 'caused by NumberFormatException: For input string: "1,5"' in result.traceback
    assert "inside Integer.parseInt(…)" in result.traceback


def test_error_in_a_class_of_the_notebook(kernel: Kernel) -> None:
    result = kernel.run(
        "class Neuron {\n    double[] w = null;\n    double out() { return w[0]; }\n}\nnew Neuron().out()"
    )
    assert_readable(result)
    assert 'because "this.w" is null' in result.evalue
    assert "in Neuron.out" in result.traceback


def test_names_of_the_notebook_are_plain(kernel: Kernel) -> None:
    assert_readable(kernel.run("String s = null;\ns.length()"))
    result = kernel.run("class A {}\nclass B extends A {}\nA a = new A();\nB b = (B) a;")
    assert_readable(result)
    assert result.evalue == "class A cannot be cast to class B"


def test_missing_helper_is_named(kernel: Kernel) -> None:
    assert kernel.run("double twice(double x) { return 2 * helper(x); }").status == "ok"
    result = kernel.run("twice(3)")
    assert_readable(result)
    assert "twice uses method helper(double), which is not defined yet" in result.traceback
    assert "helper(double)" in result.evalue
    assert kernel.run("double helper(double x) { return x; }").status == "ok"
    assert kernel.run("twice(3)").text == "6.0"


def test_a_mistake_inside_a_method_is_said(kernel: Kernel) -> None:
    """JShell accepts a method whose body calls what a class does not have, in case a cell defines it later."""
    assert kernel.run("double root(double a) { return Math.sqrt(); }").status == "ok"
    result = kernel.run("root(3)")
    assert_readable(result)
    assert "root cannot run, because of a mistake inside it: " in result.traceback
    assert "sqrt" in result.evalue


def test_endless_recursion_is_short(kernel: Kernel) -> None:
    result = kernel.run("int deep(int n) { return deep(n + 1); }\ndeep(0)")
    assert_readable(result)
    assert result.ename == "StackOverflowError"
    assert "again and again" in result.traceback
    assert len(result.traceback.splitlines()) <= 5


def test_mutual_recursion_is_short(kernel: Kernel) -> None:
    result = kernel.run(
        "boolean even(int n) { return n == 0 || odd(n - 1); }\n"
        "boolean odd(int n) { return even(n - 1); }\neven(-1)"
    )
    assert "these 2 lines again and again" in result.traceback
    assert len(result.traceback.splitlines()) <= 5


def test_compile_error_has_line_and_mark(kernel: Kernel) -> None:
    result = kernel.run("int n = 1;\n\ndouble y = sigmiod(n);")
    assert_readable(result)
    assert result.evalue == "cannot find symbol: method sigmiod(int)"
    assert "   3 | double y = sigmiod(n);" in result.traceback
    assert "                  ^^^^^^^" in result.traceback


def test_unfinished_cell_says_so(kernel: Kernel) -> None:
    result = kernel.run("int f(int x) {\n    return x;\n")
    assert_readable(result)
    assert "something is not closed" in result.traceback


def test_failed_magic_is_shown_as_written(kernel: Kernel) -> None:
    result = kernel.run("%classpath no-such-folder/*.jar")
    assert_readable(result)
    assert "%classpath failed" in result.traceback
    assert "%classpath no-such-folder/*.jar" in result.traceback


def test_kernel_goes_on_after_errors(kernel: Kernel) -> None:
    assert kernel.run("2 + 2").text == "4"


# ------------------------------------------------------------------------------ class path


def test_class_path_twice_is_harmless(kernel: Kernel) -> None:
    argv, _ = spec()
    path = argv[argv.index("-cp") + 1].split(os.pathsep)
    jars = [p for p in path if p.endswith(".jar") and "jjava" not in Path(p).name]
    folder = Path(jars[0]).parent.as_posix()
    before = kernel.run('System.getProperty("java.class.path")').text
    result = kernel.run(f"%classpath {folder}/*.jar")
    assert result.status == "ok", result.traceback
    print(f"a second %classpath of {len(jars)} jars: {result.seconds:.2f} s")
    assert result.seconds < 5
    assert kernel.run('System.getProperty("java.class.path")').text == before
    again = kernel.run("import static activationlab.notebook.Lab.*;\nshow(curves(Activations.TANH).over(-6, 6));")
    assert again.status == "ok", again.traceback


def test_class_path_takes_other_jars(kernel: Kernel, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "other.jar", "w") as jar:
        jar.writestr("told/by/the/jar.txt", "hello from a jar")
    result = kernel.run(
        f"%classpath {tmp_path.as_posix()}/other.jar\n"
        'var in = Thread.currentThread().getContextClassLoader().getResourceAsStream("told/by/the/jar.txt");\n'
        "new String(in.readAllBytes())"
    )
    assert result.text == "hello from a jar", result.traceback


# ------------------------------------------------------------------------------ stop


@pytest.mark.parametrize(
    "code",
    [
        "Thread.sleep(600_000);",
        "while (true) { }",
        "double spin() { double s = 0; for (int i = 0; ; i++) { s += Math.sin(i); } }\nspin()",
        "while (true) { try { Thread.sleep(5); } catch (InterruptedException e) { } }",
        "Stream.generate(() -> 1).forEach(x -> { });",
    ],
)
def test_stop_ends_the_cell(kernel: Kernel, code: str) -> None:
    message = kernel.begin(code)
    start = time.perf_counter()
    kernel.manager.interrupt_kernel()
    reply = kernel.reply_to(message, 10)
    assert time.perf_counter() - start < 2
    assert reply["status"] == "error"
    assert kernel.run("1+1").text == "2"
    time.sleep(1.2)
    # Not only the answer: nothing goes on behind the student's back.
    assert kernel.process.cpu_percent(0.5) < 30


def test_stop_of_one_cell_spares_the_next(kernel: Kernel) -> None:
    message = kernel.begin("while (true) { }", 0.5)
    kernel.manager.interrupt_kernel()
    kernel.reply_to(message, 10)
    result = kernel.run("int sum = 0; for (int i = 0; i < 200; i++) { sum += i; Thread.sleep(5); }\nsum")
    assert result.text == "19900", result.traceback


def test_a_stopped_statement_may_end_in_good_order(kernel: Kernel) -> None:
    """What it shows and gives arrives; the statements after it do not run."""
    kernel.run(
        "int heed() { try { Thread.sleep(60_000); } catch (InterruptedException e) {\n"
        'System.out.println("what is finished"); } return 7; }'
    )
    message = kernel.begin('int seven = heed();\nint never = 1;\nSystem.out.println("a later statement");', 0.5)
    kernel.manager.interrupt_kernel()
    assert kernel.reply_to(message, 10)["status"] == "error"
    shown = kernel.printed_by(message)
    assert "what is finished" in shown and "a later statement" not in shown
    assert kernel.run("seven").text == "7"
    assert kernel.run("never").status == "error"


# ------------------------------------------------------------------------------ end

SERVER = """
import sys, time
from jupyter_client.manager import KernelManager
manager = KernelManager(kernel_name="java")
manager.start_kernel()
client = manager.client()
client.start_channels()
client.wait_for_ready(timeout=60)
if sys.argv[1]:
    client.execute(sys.argv[1])
    time.sleep(1)
print(manager.provisioner.process.pid, flush=True)
time.sleep(600)
"""


@pytest.mark.parametrize("cell", ["", "while (true) { }"], ids=["idle", "busy"])
def test_ends_with_a_killed_server(cell: str) -> None:
    # The server is killed and not waited for, as in a container whose first process reaps nothing.
    server = subprocess.Popen(
        [sys.executable, "-c", SERVER, cell], stdout=subprocess.PIPE, text=True, encoding="utf-8"
    )
    try:
        assert server.stdout is not None
        line = ""
        while not line.strip().isdigit():
            line = server.stdout.readline()
            assert line, "the server ended before the kernel was ready"
        java = psutil.Process(int(line))
        assert java.is_running()
        server.kill()
        seconds = ends_within(java, 5)
        print(f"ended {seconds:.2f} s after its server")
        assert seconds < 1
    finally:
        server.kill()
        server.wait()
        server.stdout.close()


GONE = """
import json, os, subprocess, sys
java = subprocess.Popen(
    json.loads(sys.argv[1]), env={**os.environ, **json.loads(sys.argv[2]), "JPY_PARENT_PID": str(os.getpid())},
    stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
print(java.pid, flush=True)
os._exit(0)
"""


@pytest.mark.skipif(os.name == "nt", reason="Jupyter names its process differently on Windows")
def test_ends_when_the_server_is_gone_before_it_started(tmp_path: Path) -> None:
    argv, env = spec()
    connection = tmp_path / "connection.json"
    ports = {f"{name}_port": 0 for name in ("shell", "iopub", "stdin", "control", "hb")}
    connection.write_text(
        json.dumps(
            {"ip": "127.0.0.1", "transport": "tcp", "key": "k", "signature_scheme": "hmac-sha256"} | ports
        ),
        encoding="utf-8",
    )
    argv = [a.replace("{connection_file}", str(connection)) for a in argv]
    done = subprocess.run(
        [sys.executable, "-c", GONE, json.dumps(argv), json.dumps(env)],
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        check=True,
        timeout=30,
    )
    try:
        java = psutil.Process(int(done.stdout))
    except psutil.NoSuchProcess:
        return
    ends_within(java, 5)


def test_detached_kernel_lives_on() -> None:
    code = SERVER.replace("start_kernel()", 'start_kernel(env={**__import__("os").environ, "LABKERNEL_DETACHED": "1"})')
    server = subprocess.Popen(
        [sys.executable, "-c", code, ""], stdout=subprocess.PIPE, text=True, encoding="utf-8"
    )
    assert server.stdout is not None
    line = ""
    while not line.strip().isdigit():
        line = server.stdout.readline()
        assert line, "the server ended before the kernel was ready"
    java = psutil.Process(int(line))
    server.kill()
    server.wait()
    server.stdout.close()
    time.sleep(1.5)
    assert java.is_running() and java.status() != psutil.STATUS_ZOMBIE
    java.kill()


@pytest.mark.parametrize("cell", ["", "while (true) { }"], ids=["idle", "busy"])
def test_ends_at_once_when_asked(fresh: Kernel, cell: str) -> None:
    if cell:
        fresh.begin(cell)
    fresh.client.shutdown()
    seconds = ends_within(fresh.process, 5)
    print(f"ended {seconds:.2f} s after the request")
    assert seconds < 1.5


def test_full_memory_ends_the_kernel(fresh: Kernel) -> None:
    fresh.begin("var all = new ArrayList<double[]>();\nwhile (true) { all.add(new double[1 << 18]); }", 0)
    ends_within(fresh.process, 60)


# ------------------------------------------------------------------------------ start


@pytest.mark.parametrize("archive", ["missing", "broken"])
def test_starts_without_a_usable_archive(tmp_path: Path, archive: str) -> None:
    argv, env = spec()
    option = "-XX:SharedArchiveFile="
    assert any(a.startswith(option) for a in argv), "the kernelspec names no archive"
    other = tmp_path / "other.jsa"
    if archive == "broken":
        other.write_bytes(b"not an archive" * 1000)
    argv = [option + str(other) if a.startswith(option) else a for a in argv]
    running = own_kernel(tmp_path / "specs", argv, env)
    try:
        result = running.run("1+1")
        assert result.text == "2"
        assert result.stderr == ""
    finally:
        running.close()


def test_broken_start_up_script_is_told_in_the_notebook(tmp_path: Path) -> None:
    argv, env = spec()
    script = tmp_path / "init.jshell"
    script.write_text("import java.util.function.*;\nimport no.such.library.*;\n", encoding="utf-8")
    running = own_kernel(tmp_path / "specs", argv, env | {"JJAVA_STARTUP_SCRIPTS_PATH": str(script)})
    try:
        first = running.run("1+1")
        assert first.text == "2"
        assert "start-up script" in first.stderr
        assert "no.such.library" in first.stderr
        assert running.run("1+1").stderr == ""
    finally:
        running.close()
