"""
Where everything of a site is: the one place that decides an address.

What has an IRI below the library's base has its documents at the same path, with a suffix for each
form: `…/combined/value/7` is described by `combined/value/7.html`, `combined/value/7.ttl` and so
on. What could not be the name of a file on every system, or is taken, gets a name with a
fingerprint instead. Links are relative, so that a site works wherever it is put.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import quote, unquote

from guidegraph.model.names import slug
from guidegraph.render.format import FORMATS


__all__ = ["FORMS", "Form", "Routes", "root_of", "routes_of", "url_of"]

_LONGEST = 100
# Names that Windows keeps for devices, with any suffix.
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
# What a site has beside its pages, and the forms of its first page.
_OWN = re.compile(r"robots\.txt|sitemap.*\.xml|changes\.atom|(?:index|40[46])\..*", re.IGNORECASE)
_SEGMENT = re.compile(r"[^\W_][\w.,()+~@=!-]*(?<!\.)")
# What a link may hold as it is; all else is escaped.
_PLAIN = "/+,()~@=!:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A form in which things are available: its readable name, media type and suffix."""

    name: str
    media_type: str
    suffix: str


def _form(name: str) -> Form:
    form = FORMATS[name]
    return Form(name=form.name, media_type=form.media_type, suffix=form.suffix)


FORMS = tuple(map(_form, ("html", "turtle", "json-ld", "rdf-xml", "n-triples", "json")))
"""The forms that everything comes in, HTML first and JSON last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Routes:
    """
    The stem of each thing's documents, by its IRI: their path without the suffix.

    *tree* is the folder of the pages in a language other than that of the site, with a `/`;
    *translated* are the things that have a page in it.
    """

    base: str
    stems: Mapping[str, str]
    tree: str = ""
    translated: frozenset[str] = frozenset()

    def path_of(self, iri: str) -> str:
        """The path of a thing below the base, percent-decoded; empty for the base itself."""
        return unquote(iri[len(self.base) :])

    def page(self, iri: str) -> str | None:
        """
        The address of the page about a thing, relative to the site's root; none if it has none.
        """
        stem = self.stems.get(iri)
        if stem is None:
            return None
        tree = self.tree if iri in self.translated else ""
        return f"{tree}{url_of(stem)}.html"


def routes_of(base: str, pages: Iterable[str], iris: Iterable[str]) -> Routes:
    """
    The routes of things, each below *base* or the base itself.

    Args:
        pages: paths that are taken by pages about nothing in particular, without their suffix.
        iris: the things, the ones that shall have their plain names first.
    """
    taken = {_key(page) for page in pages}
    stems: dict[str, str] = {}
    for iri in iris:
        if iri in stems or not iri.startswith(base):
            continue
        path = unquote(iri[len(base) :])
        stem = "index" if not path else "/".join(map(_segment, path.split("/")))
        if _key(stem) in taken:
            stem = f"{stem}-{_fingerprint(iri)}"
        taken.add(_key(stem))
        stems[iri] = stem
    return Routes(base=base, stems=MappingProxyType(stems))


def url_of(path: str) -> str:
    """
    A path as part of a link.

    >>> url_of("value/7 (é)")
    'value/7%20(%C3%A9)'
    """
    return quote(path, safe=_PLAIN)


def root_of(path: str) -> str:
    """
    What leads from a document to the root of the site.

    >>> root_of("combined/value/7.html")
    '../../'
    """
    return "../" * path.count("/")


def _segment(name: str) -> str:
    """A name that can be a file's on every system: itself, or its words with a fingerprint."""
    plain = unicodedata.normalize("NFC", name)
    fits = _SEGMENT.fullmatch(plain) and len(plain.encode()) <= _LONGEST
    if fits and plain == name and not _DEVICE.fullmatch(plain) and not _OWN.fullmatch(plain):
        return plain
    return f"{slug(name)[:40].strip('-') or 'x'}-{_fingerprint(name)}"


def _fingerprint(text: str) -> str:
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()[:12]


def _key(path: str) -> str:
    # Some systems do not tell capitals from small letters.
    return unicodedata.normalize("NFC", path).casefold()
