"""
The rows of stored editions around one concept, small enough to be read as editions.

The statements `sql/log_*.sql` find them: all that is said of the concept and of those that it may
have become or come from, the labels of what they refer to, and what is above them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from guidegraph.bulk.engine import statement
from guidegraph.model.errors import MisuseError, UnknownNameError


if TYPE_CHECKING:
    from guidegraph.bulk.engine import BulkEngine

__all__ = ["ConceptRows", "rows_around"]

_SHOWN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class ConceptRows:
    """
    What some editions say around a concept.

    Attributes:
        iri: the concept.
        edition: the name of the edition that it is looked up in.
        lines: for each edition, in the order given, N-Quads.
    """

    iri: str
    edition: str
    lines: Mapping[str, bytes]


def rows_around(
    engine: BulkEngine, stored: Mapping[str, str], name: str, edition: str | None = None
) -> ConceptRows:
    """
    The rows of stored editions around a concept.

    Args:
        stored: the Parquet files of the editions, by name.
        name: the concept: its IRI, the end of its IRI, or its notation, also as `EDITION:NAME`.
        edition: the edition that has it; by default, the last one with such a concept.

    Raises:
        UnknownNameError: there is no such edition.
        MisuseError: no concept or several are called like this.
    """
    first, colon, rest = name.partition(":")
    if edition is None and colon and first in stored:
        edition, name = first, rest
    if edition is not None and edition not in stored:
        raise UnknownNameError("edition", edition, stored)
    edition, iri = _named(engine, stored, name, [edition] if edition else [*stored][::-1])
    engine.view("editions", list(stored.values()))
    engine.keep("log_wanted", statement("log_wanted"), iri=iri)
    return ConceptRows(
        iri=iri[1:-1],
        edition=edition,
        lines={name: _lines(engine, path) for name, path in stored.items()},
    )


def _named(
    engine: BulkEngine, stored: Mapping[str, str], name: str, editions: list[str]
) -> tuple[str, str]:
    """The first of some editions that has a concept of a name, and the IRI of the concept."""
    text = name.replace("\\", "\\\\").replace('"', '\\"')
    for edition in editions:
        engine.view("edition", [stored[edition]])
        found = list(engine.rows(statement("log_named"), name=name, literal=f'"{text}"'))
        best = sorted({str(iri) for iri, way in found if way == found[0][1]})
        if len(best) > 1:
            shown = ", ".join(best[:_SHOWN])
            more = f" and {len(best) - _SHOWN} more" if len(best) > _SHOWN else ""
            raise MisuseError(f"{name!r} can be {shown}{more} in {edition}; give the IRI")
        if best:
            return edition, best[0]
    raise MisuseError(
        f"no concept of {', '.join(reversed(editions))} is called {name!r}; give its IRI, the end "
        "of its IRI, or its notation"
    )


def _lines(engine: BulkEngine, path: str) -> bytes:
    engine.view("edition", [path])
    engine.keep("log_reached", "SELECT iri FROM log_wanted")
    size = 0
    while size != (size := _count(engine, "log_reached")):
        engine.keep("log_above", statement("log_above"))
        engine.keep("log_reached", "SELECT iri FROM log_above")
    for name in ("log_rows", "log_near", "log_anchors"):
        engine.keep(name, statement(name))
    return "".join(f"{line}\n" for (line,) in engine.rows(statement("log_lines"))).encode()


def _count(engine: BulkEngine, name: str) -> int:
    ((count,),) = engine.rows(f"SELECT count(*) AS number FROM {name}")
    return int(str(count))
