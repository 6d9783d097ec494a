"""The launcher in bad weather: what is missing, broken, killed or taken, and whether the next start heals it.

All tests share one copy of the course, in a folder with spaces and umlauts. It is set up by two launchers at once, in the
locale C, with a stand-in for Maven that hands out the jars which were built before.
"""

from __future__ import annotations

import ast
import json
import os
import re
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

from conftest import ROOT, absent

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the stand-ins for Java and Maven are shell scripts")

CLOSED = "http://127.0.0.1:9"
OFFLINE = {name: CLOSED for name in ("HTTPS_PROXY", "HTTP_PROXY", "https_proxy", "http_proxy", "ALL_PROXY")}
FONTS = "sudo apt install fontconfig fonts-dejavu-core"


# ------------------------------------------------------------------------------------------
# The course to try it on


def program(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "w", encoding="utf-8") as out:
        out.write("#!/bin/sh\n" + text)
    path.chmod(0o755)
    return path


def copy_of_the_course(target: Path) -> None:
    """What a clone has, without what the launcher and Maven make."""
    for name in ("pom.xml", "lib/activation/pom.xml", "lib/homework/pom.xml", "lib/notebook/pom.xml"):
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, target / name)
    skip = shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints", "text")
    for name in ("binder", "notebooks", *(f"lib/{module}/src/main" for module in ("activation", "homework", "notebook"))):
        shutil.copytree(ROOT / name, target / name, ignore=skip)


def base_python() -> str:
    """The Python that the learner would type, not the one of the tests."""
    return os.environ.get("PYTHON") or shutil.which("python3") or sys.executable


class Course:
    def __init__(self, root: Path, python: str, jars: Path, bin_folder: Path) -> None:
        self.root, self.python, self.jars, self.bin = root, python, jars, bin_folder
        self.maven_calls = bin_folder / "calls"
        self.maven_works()

    def maven_works(self) -> None:
        text = f"""echo called >> '{self.maven_calls}'
mkdir -p lib/notebook/target/jars
for jar in '{self.jars}'/*.jar; do
  case "$jar" in */notebook-*) cp "$jar" lib/notebook/target/ ;; *) cp "$jar" lib/notebook/target/jars/ ;; esac
done
"""
        program(self.bin / "mvn", text)

    def maven_says(self, text: str) -> None:
        program(self.bin / "mvn", f"echo '{text}'\nexit 1\n")

    def calls(self) -> int:
        return self.maven_calls.read_text(encoding="utf-8").count("called") if self.maven_calls.exists() else 0

    def environment(self, **changes: str) -> dict[str, str]:
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("JUPYTER", "JPY", "PIP_", "LC_", "VIRTUAL_ENV"))}
        kept.update(PATH=f"{self.bin}{os.pathsep}{kept.get('PATH', '')}", PYTHONDONTWRITEBYTECODE="1", **OFFLINE)
        kept.update(changes)
        return {k: v for k, v in kept.items() if v != ""}

    def command(self, *arguments: str) -> list[str]:
        return [self.python, str(self.root / "binder" / "lab.py"), *arguments]

    def start(self, *arguments: str, **changes: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            self.command(*arguments), env=self.environment(**changes), stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", errors="replace", start_new_session=True,
        )  # fmt: skip

    def run(self, *arguments: str, code: int = 0, **changes: str) -> str:
        process = self.start(*arguments, **changes)
        said, _ = process.communicate(timeout=240)
        assert process.returncode == code, f"ended with {process.returncode} instead of {code}:\n{said}"
        assert "Traceback" not in said, said
        return said

    def spec(self) -> dict[str, Any]:
        with open(self.root / ".lab/jupyter/kernels/java/kernel.json", encoding="utf-8") as file:
            return json.load(file)

    def archive(self) -> Path:
        return Path(next(a for a in self.spec()["argv"] if a.startswith("-XX:SharedArchiveFile=")).partition("=")[2])


def learners_python(jars: Path) -> str:
    """The interpreter with the pinned packages, as the launcher finds it in the real checkout."""
    command = [base_python(), str(ROOT / "binder" / "lab.py"), "--jars", str(jars)]
    command += ["--", "python", "-c", "import sys; print(sys.executable)"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=600)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.strip().splitlines()[-1]


@pytest.fixture(scope="module")
def first_starts(jars: Path) -> Iterator[tuple[Course, list[str]]]:
    """Two launchers that are started at the same moment in a new clone."""
    if shutil.which("javac") is None and "JAVA_HOME" not in os.environ:
        absent("this machine has no JDK")
    folder = Path(tempfile.mkdtemp(prefix="lab-"))
    folder.chmod(0o755)  # for the test that is another user
    course = Course(folder / "Kurs für Ömer, 1. Übung" / "activation lab", learners_python(jars), jars, folder / "bin")
    try:
        copy_of_the_course(course.root)
        both = [course.start("--setup-only", LC_ALL="C") for _ in range(2)]
        said = [process.communicate(timeout=300)[0] for process in both]
        assert [process.returncode for process in both] == [0, 0], "\n----\n".join(said)
        yield course, said
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def course(first_starts: tuple[Course, list[str]]) -> Course:
    course = first_starts[0]
    course.maven_works()
    return course


@pytest.fixture
def clone(course: Course, tmp_path: Path) -> Course:
    """A course that nobody has set up yet."""
    new = Course(tmp_path / "course", course.python, course.jars, tmp_path / "bin")
    copy_of_the_course(new.root)
    return new


def everything_in(folder: Path) -> set[str]:
    return {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.name != "__pycache__"}


# ------------------------------------------------------------------------------------------
# The first start, and the second


def test_two_at_once_build_once(first_starts: tuple[Course, list[str]]) -> None:
    course, said = first_starts
    assert course.calls() == 1
    assert sum("Preparing the Java kernel" in one for one in said) == 1
    assert sum("Another set-up works in this folder" in one for one in said) == 1
    assert all("Ready." in one for one in said)


def test_nothing_half_made_is_left(course: Course) -> None:
    left = [p for p in everything_in(course.root) if re.search(r"\.new$|\.making-|\.removing-|\.can-write-|new\.jsa$", p)]
    assert left == []
    assert course.archive().is_file(), "the first start makes the class archive"


def test_kernel_runs_from_its_own_folder(course: Course) -> None:
    spec = course.spec()
    assert spec["display_name"] == "Java" and spec["language"] == "java"
    assert Path(spec["argv"][0]).is_absolute()
    class_path = spec["argv"][spec["argv"].index("-cp") + 1].split(os.pathsep)
    names = [Path(p).name for p in class_path]
    assert names[:2] == ["labkernel.jar", "jjava.jar"] and names[2].startswith("notebook-") and names[3].startswith("activation-")
    assert all(Path(p).is_file() for p in class_path)
    assert all(course.root / ".lab" / "kernels" in Path(p).parents for p in class_path)
    assert {p.name for p in (course.root / "lib" / "jars").glob("*.jar")} == {p.name for p in course.jars.glob("*.jar")}


def wait_for_address(process: subprocess.Popen[str], seconds: float = 60) -> str:
    assert process.stdout is not None
    said = ""
    end = time.monotonic() + seconds
    os.set_blocking(process.stdout.fileno(), False)
    while time.monotonic() < end:
        try:
            said += os.read(process.stdout.fileno(), 65536).decode("utf-8", "replace")
        except BlockingIOError:
            pass
        found = re.search(r"http://(?:localhost|127\.0\.0\.1):\d+/\S+", said)
        if found:
            return found.group(0)
        if process.poll() is not None:
            break
        time.sleep(0.02)
    raise AssertionError(f"no address was offered:\n{said}")


def end(process: subprocess.Popen[str]) -> None:
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def test_second_start_is_quick_offline_and_without_maven(course: Course, capsys: pytest.CaptureFixture[str]) -> None:
    course.maven_says("Maven must not be called")
    with socket.socket() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            taken.bind(("127.0.0.1", 8888))
            taken.listen()
        except OSError:
            pass  # somebody else has it: just as good
        seconds = []
        for _ in range(3):  # other programs may be busy on this machine
            begin = time.monotonic()
            process = course.start("--no-browser")
            try:
                address = wait_for_address(process)
                seconds.append(time.monotonic() - begin)
                if os.getloadavg()[0] > (os.cpu_count() or 1):
                    # The processor is shared; what this program itself needs of it is a fair measure then.
                    times = psutil.Process(process.pid).cpu_times()
                    seconds[-1] = min(seconds[-1], times.user + times.system + 1)
            finally:
                end(process)
            assert "/lab/tree/work/00-start" in address, address
            assert ":8888/" not in address, "without --port the next free port is taken"
            if seconds[-1] <= 5:
                break
    with capsys.disabled():
        print(f" [address after {min(seconds):.1f} s]", end="")
    assert min(seconds) <= 5, f"the address was offered after {seconds} seconds"


def test_a_port_that_is_taken(course: Course) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        said = course.run("--no-browser", "--port", str(port), code=1)
    assert f"Port {port} is taken" in said and "--port" in said
    assert "from 1 to 65535" in course.run("--port", "70000", code=1)


def test_a_command_inside_the_environment(course: Course) -> None:
    show = "import os; print(os.environ['JUPYTER_PATH']); print(os.environ['JUPYTER_CONFIG_PATH']); raise SystemExit(7)"
    said = course.run("--", "python", "-c", show, code=7, JUPYTER_PATH="elsewhere").splitlines()
    assert said == [f"{course.root}/.lab/jupyter:elsewhere", f"{course.root}/binder"]
    assert "There is no program nowhere" in course.run("--", "nowhere", code=1)
    kernels = course.run("--", "jupyter", "kernelspec", "list", "--json")
    assert json.loads(kernels)["kernelspecs"]["java"]["resource_dir"] == f"{course.root}/.lab/jupyter/kernels/java"


# ------------------------------------------------------------------------------------------
# The kernel in bad weather


PROBE = r"""
import sys, time
from jupyter_client.manager import KernelManager
manager = KernelManager(kernel_name="java")
manager.start_kernel(cwd=sys.argv[1])
client = manager.client()
client.start_channels()
client.wait_for_ready(timeout=120)
def hook(message):
    content = message["content"]
    text = content.get("text") or content.get("data", {}).get("text/plain") or " ".join(content.get("traceback", []))
    if text:
        print(text.rstrip("\n"))
for cell in sys.argv[2:]:
    client.execute_interactive(cell, timeout=120, allow_stdin=False, output_hook=hook)
client.stop_channels()
manager.shutdown_kernel()
"""


def kernel(course: Course, *cells: str, **changes: str) -> str:
    """All that comes out of a kernel: the cells' outputs, and what it says on the server's terminal."""
    return course.run("--", "python", "-c", PROBE, str(course.root / "work"), *cells, **changes)


def test_kernel_under_locale_c(course: Course) -> None:
    said = kernel(
        course,
        "%classpath ../lib/jars/*.jar\nimport static activationlab.notebook.Lab.*;",
        'System.out.println("σ′ " + String.format("%.2f", 1.5) + java.nio.file.Files.exists('
        'java.nio.file.Path.of(System.getenv("JJAVA_STARTUP_SCRIPTS_PATH"))))',
        LC_ALL="C",
    )
    assert said.splitlines() == ["σ′ 1.50true"], said


def test_kernel_on_a_german_machine_without_archive(course: Course) -> None:
    archive = course.archive()
    aside = archive.with_name("aside")
    archive.rename(aside)
    failed = archive.with_name("no-archive.log")  # else the launcher makes a new one
    failed.touch()
    try:
        # What a German JVM would be told; the kernel's own options come later and win.
        said = kernel(
            course, 'System.out.println(String.format("%.2f", 1.5))', LANG="de_DE.UTF-8",
            JDK_JAVA_OPTIONS="-Duser.language=de -Duser.country=DE",
        )  # fmt: skip
    finally:
        aside.replace(archive)
        failed.unlink()
    assert [line for line in said.splitlines() if "JDK_JAVA_OPTIONS" not in line] == ["1.50"], said


def test_kernel_with_a_foreign_archive_is_silent(course: Course) -> None:
    archive = course.archive()
    aside = archive.with_name("aside")
    archive.rename(aside)
    try:
        content = bytearray(aside.read_bytes())
        content[200:1200] = bytes(1000)  # here stands which JVM made it
        archive.write_bytes(content)
        assert kernel(course, "System.out.println(1 + 1)").splitlines() == ["2"]
    finally:
        aside.replace(archive)


def test_an_incomplete_archive_is_made_again(course: Course) -> None:
    """Such a one crashes the JVM, which trusts its first bytes."""
    archive = course.archive()
    content = archive.read_bytes()
    archive.unlink()
    archive.write_bytes(content[: len(content) // 3])
    said = course.run("--setup-only")
    assert "Making the kernel start quickly" in said
    assert archive.stat().st_size > len(content) * 0.9


def test_old_kernels_go_and_running_ones_stay(course: Course, tmp_path: Path) -> None:
    lab = imported_lab(course)
    now = time.time()
    for age in range(6):
        folder = tmp_path / f"kernel-{age}-{os.getpid()}"
        folder.mkdir()
        (folder / "a.jar").write_bytes(b"jar")
        os.utime(folder, (now - age, now - age))
    command = [sys.executable, "-c", "import time; time.sleep(60)", str(tmp_path / f"kernel-5-{os.getpid()}" / "a.jar")]
    running = subprocess.Popen(command)
    try:
        lab.remove_old_kernels(tmp_path, tmp_path / f"kernel-0-{os.getpid()}")
    finally:
        running.kill()
        running.wait()
    assert sorted(p.name.split("-")[1] for p in tmp_path.iterdir()) == ["0", "1", "2", "5"]


# ------------------------------------------------------------------------------------------
# What a machine may lack


def imported_lab(course: Course) -> Any:
    import importlib.util

    spec = importlib.util.spec_from_file_location("lab_of_a_course", course.root / "binder" / "lab.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_old_pythons_can_read_the_launcher(course: Course) -> None:
    with open(course.root / "binder" / "lab.py", encoding="utf-8") as file:
        ast.parse(file.read(), feature_version=(3, 6))


@pytest.mark.parametrize("version", [(3, 6, 1), (3, 10, 9)])
def test_old_python(clone: Course, version: tuple[int, int, int]) -> None:
    before = everything_in(clone.root)
    code = f"import sys; sys.path.insert(0, sys.argv[1]); sys.version_info = {version}; import lab; sys.exit(lab.main([]))"
    done = subprocess.run(
        [clone.python, "-c", code, str(clone.root / "binder")], env=clone.environment(PATH=str(clone.bin)),
        capture_output=True, encoding="utf-8",
    )  # fmt: skip
    assert done.returncode == 1
    assert f"needs Python 3.11 or newer; {clone.python} is Python {version[0]}.{version[1]}." in done.stderr
    for line in ("Debian or Ubuntu:", "macOS:", "Windows:"):
        assert done.stderr.count(line) == 1
    assert everything_in(clone.root) == before


def fake_java(folder: Path, version: str, modules: str, javac: bool = True) -> Path:
    program(
        folder / "bin" / "java",
        f"""case "$*" in
  *-XshowSettings*) echo '    java.home = {folder}'; echo '    java.specification.version = {version}' ;;
  *--list-modules*) printf '{modules}' ;;
  *) echo 'no fonts'; exit 1 ;;
esac
""",
    )
    if javac:
        program(folder / "bin" / "javac", "exit 0\n")
    return folder


ALL = "java.base@17\\njava.desktop@17\\njdk.compiler@17\\njdk.jshell@17\\n"


@pytest.mark.parametrize(
    ("version", "modules", "javac", "sentence"),
    [
        ("11", ALL, True, "needs JDK 17 or newer; {where} is Java 11."),
        ("1.8", ALL, True, "needs JDK 17 or newer; {where} is Java 8."),
        ("17", "java.base@17\\njava.desktop@17\\n", False, "without jdk.jshell and jdk.compiler: a runtime (JRE)"),
        ("17", ALL, False, "without javac: a runtime (JRE)"),
        ("17", ALL, True, "Java finds no usable font here"),
    ],
    ids=["11", "8", "jre", "debian-jre", "no-fonts"],
)
@pytest.mark.parametrize("way", ["JAVA_HOME", "PATH"])
def test_a_java_that_does_not_do(
    clone: Course, tmp_path: Path, version: str, modules: str, javac: bool, sentence: str, way: str
) -> None:
    before = everything_in(clone.root)
    home = fake_java(tmp_path / "jdk", version, modules, javac)
    where = f"JAVA_HOME ({home})" if way == "JAVA_HOME" else str(home / "bin" / "java")
    changes = {"JAVA_HOME": str(home)} if way == "JAVA_HOME" else {"JAVA_HOME": "", "PATH": f"{home}/bin:{clone.bin}:/usr/bin:/bin"}
    said = clone.run("--setup-only", code=1, **changes)
    assert sentence.format(where=where) in said
    assert "Debian or Ubuntu:  sudo apt install" in said and "macOS:" in said and "Windows:" in said
    assert len(said.splitlines()) == 4
    assert everything_in(clone.root) == before


def test_fonts_are_really_tried(clone: Course) -> None:
    """In a name space where no font is installed."""
    if shutil.which("bwrap") is None:
        absent("this machine has no bubblewrap to hide the fonts with")
    hidden = [p for p in ("/usr/share/fonts", "/usr/local/share/fonts", str(Path.home() / ".fonts")) if Path(p).is_dir()]
    jail = ["bwrap", "--dev-bind", "/", "/"] + [word for p in hidden for word in ("--tmpfs", p)]
    if not hidden or subprocess.run([*jail, "true"], capture_output=True).returncode != 0:
        absent("bubblewrap cannot hide the fonts here")
    done = subprocess.run(
        [*jail, *clone.command("--setup-only")], env=clone.environment(), capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 1 and FONTS in done.stderr, done.stderr


def test_no_java(clone: Course) -> None:
    before = everything_in(clone.root)
    said = clone.run("--setup-only", code=1, PATH=str(clone.bin), JAVA_HOME="")
    assert said.startswith("No Java was found") and "openjdk-17-jdk-headless" in said
    said = clone.run("--setup-only", code=1, JAVA_HOME=str(clone.root))
    assert said.startswith(f"The variable JAVA_HOME points to {clone.root}, where there is no bin/java")
    assert everything_in(clone.root) == before


def java_home(course: Course) -> str:
    return str(Path(course.spec()["argv"][0]).parent.parent)


def test_no_maven(course: Course, clone: Course) -> None:
    before = everything_in(clone.root)
    (clone.bin / "mvn").unlink()
    said = clone.run("--setup-only", code=1, PATH=str(clone.bin), JAVA_HOME=java_home(course))
    assert said.startswith("No Maven was found") and "sudo apt install maven" in said
    assert everything_in(clone.root) == before


def test_no_venv_module(course: Course, clone: Course) -> None:
    code = (
        "import sys, importlib.util as u; sys.path.insert(0, sys.argv[1]); find = u.find_spec\n"
        "u.find_spec = lambda n, *a: None if n == 'ensurepip' else find(n, *a)\n"
        "import lab; lab.active_environment = lambda: None; sys.exit(lab.main(['--setup-only']))"
    )
    done = subprocess.run(
        [clone.python, "-c", code, str(clone.root / "binder")], env=clone.environment(), capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 1 and "cannot make virtual environments" in done.stderr and "-venv" in done.stderr
    assert not (clone.root / ".venv").exists()


def test_read_only_checkout(course: Course) -> None:
    """As another user, because nothing is read-only for the administrator."""
    who: dict[str, Any] = {}
    python = course.python
    if os.geteuid() == 0:
        who = {"user": 65534, "group": 65534, "extra_groups": []}
        check = "import sys; sys.exit(sys.version_info < (3, 11))"
        found = [shutil.which("python3", path=folder) for folder in ("/usr/local/bin", "/usr/bin")]
        usable = [p for p in [python, *found] if p and _runs([p, "-c", check], who)]
        if not usable:
            absent("no Python 3.11 here can be run by another user")
        python = usable[0]
        restore = []
    else:
        restore = [p for p in [course.root, *course.root.rglob("*")] if p.is_dir() and not p.is_symlink()]
        for folder in restore:
            folder.chmod(0o555)
    try:
        done = subprocess.run(
            [python, "-B", str(course.root / "binder" / "lab.py"), "--setup-only"],
            env=course.environment(HOME="/nonexistent", JAVA_HOME=java_home(course)), capture_output=True, encoding="utf-8",
            cwd="/", **who,
        )  # fmt: skip
        fresh = subprocess.run(
            [python, "-B", str(course.root / "binder" / "lab.py"), "--fresh", "00"], cwd="/",
            env=course.environment(HOME="/nonexistent"), capture_output=True, encoding="utf-8", **who,
        )  # fmt: skip
    finally:
        for folder in restore:
            folder.chmod(0o755)
    for one in (done, fresh):
        assert one.returncode == 1, one.stdout + one.stderr
        assert "cannot be written to" in one.stderr and str(course.root) in one.stderr and "Copy the course" in one.stderr
        assert "Traceback" not in one.stderr


def _runs(command: list[str], who: dict[str, Any]) -> bool:
    try:
        return subprocess.run(command, capture_output=True, cwd="/", **who).returncode == 0
    except OSError:
        return False


# ------------------------------------------------------------------------------------------
# The network goes, or the set-up is killed


def tiny_wheel(folder: Path) -> Path:
    """A package of one file, so that an environment can be made here without a network."""
    folder.mkdir()
    info = "tinything-1.0.dist-info"
    with zipfile.ZipFile(folder / "tinything-1.0-py3-none-any.whl", "w") as wheel:
        wheel.writestr("tinything.py", "")
        wheel.writestr(f"{info}/METADATA", "Metadata-Version: 2.1\nName: tinything\nVersion: 1.0\n")
        wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        wheel.writestr(f"{info}/RECORD", f"tinything.py,,\n{info}/METADATA,,\n{info}/WHEEL,,\n{info}/RECORD,,\n")
    return folder


MAKE = (
    "import sys; from pathlib import Path; sys.path.insert(0, sys.argv[1]); import lab\n"
    "def run(argv):\n"
    "    with lab.locked(lab.ROOT / '.lab') as lock:\n"
    "        lab.make_venv(lab.VENV, Path(sys.argv[2]), lab.ROOT / '.lab' / 'log', 'a thing', lock)\n"
    "    return 0\n"
    "lab.run = run; sys.exit(lab.main([]))"
)


def test_an_environment_heals(clone: Course, tmp_path: Path) -> None:
    wheels = tiny_wheel(tmp_path / "wheels")
    (wheels / "requirements.txt").write_text("tinything==1.0\n", encoding="utf-8")
    command = [clone.python, "-c", MAKE, str(clone.root / "binder"), str(wheels / "requirements.txt")]
    local = clone.environment(PIP_NO_INDEX="1", PIP_FIND_LINKS=str(wheels))
    folder = clone.root / ".venv"

    def make(environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
        return subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", timeout=120)

    # Killed without mercy, while pip or venv is at work.
    killed = subprocess.Popen(command, env=local, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    while not (folder / "pyvenv.cfg").exists():
        assert killed.poll() is None
        time.sleep(0.01)
    orphans = psutil.Process(killed.pid).children(recursive=True)
    killed.kill()
    killed.wait()
    assert folder.exists() and not (folder / "complete.json").exists()
    # The next one waits for what the killed one left running, then begins anew, but the network is gone.
    gone = make(clone.environment())
    assert not any(p.is_running() and p.status() != psutil.STATUS_ZOMBIE for p in orphans)
    assert gone.returncode == 1 and "a download did not succeed" in gone.stderr, gone.stderr
    assert not folder.exists()
    # A version that nobody has is another matter than a network that is gone.
    (wheels / "requirements.txt").write_text("tinything==2.0\n", encoding="utf-8")
    other = make(local)
    assert other.returncode == 1 and "download" not in other.stderr and "tinything==2.0" in other.stderr, other.stderr
    (wheels / "requirements.txt").write_text("tinything==1.0\n", encoding="utf-8")
    # Ended politely.
    for number, code in ((signal.SIGTERM, 143), (signal.SIGINT, 130)):
        ended = subprocess.Popen(
            command, env=local, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, encoding="utf-8",
            # Tests that run in the background of a shell inherit that Ctrl-C is ignored; a reader's terminal does not.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )  # fmt: skip
        while not (folder / "pyvenv.cfg").exists():
            assert ended.poll() is None
            time.sleep(0.01)
        ended.send_signal(number)
        _, said = ended.communicate(timeout=60)
        assert ended.returncode == code and "Traceback" not in said
        assert not folder.exists()
    assert "Stopped." in said
    # Somebody else's folder is not deleted.
    folder.mkdir()
    (folder / "theirs.txt").write_text("theirs", encoding="utf-8")
    good = make(local)
    assert good.returncode == 0, good.stderr
    assert (clone.root / ".venv-kept-1" / "theirs.txt").exists() and ".venv-kept-1" in good.stderr
    assert list(folder.glob("lib/python*/site-packages/tinything.py"))
    # Complete: the next start does nothing, also without network.
    again = make(clone.environment())
    assert again.returncode == 0 and again.stderr == ""
    # Moved: mended, also without network.
    (wheels / "elsewhere").mkdir()
    moved = wheels / "elsewhere" / "another course"
    clone.root.rename(moved)
    command[3] = str(moved / "binder")
    again = make(clone.environment())
    assert again.returncode == 0 and again.stderr == ""
    folder = moved / ".venv"
    pip = subprocess.run([folder / "bin" / "pip", "--version"], capture_output=True, encoding="utf-8")
    assert str(folder) in pip.stdout, pip
    # Other requirements: made anew.
    (wheels / "requirements.txt").write_text("tinything == 1.0  # renewed\n", encoding="utf-8")
    assert "Installing a thing" in make(local).stderr


def test_maven_without_network_and_with_errors(course: Course, clone: Course) -> None:
    clone.maven_says("[ERROR] Could not transfer artifact org.knowm.xchart:xchart:pom:4.0.3: Unknown host")
    said = clone.run("--setup-only", code=1)
    assert "Building the library failed: a download did not succeed" in said and "maven.log" in said
    clone.maven_says("[ERROR] Sigmoid.java:[7,3] cannot find symbol")
    said = clone.run("--setup-only", code=1)
    assert "Sigmoid.java:[7,3] cannot find symbol" in said
    assert not (clone.root / "lib" / "jars").exists() and not (clone.root / ".lab" / "kernels").exists()


def test_a_changed_source_is_built_and_a_killed_build_heals(course: Course) -> None:
    source = course.root / "lib" / "activation" / "src" / "main" / "java" / "activationlab" / "function" / "Activation.java"
    text = source.read_text(encoding="utf-8")
    jars = {p.name: p.stat().st_mtime_ns for p in (course.root / "lib" / "jars").glob("*.jar")}
    source.write_text(text + "// changed\n", encoding="utf-8")
    before = course.calls()
    program(course.bin / "mvn", "sleep 60\n")
    process = course.start("--setup-only")
    assert process.stderr is None and process.stdout is not None
    while "Building the library" not in process.stdout.readline():
        assert process.poll() is None
    os.killpg(process.pid, signal.SIGKILL)  # as a closed terminal or the end of memory does
    process.wait()
    course.maven_works()
    assert "Building the library" in course.run("--setup-only")
    assert course.calls() == before + 1
    assert "Building the library" not in course.run("--setup-only")
    assert {p.name: p.stat().st_mtime_ns for p in (course.root / "lib" / "jars").glob("*.jar")} == jars, (
        "equal jars are not replaced under a running kernel"
    )


def test_lost_jars_come_back(course: Course) -> None:
    jar = next((course.root / "lib" / "jars").glob("xchart-*.jar"))
    jar.unlink()
    assert "Building the library" in course.run("--setup-only")
    assert jar.is_file()


def test_a_lost_kernel_comes_back(course: Course) -> None:
    spec = course.root / ".lab" / "jupyter" / "kernels" / "java" / "kernel.json"
    text = spec.read_text(encoding="utf-8")
    spec.unlink()
    (course.root / ".lab" / "state.json").write_text('{"jdk": {"ja', encoding="utf-8")  # half-written
    course.run("--setup-only")
    assert spec.read_text(encoding="utf-8") == text


# ------------------------------------------------------------------------------------------
# The learner's copies


@pytest.fixture
def trial(course: Course) -> Iterator[tuple[Path, Path]]:
    """A small lesson of its own in the course, and the learner's copy of it."""
    source, copy = course.root / "notebooks" / "90-trial.ipynb", course.root / "work" / "90-trial.ipynb"
    change(source, "show(1);")
    course.run("--setup-only")
    yield source, copy
    for path in [source, *copy.parent.glob("90-trial*")]:
        path.unlink()


def change(source: Path, code: str) -> None:
    cell = {
        "cell_type": "code", "execution_count": 7, "id": "a", "metadata": {"tags": ["predict"], "trusted": True},
        "outputs": [{"name": "stdout", "output_type": "stream", "text": ["the answer"]}], "source": [code],
    }  # fmt: skip
    notebook = {"cells": [cell], "metadata": {"kernelspec": {"name": "java"}}, "nbformat": 4, "nbformat_minor": 5}
    source.write_text(json.dumps(notebook), encoding="utf-8")


def test_copies_have_no_answers(course: Course, trial: tuple[Path, Path]) -> None:
    for source in sorted((course.root / "notebooks").glob("[0-9][0-9]*-*.ipynb")):
        original = json.loads(source.read_text(encoding="utf-8"))
        copy = json.loads((course.root / "work" / source.name).read_text(encoding="utf-8"))
        assert [c["source"] for c in copy["cells"]] == [c["source"] for c in original["cells"]]
        for cell in copy["cells"]:
            assert "trusted" not in cell["metadata"]
            if cell["cell_type"] == "code":
                assert cell["outputs"] == [] and cell["execution_count"] is None
    assert json.loads(trial[1].read_text(encoding="utf-8"))["cells"][0]["metadata"] == {"tags": ["predict"]}


def test_untouched_copies_follow_the_course(course: Course, trial: tuple[Path, Path]) -> None:
    source, copy = trial
    change(source, "show(2);")
    course.run("--setup-only")
    assert "show(2);" in copy.read_text(encoding="utf-8")
    copy.unlink()
    course.run("--setup-only")
    assert "show(2);" in copy.read_text(encoding="utf-8")


def test_a_touched_copy_is_never_written(course: Course, trial: tuple[Path, Path]) -> None:
    source, copy = trial
    mine = copy.read_text(encoding="utf-8").replace("show(1)", "show(mine)")
    copy.write_text(mine, encoding="utf-8")
    assert "90" not in course.run("--setup-only"), "nothing to say while the course is the same"
    change(source, "show(2);")
    said = course.run("--setup-only")
    assert "Lesson 90 has changed in the course" in said and "--fresh 90" in said
    assert copy.read_text(encoding="utf-8") == mine
    # A fresh copy keeps the old one, and a second one keeps both.
    said = course.run("--fresh", "90")
    assert "work/90-trial-kept-1.ipynb" in said
    assert (copy.parent / "90-trial-kept-1.ipynb").read_text(encoding="utf-8") == mine
    assert "show(2);" in copy.read_text(encoding="utf-8")
    assert "90" not in course.run("--setup-only")
    copy.write_text("other", encoding="utf-8")
    course.run("--fresh", "90")
    assert (copy.parent / "90-trial-kept-1.ipynb").read_text(encoding="utf-8") == mine
    assert (copy.parent / "90-trial-kept-2.ipynb").read_text(encoding="utf-8") == "other"


def test_the_readers_predictions_stay(course: Course, trial: tuple[Path, Path]) -> None:
    source, copy = trial
    answers = copy.parent / "my-predictions.csv"
    answers.write_text("id,answer,right\nfold,10,false\n", encoding="utf-8")
    try:
        change(source, "show(2);")
        course.run("--setup-only")
        course.run("--fresh", "90")
        assert answers.read_text(encoding="utf-8") == "id,answer,right\nfold,10,false\n"
    finally:
        answers.unlink()


def test_a_half_saved_copy_is_kept(course: Course, trial: tuple[Path, Path]) -> None:
    copy = trial[1]
    half = copy.read_text(encoding="utf-8")[:80]
    copy.write_text(half, encoding="utf-8")
    said = course.run("--setup-only")
    assert "lesson 90 in work/ cannot be read" in said and "--fresh 90" in said
    assert copy.read_text(encoding="utf-8") == half


def test_the_record_of_copies_is_lost(course: Course, trial: tuple[Path, Path]) -> None:
    source, copy = trial
    mine = copy.read_text(encoding="utf-8").replace("show(1)", "show(mine)")
    copy.write_text(mine, encoding="utf-8")
    (copy.parent / ".copies.json").unlink()
    change(source, "show(2);")
    course.run("--setup-only")
    assert copy.read_text(encoding="utf-8") == mine


# ------------------------------------------------------------------------------------------
# The homework


@pytest.fixture
def homework(course: Course) -> Iterator[tuple[Path, Path]]:
    """A homework that students get, with the file of its checks, and the learner's copy of it."""
    source = course.root / "notebooks" / "homework" / "release" / "hw9" / "hw9.ipynb"
    copy = course.root / "work" / "homework" / "hw9" / "hw9.ipynb"
    source.parent.mkdir(parents=True)
    (source.parent / "hw9.json").write_text('{"assignment": "hw9"}\n', encoding="utf-8")
    (source.parent / "notes.txt").write_text("no part of the homework", encoding="utf-8")
    change(source, "check(1);")
    course.run("--setup-only")
    yield source, copy
    shutil.rmtree(source.parent)
    shutil.rmtree(copy.parent)


def test_homework_is_copied_with_its_checks(course: Course, homework: tuple[Path, Path]) -> None:
    source, copy = homework
    assert {p.name for p in copy.parent.iterdir()} == {"hw9.ipynb", "hw9.json"}
    assert (copy.parent / "hw9.json").read_text(encoding="utf-8") == '{"assignment": "hw9"}\n'
    assert json.loads(copy.read_text(encoding="utf-8"))["cells"][0]["outputs"] == []


def test_untouched_homework_follows_the_course(course: Course, homework: tuple[Path, Path]) -> None:
    source, copy = homework
    change(source, "check(2);")
    (source.parent / "hw9.json").write_text('{"assignment": "new"}\n', encoding="utf-8")
    course.run("--setup-only")
    assert "check(2);" in copy.read_text(encoding="utf-8")
    assert "new" in (copy.parent / "hw9.json").read_text(encoding="utf-8")


def test_touched_homework_is_never_written(course: Course, homework: tuple[Path, Path]) -> None:
    source, copy = homework
    mine = copy.read_text(encoding="utf-8").replace("check(1)", "check(mine)")
    copy.write_text(mine, encoding="utf-8")
    (copy.parent / "my-data.csv").write_text("1,2\n", encoding="utf-8")
    assert "hw9" not in course.run("--setup-only"), "nothing to say while the course is the same"
    change(source, "check(2);")
    said = course.run("--setup-only")
    assert "Homework hw9 has changed in the course" in said and "--fresh hw9" in said
    assert copy.read_text(encoding="utf-8") == mine
    said = course.run("--fresh", "HW9")
    assert "work/homework/hw9/hw9-kept-1.ipynb" in said and "Homework hw9 is fresh: work/homework/hw9/hw9.ipynb" in said
    assert (copy.parent / "hw9-kept-1.ipynb").read_text(encoding="utf-8") == mine
    assert "check(2);" in copy.read_text(encoding="utf-8")
    assert (copy.parent / "my-data.csv").read_text(encoding="utf-8") == "1,2\n"
    assert "hw9" not in course.run("--setup-only")


def test_links_of_a_homework_lead_to_the_copies(course: Course) -> None:
    """From the copy, every link of the course's own homework leads to a file."""
    copies = sorted((course.root / "work" / "homework").glob("hw*/*.ipynb"))
    assert [p.stem for p in copies] == ["hw1", "hw2", "hw3", "hw4"]
    for copy in copies:
        for cell in json.loads(copy.read_text(encoding="utf-8"))["cells"]:
            for link in re.findall(r"\]\((\.[^)#\s]*)", "".join(cell["source"])):
                assert cell["cell_type"] != "markdown" or (copy.parent / link).is_file(), f"{copy.name}: {link}"


def test_fresh_needs_a_lesson_that_exists(course: Course) -> None:
    said = course.run("--fresh", "77", code=1)
    assert said.startswith("There is no lesson 77. The lessons: 00") and said.rstrip().endswith("hw4.")
    assert "00-start" in course.run("--fresh", "0")


def test_scripts_are_executable() -> None:
    for name in ("postBuild", "start", "lab.py"):
        assert os.stat(ROOT / "binder" / name).st_mode & stat.S_IXUSR, f"binder/{name} must be executable"
