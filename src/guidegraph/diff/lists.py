"""
Entries of lists under their lead-ins ("Guests must not:" / "smoke"): what a lead-in says holds for
every entry, and an entry is compared together with its lead-in.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, cached_property

from guidegraph.diff.sides import Numbers, counts_on, spaced
from guidegraph.diff.wording.classify import classify
from guidegraph.language.lexicon import table, word_set
from guidegraph.language.words import forms, sentences
from guidegraph.model.changes import Aspect, Wording, WordingVerdict
from guidegraph.model.edition import Edition, Item
from guidegraph.model.excerpt import first_words


__all__ = ["Governed", "Lists"]

# The last sentence of a lead-in has at most this many words: no text is compared for each entry
# of a list that could be as long.
_LONGEST = 60
# With so many words of an entry a lead-in is compared; more would only dilute the difference.
_STEM = 6
# Entries that are compared with an old and a new lead-in, and those that are quoted.
_TRIED = 5
_QUOTED = 3
_QUOTE = 8
_MOVED = 0.1  # how much it matters to a reader that words only went to another place
# And that a lead-in has a negation or a condition that it had not.
_TURNED = 0.6
# The families of words that make a lead-in depend on something, wherever they are in it.
_SUPPOSING = frozenset({"if …", "only if …", "when …", "unless …"})

_CLOSING = "*_\"”’)' "
_TAIL = 12  # the end of a text in which its last mark is looked for
_SENTENCE_ENDS = (".", "!", "?", "…")


class Lists:
    """
    The lists of an edition: a lead-in is a parent, or a sibling before the entries.

    A sibling must end with a colon. A parent may also stop in the middle of a sentence ("Guests
    must not"). The entries after a sibling go on until a sentence of its own, until numbers begin
    or end, or until the numbers go on that the lead-in has; what has items below it leads to those.
    """

    def __init__(self, edition: Edition) -> None:
        self._edition = edition

    @cached_property
    def lead_ins(self) -> Mapping[str, str]:
        """The lead-in of each entry, by ids."""
        found: dict[str, str] = {}
        for parent, children in self._edition.children.items():
            above = self._edition.by_id[parent] if parent is not None else None
            if above is not None and _is_open(above, children[0]):
                found.update((child.id, above.id) for child in children)
            found.update(_among(children, self._edition.children))
        return found

    @cached_property
    def entries(self) -> Mapping[str, Sequence[Item]]:
        """The entries of each lead-in, in order."""
        found: dict[str, list[Item]] = {}
        for entry, lead_in in self.lead_ins.items():
            found.setdefault(lead_in, []).append(self._edition.by_id[entry])
        return found

    def lead_in(self, item: Item) -> Item | None:
        """The lead-in of an entry."""
        found = self.lead_ins.get(item.id)
        return None if found is None else self._edition.by_id[found]


def _among(
    siblings: Sequence[Item], below: Mapping[str | None, Sequence[Item]]
) -> Iterator[tuple[str, str]]:
    """The entries among siblings, each with the one before them that is their lead-in."""
    lead: Item | None = None
    numbered: bool | None = None
    restarts = goes_on = False
    for item in siblings:
        if _ends_with_colon(item):
            lead, numbered, goes_on = (None if item.id in below else item), None, False
        elif lead is not None:
            other = numbered is not None and numbered != _is_numbered(item)
            counts = counts_on(lead, item)
            restarts = counts is False if numbered is None else restarts
            beside = counts is not None and not restarts
            sentence = _is_sentence(item) and not goes_on
            if other or beside or sentence or item.label or item.type != lead.type:
                lead = None
            else:
                numbered = _is_numbered(item)
                goes_on = _said(item)[-_TAIL:].rstrip().endswith((",", ";"))
                yield item.id, lead.id


def _is_numbered(item: Item) -> bool:
    number, _ = Numbers.split(_said(item), item.notation)
    return bool(number or item.notation or item.marker)


def _is_small(item: Item) -> bool:
    """Whether an item begins with a small letter, behind its number."""
    return Numbers.split(_said(item), item.notation)[1][:1].islower()


def _is_sentence(item: Item) -> bool:
    """Whether an item is a sentence of its own, and no end of one that began above it."""
    ends = _said(item)[-_TAIL:].rstrip(_CLOSING + "\n").endswith(_SENTENCE_ENDS)
    return ends and not _is_small(item) and not _is_numbered(item)


def _is_open(parent: Item, first: Item) -> bool:
    """Whether what an item says goes on in the items below it."""
    if _ends_with_colon(parent):
        return True
    words = _governing(parent).casefold().split()
    if not words or not _is_small(first):
        return False
    return words[-1] in word_set("function") | _modals() | word_set("prepositions")


def _modals() -> frozenset[str]:
    return frozenset(phrase for phrase in table("force") if " " not in phrase)


def _ends_with_colon(item: Item) -> bool:
    return _said(item)[-_TAIL:].rstrip(_CLOSING + "\n").endswith(":") and bool(_governing(item))


def _said(item: Item) -> str:
    return item.text or item.label or item.pref_label or ""


def _bare(item: Item) -> str:
    """What an item says, without a number in front and the marks between entries."""
    return spaced(Numbers.split(_said(item), item.notation)[1]).rstrip(";,")


def _governing(item: Item) -> str:
    """The last sentence of a lead-in, without the colon; nothing if it is too long for one."""
    words = Numbers.split(_said(item), item.notation)[1]
    spans = list(sentences(words)) or [(0, len(words))]
    last = words[spans[-1][0] : spans[-1][1]].split()
    return " ".join(last).rstrip(_CLOSING + ":—–-") if len(last) <= _LONGEST else ""


def _whole(lead_in: str, entry: str) -> str:
    """An entry as a sentence with its lead-in."""
    small = entry[:1].lower() + entry[1:] if entry[1:2].islower() else entry
    return f"{lead_in} {small}"


class Governed:
    """
    The entries and lead-ins of an old edition beside those of the new one.

    Args:
        old, new: the editions.
        lists: those of the old edition, and of the new one.
        partners: the new item of each old one that became exactly one, by ids.
    """

    def __init__(
        self, old: Edition, new: Edition, lists: tuple[Lists, Lists], partners: Mapping[str, str]
    ) -> None:
        self._old, self._new = lists
        self._items = old.by_id, new.by_id
        self._partners = partners

    def moved(self, before: Item, after: Item) -> bool:
        """Whether an entry is below a lead-in that says something else and is not the old one."""
        return self._below_another(before, after) is not None

    def judged(
        self, olds: Sequence[Item], news: Sequence[Item], alone: WordingVerdict | None
    ) -> WordingVerdict | None:
        """What items that became one another amount to with their lead-ins, if not as *alone*."""
        if len(olds) > 2 or len(news) > 2 or len(olds) + len(news) > 3:
            return None
        if len(olds) + len(news) == 3:
            return self._of_joined(olds, news, alone)
        (before,), (after,) = olds, news
        if alone is not None and alone.wording.rank >= Wording.EDITORIAL.rank:
            found = self._of_lead_in(before, after, alone) or self._of_entry(before, after, alone)
            if found is not None:
                return found
        return self._below_another(before, after)

    # -- an entry -----------------------------------------------------------------------

    def _leads(self, before: Item, after: Item) -> tuple[Item | None, Item | None]:
        return self._old.lead_in(before), self._new.lead_in(after)

    def _below_another(self, before: Item, after: Item) -> WordingVerdict | None:
        """What it means that an entry is below a lead-in that is not the old one, if it is."""
        one, two = self._leads(before, after)
        if one is None or two is None or self._partners.get(one.id) == two.id:
            return None
        if _governing(one).casefold() == _governing(two).casefold():
            return None
        verdict = _difference(*self._sentences(before, after))
        where = f"moved from '{_quoted(one)}' to '{_quoted(two)}'"
        meaning = verdict is not None and verdict.wording is Wording.SUBSTANTIVE
        if self._is_same_list(one, two):
            if not meaning:
                return None  # the lead-in was written anew, and says the same
            where = f"the lead-in was '{_quoted(one)}' and is now '{_quoted(two)}'"
        if verdict is None or not meaning:
            return WordingVerdict(wording=Wording.EDITORIAL, reasons=(where,), weight=_MOVED)
        return replace(verdict, reasons=(*verdict.reasons, where))

    def _is_same_list(self, one: Item, two: Item) -> bool:
        """Whether most entries of an old lead-in are below a new one, and that is no other's."""
        if one.id in self._partners or two.id in self._taken:
            return False
        heirs = Counter(
            self._new.lead_ins.get(self._partners.get(entry.id, ""))
            for entry in self._old.entries[one.id]
        )
        return 2 * heirs[two.id] >= heirs.total()

    @cached_property
    def _taken(self) -> frozenset[str]:
        return frozenset(self._partners.values())

    def _sentences(self, before: Item, after: Item) -> tuple[str, str]:
        """An entry on both sides, each with its lead-in if it has one."""
        one, two = self._leads(before, after)
        return (
            _whole(_governing(one), _bare(before)) if one is not None else _bare(before),
            _whole(_governing(two), _bare(after)) if two is not None else _bare(after),
        )

    def _of_entry(self, before: Item, after: Item, alone: WordingVerdict) -> WordingVerdict | None:
        """
        An entry with other words: with its lead-ins it may be the same duty.

        "smoke" below "Guests must not:" is "not smoke" below "Guests must:".
        """
        one, two = self._leads(before, after)
        if alone.wording is not Wording.SUBSTANTIVE or (one is None and two is None):
            return None
        if one is not None and two is not None and _governing(one) == _governing(two):
            return None
        verdict = _difference(*self._sentences(before, after))
        if verdict is not None and verdict.wording is Wording.SUBSTANTIVE:
            lost = set(alone.aspects) - set(verdict.aspects)
            return verdict if lost else None
        lead_ins = [f"'{_quoted(lead)}'" for lead in (one, two) if lead is not None]
        reason = f"it says the same with its lead-in: {' → '.join(dict.fromkeys(lead_ins))}"
        return WordingVerdict(wording=Wording.EDITORIAL, reasons=(reason,), weight=_MOVED)

    def _of_joined(
        self, olds: Sequence[Item], news: Sequence[Item], alone: WordingVerdict | None
    ) -> WordingVerdict | None:
        """A lead-in that became one item with one of its entries, or the reverse."""
        wholes = [
            self._as_one(items, lists) for items, lists in ((olds, self._old), (news, self._new))
        ]
        one, two = wholes
        if one is None or two is None or alone is None or alone.wording is Wording.TYPOGRAPHIC:
            return None
        verdict = _difference(one, two)
        if verdict is None:
            reason = "it says the same with its lead-in"
            return WordingVerdict(wording=Wording.EDITORIAL, reasons=(reason,), weight=_MOVED)
        return verdict

    @staticmethod
    def _as_one(items: Sequence[Item], lists: Lists) -> str | None:
        """An entry with its lead-in; two items only if one is the lead-in of the other."""
        lead_in = lists.lead_in(items[-1])
        if len(items) == 2 and (lead_in is None or lead_in.id != items[0].id):
            return None
        said = _bare(items[-1])
        return said if lead_in is None else _whole(_governing(lead_in), said)

    # -- a lead-in ----------------------------------------------------------------------

    def _of_lead_in(
        self, before: Item, after: Item, alone: WordingVerdict
    ) -> WordingVerdict | None:
        """What the difference between two lead-ins means for the entries below them."""
        pairs = self._below(before, after)
        one, two = _governing(before), _governing(after)
        if not pairs or one == two:
            return None
        kept, same = self._kept_and_same(one, two, pairs)
        spared = {entry.id for entry, _ in same}
        left = [pair for pair in pairs if pair[0].id not in spared]
        if not left:
            reason = "with the entries below it, it says the same"
            return WordingVerdict(wording=Wording.EDITORIAL, reasons=(reason,), weight=_MOVED)
        verdict = alone
        tried = sorted(kept or left, key=lambda pair: len(_bare(pair[0])))[:_TRIED]
        for entry, _ in tried:
            stem = " ".join(_bare(entry).split()[:_STEM])
            found = _difference(_whole(one, stem), _whole(two, stem))
            if found is not None and _rank(found) > _rank(verdict):
                verdict = found
        verdict = _with_turning_word(verdict, one, two)
        if verdict.wording is not Wording.SUBSTANTIVE:
            return verdict
        said = [f"holds for {_counted(len(left))} below: {_listed(left)}"]
        if same:
            said.append(f"not for {_counted(len(same))}, where nothing changed: {_listed(same)}")
        return replace(verdict, reasons=(*verdict.reasons, *said))

    def _below(self, before: Item, after: Item) -> list[tuple[Item, Item]]:
        """The entries that are below both lead-ins."""
        return [
            (entry, self._items[1][heir])
            for entry in self._old.entries.get(before.id, ())
            if (heir := self._partners.get(entry.id)) is not None
            and self._new.lead_ins.get(heir) == after.id
        ]

    @staticmethod
    def _kept_and_same(
        one: str, two: str, pairs: Sequence[tuple[Item, Item]]
    ) -> tuple[list[tuple[Item, Item]], list[tuple[Item, Item]]]:
        """The entries with the words they had, and those that words of the lead-in went to."""
        kept, same = [], []
        gone_or_come = _exchanged(one, two)
        for pair in pairs:
            before, after = map(_bare, pair)
            if before.casefold() == after.casefold():
                kept.append(pair)
                continue
            if gone_or_come.isdisjoint(_exchanged(before, after)):
                continue
            found = _difference(_whole(one, before), _whole(two, after))
            if found is None or found.wording is not Wording.SUBSTANTIVE:
                same.append(pair)
        return kept, same


def _exchanged(before: str, after: str) -> frozenset[str]:
    """The words that only one of two texts has."""
    return frozenset(forms(before)) ^ frozenset(forms(after))


def _with_turning_word(verdict: WordingVerdict, before: str, after: str) -> WordingVerdict:
    """A verdict in which a negation or condition that only one of two lead-ins has counts fully."""
    if verdict.wording is Wording.SUBSTANTIVE:
        return verdict
    both = [frozenset(forms(text)) for text in (before, after)]
    if not (both[0] <= both[1] or both[1] <= both[0]):
        return verdict  # other words may say the same
    for aspect, words in _turning():
        had, has = (sorted(words & side) for side in both)
        if bool(had) != bool(has):
            reason = f"'{(had or has)[0]}' was {'removed from' if had else 'added to'} the lead-in"
            return WordingVerdict(
                wording=Wording.SUBSTANTIVE, aspects=(aspect,), reasons=(reason,), weight=_TURNED
            )
    return verdict


@cache
def _turning() -> tuple[tuple[Aspect, frozenset[str]], ...]:
    """The words that turn a lead-in round, or make it depend on something."""
    denied = {word for word, effect in table("negation").items() if effect == "turns"}
    supposed = {word for word, family in table("condition").items() if family in _SUPPOSING}
    return (
        (Aspect.NEGATION, frozenset(word for word in denied if " " not in word)),
        (Aspect.CONDITION, frozenset(word for word in supposed if " " not in word)),
    )


def _rank(verdict: WordingVerdict) -> tuple[int, int, float]:
    """Which of two verdicts about a lead-in says more."""
    return (verdict.wording.rank, len(verdict.aspects) > 0, round(verdict.weight, 4))


def _difference(before: str, after: str) -> WordingVerdict | None:
    return None if before.split() == after.split() else classify(before, after)


def _quoted(lead_in: Item) -> str:
    return f"{_governing(lead_in)}:"


def _counted(number: int) -> str:
    return f"{number} entry" if number == 1 else f"{number} entries"


def _listed(pairs: Sequence[tuple[Item, Item]]) -> str:
    said = [f"'{first_words(_bare(after), _QUOTE)}'" for _, after in pairs[:_QUOTED]]
    more = len(pairs) - len(said)
    return ", ".join(said) + (f" and {more:,} more" if more else "")
