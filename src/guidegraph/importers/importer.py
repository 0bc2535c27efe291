"""What an importer is: a function from a file's bytes to an edition."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from guidegraph.importers.documents.profiles.profile import LayoutProfile
from guidegraph.model.accounting import Unit
from guidegraph.model.edition import Edition
from guidegraph.model.errors import UnreadableError
from guidegraph.model.manifest import Manifest
from guidegraph.registry import Registry


__all__ = ["FORMATS", "Document", "Importer", "Tracked", "importer", "importer_for", "suffixes"]


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

    If several formats share a suffix, *recognises* returns whether the content of a file is of this
    one: quickly, and without errors. A format without it reads what no other recognises.

    *atoms* counts what a file is made of, the *unit*, without making an edition: the proof that
    nothing was left out is made with it. For a text, *lost* returns instead how many words it has,
    and those that an edition does not have, each with its line.
    """

    suffixes: tuple[str, ...]
    media_type: str
    read: Callable[[Document], Edition]
    recognises: Callable[[bytes], bool] | None = None
    atoms: Callable[[Document], Counter[str]] | None = None
    lost: Callable[[Document, Edition], tuple[int, list[tuple[str, int]]]] | None = None
    unit: Unit = Unit.WORDS


FORMATS: Registry[Importer] = Registry("import format", "guidegraph.importers.formats", "read")


def importer(
    *,
    suffixes: tuple[str, ...],
    media_type: str,
    recognises: Callable[[bytes], bool] | None = None,
    atoms: Callable[[Document], Counter[str]] | None = None,
    lost: Callable[[Document, Edition], tuple[int, list[tuple[str, int]]]] | None = None,
    unit: Unit = Unit.WORDS,
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
        )

    return make


def importer_for(path: str, body: bytes = b"") -> Importer:
    """
    The importer of a file: by its suffix, and by its content if several importers share it.

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
        return next(iter(found.values()))
    for candidate in found.values():
        if candidate.recognises is not None and candidate.recognises(body):
            return candidate
    for candidate in found.values():
        if candidate.recognises is None:
            return candidate
    if found:
        raise UnreadableError(
            f"{path}: its content has none of the formats {', '.join(found)}; check the file"
        )
    raise UnreadableError(
        f"{path}: not a format that can be imported; use a file ending in {', '.join(suffixes())}"
    )


def suffixes() -> tuple[str, ...]:
    """The endings of the files that can be imported, sorted."""
    return tuple(sorted({suffix for name in FORMATS for suffix in FORMATS[name].suffixes}))
