"""Figures in a text, and which of them are about one fact."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from guidegraph.check.text.passages import prose
from guidegraph.check.vocabulary.paths import clusters
from guidegraph.language.inflect import stem
from guidegraph.language.lexicon import groups, word_set
from guidegraph.language.words import content, forms, sentences
from guidegraph.model.edition import Edition, Item


__all__ = ["Figure", "conflicts", "figures"]

_FIGURE = re.compile(
    r"(?:\b(nearly|almost|under|over|about|around|approximately|some|(?:more|less|fewer) than"
    r"|at least|at most|up to) )?"
    r"(?<![\w.,])(\d{1,3}(?:,\d{3}){1,4}|\d{1,9})(\.\d{1,4})?(?![\d,]{0,9}\d)"
    r"(?:\s?(%|percent\b|per cent\b))?",
    re.IGNORECASE,
)
_BELOW = ("nearly", "almost", "under", "less than", "fewer than", "at most", "up to")
_ABOVE = ("over", "more than", "at least")
_POINTS = 2.0
"""Shares with a larger difference, in percentage points, are two facts."""
_RATIO = 0.75
"""Counts are two facts if the ratio of the smaller to the larger is below this."""
_JUST_OVER = 1.000001
_NOT_AS_MUCH_AS = 1.25
_SMALL = 20
"""Smaller counts are too common to compare."""
_NOUN_WITHIN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """
    A figure: its value, whether the text says less or more than that (*side*: -1, 1), what is
    counted ("%", "person", or a noun's stem), the topics of its sentence, and its place.
    """

    value: float
    side: int
    unit: str
    topics: frozenset[int]
    text: str
    sentence: str
    item: Item
    edition: str


def figures(edition: Edition) -> Iterator[Figure]:
    """The shares and counts in an edition whose sentences have a known topic."""
    for passage in prose(edition):
        if not any(letter.isdigit() for letter in passage.text):
            continue
        for start, end in sentences(passage.text):
            sentence = passage.text[start:end]
            stems = content(sentence)
            topics = frozenset(
                number for number, topic in enumerate(_topics()) if not topic.isdisjoint(stems)
            )
            if topics:
                yield from _in_sentence(sentence, topics, passage.item, edition.id)


def _in_sentence(
    sentence: str, topics: frozenset[int], item: Item, edition: str
) -> Iterator[Figure]:
    for found in _FIGURE.finditer(sentence):
        value = float(found[2].replace(",", "") + (found[3] or ""))
        word = (found[1] or "").casefold()
        unit: str | None = "%"
        if not found[4]:
            is_year = "," not in found[2] and not found[3] and 1900 <= value <= 2100
            small = value < _SMALL or is_year
            unit = None if small else _counted(forms(sentence[found.end() : found.end() + 80]))
        if unit is not None:
            yield Figure(
                value=value,
                side=-1 if word in _BELOW else 1 if word in _ABOVE else 0,
                unit=unit,
                topics=topics,
                text=" ".join(found[0].split()),
                sentence=sentence,
                item=item,
                edition=edition,
            )


def _counted(behind: Sequence[str]) -> str | None:
    """What is counted: "person" for people in any role, or else the noun's stem."""
    for form in behind[:_NOUN_WITHIN]:
        singular = stem(form)
        is_person = form in word_set("persons") or singular in word_set("actors")
        if is_person or (form.endswith(("ers", "ors", "ants", "ents", "ists")) and len(form) > 5):
            return "person"
    return stem(behind[0]) if behind else None


def conflicts(all_: Iterable[Figure]) -> Iterator[Sequence[Figure]]:
    """
    Figures that seem to be about one fact, and differ; in the order of the input.

    They count the same thing, share a topic, and are close in value; sorted by value, only
    neighbours have to be compared.
    """
    order: dict[Figure, int] = {}
    buckets: dict[tuple[str, int], list[Figure]] = {}
    for figure in all_:
        order.setdefault(figure, len(order))
        for topic in figure.topics:
            buckets.setdefault((figure.unit, topic), []).append(figure)
    near = (
        (order[one], order[other])
        for bucket in buckets.values()
        for one, other in pairwise(sorted(bucket, key=lambda figure: (figure.value, order[figure])))
        if _near(one, other)
    )
    heads = clusters(near)
    sets: dict[int, list[Figure]] = {}
    for figure, number in order.items():
        sets.setdefault(heads.get(number, number), []).append(figure)
    for together in sets.values():
        # A sentence with two figures compares them.
        if len({figure.sentence for figure in together}) > 1 and _differ(together):
            yield together


def _near(one: Figure, other: Figure) -> bool:
    if one.unit == "%":
        return abs(one.value - other.value) <= _POINTS
    return min(one.value, other.value) >= _RATIO * max(one.value, other.value)


def _differ(together: Sequence[Figure]) -> bool:
    """Whether two of the figures cannot both be right: "more than 800" and "nearly 1,000" can."""
    ranges = [_range(figure) for figure in together]
    return max(low for low, _ in ranges) > min(high for _, high in ranges)


def _range(figure: Figure) -> tuple[float, float]:
    """The values that a figure allows; "over 1,000" means neither 1,300 nor 1,000."""
    if figure.side > 0:
        return figure.value * _JUST_OVER, figure.value * _NOT_AS_MUCH_AS
    if figure.side < 0:
        return figure.value / _NOT_AS_MUCH_AS, figure.value / _JUST_OVER
    return figure.value, figure.value


@cache
def _topics() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(stem(word) for word in topic) for topic in groups("figure_topics"))
