"""Where the words of a course differ from those of the items it teaches."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from guidegraph.course.words import occurrences, said_by
from guidegraph.language.words import Names, key_words, keys
from guidegraph.model.changes import Ref
from guidegraph.model.course import CourseLink
from guidegraph.model.drift import Drift, DriftReport, TermCount
from guidegraph.model.edition import Edition


__all__ = ["drift"]

_OFTEN = 3
_MOST = 12


def drift(
    course: Edition, links: Iterable[CourseLink], edition: Edition, target: Mapping[Ref, str]
) -> DriftReport:
    """
    Each linked statement beside its item, and how often each of the two uses which words.

    Args:
        course: the course.
        links: its map.
        edition: the edition that it is compared with.
        target: for each linked item, its counterpart in this edition.
    """
    guideline = _Words(edition)
    own = _Words(course)
    drifts = tuple(
        _drift(course, edition, link, target[link.item], guideline)
        for link in links
        if link.item in target
    )
    return DriftReport(
        course=course,
        edition=edition,
        drifts=drifts,
        foreign=_lacking(own, guideline, course_first=True),
        absent=_lacking(guideline, own, course_first=False),
        names=_names(course, edition),
    )


class _Words:
    """How often each key word is in an edition, and how it is printed."""

    def __init__(self, edition: Edition) -> None:
        self.counts: Counter[str] = Counter()
        self.printed: dict[str, str] = {}
        for item in edition.items:
            said = said_by(item)
            words = key_words(said)
            for key, word in words.items():
                self.printed.setdefault(key, word.casefold())
            self.counts.update(key for key in keys(said) if key in words)


def _drift(
    course: Edition, edition: Edition, link: CourseLink, item_id: str, guideline: _Words
) -> Drift:
    statement, item = course.by_id[link.statement], edition.by_id[item_id]
    ours, theirs = key_words(said_by(statement)), key_words(said_by(item))
    shared = [key for key in theirs if key in ours]
    missing = sorted(
        (key for key in theirs if key not in ours), key=lambda key: guideline.counts[key]
    )
    added = [key for key in ours if key not in theirs]
    return Drift(
        link=link,
        statement=statement,
        item=item,
        shared=tuple(theirs[key].casefold() for key in shared),
        missing=tuple(theirs[key].casefold() for key in missing),
        foreign=tuple(ours[key].casefold() for key in added if not guideline.counts[key]),
        added=tuple(ours[key].casefold() for key in added if guideline.counts[key]),
        kept=len(shared) / len(theirs) if theirs else 1.0,
        own=len(added) / len(ours) if ours else 0.0,
    )


def _lacking(one: _Words, other: _Words, *, course_first: bool) -> tuple[TermCount, ...]:
    """The words that one of the two uses often, and the other not at all."""
    found = [
        (count, one.printed[key])
        for key, count in one.counts.items()
        if count >= _OFTEN and not other.counts[key]
    ]
    found.sort(key=lambda entry: (-entry[0], entry[1]))
    return tuple(
        TermCount(
            term=word, course=count if course_first else 0, edition=0 if course_first else count
        )
        for count, word in found[:_MOST]
    )


def _names(course: Edition, edition: Edition) -> tuple[TermCount, ...]:
    """The names of the glossary with their counts, without those in a longer name."""
    names = {
        keys(name): name
        for item in edition.items
        if item.type == "GlossaryTerm"
        for name in (item.pref_label or item.label or item.id, *item.alt_labels)
    }
    sought = Names(names)
    counts = [
        Counter(found.name for item in one.items for found in occurrences(said_by(item), sought))
        for one in (course, edition)
    ]
    found = [
        TermCount(term=name, course=counts[0][key], edition=counts[1][key])
        for key, name in names.items()
        if counts[0][key] or counts[1][key]
    ]
    return tuple(sorted(found, key=lambda entry: (-entry.course, -entry.edition, entry.term)))
