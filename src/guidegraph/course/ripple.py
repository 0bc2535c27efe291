"""
What a changed definition affects: every item that uses the term, most important first.

A use is marked by the edition, or is in the text: a name of the term in any inflection that is not
part of the longer name of another term. An item that also uses words that changed in the definition
comes before one that does not, because the change is about what it says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from types import MappingProxyType

from guidegraph.course.words import Occurrence, occurrences, said_by
from guidegraph.diff.defining import defines
from guidegraph.language.words import Name, Names, folded, key_words, keys, spellings
from guidegraph.model.changes import Change, Comparison, Ref, WordOp
from guidegraph.model.edition import Edition, Item
from guidegraph.model.errors import MisuseError, UnknownNameError
from guidegraph.model.excerpt import first_words
from guidegraph.model.ripple import Consequence, Ripple, TermUse


__all__ = ["ripple"]

_CONSEQUENCE = MappingProxyType(
    {
        "PracticeStatement": Consequence.OBLIGATION,
        "SupervisorRole": Consequence.OBLIGATION,
        "Item": Consequence.OBLIGATION,
        "GlossaryTerm": Consequence.DEFINITION,
        "CoreValue": Consequence.VALUE,
        "Practice": Consequence.VALUE,
        "CourseStatement": Consequence.COURSE,
        "CourseModule": Consequence.COURSE,
    }
)
_AROUND = 7
_SHOWN = 6


def ripple(term: str, comparison: Comparison, courses: Iterable[Edition] = ()) -> Ripple:
    """
    The uses of a term in the new edition and in courses, and how its definition changed.

    Args:
        term: its id in either edition, or one of its names.
        comparison: the change between the editions.
        courses: courses whose statements may use the term.

    Raises:
        UnknownNameError: neither edition has such a term.
        MisuseError: several items are equally likely to be the term.
    """
    old, new, change = _ends(term, comparison)
    after = comparison.new
    names = _names(old, new)
    others = Names(_glossary((*comparison.old, after)) | names)
    home = comparison.old[0].id
    changed = _changed(change, names)
    uses = [
        use
        for edition in (after, *courses)
        for use in _uses(edition, names, others, new if edition is after else None, changed)
    ]
    # The sort is stable: uses that are equally important stay in document order.
    uses.sort(key=_importance)
    return Ripple(
        old=old,
        new=new,
        old_edition=change.old[0].edition if change and change.old else home,
        new_edition=after.id,
        change=change,
        uses=tuple(uses),
    )


def _importance(use: TermUse) -> tuple[bool, Consequence, int, bool, int]:
    return (not use.changed, use.consequence, -len(use.changed), not use.marked, -use.times)


def _changed(change: Change | None, names: Iterable[Name]) -> frozenset[str]:
    """The words that are in one definition only, by their keys; without the name of the term."""
    if change is None or not (change.old and change.new):
        return frozenset()
    sides = {
        op: {key for edit in change.words if edit.op is op for key in key_words(edit.text)}
        for op in (WordOp.DELETE, WordOp.INSERT)
    }
    own = {word for name in names for word in name}
    return frozenset((sides[WordOp.DELETE] ^ sides[WordOp.INSERT]) - own)


def _ends(term: str, comparison: Comparison) -> tuple[Item | None, Item | None, Change | None]:
    """The term in the old and in the new edition, and the change between the two."""
    before = {
        Ref(edition=edition.id, id=item.id): item
        for edition in comparison.old
        for item in edition.items
    }
    after = {Ref(edition=comparison.new.id, id=item.id): item for item in comparison.new.items}
    ref = _named(term, (comparison.new, *comparison.old))
    for change in (*comparison.changes.changes, *comparison.changes.hidden):
        if ref in change.old or ref in change.new:
            old = next((before[one] for one in change.old if one in before), None)
            new = next((after[one] for one in change.new if one in after), None)
            return old, new, change
    for pair in comparison.changes.unchanged:
        if ref in (pair.old, pair.new):
            return before[pair.old], after[pair.new], None
    return before.get(ref), after.get(ref), None


def _named(term: str, editions: Sequence[Edition]) -> Ref:
    """
    The item with this id, else the one whose name fits best; of editions the first that has one.

    A term of a glossary is before another item, its name before another form of the name.
    """
    known = {Ref(edition=each.id, id=item.id): item for each in editions for item in each.items}
    terms = {ref: item for ref, item in known.items() if item.type == "GlossaryTerm"} or known
    for ref in known:
        if term == ref.id:
            return ref
    home = {each.id: each for each in editions}
    found: dict[tuple[bool, int, int], list[Ref]] = {}
    for ref, item in terms.items():
        fit = _fit(term, item)
        if fit is not None:
            entry = item.type == "GlossaryTerm" or (
                item.text is not None and defines(home[ref.edition], (item,))
            )
            place = next(at for at, each in enumerate(editions) if each.id == ref.edition)
            found.setdefault((not entry, fit, place), []).append(ref)
    if not found:
        raise UnknownNameError("term", term, {ref.id for ref in terms})
    best = found[min(found)]
    if len(best) > 1:
        raise MisuseError(
            f"the term {term!r} may be {' or '.join(ref.id for ref in best[:_SHOWN])}; give the id"
        )
    return best[0]


def _fit(term: str, item: Item) -> int | None:
    """How well an item has a name, 0 is best: its name, another name of it, or a form of one."""
    names = _names_of(item)
    plain = folded(term)
    if term == item.id.rpartition("/")[2] or (names and plain == folded(names[0])):
        return 0
    if any(plain == folded(name) for name in names):
        return 1
    wanted = keys(term)
    return 2 if any(wanted == keys(name) for name in names) else None


def _names_of(item: Item) -> tuple[str, ...]:
    first = item.pref_label or item.label
    return (first, *item.alt_labels) if first else item.alt_labels


def _names(*items: Item | None) -> frozenset[Name]:
    return frozenset(
        spelling
        for item in items
        if item
        for name in _names_of(item)
        for spelling in spellings(name)
    )


def _glossary(editions: Iterable[Edition]) -> frozenset[Name]:
    terms = (item for one in editions for item in one.items if item.type == "GlossaryTerm")
    return _names(*terms)


def _uses(
    edition: Edition,
    names: frozenset[Name],
    others: Names,
    term: Item | None,
    changed: frozenset[str],
) -> Iterator[TermUse]:
    for item in edition.items:
        if term is not None and item.id == term.id:
            continue
        said = said_by(item)
        found = [one for one in occurrences(said, others) if one.name in names]
        marked = term is not None and term.id in edition.terms.get(item.id, ())
        if not found and not marked:
            continue
        yield TermUse(
            ref=Ref(edition=edition.id, id=item.id),
            item=item,
            consequence=_CONSEQUENCE.get(item.type, Consequence.PROSE),
            marked=marked,
            times=len(found),
            quote=_quote(said, found),
            names=tuple(dict.fromkeys(one.printed for one in found)),
            changed=tuple(word for key, word in key_words(said).items() if key in changed),
        )


def _quote(said: str, found: list[Occurrence]) -> str:
    """The words around the first use."""
    words = said.split()
    if not found:
        return first_words(said, 2 * _AROUND)
    # Hyphens join several words to one printed word: the use is here or before.
    first = max(
        (
            place
            for place, word in enumerate(words[: found[0].first + 1])
            if found[0].printed.split()[0] in word
        ),
        default=0,
    )
    start = max(0, first - _AROUND)
    end = start + 2 * _AROUND + 2
    return ("… " if start else "") + " ".join(words[start:end]) + (" …" if end < len(words) else "")
