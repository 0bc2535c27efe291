"""What editors confirmed, as groups that an alignment must keep."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from guidegraph.model.alignment import Confirmation, Group, components
from guidegraph.model.changes import Ref
from guidegraph.model.correspondence import joins
from guidegraph.model.edition import Edition
from guidegraph.model.errors import FormatError, UnknownNameError
from guidegraph.model.findings import Place
from guidegraph.model.mapping import NO_TERM_FOUND, Mapping, MappingSet
from guidegraph.model.names import id_from_iri_path


__all__ = [
    "confirmed_groups",
    "ref_of",
    "refs_of",
    "require_known",
    "undecisive_rows",
    "with_addresses",
]


def confirmed_groups(
    mappings: Iterable[MappingSet],
    old: Sequence[Edition],
    new: Edition,
    given: Collection[MappingSet] = (),
) -> tuple[Group, ...]:
    """
    The groups of old and new items that mapping sets confirm, in the order of the editions; *given*
    are the sets among them that were named for this comparison.

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
            befores = _side(found, row, row.subject, old)
            after = next(iter(_side(found, row, row.object, (new,))), None)
            for before in befores or (None,):
                if before and after and joins(row):
                    paired.setdefault((True, before), row.line)
                    paired.setdefault((False, after), row.line)
                elif before and row.object == NO_TERM_FOUND and finds_none_new:
                    alone[True, before] = row.line
                elif after and row.subject == NO_TERM_FOUND and finds_none_old:
                    alone[False, after] = row.line
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
                [
                    row
                    for side in (((True, ref) for ref in olds), ((False, ref) for ref in news))
                    for key in side
                    for row in rows[key]
                ],
                {id(found) for found in given},
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


def refs_of(iri: str, editions: Iterable[Edition]) -> tuple[Ref, ...]:
    """
    The items with an IRI, which their source gives them or which is their address in an edition.

    Several releases of a vocabulary may share the IRI. An item below the address of an edition is
    found whether it exists or not.
    """
    editions = tuple(editions)
    named = tuple(
        Ref(edition=edition.id, id=edition.by_iri[iri])
        for edition in editions
        if iri in edition.by_iri
    )
    if named:
        return named
    for edition in editions:
        for start in dict.fromkeys((edition.address, edition.iri)):
            path = iri.removeprefix(f"{start}/")
            if path != iri:
                return (Ref(edition=edition.id, id=id_from_iri_path(path)),)
    return ()


def ref_of(iri: str, editions: Iterable[Edition]) -> Ref | None:
    """The first item with an IRI, as in `refs_of`."""
    return next(iter(refs_of(iri, editions)), None)


def with_addresses(found: MappingSet, old: Sequence[Edition], new: Edition) -> MappingSet:
    """
    The mappings with the addresses of items in their editions, where a row has another of their
    IRIs: only an address names the item of one edition.
    """

    def address(iri: str, editions: Sequence[Edition]) -> str:
        refs = refs_of(iri, editions)
        if len(refs) != 1:
            return iri
        (home,) = (edition for edition in editions if edition.id == refs[0].edition)
        return home.address_of(refs[0].id)

    rows = (
        replace(row, subject=address(row.subject, old), object=address(row.object, (new,)))
        for row in found.mappings
    )
    return replace(found, mappings=tuple(rows))


def require_known(
    found: MappingSet, old: Sequence[Edition], new: Edition, others: Sequence[str] = ()
) -> None:
    """
    Make sure that each row of a mapping is about these editions.

    Args:
        others: what the addresses of items in other editions begin with; rows about those are
            ignored.

    Raises:
        FormatError: a subject is not of an old edition, or an object not of the new one.
    """
    for row in found.mappings:
        if row.subject.startswith(tuple(others)) or row.object.startswith(tuple(others)):
            continue
        problem = next(_unknown(row, old, new), None)
        if problem is not None:
            raise FormatError(found.path or "the mapping", row.line or None, *problem)


def _unknown(row: Mapping, old: Sequence[Edition], new: Edition) -> Iterator[tuple[str, str]]:
    """What a row names that is not in the editions: the problem, and what to do."""
    sides: tuple[tuple[str, str, Sequence[Edition]], ...] = (
        ("subject_id", row.subject, old),
        ("object_id", row.object, (new,)),
    )
    if row.subject == row.object == NO_TERM_FOUND:
        yield "neither subject_id nor object_id names an item", "correct or remove the row"
    for column, iri, editions in sides:
        if iri == NO_TERM_FOUND or refs_of(iri, editions):
            continue
        names = " or ".join(edition.id for edition in editions)
        if refs_of(iri, (new,) if editions is old else old):
            advice = "name the editions in the order of the mapping, or exchange its columns"
        else:
            known = [edition.iri_of(edition.items[0].id) for edition in editions if edition.items]
            advice = f"write an IRI such as {', '.join(known)}, or remove the row"
        yield f"{column} {iri!r} is not an item of {names}", advice


def _confirmation(
    rows: Sequence[tuple[MappingSet, Mapping]], given: Collection[int]
) -> Confirmation:
    """Who confirmed these rows, and where they are."""
    reviewers: set[str] = set()
    places: set[Place] = set()
    for found, row in rows:
        reviewers.update(row.reviewers or row.reviewer_ids)
        if found.path:
            places.add(Place(path=found.path, line=row.line))
    return Confirmation(
        reviewers=tuple(sorted(reviewers)),
        rows=tuple(sorted(places)),
        given=any(id(found) in given for found, _ in rows),
    )


def undecisive_rows(mappings: MappingSet, groups: Iterable[Group]) -> tuple[int, ...]:
    """The lines of the rows of a mapping set that decided about none of the groups."""
    used = {
        place.line
        for group in groups
        if group.confirmation is not None
        for place in group.confirmation.rows
        if place.path == mappings.path
    }
    return tuple(row.line for row in mappings.mappings if row.line not in used)


def _scope(found: MappingSet, old: Sequence[Edition], new: Edition) -> tuple[bool, bool]:
    """Whether a set includes every old edition, and the new one."""
    subjects = {row.subject for row in found.mappings} - {NO_TERM_FOUND}
    objects = {row.object for row in found.mappings} - {NO_TERM_FOUND}
    covered = {ref.edition for iri in subjects for ref in refs_of(iri, old)}
    # A set without any subject, or any object, can only be about what it is given for.
    return (
        covered == {edition.id for edition in old} or (not subjects and len(old) == 1),
        not objects or any(refs_of(iri, (new,)) for iri in objects),
    )


def _side(
    found: MappingSet, row: Mapping, iri: str, editions: Sequence[Edition]
) -> tuple[Ref, ...]:
    """The items that one side of a row names, none if it is about other editions."""
    refs = refs_of(iri, editions)
    for ref in refs:
        edition = next(edition for edition in editions if edition.id == ref.edition)
        if ref.id not in edition.by_id:
            problem = str(UnknownNameError(f"item of {edition.id}", ref.id, edition.by_id))
            raise FormatError(
                found.path or "the mapping", row.line or None, problem, "correct or remove the row"
            )
    return refs
