"""Options of several commands: the library, the format, the output."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click
from click.core import ParameterSource

from guidegraph.cli.output import OutputFile, no_file_eaten
from guidegraph.model.errors import MisuseError, UnknownNameError
from guidegraph.render.format import (
    Grouping,
    RenderOptions,
    ResultKind,
    SortOrder,
    fitting,
    format_for,
    format_in_file,
    kind_of,
    written,
)


if TYPE_CHECKING:
    from guidegraph.api import Library


__all__ = [
    "LOOKED_IN",
    "FormatOption",
    "alongside",
    "deliver",
    "files_argument",
    "format_option",
    "library_given",
    "library_option",
    "library_or_files",
    "lineage_option",
    "names_file",
    "open_library",
    "open_own_library",
    "output_option",
    "present",
    "site_options",
    "table_options",
    "to_option",
    "tracked_option",
]

F = TypeVar("F", bound=Callable[..., Any])

_WIDEST = 110
_TABLE = "guidegraph.table"

LOOKED_IN = "guidegraph.looked-in"
"""The folder of the library that a command uses, none for the built-in one, in click's context."""


def library_option(function: F) -> F:
    """Add `--library`, which may also be before the command or in the environment."""
    return click.option(
        "--library",
        metavar="DIR",
        type=click.Path(path_type=Path),
        help="Use the library in this folder (or set GUIDEGRAPH_LIBRARY). By default, the library "
        "that the current folder is in, else the built-in one.",
    )(function)


def lineage_option(function: F) -> F:
    """Add `--no-lineage`, for commands whose results rest on a comparison of editions."""
    return click.option(
        "--no-lineage",
        "afresh",
        is_flag=True,
        help="Compare again, without the pairs that the library has confirmed.",
    )(function)


def files_argument(function: F) -> F:
    """Add `FILE…`: files to use instead of a library."""
    return click.argument("files", nargs=-1, metavar="[FILE]...", type=click.Path(path_type=Path))(
        function
    )


_ROLE = re.compile(r"(?:^|,)\s*([a-z]+)\s*=")


def _column_pairs(given: str) -> tuple[tuple[str, str], ...]:
    """
    The roles and names in `ROLE=NAME,ROLE=NAME`; a name may have commas.

    >>> _column_pairs('text=Rule, in full,id="No."')
    (('text', 'Rule, in full'), ('id', 'No.'))
    """
    from guidegraph.model.manifest import COLUMN_ROLES

    found = list(_ROLE.finditer(given))
    if not found or found[0].start() > 0:
        raise MisuseError(
            f'--columns {given!r}: not ROLE=NAME; write one such as text="Rule text",id="No."'
        )
    ends = [*(each.start() for each in found[1:]), len(given)]
    pairs = []
    for role, end in zip(found, ends, strict=True):
        name = given[role.end() : end].strip()
        if len(name) > 1 and name[0] == name[-1] and name[0] in "\"'":
            name = name[1:-1]
        if role[1] not in COLUMN_ROLES:
            raise UnknownNameError("role of a column", role[1], COLUMN_ROLES)
        if not name.strip():
            raise MisuseError(f'--columns: no name for {role[1]!r}; write {role[1]}="…"')
        pairs.append((role[1], name))
    return tuple(pairs)


def _keep(context: click.Context, option: click.Parameter, value: Any) -> None:
    """Keep the value of an option for `open_library`."""
    if value:
        context.meta[f"{_TABLE}.{option.name}"] = value


def table_options(function: F) -> F:
    """Add `--columns`, `--sheet` and `--encoding`, for commands that read spreadsheets."""
    for name, metavar, help_text in (
        ("--encoding", "NAME", "Read text tables in this encoding, such as cp1252."),
        ("--sheet", "NAME", "Read this sheet of a spreadsheet."),
        (
            "--columns",
            "ROLE=NAME,…",
            'Read these columns of a spreadsheet so, such as text="Rule text",id="No.".',
        ),
    ):
        function = click.option(
            name, metavar=metavar, expose_value=False, callback=_keep, help=help_text
        )(function)
    return function


def tracked_option(function: F) -> F:
    """Add `--tracked accept|reject`, for commands that read one document."""
    return click.option(
        "--tracked",
        type=click.Choice(["accept", "reject"]),
        expose_value=False,
        callback=_keep,
        help="Read tracked changes of a document as accepted (the default) or as rejected.",
    )(function)


class FormatOption(click.Option):
    """An option for a format that can hold the result of the command; its help lists these."""

    def __init__(self, *names: Any, kinds: Sequence[ResultKind], **rest: Any) -> None:
        super().__init__(*names, **rest)
        self.kinds = kinds

    def process_value(self, ctx: click.Context, value: Any) -> Any:
        form = super().process_value(ctx, value)
        if form is not None:
            format_for(form, *self.kinds)
        return form

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        # Listing the formats reads all of them, which only help needs.
        names = wrap(f"One of {', '.join(fitting(*self.kinds))}.", 50, break_on_hyphens=False)
        self.help = "\n".join(("\b", *names))  # click would break names at their hyphens
        return super().get_help_record(ctx)


def format_option(*kinds: ResultKind) -> Callable[[F], F]:
    """Add `--format`, one of the formats that hold a result of these kinds; text by default."""
    return click.option(
        "--format",
        "form",
        cls=FormatOption,
        kinds=kinds,
        default="text",
        show_default=True,
        metavar="FORMAT",
    )


def to_option(*kinds: ResultKind, default: str | None = None) -> Callable[[F], F]:
    """Add `--to`, one of the formats that hold a result of these kinds; required, or *default*."""
    # To say that nothing is the default would be to have one.
    more: dict[str, Any] = {"required": True} if default is None else {"default": default}
    return click.option(
        "--to",
        "form",
        cls=FormatOption,
        kinds=kinds,
        show_default=True,
        metavar="FORMAT",
        **more,
    )


def output_option(function: F) -> F:
    """Add `-o`, a file to write the result to."""
    return click.option(
        "-o",
        "--output",
        metavar="FILE",
        type=OutputFile(),
        help="Write to this file instead of the terminal; after an error it is unchanged.",
    )(no_file_eaten(function))


def site_options(function: F) -> F:
    """Add the options of a site: `--title`, `--language`, `--base-iri`, `--templates`."""
    for option in (
        click.option(
            "--title", metavar="TITLE", help="Title of the site; by default, that of the library."
        ),
        click.option(
            "--language",
            metavar="TAG",
            help="Language in which the site opens, such as de; by default, that of the editions.",
        ),
        click.option(
            "--base-iri", metavar="IRI", help="Beginning of IRIs; by default, that of the library."
        ),
        click.option(
            "--templates",
            metavar="DIR",
            type=click.Path(path_type=Path),
            help="Folder of templates, style sheets and scripts that replace the built-in ones.",
        ),
    ):
        function = option(function)
    return function


def open_library(library: Path | None, *, afresh: bool = False) -> Library:
    """
    The library that the command, the group or the environment names; by default, the one that the
    current folder is in, else the built-in one.

    *afresh* is for comparisons without the pairs that the library has confirmed.
    """
    from guidegraph.api import Library
    from guidegraph.model.manifest import TableLayout

    context = click.get_current_context()
    path = _own(library)
    context.meta[LOOKED_IN] = path
    table = TableLayout(
        columns=_column_pairs(given) if (given := context.meta.get(f"{_TABLE}.columns")) else (),
        sheet=context.meta.get(f"{_TABLE}.sheet"),
        encoding=context.meta.get(f"{_TABLE}.encoding"),
    )
    rejected = context.meta.get(f"{_TABLE}.tracked") == "reject"
    return Library.open(
        path, lineage=not afresh, table=table, tracked="reject" if rejected else "accept"
    )


def open_own_library(library: Path | None) -> Library:
    """
    The library of a command that writes into it, which is never the built-in one by default.

    Raises:
        MisuseError: none is named, and the current folder is in none.
    """
    if _own(library) is None:
        raise MisuseError(
            "no library to write into; go to its folder, name it with --library, or make one with "
            "'guidegraph init'"
        )
    return open_library(library)


def _own(library: Path | None) -> Path | None:
    """The library that is named, or that the current folder is in."""
    from guidegraph.store.place import library_around

    named = library or click.get_current_context().find_object(Path)
    if named is not None:
        return named
    try:
        found = library_around(Path.cwd())
    except OSError:  # the folder was removed
        return None
    if found is None:
        return None
    return Path(os.path.relpath(found))


def own_library(library: Path | None) -> Path:
    """The library that is named, or that the current folder is in, else the current folder."""
    return _own(library) or Path()


def library_given(library: Path | None) -> str:
    """The words that name the library again in a command to be typed next; with a space before."""
    named = library or click.get_current_context().find_object(Path)
    return f" --library {shlex.quote(str(named))}" if named else ""


def library_or_files(library: Path | None, files: Sequence[Path]) -> Library:
    """
    A library in memory of *files*, or without any the library that is named elsewhere. Names of
    stored editions stand for their files.

    If the files are taken for revisions of one another, standard error says so.
    """
    if not files:
        return open_library(library)
    from guidegraph.store.stored import stored_editions

    stored = stored_editions(own_library(library))
    if library is not None and not all(str(file) in stored for file in files):
        raise MisuseError("give files or --library, not both; files are a library of their own")
    files = [stored.get(str(file), file) for file in files]
    from guidegraph.api import Library

    opened = Library.of_files(*files)
    for folder in opened.workspace.folder.folders.values():
        for earlier in folder.revision_of:
            click.echo(f"guidegraph: {folder.id} is read as a revision of {earlier}", err=True)
    return opened


def names_file(argument: str) -> bool:
    """Whether an argument is meant as a file: it ends like one that can be read."""
    from guidegraph.importers.importer import suffixes

    return argument.lower().endswith(suffixes())


def present(
    result: object,
    form: str,
    output: Path | None,
    *,
    everything: bool = False,
    summary: bool = False,
    by: str = "value",
    sort: str = "place",
    max_chars: int | None = None,
) -> None:
    """Write a result in a format and deliver it."""
    terminal = output is None and sys.stdout is not None and sys.stdout.isatty()
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    width = min(shutil.get_terminal_size().columns, _WIDEST) if terminal else 100
    page = RenderOptions(
        width=width,
        colour=terminal and not plain,
        everything=everything,
        summary=summary,
        by=Grouping(by),
        sort=SortOrder(sort),
        max_chars=max_chars,
    )
    deliver(written(_form_in(form, result, output), result, page), output)


_USUAL: Final = {".md": "markdown", ".ttl": "turtle", ".jsonld": "json-ld"}


def _form_in(form: str, result: object, output: Path | None) -> str:
    """The format that is named, or else the one that the file is named after."""
    source = click.get_current_context().get_parameter_source("form")
    if output is None or source is not ParameterSource.DEFAULT:
        return format_in_file(form, str(output or ""))
    kind, suffix = kind_of(result), output.suffix.lower()
    names = [name for name in fitting(kind) if format_for(name, kind).suffix_of(kind) == suffix]
    usual = _USUAL.get(suffix, suffix.removeprefix("."))
    return usual if usual in names else names[0] if len(names) == 1 else form


@contextmanager
def alongside(path: Path | None, made: Callable[[], bytes]) -> Iterator[None]:
    """
    Write a file that goes with the result, if one is named: once the result is written, or not at
    all. That it can be written is known before.
    """
    from guidegraph.store.files import written_afterwards

    with nullcontext() if path is None else written_afterwards(path, made()):
        yield


def deliver(body: bytes, output: Path | None) -> None:
    """Write a result to a file, or to standard output."""
    if output is not None:
        from guidegraph.store.files import write_atomically

        write_atomically(output, body)
    elif sys.stdout is None:
        raise MisuseError("standard output is closed; name a file with -o")
    else:
        sys.stdout.buffer.write(body)
        sys.stdout.buffer.flush()
