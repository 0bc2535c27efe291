"""`guidegraph review`"""

from __future__ import annotations

from pathlib import Path

import click

from guidegraph.cli.curation import curation, date_option, reviewer_option
from guidegraph.cli.options import (
    format_option,
    library_option,
    lineage_option,
    open_library,
    output_option,
    present,
)
from guidegraph.model.errors import MisuseError
from guidegraph.render.format import ResultKind


@click.command("review")
@click.argument("old", nargs=-1, required=True)
@click.argument("new")
@click.option("--accept", multiple=True, metavar="ID", help="Accept this change: it is intended.")
@click.option("--reject", multiple=True, metavar="ID", help="Reject this change: it is a mistake.")
@click.option("--defer", multiple=True, metavar="ID", help="Defer this change: decide later.")
@click.option(
    "--accept-kind",
    multiple=True,
    metavar="KIND",
    help="Accept all undecided changes of only this kind: typographic, reordered …",
)
@click.option("--reason", default="", metavar="TEXT", help="The reason; needed to reject or defer.")
@reviewer_option
@date_option
@click.option(
    "--ledger",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Store decisions here instead of in OLD--NEW/review.tsv in the library.",
)
@click.option(
    "--mapping",
    type=click.Path(path_type=Path),
    metavar="FILE",
    multiple=True,
    help="Use these confirmed pairs (SSSOM); they are not changed.",
)
@click.option(
    "--fail-on",
    type=click.Choice(["undecided", "deferred", "rejected"]),
    multiple=True,
    help="Exit with 1 if there is a change with this decision.",
)
@click.option("--all", "everything", is_flag=True, help="Also show accepted changes.")
@lineage_option
@library_option
@format_option(ResultKind.REVIEW)
@output_option
def command(
    old: tuple[str, ...],
    new: str,
    accept: tuple[str, ...],
    reject: tuple[str, ...],
    defer: tuple[str, ...],
    accept_kind: tuple[str, ...],
    reason: str,
    reviewer: str | None,
    date: str | None,
    ledger: Path | None,
    mapping: tuple[Path, ...],
    fail_on: tuple[str, ...],
    everything: bool,
    afresh: bool,
    library: Path | None,
    form: str,
    output: Path | None,
) -> int:
    """
    Decide about the changes from OLD to NEW.

    Lists them with the decisions, the undecided first. An ID is the start of a change's id, as
    the list shows it. A decision is valid for exactly these words: if a text is edited, decide
    again.
    """
    from guidegraph.model.changes import kinds
    from guidegraph.model.review import State

    opened = open_library(library, afresh=afresh).editors()
    review = opened.review(old, new, ledger=ledger, mappings=mapping)
    if accept or reject or defer or accept_kind:
        if (reject or defer) and not reason.strip():
            raise MisuseError("a change is rejected or deferred for a reason; add --reason TEXT")
        path = ledger or opened.ledger_path(old, new)
        named = {State.ACCEPTED: accept, State.REJECTED: reject, State.DEFERRED: defer}
        by = curation(reviewer, date)
        count = opened.decide(review, path, named, kinds(accept_kind), by=by, reason=reason)
        click.echo(f"{count} {'decision' if count == 1 else 'decisions'} saved in {path}", err=True)
        review = opened.review(old, new, ledger=ledger, mappings=mapping)
    present(review, form, output, everything=everything)
    return 1 if {reviewed.state for reviewed in review.changes} & set(fail_on) else 0
