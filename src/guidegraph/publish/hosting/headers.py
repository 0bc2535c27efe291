"""The headers with which every document of a site is handed out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from guidegraph.publish.routes import FORMS, Form
from guidegraph.render.format import FORMATS


__all__ = ["CACHING", "SECURITY", "has_charset", "media_types"]

CACHING = "no-cache"
"""A copy may be kept, and the server is asked each time whether it is still good."""

SECURITY: Mapping[str, str] = MappingProxyType(
    {
        "Content-Security-Policy": (
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
            "font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; "
            "form-action 'self'; frame-ancestors 'none'"
        ),
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
    }
)
"""What keeps a page from being misused: it takes nothing from anywhere else, and is in no frame."""


# What files of a site are whose type is no format of ours; and the formats of others of them.
_ASSETS: Mapping[str, str] = MappingProxyType(
    {
        "atom": "application/atom+xml",
        "css": "text/css",
        "ico": "image/x-icon",
        "js": "text/javascript",
        "png": "image/png",
        "webmanifest": "application/manifest+json",
        "woff2": "font/woff2",
    }
)


_OTHERS = ("markdown", "svg", "text", "xml")


def media_types(forms: Iterable[Form]) -> Mapping[str, str]:
    """
    The media types of the files of a site, by suffixes without the dot, sorted.

    >>> media_types([])["ttl"]
    'text/turtle'
    """
    found = dict(_ASSETS)
    for other in (FORMATS[name] for name in _OTHERS):
        found[other.suffix.removeprefix(".")] = other.media_type
    for form in (*FORMS, *forms):
        found.setdefault(form.suffix.rpartition(".")[2], form.media_type)
    return MappingProxyType(dict(sorted(found.items())))


def has_charset(media_type: str) -> bool:
    """
    Whether a media type takes a charset: texts do, what is UTF-8 by definition does not.

    >>> has_charset("text/turtle"), has_charset("application/ld+json")
    (True, False)
    """
    return media_type.startswith("text/")
