"""What editors confirmed, as groups that an alignment must keep."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from guidegraph.model.alignment import Confirmation, Group, components
from guidegraph.model.changes import Ref
from guidegraph.model.correspondence import joins
from guidegraph.model.edition import Edition
from guidegraph.model.errors import FormatError, UnknownNameError
from guidegraph.model.findings import Place
from guidegraph.model.mapping import NO_TERM_FOUND, Mapping, MappingSet
from guidegraph.model.names import id_from_iri_path


__all__ = ["confirmed_groups", "ref_of"]


def confirmed_groups(
    mappings: Iterable[MappingSet], old: Sequence[Edition], new: Edition
) -> tuple[Group, ...]:
    """
    The groups of old and new items that mapping sets confirm, in the order of the editions.

    Rows that share an item are one group. An item mapped to `sssom:NoTermFound` is a separate
    group: it is confirmed as dropped or added. Rows about other editions, negated rows and those
    those that only relate items, too. If there are several old editions, an item that one of them
    does not have is not confirmed as added.

    Raises:
        FormatError: a row names an item that its edition does not have, or contradicts another.
    """
    pairs: list[tuple[Ref | None, Ref | None]] = []
    rows: dict[tuple[bool, Ref | None], list[tuple[MappingSet, Mapping]]] = {}
    alone: dict[tuple[bool, Ref], int] = {}
    paired: dict[tuple[bool, Ref], int] = {}
    for found in mappings:
        finds_none_old, finds_none_new = _scope(found, old, new)
        for row in found.mappings:
            if row.negated:
                continue
            before = _side(found, row, row.subject, old)
            after = _side(found, row, row.object, (new,))
            if before and after and joins(row):
                paired.setdefault((True, before), row.line)
                paired.setdefault((False, after), row.line)
            elif before and row.object == NO_TERM_FOUND and finds_none_new:
                alone[True, before] = row.line
                after = None
            elif after and row.subject == NO_TERM_FOUND and finds_none_old:
                alone[False, after] = row.line
                before = None
            else:
                continue
            pairs.append((before, after))
            for key in ((True, before), (False, after)):
                rows.setdefault(key, []).append((found, row))
        for key, line in alone.items():
            if key in paired:
                raise FormatError(
                    found.path or "the mapping",
                    line or None,
                    f"{key[1].edition}:{key[1].id} has no counterpart here, and one in line "
                    f"{paired[key]}",
                    "remove one of the rows",
                )
    places = {
        Ref(edition=edition.id, id=item.id): (number, step)
        for number, edition in enumerate(old)
        for step, item in enumerate(edition.items)
    }
    new_places = {item.id: step for step, item in enumerate(new.items)}
    groups = [
        Group(
            old=tuple(sorted(olds, key=places.__getitem__)),
            new=tuple(sorted(news, key=lambda ref: new_places[ref.id])),
            confirmation=_confirmation(
                row
                for side in (((True, ref) for ref in olds), ((False, ref) for ref in news))
                for key in side
                for row in rows[key]
            ),
        )
        for olds, news in components(pairs)
    ]
    groups.sort(
        key=lambda group: (
            [places[ref] for ref in group.old] or [(len(old), 0)],
            [new_places[ref.id] for ref in group.new],
        )
    )
    return tuple(groups)


def ref_of(iri: str, editions: Iterable[Edition]) -> Ref | None:
    """The item of an IRI below one of the editions, whether it exists or not."""
    for edition in editions:
        path = iri.removeprefix(f"{edition.iri}/")
        if path != iri:
            return Ref(edition=edition.id, id=id_from_iri_path(path))
    return None


def _confirmation(rows: Iterable[tuple[MappingSet, Mapping]]) -> Confirmation:
    """Who confirmed these rows, and where they are."""
    reviewers: set[str] = set()
    places: set[Place] = set()
    for found, row in rows:
        reviewers.update(row.reviewers or row.reviewer_ids)
        if found.path:
            places.add(Place(path=found.path, line=row.line))
    return Confirmation(reviewers=tuple(sorted(reviewers)), rows=tuple(sorted(places)))


def _scope(found: MappingSet, old: Sequence[Edition], new: Edition) -> tuple[bool, bool]:
    """Whether a set includes every old edition, and the new one."""
    subjects = {ref.edition for row in found.mappings if (ref := ref_of(row.subject, old))}
    objects = any(ref_of(row.object, (new,)) for row in found.mappings)
    return subjects == {edition.id for edition in old}, objects


def _side(found: MappingSet, row: Mapping, iri: str, editions: Sequence[Edition]) -> Ref | None:
    ref = ref_of(iri, editions)
    if ref is None:
        return None
    edition = next(edition for edition in editions if edition.id == ref.edition)
    if ref.id not in edition.by_id:
        problem = str(UnknownNameError(f"item of {edition.id}", ref.id, edition.by_id))
        raise FormatError(
            found.path or "the mapping", row.line or None, problem, "correct or remove the row"
        )
    return ref
