#!/usr/bin/env python3
"""The first process of the container in which students' programs run, beside the grader's container in one pod.

    python3 -I sidecar.py SOCKET COMMAND

waits at SOCKET for the grader. For each connection it starts the worker that the file COMMAND names (one word a line),
with the connection as its standard input and output. When either of them ends, it kills every process of the container
and only then listens again, at a new socket in place of whatever lies there.

A student's program has the same user as this one, and runs only while nobody listens. As process 1 this one cannot be
killed from inside: it has no handlers for signals, and it is not dumpable, so that its memory cannot be reached. A program
that got the better of it nevertheless would only speak to the grader in the worker's place, and what a worker says is a
student's word. Nothing of another student's must come to this container afterwards: one student for each pod.

Only the standard library; no configuration. It is Python because Java cannot kill all processes in one step, and handles
signals that would end it.
"""

import ctypes
import os
import select
import signal
import socket
import subprocess
import sys
import threading

DUMPABLE = 4  # PR_SET_DUMPABLE


def shut():
    """Keeps the students' programs, which have the same user, out of this process."""
    if ctypes.CDLL(None, use_errno=True).prctl(DUMPABLE, 0, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "this process cannot be closed to others")
    # The handlers that Python has of its own.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # SIGTERM ends the pod in good order; only one that comes from outside the container has no sender here.
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})
    threading.Thread(target=wait_for_the_end, daemon=True).start()


def wait_for_the_end():
    while True:
        if signal.sigwaitinfo({signal.SIGTERM}).si_pid == 0:
            os._exit(0)


def kill_all():
    """Ends all other processes of the container. The system marks them in one step, so none can fork away."""
    try:
        os.kill(-1, signal.SIGKILL)
    except ProcessLookupError:
        pass
    try:
        while True:
            os.waitpid(-1, 0)  # orphans become children of process 1
    except ChildProcessError:
        pass


def connection(path):
    """Waits for the grader, at a socket that nobody but this process can have made."""
    try:
        os.unlink(path)
    except FileNotFoundError:
        pass
    except IsADirectoryError:
        os.rename(path, "%s-%d" % (path, os.stat(path).st_ino))
    with socket.socket(socket.AF_UNIX) as listener:
        mask = os.umask(0)  # the grader is another user
        listener.bind(path)
        os.umask(mask)
        listener.listen(1)
        return listener.accept()[0]


def serve(grader, command):
    """Lets one worker talk with the grader until one of them ends."""
    with grader:
        try:
            worker = subprocess.Popen(
                command, stdin=grader, stdout=grader, stderr=subprocess.DEVNULL,
                cwd="/", env={"LC_ALL": "C.UTF-8"}, start_new_session=True,
            )  # fmt: skip
        except OSError as e:
            print("The worker cannot be started: %s" % e, file=sys.stderr, flush=True)
            return
        hung_up = select.poll()
        hung_up.register(grader, select.POLLRDHUP)
        while worker.poll() is None and not hung_up.poll(20):
            pass
        kill_all()  # before the connection is closed: who connects again finds nobody here


def main(argv):
    if len(argv) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    if os.getpid() != 1 or os.getuid() == 0:
        print(
            "This program kills all processes that it can reach. It has to be the first process of a container "
            "(no shareProcessNamespace), and not root.",
            file=sys.stderr,
        )
        return 2
    path, file = argv
    with open(file, encoding="utf-8") as lines:
        command = lines.read().splitlines()
    shut()
    while True:
        kill_all()
        with connection(path) as grader:
            serve(grader, command)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
