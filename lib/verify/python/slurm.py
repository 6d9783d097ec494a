"""Slurm with one node, on the loopback network of namespaces of its own, for the tests.

Its daemons, and all that they start, live in a process namespace that ends with the one process that was started for it.
Needs root, because Slurm starts jobs for other users, and Debian's packages slurm-wlm and munge.
"""

from __future__ import annotations

import os
import secrets
import shutil
import subprocess
import sys
import time
from pathlib import Path

PROGRAMS = ("slurmctld", "slurmd", "sbatch", "munged", "unshare", "nsenter")
SBIN = "/usr/sbin:/sbin"

# The first process of the namespaces. Slurm takes addresses that are not 127.0.0.1 for a network, so it gets one.
FIRST = """
import fcntl, signal, socket, struct, sys
socket.sethostname("node")
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s:
    fcntl.ioctl(s, 0x8914, struct.pack("16sh14x", b"lo", 0x41))
    address = struct.pack("HH4s8x", socket.AF_INET, 0, socket.inet_aton("10.255.0.1"))
    fcntl.ioctl(s, 0x8916, struct.pack("16s16s", b"lo:1", address))
print("ready", flush=True)
signal.signal(signal.SIGCHLD, signal.SIG_IGN)
sys.stdin.read()
"""

CONF = """
ClusterName=here
SlurmctldHost=node(127.0.0.1)
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket={folder}/munge/socket
CredType=cred/munge
SlurmctldPort=16817
SlurmdPort=16818
StateSaveLocation={folder}/state
SlurmdSpoolDir={folder}/spool
SlurmctldPidFile={folder}/slurmctld.pid
SlurmdPidFile={folder}/slurmd.pid
SlurmctldLogFile={folder}/slurmctld.log
SlurmdLogFile={folder}/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
MpiDefault=none
SwitchType=switch/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
SchedulerParameters=sched_interval=1,batch_sched_delay=0
ReturnToService=2
KillWait=1
NodeName=node NodeAddr=127.0.0.1 CPUs={cpus} RealMemory=4000 State=UNKNOWN
PartitionName=main Nodes=ALL Default=YES MaxTime=INFINITE State=UP
"""


def missing() -> str:
    """What keeps Slurm from running here; empty if nothing does."""
    if sys.platform != "linux" or os.getuid() != 0:
        return "Slurm is run only by root on Linux"
    path = f"{os.environ.get('PATH', '')}:{SBIN}"
    absent = [name for name in PROGRAMS if shutil.which(name, path=path) is None]
    if absent:
        return f"this machine has no {', '.join(absent)} (install the packages slurm-wlm and munge)"
    tried = subprocess.run(
        ["unshare", "--mount", "--uts", "--net", "--pid", "--fork", "--mount-proc", "true"], capture_output=True, text=True
    )
    return f"namespaces cannot be made here: {tried.stderr.strip()}" if tried.returncode else ""


class Slurm:
    """Runs as long as its block."""

    def __init__(self, folder: Path, cpus: int = 2):
        self.folder = folder
        self.cpus = min(cpus, os.cpu_count() or 1)
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("SLURM", "SBATCH"))},
            "SLURM_CONF": str(folder / "slurm.conf"),
            "PATH": f"{os.environ.get('PATH', '')}:{SBIN}",
        }

    def __enter__(self) -> Slurm:
        for name in ("state", "spool", "munge"):
            (self.folder / name).mkdir(mode=0o700, parents=True)
        (self.folder / "slurm.conf").write_text(CONF.format(folder=self.folder, cpus=self.cpus), encoding="utf-8")
        key = self.folder / "munge" / "key"
        key.write_bytes(secrets.token_bytes(128))
        key.chmod(0o400)
        self._outer = subprocess.Popen(
            ["unshare", "--mount", "--uts", "--net", "--pid", "--fork", "--kill-child", "--mount-proc", "--"]
            + [sys.executable, "-I", "-c", FIRST],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8",
        )  # fmt: skip
        self._first = "0"
        try:
            assert self._outer.stdout is not None
            assert self._outer.stdout.readline() == "ready\n"
            children = Path(f"/proc/{self._outer.pid}/task/{self._outer.pid}/children").read_text(encoding="ascii")
            self._first = children.split()[0]
            munge = self.folder / "munge"
            self.run(
                "munged", "--force", f"--key-file={key}", f"--socket={munge / 'socket'}", f"--pid-file={munge / 'pid'}",
                f"--log-file={munge / 'log'}", f"--seed-file={munge / 'seed'}",
            )  # fmt: skip
            self.run("slurmctld")
            self.run("slurmd", "-N", "node")
            self.until(lambda: "idle" in self.run("sinfo", "--noheader", "--format=%T", check=False), 60, "no idle node")
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        inside = self.processes()
        self._outer.kill()  # takes the first process with it, and that all others
        self._outer.wait()
        end = time.monotonic() + 10
        while any(Path(f"/proc/{process}").exists() for process in inside) and time.monotonic() < end:
            time.sleep(0.05)
        for stream in (self._outer.stdin, self._outer.stdout):
            if stream is not None:
                stream.close()

    def run(self, *command: str, check: bool = True, cwd: Path | None = None, **variables: str) -> str:
        """The output of a command inside."""
        done = subprocess.run(
            ["nsenter", f"--target={self._first}", "--mount", "--uts", "--net", "--pid"]
            + ([f"--wd={cwd}"] if cwd else []) + ["--", *command],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8",
            env={**self.environment, **variables}, timeout=60,
        )  # fmt: skip
        if check and done.returncode:
            raise AssertionError(f"{command} ended with {done.returncode}:\n{done.stdout}\n{self.logs()}")
        return done.stdout

    def logs(self) -> str:
        parts = []
        for name in ("slurmctld.log", "slurmd.log"):
            file = self.folder / name
            if file.exists():
                parts.append(f"{name}:\n{file.read_text(encoding='utf-8', errors='replace')[-2000:]}")
        return "\n".join(parts)

    def until(self, is_so, seconds: float, otherwise: str) -> None:  # type: ignore[no-untyped-def]
        """Waits until something is so."""
        end = time.monotonic() + seconds
        while not is_so():
            if time.monotonic() > end:
                raise AssertionError(f"{otherwise}, after {seconds} s\n{self.run('squeue', check=False)}\n{self.logs()}")
            time.sleep(0.1)

    def processes(self, *words: str) -> list[int]:
        """The processes inside whose command line has all these words, as this process sees them."""
        found: list[int] = []
        try:
            inside = os.readlink(f"/proc/{self._first}/ns/pid")
        except OSError:
            return found
        for entry in Path("/proc").iterdir():
            try:
                if entry.name.isdigit() and os.readlink(entry / "ns" / "pid") == inside:
                    line = (entry / "cmdline").read_bytes().decode("utf-8", "replace").split("\0")
                    if all(word in line for word in words):
                        found.append(int(entry.name))
            except OSError:
                continue  # it has ended meanwhile
        return found
