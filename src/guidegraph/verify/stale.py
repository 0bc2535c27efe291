"""Whether a graph that was built before still says what the outline and the source say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from guidegraph.model.accounting import Account, Gap, GapKind
from guidegraph.model.edition import Edition
from guidegraph.model.source import SourceText, Span


__all__ = ["with_stale_graph"]


def with_stale_graph(account: Account, built: Edition, source: SourceText, path: str) -> Account:
    """
    The account with one more gap if the graph *built* (the file at *path*) is out of date.

    The gap stands where in the source the first quotation differs. So it is seen, too, when words
    that belong to no item, such as a bullet, went from one place to another.
    """
    if _in_order(built) == _in_order(account.edition):
        return account
    now, then = _spans(account.edition), _spans(built)
    first = min(now ^ then, default=None)
    gap = Gap(
        kind=GapKind.STALE,
        line=source.line_of(first.start) if first else 1,
        words=tuple((first.exact if first else "run 'guidegraph build'").split()),
        owner=path,
    )
    return replace(account, gaps=(*account.gaps, gap))


def _in_order(edition: Edition) -> Edition:
    """An edition with its associations in a fixed order: a graph does not keep the one they had."""
    return replace(edition, associations=tuple(sorted(edition.associations, key=repr)))


def _spans(edition: Edition) -> set[Span]:
    return set(_all_spans(edition))


def _all_spans(edition: Edition) -> Iterator[Span]:
    yield from edition.title_spans
    yield from edition.furniture
    for item in edition.items:
        yield from item.spans
