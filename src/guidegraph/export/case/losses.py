"""What the fields of CASE cannot hold of an edition."""

from __future__ import annotations

from collections.abc import Iterator

from guidegraph.export.case.fields import LENGTHS
from guidegraph.export.case.names import UNDATED
from guidegraph.export.case.package import texts_of
from guidegraph.model.edition import Edition


__all__ = ["losses_in_case"]


def losses_in_case(edition: Edition) -> Iterator[str]:
    """What the fields of CASE cannot hold of an edition, item by item."""
    for item in edition.items:
        for field, text in texts_of(item).items():
            if text and len(text) > LENGTHS[field]:
                yield (
                    f"{item.id}: {field} holds {LENGTHS[field]} characters and not {len(text)}; "
                    "it is cut, and whole in the extensions"
                )
        if len(item.alt_labels) > 1:
            yield f"{item.id}: one of {len(item.alt_labels)} other names has a field"
        if item.notes:
            yield f"{item.id}: where {len(item.notes)} footnotes are marked has no field"
        if item.links:
            yield f"{item.id}: {len(item.links)} hyperlinks have no field"
        if item.spans:
            yield f"{item.id}: where the source says it is not held at all"
    for link in edition.associations:
        if link.edition is None and link.destination not in edition.by_id:
            yield f"{link.origin}: its link to {link.destination}, which is no item, is left out"
    if edition.source:
        yield "the source document and its furniture are not held at all"
    if not edition.issued:
        yield f"no date of issue is stated: lastChangeDateTime is {UNDATED}"
