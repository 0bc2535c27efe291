"""
The files in which a whole edition, diff or library is available, in addition to the forms that
everything has: those that the formats offer for download.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from guidegraph.graph.dataset import to_dataset
from guidegraph.graph.profile import to_skos_core
from guidegraph.model.catalogue import Catalogue
from guidegraph.model.changes import Comparison
from guidegraph.model.edition import Edition
from guidegraph.model.errors import GuidegraphError
from guidegraph.render.format import FORMATS, Format, RenderOptions, kind_of, written


__all__ = ["DownloadFile", "Whole", "downloads_of"]

Whole = Edition | Comparison | Catalogue


@dataclass(frozen=True, slots=True, kw_only=True)
class DownloadFile:
    """A file: what to call it, its type, what its name ends with, and what makes it."""

    name: str
    media_type: str
    suffix: str
    body: Callable[[], bytes]


def downloads_of(whole: Whole) -> Iterator[DownloadFile]:
    """The files of something whole, each with a suffix of its own."""
    kind = kind_of(whole)
    for name in FORMATS:
        form = FORMATS[name]
        body = _tried(form, whole) if kind in form.holds and form.holds[kind].download else None
        if body is not None:
            yield DownloadFile(
                name=form.name,
                media_type=form.media_type_of(kind),
                suffix=form.suffix_of(kind),
                body=body,
            )
    if isinstance(whole, Edition):
        turtle = FORMATS["turtle"]
        yield DownloadFile(
            name="SKOS core",
            media_type=turtle.media_type,
            suffix=f".skos-core{turtle.suffix}",
            body=lambda: written("turtle", to_skos_core(to_dataset(whole))),
        )


def _tried(form: Format, whole: Whole) -> Callable[[], bytes] | None:
    """
    What gives a thing in a format, if the format holds it: some ask for a date that it may not
    have, or hold no diff of several editions with one.

    Only trying tells, so what was made is kept; packed, for there are many and they are large.
    """
    try:
        packed = zlib.compress(form.holds[kind_of(whole)].write(whole, RenderOptions()), level=1)
    except GuidegraphError:
        return None
    return lambda: zlib.decompress(packed)
