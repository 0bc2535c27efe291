"""`guidegraph migrate`"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from guidegraph.cli.links import gate_option, hit, review_option
from guidegraph.cli.options import (
    alongside,
    deliver,
    format_option,
    library_option,
    lineage_option,
    open_library,
    output_option,
    present,
)
from guidegraph.cli.output import OutputFile
from guidegraph.model.changes import Wording
from guidegraph.model.course import LinkStatus
from guidegraph.model.errors import MisuseError
from guidegraph.render.format import ResultKind, written


@click.command("migrate")
@click.argument("names", nargs=-1, metavar="MAP OLD... NEW")
@click.option(
    "--item-column",
    default="item",
    show_default=True,
    metavar="NAME",
    help="Column that names items.",
)
@click.option(
    "--edition-column",
    metavar="NAME",
    help="Column that names editions; by default 'edition', if there is one.",
)
@click.option(
    "--side",
    type=click.Choice(["item", "statement"]),
    default="item",
    show_default=True,
    help="With statement, OLD and NEW are versions of the course.",
)
@click.option(
    "--course",
    nargs=2,
    metavar="OLD NEW",
    help="Also follow the statements from OLD to NEW, two versions of the course.",
)
@click.option("--repoint", is_flag=True, help="Point 'auto' links at the new item: --accept auto.")
@click.option(
    "--accept",
    multiple=True,
    type=click.Choice([LinkStatus.AUTO.value, LinkStatus.REVIEW.value]),
    help="Point the links of this status at the new item.",
)
@click.option(
    "--log",
    type=OutputFile(),
    metavar="FILE",
    help="Write a log, so that the migration can be undone.",
)
@click.option(
    "--undo",
    type=click.Path(path_type=Path),
    metavar="LOG",
    help="Undo a migration: guidegraph migrate --undo LOG [NEW MAP] -o FILE.",
)
@review_option
@gate_option
@lineage_option
@library_option
@format_option(ResultKind.MIGRATION)
@output_option
def command(
    names: tuple[str, ...],
    item_column: str,
    edition_column: str | None,
    side: str,
    course: tuple[str, str] | None,
    repoint: bool,
    accept: tuple[str, ...],
    log: Path | None,
    undo: Path | None,
    review_from: str,
    fail_on: tuple[str, ...],
    afresh: bool,
    library: Path | None,
    form: str,
    output: Path | None,
) -> int:
    """
    Move the links of MAP from OLD to NEW.

    MAP is a CSV file that names items in a column: the map.csv of a course, or a list of policies,
    job descriptions, exam questions. The new map has two columns more, status (auto, needs-review,
    choose-one-of, gone) and new_item; everything else stays the same, byte for byte. The new map
    goes to -o, or to standard output; the report goes to standard error.

    With --side statement, the statements of a course are followed from one version of the course to
    the next, by their words; the columns are statement_status and new_statement, and quote, with
    the words of the statement, if the map has none.
    """
    if undo is not None:
        if len(names) > 1:
            raise MisuseError("--undo takes the log and at most one map; name no editions")
        from guidegraph.curriculum import undo as taken_back

        migrated = Path(names[0]) if names else None
        deliver(taken_back(undo, migrated).before(), output)
        return 0
    if len(names) < 3:
        raise MisuseError("name the map, the old editions and the new one: MAP OLD… NEW")
    from guidegraph.curriculum import LinkColumns, MigrationOptions, logged
    from guidegraph.model.course import Migrations

    path, *old, new = names
    if side == "statement":
        if len(old) > 1 or course is not None:
            raise MisuseError("--side statement takes one old and one new course: MAP OLD NEW")
        course, old = (old[0], new), []
    options = MigrationOptions(
        columns=LinkColumns(item=item_column, edition=edition_column),
        course=course,
        review_from=Wording(review_from),
        accept=frozenset(map(LinkStatus, (*accept, *(["auto"] if repoint else [])))),
    )
    curriculum = open_library(library, afresh=afresh).curriculum()
    migration = curriculum.migration(Path(path), old, new, options)
    result = Migrations(migrations=(migration,))
    with alongside(log, lambda: logged(migration)):
        if form != "text":
            present(result, form, output)
        else:
            deliver(migration.after(), output)
    if form == "text":
        _account(result)
    counts = Counter(migration.counts())
    if migration.statements is not None:
        counts.update(migration.statements.counts())
    return hit(counts, fail_on)


def _account(result: object) -> None:
    """Report on standard error what was done."""
    click.echo(written("text", result).decode(), err=True, nl=False)
