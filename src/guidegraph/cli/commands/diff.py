"""`guidegraph diff`"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
from click.core import ParameterSource

from guidegraph.cli.bounds import bound_options, bounded
from guidegraph.cli.options import (
    alongside,
    format_option,
    library_option,
    lineage_option,
    open_library,
    output_option,
    present,
    table_options,
)
from guidegraph.cli.output import OutputFile
from guidegraph.cli.vocabularies import (
    bulk_options,
    diff_concepts,
    diff_triples,
    engine_options,
    is_bulk,
)
from guidegraph.model.errors import MisuseError
from guidegraph.render.format import ResultKind, written


if TYPE_CHECKING:
    from guidegraph.api import EditionName, Library
    from guidegraph.model.changes import ChangeSet


_ANY = 2**24  # megabytes: the engine keeps to its own limit, and writes to the disk beyond

F = TypeVar("F", bound=Callable[..., Any])


def _kind_option(name: str, help_text: str) -> Callable[[F], F]:
    return click.option(name, multiple=True, metavar="KIND", help=help_text)


@click.command("diff")
@click.argument("old", nargs=-1)
@click.argument("new")
@click.option("--all", "everything", is_flag=True, help="Also show purely typographic changes.")
@click.option(
    "--tracked", is_flag=True, help="Compare NEW before and after its tracked changes; no OLD."
)
@click.option(
    "--triples", is_flag=True, help="Compare two RDF files triple by triple; print an RDF Patch."
)
@click.option(
    "--concepts",
    is_flag=True,
    help="Compare two vocabularies concept by concept in SQL, as is done with large ones.",
)
@engine_options
@click.option("--summary", is_flag=True, help="Show only the counts.")
@click.option(
    "--by",
    type=click.Choice(["value", "type"]),
    default="value",
    show_default=True,
    help="Group by part of the document, or by type of item.",
)
@click.option(
    "--sort",
    type=click.Choice(["place", "weight"]),
    default="place",
    show_default=True,
    help="Order changes by their place in the document, or the most important first.",
)
@_kind_option("--only", "Show only these kinds: dropped, weakened, unsure, moved, force …")
@_kind_option("--exclude", "Leave out these kinds of changes.")
@click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    default=0.0,
    metavar="SHARE",
    help="Show only changes with at least this confidence, from 0 to 1.",
)
@click.option(
    "--min-weight",
    type=click.FloatRange(0, 1),
    default=0.0,
    metavar="WEIGHT",
    help="Show only changes with at least this weight, from 0 to 1.",
)
@click.option("--explain", metavar="ID", help="Explain how the counterpart of this item was found.")
@click.option(
    "--mapping",
    type=click.Path(path_type=Path),
    metavar="FILE",
    multiple=True,
    help="Use these confirmed pairs (SSSOM); they are not changed.",
)
@click.option(
    "--no-mapping",
    "unmapped",
    is_flag=True,
    help="For gates: compare without any mapping, lineage or decision.",
)
@click.option(
    "--export-mapping",
    type=OutputFile(),
    metavar="FILE",
    help="Write the pairs of items as a mapping (SSSOM).",
)
@click.option(
    "--ids",
    type=click.Choice(["weigh", "trust", "ignore"]),
    default="weigh",
    show_default=True,
    help="How far identifiers that both sides know decide which items belong together.",
)
@click.option(
    "--language", metavar="TAG", help="Compare the texts in this language; others by property."
)
@click.option("--exit-code", is_flag=True, help="Exit with 1 if there is any change.")
@_kind_option("--fail-on", "Exit with 1 if there is a change of one of these kinds.")
@click.option(
    "--max-chars",
    type=click.IntRange(min=1000),
    metavar="N",
    help="Maximum length of the result in characters; a GitHub comment holds 65536.",
)
@bound_options(600.0)
@lineage_option
@table_options
@library_option
@format_option(
    ResultKind.DIFF, ResultKind.EXPLANATION, ResultKind.CHANGED_TRIPLES, ResultKind.CONCEPTS
)
@output_option
def command(
    old: tuple[str, ...],
    new: str,
    everything: bool,
    tracked: bool,
    triples: bool,
    concepts: bool,
    engine: str,
    master: str | None,
    quiet: bool,
    summary: bool,
    by: str,
    sort: str,
    only: tuple[str, ...],
    exclude: tuple[str, ...],
    min_confidence: float,
    min_weight: float,
    explain: str | None,
    mapping: tuple[Path, ...],
    unmapped: bool,
    export_mapping: Path | None,
    ids: str,
    language: str | None,
    exit_code: bool,
    fail_on: tuple[str, ...],
    max_chars: int | None,
    timeout: float,
    memory: int,
    afresh: bool,
    library: Path | None,
    form: str,
    output: Path | None,
) -> int:
    """
    Show how every item of OLD changed in NEW.

    OLD and NEW are ids from `guidegraph editions`, files, or git:REVISION:PATH. With several OLDs,
    show which of them each item of NEW came from. With --tracked, NEW is one document, which is
    compared with itself before its tracked changes.

    With --triples, OLD and NEW are any two files of RDF, also compressed, or stored editions. Blank
    nodes have no names of their own: connected ones are compared as a whole.

    Stored editions and RDF files of more than about a million triples are compared concept by
    concept in SQL; so are others with --concepts.
    """
    by_size = len(old) == 1 and not tracked and explain is None
    if triples or concepts or engine == "spark" or (by_size and is_bulk(old[0], new, library)):
        if len(old) != 1:
            raise MisuseError("large vocabularies are compared in pairs; name OLD and NEW")
        _refuse_others(triples=triples, concepts=concepts)
        with (
            bounded("the comparison", seconds=timeout, megabytes=_ANY),
            bulk_options(engine, master, memory=memory, quiet=quiet) as options,
        ):
            if triples:
                differ = diff_triples(old[0], new, form, output, library=library, options=options)
            else:
                differ = diff_concepts(
                    *(old[0], new, form, output),
                    library=library,
                    options=options,
                    language=language,
                    everything=everything,
                )
        return 1 if exit_code and differ else 0
    if master is not None:
        raise MisuseError("--engine spark and --master URL go together; give both, or neither")
    from dataclasses import replace

    from guidegraph.model.changes import chosen, kinds

    wanted, unwanted, fatal = kinds(only), kinds(exclude), kinds(fail_on)
    if unmapped and mapping:
        raise MisuseError("--no-mapping compares without mappings; leave out --mapping")
    opened = open_library(library, afresh=afresh or unmapped)
    if tracked:
        if old or explain is not None:
            raise MisuseError(
                "--tracked compares one document with itself; name only that file, no OLD and no "
                "--explain"
            )
        names: tuple[Sequence[EditionName], EditionName] = _states(opened, new)
    elif not old:
        raise click.UsageError("Missing argument 'OLD...'.")
    else:
        names = (old, new)
    from guidegraph.cli.documents import tell, working

    limits = bounded("the comparison", seconds=timeout, megabytes=memory)
    if explain is not None:
        with limits:
            found = opened.explain(old, new, explain, mappings=mapping, language=language, ids=ids)
        present(found, form, output)
        return 0
    with limits, working("reading and comparing"):
        comparison = opened.diff(*names, mappings=mapping, language=language, ids=ids).model
    shown = chosen(
        comparison.changes,
        only=wanted,
        exclude=unwanted,
        min_confidence=min_confidence,
        min_weight=min_weight,
    )
    with alongside(export_mapping, lambda: written("sssom-tsv", comparison)):
        present(
            replace(comparison, changes=shown),
            form,
            output,
            everything=everything,
            summary=summary,
            by=by,
            sort=sort,
            max_chars=max_chars,
        )
    tell([(name, opened.workspace.resolve(name)) for name in (*old, new)])
    return _code(comparison.changes, fatal, exit_code=exit_code)


# What a comparison of triples or concepts obeys, too.
_OF_ALL = frozenset(
    {"old", "new", "triples", "concepts", "engine", "master", "quiet", "exit_code"}
    | {"timeout", "memory", "library", "form", "output"}
)
_OF_CONCEPTS = frozenset({"everything", "language"})


def _refuse_others(*, triples: bool, concepts: bool) -> None:
    """
    Refuse the options that only a comparison of items obeys; a gate would be passed unseen.

    Raises:
        MisuseError: there is such an option.
    """
    if triples and concepts:
        raise MisuseError("--triples and --concepts are two comparisons; give one of them")
    obeyed = _OF_ALL if triples else _OF_ALL | _OF_CONCEPTS
    context = click.get_current_context()
    for option in context.command.params:
        given = context.get_parameter_source(option.name or "")
        if given is ParameterSource.COMMANDLINE and option.name not in obeyed:
            what = "triples" if triples else "large vocabularies by concept"
            raise MisuseError(f"{option.opts[-1]} is not for comparing {what}; leave it out")


def _states(opened: Library, name: str) -> tuple[Sequence[EditionName], EditionName]:
    """A document before and after its tracked changes."""
    before, after = opened.workspace.states(Path(name))
    if before.items == after.items:
        click.echo(f"guidegraph: {name}: no tracked changes that change an item", err=True)
    return (before,), after


def _code(changes: ChangeSet, fatal: frozenset[str], *, exit_code: bool) -> int:
    """
    The exit code: 1 if a requested gate fails, or the diff does not explain every item.
    """
    from guidegraph.model.changes import kinds_of

    if not changes.audit.passed:
        click.echo("guidegraph: the diff does not explain every item; see its audit", err=True)
        return 1
    hit = [change for change in changes.changes if kinds_of(change) & fatal]
    if hit:
        found = sorted({kind for change in hit for kind in kinds_of(change) & fatal})
        click.echo(f"guidegraph: {len(hit)} changes of kind {', '.join(found)}", err=True)
        return 1
    return 1 if exit_code and changes.changes else 0
