"""A class on a cluster: Slurm for real, and what the description for Kubernetes has to say."""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import kubernetes_validate
import pytest
import yaml

import conftest
import slurm

ROOT = conftest.ROOT
HOMEWORK = ROOT / "notebooks" / "homework"
CLUSTER = HOMEWORK / "cluster"
GRADE = HOMEWORK / "grade.py"
STUDENTS = ["ada", "bob", "çelik", "dora", "eve", "finn", "gül", "hugo"]
SLOW = ["finn", "gül"]  # the second of shard 1, after ada, and of shard 2, after bob
SHARDS = 4


# ------------------------------------------------------------------------------------------
# Slurm


def _course(folder: Path) -> Path:
    """A course's folder with eight students: most have the right answers, one nothing, one a file that is broken.

    Two have a cell that takes three seconds, so that there is time to hold the shards that grade them.
    """
    course = folder / "autumn"
    shutil.copytree(HOMEWORK / "source" / "hw1", course / "source" / "hw1")
    (course / "course.json").write_text("{}\n", encoding="utf-8")
    for student in STUDENTS:
        target = course / "submitted" / student / "hw1"
        target.mkdir(parents=True)
        edition = "release" if student == "dora" else "source"
        made = json.loads((HOMEWORK / edition / "hw1" / "hw1.ipynb").read_text(encoding="utf-8"))
        if student in SLOW:
            cell = {"cell_type": "code", "id": "slow", "metadata": {}, "outputs": [], "execution_count": None}
            made["cells"].insert(1, cell | {"source": "Thread.sleep(3000);"})
        (target / "hw1.ipynb").write_text(json.dumps(made), encoding="utf-8")
    (course / "submitted" / "hugo" / "hw1" / "hw1.ipynb").write_text('{"cells": [', encoding="utf-8")
    return course


def _rows(results: Path) -> list[list[str]]:
    with open(results / "hw1" / "marks.csv", encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def _graded(course: Path, student: str) -> dict | None:  # type: ignore[type-arg]
    for file in (course / "results" / "hw1").glob("[!.]*.json"):
        result = json.loads(file.read_text(encoding="utf-8"))
        if result.get("student") == student:
            return result
    return None


def _is_over(cluster: slurm.Slurm) -> bool:
    """Whether no job is left. One that was requeued would wait for two minutes, which is cut short."""
    queue = cluster.run("squeue", "--noheader", "--array", "--format=%i %r")
    for line in queue.splitlines():
        job, reason = line.split(maxsplit=1)
        if reason == "BeginTime":
            cluster.run("scontrol", "update", f"JobId={job}", "StartTime=now", check=False)
    return not queue


def test_slurm_grades_a_class_although_tasks_are_killed(tmp_path: Path, jars: Path) -> None:
    if absent := slurm.missing():
        conftest.absent(absent)
    if shutil.which("bwrap") is None:
        conftest.absent("this machine has no bubblewrap")
    start = time.monotonic()
    course = _course(tmp_path)
    submit = str(CLUSTER / "slurm.sh")
    results = course / "results" / "hw1"
    with slurm.Slurm(tmp_path / "slurm") as cluster:
        own = {"ACTIVATIONLAB_JARS": str(jars)}
        said = cluster.run(submit, "hw1", "autumn", str(SHARDS), cwd=tmp_path, **own)
        job = said.split("job ")[1].split(",")[0]

        def shard(number: int) -> list[int]:
            return cluster.processes("activationlab.homework.Main", f"{number}/{SHARDS}")

        def log(number: int) -> str:
            file = results / f"shard-{number}.log"
            return file.read_text(encoding="utf-8") if file.exists() else ""

        # The first is requeued and the second killed, each held between its two students.
        held: set[int] = set()

        def both_are_held() -> bool:
            for number, student in ((1, "ada"), (2, "bob")):
                if _graded(course, student):
                    for process in shard(number):
                        os.kill(process, signal.SIGSTOP)
                        held.add(number)
            return held == {1, 2}

        cluster.until(both_are_held, 180, "ada and bob were not graded")
        for process in shard(2):
            os.kill(process, signal.SIGKILL)
        cluster.run("scontrol", "requeue", f"{job}_1")
        cluster.until(lambda: not shard(1), 60, "the first was not stopped")
        cluster.until(lambda: _is_over(cluster), 300, "it does not end")
        assert "Shard 1/4: 2 submissions" in log(1), log(1)
        assert not (results / "marks.csv").exists()
        merge = (results / "merge.log").read_text(encoding="utf-8")
        assert "1 result is missing" in merge and "Shard 2/4 owes gül:" in merge, merge
        # What the second had graded is kept as it is; the rest is made up for.
        before = _graded(course, "bob")
        cluster.run(submit, "hw1", "autumn", str(SHARDS), "2", cwd=tmp_path, **own)
        cluster.until(lambda: _is_over(cluster), 300, "it does not end")
        assert "Shard 2/4: 2 submissions, 1 graded now, 1 already graded." in log(2), log(2)
        assert _graded(course, "bob") == before
        table = (results / "marks.csv").read_bytes()
        # Repeated without need, it changes nothing.
        cluster.run(submit, "hw1", "autumn", str(SHARDS), "4,1", cwd=tmp_path, **own)
        cluster.until(lambda: _is_over(cluster), 300, "it does not end")
        assert "Shard 4/4: 2 submissions, 0 graded now, 2 already graded." in log(4), log(4)
        assert (results / "marks.csv").read_bytes() == table
        inside = cluster.processes()
    assert inside
    assert not [process for process in inside if Path(f"/proc/{process}").exists()]
    rows = _rows(course / "results")
    assert sorted(row[0] for row in rows[1:]) == sorted(STUDENTS)
    seed = (results / "seed.txt").read_text(encoding="ascii").strip()
    plain = [sys.executable, str(GRADE), "grade", "hw1", "--course", str(course), "--out", str(tmp_path / "plain")]
    done = subprocess.run(
        plain + ["--seed", seed, "--require-isolation"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        encoding="utf-8", env={**os.environ, "ACTIVATIONLAB_JARS": str(jars)}, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout
    assert rows == _rows(tmp_path / "plain")
    print(f"{time.monotonic() - start:.0f} s")


# ------------------------------------------------------------------------------------------
# Kubernetes: every wall of the description, so that none goes unnoticed. It was also tried with podman, by hand.

MANIFEST = CLUSTER / "kubernetes.yaml"
PLACES = ["hw1", "/course/submitted", "--master=/course/source/hw1/hw1.ipynb", "--out=/results"]
OLDEST = "1.33"  # the first with backoffLimitPerIndex for good


def _objects() -> dict[tuple[str, str], dict]:  # type: ignore[type-arg]
    with open(MANIFEST, encoding="utf-8") as file:
        return {(one["kind"], one["metadata"]["name"]): one for one in yaml.safe_load_all(file) if one}


def _jobs() -> list[dict]:  # type: ignore[type-arg]
    return [one for (kind, _), one in _objects().items() if kind == "Job"]


def _containers(job: dict) -> list[dict]:  # type: ignore[type-arg]
    pod = job["spec"]["template"]["spec"]
    return pod.get("initContainers", []) + pod["containers"]


@pytest.mark.parametrize("version", [OLDEST, "newest"])
def test_kubernetes_knows_every_field(version: str) -> None:
    if version == "newest":
        version = kubernetes_validate.latest_version()
    objects = _objects()
    assert sorted(objects) == [
        ("Job", "homework-grade"), ("Job", "homework-merge"), ("NetworkPolicy", "homework-no-network"),
    ]  # fmt: skip
    for one in objects.values():
        assert version.startswith(kubernetes_validate.validate(one, version, strict=True))


def test_no_pod_has_a_network() -> None:
    policy = _objects()["NetworkPolicy", "homework-no-network"]
    assert policy["apiVersion"] == "networking.k8s.io/v1"
    assert policy["spec"]["policyTypes"] == ["Ingress", "Egress"]
    assert not {"ingress", "egress"} & set(policy["spec"])
    chosen = policy["spec"]["podSelector"]["matchLabels"].items()
    assert chosen
    for job in _jobs():
        assert chosen <= job["spec"]["template"]["metadata"]["labels"].items()
    # One command applies it together with the pods that need it first.
    assert policy["metadata"]["labels"]["step"] == "grade"


@pytest.mark.parametrize("job", _jobs(), ids=lambda job: job["metadata"]["name"])
def test_pods_have_no_more_than_they_need(job: dict) -> None:  # type: ignore[type-arg]
    pod = job["spec"]["template"]["spec"]
    assert pod["restartPolicy"] == "Never"
    for name in ("automountServiceAccountToken", "enableServiceLinks", "shareProcessNamespace"):
        assert pod[name] is False, name
    assert not {"hostNetwork", "hostPID", "hostIPC", "serviceAccountName"} & set(pod)
    assert pod["terminationGracePeriodSeconds"] <= 30
    secure = pod["securityContext"]
    assert secure["runAsNonRoot"] is True
    assert min(secure["runAsUser"], secure["runAsGroup"], secure["fsGroup"]) > 1000
    assert secure["seccompProfile"] == {"type": "RuntimeDefault"}
    for container in _containers(job):
        own = container["securityContext"]
        assert own["allowPrivilegeEscalation"] is False
        assert own["readOnlyRootFilesystem"] is True
        assert own["capabilities"] == {"drop": ["ALL"]}
        assert not {"privileged", "procMount", "seccompProfile", "runAsNonRoot"} & set(own)
        assert not {"env", "envFrom", "ports", "command"} & set(container)
        for what in ("requests", "limits"):
            assert set(container["resources"][what]) == {"cpu", "memory", "ephemeral-storage"}
    volumes = {volume["name"]: volume for volume in pod["volumes"]}
    assert volumes["course"]["persistentVolumeClaim"]["readOnly"] is True
    assert volumes["results"]["persistentVolumeClaim"] == {"claimName": "results"}
    grader = pod["containers"][0]
    mounts = {mount["name"]: mount for mount in grader["volumeMounts"]}
    assert mounts["course"]["readOnly"] is True
    assert "readOnly" not in mounts["results"]
    assert 0 < job["spec"]["activeDeadlineSeconds"] <= 86400
    assert job["spec"]["ttlSecondsAfterFinished"] > 0
    rules = job["spec"]["podFailurePolicy"]["rules"]
    assert rules[0] == {"action": "Ignore", "onPodConditions": [{"type": "DisruptionTarget", "status": "True"}]}
    assert [container["name"] for container in pod["containers"]] == ["grader"]
    assert rules[1]["onExitCodes"]["containerName"] == "grader"


def test_each_student_has_a_pod_and_the_answers_a_container_in_it() -> None:
    job = _objects()["Job", "homework-grade"]
    spec = job["spec"]
    pod = spec["template"]["spec"]
    assert spec["completionMode"] == "Indexed"
    assert spec["podReplacementPolicy"] == "Failed"
    assert spec["backoffLimitPerIndex"] == 3
    assert 0 < spec["maxFailedIndexes"] < spec["completions"]
    assert 0 < spec["parallelism"] <= spec["completions"]
    assert spec["podFailurePolicy"]["rules"][1]["action"] == "FailIndex"
    assert spec["podFailurePolicy"]["rules"][1]["onExitCodes"]["values"] == [2, 3]
    (grader,) = pod["containers"]
    assert job["metadata"]["labels"]["step"] == spec["template"]["metadata"]["labels"]["step"] == "grade"
    assert grader["args"] == [
        "grade", *PLACES, "--isolation=sidecar", "--require-isolation",
        f"--shard=$(JOB_COMPLETION_INDEX)+1/{spec['completions']}",
    ]  # fmt: skip
    (worker,) = pod["initContainers"]
    assert worker["restartPolicy"] == "Always"
    user = worker["securityContext"]["runAsUser"]
    assert user > 1000
    assert user != pod["securityContext"]["runAsUser"]
    assert worker["securityContext"]["runAsGroup"] != pod["securityContext"]["runAsGroup"]
    # Nothing but the socket's folder is shared, and that is small and in memory.
    assert worker["volumeMounts"] == [{"name": "socket", "mountPath": "/run/activationlab"}]
    mounts = {mount["name"]: mount for mount in grader["volumeMounts"]}
    assert mounts["socket"] == {"name": "socket", "mountPath": "/run/activationlab", "readOnly": True}
    volumes = {volume["name"]: volume for volume in pod["volumes"]}
    assert volumes["socket"] == {"name": "socket", "emptyDir": {"medium": "Memory", "sizeLimit": "1Mi"}}
    assert worker["args"] == ["/run/activationlab/socket", "/opt/worker/command"]


def test_the_last_step_proves_that_all_are_there() -> None:
    job = _objects()["Job", "homework-merge"]
    assert job["metadata"]["labels"]["step"] == job["spec"]["template"]["metadata"]["labels"]["step"] == "merge"
    (grader,) = job["spec"]["template"]["spec"]["containers"]
    assert grader["args"] == ["merge", *PLACES]
    assert "initContainers" not in job["spec"]["template"]["spec"]
    assert job["spec"]["podFailurePolicy"]["rules"][1]["action"] == "FailJob"
    assert job["spec"]["podFailurePolicy"]["rules"][1]["onExitCodes"]["values"] == [2, 6]


def test_the_images_fit_the_description() -> None:
    text = (CLUSTER / "Containerfile").read_text(encoding="utf-8")
    users = re.findall(r"^USER (\d+):\d+$", text, re.MULTILINE)
    pod = _objects()["Job", "homework-grade"]["spec"]["template"]["spec"]
    assert [int(user) for user in users] == [
        pod["initContainers"][0]["securityContext"]["runAsUser"], pod["securityContext"]["runAsUser"],
    ]  # fmt: skip
    for image in (pod["initContainers"][0]["image"], pod["containers"][0]["image"]):
        assert f"--tag {image} ." in text
    worker = text.split(" AS worker")[1].split(" AS grader")[0]
    # What students' programs can read holds no exercise and no answer.
    assert re.findall(r"^COPY (\S+)", worker, re.MULTILINE) == ["notebooks/homework/cluster/sidecar.py"]
    for source in re.findall(r"^COPY (\S+)", text, re.MULTILINE):
        assert source == "lib/jars" or (ROOT / source).exists(), source
