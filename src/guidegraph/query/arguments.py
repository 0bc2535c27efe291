"""What the arguments of named queries name: items, terms and values, by id, number or name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from guidegraph.language.words import Name, folded, keys, spellings
from guidegraph.model.edition import Edition, Item
from guidegraph.model.errors import MisuseError, UnknownNameError


__all__ = ["item_named", "number_of_value", "term_named"]


def item_named(name: str, editions: Sequence[Edition]) -> str:
    """
    The id of an item of some editions, by its id, IRI or number.

    Raises:
        UnknownNameError: there is none.
    """
    found = {edition.found(name) for edition in editions} & {
        item.id for edition in editions for item in edition.items
    }
    if name in found:
        return name
    if len(found) == 1:
        return found.pop()
    if found:
        raise MisuseError(
            f"the item {name!r} is {' or '.join(map(repr, sorted(found)))} in different editions; "
            "give one of these, or add --edition"
        )
    raise UnknownNameError(
        f"item{_where(editions)}", name, {item.id for each in editions for item in each.items}
    )


def term_named(name: str, editions: Sequence[Edition]) -> str:
    """
    The id of a glossary term of some editions, by its id or one of its names.

    The name as it is goes before another form of it, a main name before another name.

    Raises:
        UnknownNameError: there is none.
        MisuseError: it may be several.
    """
    terms = [item for each in editions for item in each.items if item.type == "GlossaryTerm"]
    if any(term.id == name for term in terms):
        return name
    wanted, plain = set(spellings(name)), folded(name)
    found: dict[int, list[str]] = {}
    for term in terms:
        said = (term.pref_label or term.label or "", *term.alt_labels)
        exact = [at for at, each in enumerate(said) if plain and folded(each) == plain]
        if exact:
            found.setdefault(min(exact[0], 1), []).append(term.id)
        elif any(wanted & set(spellings(each)) for each in said):
            found.setdefault(2, []).append(term.id)
    if found:
        best = list(dict.fromkeys(found[min(found)]))
        if len(best) == 1:
            return best[0]
        raise MisuseError(f"the term {name!r} may be {' or '.join(best[:6])}; give the id")
    raise UnknownNameError(f"term{_where(editions)}", name, {term.id for term in terms})


def number_of_value(name: str, editions: Sequence[Edition]) -> str:
    """
    The number of a core value of some editions, by its number or label, or words of the label.

    Raises:
        UnknownNameError: there is none.
        MisuseError: it may be several.
    """
    values = [(edition, item) for edition in editions for item in _values(edition)]
    if any(item.notation == name for _, item in values):
        return name
    wanted = keys(name)
    for fits in (_same, _within):
        found = [(edition, item) for edition, item in values if wanted and fits(wanted, _key(item))]
        numbers = {item.notation for _, item in found if item.notation}
        if len(numbers) == 1:
            return numbers.pop()
        if numbers:
            said = dict.fromkeys(f"{item.notation} ({item.name})" for _, item in found)
            raise MisuseError(
                f"the value {name!r} may be {', '.join(list(said)[:6])}; give the number"
            )
    numeric = name[:1].isdecimal()
    known = {(item.notation or "") if numeric else item.name for _, item in values}
    raise UnknownNameError(f"value{_where(editions)}", name, known)


def _values(edition: Edition) -> Iterator[Item]:
    return (item for item in edition.items if item.type == "CoreValue" and item.notation)


def _key(item: Item) -> Name:
    return keys(item.pref_label or item.label or "")


def _same(wanted: Name, label: Name) -> bool:
    return wanted == label


def _within(wanted: Name, label: Name) -> bool:
    starts = range(len(label) - len(wanted) + 1)
    return any(label[at : at + len(wanted)] == wanted for at in starts)


def _where(editions: Sequence[Edition]) -> str:
    return f" of {editions[0].id}" if len(editions) == 1 else ""
