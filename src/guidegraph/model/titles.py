"""What tells the editions of a comparison apart in titles."""

from __future__ import annotations

from guidegraph.model.changes import Comparison
from guidegraph.model.edition import Edition
from guidegraph.model.names import spaced


__all__ = ["printed_titles", "titles_of"]

_VERSIONS = (
    "http://www.w3.org/2002/07/owl#versionInfo",
    "http://purl.org/dc/terms/hasVersion",
    "http://purl.org/dc/terms/modified",
    "http://purl.org/dc/terms/issued",
)


def titles_of(comparison: Comparison) -> tuple[str, ...]:
    """
    The names of the old editions, then of the new one, which differ: by id, with the date, version
    or file where several have the same id.
    """
    editions = (*comparison.old, comparison.new)
    for sign in (_no_sign, _date, _version, _file):
        names = tuple(_titled(edition, sign(edition)) for edition in editions)
        if len(set(names)) == len(names):
            return names
    old = (_titled(edition, "old") for edition in comparison.old)
    return (*old, _titled(comparison.new, "new"))


def printed_titles(comparison: Comparison) -> tuple[str, ...]:
    """
    The titles of the old editions, then of the new one; with what tells them apart, if they do not
    differ.
    """
    editions = (*comparison.old, comparison.new)
    titles = tuple(spaced(edition.title) for edition in editions)
    if all(titles) and len(set(titles)) == len(titles):
        return titles
    return tuple(
        name if title in ("", name.partition(" (")[0]) else f"{title} ({name})"
        for title, name in zip(titles, titles_of(comparison), strict=True)
    )


def _titled(edition: Edition, sign: str) -> str:
    return spaced(f"{edition.id} ({sign})" if sign else edition.id)


def _no_sign(_: Edition) -> str:
    return ""


def _date(edition: Edition) -> str:
    return edition.issued or ""


def _version(edition: Edition) -> str:
    said = {each.property: each.value for each in reversed(edition.statements)}
    return next((said[name] for name in _VERSIONS if said.get(name)), "")


def _file(edition: Edition) -> str:
    return next((place.path for place in edition.places.values()), "")
