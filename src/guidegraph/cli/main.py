"""
The command `guidegraph`: commands loaded when they are used, errors turned into messages.

Exit codes: 0 done, 1 a requested gate failed, 2 misuse, 3 an input could not be read.
"""

from __future__ import annotations

import contextlib
import gc
import os
import re
import signal
import sys
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final, NoReturn

import click

from guidegraph.cli.output import whole_output
from guidegraph.cli.progress import ReadingProgress
from guidegraph.importers.progress import reporting
from guidegraph.model.errors import GuidegraphError, GuidegraphWarning, UnknownNameError
from guidegraph.registry import Registry


__all__ = ["guidegraph", "main"]

COMMANDS: Registry[click.Command] = Registry("command", "guidegraph.cli.commands", "command")


# The function that a command's file binds: its decorators, and the first sentence of its help.
_COMMAND = re.compile(
    r"^(?P<decorators>@(?:(?!^def ).*\n)+)"
    r"def command\([^\"]*\n {4}\"{3}\s*(?P<summary>[^\n]+?)(?:\"{3})?\n",
    re.MULTILINE,
)


class _LazyGroup(click.Group):
    """A group whose commands are the files of a package, imported one by one when needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        return COMMANDS[cmd_name] if cmd_name in COMMANDS else None  # noqa: SIM401 - no mapping

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands by what their files say, since importing all of them takes long."""
        rows = [(name, summary) for name in COMMANDS if (summary := self._summary(ctx, name))]
        with formatter.section("Commands"):
            formatter.write_dl(rows)

    def _summary(self, ctx: click.Context, name: str) -> str:
        """The first sentence of a command's help; nothing if it is hidden."""
        found = _COMMAND.search(COMMANDS.source(name) or "")
        if found is not None:
            return "" if "hidden=True" in found["decorators"] else found["summary"]
        command = self.get_command(ctx, name)
        return "" if command is None or command.hidden else command.get_short_help_str(80)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and not args[0].startswith("-") and args[0] not in COMMANDS:
            raise UnknownNameError("command", args[0], COMMANDS)
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; of an edition that is not there, say where it was looked for."""
        try:
            return super().invoke(ctx)
        except UnknownNameError as error:
            from guidegraph.cli.options import LOOKED_IN

            if error.kind == "edition" and LOOKED_IN in ctx.meta:
                folder = ctx.meta[LOOKED_IN]
                if folder is not None:
                    error.add_advice(f"looked in {folder}")
                elif error.close is None:
                    error.add_advice(
                        "looked in the library that comes with guidegraph: name yours with "
                        "--library, or a file"
                    )
            raise


def _show_version(context: click.Context, _option: click.Parameter, wanted: bool) -> None:
    if not wanted or context.resilient_parsing:
        return
    from importlib.metadata import PackageNotFoundError, version

    try:
        click.echo(f"guidegraph {version('guidegraph')}")
    except PackageNotFoundError:
        click.echo("guidegraph, run from its sources without being installed")
    context.exit()


@click.group(
    cls=_LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_version,
    help="Show the version and exit.",
)
@click.option(
    "--library",
    metavar="DIR",
    envvar="GUIDEGRAPH_LIBRARY",
    type=click.Path(path_type=Path),
    help="Use the library in this folder instead of the one around or the built-in one.",
)
@click.pass_context
def guidegraph(context: click.Context, library: Path | None) -> None:
    """
    Compare editions of a guideline, and find what was lost, duplicated or changed by mistake.

    Start with: guidegraph editions, then: guidegraph diff 2013-peer combined.
    """
    context.obj = library


_COLLECTIONS: Final = (1_000_000, 50, 1_000)


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and exit."""
    sys.exit(_run(arguments))


def _run(arguments: Sequence[str] | None) -> int:
    whole_output()
    if arguments is None:  # the process is ours
        _hear_signals()
        # What a command makes is used until it ends; to look through it again and again for what
        # is not takes up to two fifths of the time, and finds next to nothing.
        gc.set_threshold(*_COLLECTIONS)
    with warnings.catch_warnings():
        warnings.simplefilter("always", GuidegraphWarning)
        shown = warnings.showwarning
        warnings.showwarning = lambda message, category, *rest: (
            _say(f"warning: {message}")
            if issubclass(category, GuidegraphWarning)
            else shown(message, category, *rest)
        )
        if not ReadingProgress.is_wanted():
            return _code_of(arguments)
        progress = ReadingProgress()
        with reporting(progress):
            try:
                return _code_of(arguments)
            finally:
                progress.clear()


def _code_of(arguments: Sequence[str] | None) -> int:
    """Run the command; what its exit code is."""
    try:
        # click returns the code of ctx.exit() here, and a command's own result otherwise.
        result = guidegraph.main(
            args=None if arguments is None else list(arguments),
            prog_name="guidegraph",
            standalone_mode=False,
        )
        if sys.stdout is not None:
            sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt) as error:
        return _fail("stopped", 128 + _signal_of(error))
    except GuidegraphError as error:
        return _fail(str(error), error.exit_code)
    except (BrokenPipeError, SystemExit):  # click turns the one into the other
        _discard_output()  # the reader has closed the pipe, as with `| head`
        return 0
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        if error.filename is not None:
            return _fail(f"{error.filename}: {reason}; check the path and its rights", 3)
        _discard_output()
        return _fail(f"the result cannot be written ({reason}); choose another place with -o", 2)
    except RecursionError:
        return _fail("the input is nested too deeply; flatten it", 3)
    except MemoryError:
        return _fail("the input needs more memory than is available; split it", 3)
    except Exception as error:
        if os.environ.get("GUIDEGRAPH_DEBUG"):
            raise
        kind = type(error).__name__
        return _fail(
            f"an internal error ({kind}: {error}); set GUIDEGRAPH_DEBUG=1 for the "
            "details, and report them",
            3,
        )
    return result if isinstance(result, int) else 0


class _StopSignal(KeyboardInterrupt):
    """Another signal to stop, which is heard as Ctrl-C is: what was begun is cleaned up."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number


def _hear_signals() -> None:
    """Stop in order when the system, a shell or a terminal that is closed tells so."""

    def stop(number: int, _frame: object) -> NoReturn:
        raise _StopSignal(number)

    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)  # Windows has no SIGHUP
        # `nohup` ignores it, and a thread may not set it.
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            with contextlib.suppress(ValueError):
                signal.signal(number, stop)


def _signal_of(error: BaseException) -> int:
    cause = error.__cause__ or error.__context__ or error
    return cause.number if isinstance(cause, _StopSignal) else signal.SIGINT


def _fail(message: str, code: int) -> int:
    _say(message)
    return code


def _say(message: str) -> None:
    """One line on standard error."""
    line = " ".join(message.split())
    shown = "".join(letter if letter.isprintable() else repr(letter)[1:-1] for letter in line)
    with contextlib.suppress(OSError):
        click.echo(f"guidegraph: {shown}", err=True)


def _discard_output() -> None:
    """Discard the rest of the output, so that Python does not report it at exit."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
