"""
Whether what was written can be read back without loss: graphs statement by statement, tables
item by item; and what a table of items loses.
"""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence

from pyoxigraph import BlankNode, DefaultGraph, Quad, Triple

from guidegraph.graph.dataset import Dataset
from guidegraph.graph.statements import comparable, curie
from guidegraph.importers.importer import Document, importer_for
from guidegraph.importers.rdf import quads_of
from guidegraph.model.accounting import Unit
from guidegraph.model.edition import Edition, Item, SourceKind
from guidegraph.model.errors import FormatError, GuidegraphWarning
from guidegraph.model.manifest import Manifest
from guidegraph.model.statement import Role, atoms_in
from guidegraph.model.table import Cells, rows_of_items, rows_of_source, sheets_of_source


__all__ = [
    "attributes_lost",
    "changed_item",
    "difference",
    "lost_with_items",
    "lost_with_table",
    "statements_lost",
]

_SHORT = 120
_OWN = (Role.ATTRIBUTE, Role.NOTE)


def changed_item(edition: Edition, body: bytes, suffix: str) -> str | None:
    """
    Which item is not the same when a file is read back by its importer, if any.

    Args:
        suffix: how files of the format end, for what imports them.
    """
    path = f"{edition.id}{suffix}"
    document = Document(
        path=path, body=body, edition=edition.id, iri=edition.iri, manifest=Manifest()
    )
    source = rows_of_source(edition)
    if source is not None and importer_for(path, body).unit is Unit.CELLS:
        return _changed_cell(edition, source, document)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", GuidegraphWarning)  # what is odd in it, it had before
        found = importer_for(path, body).read(document)
    written, read = (_rows(each) for each in (edition, found))
    if written == read:
        return None
    id_ = next(iter(written.keys() ^ read.keys()), None)
    id_ = id_ or next(id_ for id_ in written if written[id_] != read[id_])
    return f"item {id_!r} is not the same"


def _changed_cell(edition: Edition, rows: Sequence[Cells], document: Document) -> str | None:
    expected = Counter(cell.value for row in rows for cell in row if cell)
    if document.path.endswith(".xlsx"):
        for _, other in sheets_of_source(edition):
            expected.update(cell.value for row in other for cell in row if cell)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", GuidegraphWarning)
        atoms = importer_for(document.path, document.body).atoms
        found = Counter() if atoms is None else atoms(document)
    different = (expected - found) + (found - expected)
    return f"a cell with {min(different)[:_SHORT]!r} is not the same" if different else None


def _rows(edition: Edition) -> dict[str, tuple[str, ...]]:
    """The items by their ids, their white space made even, which importers do."""
    rows = rows_of_items(edition.items)
    next(rows)
    even = (tuple(" ".join(cell.split()) for cell in row) for row in rows)
    return {row[0]: (str(number), *row) for number, row in enumerate(even)}


def lost_with_table(edition: Edition, *, sheets: bool) -> Iterator[str]:
    """
    What a table does not hold of an edition: nothing of its own cells, if it was read from one.

    Args:
        edition: the edition.
        sheets: whether the format holds several sheets.
    """
    if rows_of_source(edition) is None:
        yield from lost_with_items(edition)
    elif not sheets:
        for name, rows in sheets_of_source(edition):
            cells = sum(cell is not None for row in rows for cell in row)
            yield f"the sheet {name!r} is not held ({cells} cells)"


def attributes_lost(edition: Edition) -> Iterator[str]:
    """The attributes of the items of a source, for formats that hold none."""
    if edition.source_kind is SourceKind.RDF:  # see `statements_lost`
        return
    counts = Counter(each.property for item in edition.items for each in item.said(*_OWN))
    if counts:
        named = ", ".join(f"{name!r} ({count})" for name, count in list(counts.items())[:20])
        more = f" and {len(counts) - 20} more" if len(counts) > 20 else ""
        yield f"attributes of the source are not held: {named}{more}"


def lost_with_items(edition: Edition) -> Iterator[str]:
    """What a table of items has no column for, item by item."""
    for item in edition.items:
        for what in _lost(edition, item):
            yield f"{item.id}: {what}"
    if edition.furniture or edition.source:
        yield "the source document and its furniture are not held"
    yield from statements_lost(edition, (Role.LABEL, Role.TEXT, Role.NOTATION), one_language=True)


_IMPLIED = (Role.TYPE, Role.PARENT, Role.CHILD, Role.SCHEME)


def statements_lost(
    edition: Edition, held: Collection[Role], *, one_language: bool
) -> Iterator[str]:
    """
    What a format does not hold of an edition from RDF, by property, with the number of statements.

    Args:
        edition: the edition.
        held: the roles of the statements that the format holds.
        one_language: whether it holds what is said in one language.
    """
    if edition.source_kind is not SourceKind.RDF:
        return
    known, counts = (*held, *_IMPLIED), Counter[str]()
    for said in (
        *(each for item in edition.items for each in item.statements),
        *edition.statements,
    ):
        elsewhere = one_language and said.language not in (None, edition.language)
        if said.role not in known:
            counts[curie(said.property)] += 1
        elif elsewhere and said.role not in _IMPLIED:
            counts[f"{curie(said.property)} in {said.language}"] += 1
    for name, count in sorted(counts.items()):
        yield f"{name} is not held ({count} {'statement' if count == 1 else 'statements'})"
    if edition.residue:
        count = atoms_in(each for resource in edition.residue for each in resource.about)
        yield f"what is said of other resources is not held ({count} statements)"


def _lost(edition: Edition, item: Item) -> Iterator[str]:
    if not (item.label or item.pref_label or item.text):
        yield "it has no words, and its id is used as its label"
    if item.label and item.pref_label and item.label != item.pref_label:
        yield f"its readable name, {item.pref_label!r}, is not held, only the printed one"
    for number, what in (
        (len(item.alt_labels), "other names"),
        (len(item.notes), "footnotes"),
        (len(item.links), "hyperlinks"),
        (len(edition.links_from.get(item.id, ())), "links to other items"),
        (len(item.replaced_by), "replacements"),
        (len(item.spans), "places in the source"),
    ):
        if number:
            yield f"{what} are not held ({number})"
    if item.marker is not None:
        yield f"its number as printed, {item.marker!r}, is not held"
    if item.lineage is not None:
        yield "its lineage is not held"


def difference(dataset: Dataset, body: bytes, suffix: str, *, named: bool) -> str | None:
    """
    The first statement in which a file differs from the dataset, in alphabetical order.

    Args:
        dataset: what was written.
        body: the file.
        suffix: how files of its syntax end.
        named: whether the syntax names the graphs.
    """
    try:
        quads, _ = quads_of(f"export{suffix}", body, dataset.relative or "urn:guidegraph:")
    except FormatError as error:
        return f"it cannot be read: {' '.join(str(error).split())[:_SHORT]}"
    # A single graph may be written without its name.
    plain = len(dataset.graphs) == 1 and all(quad.graph_name == DefaultGraph() for quad in quads)
    if named and not plain:
        return _shown(_by_graph(dataset.quads), _by_graph(quads))
    return _shown(comparable(dataset.triples), comparable(quad.triple for quad in quads))


def _by_graph(quads: Iterable[Quad]) -> Counter[str]:
    """The statements of each graph; blank nodes of two graphs are compared separately."""
    graphs: dict[str, list[Triple]] = {}
    for quad in quads:
        blank = isinstance(quad.graph_name, BlankNode)
        graphs.setdefault("_:" if blank else str(quad.graph_name), []).append(quad.triple)
    return Counter(
        {
            f"{name} {fact}": count
            for name, triples in graphs.items()
            for fact, count in comparable(triples).items()
        }
    )


def _shown(one: Counter[str], other: Counter[str]) -> str | None:
    different = (one - other) + (other - one)
    if not different:
        return None
    first = min(different)
    return f"{different.total()} statements differ, the first of them {first[:_SHORT]}"
