"""Which layout profile a document is read with."""

from __future__ import annotations

from guidegraph.importers.documents.profiles.profile import LayoutProfile, normal
from guidegraph.importers.documents.profiles.reading import shipped, shipped_profile


__all__ = ["chosen"]

_MOST = 2_000_000  # characters that are searched for signs


def chosen(given: LayoutProfile | None, words: str) -> LayoutProfile | None:
    """The profile that is given, else the one that comes with guidegraph whose signs are all in."""
    if given is not None:
        return given
    text = normal(words[:_MOST])
    for name in shipped():
        profile = shipped_profile(name)
        if profile.signs and all(sign in text for sign in profile.signs):
            return profile
    return None
