#!/usr/bin/env python3
"""Grades homework, and what belongs to it.

    python3 notebooks/homework/grade.py grade hw1 submitted
    python3 notebooks/homework/grade.py --help

Needs a JDK 17 or newer and, the first time, Maven; no JupyterLab and no Python package. On Linux with bubblewrap
(sudo apt install bubblewrap) the students' programs are shut in while they are graded.

Commands of the grader go to Java. The others are modules in tools, which are loaded only when they are called; some of
them call nbgrader, in an environment that the first call makes.

Two options are for this file, and stand before the command: --jars DIR takes the built jars from DIR instead of calling
Maven; --java-option=X hands X to the JVM of the grader.
"""

import importlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
HOMEWORK = ROOT / "notebooks" / "homework"
sys.path[:0] = [str(ROOT / "binder"), str(HOMEWORK / "tools")]
sys.dont_write_bytecode = True

import lab  # noqa: E402
import overlay  # noqa: E402

# Each command in Python: its module and function, which takes the words after the command and returns an exit code.
COMMANDS = {
    "course": ("course", "course"),
    "points": ("course", "points"),
    "exercise": ("course", "exercise"),
    "solutions": ("course", "solutions"),
    "forget": ("course", "forget"),
    "column": ("column", "main"),
    "nbgrader": ("with_nbgrader", "nbgrader"),
    "formgrader": ("with_nbgrader", "formgrader"),
}
HELP = """
A course of your own is a folder with private/ (what you change), release/ (for students), submitted/ and results/:

course DIR          makes such a folder, or renews it after a change; DIR/private/README.txt says what you can change
  --seed N            chooses constants, functions and names (0: as published; without it made up)
points DIR hw1 EXERCISE N     gives an exercise other points
exercise DIR NAME             begins an exercise of your own, such as Softsign
solutions DIR hw1             makes the notebook with the answers, to hand out after the deadline
forget DIR STUDENT            deletes what is kept of a student

grade, regrade, appeal, merge, show, quiz and column take --course DIR, which stands for the folder DIR/submitted,
--out DIR/results, --master DIR/source/hw1/hw1.ipynb and --overlay DIR/private. An option beside it wins.

column hw1 FILE.csv --course DIR    fills in the column of a table that Canvas or Moodle has exported

With nbgrader (installed by the first call) in a course's folder:

nbgrader DIR COMMAND ...      any command of nbgrader, such as autograde hw1, generate_feedback hw1, export
formgrader DIR                opens JupyterLab with nbgrader's pages for a teacher; --no-browser only prints the address

"COMMAND --help" says more about the commands with DIR.
"""

# What --course stands for: in which commands the folder with the submissions, in which the notebook with the answers.
WITH_COURSE = ("grade", "merge", "regrade", "appeal", "show", "quiz")
FLAGS = ("--require-isolation", "--again", "--help")


def jars(folder, jdk):
    """The jars of the library; made by Maven if they are not there or the library has changed."""
    if folder is None:
        if lab.maven_needed(None):
            with lab.locked(ROOT / ".lab") as lock:
                lab.library(None, jdk, ROOT / ".lab", lock)
        folder = lab.JARS
    found = lab.jars_in(folder)
    if not any(jar.name.startswith("homework-") for jar in found):
        raise lab.Problem("There is no homework-*.jar in %s." % folder)
    return found


def with_course(argv):
    """The words of a command for Java, with --course DIR replaced by what it stands for."""
    words, given, folder = [], set(), None
    rest = list(argv[1:])
    kept = argv[:1]
    while rest:
        word = rest.pop(0)
        if not word.startswith("--") or word == "--":
            words.append(word)
            kept.append(word)
            continue
        name, equals, value = word.partition("=")
        given.add(name)
        if name in FLAGS:
            kept.append(word)
            continue
        if not equals and not rest:
            return argv  # Java says that the value is missing
        value = value if equals else rest.pop(0)
        if name == "--course":
            folder = Path(value)
        else:
            kept += [name, value]
    if folder is None:
        return argv
    if not (folder / "course.json").is_file():
        raise lab.Problem(
            "%s is no course's folder. Make one:\n  python3 notebooks/homework/grade.py course %s" % (folder, folder)
        )
    command = argv[0]
    if command in ("grade", "merge") and len(words) == 1:
        kept.append(str(folder / "submitted"))
    wanted = {"--out": folder / "results"}
    if command in ("regrade", "appeal"):
        # Not what the first run has noted: the folder may have moved since.
        wanted["--folder"] = folder / "submitted"
    if command in ("grade", "merge", "regrade", "appeal"):
        if words:
            wanted["--master"] = folder / "source" / words[0] / (words[0] + ".ipynb")
        private = overlay.overlay(folder, lab.read_json(folder / "course.json", None) or {})
        if private:
            wanted["--overlay"] = private
    for name, path in wanted.items():
        if name not in given:
            kept += [name, str(path)]
    return kept


def java(argv, options=()):
    """The command that starts the grader, and its environment."""
    jdk = lab.find_jdk(lab.read_json(ROOT / ".lab" / "state.json", {}))
    folder = os.environ.get("ACTIVATIONLAB_JARS")
    class_path = os.pathsep.join(str(jar) for jar in jars(folder, jdk))
    command = [jdk["java"], "-Xmx384m", "-XX:+UseSerialGC", "-Dfile.encoding=UTF-8", "-Duser.language=en"]
    command += ["-Dactivationlab.root=%s" % ROOT] + list(options)
    command += ["-cp", class_path, "activationlab.homework.Main"] + argv
    return command, lab.java_environment(jdk, lab.utf8_locale())


def run(argv):
    lab.check_python()
    options = []
    while argv and (argv[0] == "--jars" or argv[0].startswith(("--jars=", "--java-option="))):
        name, equals, value = argv.pop(0).partition("=")
        if not equals:
            if not argv:
                raise lab.Problem("--jars needs a folder.")
            value = argv.pop(0)
        if name == "--jars":
            os.environ["ACTIVATIONLAB_JARS"] = os.path.abspath(value)  # also for the programs that a command calls
        else:
            options.append(value)
    command = argv[0] if argv else ""
    if command in COMMANDS:
        module, function = COMMANDS[command]
        return getattr(importlib.import_module(module), function)(argv[1:])
    if command in ("--help", "-h", "help"):
        program, environment = java(["--help"], options)
        code = subprocess.call(program, env=environment)
        print(HELP, end="")
        return code
    if command in WITH_COURSE:
        argv = with_course(argv)
    if command in ("grade", "regrade") and "--progress" not in argv and sys.stderr.isatty():
        argv = argv + ["--progress", "bar"]
    return lab.hand_over(*java(argv, options))


def main():
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        return run(sys.argv[1:])
    except lab.Problem as problem:
        print(problem, file=sys.stderr, flush=True)
        return 1
    except KeyboardInterrupt:
        print("\nStopped. The same command goes on from here.", file=sys.stderr, flush=True)
        return 130
    except OSError as e:
        print("A file cannot be read or written: %s" % e, file=sys.stderr, flush=True)
        return 4


if __name__ == "__main__":
    sys.exit(main())
