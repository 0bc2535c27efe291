"""`guidegraph review`"""

from __future__ import annotations

from pathlib import Path

import click

from guidegraph.cli.curation import (
    curation,
    date_option,
    day_of_decision,
    ids_of,
    reviewer_option,
)
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
@click.option("--take-back", multiple=True, metavar="ID", help="Take the decision back.")
@click.option(
    "--accept-kind",
    multiple=True,
    metavar="KIND",
    help="Accept all undecided changes of only this kind: typographic, reordered …",
)
@click.option("--reason", default="", metavar="TEXT", help="The reason; needed to reject or defer.")
@click.option("--rationale", default="", metavar="TEXT", help="The reason that is published.")
@click.option("--link", default="", metavar="URL", help="Where it was discussed: an issue.")
@click.option(
    "--class",
    "wording",
    type=click.Choice(["typographic", "spelling", "editorial", "substantive"]),
    help="What the difference in words is, whatever guidegraph found.",
)
@click.option(
    "--into",
    multiple=True,
    metavar="ITEM",
    help="The item of NEW that the content of a dropped one went into.",
)
@click.option(
    "--pair",
    multiple=True,
    metavar="ITEM=ITEM",
    help="These items of OLD and NEW belong together; several with +.",
)
@click.option("--apart", multiple=True, metavar="ID", help="The items of this change do not.")
@reviewer_option
@date_option
@click.option(
    "--ledger",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Store decisions here instead of in OLD--NEW/review.tsv in the library.",
)
@click.option(
    "--merge",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Add the decisions of another person's ledger; conflicts are listed.",
)
@click.option(
    "--import",
    "returned",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Take the decisions in this workbook (XLSX) or table (CSV); what does not fit is listed.",
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
    take_back: tuple[str, ...],
    accept_kind: tuple[str, ...],
    reason: str,
    rationale: str,
    link: str,
    wording: str | None,
    into: tuple[str, ...],
    pair: tuple[str, ...],
    apart: tuple[str, ...],
    reviewer: str | None,
    date: str | None,
    ledger: Path | None,
    merge: Path | None,
    returned: Path | None,
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
    the list shows it, or its running number in the diff, as in --accept=#12. A decision is valid
    for exactly these words: if a text is edited, the old decision is shown as stale; decide again.
    """
    from guidegraph.diff.curation.review import (
        DecisionGrounds,
        decided,
        new_items,
        pairing_of,
        pairings_apart,
    )
    from guidegraph.model.changes import Wording, kinds
    from guidegraph.model.mapping import Curation
    from guidegraph.model.review import State

    opened = open_library(library, afresh=afresh).editors()
    deciding = any((accept, reject, defer, take_back, accept_kind, pair, apart))
    if (reject or defer) and not reason.strip():
        raise MisuseError("a change is rejected or deferred for a reason; add --reason TEXT")
    path = ledger or (
        opened.workspace.ledger_path(old, new) if deciding or merge or returned else Path()
    )
    review = opened.review(old, new, ledger=ledger, mappings=mapping)
    untaken: list[str] = []
    if merge:
        offer = opened.merge_ledger(path, merge, review.comparison)
        count = len(offer.decisions) + len(offer.pairings)
        _say_saved(count, path)
        left = len(offer.conflicts) + len(offer.unfit)
        click.echo(f"{merge}: {count} new, {offer.same} the same, {left} not taken", err=True)
        untaken += (f"{merge}:{each.theirs.line}: {each}" for each in offer.conflicts)
        untaken += (f"{merge}:{each.removeprefix('line ')}" for each in offer.unfit)
        review = opened.review(old, new, ledger=ledger, mappings=mapping)
    if returned:
        by = Curation(reviewer=" ".join((reviewer or "").split()), date=day_of_decision(date))
        grounds = DecisionGrounds(by=by, reason=reason, rationale=rationale, link=link)
        taken = opened.take_decisions(path, returned, review.comparison, grounds)
        _say_saved(len(taken.decisions), path)
        if taken.by_texts:
            rows = "1 row" if taken.by_texts == 1 else f"{taken.by_texts} rows"
            found = "found by both texts, which are the same to the letter"
            click.echo(f"{returned}: {rows} without the id of a change here, {found}", err=True)
        untaken += (f"{returned}:{problem}" for problem in taken.unfit)
        review = opened.review(old, new, ledger=ledger, mappings=mapping)
    if deciding:
        grounds = DecisionGrounds(
            by=curation(reviewer, date),
            reason=reason,
            rationale=rationale,
            link=link,
            wording=Wording(wording) if wording else None,
            into=new_items(review, into),
        )
        named = {
            state: ids_of(review, names)
            for state, names in (
                (State.ACCEPTED, accept),
                (State.REJECTED, reject),
                (State.DEFERRED, defer),
                (State.UNDECIDED, take_back),
            )
        }
        decisions = decided(review, named, kinds(accept_kind), grounds=grounds)
        pairings = [pairing_of(review, each, grounds) for each in pair]
        pairings += pairings_apart(review, ids_of(review, apart), grounds)
        opened.decide(path, decisions, pairings)
        _say_saved(len(decisions) + len(pairings), path)
    for problem in untaken:
        click.echo(f"guidegraph: {problem}", err=True)
    if deciding:
        review = opened.review(old, new, ledger=ledger, mappings=mapping)
    present(review, form, output, everything=everything)
    undone = {reviewed.state for reviewed in review.changes} & set(fail_on)
    return 1 if undone or untaken else 0


def _say_saved(count: int, path: Path) -> None:
    click.echo(f"{count} {'decision' if count == 1 else 'decisions'} saved in {path}", err=True)
