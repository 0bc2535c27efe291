"""Of what type the files of a site are, by the last of their suffixes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from guidegraph.publish.routes import Form


__all__ = ["has_charset", "media_types"]

_FILES: Mapping[str, str] = MappingProxyType(
    {
        "atom": "application/atom+xml",
        "css": "text/css",
        "csv": "text/csv",
        "html": "text/html",
        "ico": "image/x-icon",
        "js": "text/javascript",
        "json": "application/json",
        "jsonld": "application/ld+json",
        "md": "text/markdown",
        "nq": "application/n-quads",
        "nt": "application/n-triples",
        "png": "image/png",
        "rdf": "application/rdf+xml",
        "svg": "image/svg+xml",
        "trig": "application/trig",
        "ttl": "text/turtle",
        "txt": "text/plain",
        "webmanifest": "application/manifest+json",
        "woff2": "font/woff2",
        "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "xml": "application/xml",
    }
)


def media_types(forms: Iterable[Form]) -> Mapping[str, str]:
    """
    The media types of the files of a site, by suffixes without the dot, sorted.

    >>> media_types([])["ttl"]
    'text/turtle'
    """
    found = dict(_FILES)
    for form in forms:
        found.setdefault(form.suffix.rpartition(".")[2], form.media_type)
    return MappingProxyType(dict(sorted(found.items())))


def has_charset(media_type: str) -> bool:
    """
    Whether a media type takes a charset: texts do, what is UTF-8 by definition does not.

    >>> has_charset("text/turtle"), has_charset("application/ld+json")
    (True, False)
    """
    return media_type.startswith("text/")
