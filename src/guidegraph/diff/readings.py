"""
What is compared of the words of a group: labels and texts without what only followed something
else, and what is to be said of that.

A number in front is a notation. A sentence or lead-in that went to another place has moved. A
reference has the number that its item has now. What then still differs is a difference in wording.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from guidegraph.diff.crossing import LeadIns, crossed
from guidegraph.diff.defining import defines
from guidegraph.diff.lists import Governed, Lists
from guidegraph.diff.references import Redirected, References
from guidegraph.diff.sentences import MovedSentences
from guidegraph.diff.sides import Numbers, Sides, joined, label_of, same_number, spaced, text_of
from guidegraph.diff.wording.classify import wordings
from guidegraph.diff.words import word_edits
from guidegraph.model.alignment import Group
from guidegraph.model.changes import (
    Aspect,
    MovedSentence,
    Ref,
    WordEdit,
    Wording,
    WordingVerdict,
)
from guidegraph.model.edition import Edition, Item
from guidegraph.model.excerpt import first_words


__all__ = ["Readings", "WordsOfGroup"]

_LONGEST_QUOTE = 12
_SET_APART = "the number in front of the words is now apart from them, or the reverse"

# How much it matters to a reader: other words with the same meaning, a sentence at another place, a
# reference to something else, a moved sentence that may be about something else.
_EDITORIAL, _MOVED, _MISDIRECTED, _ADRIFT = 0.02, 0.1, 0.6, 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsOfGroup:
    """
    How the words of a group differ.

    *renumbered*: a number in front differs; *set_apart*: it is the same, and no longer in front.
    *misdirected*: a reference is now to another item.
    """

    reworded: bool = False
    relabelled: bool = False
    renumbered: bool = False
    set_apart: bool = False
    misdirected: bool = False
    verdict: WordingVerdict | None = None
    words: tuple[WordEdit, ...] = ()
    label_words: tuple[WordEdit, ...] = ()
    wordings: Mapping[str, Wording] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class _Note:
    """What is to be said of words that are not compared, and how important it is."""

    reason: str
    wording: Wording = Wording.EDITORIAL
    aspect: Aspect | None = None
    weight: float = _EDITORIAL
    unsure: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Field:
    """
    The label or text of an item: as printed, the number in front, the words behind it, and those of
    them to compare.
    """

    raw: str = ""
    number: str = ""
    rest: str = ""
    compared: str = ""

    @property
    def numbered(self) -> str:
        """What is to be compared, with the number."""
        return self.raw[: len(self.raw) - len(self.rest)] + self.compared


@dataclass(frozen=True, slots=True, kw_only=True)
class _Compared:
    """The labels or the texts of both sides: those printed, and those to compare."""

    raw: tuple[str | None, str | None]
    rest: tuple[str | None, str | None]
    compared: tuple[str | None, str | None]
    renumbered: bool = False
    set_apart: bool = False
    notes: tuple[_Note, ...] = ()

    @property
    def differs(self) -> bool:
        """Whether more than a number in front differs."""
        return spaced(self.rest[0]) != spaced(self.rest[1]) or self.set_apart


class Readings:
    """
    The words of groups as they are to be compared.

    Args:
        old, new: the editions.
        groups: which items became which.
        successors: the new items of each old item.
    """

    def __init__(
        self,
        old: Sequence[Edition],
        new: Edition,
        groups: Sequence[Group],
        successors: Mapping[Ref, Sequence[Ref]],
    ) -> None:
        self._old = {edition.id: edition for edition in old}
        self._new = new
        self._numbers = {edition.id: Numbers(edition) for edition in old}
        self._new_numbers = Numbers(new)
        self._sentences = MovedSentences(old, new, groups)
        self._references = References(old, new, successors)
        partners: dict[str, dict[str, str]] = {edition.id: {} for edition in old}
        for group in groups:
            if len(group.new) != 1:
                continue
            counts = Counter(ref.edition for ref in group.old)
            for ref in group.old:
                if counts[ref.edition] == 1:
                    partners[ref.edition][ref.id] = group.new[0].id
        self._lead_ins: dict[str, LeadIns] = {}
        self._governed: dict[str, Governed] = {}
        lists = Lists(new)
        for each in old:
            both = Lists(each), lists
            self._lead_ins[each.id] = LeadIns(each, new, both, partners[each.id])
            self._governed[each.id] = Governed(each, new, both, partners[each.id])

    def sentences(self, group: Group) -> tuple[MovedSentence, ...]:
        """The sentences that the items of a group lost to, or got from, those of others."""
        return self._sentences.of(group)

    def below_another(self, edition: str, before: Item, after: Item) -> bool:
        """Whether an entry of a list is now below another lead-in, which says something else."""
        return self._governed[edition].moved(before, after)

    def of(self, group: Group, sides: Sides) -> WordsOfGroup:
        """How the words of a group with both sides differ."""
        editions = tuple(dict.fromkeys(ref.edition for ref in group.old))
        if all(_say_the_same(items, sides.new) for items in sides.old):
            return self._unchanged(editions, sides)
        pairs = [
            self._pair(edition, items, sides.new)
            for edition, items in zip(editions, sides.old, strict=True)
        ]
        at_label, at_text = sides.nearest(label_of), sides.nearest(text_of)
        label, text = pairs[at_label][0], pairs[at_text][1]
        told = self._told(group)
        defining = self._defines(editions[at_text], sides.old[at_text], sides.new)
        verdict, misdirected = self._verdict(
            editions[at_text], label, text, told, defining=defining
        )
        verdict = self._with_lead_ins(editions[at_text], sides.old[at_text], sides.new, verdict)
        renumbered = label.renumbered or text.renumbered
        return WordsOfGroup(
            reworded=text.differs,
            relabelled=label.differs,
            renumbered=renumbered,
            set_apart=label.set_apart or text.set_apart,
            misdirected=misdirected,
            verdict=verdict,
            words=word_edits(*text.raw) if text.differs or text.renumbered else (),
            label_words=word_edits(*label.raw) if label.differs or label.renumbered else (),
            wordings=self._since_each(editions, pairs, sides, told) if len(editions) > 1 else {},
        )

    def _unchanged(self, editions: Sequence[str], sides: Sides) -> WordsOfGroup:
        """Items with the same words; a reference in them may be to another item now."""
        both = label_of(sides.new), text_of(sides.new)
        for edition in editions:
            verdict = _with_notes(None, self._followed(edition, both, both)[1])
            if verdict is not None:
                return WordsOfGroup(verdict=verdict, misdirected=True)
        verdicts = (
            self._with_lead_ins(edition, items, sides.new, None)
            for edition, items in zip(editions, sides.old, strict=True)
        )
        return WordsOfGroup(verdict=next((one for one in verdicts if one is not None), None))

    def _with_lead_ins(
        self,
        edition: str,
        olds: Sequence[Item],
        news: Sequence[Item],
        verdict: WordingVerdict | None,
    ) -> WordingVerdict | None:
        """What a difference in words amounts to together with the lead-ins of lists."""
        if len(olds) == len(news) == 1 and any(self._lead_ins[edition].reasons(olds[0], news[0])):
            return verdict
        return self._governed[edition].judged(olds, news, verdict) or verdict

    def _since_each(
        self,
        editions: Sequence[str],
        pairs: Sequence[tuple[_Compared, _Compared]],
        sides: Sides,
        told: Sequence[_Note],
    ) -> Mapping[str, Wording]:
        """How much the words differ from those of each old edition, if they do."""
        found = {}
        for edition, (label, text), olds in zip(editions, pairs, sides.old, strict=True):
            defining = self._defines(edition, olds, sides.new)
            verdict, _ = self._verdict(edition, label, text, told, defining=defining)
            verdict = self._with_lead_ins(edition, olds, sides.new, verdict)
            if verdict is not None:
                found[edition] = verdict.wording
        return found

    # -- the verdict --------------------------------------------------------------------

    def _defines(self, edition: str, olds: Sequence[Item], news: Sequence[Item]) -> bool:
        """Whether items are definitions, or say what is covered, in either edition."""
        return defines(self._old[edition], olds) or defines(self._new, news)

    def _verdict(
        self,
        edition: str,
        label: _Compared,
        text: _Compared,
        told: Sequence[_Note],
        *,
        defining: bool,
    ) -> tuple[WordingVerdict | None, bool]:
        """What the differences amount to; and whether a reference is now to another item."""
        notes: list[_Note] = []
        across = crossed(
            (label.compared[0], text.compared[0]), (label.compared[1], text.compared[1])
        )
        if across.reason:
            notes.append(_Note(across.reason))
        old, moved = self._followed(edition, across.old, across.new)
        notes += moved
        misdirected = any(note.wording is Wording.SUBSTANTIVE for note in moved)
        if label.differs or text.differs:
            notes += (*label.notes, *text.notes, *(told if text.differs else ()))
        elif not misdirected:
            return None, False
        verdict = wordings(old[0], across.new[0], old[1], across.new[1], defines=defining)
        return _with_notes(verdict, notes), misdirected

    def _followed(
        self,
        edition: str,
        old: tuple[str | None, str | None],
        new: tuple[str | None, str | None],
    ) -> tuple[tuple[str | None, str | None], list[_Note]]:
        """Old words in which the references have the new numbers of their items."""
        texts: list[str | None] = []
        renumbered: dict[str, None] = {}
        redirected: dict[Redirected, None] = {}
        for before, after in zip(old, new, strict=True):
            if not before or not after:
                texts.append(before)
                continue
            found = self._references.followed(edition, before, after)
            texts.append(found.text)
            renumbered |= dict.fromkeys(f"{one} → {two}" for one, two in found.renumbered)
            redirected |= dict.fromkeys(found.redirected)
        notes = [
            _Note(_said_of(each), Wording.SUBSTANTIVE, Aspect.OTHER, _MISDIRECTED)
            for each in redirected
        ]
        if renumbered:
            numbers = ", ".join(renumbered)
            notes.append(_Note(f"references follow their items to new numbers: {numbers}"))
        return (texts[0], texts[1]), notes

    def _told(self, group: Group) -> tuple[_Note, ...]:
        """Where the sentences of a group went, and where they came from."""
        notes = []
        for each in self._sentences.of(group):
            quote = first_words(each.text, _LONGEST_QUOTE)
            said = f"{each.left if each.old in group.old else each.came}: '{quote}'"
            reworded = self._sentences.rewording(each)
            if reworded is not None:
                said += f", in other words: '{first_words(reworded, _LONGEST_QUOTE)}'"
            if self._sentences.may_be_of_another(each):
                subject = f"its subject may be another: '{each.text.split()[0]}'"
                notes.append(
                    _Note(
                        f"{said}; {subject}",
                        Wording.SUBSTANTIVE,
                        Aspect.SCOPE,
                        _ADRIFT,
                        unsure=True,
                    )
                )
            else:
                notes.append(_Note(said, weight=_MOVED))
        return tuple(notes)

    # -- the words to compare ----------------------------------------------------------

    def _pair(
        self, edition: str, olds: Sequence[Item], news: Sequence[Item]
    ) -> tuple[_Compared, _Compared]:
        """The labels, and the texts, of old items and their successors."""
        numbers = self._numbers[edition]
        before = [self._fields(item, numbers, edition, is_old=True) for item in olds]
        after = [self._fields(item, self._new_numbers, edition, is_old=False) for item in news]
        labels, texts = (
            self._compared(
                [fields[at] for fields in before],
                [fields[at] for fields in after],
                (olds[0].notation, news[0].notation),
            )
            for at in (0, 1)
        )
        if len(olds) == len(news) == 1:
            reasons = self._lead_ins[edition].reasons(olds[0], news[0])
            texts = replace(texts, notes=(*texts.notes, *map(_Note, reasons)))
        return labels, texts

    def _fields(
        self, item: Item, numbers: Numbers, edition: str, *, is_old: bool
    ) -> tuple[_Field, _Field]:
        """The label and text of an item."""
        ref = Ref(edition=edition if is_old else self._new.id, id=item.id)
        lead_ins = self._lead_ins[edition]
        label, text = item.label or item.pref_label or "", item.text or ""
        label_number, name = numbers.of_label(item)
        text_number, said = numbers.of_text(item)
        left = self._sentences.without(ref, said, is_old=is_old)
        if text:
            left = lead_ins.without(item, left, is_old=is_old)
            shown = name
        else:
            shown = lead_ins.without(item, name, is_old=is_old)
        return (
            _Field(raw=label, number=label_number, rest=name, compared=shown),
            _Field(raw=text, number=text_number, rest=said, compared=left),
        )

    @staticmethod
    def _compared(
        olds: Sequence[_Field], news: Sequence[_Field], notations: tuple[str | None, str | None]
    ) -> _Compared:
        """The labels or the texts of both sides, with their numbers if these are the same."""
        one_to_one = len(olds) == len(news) == 1
        same = one_to_one and olds[0].number == news[0].number
        sides = olds, news
        raw = tuple(joined(field.raw for field in side) for side in sides)
        rest = tuple(joined(field.raw if same else field.rest for field in side) for side in sides)
        compared = tuple(
            joined(field.numbered if same else field.compared for field in side) for side in sides
        )
        if not any(compared) and all(rest):
            compared = rest  # all that it said went away, and all that it says came
        notes: tuple[_Note, ...] = ()
        renumbered = one_to_one and not same
        if renumbered and all(rest):
            cited = [
                field.number or notation
                for (field,), notation in zip((olds, news), notations, strict=True)
            ]
            if same_number(*cited):
                renumbered = False
                notes = (_Note(_SET_APART, Wording.TYPOGRAPHIC, weight=0.0),)
        return _Compared(
            raw=(raw[0], raw[1]),
            rest=(rest[0], rest[1]),
            compared=(compared[0], compared[1]),
            renumbered=renumbered,
            set_apart=bool(notes),
            notes=notes,
        )


def _said_of(reference: Redirected) -> str:
    """That a reference is to another item than before."""
    if reference.old == reference.new:
        return (
            f"the reference to {reference.new} now points at another item: "
            f"'{reference.now}', before '{reference.was}'"
        )
    return (
        f"the reference to {reference.old} ('{reference.was}') "
        f"is now to {reference.new} ('{reference.now}')"
    )


def _say_the_same(olds: Sequence[Item], news: Sequence[Item]) -> bool:
    """Whether labels and texts are the same, with their numbers."""
    return label_of(olds) == label_of(news) and text_of(olds) == text_of(news)


def _with_notes(verdict: WordingVerdict | None, notes: Sequence[_Note]) -> WordingVerdict | None:
    """A verdict that also says what was not compared, as the strongest class of all."""
    if not notes:
        return verdict
    wording = max((note.wording for note in notes), key=lambda one: one.rank)
    if verdict is not None and verdict.wording.rank > wording.rank:
        wording = verdict.wording
    found: tuple[_Note | WordingVerdict, ...] = (*notes, *(() if verdict is None else (verdict,)))
    weight = max(one.weight for one in found)
    aspects = {note.aspect for note in notes} | {*(verdict.aspects if verdict else ())}
    # What is less important than an editorial difference is not told beside a greater one.
    reasons = [
        note.reason
        for note in sorted(notes, key=lambda note: -note.wording.rank)
        if note.wording in (wording, Wording.EDITORIAL)
    ]
    if verdict is not None and verdict.wording in (wording, Wording.SPELLING, Wording.EDITORIAL):
        reasons = [*verdict.reasons, *reasons]
    return replace(
        verdict or WordingVerdict(wording=wording),
        wording=wording,
        aspects=tuple(aspect for aspect in Aspect if aspect in aspects),
        reasons=tuple(dict.fromkeys(reasons)),
        weight=weight,
        unsure=any(one.unsure for one in found if one.weight == weight),
    )
