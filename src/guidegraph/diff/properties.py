"""
What differs in the statements of aligned items, by property and language, and how many were
compared.

A value that names an item counts as equal if the items became one another; so does the name of the
edition. Two editions that share no kind of statement (a document and a spreadsheet) are compared by
their items' labels and texts alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from rapidfuzz.distance import Indel

from guidegraph.graph.statements import curie
from guidegraph.model.alignment import Group
from guidegraph.model.changes import Atoms, PropertyEdit, Ref
from guidegraph.model.edition import Edition, Item, SourceKind
from guidegraph.model.statement import Role, Statement, StatementKind, leaves


__all__ = ["Properties", "atoms_of"]

_Key: TypeAlias = tuple[object, ...]

_NAMING = frozenset({Role.PARENT, Role.CHILD, Role.RELATION, Role.MEMBER, Role.SUCCESSOR})
_LONGEST = 2_000
_MOST_PAIRED = 60
_ALIKE = 0.5


@dataclass(frozen=True, slots=True)
class _Side:
    """The statements of one side of a group, each with its key, and the edition they are from."""

    edition: Edition
    statements: tuple[Statement, ...]


class Properties:
    """
    Compares the statements of the items in each group, then those of the editions.

    Args:
        old: the old editions.
        new: the new one.
        groups: which items became which.
    """

    def __init__(self, old: Sequence[Edition], new: Edition, groups: Iterable[Group]) -> None:
        self.old = {edition.id: edition for edition in old}
        self.new = new
        self.equal = self.different = self.skipped = self.records = 0
        self._comparable = {each.id: _comparable(each, new) for each in old}
        self._numbers: dict[Ref, int] = {}
        self._new_numbers: dict[str, int] = {}
        for number, group in enumerate(groups):
            self._numbers |= dict.fromkeys(group.old, number)
            self._new_numbers |= dict.fromkeys((ref.id for ref in group.new), number)
        # Both sides may have the same edition id.
        self._old_index = {id(edition): self._index(edition, old=True) for edition in old}
        self._new_index = self._index(new, old=False)

    def edits(self, group: Group) -> tuple[PropertyEdit, ...]:
        """What differs between the items of a group; counts what was compared."""
        after = self._statements((self.new.by_id[ref.id] for ref in group.new), self.new)
        sides = []
        for edition in dict.fromkeys(ref.edition for ref in group.old):
            items = (self.old[edition].by_id[ref.id] for ref in group.old if ref.edition == edition)
            sides.append(self._statements(items, self.old[edition]))
        return self._compared(sides, after)

    def of_editions(self) -> tuple[PropertyEdit, ...]:
        """What differs in what is said of the editions, and of resources that are no items."""
        found: list[PropertyEdit] = []
        before = [_Side(each, each.statements) for each in self.old.values()]
        found += self._compared(before, _Side(self.new, self.new.statements))
        olds = [(each, _residue(each)) for each in self.old.values()]
        after = _residue(self.new)
        for name in sorted({*after, *(name for _, residue in olds for name in residue)}):
            sides = [_Side(each, residue.get(name, ())) for each, residue in olds]
            edits = self._compared(sides, _Side(self.new, after.get(name, ())))
            found += (replace(edit, about=name) for edit in edits)
        return tuple(found)

    def atoms(self) -> Atoms | None:
        """The count of all that was compared; none if no side was read from data."""
        old = sum(map(atoms_of, self.old.values()))
        new = atoms_of(self.new)
        if not old and not new:
            return None
        why = ""
        if self.skipped:
            kinds = ((each, each.source_kind) for each in (*self.old.values(), self.new))
            named = ", ".join(f"{each.id} ({kind or 'document'})" for each, kind in kinds)
            why = f"sources of different kinds are compared by labels and texts only: {named}"
        if self.records:
            said = "the numbers of records in a database are other ones in each copy"
            why = f"{why}; {said}" if why else said
        return Atoms(
            old=old,
            new=new,
            equal=self.equal,
            different=self.different,
            not_compared=self.skipped + self.records,
            why=why,
        )

    # -- one group ------------------------------------------------------------------

    def _statements(self, items: Iterable[Item], edition: Edition) -> _Side:
        """What is said of items, but for the numbers of their records, which are only counted."""
        said = [each for item in items for each in item.statements]
        found = tuple(each for each in said if each.role is not Role.RECORD)
        self.records += len(said) - len(found)
        return _Side(edition, found)

    def _compared(self, sides: Sequence[_Side], after: _Side) -> tuple[PropertyEdit, ...]:
        able = [side for side in sides if self._comparable[side.edition.id]]
        self.skipped += sum(_count(side.statements) for side in sides if side not in able)
        if not able and any(not yes for yes in self._comparable.values()):
            self.skipped += _count(after.statements)
            return ()
        new_keys = self._keyed(after)
        known = Counter({key: len(found) for key, found in new_keys.items()})
        matched: Counter[_Key] = Counter()
        nearest: tuple[int, Mapping[_Key, list[Statement]]] = (-1, {})
        for side in able:
            keys = self._keyed(side)
            common = Counter({key: len(found) for key, found in keys.items()}) & known
            matched |= common
            same = sum(_count(keys[key][:number]) for key, number in common.items())
            self.equal += same
            self.different += _count(side.statements) - same
            nearest = max(nearest, (same, keys), key=lambda entry: entry[0])
        same = sum(_count(new_keys[key][:number]) for key, number in matched.items())
        self.equal += same
        self.different += _count(after.statements) - same
        return tuple(_edits(_unmatched(nearest[1], known), _unmatched(new_keys, nearest[1])))

    def _keyed(self, side: _Side) -> dict[_Key, list[Statement]]:
        index = self._index_of(side.edition)
        found: dict[_Key, list[Statement]] = {}
        for statement in side.statements:
            found.setdefault(_key(statement, side.edition, index), []).append(statement)
        return found

    def _index_of(self, edition: Edition) -> Mapping[str, object]:
        # An edition that is compared with itself is on both sides, with the same numbers.
        return self._new_index if edition is self.new else self._old_index[id(edition)]

    def _index(self, edition: Edition, *, old: bool) -> dict[str, object]:
        """What a name stands for: the group of an item, or the edition."""
        found: dict[str, object] = {}
        for item in edition.items:
            if old:
                number = self._numbers.get(Ref(edition=edition.id, id=item.id))
            else:
                number = self._new_numbers.get(item.id)
            found[edition.iri_of(item.id)] = ("item", number)
            if edition.source_kind is not SourceKind.RDF:
                found.setdefault(item.id, ("item", number))
        found[edition.iri] = ("edition",)
        return found


def atoms_of(edition: Edition) -> int:
    """How many single statements an edition holds."""
    total = _count(edition.statements) + sum(_count(each.about) for each in edition.residue)
    return total + sum(_count(item.statements) for item in edition.items)


def _comparable(old: Edition, new: Edition) -> bool:
    if old.source_kind is new.source_kind:
        return True
    return not (old.source_kind and new.source_kind) and not (atoms_of(old) and atoms_of(new))


def _residue(edition: Edition) -> Mapping[str, tuple[Statement, ...]]:
    found: dict[str, tuple[Statement, ...]] = {}
    for resource in edition.residue:
        found[resource.value] = (*found.get(resource.value, ()), *resource.about)
    return found


def _count(statements: Iterable[Statement]) -> int:
    return sum(1 for _ in leaves(statements))


def _key(statement: Statement, edition: Edition, index: Mapping[str, object]) -> _Key:
    """What two statements have in common if they say the same."""
    value: object = statement.value
    names = statement.kind is StatementKind.IRI or statement.role in _NAMING
    if names:
        value = index.get(statement.value, statement.value)
    about = tuple(_key(each, edition, index) for each in statement.about)
    if statement.kind is not StatementKind.LIST:
        about = tuple(sorted(about, key=repr))
    return (
        _property(statement, edition),
        statement.kind,
        value,
        (statement.language or "").lower(),
        statement.datatype,
        about,
    )


def _property(statement: Statement, edition: Edition) -> str:
    """The name to compare by: columns that are taken for the same may have other names."""
    if edition.source_kind is SourceKind.TABLE and statement.role is not Role.ATTRIBUTE:
        return f"={statement.role}"
    return statement.property


def _unmatched(
    those: Mapping[_Key, list[Statement]], others: Mapping[_Key, int | list[Statement]]
) -> list[Statement]:
    found: list[Statement] = []
    for key, statements in those.items():
        other = others.get(key, 0)
        found += statements[other if isinstance(other, int) else len(other) :]
    return found


def _edits(old: Sequence[Statement], new: Sequence[Statement]) -> Iterator[PropertyEdit]:
    """Values removed and added, those of one property in one language put together."""
    before, after = list(_values(old, "")), list(_values(new, ""))
    kept = Counter(before) & Counter(after)
    if kept and (kept.total() < len(before) or kept.total() < len(after)):
        before, after = _without(before, kept), _without(after, kept)
    values: dict[tuple[str, str], tuple[list[_Value], list[_Value]]] = {}
    for number, side in enumerate((before, after)):
        for value in side:
            values.setdefault((value.name, value.language or ""), ([], []))[number].append(value)
    for (name, language), (gone, come) in sorted(values.items()):
        for one, other in _paired(gone, come):
            same = one is not None and other is not None and one.text == other.text
            yield PropertyEdit(
                name=name,
                language=language or None,
                old=None if one is None else one.full if same else one.text,
                new=None if other is None else other.full if same else other.text,
                role=(one or other or _NOTHING).role,
            )


@dataclass(frozen=True, slots=True)
class _Value:
    """A value to show: its property's name, its words, and these with their datatype."""

    name: str
    language: str | None
    text: str
    full: str
    role: Role


_NOTHING = _Value("", None, "", "", Role.ATTRIBUTE)


def _without(values: Iterable[_Value], kept: Mapping[_Value, int]) -> list[_Value]:
    left = Counter(kept)
    found = []
    for value in values:
        left[value] -= 1
        if left[value] < 0:
            found.append(value)
    return found


def _values(
    statements: Iterable[Statement], above: str, role: Role | None = None
) -> Iterator[_Value]:
    """The values of statements; those inside a resource without a name one by one."""
    for each in statements:
        own = curie(each.property)
        name = f"{above}.{own}" if above and own else above or own
        known = role or each.role
        nested = each.kind is StatementKind.NODE or all(member.about for member in each.about)
        if each.about and nested and each.kind is not StatementKind.IRI:
            yield from _values(each.about, name, None if known is Role.ATTRIBUTE else known)
        else:
            text = _shown(each)
            full = f"{text} ({curie(each.datatype or each.kind)})"
            yield _Value(name, each.language, text, full, known)


def _shown(statement: Statement) -> str:
    """A value for people: the words of a resource, the members of a list."""
    if statement.kind is StatementKind.LIST:
        return "; ".join(map(_shown, statement.about))
    if statement.about:
        inner = (each for each in statement.about if each.role is not Role.TYPE)
        words = "; ".join(map(_shown, inner))
        return f"{statement.value} ({words})" if statement.value else words
    return statement.value


def _paired(
    gone: Sequence[_Value], come: Sequence[_Value]
) -> Iterator[tuple[_Value | None, _Value | None]]:
    """Old values with the new ones that replace them: the most similar first."""
    left, rest = list(gone), list(come)
    if len(left) * len(rest) > _MOST_PAIRED**2:
        left.sort(key=lambda value: value.text)
        rest.sort(key=lambda value: value.text)
        for number in range(max(len(left), len(rest))):
            yield (
                left[number] if number < len(left) else None,
                rest[number] if number < len(rest) else None,
            )
        return
    ranked = sorted(
        ((-_likeness(a.text, b.text), i, j) for i, a in enumerate(left) for j, b in enumerate(rest))
    )
    used_old: set[int] = set()
    used_new: set[int] = set()
    pairs: list[tuple[int, _Value | None, _Value | None]] = []
    alone = len(left) == len(rest) == 1
    for unlike, i, j in ranked:
        if i not in used_old and j not in used_new and (alone or -unlike >= _ALIKE):
            used_old.add(i)
            used_new.add(j)
            pairs.append((i, left[i], rest[j]))
    pairs += ((i, value, None) for i, value in enumerate(left) if i not in used_old)
    pairs += ((len(left) + j, None, value) for j, value in enumerate(rest) if j not in used_new)
    for _, before, after in sorted(pairs, key=lambda pair: pair[0]):
        yield before, after


def _likeness(one: str, other: str) -> float:
    return Indel.normalized_similarity(one[:_LONGEST], other[:_LONGEST])
