#!/usr/bin/env python3
"""Opens the lessons: prepares everything that they need, then starts JupyterLab.

    python3 binder/lab.py

Needs a JDK 17 or newer, Maven and Python 3.11 or newer. What it makes lies in .venv (JupyterLab and the Java kernel,
unless the active Python environment already holds them), .lab (the kernel, its logs and notes), lib/jars (the library)
and work (your copies of the lessons and the homework). All of these may be deleted, except work, which is yours.

The file is written so that an old Python can still read it and say what is missing; only what Python 3.6 knows may
stand here. It imports no package but the standard library, because it runs before anything is installed.
"""

import argparse
import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None

ROOT = Path(__file__).resolve().parent.parent
BINDER = ROOT / "binder"
KERNEL = BINDER / "kernel"
REQUIREMENTS = BINDER / "requirements.txt"
VENV = ROOT / ".venv"
JARS = ROOT / "lib" / "jars"
LESSONS = ROOT / "notebooks"
HOMEWORK = LESSONS / "homework" / "release"
WORK = ROOT / "work"
COPIES = WORK / ".copies.json"
COMMAND = "python3 binder/lab.py"
WINDOWS = os.name == "nt"

# What the jars are made from: if none of these changed, Maven is not needed.
SOURCES = (
    "pom.xml",
    "lib/activation/pom.xml",
    "lib/activation/src/main",
    "lib/homework/pom.xml",
    "lib/homework/src/main",
    "lib/notebook/pom.xml",
    "lib/notebook/src/main",
    "notebooks/claims.csv",
    "notebooks/predictions.csv",
)

# The options of the kernel's JVM, each for a reason:
#   nothing on the terminal about archives and compilers (the file of compiler directives is always announced);
#   twice as many calls as usual before a method is compiled, because much of a kernel's start runs once;
#   a small heap and a serial collector, because Binder gives 2 GB and one core to a reader who opens several lessons;
#   an exit when memory is full, because JJava without memory neither works nor ends;
#   English and UTF-8, so that a German machine prints 1.50 and not 1,50;
#   JShell opened, because the kernel looks there for the student's line and for the thread to stop.
JVM_OPTIONS = (
    "-Xshare:auto",
    "-Xlog:disable",
    "-XX:-DisplayVMOutput",
    "-XX:Tier3InvocationThreshold=400",
    "-XX:Tier3MinInvocationThreshold=200",
    "-XX:Tier3CompileThreshold=4000",
    "-XX:+UseSerialGC",
    # Without a start the heap begins with a 64th of the machine, and a large one is then filled for nothing.
    "-Xms96m",
    "-Xmn48m",
    "-Xmx768m",
    "-XX:MinHeapFreeRatio=10",
    "-XX:MaxHeapFreeRatio=30",
    "-XX:+ExitOnOutOfMemoryError",
    "-Djava.awt.headless=true",
    "-Dfile.encoding=UTF-8",
    "-Duser.language=en",
    "-Duser.country=US",
    "--add-opens",
    "jdk.jshell/jdk.jshell=ALL-UNNAMED",
    "--add-opens",
    "jdk.jshell/jdk.jshell.execution=ALL-UNNAMED",
)

# The optimising compiler works on the library and on the student's cells only. Its threads would otherwise compete with
# the kernel's own start on a single core, which costs more than it gains; all other code stays with the quick compiler.
#
# Measured on one core with JDK 17, processor seconds from start to the first figure: 1.7 with the quick compiler alone
# (which trains a network three to four times as slowly), 1.8 so, 2.1 without the thresholds above, 3.3 by default.
COMPILER_DIRECTIVES = """[
  { match: ["activationlab/*.*", "REPL/*.*"], c2: { Exclude: false } },
  { match: ["*.*"], c2: { Exclude: true } }
]
"""

# The kernel's own log tells the server's terminal of every thread; a warning is enough there.
LOGGING = """handlers = java.util.logging.ConsoleHandler
.level = INFO
Loop-Heartbeat-0.level = WARNING
Loop-Shell-0.level = WARNING
Loop-Shell-1.level = WARNING
"""

# What a lesson's first minute loads; a class that is in the archive needs no searching, reading and checking.
ARCHIVE_CELLS = (
    "import static activationlab.notebook.Lab.*;\nimport activationlab.function.*;",
    "int answer = 6 * 7;\nString text = \"answer \" + answer;\nSystem.out.println(text)",
    "double half(double x) { return x / 2; }\nhalf(3)",
    "record Pair(double x, double y) {}\nnew Pair(1, 2)",
    "show(curves(new Sigmoid(), new Tanh()));",
    "show(curves(Activation.of(\"mine\", x -> x / (1 + Math.abs(x)), x -> 1 / Math.pow(1 + Math.abs(x), 2))));",
    "show(table(\"x\", new double[] {-1, 0, 1}, \"y\", new double[] {1, 2, 3}));",
    "show(explore());",
    "println(new Relu().value(-2), new Sigmoid().derivative(0));",
    "var chart = new org.knowm.xchart.XYChartBuilder().width(640).height(400).build();\n"
    "chart.addSeries(\"y\", new double[] {0, 1}, new double[] {0, 1});\nshow(chart);",
    "throw new IllegalArgumentException(\"on purpose\");",
    "int missing = nothing;",
)

FONT_CHECK = r"""
class FontCheck {
    public static void main(String[] args) {
        var image = new java.awt.image.BufferedImage(40, 20, java.awt.image.BufferedImage.TYPE_INT_RGB);
        var font = new java.awt.Font("SansSerif", java.awt.Font.PLAIN, 12);
        image.createGraphics().drawString("\u03c3", 5, 15);
        System.exit(font.canDisplay('\u03c3') ? 0 : 3);
    }
}
"""

INSTALL = {
    "jdk": (
        "sudo apt install openjdk-17-jdk-headless",
        "brew install temurin@17",
        "winget install EclipseAdoptium.Temurin.17.JDK",
    ),
    "maven": ("sudo apt install maven", "brew install maven", "choco install maven (or unpack it from maven.apache.org)"),
    "python": ("sudo apt install python3 python3-venv", "brew install python@3.13", "winget install Python.Python.3.13"),
    "venv": (
        "sudo apt install python%d.%d-venv" % sys.version_info[:2],
        "brew install python@3.13",
        "winget install Python.Python.3.13",
    ),
    "fonts": (
        "sudo apt install fontconfig fonts-dejavu-core",
        "open the Font Book and restore the standard fonts",
        "restore the default font settings in Settings, Fonts",
    ),
}


class Problem(Exception):
    """Something the reader can mend; its text says what happened and what to do."""


def missing(sentence, what):
    """A problem that one installation mends."""
    debian, mac, windows = INSTALL[what]
    return Problem(
        "%s\n  Debian or Ubuntu:  %s\n  macOS:             %s\n  Windows:           %s"
        % (sentence, debian, mac, windows)
    )


def say(text):
    """Tells what goes on; not on the standard output, which belongs to the command after "--"."""
    print(text, file=sys.stderr, flush=True)


# ---------------------------------------------------------------------------------------------------- small helpers


def read_json(path, default):
    """The content of a JSON file that this program wrote; anything unreadable counts as absent."""
    try:
        return json.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return default


def write_text(path, text):
    """Writes a file so that it is there as a whole or not at all."""
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(".%s.%d.new" % (path.name, os.getpid()))
    try:
        new.write_bytes(text.encode("utf-8"))
        os.replace(new, path)
    finally:
        if new.exists():
            new.unlink()


def write_json(path, value):
    write_text(path, json.dumps(value, indent=1, ensure_ascii=False, sort_keys=True) + "\n")


def digest(*parts):
    """A short name for some content."""
    sha = hashlib.sha256()
    for part in parts:
        data = part if isinstance(part, bytes) else str(part).encode("utf-8", "surrogateescape")
        sha.update(b"%d:" % len(data) + data)
    return sha.hexdigest()[:16]


def file_digest(path):
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()[:16]


def stamp_of(path):
    """Tells whether a file was replaced, without reading it."""
    info = os.stat(path)
    return [info.st_size, info.st_mtime_ns]


def remove(path):
    """Removes a file or folder; a folder disappears at once under its name, so that no half of it stays there."""
    path = Path(path)
    if path.is_symlink() or path.is_file():
        path.unlink()
    elif path.exists():
        gone = path.with_name(".removing-%s-%d" % (path.name.lstrip("."), os.getpid()))
        os.rename(path, gone)
        shutil.rmtree(gone, ignore_errors=True)


def utf8_locale():
    """A locale in which a JVM can open files with any name, or None where the machine has none or needs none."""
    if WINDOWS:
        return None
    try:
        names = subprocess.run(["locale", "-a"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout
    except OSError:
        return None
    known = {re.sub("[^a-z0-9.]", "", n.lower()): n for n in names.decode("ascii", "replace").split()}
    for wanted in ("c.utf8", "enus.utf8"):
        if wanted in known:
            return "C.UTF-8" if wanted == "c.utf8" else known[wanted]
    return None


def run_logged(command, log, lock=None, **options):
    """Runs a program with its output in a file; ends it when this program is ended. Returns its exit code."""
    if lock is not None and not WINDOWS:
        # The child keeps the lock: if this program is killed, a next one waits for the child instead of fighting it.
        options["pass_fds"] = (lock,)
    Path(log).parent.mkdir(parents=True, exist_ok=True)
    with open(log, "wb") as out:
        process = subprocess.Popen(
            [str(c) for c in command], stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT, **options
        )
        try:
            return process.wait()
        except BaseException:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            raise


NO_NETWORK = re.compile(
    "ProxyError|NewConnectionError|NameResolutionError|ConnectTimeout|ReadTimeout|Max retries exceeded|"
    "from versions: none|Temporary failure in name resolution|Name or service not known|"
    "Unknown host|UnknownHostException|Connection refused|Connect to .* failed|Network is unreachable|"
    "No route to host|Connection timed out|Connection reset|Could not transfer"
)


def explain(log, what):
    """Why a logged program failed."""
    text = Path(log).read_text(encoding="utf-8", errors="replace")
    if "No space left on device" in text:
        return Problem("%s failed: the disk is full. Make room and run the same command again." % what)
    if NO_NETWORK.search(text):
        return Problem(
            "%s failed: a download did not succeed. Is the network on, and does it need a proxy? "
            "Run the same command again when it is. (Details: %s)" % (what, log)
        )
    errors = [line for line in text.splitlines() if re.match(r"(\[ERROR\]|ERROR|error)", line)] or text.splitlines()
    return Problem("%s failed. The first lines of the reason:\n  %s\n(All of it: %s)" % (what, "\n  ".join(errors[:6]), log))


# ------------------------------------------------------------------------------------------------------------ lock


@contextmanager
def locked(folder):
    """Lets one set-up at a time work in this checkout.

    The lock belongs to an open file and not to its existence, so it cannot be left behind by a killed program.
    """
    path = Path(folder) / "lock"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(str(path), os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as e:
        raise read_only(e)
    try:
        told = False
        while True:
            try:
                if fcntl is not None:
                    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                else:
                    import msvcrt

                    # A byte far behind the text, because Windows also forbids reading what is locked.
                    os.lseek(handle, 1 << 20, os.SEEK_SET)
                    msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
                break
            except OSError:
                if not told:
                    os.lseek(handle, 0, os.SEEK_SET)
                    who = os.read(handle, 20).decode("ascii", "replace").strip()
                    say("Another set-up works in this folder (process %s); waiting for it to end ..." % (who or "unknown"))
                    told = True
                time.sleep(0.2)
        os.lseek(handle, 0, os.SEEK_SET)
        os.write(handle, ("%-19d\n" % os.getpid()).encode("ascii"))
        yield handle
    finally:
        os.close(handle)


def read_only(error):
    return Problem(
        "This folder cannot be written to (%s): %s\nCopy the course to a folder of your own and run it there."
        % (error.strerror or error, ROOT)
    )


def check_writable():
    try:
        for folder in (ROOT, WORK):
            folder.mkdir(exist_ok=True)
            handle, name = tempfile.mkstemp(prefix=".can-write-", dir=str(folder))
            os.close(handle)
            os.unlink(name)
    except OSError as e:
        raise read_only(e)


# --------------------------------------------------------------------------------------------------- prerequisites


def check_python():
    if sys.version_info >= (3, 11):
        return
    sentence = "This course needs Python 3.11 or newer; %s is Python %d.%d." % (
        (sys.executable or "this",) + tuple(sys.version_info[:2])
    )
    for name in ("python3.13", "python3.12", "python3.11"):
        if shutil.which(name):
            raise Problem("%s A newer one is installed; run this instead:\n  %s binder/lab.py" % (sentence, name))
    raise missing(sentence, "python")


def find_jdk(state):
    """The JDK as {"java": its program, "home": its folder, "version": its number}."""
    home = os.environ.get("JAVA_HOME", "")
    exe = "java.exe" if WINDOWS else "java"
    if home:
        java = os.path.join(home, "bin", exe)
        if not os.path.isfile(java):
            raise missing(
                "The variable JAVA_HOME points to %s, where there is no bin/%s. Let it point to a JDK, or unset it. "
                "A JDK 17 or newer is installed so:" % (home, exe),
                "jdk",
            )
    else:
        java = shutil.which("java")
        if not java:
            raise missing("No Java was found; this course needs a JDK 17 or newer.", "jdk")
    java = os.path.abspath(java)
    # Asking Java costs half a second, so the answer is kept as long as the files are the same.
    known = state.get("jdk", {})
    try:
        if known["asked"] == [java, stamp_of(os.path.realpath(java))] and known["found"] == stamp_of(known["java"]):
            return known
    except (KeyError, TypeError, OSError):
        pass
    return ask_java(java, home, exe)


def ask_java(java, home, exe):
    where = "JAVA_HOME (%s)" % home if home else java
    try:
        answer = subprocess.run(
            [java, "-XshowSettings:properties", "-version"],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
        )
    except OSError as e:
        raise missing("%s cannot be started (%s); this course needs a JDK 17 or newer." % (java, e.strerror), "jdk")
    text = answer.stdout.decode("utf-8", "replace")
    version = re.search(r"\bjava\.specification\.version = (?:1\.)?(\d+)", text) or re.search(
        r'version "(?:1\.)?(\d+)', text
    )
    if answer.returncode != 0 or not version:
        # macOS has a /usr/bin/java that only says that there is no Java.
        raise missing("%s does not work; this course needs a JDK 17 or newer." % java, "jdk")
    if int(version.group(1)) < 17:
        raise missing("This course needs JDK 17 or newer; %s is Java %s." % (where, version.group(1)), "jdk")
    found = re.search(r"\bjava\.home = (.+)", text)
    folder = found.group(1).strip() if found else str(Path(os.path.realpath(java)).parent.parent)
    real = os.path.join(folder, "bin", exe)
    modules = subprocess.run([java, "--list-modules"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT).stdout
    names = set(re.findall(r"^([\w.]+)", modules.decode("utf-8", "replace"), re.M))
    lacks = [m for m in ("jdk.jshell", "jdk.compiler", "java.desktop") if m not in names]
    javac = os.path.join(folder, "bin", "javac.exe" if WINDOWS else "javac")
    # Debian's JRE lists the compiler's module and yet cannot compile for a given release.
    if lacks or not os.path.isfile(javac):
        raise missing(
            "%s is a Java without %s: a runtime (JRE). This course needs the whole JDK, version 17 or newer."
            % (where, " and ".join(lacks) if lacks else "javac"),
            "jdk",
        )
    if not os.path.isfile(real):
        real = java
    with tempfile.TemporaryDirectory() as temporary:
        source = os.path.join(temporary, "FontCheck.java")
        with open(source, "w", encoding="ascii") as out:
            out.write(FONT_CHECK)
        fonts = subprocess.run(
            [real, "-Djava.awt.headless=true", source],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
        )
    if fonts.returncode != 0:
        raise missing("Java finds no usable font here, so no figure could be drawn.", "fonts")
    return {
        "asked": [java, stamp_of(os.path.realpath(java))],
        "found": stamp_of(real),
        "java": real,
        "home": folder,
        "version": int(version.group(1)),
    }


def find_maven():
    maven = shutil.which("mvn")
    if not maven:
        raise missing("No Maven was found (the command mvn); it builds the Java library of this course.", "maven")
    return maven


# ----------------------------------------------------------------------------------------------- Python environment


def pins():
    """The exact versions that this platform and Python need, as {normal name: version}."""
    wanted = {}
    for line in REQUIREMENTS.read_text(encoding="utf-8").splitlines():
        line = line.split("#")[0].strip()
        if not line:
            continue
        package, _, marker = line.partition(";")
        if marker and not marker_applies(marker.strip()):
            continue
        name, _, version = package.strip().partition("==")
        wanted[normal(name)] = version
    return wanted


def normal(name):
    return re.sub("[-_.]+", "-", name).lower()


def marker_applies(marker):
    """Reads the three kinds of condition that our requirements.txt uses."""
    found = re.match(r'^(sys_platform|python_version) (==|!=|<) "([^"]+)"$', marker)
    if not found:
        raise Problem("binder/requirements.txt has a condition that binder/lab.py cannot read: %s" % marker)
    variable, comparison, value = found.groups()
    if variable == "python_version":
        return comparison == "<" and sys.version_info[:2] < tuple(int(n) for n in value.split("."))
    return (sys.platform == value) == (comparison == "==")


def installed(paths):
    """What lies in some package folders, as {normal name: version}. Names of folders tell it without reading them."""
    found = {}
    for path in paths:
        try:
            names = os.listdir(path or ".")
        except OSError:
            continue
        for name in names:
            if name.endswith(".dist-info"):
                package, _, version = name[: -len(".dist-info")].partition("-")
                found.setdefault(normal(package), version)
    return found


def holds_pins(paths):
    have = installed(paths)
    return all(have.get(name) == version for name, version in pins().items())


class Environment:
    """A Python with the pinned packages."""

    def __init__(self, python, programs, data, virtual=None):
        self.python = Path(python)
        self.programs = [str(p) for p in programs]
        self.data = [Path(d) for d in data]
        self.virtual = virtual

    def jjava(self):
        for folder in self.data:
            jar = folder / "share" / "jupyter" / "kernels" / "java" / "jjava.jar"
            if jar.is_file():
                return jar
        raise Problem(
            "The Java kernel's file jjava.jar is missing from %s although pip lists it as installed. "
            "Install it again: %s -m pip install --force-reinstall --no-deps -r binder/requirements.txt"
            % (self.data[0], self.python)
        )


def active_environment():
    """The Python that runs this program, if it already holds the pinned packages; else None."""
    if not holds_pins(sys.path):
        return None
    import site
    import sysconfig

    data = [sysconfig.get_path("data"), sys.prefix, "/usr/local", site.getuserbase()]
    return Environment(
        sys.executable, dict.fromkeys([os.path.dirname(sys.executable), sysconfig.get_path("scripts")]), data
    )


def venv_environment(folder):
    programs = folder / ("Scripts" if WINDOWS else "bin")
    return Environment(programs / ("python.exe" if WINDOWS else "python"), [programs], [folder], folder)


def venv_packages(folder):
    return [str(p) for p in (list(folder.glob("lib/python*/site-packages")) + list(folder.glob("Lib/site-packages")))]


def moved_venv(folder, known, wanted):
    """Mends a complete environment that was moved with its course, without a network. False: it must be made anew."""
    old = isinstance(known, dict) and known.get("folder")
    if WINDOWS or not old or known.get("requirements") != wanted["requirements"]:
        return False
    if not venv_environment(folder).python.exists():
        return False
    # Only the first lines of its commands name the place; the form that is written here allows any path.
    place = rb"\A#!([^\n]*%s/bin/python[^\n]*\n|/bin/sh\n[^\n]*%s/bin/python[^\n]*\n[^\n]*\n)"
    place = re.compile(place % ((re.escape(os.fsencode(old)),) * 2))
    first = b"#!/bin/sh\n'''exec' \"%s\" \"$0\" \"$@\"\n' '''\n" % os.fsencode(str(folder / "bin" / "python"))
    for script in (folder / "bin").iterdir():
        if script.is_file() and not script.is_symlink():
            script.write_bytes(place.sub(lambda found: first, script.read_bytes()))
    return True


def make_venv(folder, requirements, log, label, lock=None):
    """Makes a virtual environment with exactly some packages, or leaves an existing one alone.

    The stamp is written last and names the folder, the packages and the time: an environment that was interrupted or
    made for other packages has none that fits, and is made again.
    """
    stamp = folder / "complete.json"
    mine = folder / "made-by-lab.txt"
    environment = venv_environment(folder)
    wanted = {"folder": str(folder), "requirements": file_digest(requirements)}
    known = read_json(stamp, None)
    if known == wanted and environment.python.exists():
        return environment
    if moved_venv(folder, known, wanted):
        write_json(stamp, wanted)
        return environment
    check_python()
    import importlib.util

    if not all(importlib.util.find_spec(m) for m in ("venv", "ensurepip")):
        raise missing("This Python cannot make virtual environments (its module venv or ensurepip is missing).", "venv")
    if folder.is_dir() and not mine.exists() and not stamp.exists() and any(folder.iterdir()):
        # Somebody else's: an editor offers to make one, and it may hold packages that are needed elsewhere.
        kept = next(p for n in range(1, 1000) for p in [folder.with_name("%s-kept-%d" % (folder.name, n))] if not p.exists())
        os.rename(folder, kept)
        say("The folder %s was not made by this program; it is now called %s." % (folder.name, kept.name))
    remove(folder)
    try:
        folder.mkdir(parents=True)
        mine.write_text("Made by binder/lab.py. May be deleted: the next start makes it again.\n", encoding="utf-8")
        say("Installing %s (about a minute) ..." % label)
        steps = (
            [sys.executable, "-m", "venv", folder],
            [environment.python, "-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--quiet"]
            + ["--retries", "2", "-r", requirements],
        )
        for step in steps:
            if run_logged(step, log, lock, cwd=str(ROOT)) != 0:
                raise explain(log, "Installing %s" % label)
        write_json(stamp, wanted)
    except BaseException:
        remove(folder)
        raise
    return environment


# ------------------------------------------------------------------------------------------------------ the library


def sources_digest():
    parts = []
    for name in SOURCES:
        path = ROOT / name
        files = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
        for file in files:
            if file.is_file():
                parts += [file.relative_to(ROOT).as_posix(), file.read_bytes()]
    return digest(*parts)


def jars_in(folder):
    return sorted(
        p for p in Path(folder).glob("*.jar") if not p.name.endswith(("-sources.jar", "-javadoc.jar", "-tests.jar"))
    )


def jars_listed(folder):
    return {p.name: p.stat().st_size for p in jars_in(folder)}


def jars_record():
    """What lib/jars was made from; it belongs to the checkout, whatever --state says."""
    return ROOT / ".lab" / "jars.json"


def maven_needed(jars):
    record = read_json(jars_record(), {})
    return jars is None and (record.get("sources") != sources_digest() or record.get("jars") != jars_listed(JARS))


def library(jars, jdk, folder, lock):
    """Brings lib/jars up to date, from Maven or from a folder of built jars; returns a name of its content."""
    record = read_json(jars_record(), {})
    if jars is None:
        if not maven_needed(None):
            return record["content"]
        source = sources_digest()
        found = build(jdk, folder, lock)
    else:
        source = "given"
        found = jars_in(jars)
        if not any(p.name.startswith("notebook-") for p in found):
            raise Problem("The folder given with --jars holds no notebook-*.jar: %s" % jars)
    content = digest(*[part for p in found for part in (p.name, file_digest(p))])
    if jars is not None and record.get("content") == content and record["jars"] == jars_listed(JARS):
        return content
    JARS.mkdir(parents=True, exist_ok=True)
    for leftover in JARS.glob(".*.new"):
        leftover.unlink()
    for jar in found:
        target = JARS / jar.name
        if target.exists() and target.stat().st_size == jar.stat().st_size and file_digest(target) == file_digest(jar):
            continue
        # Written beside and renamed: a kernel that has the old jar open keeps reading the old one.
        new = JARS / (".%s.new" % jar.name)
        shutil.copyfile(jar, new)
        try:
            os.replace(new, target)
        except PermissionError:
            raise Problem(
                "%s is in use. Close the notebooks that are open (in JupyterLab: Kernel, Shut Down All Kernels) "
                "and run the same command again." % target
            )
    for old in set(jars_listed(JARS)) - {p.name for p in found}:
        (JARS / old).unlink()
    write_json(jars_record(), {"sources": source, "content": content, "jars": jars_listed(JARS)})
    return content


def build(jdk, folder, lock):
    maven = find_maven()
    say("Building the library with Maven (ten seconds; about a minute the first time) ...")
    target = ROOT / "lib" / "notebook" / "target"
    # Jars of an earlier version would otherwise be taken for current ones.
    for old in list(target.glob("jars/*.jar")) + list(target.glob("notebook-*.jar")):
        old.unlink()
    log = folder / "maven.log"
    code = run_logged(
        [maven, "-B", "-q", "-Pjars", "-pl", "lib/notebook", "-am", "package"],
        log,
        lock,
        cwd=str(ROOT),
        env=java_environment(jdk, utf8_locale()),
    )
    if code != 0:
        raise explain(log, "Building the library")
    return jars_in(target / "jars") + jars_in(target)


def java_environment(jdk, locale):
    environment = dict(os.environ, JAVA_HOME=jdk["home"])
    if locale:
        environment["LC_ALL"] = locale
    return environment


# ------------------------------------------------------------------------------------------------------- the kernel


def kernel(state, folder, environment, jdk, content, lock):
    """Makes the kernel's folder and its kernel.json, unless they fit already; returns their description."""
    spec = folder / "jupyter" / "kernels" / "java" / "kernel.json"
    jjava = environment.jjava()
    own = kernel_sources() + [KERNEL / "init.jshell"]
    inputs = digest(
        content,
        *[p.read_bytes() for p in own],
        str(jjava),
        stamp_of(jjava),
        [jdk["java"], jdk["found"], jdk["version"]],
        JVM_OPTIONS,
        COMPILER_DIRECTIVES,
        LOGGING,
        str(folder)
    )
    known = state.get("kernel", {})
    if known.get("inputs") == inputs and spec.is_file():
        home = folder / "kernels" / known["name"]
        if all((home / name).is_file() for name in known["files"]):
            make_archive(home, environment, lock)
            return known
    # Named by content and place: the class archive is valid for these very paths only.
    name = digest(
        content,
        *[p.read_bytes() for p in own],
        file_digest(jjava),
        [jdk["java"], jdk["found"], jdk["version"]],
        JVM_OPTIONS,
        COMPILER_DIRECTIVES,
        LOGGING,
        str(folder)
    )
    kernels = folder / "kernels"
    home = kernels / name
    kernels.mkdir(parents=True, exist_ok=True)
    for leftover in list(kernels.glob(".making-*")) + list(kernels.glob(".removing-*")):
        shutil.rmtree(leftover, ignore_errors=True)
    locale = utf8_locale()
    if home.exists() and not (home / "kernel.json").is_file():
        remove(home)
    if not home.exists():
        say("Preparing the Java kernel ...")
        making = kernels / (".making-%d" % os.getpid())
        making.mkdir()
        try:
            fill_kernel_folder(making, home, jjava, jdk, locale, folder, lock)
            os.rename(making, home)
        except BaseException:
            shutil.rmtree(making, ignore_errors=True)
            raise
    make_archive(home, environment, lock)
    write_text(spec, (home / "kernel.json").read_text(encoding="utf-8"))
    os.utime(home)
    remove_old_kernels(kernels, home)
    return {"inputs": inputs, "name": name, "files": sorted(p.name for p in home.iterdir() if p.suffix not in (".jsa", ".log", ".size"))}


def kernel_sources():
    return sorted(KERNEL.glob("*.java"))


def fill_kernel_folder(making, home, jjava, jdk, locale, folder, lock):
    """Everything that the kernel runs from, so that no later build can change a file under a running kernel."""
    shutil.copyfile(jjava, making / "jjava.jar")
    shutil.copyfile(KERNEL / "init.jshell", making / "init.jshell")
    jars = jars_in(JARS)
    for jar in jars:
        try:
            os.link(jar, making / jar.name)  # both sides are only ever replaced, never rewritten
        except OSError:
            shutil.copyfile(jar, making / jar.name)
    write_text(making / "compiler.json", COMPILER_DIRECTIVES)
    write_text(making / "logging.properties", LOGGING)
    classes = making / "classes"
    log = folder / "javac.log"
    javac = os.path.join(jdk["home"], "bin", "javac.exe" if WINDOWS else "javac")
    code = run_logged(
        [javac, "--release", "17", "-encoding", "UTF-8", "-proc:none", "-cp", making / "jjava.jar", "-d", classes]
        + kernel_sources(),
        log,
        lock,
        env=java_environment(jdk, locale),
    )
    if code != 0:
        raise explain(log, "Compiling binder/kernel")
    # In a jar, because a class archive cannot be made over a folder of classes.
    import zipfile

    with zipfile.ZipFile(making / "labkernel.jar", "w", zipfile.ZIP_DEFLATED) as jar:
        for file in sorted(classes.rglob("*.class")):
            jar.writestr(zipfile.ZipInfo(file.relative_to(classes).as_posix()), file.read_bytes())
    shutil.rmtree(classes)
    first = [n for prefix in ("notebook-", "activation-") for n in (j.name for j in jars) if n.startswith(prefix)]
    names = ["labkernel.jar", "jjava.jar"] + first + [j.name for j in jars if j.name not in first]
    arguments = [
        jdk["java"],
        "-XX:SharedArchiveFile=%s" % (home / "kernel.jsa"),
        "-XX:+UnlockDiagnosticVMOptions",
        "-XX:CompilerDirectivesFile=%s" % (home / "compiler.json"),
        "-Djava.util.logging.config.file=%s" % (home / "logging.properties"),
    ]
    arguments += JVM_OPTIONS
    arguments += ["-cp", os.pathsep.join(str(home / n) for n in names), "LabKernel", "{connection_file}"]
    variables = {v: str(home / "init.jshell") for v in ("JJAVA_STARTUP_SCRIPTS_PATH", "IJAVA_STARTUP_SCRIPTS_PATH")}
    if locale:
        variables["LC_ALL"] = locale
    write_json(
        making / "kernel.json",
        {
            "argv": arguments,
            "display_name": "Java",
            "language": "java",
            "interrupt_mode": "message",
            "env": variables,
            "metadata": {"debugger": False},
        },
    )


def make_archive(home, environment, lock):
    """Makes the class archive that halves the start of a kernel. Without it the kernel works, only later."""
    archive = home / "kernel.jsa"
    size = home / "kernel.jsa.size"
    failed = home / "no-archive.log"
    # The JVM checks where an archive comes from, but an incomplete one crashes it.
    if archive.exists() and read_json(size, None) == archive.stat().st_size:
        return
    remove(archive)
    if failed.exists():
        return
    say("Making the kernel start quickly (once, about ten seconds) ...")
    log = home / "archive.log"
    code = run_logged(
        [environment.python, os.path.abspath(__file__), "--make-archive", home], log, lock, cwd=str(ROOT)
    )
    new = home / "new.jsa"
    if code == 0 and new.exists():
        write_json(size, new.stat().st_size)
        os.replace(new, archive)
    else:
        os.replace(log, failed)
        if new.exists():
            new.unlink()


def record_archive(home):
    """Runs a kernel through representative cells while the JVM notes what it loads. Runs inside the environment."""
    from jupyter_client import BlockingKernelClient
    from jupyter_client.connect import write_connection_file

    spec = json.loads((home / "kernel.json").read_text(encoding="utf-8"))
    if (home / "new.jsa").exists():
        (home / "new.jsa").unlink()
    with tempfile.TemporaryDirectory() as temporary:
        connection, _ = write_connection_file(os.path.join(temporary, "connection.json"))
        arguments = [a.replace("{connection_file}", connection) for a in spec["argv"]]
        arguments = [a for a in arguments if not a.startswith(("-XX:SharedArchiveFile=", "-Xlog:", "-XX:-Display"))]
        arguments.insert(1, "-XX:ArchiveClassesAtExit=%s" % (home / "new.jsa"))
        process = subprocess.Popen(arguments, env=dict(os.environ, **spec["env"]), stdin=subprocess.DEVNULL)
        client = BlockingKernelClient()
        client.load_connection_file(connection)
        client.start_channels()
        try:
            # Not wait_for_ready: it takes a kernel for dead that needs more than a second to start.
            client.kernel_info(reply=True, timeout=60)
            time.sleep(0.5)  # for the channel of the outputs
            for cell in ARCHIVE_CELLS:
                reply = client.execute_interactive(cell, timeout=60, allow_stdin=False, output_hook=lambda message: None)
                print(reply["content"]["status"], "<-", cell.splitlines()[0], flush=True)
            client.complete("Math.ta", 7)
            client.get_shell_msg(timeout=30)
            client.shutdown()
            return process.wait(120)
        finally:
            client.stop_channels()
            if process.poll() is None:
                process.kill()
                process.wait()


def remove_old_kernels(kernels, current):
    """Keeps the newest three folders, and those that a kernel runs from."""
    folders = sorted((p for p in kernels.iterdir() if p.is_dir()), key=lambda p: p.stat().st_mtime, reverse=True)
    old = [p for p in folders[3:] if p != current]
    if not old:
        return
    running = ""
    if not WINDOWS:  # Windows does not let go of files that a program has open
        try:
            running = subprocess.run(["ps", "-axww", "-o", "args="], stdout=subprocess.PIPE).stdout.decode("utf-8", "replace")
        except OSError:
            return
    for folder in old:
        if folder.name not in running:
            try:
                remove(folder)
            except OSError:
                pass


# ------------------------------------------------------------------------------------------------ learner's copies


def lessons():
    return sorted(p for p in LESSONS.glob("*.ipynb") if re.match(r"^\d\d[a-z]?-", p.name))


def course_files():
    """What the learner gets copies of: how it is called, the source, and the name below work."""
    files = [(p.name.split("-")[0], p, p.name) for p in lessons()]
    for source in sorted(HOMEWORK.glob("hw*/hw*")):
        if source.suffix in (".ipynb", ".json"):
            files.append((source.parent.name, source, "homework/%s/%s" % (source.parent.name, source.name)))
    return files


def called(number):
    return ("homework %s" if number.startswith("hw") else "lesson %s") % number


def learners_copy(source):
    """The text of a lesson or a homework without outputs, so that no answer stands under a prediction."""
    try:
        content = json.loads(source.read_text(encoding="utf-8"))
        if source.suffix == ".json":
            return source.read_text(encoding="utf-8")
        cells = content["cells"]
    except (OSError, ValueError, KeyError, TypeError):
        raise Problem("The file %s of the course is damaged; get it again (git checkout -- notebooks)." % source)
    for cell in cells:
        for key in ("trusted", "execution"):
            cell.get("metadata", {}).pop(key, None)
        if cell.get("cell_type") == "code":
            cell["outputs"] = []
            cell["execution_count"] = None
        elif HOMEWORK in source.parents:
            cell["source"] = [links_from_work(line) for line in cell["source"]]
    return json.dumps(content, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def links_from_work(text):
    """A homework's links lead to notebooks/; from its copy a lesson is the learner's copy, and the rest the course's."""

    def link(match):
        lesson = match.group(1).endswith(".ipynb")
        return "](%s%s" % ("../../" if lesson else "../../../notebooks/", match.group(1))

    return re.sub(r"\]\(\.\./\.\./\.\./(?!\.)([^)#\s]*)", link, text)


def text_digest(text):
    return digest(text.encode("utf-8"))


def make_copies():
    """Makes the learner's copies in work/. A file that the learner touched is never written again."""
    WORK.mkdir(exist_ok=True)
    for leftover in list(WORK.glob(".*.new")) + list(WORK.glob("homework/*/.*.new")):
        leftover.unlink()
    made = read_json(COPIES, {})
    newer, damaged = [], []
    for number, source, name in course_files():
        copy = WORK / name
        text = learners_copy(source)
        current = digest(copy.read_bytes()) if copy.exists() else None
        if current == text_digest(text):
            made[name] = current
        elif current is None or current == made.get(name):
            write_text(copy, text)
            made[name] = text_digest(text)
        else:
            if read_json(copy, None) is None:
                damaged.append(number)
            elif made.get(name) != text_digest(text):
                newer.append(number)
    if made != read_json(COPIES, None):
        write_json(COPIES, made)
    for number in dict.fromkeys(damaged):
        say(
            "Your copy of %s in work/ cannot be read as a notebook (half saved?). It is left as it is; "
            "a fresh copy beside it: %s --fresh %s" % (called(number), COMMAND, number)
        )
    for number in dict.fromkeys(newer):
        say(
            "%s has changed in the course since you began; your copy is left as it is. "
            "A fresh copy (yours is kept under another name): %s --fresh %s"
            % (called(number).capitalize(), COMMAND, number)
        )


def fresh_copy(number):
    """Gives a lesson or a homework anew; the learner's one is kept under another name."""
    number = number.lower()
    files = course_files()
    found = [f for f in files if f[0] in (number, number.zfill(2), "0" + number)]
    if not found:
        known = ", ".join(dict.fromkeys(f[0] for f in files)) or "none"
        raise Problem("There is no lesson %s. The lessons: %s." % (number, known))
    WORK.mkdir(exist_ok=True)
    made = read_json(COPIES, {})
    for _, source, name in found:
        copy = WORK / name
        text = learners_copy(source)
        if copy.exists() and digest(copy.read_bytes()) != text_digest(text):
            numbers = range(1, 10000)
            beside = (copy.with_name("%s-kept-%d%s" % (copy.stem, n, copy.suffix)) for n in numbers)
            kept = next(p for p in beside if not p.exists())
            os.rename(copy, kept)
            say("Your copy is kept as work/%s." % kept.relative_to(WORK).as_posix())
        write_text(copy, text)
        made[name] = text_digest(text)
    write_json(COPIES, made)
    say(
        "%s is fresh: work/%s. If it is open in JupyterLab, close and open it."
        % (called(found[0][0]).capitalize(), found[0][2])
    )


# --------------------------------------------------------------------------------------------------- all together


def prepare(jars=None, state_folder=None):
    """Makes everything that is missing; returns the variables of the environment that programs run in."""
    check_python()
    folder = Path(os.path.abspath(state_folder)) if state_folder else ROOT / ".lab"
    if os.pathsep in str(ROOT) or os.pathsep in str(folder):
        raise Problem(
            "The path of this folder contains the character '%s', with which Java separates paths: %s\n"
            "Rename the folder or move it." % (os.pathsep, ROOT)
        )
    state_file = folder / "state.json"
    jars = Path(os.path.abspath(jars)) if jars else None
    state = read_json(state_file, {})
    jdk = find_jdk(state)
    if maven_needed(jars):
        find_maven()
    check_writable()
    with locked(ROOT / ".lab") as lock:
        state = read_json(state_file, {})
        before = json.dumps(state, sort_keys=True)
        state["jdk"] = jdk
        environment = active_environment() or make_venv(
            VENV, REQUIREMENTS, folder / "install.log", "JupyterLab and the Java kernel", lock
        )
        content = library(jars, jdk, folder, lock)
        state["kernel"] = kernel(state, folder, environment, jdk, content, lock)
        make_copies()
        if json.dumps(state, sort_keys=True) != before:
            write_json(state_file, state)
    return environment, variables(environment, folder)


def variables(environment, folder):
    """The variables with which Jupyter finds our kernel and our settings before all others."""
    result = dict(os.environ)

    def first(name, *values):
        old = [result[name]] if result.get(name) else []
        result[name] = os.pathsep.join(list(values) + old)

    first("JUPYTER_PATH", str(folder / "jupyter"))
    first("JUPYTER_CONFIG_PATH", str(BINDER))
    first("PATH", *environment.programs)
    if environment.virtual:
        result["VIRTUAL_ENV"] = str(environment.virtual)
    return result


def check_port(port):
    if not 1 <= port <= 65535:
        raise Problem("--port %d: a port is a number from 1 to 65535." % port)
    import socket

    for family, kind, protocol, _, address in socket.getaddrinfo("localhost", port, type=socket.SOCK_STREAM):
        try:
            with socket.socket(family, kind, protocol) as probe:
                if not WINDOWS:
                    probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind(address)
        except OSError as e:
            import errno

            if e.errno in (errno.EADDRINUSE, getattr(errno, "WSAEADDRINUSE", -1)):
                raise Problem(
                    "Port %d is taken, perhaps by a JupyterLab that is already open. Choose another: %s --port %d"
                    % (port, COMMAND, port + 1 if port < 65535 else 8899)
                )
            if e.errno in (errno.EACCES, getattr(errno, "WSAEACCES", -1)):
                raise Problem("Port %d may not be used by you. Choose one above 1023: %s --port 8888" % (port, COMMAND))
            # A family that the machine lacks: Jupyter does without it as well.


def lab_command(environment, port, browser):
    first = next((p.name for p in lessons()), "")
    page = "/lab/tree/work/" + first if first else "/lab"
    command = [str(environment.python), "-m", "jupyterlab", "--ServerApp.root_dir=%s" % ROOT]
    command += ["--ServerApp.log_level=WARN", "--LabApp.log_level=WARN", "--LabApp.default_url=%s" % page]
    if port:
        command += ["--port=%d" % port, "--ServerApp.port_retries=0"]
    if not browser:
        command.append("--no-browser")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command.append("--allow-root")
    return command


def hand_over(command, variables_):
    """Runs a program in place of this one; returns its exit code where that is not possible (Windows)."""
    program = shutil.which(command[0], path=variables_["PATH"]) or command[0]
    sys.stdout.flush()
    try:
        if WINDOWS:
            return subprocess.call([program] + command[1:], env=variables_)
        os.execve(program, command, variables_)
    except FileNotFoundError:
        raise Problem("There is no program %s in the course's environment." % command[0])
    except PermissionError:
        raise Problem("%s is not a program that can be run." % program)


def arguments(argv):
    command = None
    if "--" in argv:
        command = argv[argv.index("--") + 1 :]
        argv = argv[: argv.index("--")]
    parser = argparse.ArgumentParser(
        prog="lab.py",
        usage="%s [options] [-- COMMAND ...]" % COMMAND,
        description="Opens the lessons in JupyterLab, after preparing whatever is missing.",
        epilog="-- COMMAND ... runs a program in the course's environment instead of JupyterLab.",
    )
    parser.add_argument("--setup-only", action="store_true", help="prepare everything and end")
    parser.add_argument("--no-browser", action="store_true", help="print the address, open no browser")
    parser.add_argument("--port", type=int, metavar="N", help="the port of JupyterLab (without it: the first free one)")
    parser.add_argument("--fresh", metavar="NN", help="a fresh copy of lesson NN or homework hwN; yours is kept under another name")
    parser.add_argument("--jars", metavar="DIR", help="take the built jars from DIR instead of calling Maven")
    parser.add_argument("--state", metavar="DIR", help="keep the kernel and notes in DIR instead of .lab")
    parser.add_argument("--make-archive", metavar="DIR", help=argparse.SUPPRESS)
    options = parser.parse_args(argv)
    options.command = command
    if command is not None and not command:
        parser.error("a command is missing after --")
    return options


def run(argv):
    options = arguments(argv)
    if options.make_archive:
        return record_archive(Path(options.make_archive))
    check_python()
    if options.fresh:
        check_writable()
        with locked(ROOT / ".lab"):
            fresh_copy(options.fresh)
        return 0
    opens = not options.setup_only and options.command is None
    if opens and options.port is not None:
        check_port(options.port)
    environment, surroundings = prepare(options.jars, options.state)
    if options.command is not None:
        return hand_over(options.command, surroundings)
    if options.setup_only:
        say("Ready. Open the lessons with: %s" % COMMAND)
        return 0
    say("Starting JupyterLab; Ctrl-C twice ends it.")
    return hand_over(lab_command(environment, options.port, not options.no_browser), surroundings)


def terminated(number, frame):
    raise SystemExit(128 + number)


def main(argv=None):
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        signal.signal(signal.SIGTERM, terminated)
        return run(sys.argv[1:] if argv is None else argv)
    except Problem as problem:
        print(problem, file=sys.stderr, flush=True)
        return 1
    except KeyboardInterrupt:
        print("\nStopped. Nothing half-made is left; the same command goes on from here.", file=sys.stderr, flush=True)
        return 130
    except OSError as e:
        import errno

        if e.errno == errno.ENOSPC:
            print("The disk is full. Make room and run the same command again.", file=sys.stderr)
            return 1
        if e.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
            print(
                "%s cannot be written (%s). Does another user own it? Copy the course to a folder of your own, "
                "or remove that file." % (e.filename, e.strerror),
                file=sys.stderr,
            )
            return 1
        raise


if __name__ == "__main__":
    sys.exit(main())
