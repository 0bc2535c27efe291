"""
What an importer is: a function from a file's bytes to an edition.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from guidegraph.model.edition import Edition
from guidegraph.model.errors import UnreadableError
from guidegraph.model.manifest import Manifest
from guidegraph.registry import Registry


__all__ = ["FORMATS", "Document", "Importer", "importer", "importer_for"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """
    A file to import, as a value.

    *path* is its name for messages, *edition* and *iri* what the edition shall be called.
    """

    path: str
    body: bytes
    edition: str
    iri: str
    manifest: Manifest


@dataclass(frozen=True, slots=True, kw_only=True)
class Importer:
    """
    An import format: which files it reads, and how.
    """

    suffixes: tuple[str, ...]
    media_type: str
    read: Callable[[Document], Edition]


FORMATS: Registry[Importer] = Registry("import format", "guidegraph.importers.formats", "read")


def importer(
    *, suffixes: tuple[str, ...], media_type: str
) -> Callable[[Callable[[Document], Edition]], Importer]:
    """
    Make a function the `read` of its module, the importer of the files with these suffixes.
    """

    def make(function: Callable[[Document], Edition]) -> Importer:
        return Importer(suffixes=suffixes, media_type=media_type, read=function)

    return make


def importer_for(path: str) -> Importer:
    """
    The importer of a file, by its suffix.

    Raises:
        UnreadableError: no importer reads such a file.
    """
    known: list[str] = []
    for name in FORMATS:
        candidate = FORMATS[name]
        if path.lower().endswith(candidate.suffixes):
            return candidate
        known += candidate.suffixes
    raise UnreadableError(
        f"{path}: not a format that can be imported; use a file ending in "
        f"{', '.join(sorted(known))}"
    )
