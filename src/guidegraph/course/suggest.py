"""
Suggested links for a course, with the words that support them, for a person to confirm.

The confidence of a link is the share of links with such evidence that were right in courses that a
person had mapped by hand: a logistic regression over the measures of `guidegraph.course.evidence`.
`benchmarks/suggest.py --learn` computes its weights.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, Final

import numpy as np

from guidegraph.course.evidence import LinkEvidence, LinkMeasure
from guidegraph.course.reader import is_test, kinds_of
from guidegraph.course.words import head_of, said_by
from guidegraph.model.course import CourseLink, LinkType
from guidegraph.model.drift import SuggestedLink, Suggestions
from guidegraph.model.edition import Edition


if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["LEAST", "confidence_of", "suggest"]

LEAST: Final = 0.1
"""The minimum confidence by default: about half of what is proposed is right."""

_MOST = 3
_AFTER_REFUSED = 0.3  # what comes after refused links is weaker, and seldom right
_TEACHES = 0.5
_NAMED = 0.95
_SHOWN_WORDS = 8
_HEADED, _SPELT = 0.5, 0.2

_CONSTANT: Final = -7.88
_WEIGHTS: Final[Mapping[LinkMeasure, float]] = {
    LinkMeasure.LETTERS: 0.39,
    LinkMeasure.WORDS: 0.77,
    LinkMeasure.OF_ITEM: 1.17,
    LinkMeasure.OF_STATEMENT: 2.33,
    LinkMeasure.TELLING: 1.85,
    LinkMeasure.LEAD: 2.83,
    LinkMeasure.PART: 1.61,
    LinkMeasure.HEADING: 0.96,
    LinkMeasure.BESIDE: 3.46,
    LinkMeasure.LINKED: 0.43,
    LinkMeasure.NAMED: 3.83,
    LinkMeasure.WITHIN: 3.26,
    LinkMeasure.VALUE: -2.25,
    LinkMeasure.PRACTICE: -1.33,
    LinkMeasure.OTHER_READER: -4.69,
}


def suggest(
    course: Edition,
    edition: Edition,
    known: Iterable[CourseLink] = (),
    least: float = LEAST,
    refused: Iterable[CourseLink] = (),
) -> Suggestions:
    """
    For each statement of a course up to three items it may be about, most confident first.

    Args:
        course: the course.
        edition: the edition to link it to.
        known: links that are already in the map; they are marked.
        least: the minimum confidence of a suggested link, from 0 to 1.
        refused: links that a person refused; they are not suggested again. Where all links of a
            statement are decided, and one refused, only others with a confidence of at least 0.3
            are suggested.
    """
    have, never = (
        frozenset(
            (link.statement, link.item.id) for link in links if link.item.edition == edition.id
        )
        for links in (known, refused)
    )
    evidence = LinkEvidence(course, edition, have)
    found = [
        link
        for these, measures in evidence.blocks()
        for at, measured in zip(these, measures, strict=True)
        for link in _links(evidence, at, measured, have, never, least)
    ]
    return Suggestions(course=course, edition=edition, links=tuple(found), refused=len(never))


def confidence_of(
    measured: NDArray[np.float64], weights: NDArray[np.float64] | None = None
) -> NDArray[np.float64]:
    """
    The confidence of links by their measures, those of each link in the last dimension.

    Other *weights* than ours have the constant first.
    """
    if weights is None:
        weights = np.array([_CONSTANT, *(_WEIGHTS[measure] for measure in LinkMeasure)])
    share = 1.0 / (1.0 + np.exp(-(measured @ weights[1:] + weights[0])))
    named = np.where(measured[..., LinkMeasure.NAMED], _NAMED, 0.0)
    sure: NDArray[np.float64] = np.maximum(share, named)
    return sure


def _links(
    evidence: LinkEvidence,
    at: int,
    measured: NDArray[np.float64],
    have: AbstractSet[tuple[str, str]],
    never: AbstractSet[tuple[str, str]],
    least: float,
) -> Iterator[SuggestedLink]:
    """The items that a statement may be about."""
    statement = evidence.statements[at]
    headings = evidence.headings_of(statement)
    tests = is_test(statement.text or "", headings, kinds_of(statement))
    sure = confidence_of(measured)
    order = np.argsort(-sure, kind="stable")
    proposed = [
        (statement.id, evidence.items[place].id) for place in order[:_MOST] if sure[place] >= least
    ]
    decided = all(pair in have or pair in never for pair in proposed)
    if decided and any(pair in never for pair in proposed):
        least = max(least, _AFTER_REFUSED)
    first = True
    taken = 0
    for place in order:
        item, confidence = evidence.items[place], float(sure[place])
        if taken == _MOST or confidence < least:
            return
        if (statement.id, item.id) in never:
            continue
        how = LinkType.TEACHES if first or confidence >= _TEACHES else LinkType.MENTIONS
        first, taken = False, taken + 1
        shared = evidence.shared(at, int(place))[:_SHOWN_WORDS]
        yield SuggestedLink(
            statement=statement.id,
            item=item.id,
            how=LinkType.ASSESSES if tests else how,
            confidence=min(round(confidence, 2), 0.99),
            quote=statement.text or "",
            item_quote=said_by(item),
            shared=shared,
            why="; ".join(_reasons(evidence, at, int(place), measured[place], shared)),
            known=(statement.id, item.id) in have,
        )


def _reasons(
    evidence: LinkEvidence,
    at: int,
    place: int,
    measured: NDArray[np.float64],
    shared: tuple[str, ...],
) -> Iterator[str]:
    """What a link rests on, the strongest first."""
    text = evidence.statements[at].text or ""
    part = evidence.part_of(place)
    if measured[LinkMeasure.NAMED]:
        yield f"begins with its name, “{(head_of(text) or text).strip(' .:–—-')}”"
    if shared:
        yield f"shares {', '.join(shared)}"
    elif measured[LinkMeasure.LETTERS] >= _SPELT:
        yield "has words that are spelt alike"
    if measured[LinkMeasure.WITHIN] and not measured[LinkMeasure.NAMED]:
        yield f"begins with the name “{part}”"
    if measured[LinkMeasure.LINKED]:
        yield f"is linked to “{part}” already"
    if measured[LinkMeasure.HEADING] >= _HEADED:
        yield f"below a heading about “{part}”"
    elif not shared and part:
        yield f"among statements about “{part}”"
