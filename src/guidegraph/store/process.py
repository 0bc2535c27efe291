"""Processes of our own, for what can be stopped in no other way, and what they may use."""

from __future__ import annotations

import contextlib
import math
import os
import subprocess
import sys
from pathlib import Path


__all__ = ["MEMORY", "bound_memory", "bound_time", "lock_files", "started"]

MEMORY = 2 * 1024**3
"""The memory that such a process may take, in bytes."""


def started(module: str) -> subprocess.Popen[bytes]:
    """A process that runs a module of the package."""
    # The same Python with the same packages; not the folder it happens to be started in.
    package = Path(__file__).resolve().parents[2]
    paths = [str(package), *filter(None, sys.path)]
    return subprocess.Popen(  # noqa: S603 - a module of ours
        [sys.executable, "-P", "-m", module],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(dict.fromkeys(paths))},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


def bound_memory(memory: int) -> None:
    """Limit the memory of this process, where the system can."""
    with contextlib.suppress(ImportError, OSError, ValueError):  # not on every system
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def lock_files() -> bool:
    """Forbid this process to open files or connections; whether that worked."""
    try:
        import resource
    except ImportError:  # not on Windows
        return False
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (3, 3))
    except (OSError, ValueError):
        return False
    return True


def bound_time(seconds: float) -> None:
    """Also limit the computing time, in case no other process can stop this one."""
    try:
        import resource
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    limit = math.ceil(used.ru_utime + used.ru_stime + seconds) + 5
    try:
        resource.setrlimit(resource.RLIMIT_CPU, (limit, resource.RLIM_INFINITY))
    except (OSError, ValueError):
        return
