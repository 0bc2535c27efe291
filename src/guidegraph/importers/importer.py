"""What an importer is: a function from a file's bytes to an edition."""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from guidegraph.importers.documents.profiles.profile import LayoutProfile
from guidegraph.model.accounting import Unit
from guidegraph.model.edition import Edition
from guidegraph.model.errors import GuidegraphWarning, UnreadableError
from guidegraph.model.manifest import Manifest
from guidegraph.registry import Registry


__all__ = [
    "FORMATS",
    "REFUSED",
    "Document",
    "Importer",
    "Tracked",
    "importer",
    "importer_for",
    "suffixes",
]

_AS_DOCX: Final = "open it in the program that made it, and save it as .docx"
_AS_PDF: Final = "save it as .pdf"
_UNPACK: Final = "unpack it, and name a file in it"
_OCR: Final = "run OCR, and give the PDF that it writes"
REFUSED: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys((".doc", ".dot", ".rtf", ".wps", ".wpd", ".pages"), _AS_DOCX),
        **dict.fromkeys((".ppt", ".pptx", ".odp", ".key", ".tex", ".xps", ".ps", ".vsdx"), _AS_PDF),
        **dict.fromkeys((".epub", ".mobi", ".azw3"), "convert it to .html"),
        **dict.fromkeys((".png", ".jpg", ".jpeg", ".tif", ".tiff", ".heic", ".djvu"), _OCR),
        **dict.fromkeys((".zip", ".7z", ".rar", ".gz"), _UNPACK),
        ".mht": "open it in a browser and save it as .html",
        ".numbers": "save it as .xlsx",
    }
)
"""The endings of documents that are not read, and what to do with them."""


class Tracked(StrEnum):
    """How changes that an editor tracked in a document are read."""

    ACCEPT = "accept"  # as if all were accepted
    REJECT = "reject"  # as if all were rejected


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """
    A file to import, as a value.

    *path* is its name for messages, *edition* and *iri* the id and IRI of the edition. *tracked* is
    how its tracked changes are read, if it has any, *profile* how it is laid out, if that is known.
    """

    path: str
    body: bytes
    edition: str
    iri: str
    manifest: Manifest
    tracked: Tracked = Tracked.ACCEPT
    profile: LayoutProfile | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Importer:
    """
    An import format: which files it reads, and how.

    *evident* returns whether content is without doubt of this format, whatever the file is called.

    If several formats share a suffix, *recognises* returns whether the content of a file is of this
    one: quickly, and without errors. A format without it reads what no other recognises, and so
    does one for the suffixes in *otherwise*.

    *atoms* counts what a file is made of, the *unit*, without making an edition: the proof that
    nothing was left out is made with it. For a text, *lost* returns instead how many words it has,
    and those that an edition does not have, each with its line, or with its page if it is *paged*.
    """

    suffixes: tuple[str, ...]
    media_type: str
    read: Callable[[Document], Edition]
    recognises: Callable[[bytes], bool] | None = None
    atoms: Callable[[Document], Counter[str]] | None = None
    lost: Callable[[Document, Edition], tuple[int, list[tuple[str, int]]]] | None = None
    unit: Unit = Unit.WORDS
    evident: Callable[[bytes], bool] | None = None
    paged: bool = False
    otherwise: tuple[str, ...] = ()


FORMATS: Registry[Importer] = Registry("import format", "guidegraph.importers.formats", "read")


def importer(
    *,
    suffixes: tuple[str, ...],
    media_type: str,
    recognises: Callable[[bytes], bool] | None = None,
    atoms: Callable[[Document], Counter[str]] | None = None,
    lost: Callable[[Document, Edition], tuple[int, list[tuple[str, int]]]] | None = None,
    unit: Unit = Unit.WORDS,
    evident: Callable[[bytes], bool] | None = None,
    paged: bool = False,
    otherwise: tuple[str, ...] = (),
) -> Callable[[Callable[[Document], Edition]], Importer]:
    """Make a function the importer of files with these suffixes, bound to `read`."""

    def make(function: Callable[[Document], Edition]) -> Importer:
        return Importer(
            suffixes=suffixes,
            media_type=media_type,
            read=function,
            recognises=recognises,
            atoms=atoms,
            lost=lost,
            unit=unit,
            evident=evident,
            paged=paged,
            otherwise=otherwise,
        )

    return make


def importer_for(path: str, body: bytes = b"") -> Importer:
    """
    The importer of a file: by its suffix, and by its content if several importers share it.

    A document whose name has the suffix of another kind of document is read as what it is, with a
    warning.

    Raises:
        UnreadableError: no importer reads such a file.
    """
    importers = {name: FORMATS[name] for name in FORMATS}
    found = {
        name: candidate
        for name, candidate in importers.items()
        if path.lower().endswith(candidate.suffixes)
    }
    if len(found) == 1:
        named = next(iter(found.values()))
        return named if named.lost is None else _of_its_content(path, body, named, importers)
    for candidate in found.values():
        if candidate.recognises is not None and candidate.recognises(body):
            return candidate
    for candidate in found.values():
        if candidate.recognises is None or path.lower().endswith(candidate.otherwise):
            return candidate
    if found:
        raise UnreadableError(
            f"{path}: its content has none of the formats {', '.join(found)}; check the file"
        )
    ending = next((each for each in REFUSED if path.lower().endswith(each)), "")
    advice = REFUSED.get(ending) or f"use a file ending in {', '.join(suffixes())}"
    raise UnreadableError(f"{path}: not a format that can be imported; {advice}")


def _of_its_content(
    path: str, body: bytes, named: Importer, importers: dict[str, Importer]
) -> Importer:
    """
    The importer of a document by its content, if that is evident, or else by its name.

    Raises:
        UnreadableError: it is an RTF document.
    """
    if not body or (named.evident is not None and named.evident(body)):
        return named
    if body.startswith(b"{\\rtf"):
        raise UnreadableError(f"{path}: an RTF document, which is not read; {_AS_DOCX}")
    for name, other in importers.items():
        if other.lost is not None and other.evident is not None and other.evident(body):
            return replace(other, read=_warned(other.read, f"{path}: read as {name}, which it is"))
    return named


def _warned(read: Callable[[Document], Edition], message: str) -> Callable[[Document], Edition]:
    def reading(document: Document) -> Edition:
        warnings.warn(f"{message}; rename it", GuidegraphWarning, stacklevel=2)
        return read(document)

    return reading


def suffixes() -> tuple[str, ...]:
    """The endings of the files that can be imported, sorted."""
    return tuple(sorted({suffix for name in FORMATS for suffix in FORMATS[name].suffixes}))
