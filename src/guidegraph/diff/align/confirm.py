"""What editors confirmed, as groups of an alignment that stand whatever the aligner thinks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from guidegraph.model.alignment import Alignment, Group
from guidegraph.model.changes import Ref
from guidegraph.model.correspondence import joins
from guidegraph.model.edition import Edition
from guidegraph.model.errors import FormatError, UnknownNameError
from guidegraph.model.mapping import NO_TERM_FOUND, Mapping, MappingSet
from guidegraph.model.names import id_from_iri_path


__all__ = ["components", "confirmed_groups", "pairs_of", "ref_of", "settle"]


def confirmed_groups(
    mappings: Iterable[MappingSet], old: Sequence[Edition], new: Edition
) -> tuple[Group, ...]:
    """
    The groups of old and new items that mapping sets confirm, in the order of the editions.

    Rows that share an item are one group; an item mapped to `sssom:NoTermFound` is a group of its
    own: it is confirmed to have been dropped, or added. Rows about other editions say nothing
    here, nor do negated rows or those that only relate items. That an item is not found in one old
    edition does not say that it was added where there are several.

    Raises:
        FormatError: a row names an item that its edition does not have, or contradicts another.
    """
    pairs: list[tuple[Ref | None, Ref | None]] = []
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
                pairs.append((before, after))
            elif before and row.object == NO_TERM_FOUND and finds_none_new:
                alone[True, before] = row.line
                pairs.append((before, None))
            elif after and row.subject == NO_TERM_FOUND and finds_none_old:
                alone[False, after] = row.line
                pairs.append((None, after))
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


def components(
    pairs: Iterable[tuple[Ref | None, Ref | None]],
) -> Iterator[tuple[frozenset[Ref], frozenset[Ref]]]:
    """
    Pairs of an old and a new item as groups: pairs that share an item are of one group.

    >>> a, b, c = (Ref(edition="x", id=id_) for id_ in "abc")
    >>> [(len(old), len(new)) for old, new in components([(a, b), (a, c), (b, None)])]
    [(1, 2), (1, 0)]
    """
    home: dict[tuple[bool, Ref], int] = {}
    members: dict[int, set[tuple[bool, Ref]]] = {}
    for number, (before, after) in enumerate(pairs):
        keys = [(is_old, ref) for is_old, ref in ((True, before), (False, after)) if ref]
        members[number] = set(keys)
        for other in sorted({home[key] for key in keys if key in home}):
            members[number] |= members.pop(other)
        home.update(dict.fromkeys(members[number], number))
    for _, found in sorted(members.items(), key=lambda entry: entry[0]):
        yield (
            frozenset(ref for is_old, ref in found if is_old),
            frozenset(ref for is_old, ref in found if not is_old),
        )


def pairs_of(groups: Iterable[Group]) -> tuple[tuple[Ref, Ref], ...]:
    """Every pair of an old and a new item of one group."""
    return tuple((before, after) for group in groups for before in group.old for after in group.new)


def settle(alignment: Alignment, confirmed: Sequence[Group]) -> Alignment:
    """
    An alignment in which the confirmed groups stand; what they leave of others stays together.
    """
    if not confirmed:
        return alignment
    old = {ref for group in confirmed for ref in group.old}
    new = {ref for group in confirmed for ref in group.new}
    kept = []
    for group in alignment.groups:
        left = replace(
            group,
            old=tuple(ref for ref in group.old if ref not in old),
            new=tuple(ref for ref in group.new if ref not in new),
        )
        if left.old and left.new:
            kept.append(left)
        else:  # what has lost its partners stands alone, each by itself
            kept += [replace(left, old=(ref,)) for ref in left.old]
            kept += [replace(left, new=(ref,)) for ref in left.new]
    return Alignment(groups=(*confirmed, *kept))


def ref_of(iri: str, editions: Iterable[Edition]) -> Ref | None:
    """
    The item that an IRI names, if it is below one of the editions; whether it exists is not asked.
    """
    for edition in editions:
        path = iri.removeprefix(f"{edition.iri}/")
        if path != iri:
            return Ref(edition=edition.id, id=id_from_iri_path(path))
    return None


def _scope(found: MappingSet, old: Sequence[Edition], new: Edition) -> tuple[bool, bool]:
    """Whether a set would have found a counterpart in every old edition, and in the new one."""
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
