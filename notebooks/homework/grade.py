#!/usr/bin/env python3
"""Grades homework, and what belongs to it.

    python3 notebooks/homework/grade.py grade hw1 submitted
    python3 notebooks/homework/grade.py --help

Needs a JDK 17 or newer and, the first time, Maven; no JupyterLab and no Python package. On Linux with bubblewrap
(sudo apt install bubblewrap) the students' programs are shut in while they are graded.

Two options are for this file, and stand before the command: --jars DIR takes the built jars from DIR instead of calling
Maven; --java-option=X hands X to the JVM of the grader.
"""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "binder"))
sys.dont_write_bytecode = True

import lab  # noqa: E402


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


def run(argv):
    lab.check_python()
    folder = None
    options = []
    while argv and (argv[0] == "--jars" or argv[0].startswith(("--jars=", "--java-option="))):
        name, equals, value = argv.pop(0).partition("=")
        if not equals:
            if not argv:
                raise lab.Problem("--jars needs a folder.")
            value = argv.pop(0)
        if name == "--jars":
            folder = os.path.abspath(value)
        else:
            options.append(value)
    jdk = lab.find_jdk(lab.read_json(ROOT / ".lab" / "state.json", {}))
    class_path = os.pathsep.join(str(jar) for jar in jars(folder, jdk))
    command = [jdk["java"], "-Xmx384m", "-XX:+UseSerialGC", "-Dfile.encoding=UTF-8", "-Duser.language=en"]
    command += ["-Dactivationlab.root=%s" % ROOT] + options
    command += ["-cp", class_path, "activationlab.homework.Main"] + argv
    if argv and argv[0] in ("grade", "regrade") and sys.stderr.isatty():
        command += ["--progress", "bar"]
    return lab.hand_over(command, lab.java_environment(jdk, lab.utf8_locale()))


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
