"""
The files in which a whole edition, diff or library can be had besides the forms that everything
has: each export format that holds it.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from guidegraph.export.exporter import FORMATS, exported
from guidegraph.graph.dataset import to_dataset
from guidegraph.graph.profile import to_skos_core
from guidegraph.model.catalogue import Catalogue
from guidegraph.model.changes import Comparison
from guidegraph.model.edition import Edition
from guidegraph.model.errors import GuidegraphError
from guidegraph.render.renderer import FORMATS as RENDERED
from guidegraph.render.renderer import Page as Sheet


__all__ = ["Download", "Whole", "downloads_of"]

Whole = Edition | Comparison | Catalogue

# What the documents that everything has are already.
_SAME = frozenset({"changes-json-ld", "changes-turtle"})
# Of the formats for graphs, those that hold several: one graph is in a document of its own.
_DUMPS = frozenset({"n-quads", "trig"})
_SYNTAX = re.compile(r"-(?:json-ld|json|turtle|tsv)$")
_SMALL = frozenset({"changes", "core", "delta", "patch"})
_TABLES = {"csv": ("text/csv", ".csv"), "markdown": ("text/markdown", ".md")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """A file: what to call it, its type, what its name ends with, and what makes it."""

    name: str
    media_type: str
    suffix: str
    body: Callable[[], bytes]


def downloads_of(whole: Whole, taken: set[str]) -> Iterator[Download]:
    """
    The files of something whole, each with a suffix of its own.

    Args:
        taken: the suffixes that are taken already; those of the files are added.
    """
    for form in FORMATS:
        chosen = FORMATS[form]
        body = _tried(form, whole) if _adds(form, whole) else None
        if body is not None:
            suffix = chosen.suffix
            if suffix in taken:
                suffix = f".{_SYNTAX.sub('', form)}{suffix}"
            taken.add(suffix)
            yield Download(
                name=_shown(form),
                media_type=chosen.media_type,
                suffix=suffix,
                body=body,
            )
    if isinstance(whole, Edition):
        yield Download(
            name="SKOS core",
            media_type="text/turtle",
            suffix=".skos-core.ttl",
            body=lambda: exported("skos-turtle", to_skos_core(to_dataset(whole))),
        )
    elif isinstance(whole, Comparison):
        for form, (media_type, suffix) in _TABLES.items():
            if suffix not in taken:
                yield Download(
                    name=_shown(form),
                    media_type=media_type,
                    suffix=suffix,
                    body=_rendering(form, whole),
                )


def _adds(form: str, whole: Whole) -> bool:
    """Whether a format holds it otherwise than the documents that everything has."""
    if isinstance(whole, Catalogue):
        return form in _DUMPS
    return form not in _SAME and isinstance(whole, FORMATS[form].of)


def _tried(form: str, whole: Whole) -> Callable[[], bytes] | None:
    """
    What gives a thing in a format, if the format holds it: some ask for a date that it may not
    have, or hold no diff of several editions with one.

    Only trying tells, so what was made is kept; packed, for there are many and they are large.
    """
    try:
        packed = zlib.compress(exported(form, whole), level=1)
    except GuidegraphError:
        return None
    return lambda: zlib.decompress(packed)


def _rendering(form: str, whole: Comparison) -> Callable[[], bytes]:
    return lambda: RENDERED[form](whole, Sheet()).encode()


def _shown(form: str) -> str:
    """
    A format's name for people.

    >>> _shown("rdf-patch"), _shown("markdown"), _shown("case-json")
    ('RDF patch', 'Markdown', 'CASE JSON')
    """
    words = form.split("-")
    shown = [word if word in _SMALL else word.upper() for word in words]
    first = shown[0].capitalize() if shown[0] in _SMALL or len(shown[0]) > 5 else shown[0]
    return " ".join([first, *shown[1:]])
