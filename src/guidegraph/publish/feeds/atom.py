"""
Feeds in the Atom Syndication Format (RFC 4287).

Nothing in a feed comes from the clock, so that a site that did not change has the same feed; a date
is as precise as what it is taken from, and the rest is filled up to the first moment.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from guidegraph.render.phrases import spaced

# Texts become XML here as they do in pictures.
from guidegraph.render.picture import attribute, words


__all__ = ["EPOCH", "MEDIA_TYPE", "Feed", "FeedEntry", "moment_of", "to_atom"]

MEDIA_TYPE = "application/atom+xml"

EPOCH = "1970-01-01"
"""The date of what has none: a feed must give one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """
    An entry (`atom:entry`).

    Attributes:
        id: an IRI that never changes.
        updated: a year, a month or a day.
        content: paragraphs and lists as XHTML, well-formed and escaped.
        address: where its page is, absolute or from the feed.
        kinds: what it is about, in short words (`atom:category`).
    """

    id: str
    title: str
    updated: str
    content: str
    address: str | None = None
    author: str | None = None
    rights: str | None = None
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """
    A feed (`atom:feed`).

    *author* is whose the feed is, and each entry that names none; *address* is where the page about
    the same is, absolute or from the feed; *here* is the absolute address of the feed, if known.
    """

    id: str
    title: str
    author: str
    entries: tuple[FeedEntry, ...]
    language: str = "en"
    address: str | None = None
    here: str | None = None

    @property
    def updated(self) -> str:
        """The date of the latest entry."""
        return max((entry.updated for entry in self.entries), key=moment_of, default=EPOCH)


def to_atom(feed: Feed) -> bytes:
    """A feed as XML."""
    return "\n".join(_feed(feed)).encode()


def moment_of(date: str) -> str:
    """
    The first moment of a year, a month or a day (RFC 3339).

    >>> moment_of("2013"), moment_of("2013-07-08")
    ('2013-01-01T00:00:00Z', '2013-07-08T00:00:00Z')
    """
    return f"{date}{EPOCH[len(date) :]}T00:00:00Z"


def _feed(feed: Feed) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={_quoted(feed.language)}>'
    yield f"<id>{_text(feed.id)}</id>"
    yield f"<title>{_text(feed.title)}</title>"
    yield f"<updated>{moment_of(feed.updated)}</updated>"
    yield f"<author><name>{_text(feed.author)}</name></author>"
    if feed.here is not None:
        yield f'<link rel="self" type="{MEDIA_TYPE}" href={_quoted(feed.here)}/>'
    if feed.address is not None:
        yield f'<link rel="alternate" type="text/html" href={_quoted(feed.address)}/>'
    for entry in feed.entries:
        yield from _entry(entry)
    yield "</feed>\n"


def _entry(entry: FeedEntry) -> Iterator[str]:
    yield "<entry>"
    yield f"<id>{_text(entry.id)}</id>"
    yield f"<title>{_text(entry.title)}</title>"
    yield f"<updated>{moment_of(entry.updated)}</updated>"
    if entry.author:
        yield f"<author><name>{_text(entry.author)}</name></author>"
    if entry.address is not None:
        yield f'<link rel="alternate" type="text/html" href={_quoted(entry.address)}/>'
    for kind in entry.kinds:
        yield f"<category term={_quoted(kind)}/>"
    if entry.rights:
        yield f"<rights>{_text(entry.rights)}</rights>"
    space = 'xmlns="http://www.w3.org/1999/xhtml"'
    yield f'<content type="xhtml"><div {space}>{entry.content}</div></content>'
    yield "</entry>"


def _text(text: str) -> str:
    return words(spaced(text))


def _quoted(text: str) -> str:
    return attribute(spaced(text))
