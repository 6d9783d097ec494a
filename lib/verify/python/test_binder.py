"""The environment as Binder builds it: what repo2docker makes of binder/, and its two scripts run as another user."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from conftest import ROOT, absent
from test_lab import CLOSED, PROBE, copy_of_the_course, learners_python, program

BINDER = ROOT / "binder"
NOBODY = 65534


# ------------------------------------------------------------------------------------------
# The files


def lines(name: str) -> list[str]:
    with open(BINDER / name, encoding="utf-8") as file:
        return [line.strip() for line in file if line.strip() and not line.startswith("#")]


def test_every_package_is_pinned() -> None:
    simple = r'[A-Za-z0-9._-]+==[A-Za-z0-9.]+(; (sys_platform (==|!=)|python_version <) "[a-z0-9.]+")?'
    loose = [line for line in lines("requirements.txt") if not re.fullmatch(simple, line)]
    assert loose == []
    names = [re.split("==", line)[0].lower() for line in lines("requirements.txt")]
    assert len(names) == len(set(names))
    for unwanted in ("jupytext", "ipywidgets", "matplotlib", "numpy"):
        assert unwanted not in names


def test_system_packages_are_names_only() -> None:
    packages = lines("apt.txt")
    assert {"openjdk-17-jdk-headless", "maven", "fontconfig", "fonts-dejavu-core"} <= set(packages)
    assert all(re.fullmatch("[a-z0-9.+-]+", name) for name in packages)


def test_settings_keep_lab_from_asking() -> None:
    with open(BINDER / "labconfig" / "default_setting_overrides.json", encoding="utf-8") as file:
        settings = json.load(file)
    assert settings["@jupyterlab/apputils-extension:notification"] == {"fetchNews": "false", "checkForUpdates": False}


# ------------------------------------------------------------------------------------------
# repo2docker


def buildpack() -> Any:
    from repo2docker.app import Repo2Docker

    app = Repo2Docker()
    for kind in app.buildpacks:
        pack = kind(app.base_image)
        pack.platform = "linux/amd64"
        if pack.detect():
            return pack
    raise AssertionError("repo2docker finds nothing that it can build")


def test_repo2docker_builds_our_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    pack = buildpack()
    # Of the repository's own files only binder/ may decide: a Dockerfile or an environment.yml would switch this off.
    assert type(pack).__name__ == "PythonBuildPack"
    assert pack.binder_dir == "binder"
    assert ".".join(pack.python_version.split(".")[:2]) == "3.11"
    text = pack.render({})
    steps = [
        "fontconfig fonts-dejavu-core maven openjdk-17-jdk-headless",
        'pip install --no-cache-dir -r "binder/requirements.txt"',
        "COPY --chown=1000:1000 src/ ${REPO_DIR}/",
        "RUN ./binder/postBuild",
        'ENV R2D_ENTRYPOINT="${REPO_DIR}/binder/start"',
    ]
    places = [text.find(step) for step in steps]
    assert -1 not in places and places == sorted(places), list(zip(steps, places))


# ------------------------------------------------------------------------------------------
# postBuild and start


@pytest.fixture(scope="module")
def pod(jars: Path) -> Iterator[dict[str, Any]]:
    """A home folder as Binder has it: the repository is the home, its owner is no administrator."""
    if os.name == "nt":
        absent("Binder's scripts run on Linux")
    folder = Path(tempfile.mkdtemp(prefix="binder-"))
    folder.chmod(0o755)
    try:
        home = folder / "home" / "jovyan"
        copy_of_the_course(home)
        # Maven's answer, because a build as another user would download all that Maven has here already.
        given = folder / "jars"
        shutil.copytree(jars, given)
        program(
            folder / "bin" / "mvn",
            f"""mkdir -p lib/notebook/target/jars
for jar in '{given}'/*.jar; do
  case "$jar" in */notebook-*) cp "$jar" lib/notebook/target/ ;; *) cp "$jar" lib/notebook/target/jars/ ;; esac
done
""",
        )
        python, who = Path(learners_python(jars)), {}
        if os.geteuid() == 0:
            who = {"user": NOBODY, "group": NOBODY, "extra_groups": []}
            for path in [home, *home.rglob("*")]:
                os.chown(path, NOBODY, NOBODY, follow_symlinks=False)
            python = readable_environment(python, folder / "env", who)
        environment = {
            "HOME": str(home), "REPO_DIR": str(home), "USER": "jovyan", "LANG": "C.UTF-8",
            "PATH": os.pathsep.join([str(folder / "bin"), str(python.parent), os.environ["PATH"]]),
            "https_proxy": CLOSED, "http_proxy": CLOSED, "PYTHONUNBUFFERED": "1",
        }  # fmt: skip
        if "JAVA_HOME" in os.environ:
            environment["JAVA_HOME"] = os.environ["JAVA_HOME"]
        yield {"home": home, "env": environment, "who": who}
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def readable_environment(python: Path, target: Path, who: dict[str, Any]) -> Path:
    """The pinned packages for a user who may not look into the administrator's home."""
    candidates = ("/usr/local/bin/python3", "/usr/bin/python3", shutil.which("python3"))
    base = next((found for found in candidates if found and _usable(found, who)), None)
    if base is None:
        absent("no Python 3.11 here can be run by another user")
    subprocess.run([base, "-m", "venv", "--without-pip", str(target)], check=True, capture_output=True)
    prefix = subprocess.run(
        [str(python), "-c", "import sys, sysconfig; print(sys.version_info[:2]); print(sysconfig.get_path('purelib')); print(sys.prefix)"],
        capture_output=True, encoding="utf-8", check=True,
    ).stdout.splitlines()  # fmt: skip
    version = subprocess.run([base, "-c", "import sys; print(sys.version_info[:2])"], capture_output=True, encoding="utf-8")
    if version.stdout.strip() != prefix[0]:
        absent(f"the Python that another user can run is {version.stdout.strip()}, the packages are for {prefix[0]}")
    packages = next(target.glob("lib/python*/site-packages"))
    shutil.copytree(prefix[1], packages, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("share", "etc"):
        if (Path(prefix[2]) / name).is_dir():
            shutil.copytree(Path(prefix[2]) / name, target / name, dirs_exist_ok=True)
    # The commands of the packages name their interpreter in the first line.
    for script in ("jupyter", "jupyter-lab", "jupyter-kernelspec"):
        with open(Path(prefix[2]) / "bin" / script, encoding="utf-8") as file:
            text = file.read().replace(str(python.parent), str(target / "bin"))
        program(target / "bin" / script, "")
        with open(target / "bin" / script, "w", encoding="utf-8") as file:
            file.write(text)
    return target / "bin" / "python"


def _usable(python: str, who: dict[str, Any]) -> bool:
    check = "import sys, venv; sys.exit(sys.version_info < (3, 11))"
    try:
        return subprocess.run([python, "-c", check], capture_output=True, cwd="/", **who).returncode == 0
    except OSError:
        return False


def run(pod: dict[str, Any], *command: str) -> str:
    done = subprocess.run(
        command, cwd=pod["home"], env=pod["env"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8",
        errors="replace", timeout=300, **pod["who"],
    )  # fmt: skip
    assert done.returncode == 0, f"{command} ended with {done.returncode}:\n{done.stdout}"
    return done.stdout


def files(home: Path) -> dict[str, int]:
    return {
        p.relative_to(home).as_posix(): p.stat().st_mtime_ns
        for p in home.rglob("*")
        if p.is_file() and p.name != "lock" and "__pycache__" not in p.parts
    }


def test_post_build_twice_and_start_once(pod: dict[str, Any]) -> None:
    first = run(pod, "./binder/postBuild")
    home = pod["home"]
    assert "Preparing the Java kernel" in first and "Installing" not in first, first
    assert not (home / ".venv").exists(), "Binder's own environment holds the pinned packages"
    made = files(home)
    assert "work/00-start.ipynb" in made and any(name.endswith("kernel.jsa") for name in made)
    second = run(pod, "./binder/postBuild")
    assert second.splitlines() == ["Ready. Open the lessons with: python3 binder/lab.py"]
    assert files(home) == made, "the second postBuild changes nothing"

    # As Binder starts the server: everything behind "start" sees our kernel first, and our settings.
    found = json.loads(run(pod, "./binder/start", "jupyter", "kernelspec", "list", "--json"))
    java = found["kernelspecs"]["java"]
    assert java["resource_dir"] == str(home / ".lab" / "jupyter" / "kernels" / "java")
    assert "LabKernel" in java["spec"]["argv"]
    code = (
        "from jupyterlab_server.settings_utils import _get_overrides\n"
        "found, error = _get_overrides('nowhere')\n"
        "print(not error, found['@jupyterlab/apputils-extension:notification']['fetchNews'])"
    )
    assert run(pod, "./binder/start", "python", "-c", code).strip() == "True false"
    # The code of a cell runs in the kernel of that user, in the folder of the learner's copies.
    said = run(pod, "./binder/start", "python", "-c", PROBE, str(home / "work"), "System.out.println(6 * 7)")
    assert said.splitlines() == ["42"], said


def test_start_ends_as_its_program_does(pod: dict[str, Any]) -> None:
    command = [str(pod["home"] / "binder" / "start"), "sh", "-c", "exit 5"]
    assert subprocess.run(command, env=pod["env"], cwd="/", **pod["who"]).returncode == 5
