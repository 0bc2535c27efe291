"""What commands share that work on vocabularies of any size."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from guidegraph.cli.options import own_library, present
from guidegraph.model.errors import MisuseError, UnknownNameError


if TYPE_CHECKING:
    from guidegraph.bulk.triples import BulkOptions

__all__ = [
    "bulk_options",
    "diff_concepts",
    "diff_triples",
    "engine_options",
    "is_bulk",
    "large_stored",
    "target_of",
]

F = TypeVar("F", bound=Callable[..., Any])

_MEGABYTE = 1024**2
_SHARE = 8  # of the memory that a command may take, what data in SQL may


def engine_options(function: F) -> F:
    """Add `--engine`, `--master` and `--quiet`."""
    for option in (
        click.option("-q", "--quiet", is_flag=True, help="Do not show how far it is."),
        click.option(
            "--master",
            metavar="URL",
            help="The Spark that --engine spark runs on, such as local[4] or spark://host:7077.",
        ),
        click.option(
            "--engine",
            type=click.Choice(["duckdb", "spark"]),
            default="duckdb",
            show_default=True,
            help="What compares large vocabularies: this machine, or Spark.",
        ),
    ):
        function = option(function)
    return function


def target_of(name: str, library: Path | None) -> str:
    """The file that a name stands for, if it is that of a stored edition; else the name."""
    found = _stored(library).get(name)
    return name if found is None else str(found)


def _stored(library: Path | None) -> dict[str, Path]:
    """The files of the stored editions of the library and of the current folder, by name."""
    from guidegraph.store.stored import stored_editions

    return {**stored_editions(Path()), **stored_editions(own_library(library))}


def _found(name: str, library: Path | None) -> str:
    """
    The file that a name stands for.

    Raises:
        UnknownNameError: there is no such file or stored edition, and it is no name of a file.
    """
    from guidegraph.model.names import is_edition_id

    target = target_of(name, library)
    is_file = Path(name).is_file() or Path(name).suffix[1:2].isalpha()
    if target == name and is_edition_id(name) and not is_file:
        raise UnknownNameError("stored edition", name, _stored(library))
    return target


def is_bulk(old: str, new: str, library: Path | None) -> bool:
    """Whether two editions are stored or in RDF files, and so large that SQL compares them."""
    from guidegraph.bulk.triples import is_large

    return is_large(target_of(old, library), target_of(new, library))


def large_stored(names: Sequence[str], library: Path | None) -> dict[str, Path]:
    """
    The files of stored editions, by name, if all *names* are those of stored editions and they are
    so large together that SQL reads them; else nothing.
    """
    from guidegraph.store.stored import stored_editions

    known = stored_editions(own_library(library))
    if not names or not all(name in known and not Path(name).exists() for name in names):
        return {}
    from guidegraph.bulk.triples import is_large

    found = {name: known[name] for name in names}
    return found if is_large(*map(str, found.values())) else {}


def diff_triples(
    old: str,
    new: str,
    form: str,
    output: Path | None,
    *,
    library: Path | None,
    options: BulkOptions,
) -> bool:
    """Show the triples that changed; whether there are any."""
    from guidegraph.bulk.triples import changed_triples

    targets = (_found(old, library), _found(new, library))
    with changed_triples(*targets, options) as changes:
        present(changes, form, output)
        undecided = f", {changes.undecided_count:,} undecided" if changes.undecided_count else ""
        noun = "triple" if changes.removed_count == 1 else "triples"
        click.echo(
            f"guidegraph: {changes.removed_count:,} {noun} removed, "
            f"{changes.added_count:,} added{undecided}",
            err=True,
        )
        return changes.differs


def diff_concepts(
    old: str,
    new: str,
    form: str,
    output: Path | None,
    *,
    library: Path | None,
    options: BulkOptions,
    language: str | None,
    everything: bool,
) -> bool:
    """Show the concepts that changed; whether there are any."""
    from guidegraph.bulk.triples import changed_concepts_of

    sides = ((old, _found(old, library)), (new, _found(new, library)))
    with changed_concepts_of(*sides, options, language=language) as changes:
        present(changes, form, output, everything=everything)
        return changes.changed


@contextlib.contextmanager
def bulk_options(
    engine: str, master: str | None, *, memory: int, quiet: bool
) -> Iterator[BulkOptions]:
    """
    Where and how large data is compared; how far it is, is shown.

    Raises:
        MisuseError: Spark without its address, or an address without Spark.
    """
    from guidegraph.bulk.triples import BulkOptions
    from guidegraph.cli.progress import WorkProgress

    if (engine == "spark") != (master is not None):
        raise MisuseError("--engine spark and --master URL go together; give both, or neither")
    progress = WorkProgress(wanted=not quiet)
    try:
        yield BulkOptions(memory=memory * _MEGABYTE // _SHARE, master=master, progress=progress)
    finally:
        progress.clear()
