"""Results go to standard output, in colour only where someone looks."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest


Start = Callable[..., CompletedProcess[str]]


@pytest.mark.parametrize("unbuffered", ["", pytest.param("1", marks=pytest.mark.slow)])
def test_a_reader_may_leave(start: Start, unbuffered: str) -> None:
    """`| head -1` ends in silence, with exit code 0, however Python buffers."""
    done = start(
        "guidegraph show combined --format json | head -1; echo ${PIPESTATUS[0]}",
        PYTHONUNBUFFERED=unbuffered,
    )

    assert ("{\n0\n", "") == (done.stdout, done.stderr)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize(
    "command", [pytest.param("editions", marks=pytest.mark.slow), "show combined", "--help"]
)
def test_a_full_disk_is_said(start: Start, command: str) -> None:
    """A result that cannot be written is an error, long or short."""
    done = start(f"guidegraph {command} > /dev/full; echo $?")

    assert "2\n" == done.stdout
    assert done.stderr.startswith(
        "guidegraph: the result cannot be written (no space left on device); choose another place"
    )
    assert 1 == done.stderr.count("\n")


@pytest.mark.parametrize("unbuffered", ["", pytest.param("1", marks=pytest.mark.slow)])
@pytest.mark.parametrize("command", ["export combined --to n-quads", "show combined"])
def test_a_disk_with_room_for_a_part(
    start: Start, tmp_path: Path, command: str, unbuffered: str
) -> None:
    """A result that is cut off is an error, however Python buffers."""
    done = start(
        f"ulimit -f 16; guidegraph {command} > {tmp_path / 'cut'}; echo $?",
        PYTHONUNBUFFERED=unbuffered,
    )

    assert "2\n" == done.stdout
    assert done.stderr.startswith("guidegraph: the result cannot be written (file too large);")


@pytest.mark.slow
def test_a_pipe_that_does_not_wait(tmp_path: Path) -> None:
    """A pipe that says "not now", as some programs open theirs, gets every byte."""
    ours, theirs = os.pipe()
    os.set_blocking(theirs, False)
    whole = tmp_path / "whole"
    command = [sys.executable, "-m", "guidegraph", "export", "combined", "--to", "n-quads"]
    subprocess.run([*command, "-o", str(whole)], check=True)
    with subprocess.Popen(command, stdout=theirs) as started:
        os.close(theirs)
        time.sleep(3)  # it fills the pipe
        with os.fdopen(ours, "rb") as stream:
            body = stream.read()

    assert (0, whole.read_bytes()) == (started.returncode, body)


@pytest.mark.slow
def test_standard_streams_may_be_closed(start: Start) -> None:
    """A closed standard output is said; a closed standard error changes nothing but the message."""
    done = start("guidegraph editions >&-; echo $?; guidegraph show nope 2>&-; echo $?")

    assert "2\n2\n" == done.stdout
    assert "guidegraph: standard output is closed; name a file with -o\n" == done.stderr


def test_a_pipe_gets_no_colour(start: Start) -> None:
    """No escape codes go where no terminal is, in no locale, and letters stay UTF-8."""
    done = start(
        "guidegraph show 2013-peer value/10; guidegraph show nope",
        LC_ALL="C",
        PYTHONIOENCODING="ascii",
        FORCE_COLOR="1",
        CLICOLOR_FORCE="1",
    )

    assert "See what’s strong not what’s wrong" in done.stdout
    assert "\x1b" not in done.stdout + done.stderr


def on_terminal(**environment: str) -> str:
    """What `guidegraph show combined value/9` writes to a terminal."""
    ours, theirs = os.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "guidegraph", "show", "combined", "value/9"],
        stdout=theirs,
        env={
            **{name: value for name, value in os.environ.items() if name != "NO_COLOR"},
            "PYTHONPATH": str(Path(__file__).resolve().parents[2] / "src"),
            "TERM": "xterm-256color",
            "COLUMNS": "80",
            **environment,
        },
    ):
        os.close(theirs)
        body = b""
        while True:
            try:
                part = os.read(ours, 65536)
            except OSError:  # Linux says so when the other end is closed
                break
            if not part:
                break
            body += part
    os.close(ours)
    return body.decode()


def test_a_terminal_gets_colour() -> None:
    """Where a person looks, labels stand out, and lines fit."""
    shown = on_terminal()

    assert "\x1b[1mPEER SUPPORT IS EQUALLY SHARED POWER\x1b[0m" in shown
    assert all(len(line) < 200 for line in shown.splitlines())


@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_a_terminal_may_refuse_colour(environment: dict[str, str]) -> None:
    """NO_COLOR is honoured, and a terminal that cannot show colour gets none."""
    shown = on_terminal(**environment)

    assert "PEER SUPPORT IS EQUALLY SHARED POWER" in shown
    assert "\x1b" not in shown


def test_an_output_file_holds_what_would_be_shown(run: Callable[..., Any], tmp_path: Path) -> None:
    """With -o the same bytes go to the file, and nothing to standard output."""
    for arguments in (["editions"], ["show", "combined", "--format", "json"], ["verify"]):
        shown = run(*arguments)
        written = run(*arguments, "-o", "result")

        assert (0, "", "") == (written.code, written.out, written.err)
        assert shown.out.encode() == (tmp_path / "result").read_bytes()
    assert ["result"] == [path.name for path in tmp_path.iterdir()]


_ENDLESS = """
import signal, sys, time
from guidegraph.cli.main import main
from guidegraph.store import site_folder

# Whoever runs the tests may ignore them, as `nohup` does, and that is inherited.
signal.signal(signal.SIGINT, signal.default_int_handler)
signal.signal(signal.SIGTERM, signal.SIG_DFL)
signal.signal(signal.SIGHUP, signal.SIG_DFL)

def wait(*_):
    print("begun", flush=True)
    time.sleep(60)

site_folder._list = wait
main()
"""


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="signals of POSIX systems")
@pytest.mark.parametrize(
    "number",
    [
        signal.SIGINT,
        pytest.param(signal.SIGTERM, marks=pytest.mark.slow),
        pytest.param(signal.SIGHUP, marks=pytest.mark.slow),
    ],
)
def test_a_command_that_is_told_to_stop(
    tmp_path: Path, small: Path, number: signal.Signals
) -> None:
    """It says so, ends with the code of the signal, and leaves nothing behind."""
    place = tmp_path / "sites"
    place.mkdir()
    built = ["site", "build", "--library", str(small), "-o", str(place / "site")]
    command = [sys.executable, "-c", _ENDLESS, *built]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as started:
        assert started.stdout is not None
        assert b"begun\n" == started.stdout.readline()
        assert list(place.iterdir())
        started.send_signal(number)
        _, said = started.communicate(timeout=60)

    assert 128 + number == started.returncode
    assert b"guidegraph: stopped" == said.strip().splitlines()[-1]
    assert [] == list(place.iterdir())
