"""`guidegraph export`"""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from guidegraph.cli.options import (
    alongside,
    deliver,
    library_given,
    library_option,
    lineage_option,
    open_library,
    output_option,
    table_options,
    to_option,
)
from guidegraph.cli.output import OutputFile
from guidegraph.model.errors import MisuseError, UndatedError
from guidegraph.render.format import ResultKind, format_in_file


@click.command("export")
@click.argument("target")
@to_option(ResultKind.EDITION, ResultKind.DIFF, ResultKind.LIBRARY)
@click.option(
    "--profile",
    type=click.Choice(["skos-core"]),
    help="Write only SKOS and Dublin Core, with labels and inverses, for simple tools.",
)
@click.option(
    "--since", multiple=True, metavar="OLD", help="Also export the changes since these editions."
)
@click.option(
    "--only",
    multiple=True,
    metavar="TYPES",
    help="Only items of these types, such as CoreValue,Practice, and the items above them.",
)
@click.option("--issued", metavar="DATE", help="Date of issue of TARGET, if it states none.")
@click.option(
    "--check",
    "conformance",
    type=click.Choice(["none", "skos", "shapes"]),
    default="skos",
    show_default=True,
    help="Refuse data that breaks the rules of SKOS, or also of our shapes (slow).",
)
@click.option(
    "--loss-report",
    type=OutputFile(),
    metavar="FILE",
    help="Write a list of what the format cannot hold, one loss a line.",
)
@lineage_option
@table_options
@library_option
@output_option
def command(
    target: str,
    form: str,
    profile: str | None,
    since: tuple[str, ...],
    only: tuple[str, ...],
    issued: str | None,
    conformance: str,
    loss_report: Path | None,
    afresh: bool,
    library: Path | None,
    output: Path | None,
) -> None:
    """
    Write TARGET as data, read back before it is written.

    TARGET is an edition or course; a diff, OLD..NEW or OLD,OLD..NEW; the word library, for all
    editions and diffs; or a file, such as a vocabulary in SKOS, with its own statements.
    """
    from guidegraph.exports import ExportCheck, Profile

    exports = open_library(library, afresh=afresh).exports()
    form = format_in_file(form, str(output or ""))
    subject = whole = exports.subject(target, since, issued)
    types = [name.strip() for names in only for name in names.split(",") if name.strip()]
    if types:
        subject = exports.only(whole, types, form)
    chosen = Profile(profile) if profile else None
    try:
        body = exports.proven(subject, form, chosen, ExportCheck(conformance))
    except UndatedError as error:
        again = shlex.join(["guidegraph", "export", target, *_options(form, since, only)])
        raise MisuseError(
            f"{error.problem}; give it with '{again}{library_given(library)} --issued DATE'"
        ) from None
    part_of = whole if types else None
    with alongside(loss_report, lambda: exports.losses(subject, form, chosen, part_of)):
        deliver(body, output)


def _options(form: str, since: tuple[str, ...], only: tuple[str, ...]) -> list[str]:
    """The options of a command as they are typed."""
    return [
        f"--to={form}",
        *(f"--since={each}" for each in since),
        *(f"--only={each}" for each in only),
    ]
