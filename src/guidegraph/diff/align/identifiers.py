"""
Items that two editions give the same persistent identifier, as groups.

An identifier is evidence as strong as it deserves: where most of the shared ones go with similar
words, they decide. An IRI or a GUID then also decides where the words differ, since nobody mints it
twice; a code or a row's number does not if the words are nearer to another item, or if it is that
of a chapter of which no words are left. Where the two disagree, both are said.
"""

from __future__ import annotations

import re
import uuid
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz.distance import Indel

from guidegraph.graph.vocab import DCTERMS
from guidegraph.model.alignment import Group, IdPolicy
from guidegraph.model.changes import Disagreement, IdentifierUse, Ref
from guidegraph.model.edition import Edition, Item
from guidegraph.model.statement import Role, StatementKind


__all__ = ["Identified", "identified"]


_ALIKE = 0.6
# Words in the same order that any two sentences of a language may have.
_STRANGE = 0.25
_MOST_COMPARED = 400_000
_EVIDENCE = "identifier"


@dataclass(frozen=True, slots=True, kw_only=True)
class Identified:
    """The groups that identifiers decide, and what is to be said of their use."""

    groups: tuple[Group, ...] = ()
    use: tuple[IdentifierUse, ...] = ()


def identified(
    old: Sequence[Edition], new: Edition, policy: IdPolicy, confirmed: Iterable[Group] = ()
) -> Identified:
    """
    The groups of items with the same identifier.

    Args:
        old: the old editions.
        new: the new one.
        policy: whether identifiers decide, are weighed against the words, or are ignored.
        confirmed: groups that are decided already; their items are left out.
    """
    if policy is IdPolicy.IGNORE:
        return Identified()
    taken = {ref for group in confirmed for ref in (*group.old, *group.new)}
    partners: dict[str, tuple[list[Ref], float]] = {}
    uses = []
    for edition in old:
        shared = _Shared(edition, new)
        if not shared.pairs:
            continue
        decided = shared.decided(policy)
        uses.append(shared.use(policy, decided))
        for one, two in decided:
            ref = Ref(edition=edition.id, id=one)
            if ref in taken or Ref(edition=new.id, id=two) in taken:
                continue
            likeness = shared.likeness(one, two)
            olds, least = partners.get(two, ([], 1.0))
            partners[two] = ([*olds, ref], min(least, likeness))
        for one, two in _replaced(edition, new):
            ref = Ref(edition=edition.id, id=one)
            if ref not in taken and Ref(edition=new.id, id=two) not in taken:
                olds, least = partners.get(two, ([], 1.0))
                partners[two] = ([*olds, ref], min(least, shared.likeness(one, two)))
    groups = (
        Group(
            old=tuple(refs),
            new=(Ref(edition=new.id, id=two),),
            confidence=round(0.8 + 0.2 * likeness, 4),
            evidence={_EVIDENCE: 1.0, "words": round(likeness, 4)},
        )
        for two, (refs, likeness) in partners.items()
    )
    return Identified(groups=tuple(groups), use=tuple(uses))


class _Shared:
    """The items of two editions with the same identifier."""

    def __init__(self, old: Edition, new: Edition) -> None:
        self.old, self.new = old, new
        self.pairs: list[tuple[str, str]] = []
        self.persistent = False
        if not (old.identified and new.identified):
            return
        by_iri = list(_joined(_iris(old), _iris(new)))
        by_id = list(_joined(_ids(old), _ids(new)))
        self.pairs = by_iri if len(by_iri) >= len(by_id) else by_id
        self.persistent = self.pairs is by_iri or all(map(_is_guid, (one for one, _ in self.pairs)))

    def likeness(self, one: str, two: str) -> float:
        """How similar the words of two items are, from 0 to 1; 1 where neither has any."""
        return _likeness(self._old_words[one], self._new_words[two])

    @cached_property
    def agreeing(self) -> frozenset[tuple[str, str]]:
        """The pairs whose words are similar, or that have a name or text in common."""
        return frozenset(
            (one, two)
            for one, two in self.pairs
            if self.likeness(one, two) >= _ALIKE
            or not _said(self.old.by_id[one]).isdisjoint(_said(self.new.by_id[two]))
        )

    @cached_property
    def disagreements(self) -> Mapping[tuple[str, str], tuple[str | None, str | None]]:
        """The pairs whose words are nearer to other items, with these: a new and an old one."""
        doubtful = [pair for pair in self.pairs if pair not in self.agreeing]
        kept_old = {one for one, _ in self.agreeing}
        kept_new = {two for _, two in self.agreeing}
        rest_old = [item.id for item in self.old.items if item.id not in kept_old]
        rest_new = [item.id for item in self.new.items if item.id not in kept_new]
        if len(doubtful) * (len(rest_old) + len(rest_new)) > _MOST_COMPARED:
            return dict.fromkeys(doubtful, (None, None))  # not looked at: they count as such
        found: dict[tuple[str, str], tuple[str | None, str | None]] = {}
        for one, two in doubtful:
            later = _nearest(self._old_words[one], two, self._new_words, rest_new)
            earlier = _nearest(self._new_words[two], one, self._old_words, rest_old)
            if later is not None or earlier is not None:
                found[one, two] = later, earlier
        return found

    def decided(self, policy: IdPolicy) -> list[tuple[str, str]]:
        """The pairs that the identifiers decide."""
        if policy is IdPolicy.TRUST:
            return self.pairs
        agreeing, shared = 2 * len(self.agreeing), len(self.pairs)
        if self.persistent:
            # Other words alone contradict no IRI; other words that are found elsewhere do.
            against = 2 * len(self.disagreements)
            return self.pairs if agreeing >= shared or against < shared else []
        if agreeing <= shared:
            return []
        return [
            pair
            for pair in self.pairs
            if pair not in self.disagreements and pair not in self.strangers
        ]

    @cached_property
    def strangers(self) -> frozenset[tuple[str, str]]:
        """
        The pairs of chapters without words in common, with all below them that has none either or
        only words that their editions repeat: a new chapter in the place of another is numbered
        alike.
        """
        often = [
            {words for words, times in Counter(said.values()).items() if times > 1}
            for said in (self._old_words, self._new_words)
        ]
        found: set[tuple[str, str]] = set()
        for one, two in self.pairs:
            above = self.old.by_id[one].parent or "", self.new.by_id[two].parent or ""
            chapters = one in self.old.children and two in self.new.children
            strange = (one, two) not in self.agreeing and self.likeness(one, two) < _STRANGE
            repeated = self._old_words[one] in often[0] and self._new_words[two] in often[1]
            if (strange and chapters) or (above in found and (strange or repeated)):
                found.add((one, two))
        return frozenset(found)

    def use(self, policy: IdPolicy, decided: Sequence[tuple[str, str]]) -> IdentifierUse:
        """What is to be said of them."""
        return IdentifierUse(
            old=self.old.id,
            shared=len(self.pairs),
            agreeing=len(self.agreeing),
            deciding=len(decided),
            disagreements=tuple(
                Disagreement(
                    old=Ref(edition=self.old.id, id=one),
                    new=Ref(edition=self.new.id, id=two),
                    later=None if later is None else Ref(edition=self.new.id, id=later),
                    earlier=None if earlier is None else Ref(edition=self.old.id, id=earlier),
                    decided=(one, two) in set(decided),
                )
                for (one, two), (later, earlier) in self.disagreements.items()
                if later or earlier
            )
            if decided
            else (),
        )

    @cached_property
    def _old_words(self) -> Mapping[str, str]:
        return {item.id: _words(item) for item in self.old.items}

    @cached_property
    def _new_words(self) -> Mapping[str, str]:
        return {item.id: _words(item) for item in self.new.items}


def _replaced(old: Edition, new: Edition) -> Iterator[tuple[str, str]]:
    """Old items that are gone, and the new item that says it replaces them."""
    kept = _iris(new)
    for item in new.items:
        for each in item.statements:
            gone = old.by_iri.get(each.value)
            if each.property == DCTERMS.replaces and gone and each.value not in kept:
                yield gone, item.id


def _iris(edition: Edition) -> dict[str, str]:
    return {item.iri: item.id for item in edition.items if item.iri}


def _ids(edition: Edition) -> dict[str, str]:
    return {item.id: item.id for item in edition.items}


def _joined(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    return ((one, new[name]) for name, one in old.items() if name in new)


def _words(item: Item) -> str:
    return " ".join(re.findall(r"\w+", f"{item.label or ''} {item.text or ''}".casefold()))


def _said(item: Item) -> set[str]:
    """The names and texts of an item in all languages."""
    literals = (
        literal.value
        for each in item.said(Role.LABEL, Role.ALT_LABEL, Role.HIDDEN_LABEL, Role.TEXT)
        for literal in (each, *each.about)
        if literal.kind is StatementKind.LITERAL
    )
    return {" ".join(value.casefold().split()) for value in literals}


def _likeness(one: str, other: str) -> float:
    if one == other:
        return 1.0
    if not one or not other:
        return 0.0
    shorter, longer = sorted((one.split(), other.split()), key=len)
    if longer[: len(shorter)] == shorter:  # a text was added behind the label, or taken away
        return 1.0
    return float(Indel.normalized_similarity(shorter, longer))


def _nearest(words: str, partner: str, others: Mapping[str, str], ids: Iterable[str]) -> str | None:
    """The item whose words are most similar, if they are similar, and more so than a partner's."""
    best, least = None, max(_ALIKE, _likeness(words, others[partner]))
    for id_ in ids:
        if id_ != partner and words and (likeness := _likeness(words, others[id_])) > least:
            best, least = id_, likeness
    return best


def _is_guid(text: str) -> bool:
    try:
        return bool(uuid.UUID(text))
    except ValueError:
        return False
