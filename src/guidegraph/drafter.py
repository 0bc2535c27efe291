"""
What editors of a new edition do: start it as a copy of an old one, merge drafts, release it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from guidegraph.model.edition import Edition
from guidegraph.model.errors import MisuseError, OccupiedError, UnknownNameError
from guidegraph.model.names import is_edition_id
from guidegraph.model.release import FIRST, Release, VersionStep, next_version, step_of
from guidegraph.store.files import read_bytes
from guidegraph.store.library import LIBRARY_FILE, Folder
from guidegraph.store.transaction import write_together
from guidegraph.workspace import Workspace


if TYPE_CHECKING:
    from guidegraph.model.merge import Merge


__all__ = ["Drafter", "writer_to"]

_OUTLINES = (".md", ".markdown")

# What an old edition states that is not true of a copy of it.
_NOT_COPIED = ("issued", "derived_from", "version", "digest")
_OF_THE_SOURCE = ("source", "furniture", "correction", "interruption")


@dataclass(frozen=True, slots=True)
class Drafter:
    """Copies, merges and releases editions of a library."""

    workspace: Workspace

    # -- a copy -----------------------------------------------------------------------

    def new(self, id_: str, old: str) -> tuple[Path, ...]:
        """
        Write a new edition into the library, a copy of an old one of which it is a revision; the
        files written.

        The pairs of items in its lineage are not confirmed: their ids may change in the draft.

        Raises:
            MisuseError: the id is not valid, or the old one is a course.
            UnknownNameError: the old edition is not in the library.
            OccupiedError: there is an edition or folder of this name.
        """
        if not is_edition_id(id_):
            raise MisuseError(
                f"{id_!r} cannot be the id of an edition; use lower-case letters, digits and "
                "hyphens, such as 2026"
            )
        if old not in self.workspace.guidelines:
            raise UnknownNameError("edition", old, self.workspace.guidelines)
        if id_ in self.workspace.ids:
            raise OccupiedError(f"{id_!r} is already in this library; choose another id")
        library, folder = self.workspace.folder, self.workspace.folder[old]
        pair = library.pair([old], id_)
        place = library.path / id_
        files = self._copied(folder, place)
        files[pair.lineage_path] = _lineage(self.workspace.edition(old), id_, library.base)

        def ready() -> None:
            for path in (place, pair.path):
                if path.exists():
                    raise OccupiedError(f"{path}: already exists; choose another id")

        write_together(library.path, files, ready=ready)
        return tuple(files)

    @staticmethod
    def _copied(folder: Folder, place: Path) -> dict[Path, bytes]:
        """The document and the TOML file of an edition, for the folder of its revision."""
        from guidegraph.export.toml import with_values, without_tables

        document = folder.document_path
        stated = read_bytes(folder.toml_path).decode() if folder.toml_path.is_file() else ""
        values: Mapping[str, None] = dict.fromkeys(_NOT_COPIED)
        manifest = with_values(
            without_tables(stated, _OF_THE_SOURCE), {**values, "revision_of": [folder.id]}
        )
        return {
            place / document.name: read_bytes(document),
            place / folder.toml_path.name: manifest.encode(),
        }

    # -- a merge ----------------------------------------------------------------------

    def merge(self, base: str, ours: str, theirs: str) -> Merge:
        """
        The edition merged from two drafts of a base, item by item, with what they exclude.

        Raises:
            UnknownNameError: one of them is neither in the library nor a file.
        """
        from guidegraph.diff.merge import merge

        before = self.workspace.resolve(base)
        drafts = [self.workspace.resolve(name) for name in (ours, theirs)]
        return merge(*(self.workspace.compare([before], draft) for draft in drafts))

    # -- a preview --------------------------------------------------------------------

    def files_of(self, names: Sequence[str]) -> tuple[Path, ...]:
        """
        The files that editions of the library and files beside it are read from.

        Raises:
            InputError: an edition has no document.
        """
        library = self.workspace.folder
        found = [library.path / LIBRARY_FILE]
        for name in names:
            if name not in library.folders:
                path = Path(name)
                found += [path, path.with_name("edition.toml")]
                continue
            folder = library[name]
            found += [folder.document_path, folder.toml_path]
            layout = folder.manifest().layout
            if layout is not None:
                found.append(folder.path / layout.file)
        return tuple(dict.fromkeys(found))

    # -- a release --------------------------------------------------------------------

    def release(
        self, id_: str, *, today: date, version: str | None = None, issued: str | None = None
    ) -> Release:
        """
        Release an edition of the library: write its version, its date of issue (by default,
        *today*) and the digest of its graph into its TOML file, its change notes beside it, and
        the present pairs into its lineage if it has one.

        Nothing is written if it has errors, which are in the result.

        Raises:
            UnknownNameError: the edition is not in the library.
            MisuseError: the date is not valid, or the version cannot be counted on.
        """
        from guidegraph.editors import Editors
        from guidegraph.export.change_notes import grouped, to_change_notes
        from guidegraph.export.toml import with_values
        from guidegraph.graph.build import to_graph
        from guidegraph.graph.digest import digest
        from guidegraph.importers.assemble import date_of_issue
        from guidegraph.linter import CheckOptions, Linter
        from guidegraph.model.findings import Severity

        library, edition = self.workspace.folder, self.workspace.edition(id_)
        day = issued or today.isoformat()
        if date_of_issue(day) != day:
            raise MisuseError(f"{day!r} is not a date of issue; write 2013, 2013-07 or 2013-07-08")
        report = Linter(self.workspace).check([id_], CheckOptions(today=today))
        errors = tuple(each for each in report.findings if each.severity is Severity.ERROR)
        before = tuple(
            old for old in edition.provenance.revision_of if old in self.workspace.guidelines
        )
        found = self.workspace.diff(before, id_) if before else None
        step = step_of(grouped(found)) if found else None
        chosen = version or self._next_version(before, step)
        folder = library[id_]
        released = Release(
            edition=id_,
            version=chosen,
            issued=day,
            digest=digest(to_graph(replace(edition, issued=day))),
            notes=to_change_notes(found, chosen, day),
            step=step,
            errors=errors,
        )
        if errors:
            return released
        stated = read_bytes(folder.toml_path).decode() if folder.toml_path.is_file() else ""
        values = {"version": chosen, "issued": day, "digest": released.digest}
        files = {
            folder.toml_path: with_values(stated, values).encode(),
            folder.path / "CHANGES.md": released.notes.encode(),
        }
        if before and (path := library.pair(before, id_).lineage_path).is_file():
            files[path] = Editors(self.workspace).lineage(before, id_)
        write_together(library.path, files)
        return released

    def _next_version(self, before: Sequence[str], step: VersionStep | None) -> str:
        """The version after those of the editions before, the highest of them."""
        if step is None:
            return FIRST
        stated = [self.workspace.folder[old].manifest().version or FIRST for old in before]
        found = [next_version(each, step) for each in stated]
        known = [each for each in found if each is not None]
        if len(known) < len(found):
            raise MisuseError(
                f"the version {stated[found.index(None)]!r} of the edition before has not three "
                "numbers; give the next one with --version"
            )
        return max(known, key=lambda each: [int(number) for number in each.split(".")])


def writer_to(path: Path) -> Callable[[Edition], tuple[bytes, Sequence[str]]]:
    """
    What writes an edition to a file of this name; it returns the content, and what of the edition
    this does not hold, a phrase for each.

    Raises:
        MisuseError: no format has this suffix.
    """
    if path.suffix.lower() in _OUTLINES:
        return _as_outline
    form = _form_of(path)

    def write(edition: Edition) -> tuple[bytes, Sequence[str]]:
        from guidegraph.render.format import written

        return written(form, edition), ()

    return write


def _as_outline(edition: Edition) -> tuple[bytes, Sequence[str]]:
    from guidegraph.export.outline import outline_of

    outline = outline_of(edition)
    return outline.text.encode(), outline.lost


def _form_of(path: Path) -> str:
    """The format that an edition is written in to a file of this name, if that is no outline."""
    from guidegraph.render.format import FORMATS, ResultKind, fitting

    found: dict[str, str] = {}
    # Where formats share a suffix, the plainest is the one with the shortest name.
    for name in sorted(fitting(ResultKind.EDITION), key=lambda name: (len(name), name)):
        support = FORMATS[name].holds[ResultKind.EDITION]
        if support.lossless or support.read_back is not None or name == "json":
            found.setdefault(FORMATS[name].suffix_of(ResultKind.EDITION), name)
    suffix = path.suffix.lower()
    if suffix not in found:
        raise MisuseError(
            f"{path}: an edition cannot be written to a file that ends in {suffix!r} and read "
            f"again; use {', '.join(sorted({*found, *_OUTLINES}))}"
        )
    return found[suffix]


def _lineage(old: Edition, id_: str, base: str) -> bytes:
    """The mappings (SSSOM) from each item of an edition to the same in its copy."""
    from importlib.metadata import version

    from guidegraph.diff.curation.mapping import to_mappings
    from guidegraph.export.sssom import to_sssom
    from guidegraph.model.changes import Audit, ChangeSet, Comparison, Pair, Ref

    address = f"{base}{id_}"
    new = (
        replace(old, id=id_, version_iri=address)
        if old.version_iri
        else replace(old, id=id_, iri=address)
    )
    count = len(old.items)
    changes = ChangeSet(
        old=(old.id,),
        new=id_,
        changes=(),
        unchanged=tuple(
            Pair(old=Ref(edition=old.id, id=item.id), new=Ref(edition=id_, id=item.id))
            for item in old.items
        ),
        audit=Audit(old_items=count, new_items=count),
    )
    comparison = Comparison(changes=changes, old=(old,), new=new)
    return to_sssom(to_mappings(comparison, version("guidegraph"), by_address=True))
