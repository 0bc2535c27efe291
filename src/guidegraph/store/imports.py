"""A file becomes an edition of a library: written whole, or not at all."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from guidegraph.export.outline import outline_of
from guidegraph.importers.importer import FORMATS, Document
from guidegraph.importers.manifest import manifest_from_toml
from guidegraph.model.edition import Edition
from guidegraph.model.errors import MisuseError, OccupiedError
from guidegraph.model.manifest import Layout
from guidegraph.model.names import is_edition_id, spaced
from guidegraph.model.reading import Guess
from guidegraph.model.source import source_from_bytes
from guidegraph.model.statement import Role
from guidegraph.store.files import read_bytes
from guidegraph.store.library import LibraryFolder
from guidegraph.store.transaction import write_together
from guidegraph.verify.account import account
from guidegraph.verify.text_flows import text_flows


__all__ = ["Imported", "free_place", "import_edition"]

_PROFILE = "layout.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """
    What an import wrote.

    Attributes:
        folder: the new folder of the library.
        edition: what was read.
        lost: what of it the outline does not hold, a phrase for each.
        gaps: how many words are not accounted for, as `guidegraph verify` counts them.
    """

    folder: Path
    edition: Edition
    lost: tuple[str, ...] = ()
    gaps: int = 0


def free_place(library: LibraryFolder, id_: str) -> Path:
    """
    The folder for a new edition of a library.

    Raises:
        MisuseError: *id_* cannot be the id of one.
        OccupiedError: the library has something of that name.
    """
    if not is_edition_id(id_):
        raise MisuseError(
            f"{id_!r} cannot be the name of an edition; use lower-case letters, digits and hyphens"
        )
    place = library.path / id_
    if id_ in library.folders or place.exists():
        raise OccupiedError(f"{place}: already exists; choose another name with --as")
    return place


def import_edition(
    library: LibraryFolder,
    path: Path,
    edition: Edition,
    id_: str,
    *,
    keep: bool = False,
    profile: bytes | None = None,
    revision_of: Sequence[str] = (),
) -> Imported:
    """
    Write an edition that was read from a file into a library.

    Args:
        library: where to.
        path: the file.
        edition: what was read from it.
        id_: the id that the edition gets.
        keep: whether the file itself is kept, and read each time, instead of an outline of it.
        profile: the file with the layout profile that it was read with, to be kept with it.
        revision_of: the ids of the editions before it.

    Raises:
        MisuseError: *id_* cannot be one.
        OccupiedError: the library has something of that name.
    """
    place = free_place(library, id_)
    lost: tuple[str, ...] = ()
    gaps = 0
    if keep:
        name = path.name.lstrip(".") or f"edition{path.suffix}"
        layout = _PROFILE if profile is not None else _profile_of(edition)
        toml = _toml(edition, revision_of, file=name, profile=layout)
        files = {name: read_bytes(path), "edition.toml": toml.encode()}
        if profile is not None:
            files[_PROFILE] = profile
    else:
        written = outline_of(edition, _remarks(edition))
        lost = written.lost
        toml = _toml(edition, revision_of)
        source = _source(edition)
        files = {
            "edition.md": written.text.encode(),
            "edition.toml": toml.encode(),
            "source.txt": source.encode(),
        }
        gaps = _gaps(files, id_)

    def ready() -> None:
        if place.exists():
            raise OccupiedError(f"{place}: already exists; choose another name with --as")

    write_together(library.path, {place / name: body for name, body in files.items()}, ready=ready)
    return Imported(folder=place, edition=edition, lost=lost, gaps=gaps)


def _remarks(edition: Edition) -> Mapping[str, Sequence[str]]:
    """What to say beside an item of the guesses that are in it."""
    found: dict[str, list[str]] = {}
    for guess in edition.reading.guesses if edition.reading else ():
        if guess.item is not None:
            found.setdefault(guess.item, []).append(_remark(guess))
    return found


def _remark(guess: Guess) -> str:
    page = f", page {guess.place.page}" if guess.place.page else ""
    other = f"; or {guess.other!r}" if guess.other else ""
    return spaced(f"guess, {guess.decision}{page}: {guess.text!r}: {guess.why}{other}")


# -- edition.toml ---------------------------------------------------------------


def _profile_of(edition: Edition) -> str | None:
    """The layout profile of guidegraph that an edition was read with."""
    return edition.reading.profile if edition.reading is not None else None


def _toml(
    edition: Edition,
    revision_of: Sequence[str],
    file: str | None = None,
    profile: str | None = None,
) -> str:
    provenance = edition.provenance
    lines = [
        f"{key} = {_quoted(value)}"
        for key, value in (
            ("file", file),
            ("profile", profile),
            ("issued", edition.issued),
            ("language", edition.language),
            ("publisher", provenance.publisher),
            ("rights", provenance.rights),
        )
        if value
    ]
    if revision_of:
        lines.append(f"revision_of = [{', '.join(map(_quoted, revision_of))}]")
    if file is None:
        lines += ["", "[source]", 'file = "source.txt"']
        for (what, words), times in _furniture(edition).items():
            lines += ["", "[[furniture]]", f"what = {_quoted(what)}", f"words = {_quoted(words)}"]
            lines += [f"times = {times}"] if times > 1 else []
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return json.dumps(spaced(text), ensure_ascii=False)  # a JSON string is a TOML string


def _furniture(edition: Edition) -> Counter[tuple[str, str]]:
    """What the source has in addition to labels and texts, and how often."""
    found: Counter[tuple[str, str]] = Counter()
    for left_out in edition.reading.left_out if edition.reading else ():
        if left_out.text.split():
            found[spaced(left_out.why) or "left out", spaced(left_out.text)] += 1
    for item in edition.items:
        for line in _attributes(edition, item.id):
            found["attribute", line] += 1
    return found


def _attributes(edition: Edition, id_: str) -> Iterator[str]:
    """The attributes of an item, each as a line of the source."""
    for said in edition.by_id[id_].statements:
        if said.role in (Role.ATTRIBUTE, Role.NOTE) and f"{said.property}{said.value}".split():
            yield spaced(f"{said.property}: {said.value}")


# -- source.txt -----------------------------------------------------------------


def _source(edition: Edition) -> str:
    """The words of a document in the order of reading, a line for each block."""
    flows = text_flows(edition, Layout())
    passages: dict[str, list[str]] = {}
    notes: list[str] = []
    for found in flows.values():
        for passage in found:
            words = " ".join(passage.words)
            if passage.owner.startswith("note ") and passage.owner not in edition.by_id:
                notes.append(words)
            else:
                passages.setdefault(passage.owner, []).append(words)
    left_out = list(edition.reading.left_out if edition.reading else ())[::-1]
    lines = list(passages.pop("title", ()))
    for item in edition.items:
        place = edition.places.get(item.id)
        while left_out and place is not None:
            other = left_out[-1].place
            if (other.page, other.line) >= (place.page, place.line):
                break
            lines.append(left_out.pop().text)
        lines += passages.get(item.id, ())
        lines += _attributes(edition, item.id)
    lines += notes
    lines += (each.text for each in reversed(left_out))
    return "".join(f"{line}\n" for line in map(spaced, lines) if line)


def _gaps(files: Mapping[str, bytes], id_: str) -> int:
    """How many words of the source are not accounted for, as the files are read again."""
    manifest = manifest_from_toml(files["edition.toml"].decode(), "edition.toml")
    document = Document(
        path="edition.md",
        body=files["edition.md"],
        edition=id_,
        iri=f"urn:guidegraph:{id_}",
        manifest=replace(manifest, layout=None),
    )
    read = FORMATS["outline"].read(document)
    source = source_from_bytes("source.txt", files["source.txt"])
    return sum(len(gap.words) for gap in account(read, source, manifest.layout or Layout()).gaps)
