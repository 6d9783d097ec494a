"""Makes the notebooks of the homework out of their texts: source, with the answers, and what nbgrader makes of it.

Called by "grade.py course" for a course of one's own, and by lib/verify/python/homework.py for the repository's.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
HOMEWORK = ROOT / "notebooks" / "homework"
for place in (ROOT / "binder", ROOT / "lib" / "verify" / "python"):
    if str(place) not in sys.path:
        sys.path.append(str(place))

import environment  # noqa: E402
import lab  # noqa: E402

GRADEBOOK = Path(__file__).with_name("gradebook.py")


class Refused(Exception):
    """Something that the reader can mend; one or more sentences."""


def config(course: str) -> str:
    """The text of a folder's nbgrader_config.py."""
    file = HOMEWORK / "nbgrader_config.py"
    return (
        "# Made by notebooks/homework/grade.py, which makes it again when it is missing. Your own settings may follow.\n"
        "c = get_config()\n"
        f"load_subconfig({str(file)!r})\n"
        f"c.CourseDirectory.course_id = {course!r}\n"
        "\n# To hand out and collect with nbgrader: a folder that is there, and in which everybody may write.\n"
        '# c.Exchange.root = "/usr/local/share/nbgrader/exchange"\n'
        '# Points off for who is late; the assignment needs a due date.\n'
        '# c.LateSubmissionPlugin.penalty_method = "zero"\n'
    )


def nbgrader_python() -> Path:
    """The Python with nbgrader; installed if it is not there."""
    return environment.prepare("nbgrader")


def variables(python: Path, state: Path) -> dict[str, str]:
    """The environment for nbgrader: it calls other programs by their names, and would read the user's settings."""
    own = {
        "PATH": f"{python.parent}{os.pathsep}{os.environ.get('PATH', '')}",
        "JUPYTER_CONFIG_DIR": str(state / "config"),
        "JUPYTER_DATA_DIR": str(state / "data"),
    }
    return {**os.environ, **own}


def run(command: list[str], **options) -> str:
    """What a program printed; Refused with it if the program failed."""
    done = subprocess.run(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", errors="replace",
        **{"stdin": subprocess.DEVNULL, **options},
    )  # fmt: skip
    if done.returncode:
        raise Refused(done.stdout.strip() or f"{Path(command[0]).name} failed without a word.")
    return done.stdout


def jars() -> Path:
    """The folder with the built jars; made by Maven if they are not there or the library has changed."""
    folder = os.environ.get("ACTIVATIONLAB_JARS")
    if folder is None and lab.maven_needed(None):
        with lab.locked(ROOT / ".lab") as lock:
            lab.library(None, lab.find_jdk({}), ROOT / ".lab", lock)
    folder = Path(folder or lab.JARS)
    if not any(folder.glob("homework-*.jar")):
        raise Refused(f"{folder} has no jar of the homework; run: python3 binder/lab.py --setup-only")
    return folder


def source(to: Path, seed: int = 0, overlay: Path | None = None) -> None:
    """The notebooks with the answers, and the files of their checks. Nothing is written if a text has a fault."""
    jdk = lab.find_jdk(lab.read_json(ROOT / ".lab" / "state.json", {}))
    command = [jdk["java"], "-Dfile.encoding=UTF-8", "-cp", str(jars() / "*"), "activationlab.homework.Editions"]
    command += [str(HOMEWORK / "templates"), str(to), str(seed)]
    run(
        command + ([str(overlay.expanduser().resolve())] if overlay else []),
        env=lab.java_environment(jdk, lab.utf8_locale()),
    )


def nbgrader(edition: str, source_folder: Path, to: Path, names: list[str] | None = None, gradebook: Path | None = None) -> str:
    """Lets nbgrader make "release" or "solution" out of source, beside the place where it will stand.

    nbgrader keeps a data base. It works on a copy of the gradebook, which takes the gradebook's place when all is done:
    so it is never half written. Returns what there is to say about the gradebook.
    """
    python = nbgrader_python()
    names = names or sorted(p.name for p in source_folder.iterdir() if p.is_dir())
    with tempfile.TemporaryDirectory(prefix="nbgrader-") as name:
        course = Path(name)
        identity = gradebook.parent.name if gradebook else "activationlab"
        if gradebook and (gradebook.parent / "course.json").is_file():
            identity = lab.read_json(gradebook.parent / "course.json", {}).get("name", identity)
        (course / "nbgrader_config.py").write_text(config(identity), encoding="utf-8")
        shutil.copytree(source_folder, course / "source")
        if gradebook and gradebook.exists():
            shutil.copyfile(gradebook, course / "gradebook.db")
        said = run([str(python), str(GRADEBOOK), edition, *names], cwd=course, env=variables(python, course))
        for assignment in names:
            # copyfile: nbgrader makes files that others may not read or write.
            target = to / assignment
            making = to / f".{assignment}.new"
            shutil.rmtree(making, ignore_errors=True)
            making.mkdir(parents=True)
            for file in sorted((course / edition / assignment).iterdir()):
                shutil.copyfile(file, making / file.name)
            shutil.rmtree(target, ignore_errors=True)
            making.rename(target)
        if gradebook:
            half = gradebook.with_name(".gradebook.half")
            shutil.copyfile(course / "gradebook.db", half)
            os.replace(half, gradebook)
    return said.strip()


def release(to: Path, seed: int = 0, overlay: Path | None = None) -> None:
    """Both editions, in place of what the folders held."""
    with tempfile.TemporaryDirectory(prefix="homework-") as name:
        made = Path(name)
        source(made / "source", seed, overlay)
        nbgrader("release", made / "source", made / "release")
        for edition in ("source", "release"):
            shutil.rmtree(to / edition, ignore_errors=True)
            shutil.copytree(made / edition, to / edition, copy_function=shutil.copyfile)
