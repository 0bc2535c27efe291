"""`guidegraph rules`"""

from __future__ import annotations

from pathlib import Path

import click

from guidegraph.cli.options import format_option, output_option, present
from guidegraph.render.format import ResultKind


@click.command("rules")
@click.argument("name", nargs=-1)
@format_option(ResultKind.RULES)
@output_option
def command(name: tuple[str, ...], form: str, output: Path | None) -> None:
    """
    List the rules of checks, or explain those of NAME.

    NAME is a rule, a group, or the name of a rule in another tool, such as qskos:ol.
    """
    from guidegraph.check.select import rule_book

    present(rule_book(name), form, output, everything=bool(name))
