"""
Suggested links for a course, with the words that support them, for a person to confirm.

A statement that begins with the name of an item is about it. Otherwise words count: the rarer the
words that a sentence shares with an item, and the larger their share of the item, the surer the
link.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet

from rapidfuzz.distance import Indel

from guidegraph.course.targets import group_of, targets_of
from guidegraph.course.words import said_by
from guidegraph.language.words import folded, key_words, sentences
from guidegraph.model.course import CourseLink, LinkType
from guidegraph.model.drift import SuggestedLink, Suggestions
from guidegraph.model.edition import Edition, Item
from guidegraph.model.excerpt import beginning


__all__ = ["suggest"]

_DASH = re.compile(r"(?:(?<!\s)\s++)?+[-–—:]\s*(?![a-z])|(?<!\s)\s++[-–—:]\s*|\.\s")
_ALIKE = 0.86
_LABEL = 0.97
_LEAST = 0.2
_MOST = 3
_QUOTED = 160
_EVIDENCE = 2
_TELLING = 4.0
# A statement that names a value is more likely about the items below it than about others.
_INSIDE, _OUTSIDE = 1.8, 0.7
_QUESTION = re.compile(r"\?\s*$|^\s*(?:which|what|true or false)\b", re.IGNORECASE)


def suggest(
    course: Edition,
    edition: Edition,
    known: Iterable[CourseLink] = (),
    least: float = _LEAST,
) -> Suggestions:
    """
    For each statement of a course the items it may be about, most confident first.

    Args:
        course: the course.
        edition: the edition to link it to.
        known: links that are already in the map; they are marked.
        least: the minimum confidence of a suggested link, from 0 to 1.
    """
    finder = _Finder(edition)
    have = {(link.statement, link.item.id) for link in known if link.item.edition == edition.id}
    found = [
        SuggestedLink(
            statement=statement.id,
            item=item.id,
            how=LinkType.ASSESSES if _QUESTION.search(statement.text or "") else how,
            confidence=round(sure, 2),
            quote=beginning(quote, _QUOTED),
            item_quote=beginning(finder.said[item.id], _QUOTED),
            why=why,
            known=(statement.id, item.id) in have,
        )
        for statement in course.items
        if statement.text and statement.type not in ("CourseModule", "Section")
        for sure, item, how, quote, why in finder.candidates(statement.text, least)
    ]
    order = {item.id: place for place, item in enumerate(course.items)}
    found.sort(key=lambda link: (order[link.statement], -link.confidence, link.item))
    return Suggestions(course=course, edition=edition, links=tuple(found))


_Candidate = tuple[float, Item, LinkType, str, str]


class _Finder:
    def __init__(self, edition: Edition) -> None:
        self.targets = targets_of(edition)
        self.group = {item.id: group_of(edition, item) for item in self.targets}
        self.said = {item.id: said_by(item) for item in self.targets}
        self.keys = {
            item.id: key_words(said)
            for item, said in zip(self.targets, self.said.values(), strict=True)
        }
        frequency = Counter(key for words in self.keys.values() for key in words)
        count = len(self.targets)
        self.weight: Mapping[str, float] = {
            key: math.log((count + 1) / (times + 0.5)) for key, times in frequency.items()
        }
        self.rarest = math.log((count + 1) / 0.5)
        self.by_key: dict[str, list[Item]] = {}
        for item in self.targets:
            for key in self.keys[item.id]:
                self.by_key.setdefault(key, []).append(item)
        self.labels = [
            (folded(item.pref_label or item.label or ""), item)
            for item in self.targets
            if item.pref_label or item.label
        ]

    def candidates(self, text: str, least: float) -> list[_Candidate]:
        """The items that a statement may be about, at most some, most confident first."""
        best: dict[str, _Candidate] = {}
        labelled = list(self._by_label(text))
        # After the name, the rest may be about other items.
        rest = _DASH.split(text, maxsplit=1)[-1] if labelled else text
        named = {item.id for _, item, *_ in labelled}
        for candidate in (*labelled, *self._by_words(rest, named)):
            known = best.get(candidate[1].id)
            if known is None or candidate[0] > known[0]:
                best[candidate[1].id] = candidate
        found = sorted(
            (one for one in best.values() if one[0] >= least), key=lambda one: (-one[0], one[1].id)
        )
        return found[:_MOST]

    def _by_label(self, text: str) -> Iterator[_Candidate]:
        head = _DASH.split(text, maxsplit=1)[0]
        plain = folded(head)
        if not plain or head == text:
            return
        scored = [(Indel.normalized_similarity(plain, label), item) for label, item in self.labels]
        best = max((alike for alike, _ in scored), default=0.0)
        for alike, item in scored:
            if alike == best >= _ALIKE:
                why = f"begins with its name, “{head.strip()}”"
                yield _LABEL * alike, item, LinkType.TEACHES, beginning(text, _QUOTED), why

    def _by_words(self, text: str, named: AbstractSet[str]) -> Iterator[_Candidate]:
        """
        The items that share words with a statement that begins with the names of *named* ones.
        """
        for start, end in sentences(text):
            sentence = text[start:end]
            ours = key_words(sentence)
            shared: dict[str, set[str]] = {}
            items = {item.id: item for key in ours for item in self.by_key.get(key, ())}
            for key in ours:
                for item in self.by_key.get(key, ()):
                    shared.setdefault(item.id, set()).add(key)
            # A word that the guideline does not have is evidence against every link.
            total = sum(self.weight.get(key, self.rarest) for key in ours)
            for id_, both in shared.items():
                if len(both) < _EVIDENCE:
                    continue
                weight = sum(self.weight[key] for key in both)
                of_item = weight / sum(self.weight[key] for key in self.keys[id_])
                of_ours = weight / total
                # The better of the two sides counts most: a long item may contain a whole sentence.
                # Words that all items share are not evidence, however large their part is.
                share = 0.7 * max(of_item, of_ours) + 0.3 * min(of_item, of_ours)
                sure = 0.95 * share * (1 - math.exp(-weight / _TELLING))
                if named:
                    sure *= _INSIDE if self.group[id_] in named else _OUTSIDE
                words = ", ".join(word.casefold() for key, word in ours.items() if key in both)
                how = LinkType.TEACHES if sure >= 0.6 else LinkType.MENTIONS
                yield min(sure, _LABEL), items[id_], how, sentence, f"shares {words}"
