"""
What changed in a library as feeds: one that announces each diff, and one of each diff's own with
every important change.

An edition brings hundreds of changes at once. Readers who follow a library need one entry for each
diff; editors who act on changes need an entry for each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from guidegraph.graph.changes import change_iri, change_set_iri
from guidegraph.model.changes import Change, Comparison, Priority, priority_of
from guidegraph.model.excerpt import first_words
from guidegraph.publish.feeds.atom import EPOCH, Feed, FeedEntry, moment_of
from guidegraph.publish.feeds.redline import bullets, paragraph, redline
from guidegraph.render.alarms import alarms_of
from guidegraph.render.grouping import item_of
from guidegraph.render.phrases import KIND_NAMES, counts_of, names_of, proof_of, words_of


__all__ = ["IMPORTANT", "Address", "changes_feed", "dates_of", "library_feed"]

Address = Callable[[str], str | None]
"""Where the page about something is, if it has one, by its IRI: absolute or from the feed."""

IMPORTANT = tuple(kind for kind in Priority if kind <= Priority.ADDED)
"""The changes that get an entry: what is lost, added, split or merged, or means something else."""

# Words of an item in a title, and changes that an announcement names.
_WORDS = 12
_NAMED = 10


def library_feed(
    comparisons: Sequence[Comparison],
    *,
    iri: str,
    title: str,
    address: Address,
    home: str | None = None,
    here: str | None = None,
) -> Feed:
    """
    A feed that announces each diff of a library, that of the newest edition first.

    Args:
        iri: what identifies the feed, wherever it is found.
        title: what the library is called.
        home: where the page about the library is, absolute or from the feed.
        here: the absolute address of the feed, if that is known.
    """
    dates = dates_of(comparisons)
    entries = (_announcement(each, dates[each.new.id], address) for each in comparisons)
    return Feed(
        id=iri,
        title=f"Changes: {title}",
        author=title,
        entries=_newest_first(entries),
        address=home,
        here=here,
    )


def changes_feed(
    comparison: Comparison, date: str, *, address: Address, here: str | None = None
) -> Feed:
    """
    A feed of the important changes of one diff, the most important first.

    *date* is that of the new edition, as `dates_of` has it.
    """
    iri = change_set_iri(comparison)
    changes = sorted(
        (change for change in comparison.changes.changes if priority_of(change) in IMPORTANT),
        key=priority_of,
    )
    return Feed(
        id=f"{iri}.atom",
        title=_title(comparison),
        author=comparison.new.provenance.publisher or comparison.new.title,
        entries=tuple(_entry(comparison, change, date, address) for change in changes),
        address=address(iri),
        here=here,
    )


def dates_of(comparisons: Iterable[Comparison]) -> Mapping[str, str]:
    """
    The date of each edition that is compared with older ones, by its id.

    It is the one that the edition gives, else the latest of those that it is compared with, as it
    cannot be older; else `EPOCH`.
    """
    found: dict[str, str] = {}
    for comparison in comparisons:
        new = comparison.new
        dates = [new.issued] if new.issued else [old.issued for old in comparison.old]
        known = (found.get(new.id), *dates)
        found[new.id] = max((date for date in known if date), key=moment_of, default=EPOCH)
    return MappingProxyType(found)


def _announcement(comparison: Comparison, date: str, address: Address) -> FeedEntry:
    iri = change_set_iri(comparison)
    provenance = comparison.new.provenance
    return FeedEntry(
        id=iri,
        title=_title(comparison),
        updated=date,
        content="".join(_summary(comparison)),
        address=address(iri),
        author=provenance.publisher,
        rights=provenance.rights,
    )


def _summary(comparison: Comparison) -> Iterator[str]:
    names = " and ".join(edition.title for edition in comparison.old)
    yield paragraph(f"{comparison.new.title}, compared with {names}.")
    changes = comparison.changes
    counts = (f"{count} {KIND_NAMES[kind]}" for kind, count in counts_of(changes.changes))
    yield bullets((*counts, f"{len(changes.unchanged)} unchanged"))
    alarms = alarms_of(comparison).shown
    if alarms:
        yield paragraph("Look at these first:")
        yield bullets(_headline(comparison, each.change, (each.kind,)) for each in alarms[:_NAMED])
    yield paragraph(proof_of(changes.audit))
    if comparison.new.issued is None:
        yield paragraph(
            "The edition does not state its date of issue; the date here is that of the latest "
            "earlier edition that states one."
        )


def _entry(comparison: Comparison, change: Change, date: str, address: Address) -> FeedEntry:
    iri = change_iri(comparison, change)
    provenance = comparison.new.provenance
    return FeedEntry(
        id=iri,
        title=_headline(comparison, change, names_of(change)),
        updated=date,
        content=redline(comparison, change),
        address=address(iri),
        author=provenance.publisher,
        rights=provenance.rights,
        kinds=names_of(change),
    )


def _title(comparison: Comparison) -> str:
    olds = " and ".join(edition.id for edition in comparison.old)
    return f"Changes from {olds} to {comparison.new.id}"


def _headline(comparison: Comparison, change: Change, names: Sequence[str]) -> str:
    """How an item changed, by *names*, its number and its first words."""
    old = not change.new
    item = item_of(comparison, (change.old if old else change.new)[0], old=old)
    short = first_words(words_of(item), _WORDS)
    how = ", ".join(names)
    number = f"{item.notation} " if item.notation else ""
    return f"{how[:1].upper()}{how[1:]}: {number}{short or item.id}"


def _newest_first(entries: Iterable[FeedEntry]) -> tuple[FeedEntry, ...]:
    return tuple(sorted(entries, key=lambda entry: moment_of(entry.updated), reverse=True))
