"""`guidegraph impact`"""

from __future__ import annotations

from pathlib import Path

import click

from guidegraph.cli.links import gate_option, hit, review_option
from guidegraph.cli.options import (
    format_option,
    library_option,
    lineage_option,
    open_library,
    output_option,
    present,
)
from guidegraph.model.changes import Wording
from guidegraph.render.format import ResultKind


@click.command("impact")
@click.argument("course")
@click.argument("old", nargs=-1, required=True)
@click.argument("new")
@review_option
@gate_option
@click.option("--summary", is_flag=True, help="Show only the counts.")
@click.option("--all", "everything", is_flag=True, help="Also show links that stay valid.")
@lineage_option
@library_option
@format_option(ResultKind.IMPACT)
@output_option
def command(
    course: str,
    old: tuple[str, ...],
    new: str,
    review_from: str,
    fail_on: tuple[str, ...],
    summary: bool,
    everything: bool,
    afresh: bool,
    library: Path | None,
    form: str,
    output: Path | None,
) -> int:
    """
    Show what to rework in COURSE when OLD becomes NEW.

    Which links stay valid, need review, have several possible items or lost their target, and which
    new items the course does not cover yet.
    """
    curriculum = open_library(library, afresh=afresh).curriculum()
    impact = curriculum.impact(course, old, new, Wording(review_from))
    present(impact, form, output, summary=summary, everything=everything)
    return hit(impact.counts(), fail_on)
