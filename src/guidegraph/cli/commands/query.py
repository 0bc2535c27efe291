"""`guidegraph query`"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

import click

from guidegraph.cli.options import (
    deliver,
    format_option,
    library_option,
    library_or_files,
    names_file,
    open_library,
    output_option,
    own_library,
    present,
    table_options,
)
from guidegraph.model.answer import Answer, Verdict
from guidegraph.model.errors import MisuseError, UnknownNameError
from guidegraph.query.named import named_queries
from guidegraph.render.format import ResultKind


class _QueryCommand(click.Command):
    """A command that has the parameters of all named queries as options."""

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        found: dict[str, click.Option] = {}
        for query in named_queries().values():
            for parameter in query.parameters:
                found.setdefault(
                    parameter.name,
                    click.Option(
                        [f"--{parameter.name}", f"value_{parameter.name}"],
                        metavar=parameter.kind.value.upper(),
                        help=f"For named queries: {parameter.summary.partition(';')[0]}.",
                    ),
                )
        return [*super().get_params(ctx), *found.values()]


@click.command("query", cls=_QueryCommand)
@click.argument("arguments", nargs=-1, metavar="[NAME] [FILE]...")
@click.option(
    "--file",
    metavar="FILE",
    type=click.Path(path_type=Path, allow_dash=True),
    help="Run the SPARQL in this file; - for standard input.",
)
@click.option("--sparql", metavar="TEXT", help="Run this SPARQL.")
@click.option("--with-diffs", is_flag=True, help="Also load the diffs between the editions.")
@click.option(
    "--print-sparql", is_flag=True, help="Print the SPARQL of a named query; do not run it."
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0.001, max=86_400),
    default=30.0,
    show_default=True,
    metavar="SECONDS",
    help="Stop a query after this time.",
)
@click.option(
    "--limit",
    type=click.IntRange(min=1, max=1_000_000),
    default=10_000,
    show_default=True,
    metavar="ROWS",
    help="Maximum number of rows.",
)
@click.option(
    "--explain",
    is_flag=True,
    help="Print how the query would be answered, and its SQL; do not run it.",
)
@click.option(
    "--memory",
    type=click.IntRange(min=64),
    default=1024,
    show_default=True,
    metavar="MB",
    help="For stored editions: use at most about this much memory for data.",
)
@table_options
@library_option
@format_option(ResultKind.BINDINGS, ResultKind.BOOLEAN, ResultKind.TRIPLES)
@output_option
def command(
    arguments: tuple[str, ...],
    file: Path | None,
    sparql: str | None,
    with_diffs: bool,
    print_sparql: bool,
    timeout: float,
    limit: int,
    explain: bool,
    memory: int,
    library: Path | None,
    form: str,
    output: Path | None,
    **options: str | None,
) -> None:
    """
    Query the library, with a named query or SPARQL 1.1.

    `guidegraph queries` lists the names and their parameters.

    Each edition is a named graph; its IRI is the name. All editions are the default graph.
    With --with-diffs, so are the diffs, named {new edition}/changes/{old edition}.

    With FILEs, query these instead of the library: each is an edition, named after its file.

    With --sparql or --file, names of stored editions (see `guidegraph store`) query these, in SQL
    if possible.
    """
    stored = _stored(arguments, library) if sparql is not None or file is not None else {}
    if stored:
        _ask_stored(
            stored,
            _text(file, sparql),
            explain=explain,
            seconds=timeout,
            limit=limit,
            memory=memory * 1024**2,
            library=library,
            form=form,
            output=output,
        )
        return
    name, files = _named(arguments, file, sparql)
    values = {key.removeprefix("value_"): text for key, text in options.items() if text is not None}
    if explain:
        deliver(b"pyoxigraph: only editions that are stored can be queried in SQL\n", output)
        return
    librarian = library_or_files(library, files).librarian()
    if name is not None and print_sparql:
        deliver(librarian.sparql(name, values).encode(), output)
        return
    answer: Answer
    if name is not None:
        answer = librarian.named_query(name, values, seconds=timeout, limit=limit)
    else:
        _no_values(values)
        source, text = _text(file, sparql)
        answer = librarian.query(
            text, source=source, diffs=with_diffs, seconds=timeout, limit=limit
        )
    _show(answer, limit, form, output)


def _show(answer: Answer, limit: int, form: str, output: Path | None) -> None:
    if not isinstance(answer, Verdict) and not answer.complete:
        click.echo(f"guidegraph: only the first {limit} rows; raise --limit for more", err=True)
    present(answer, form, output)


def _stored(arguments: tuple[str, ...], library: Path | None) -> dict[str, Path]:
    """The files of the stored editions that the arguments name, if any of them does."""
    from guidegraph.store.stored import stored_editions

    if not arguments:
        return {}
    known = stored_editions(own_library(library))
    if not any(name in known for name in arguments):
        return {}
    for name in arguments:
        if name not in known and names_file(name):
            raise MisuseError(
                f"{name}: a file beside stored editions; store it first with 'guidegraph store add'"
            )
        if name not in known:
            raise UnknownNameError("stored edition", name, known)
    return {name: known[name] for name in arguments}


def _ask_stored(
    stored: Mapping[str, Path],
    text: tuple[str, str],
    *,
    explain: bool,
    seconds: float,
    limit: int,
    memory: int,
    library: Path | None,
    form: str,
    output: Path | None,
) -> None:
    """Query stored editions, or show how they would be queried."""
    from guidegraph.bulk.sparql import ask
    from guidegraph.bulk.sparql import explain as explained

    source, query = text
    names = {name: f"{_base(library)}{quote(name)}" for name in stored}
    with TemporaryDirectory() as scratch:
        place = Path(scratch)
        if explain:
            choice = explained(stored, names, query, scratch=place, memory=memory, source=source)
            parts = (f"{choice.way}: {choice.reason}", choice.sql, choice.plan)
            deliver("\n\n".join(part for part in parts if part).encode() + b"\n", output)
            return
        answer = ask(
            stored,
            names,
            query,
            seconds=seconds,
            limit=limit,
            scratch=place,
            memory=memory,
            source=source,
        )
    _show(answer, limit, form, output)


def _base(library: Path | None) -> str:
    """The beginning of the IRIs of stored editions: that of the library, if there is one."""
    from guidegraph.store.library import LIBRARY_FILE, UNNAMED

    if not (own_library(library) / LIBRARY_FILE).is_file():
        return UNNAMED
    return open_library(library).workspace.folder.base


def _named(
    arguments: tuple[str, ...], file: Path | None, sparql: str | None
) -> tuple[str | None, list[Path]]:
    """The name of the query, unless its text is given, and the files to ask."""
    texts = sum(given is not None for given in (file, sparql))
    named = bool(arguments) and not names_file(arguments[0])
    if texts == 1 and named and arguments[0] not in named_queries():
        raise MisuseError(
            f"{arguments[0]!r} is neither a file nor a stored edition, and the text of a query is "
            "given; see 'guidegraph store list'"
        )
    if texts + named != 1:
        raise MisuseError(
            "give the NAME of a query (see 'guidegraph queries'), --file FILE, --sparql TEXT"
        )
    name = arguments[0] if named else None
    return name, [Path(path) for path in arguments[named:]]


def _no_values(values: Mapping[str, str]) -> None:
    for name in values:
        raise MisuseError(
            f"--{name} is a parameter of named queries; write the value into the SPARQL"
        )


def _text(file: Path | None, sparql: str | None) -> tuple[str, str]:
    """The name of the SPARQL in messages, and the SPARQL."""
    from guidegraph.model.source import source_from_bytes
    from guidegraph.store.files import read_bytes

    if sparql is not None:
        return "--sparql", sparql
    if file is None or str(file) == "-":
        if sys.stdin is None:
            raise MisuseError("standard input is closed; name a file with --file")
        return "standard input", source_from_bytes("standard input", sys.stdin.buffer.read()).text
    return str(file), source_from_bytes(str(file), read_bytes(file)).text
