"""The offered format that a client prefers (RFC 9110, 12.5.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache


__all__ = ["chosen", "languages"]

_TOKEN = r"[!#$%&'*+.^_`|~0-9A-Za-z-]++"  # noqa: S105 - RFC 9110's word for it
_RANGE = re.compile(rf"\s*+({_TOKEN})/({_TOKEN})\s*+(?:;|$)")
_STRING = r'"(?:[^"\\]++|\\.)*+"'
_PARAMETER = re.compile(rf";?\s*+({_TOKEN})\s*+=\s*+({_STRING}|(?:{_TOKEN})?)\s*+(?=;|$)")
# A string that is not closed ends with the header.
_ELEMENT = re.compile(rf'(?:[^,"]++|{_STRING}?+)++')
_QUALITY = re.compile(r"[0-9]{0,9}(?:\.[0-9]{0,9})?")

_MOST_ELEMENTS = 100
_LONGEST = 4_000
_LONGEST_LANGUAGES = 1000
_LANGUAGE = re.compile(
    r"([A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*)(?:\s*;\s*q\s*=\s*([0-9](?:\.[0-9]{0,3})?))?"
)
# Our output always has these values, or the client gets the type stated in the answer.
_NOT_ASKED = {"charset": "utf-8", "profile": None}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Range:
    """A media range, its quality, and how specific it is."""

    type: str
    subtype: str
    parameters: frozenset[tuple[str, str]]
    quality: float

    @property
    def specificity(self) -> tuple[int, int]:
        level = 0 if self.type == "*" else 1 if self.subtype == "*" else 2
        return level, len(self.parameters)

    def matches(self, type_: str, subtype: str, parameters: frozenset[tuple[str, str]]) -> bool:
        return (
            self.type in ("*", type_)
            and self.subtype in ("*", subtype)
            and self.parameters <= parameters
        )


@lru_cache(maxsize=512)
def languages(accept: str | None) -> tuple[str, ...]:
    """
    The languages that a client prefers, the best first (RFC 9110, 12.5.4).

    >>> languages("en;q=0.5, de-AT, de;q=0.9, *;q=0.1, fr;q=0")
    ('de-AT', 'de', 'en')
    """
    found: list[tuple[float, str]] = []
    for part in (accept or "")[:_LONGEST_LANGUAGES].split(","):
        match = _LANGUAGE.fullmatch(part.strip())
        if match is not None:
            found.append((min(float(match[2] or 1), 1.0), match[1]))
    ordered = sorted(found, key=lambda each: -each[0])
    return tuple(dict.fromkeys(tag for quality, tag in ordered if quality > 0))


@lru_cache(maxsize=512)
def chosen(accept: str | None, offers: tuple[str, ...]) -> str | None:
    """
    The offer that a client prefers; `None` if it accepts none of them.

    Of equal ones, the most specifically named one is chosen, then the one offered first. An invalid
    part of the header is ignored; a header without a valid part counts as no header, and no header
    accepts everything. What follows the first 4,000 characters is ignored.

    >>> chosen("text/turtle;q=0.5, application/*", ("text/turtle", "application/ld+json"))
    'application/ld+json'
    >>> chosen("text/turtle;q=0, */*", ("text/turtle",)) is None
    True
    """
    ranges = tuple(_ranges((accept or "")[:_LONGEST]))
    if not ranges:
        return offers[0] if offers else None
    best: tuple[float, tuple[int, int]] = (0.0, (0, 0))
    found = None
    for offer in offers:
        liking = _liking(ranges, offer)
        if liking[0] > 0 and liking > best:
            best, found = liking, offer
    return found


def _liking(ranges: Sequence[_Range], offer: str) -> tuple[float, tuple[int, int]]:
    """The quality that the most specific range gives an offer, and how specific that is."""
    name, _, rest = offer.lower().partition(";")
    type_, _, subtype = name.strip().partition("/")
    parameters = frozenset(_parameters(rest).items())
    fitting = [each for each in ranges if each.matches(type_, subtype, parameters)]
    if not fitting:
        return 0.0, (0, 0)
    narrowest = max(each.specificity for each in fitting)
    # The same range twice: the higher quality counts.
    return max(each.quality for each in fitting if each.specificity == narrowest), narrowest


def _ranges(accept: str) -> Iterator[_Range]:
    for number, element in enumerate(_ELEMENT.findall(accept)):
        if number >= _MOST_ELEMENTS:
            return
        head = _RANGE.match(element)
        if head is None or (head[1] == "*" and head[2] != "*"):
            continue
        given = _parameters(element[head.end() :], until="q")
        quality = _quality(given.pop("q", "1"))
        if quality is None:
            continue
        asked = {
            name: value
            for name, value in given.items()
            if name not in _NOT_ASKED or _NOT_ASKED[name] not in (None, value.lower())
        }
        yield _Range(
            type=head[1].lower(),
            subtype=head[2].lower(),
            parameters=frozenset(asked.items()),
            quality=quality,
        )


def _parameters(text: str, until: str | None = None) -> dict[str, str]:
    """The parameters of a media type; what follows the one named *until* is none of them."""
    found: dict[str, str] = {}
    at = 0
    while (parameter := _PARAMETER.match(text, at)) is not None:
        name, value = parameter[1].lower(), parameter[2]
        if value.startswith('"'):
            value = re.sub(r"\\(.)", r"\1", value[1:-1])
        found.setdefault(name, value if name == "q" else value.lower())
        at = parameter.end()
        if name == until:
            break
    return found


def _quality(text: str) -> float | None:
    """A quality between 0 and 1; more counts as 1, and an invalid one is none."""
    if not _QUALITY.fullmatch(text) or text in ("", "."):
        return None
    return min(float(text), 1.0)
