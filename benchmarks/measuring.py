"""Runs a program in a process of its own, and measures its time and memory with its children."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


__all__ = ["Run", "run"]

PAUSE = 0.02  # seconds between two looks at the memory
_PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """
    Seconds on the clock and of computing, the peak of memory in MB, and what a program printed.

    The peak is that of the largest process, or of all of them together if a look at them found
    more: programs with workers must not seem smaller than they are.
    """

    wall: float
    cpu: float
    peak: float
    code: int | None  # None: stopped because it took too long
    output: str
    errors: str


def run(command: Sequence[str], *, folder: Path, timeout: float) -> Run:
    """Run a command to its end, or stop it and all its children after *timeout* seconds."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        start = time.perf_counter()
        child = subprocess.Popen(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=err,
            start_new_session=True,
        )
        most, stopped = 0.0, False
        wait = 0.001  # a short program must not seem to take as long as a pause
        while True:
            pid, status, usage = os.wait4(child.pid, os.WNOHANG)
            if pid:
                break
            if not stopped and time.perf_counter() - start > timeout:
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(child.pid, signal.SIGKILL)
                stopped = True
            most = max(most, memory_of(child.pid))
            time.sleep(wait)
            wait = min(PAUSE, wait * 1.2)
        wall = time.perf_counter() - start
        child.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        err.seek(0)
        return Run(
            wall=wall,
            cpu=usage.ru_utime + usage.ru_stime,
            peak=max(usage.ru_maxrss / 1024, most),
            code=None if stopped else child.returncode,
            output=out.read().decode(errors="replace"),
            errors=err.read().decode(errors="replace"),
        )


def memory_of(pid: int) -> float:
    """Memory in MB of a process and its children now; 0 where the system does not tell."""
    total = 0.0
    waiting = [pid]
    while waiting:
        one = waiting.pop()
        place = Path(f"/proc/{one}")
        try:
            total += int((place / "statm").read_text().split()[1]) * _PAGE / 1024**2
            for task in (place / "task").iterdir():
                waiting += map(int, (task / "children").read_text().split())
        except (OSError, ValueError, IndexError):  # it has ended meanwhile
            continue
    return total
