"""A library on disk: a folder with a `library.toml` and a folder for each edition."""

from __future__ import annotations

import json
import re
import shlex
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from pathlib import Path

from guidegraph.diff.curation.lineage import Lineages, chronological, lineages, with_lineage
from guidegraph.graph.iri import is_iri
from guidegraph.importers.documents.profiles.profile import LayoutProfile
from guidegraph.importers.importer import Document, Tracked, importer_for, suffixes
from guidegraph.importers.manifest import manifest_from_toml, settings_from_table, table_from_toml
from guidegraph.model.course import CourseMap
from guidegraph.model.edition import Edition, Provenance, SourceKind
from guidegraph.model.errors import (
    FormatError,
    GuidegraphWarning,
    InputError,
    MisuseError,
    UnknownNameError,
    UnreadableError,
)
from guidegraph.model.manifest import Layout, Manifest, TableLayout
from guidegraph.model.mapping import MappingSet
from guidegraph.model.names import is_edition_id, slug
from guidegraph.model.report import Settings
from guidegraph.model.source import SourceText, source_from_bytes
from guidegraph.store.course_maps import MAP_FILES, map_beside, with_map
from guidegraph.store.files import read_bytes, write_new
from guidegraph.store.layout_profiles import profile_stated
from guidegraph.store.pairs import (
    LEDGER_FILE,
    LINEAGE_FILE,
    PairFolder,
    decided_folders,
    pair_folders,
    read_lineage,
)
from guidegraph.store.place import LIBRARY_FILE
from guidegraph.store.stored import SUFFIX, n_quads_of
from guidegraph.store.transaction import finish_interrupted


__all__ = [
    "COMMENTS_FILE",
    "LIBRARY_FILE",
    "UNNAMED",
    "DocumentKind",
    "Folder",
    "LibraryFolder",
    "bundled_library",
    "create_library",
    "edition_from_file",
    "is_base",
    "is_part_of_library",
    "open_library",
    "read_file",
    "rebased",
]


_OF_COURSES = """\
# For courses, remove the first # below; each has its folder, such as courses/NAME/course.docx.
# courses = "courses"
"""

COMMENTS_FILE = "comments.csv"
"""The file of the comments on an edition."""

_STORED = (COMMENTS_FILE, *MAP_FILES, LEDGER_FILE, LINEAGE_FILE)

UNNAMED = "urn:guidegraph:"
"""What the IRI of an edition begins with whose source and library give none."""

_BASE = re.compile(r"(?:https?://[^/?#]+/(?:.*[/#])?|urn:[^:/?#]+:(?:.*[/#:])?)")


class DocumentKind(StrEnum):
    """
    What a folder of a library holds; its files are named after it (`edition.md`, `course.toml`).
    """

    EDITION = "edition"
    COURSE = "course"


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """
    The place of one edition or course: a folder, or a file that is in no library.

    Attributes:
        file: the file that is in no library.
        given: the edition that was read from it.
        revision_of: the ids of the editions before it, if it states none itself.
    """

    id: str
    kind: DocumentKind
    path: Path
    base: str
    file: Path | None = None
    given: Edition | None = field(default=None, compare=False, repr=False)
    revision_of: tuple[str, ...] = ()

    @property
    def iri(self) -> str:
        """The address of the edition: the library's base and the id."""
        return f"{self.base}{self.id}"

    @property
    def graph_path(self) -> Path:
        """The file of the graph that is built from the outline."""
        return self.path / f"{self.kind}.ttl"

    @property
    def toml_path(self) -> Path:
        """The file that states the data of the edition; other formats than outlines need none."""
        return self.path / f"{self.kind}.toml"

    @property
    def document_path(self) -> Path:
        """
        The file that the edition is read from: the one that its TOML file names, else the one
        named after its kind, in any format that can be imported.

        Raises:
            FormatError: it could be one of several.
            UnreadableError: there is none.
        """
        if self.file is not None:
            return self.file
        named = self._declared().file
        if named is not None:
            if not (self.path / named).is_file():
                raise FormatError(
                    str(self.toml_path), "$.file", f"no such file: {named!r}", "correct the name"
                )
            return self.path / named
        found = _documents_in(self.path, self.kind)
        if len(found) > 1:
            names = [path.name for path in found]
            raise FormatError(
                str(self.path),
                None,
                f"{' and '.join(names)}: each could be the {self.kind}",
                f'name the right one in {self.toml_path.name}: file = "{names[0]}"',
            )
        if not found:
            raise UnreadableError(
                f"{self.path / f'{self.kind}.md'}: no such file, nor one in another format "
                f"({self.kind}.csv, {self.kind}.ttl …); add one, or name a file in "
                f'{self.toml_path.name}: file = "…"'
            )
        return found[0]

    @property
    def is_outline(self) -> bool:
        """Whether the edition is an outline, from which its graph is built."""
        return importer_for(str(self.document_path)).media_type == "text/markdown"

    def manifest(self) -> Manifest:
        """The content of the folder's TOML file, if it has one."""
        manifest = self._declared()
        # A course is about the work that the library's editions are versions of, and no version.
        work = self.base if self.kind is DocumentKind.EDITION else None
        return replace(manifest, version_of=manifest.version_of or work)

    def edition(self) -> Edition:
        """
        The edition or course in the folder, with its id and its address in the library.

        What its TOML file states comes before what the document states.
        """
        if self.given is not None:
            unnamed = self.given.iri.startswith(UNNAMED)
            return self._in_library(replace(self.given, iri=self.iri) if unnamed else self.given)
        path = self.document_path
        if self.kind is DocumentKind.EDITION and not self.toml_path.is_file():
            warnings.warn(
                f"{self.path}: no {self.toml_path.name}; only {path.name} states what the "
                "edition is and what it came from",
                GuidegraphWarning,
                stacklevel=2,
            )
        body = read_bytes(path)
        document = Document(
            path=str(path),
            body=body,
            edition=self.id,
            iri=self.iri,
            manifest=self.manifest(),
            profile=profile_stated(
                self._declared(), str(self.toml_path), f"{self.path}/", self._beside
            ),
        )
        edition = self._in_library(importer_for(str(path), body).read(document))
        if self.kind is DocumentKind.EDITION:
            return edition
        return with_map(edition, self.course_map(edition))

    def course_map(self, course: Edition) -> CourseMap | None:
        """
        The map of a course, with its statements where they are in it now; nothing without a file.

        Raises:
            FormatError: a row of it is wrong.
        """
        return map_beside(f"{self.path}/", self._beside, course)

    def _beside(self, name: str) -> bytes | None:
        """The bytes of another file of the folder."""
        other = self.path / name
        return read_bytes(other) if other.is_file() else None

    def _declared(self) -> Manifest:
        path = self.toml_path
        if self.file is not None or not path.exists():
            return Manifest()
        return manifest_from_toml(_source(path).text, str(path))

    def _in_library(self, edition: Edition) -> Edition:
        """The edition with its id and address here, and with what its TOML file states."""
        manifest, before = self._declared(), edition.provenance
        items = edition.items
        if edition.source_kind is None and edition.iri != self.iri:
            # An edition of ours from elsewhere: its items keep the IRIs that they have there.
            items = tuple(
                item if item.iri else replace(item, iri=edition.iri_of(item.id)) for item in items
            )
        stated = bool(before.revision_of or before.derived_from)
        return replace(
            edition,
            id=self.id,
            type=edition.type if self.kind is DocumentKind.EDITION else "Course",
            version_iri=self.iri
            if edition.iri != self.iri or edition.source_kind is SourceKind.RDF
            else None,
            issued=manifest.issued or edition.issued,
            version_of=manifest.version_of or edition.version_of,
            provenance=Provenance(
                publisher=manifest.publisher or before.publisher,
                rights=manifest.rights or before.rights,
                revision_of=manifest.revision_of
                or before.revision_of
                or (() if stated else self.revision_of),
                derived_from=manifest.derived_from or before.derived_from,
            ),
            items=items,
        )

    def source(self) -> tuple[SourceText, Layout]:
        """
        The official text, and how it is printed.

        Raises:
            MisuseError: the TOML file names no source.
        """
        layout = self.manifest().layout
        if layout is None:
            raise MisuseError(
                f"{self.toml_path}: names no source to verify against; "
                'add [source] with file = "source.txt"'
            )
        path = self.path / layout.file
        return _source(path), layout


@dataclass(frozen=True, kw_only=True)  # no slots: what was read is kept on the instance
class LibraryFolder:
    """
    A library: its base IRI, its title, and the folders of its editions and courses by id.

    Every file is read once and cached: open the library again to see later edits.
    *settings* are those for checks. One *in_memory* is made of files that are in no library; it
    has no confirmed mappings, and stores nothing.
    """

    path: Path
    base: str
    title: str
    folders: dict[str, Folder]
    settings: Settings = field(default_factory=Settings)
    in_memory: bool = False
    _documents: dict[str, Edition] = field(
        init=False, default_factory=dict, compare=False, repr=False
    )
    _mappings: dict[PairFolder, MappingSet] = field(
        init=False, default_factory=dict, compare=False, repr=False
    )

    def __getitem__(self, edition_id: str) -> Folder:
        """
        The folder of an edition or course.

        Raises:
            UnknownNameError: there is none of that id.
        """
        if edition_id not in self.folders:
            raise UnknownNameError("edition", edition_id, self.folders)
        return self.folders[edition_id]

    def edition(self, edition_id: str) -> Edition:
        """
        An edition or course; its items have their lineage if there is a confirmed mapping for it.

        Where a lineage file cannot be read, there is a warning, and no item has its lineage.

        Raises:
            UnknownNameError: there is none of that id.
        """
        if self._lineages is None:
            return self._document(edition_id)
        if edition_id not in self._with_lineage:
            document = self._document(edition_id)
            concerned = any(edition_id in (*pair.old, pair.new) for pair in self._pairs)
            self._with_lineage[edition_id] = (
                with_lineage(document, self._lineages) if concerned else document
            )
        return self._with_lineage[edition_id]

    def pair(self, old: Sequence[str], new: str) -> PairFolder:
        """
        The folder for the changes from old editions to a new one; it need not exist.

        Raises:
            MisuseError: the library is in memory.
        """
        if self.in_memory:
            raise MisuseError(
                "files are not a library that stores decisions; create one with 'guidegraph init'"
            )
        return PairFolder.of(self.path, old, new)

    def lineage_of(self, old: Sequence[str], new: str) -> tuple[MappingSet, ...]:
        """
        The confirmed mappings of the library from any of the old editions to the new one.

        Raises:
            InputError: a lineage file of these editions cannot be read.
        """
        return tuple(
            self._mapping(pair)
            for pair in self._pairs
            if pair.new == new and not set(pair.old).isdisjoint(old)
        )

    def require_lineage(self) -> None:
        """
        Make sure that items have their lineage, where the output depends on it.

        Raises:
            InputError: a lineage file cannot be read.
        """
        for pair in self._pairs:
            self._mapping(pair)

    @cached_property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """The ids of editions that confirmed mappings, or decisions, lead from and to."""
        decided = () if self.in_memory else decided_folders(self.path, self.folders)
        found = ((old, pair.new) for pair in (*self._pairs, *decided) for old in pair.old)
        return tuple(dict.fromkeys(found))

    @cached_property
    def _pairs(self) -> tuple[PairFolder, ...]:
        return () if self.in_memory else tuple(pair_folders(self.path, self.folders))

    @cached_property
    def _with_lineage(self) -> dict[str, Edition]:
        return {}

    @cached_property
    def _lineages(self) -> Lineages | None:
        try:
            self.require_lineage()
        except InputError as error:
            warnings.warn(
                f"{error}; until then no item has a lineage", GuidegraphWarning, stacklevel=2
            )
            return None
        covered = sorted({id_ for pair in self.pairs for id_ in pair})
        editions = chronological((self._document(id_) for id_ in covered), self.pairs)
        return lineages(
            editions,
            [(old, pair.new, self._mapping(pair)) for pair in self._pairs for old in pair.old],
            self.base,
        )

    def _document(self, edition_id: str) -> Edition:
        """An edition or course as its outline has it, read once."""
        if edition_id not in self._documents:
            self._documents[edition_id] = self[edition_id].edition()
        return self._documents[edition_id]

    def _mapping(self, pair: PairFolder) -> MappingSet:
        if pair not in self._mappings:
            old = [self._document(id_) for id_ in pair.old]
            self._mappings[pair] = read_lineage(pair, self.base, old, self._document(pair.new))
        return self._mappings[pair]


def open_library(path: Path) -> LibraryFolder:
    """
    The library in a folder, after what was left of an interrupted write into it is settled.

    Raises:
        UnreadableError: there is no `library.toml` in it.
        FormatError: the `library.toml` lacks something that it must state.
    """
    declared = path / LIBRARY_FILE
    if path.is_file():
        raise UnreadableError(
            f"{path}: a file, not a library; name the folder its library.toml is in"
        )
    if path.is_dir() and not declared.exists():
        raise UnreadableError(
            f"{path}: no library.toml in it; create one with "
            f"'guidegraph init {shlex.quote(str(path))}'"
        )
    finish_interrupted(path)
    table = table_from_toml(_source(declared).text, str(declared))
    base, title, courses = table.required("base"), table.required("title"), table.text("courses")
    checks = table.table("check")
    settings = settings_from_table(checks) if checks else Settings(path=str(declared))
    table.done()
    problem = _base_problem(base)
    if problem:
        raise table.fault("base", f"{problem}: {base!r}", "write https://…, ending in '/'")
    folders = list(_folders(path, DocumentKind.EDITION, base))
    if courses is not None:
        place = path / courses
        if not place.is_dir():
            raise table.fault("courses", f"no such folder: {courses!r}", "correct the path")
        folders += _folders(place, DocumentKind.COURSE, base)
    found: dict[str, Folder] = {}
    for folder in folders:
        if folder.id in found:
            raise FormatError(
                str(folder.path), None, f"{folder.id!r} is an edition too", "rename one of the two"
            )
        found[folder.id] = folder
    return LibraryFolder(path=path, base=base, title=title, folders=found, settings=settings)


def is_part_of_library(path: Path) -> bool:
    """Whether a library, or an edition or course of one, is read from or stored in a file."""
    folder, name = path.parent, path.name
    if name == LIBRARY_FILE:
        return True
    stated = [
        folder / f"{kind}.toml" for kind in DocumentKind if (folder / f"{kind}.toml").is_file()
    ]
    if not stated and not (folder.parent / LIBRARY_FILE).is_file():
        return False
    return (
        any(name.startswith(f"{kind}.") for kind in DocumentKind)
        or name.startswith(_STORED)
        or any(f'"{name}"'.encode() in read_bytes(toml) for toml in stated)
    )


def create_library(path: Path, *, title: str, base: str) -> LibraryFolder:
    """
    A new library in a folder: its `library.toml`, and nothing else.

    Raises:
        MisuseError: *base* is not a base IRI, or *title* has no words.
        OccupiedError: there is a library already.
    """
    _must_be_base(base)
    if not title.strip():
        raise MisuseError(f"a title without words: {title!r}; write the title of the library")
    if any(not character.isprintable() for character in title if character not in "\n\t"):
        raise MisuseError(
            f"a title that cannot be printed: {title!r}; use only printable characters"
        )
    quoted = json.dumps(title, ensure_ascii=False)  # a JSON string is a TOML string
    body = f'title = {quoted}\nbase = "{base}"\n{_OF_COURSES}'
    write_new(path / LIBRARY_FILE, body.encode())
    return open_library(path)


def read_file(
    path: Path,
    table: TableLayout | None = None,
    tracked: Tracked = Tracked.ACCEPT,
    profile: LayoutProfile | None = None,
) -> Edition:
    """
    An edition from a file of any format that can be imported, named after the file.

    *table* is how a spreadsheet is to be read, before what a TOML file beside it says; *tracked* is
    how tracked changes are, *profile* how it is laid out.

    An outline in a folder of its own is read with the TOML file beside it.
    """
    if path.is_dir():
        raise UnreadableError(f"{path}: a folder, not a file; name the edition.md in it")

    def beside(name: str) -> bytes | None:
        other = path.with_name(name)
        return read_bytes(other) if other.is_file() else None

    if path.suffix == SUFFIX:
        body, path = n_quads_of(path), path.with_suffix(".nq")
    else:
        body = read_bytes(path)
    return edition_from_file(
        path,
        body,
        shown=str(path),
        beside=beside,
        table=table,
        tracked=tracked,
        profile=profile,
    )


def edition_from_file(
    path: Path,
    body: bytes,
    *,
    shown: str,
    beside: Callable[[str], bytes | None],
    table: TableLayout | None = None,
    tracked: Tracked = Tracked.ACCEPT,
    profile: LayoutProfile | None = None,
) -> Edition:
    """
    An edition from the bytes of a file, named after the file or, if a TOML file beside it states
    what it is, after its folder.

    Args:
        path: where the file is, or would be.
        body: what it holds.
        shown: its name in messages.
        beside: the bytes of another file of its folder, or nothing where there is none.
        table: how a spreadsheet is to be read.
        tracked: how tracked changes are to be read.
        profile: how it is laid out, before what a TOML file beside it says.
    """
    importer = importer_for(shown, body)
    id_, manifest = slug(path.stem) or "edition", Manifest()
    folder = shown.removesuffix(path.name)
    stated = _stated(path.name, folder, beside)
    if stated is not None:
        kind, manifest = stated
        id_ = slug(path.resolve().parent.name) or "edition"
        work = UNNAMED if kind is DocumentKind.EDITION else None
        manifest = replace(manifest, version_of=manifest.version_of or work)
    if table is not None:
        manifest = replace(manifest, table=table.over(manifest.table))
    edition = importer.read(
        Document(
            path=shown,
            body=body,
            edition=id_,
            iri=f"{UNNAMED}{id_}",
            manifest=manifest,
            tracked=tracked,
            profile=profile or profile_stated(manifest, f"{folder}edition.toml", folder, beside),
        )
    )
    is_course = path.stem.casefold() == DocumentKind.COURSE or (
        stated is not None and stated[0] is DocumentKind.COURSE
    )
    return with_map(edition, map_beside(folder, beside, edition)) if is_course else edition


def _stated(
    name: str, folder: str, beside: Callable[[str], bytes | None]
) -> tuple[DocumentKind, Manifest] | None:
    """What a TOML file states about the file of this name in its folder, if there is one."""
    for kind in DocumentKind:
        own = Path(name).stem.casefold() == kind
        toml = beside(f"{kind}.toml")
        # One that is about another file may have mistakes; they are not this file's.
        if toml is None or not (own or name.encode() in toml):
            continue
        shown = f"{folder}{kind}.toml"
        manifest = manifest_from_toml(source_from_bytes(shown, toml).text, shown)
        if manifest.file == name or (own and manifest.file is None):
            return kind, manifest
    return None


def bundled_library() -> Path:
    """The folder of the built-in library."""
    package = Path(__file__).resolve().parents[1]
    installed = package / "bundled" / "editions"
    return installed if installed.is_dir() else package.parents[1] / "editions"


def rebased(library: LibraryFolder, base: str) -> LibraryFolder:
    """
    The library with another base IRI.

    Raises:
        MisuseError: *base* is not a base IRI.
    """
    _must_be_base(base)
    folders = {id_: replace(folder, base=base) for id_, folder in library.folders.items()}
    return replace(library, base=base, folders=folders)


def is_base(base: str) -> bool:
    """Whether the IRIs of a library can begin with a text."""
    return _base_problem(base) is None


def _must_be_base(base: str) -> None:
    problem = _base_problem(base)
    if problem:
        raise MisuseError(f"{problem}: {base!r}; write https://…, ending in '/'")


def _base_problem(base: str) -> str | None:
    if any(not letter.isprintable() or letter in ' <>"{}|\\^`' for letter in base):
        return "spaces or brackets in an IRI"
    if not _BASE.fullmatch(base) or not is_iri(base):
        return "not a base IRI"
    return None


def _folders(path: Path, kind: DocumentKind, base: str) -> Iterator[Folder]:
    for place in _places(path):
        if not (place / f"{kind}.toml").exists():
            found = _documents_in(place, kind)
            if not found:
                continue
            is_edition = kind is DocumentKind.EDITION
            if is_edition and any(document.suffix.lower() == ".md" for document in found):
                raise UnreadableError(
                    f"{place / f'{kind}.toml'}: no such file beside {kind}.md; create one, "
                    "it may be empty"
                )
        if not is_edition_id(place.name):
            raise FormatError(
                str(place),
                None,
                f"{place.name!r} cannot be the name of an edition",
                "use lower-case letters, digits and hyphens",
            )
        yield Folder(id=place.name, kind=kind, path=place, base=base)


def _documents_in(path: Path, kind: DocumentKind) -> list[Path]:
    """The files that could be the edition or course in a folder, sorted."""
    known = suffixes()
    found = [
        each
        for each in _entries(path)
        if each.stem.casefold() == kind and each.suffix.lower() in known and each.is_file()
    ]
    if any(each.suffix.lower() == ".md" for each in found):
        # Beside an outline, this is the graph that was built from it.
        found = [each for each in found if each.name != f"{kind}.ttl"]
    return found


def _places(path: Path) -> list[Path]:
    """The folders in a folder, sorted, without hidden ones such as one that is being written."""
    return [place for place in _entries(path) if place.is_dir() and not place.name.startswith(".")]


def _entries(path: Path) -> list[Path]:
    """What is in a folder, sorted."""
    try:
        return sorted(path.iterdir())
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UnreadableError(f"{path}: {reason}; check its rights") from None


def _source(path: Path) -> SourceText:
    return source_from_bytes(str(path), read_bytes(path))
