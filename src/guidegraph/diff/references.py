"""
References to numbered items in texts, resolved with an alignment: a reference that follows its
item to a new number is the same reference.

A number refers to an item if it is the number of one item of the edition, and is introduced
("clause 2", "see 3.1", "§ 4") or has the form of a clause number where no amount can be ("(2.1)").
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from guidegraph.diff.sides import Numbers, number_in_id
from guidegraph.language.enumeration import is_kind
from guidegraph.language.lexicon import word_set
from guidegraph.model.changes import Ref
from guidegraph.model.edition import Edition
from guidegraph.model.excerpt import first_words


__all__ = ["Followed", "Redirected", "References"]

_TOKEN = re.compile(
    r"(?<![\w.])(?P<number>(?:[A-Z]{1,4}(?:\.[A-Z]{1,4}){0,3}[.-]?)?\d{1,4}(?:[.-]\d{1,4}){0,7}"
    r"[a-z]?(?:\(\w{1,4}\)){0,3})(?![\w%°€$£]|[.,]\d)"
    r"|(?P<sign>§{1,2})|(?P<word>[^\W\d_]+)|(?P<mark>[^\w\s.])"
)
_PART = re.compile(r"(?:\(\w{1,4}\)|[a-z])\Z")
_NEXT = re.compile(r"[ \t]*([^\W\d_]+|[%°€$£])")
_RANGE = re.compile(
    r"[ \t]*(?:(?:to|and|or|bis|und|oder|et|ou)\b|[,–—-])[ \t]*\d{1,4}(?:\.\d{1,4})?(?![\d.])"
)
_SHORT = re.compile(r"[IVXLC]{1,7}|[A-Z]")

# Words before a number that refers, in addition to those in front of a heading.
_ALSO_KINDS = frozenset({"item", "point", "criterion"})
# With a plain figure these name something in the world ("Goal 3"), unless items have such names.
_NAMED_ONLY = frozenset({"control", "module", "unit", "practice", "objective", "goal", "outcome"})
_SEE = frozenset({"see", "cf", "siehe", "gemäß", "gemäss", "laut", "voir", "selon"})
_SEE |= {"véase", "según", "zie", "volgens", "vedi", "secondo"}
# What may be between such a word and a number, and between one number and the next.
_BETWEEN = frozenset({"also", "and", "or", "to", "und", "oder", "bis", "et", "ou", "y", "o", "en"})
_BEFORE = frozenset({"in", "under", "per", "of", "by", "with", "from", "and", "or", "to", "also"})
_BEFORE |= {"unter", "sous"}
# Words of an item that is named beside its number; the longest list of numbers that is looked at.
_NAME = 6
_MOST_IN_LIST = 10
# "Section 5 of the Libraries Act" is in another document; "… of this code" is not.
_OF = frozenset({"of", "in", "to"})
_ARTICLES = frozenset({"the", "a", "an"})


@dataclass(frozen=True, slots=True)
class _Reference:
    """A reference: from and to in its text, its number as printed, the item, and whether it is
    introduced by a word."""

    start: int
    end: int
    printed: str
    item: str
    introduced: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Redirected:
    """
    A reference to another item than before: the numbers printed, the same or others, and the names
    of the items.
    """

    old: str
    new: str
    was: str
    now: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """
    An old text in which references have the numbers that the new one has.

    *renumbered* are the old and new numbers of the same items; *redirected* are those of others.
    """

    text: str
    renumbered: tuple[tuple[str, str], ...] = ()
    redirected: tuple[Redirected, ...] = ()


class References:
    """
    The references between the items of each edition.

    Args:
        old: the old editions.
        new: the new one.
        successors: the new items of each old item.
    """

    def __init__(
        self, old: Sequence[Edition], new: Edition, successors: Mapping[Ref, Sequence[Ref]]
    ) -> None:
        self._old = {edition.id: _NumberedItems(edition) for edition in old}
        self._new = _NumberedItems(new)
        self._successors = successors

    def followed(self, edition: str, before: str, after: str) -> Followed:
        """The text of an item of an old *edition* beside that of its successor."""
        same = Followed(text=before)
        if edition not in self._restless and before == after:
            return same
        old = tuple(self._old[edition].references(before))
        if not old:
            return same
        new: dict[str, _Reference] = {}
        for found in self._new.references(after):
            new.setdefault(found.item, found)
        numbers = {found.printed: found.item for found in new.values() if found.introduced}
        printed: dict[str, str] = {}
        renumbered: dict[tuple[str, str], None] = {}
        redirected: dict[Redirected, None] = {}
        lost: dict[str, _Reference] = {}
        kept: set[str] = set()
        for found in old:
            heirs = self._successors.get(Ref(edition=edition, id=found.item), ())
            there = next((new[heir.id] for heir in heirs if heir.id in new), None)
            if there is not None:
                kept.add(there.item)
                if there.printed != found.printed:
                    printed[found.item] = there.printed
                    renumbered[found.printed, there.printed] = None
            elif found.introduced and found.printed in numbers:
                kept.add(numbers[found.printed])
                redirected[self._redirected(edition, found, new[numbers[found.printed]])] = None
            else:
                lost.setdefault(found.item, found)
        come = [found for item, found in new.items() if item not in kept]
        if len(lost) == len(come):  # as many as it no longer has: each took the place of one
            for one, two in zip(lost.values(), come, strict=True):
                printed[one.item] = two.printed
                redirected[self._redirected(edition, one, two)] = None
        pieces, done = [], 0
        for found in old:
            if found.item in printed:
                pieces += [before[done : found.start], printed[found.item]]
                done = found.end
        return Followed(
            text="".join((*pieces, before[done:])),
            renumbered=tuple(renumbered),
            redirected=tuple(redirected),
        )

    def _redirected(self, edition: str, one: _Reference, two: _Reference) -> Redirected:
        return Redirected(
            old=one.printed,
            new=two.printed,
            was=self._old[edition].name(one.item),
            now=self._new.name(two.item),
        )

    @cached_property
    def _restless(self) -> Collection[str]:
        """The old editions with a number that is now that of another item, or of none."""
        return frozenset(
            name
            for name, numbered in self._old.items()
            if any(
                not any(
                    heir.id == self._new.by_number.get(number)
                    for heir in self._successors.get(Ref(edition=name, id=item), ())
                )
                for number, item in numbered.by_number.items()
            )
        )


class _NumberedItems:
    """The items of an edition by the numbers that only they have."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition

    @cached_property
    def by_number(self) -> Mapping[str, str]:
        numbers = Numbers(self._edition)
        found: dict[str, set[str]] = {}
        by_notation = any(item.notation for item in self._edition.items)
        for item in self._edition.items:
            own = item.notation or ("" if by_notation else number_in_id(item))
            for number in {own, numbers.of_label(item)[0], numbers.of_text(item)[0]}:
                if number:
                    found.setdefault(_key(number), set()).add(item.id)
        return {number: min(items) for number, items in found.items() if len(items) == 1}

    def name(self, id_: str) -> str:
        """An item as it is named beside its number: its label, or the first words of its text."""
        item = self._edition.by_id[id_]
        label = item.label or item.pref_label
        said = Numbers(self._edition).of_label(item)[1] if label else item.text or ""
        return first_words(said, _NAME).rstrip(".,;:")

    def references(self, text: str) -> Iterator[_Reference]:
        """The references in a text, in order; those to other documents are left out."""
        if not self.by_number or not any(map(str.isdigit, text)):
            return
        kind, opened, last = "", False, ""
        for token in _TOKEN.finditer(text):
            if (number := token["number"]) is not None:
                found = self._reference(text, token, number, kind, opened=opened, last=last)
                if found is not None:
                    yield found
            elif (word := token["word"]) is not None:
                form = word.casefold()
                short = _SHORT.fullmatch(word) is not None and kind not in ("", "see")
                if short and (item := self.by_number.get(f"{kind} {form}")):
                    yield _Reference(token.start(), token.end(), word, item, introduced=True)
                elif form in _SEE:
                    kind = "see"
                elif singular := _kind_of(form):
                    kind = singular
                elif form not in _BETWEEN:
                    kind = ""
                last, opened = form, False
            elif token["sign"] is not None:
                kind = "§"
            elif token["mark"] in "([":
                opened = True
            elif token["mark"] not in ",–—-":
                kind, opened, last = "", False, token["mark"]

    def _reference(
        self, text: str, token: re.Match[str], number: str, kind: str, *, opened: bool, last: str
    ) -> _Reference | None:
        printed, item = self._resolved(number, kind)
        if item is None:
            return None
        start = token.start("number")
        end = start + len(printed)
        introduced = bool(kind)
        if introduced:
            if _is_elsewhere(text, end):
                return None
        else:
            could_be = opened or (last in _BEFORE and not _is_amount(text, end))
            if printed.isdigit() or not could_be:
                return None
        return _Reference(start, end, printed, item, introduced)

    def _resolved(self, number: str, kind: str) -> tuple[str, str | None]:
        """The longest number that an item has: "4.3(b)", else "4.3"."""
        while True:
            named = self.by_number.get(f"{kind} {_key(number)}") if kind else None
            item = named
            if item is None and not (kind in _NAMED_ONLY and number.isdigit()):
                item = self.by_number.get(_key(number))
            shorter = _PART.sub("", number)
            if item is not None or shorter == number:
                return number, item
            number = shorter


def _key(number: str) -> str:
    """A number as it is looked up: "Article 4", "§ 4" and "4.3(b)" without case and marks."""
    bare = number.casefold().replace("§", "§ ").strip(" .:()[]")
    return " ".join(bare.replace("(", ".").replace(")", "").replace("..", ".").split())


@lru_cache(maxsize=4096)
def _kind_of(form: str) -> str:
    """The word for what a number is the number of, in the singular; empty if it is another word."""
    for word in (form, f"{form}.", form.removesuffix("s")):
        if is_kind(word) or word in _ALSO_KINDS | _NAMED_ONLY:
            return word
    return "criterion" if form == "criteria" else ""


def _is_amount(text: str, end: int) -> bool:
    """Whether a thing that is counted follows: "2.1 metres", "2.1 to 2.4 metres"."""
    for _ in range(_MOST_IN_LIST):
        more = _RANGE.match(text, end)
        if more is None:
            break
        end = more.end()
    found = _NEXT.match(text, end)
    small = word_set("function") | word_set("verbs") | word_set("light")
    return found is not None and found[1].casefold() not in small


def _is_elsewhere(text: str, end: int) -> bool:
    """Whether the name of another document follows: "of the Libraries Act"."""
    words = text[end : end + 60].lstrip(" ").split()[:3]
    if not words or words[0] not in _OF:
        return False
    rest = [word for word in words[1:] if word.casefold() not in _ARTICLES]
    return bool(rest) and rest[0][:1].isupper()
