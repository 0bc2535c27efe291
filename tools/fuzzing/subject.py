"""A process that runs commands on damaged files, with limits."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import time
from pathlib import Path

from fuzzing.outcome import Outcome


__all__ = ["Subject", "serve"]

SECONDS_EACH, MEGABYTES_EACH = 30, 2_000
_TOOLS = str(Path(__file__).parents[1])
RUNS_EACH = 300  # of one process, which grows with what it has loaded


class Subject:
    """A process that runs commands, one after the other, with limits; replaced when it dies."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._process: subprocess.Popen[str] | None = None
        self._runs = 0

    def run(self, arguments: list[str], law: tuple[str, str] | None = None) -> Outcome:
        """Run a command; if a *law* is asked for, of a sound and a damaged edition, check it."""
        if self._process is None or self._runs >= RUNS_EACH:
            self.stop()
            command = [sys.executable, "-m", "fuzzing.subject"]
            self._process = subprocess.Popen(
                command,
                cwd=self._folder,
                env={
                    **os.environ,
                    "PYTHONPATH": os.pathsep.join((_TOOLS, *filter(None, sys.path))),
                },
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
            )
            self._runs = 0
        self._runs += 1
        begun = time.monotonic()
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({"arguments": arguments, "law": law}) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        seconds = time.monotonic() - begun
        if not line:
            code = self._process.wait()
            self._process = None
            return Outcome(None, f"the process ended with {code}", seconds)
        code, said = json.loads(line)
        return Outcome(code, said, seconds)

    def stop(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None


def serve() -> None:
    """Run the commands that come in, with limits, and answer each with its code and its words."""
    import contextlib
    import resource
    import signal

    from guidegraph.cli.main import main

    limit = MEGABYTES_EACH * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    for line in sys.stdin:
        wanted = json.loads(line)
        said = io.StringIO()
        out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
        code: object = 0
        signal.alarm(SECONDS_EACH)
        with contextlib.redirect_stderr(said), contextlib.redirect_stdout(out):
            try:
                main(wanted["arguments"])
            except SystemExit as ended:
                code = ended.code
            except BaseException as error:  # noqa: BLE001 - all that may come is a finding
                said.write(f"Traceback: {type(error).__name__}: {error}")
        law = _broken_law(*wanted["law"]) if wanted["law"] and code in (0, 1) else None
        signal.alarm(0)
        answers.write(json.dumps((code, f"law: {law}" if law else said.getvalue())) + "\n")
        answers.flush()


def _broken_law(sound: str, other: str) -> str | None:
    """What is wrong with the diff of two editions, if both can be read."""
    import warnings

    from guidegraph.api import Library
    from guidegraph.diff.delta.delta import delta, fingerprint
    from guidegraph.diff.delta.patch import apply, invert
    from guidegraph.model.errors import GuidegraphError

    warnings.simplefilter("ignore")
    library = Library.open()
    try:
        before, after = (library.workspace.resolve(name) for name in (sound, other))
    except GuidegraphError:
        return None
    try:
        for old, new in ((before, after), (after, before)):
            compared = library.workspace.compare([old], new)
            if not compared.changes.audit.passed:
                return "an item is not explained"
            step = delta(compared)
            (first,) = compared.given or compared.old
            if fingerprint(apply(step, first)) != fingerprint(compared.new):
                return "the delta does not make the new edition"
            if fingerprint(apply(invert(step), compared.new)) != fingerprint(first):
                return "the delta does not make the old edition again"
    except GuidegraphError as error:
        return str(error)
    except Exception as error:  # noqa: BLE001 - the same
        return f"{type(error).__name__}: {error}"
    return None


if __name__ == "__main__":
    serve()
