"""
The command `guidegraph`: commands loaded when they are used, errors turned into messages.

Exit codes: 0 done, 1 a gate that was asked for was hit, 2 misuse, 3 an input could not be read.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import click

from guidegraph.model.errors import GuidegraphError, UnknownNameError
from guidegraph.registry import Registry


__all__ = ["guidegraph", "main"]

COMMANDS: Registry[click.Command] = Registry("command", "guidegraph.cli.commands", "command")


class _LazyGroup(click.Group):
    """
    A group whose commands are the files of a package, imported one by one when needed.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        return COMMANDS[cmd_name] if cmd_name in COMMANDS else None  # noqa: SIM401 - no mapping

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and not args[0].startswith("-") and args[0] not in COMMANDS:
            raise UnknownNameError("command", args[0], COMMANDS)
        return super().resolve_command(ctx, args)


@click.group(
    cls=_LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(package_name="guidegraph", message="%(prog)s %(version)s")
@click.option(
    "--library",
    metavar="DIR",
    envvar="GUIDEGRAPH_LIBRARY",
    type=click.Path(path_type=Path),
    help="Use the library in this folder instead of the one guidegraph ships with.",
)
@click.pass_context
def guidegraph(context: click.Context, library: Path | None) -> None:
    """
    What changed between editions of a guideline, and is any of it lost, doubled or unintended?

    Start with: guidegraph editions, then: guidegraph diff 2013-peer combined.
    """
    context.obj = library


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """
    Run the command line and exit.
    """
    sys.exit(_run(arguments))


def _run(arguments: Sequence[str] | None) -> int:
    try:
        # click returns the code of ctx.exit() here, and a command's own result otherwise.
        result = guidegraph.main(
            args=None if arguments is None else list(arguments),
            prog_name="guidegraph",
            standalone_mode=False,
        )
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.Abort:
        return _fail("stopped", 130)
    except GuidegraphError as error:
        return _fail(str(error), error.exit_code)
    except BrokenPipeError:
        # The reader has gone, as with `| head`: what is left to write goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except RecursionError:
        return _fail("the input is nested too deeply; flatten it", 3)
    except MemoryError:
        return _fail("the input needs more memory than there is; split it", 3)
    except Exception as error:
        if os.environ.get("GUIDEGRAPH_DEBUG"):
            raise
        kind = type(error).__name__
        return _fail(
            f"a fault in guidegraph itself ({kind}: {error}); set GUIDEGRAPH_DEBUG=1 for the "
            "details, and report them",
            3,
        )
    return result if isinstance(result, int) else 0


def _fail(message: str, code: int) -> int:
    line = " ".join(message.split())
    click.echo(f"guidegraph: {line}", err=True)
    return code
