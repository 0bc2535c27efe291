"""
Editions to work with: those of a library, and those in files and git revisions beside it.

Everything above asks here for editions and for the changes between them, so that each
document is read once, each pair compared once, and what the library has confirmed is obeyed
everywhere.
"""

from __future__ import annotations

import warnings
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from guidegraph.importers.documents.profiles.profile import LayoutProfile
from guidegraph.importers.importer import Tracked
from guidegraph.model.catalogue import Catalogue
from guidegraph.model.course import CourseMap
from guidegraph.model.edition import Edition, Excerpt, Item
from guidegraph.model.errors import (
    GuidegraphError,
    GuidegraphWarning,
    MisuseError,
    UnknownNameError,
)
from guidegraph.model.manifest import Manifest, TableLayout
from guidegraph.model.names import slug
from guidegraph.model.review import Ledger
from guidegraph.store.course_maps import beside, map_beside
from guidegraph.store.files import read_bytes
from guidegraph.store.library import (
    UNNAMED,
    DocumentKind,
    LibraryFolder,
    bundled_library,
    edition_from_file,
    open_library,
    read_file,
    rebased,
)
from guidegraph.store.pairs import read_ledger, read_mappings
from guidegraph.store.stored import stored_editions


if TYPE_CHECKING:
    from guidegraph.model.accounting import Account
    from guidegraph.model.changes import Comparison
    from guidegraph.model.explanation import Explanation
    from guidegraph.model.mapping import MappingSet


__all__ = ["ROWS", "SECONDS", "Workspace", "compare_files"]

_LINES = 10  # of a mapping that are named at once

SECONDS = 30.0
"""How long a query may take by default."""

ROWS = 10_000
"""The maximum number of rows of an answer by default."""


@dataclass(frozen=True, slots=True)
class _Known:
    """What was read and compared; the editions of a comparison are kept with it."""

    files: dict[tuple[Path, int, int, Tracked], Edition] = field(default_factory=dict)
    accounts: dict[str, Account] = field(default_factory=dict)
    comparisons: dict[tuple[Hashable, ...], tuple[tuple[Edition, ...], Comparison]] = field(
        default_factory=dict
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Workspace:
    """
    A library, and files beside it.

    Args:
        folder: the library.
        lineage: whether comparisons obey what the library has confirmed.
        table: how spreadsheets beside the library are to be read.
        tracked: how tracked changes in documents beside the library are to be read.

    >>> Workspace.open().edition("combined").by_id["value/7"].label
    'PEER SUPPORTERS ARE HONEST AND DIRECT'
    """

    folder: LibraryFolder
    lineage: bool = True
    table: TableLayout = field(default_factory=TableLayout)
    tracked: Tracked = Tracked.ACCEPT
    _known: _Known = field(default_factory=_Known, init=False, repr=False, compare=False)

    @classmethod
    def open(
        cls,
        path: Path | None = None,
        *,
        lineage: bool = True,
        table: TableLayout | None = None,
        tracked: Tracked = Tracked.ACCEPT,
    ) -> Workspace:
        """The library in a folder, or the built-in one."""
        folder = open_library(bundled_library() if path is None else path)
        return cls(folder=folder, lineage=lineage, table=table or TableLayout(), tracked=tracked)

    @classmethod
    def of_files(cls, paths: Sequence[Path]) -> Workspace:
        """Files that are in no library, as the editions of one in memory."""
        from guidegraph.store.file_library import library_of_files

        return cls(folder=library_of_files(paths))

    @classmethod
    def of_parts(cls, parts: Mapping[Path, bytes]) -> Workspace:
        """Parts of editions as a library in memory: each is a revision of the one before it."""
        from guidegraph.store.file_library import library_of_parts

        return cls(folder=library_of_parts(parts))

    def rebased(self, base: str) -> Workspace:
        """
        The same library with IRIs that begin with another base.

        Raises:
            MisuseError: *base* is not a base IRI.
        """
        return replace(self, folder=rebased(self.folder, base))

    def reopened(self) -> Workspace:
        """The same library and files, read again."""
        folder = self.folder
        if folder.in_memory:
            from guidegraph.store.file_library import library_of_files

            paths = [each.file for each in folder.folders.values() if each.file is not None]
            return replace(self, folder=library_of_files(paths))
        return replace(self, folder=open_library(folder.path))

    def files_of(self, target: str) -> tuple[Path, ...]:
        """The files that an edition is read from, as `resolve` finds it; none for a revision."""
        if target in self.folder.folders:
            folder = self.folder[target]
            return (folder.document_path, folder.toml_path)
        return () if target.startswith("git:") else (Path(target),)

    def afresh(self) -> Workspace:
        """The same editions, compared without what the library has confirmed."""
        return replace(self, lineage=False)

    # -- editions ---------------------------------------------------------------------

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the library's editions, then of its courses."""
        return tuple(self.folder.folders)

    @property
    def courses(self) -> tuple[str, ...]:
        """The ids of the library's courses."""
        return self._of_kind(DocumentKind.COURSE)

    @property
    def guidelines(self) -> tuple[str, ...]:
        """The ids of the library's editions without its courses."""
        return self._of_kind(DocumentKind.EDITION)

    def edition(self, id_: str) -> Edition:
        """
        An edition or course of the library.

        Raises:
            UnknownNameError: there is none of that id.
        """
        return self.folder.edition(id_)

    def course_map(self, target: str) -> CourseMap | None:
        """The map of a course of the library or in a file, if it has one."""
        course = self.resolve(target)
        folder = self.place_of(target)
        return map_beside(f"{folder}/", beside(folder), course)

    def place_of(self, target: str) -> Path:
        """The folder of an edition or course of the library, or in a file."""
        known = self.folder.folders
        return self.folder[target].path if target in known else Path(target).parent

    def resolve(self, target: str) -> Edition:
        """
        The edition that a user names: by its id in the library, by the name of a stored edition,
        as a file, or as a file in a revision of a git repository, `git:REV:PATH`.

        Raises:
            UnknownNameError: it is none of these.
        """
        if target in self.folder.folders:
            return self.edition(target)
        if target.startswith("git:"):
            from guidegraph.store.git import read_git_edition

            return read_git_edition(target, Path.cwd(), self.table)
        if target in (stored := self.stored):
            return self.file(stored[target])
        if _is_path(target):
            return self.file(Path(target))
        raise UnknownNameError("edition", target, [*self.folder.folders, *stored])

    @property
    def stored(self) -> dict[str, Path]:
        """The files of the stored editions of the library and of the current folder, by name."""
        return {**stored_editions(Path()), **stored_editions(self.folder.path)}

    def file(
        self, path: Path, tracked: Tracked | None = None, profile: LayoutProfile | None = None
    ) -> Edition:
        """
        The edition in a file, read again when the file has changed.

        *tracked* is how its tracked changes are read, by default as in the workspace; *profile* is
        how it is laid out, if that is known.
        """
        if profile is not None:
            return read_file(path, self.table, tracked or self.tracked, profile)
        tracked = tracked or self.tracked
        try:
            status = path.stat()
        except (OSError, ValueError):
            return read_file(path, self.table)  # which says what is wrong
        key = (path.absolute(), status.st_mtime_ns, status.st_size, tracked)
        if key not in self._known.files:
            self._known.files[key] = read_file(path, self.table, tracked)
        return self._known.files[key]

    def states(self, path: Path) -> tuple[Edition, Edition]:
        """The editions in a document before and after its tracked changes."""
        before, after = self.file(path, Tracked.REJECT), self.file(path, Tracked.ACCEPT)
        return (
            replace(before, id=f"{before.id}-before", iri=f"{before.iri}-before"),
            replace(after, id=f"{after.id}-after", iri=f"{after.iri}-after"),
        )

    def owns(self, edition: Edition) -> bool:
        """Whether an edition is the library's, not a file of the same name."""
        id_ = edition.id
        if id_ not in self.folder.folders:
            return False
        quoted = self._known.accounts.get(id_)
        return edition is self.edition(id_) or (quoted is not None and edition is quoted.edition)

    def catalogue(self, *, quoted: bool = False) -> Catalogue:
        """All editions and courses; if *quoted*, with the places they are quoted from."""
        read = self.quoted_if_complete if quoted else self.edition
        return Catalogue(
            title=self.folder.title,
            base=self.folder.base,
            editions=tuple(read(id_) for id_ in self.ids),
        )

    def excerpt(self, target: str, item_id: str | None = None) -> Excerpt:
        """
        An edition's items, or one of them with all items below it.

        Raises:
            UnknownNameError: the edition has no such item.
        """
        edition = self.resolve(target)
        if item_id is None:
            return Excerpt(edition=edition, items=edition.items)
        item_id = edition.found(item_id)
        if item_id not in edition.by_id:
            raise UnknownNameError(f"item of {edition.id}", item_id, edition.by_id)
        return Excerpt(edition=edition, items=tuple(_branch(edition, item_id)))

    # -- sources ----------------------------------------------------------------------

    def has_source(self, id_: str) -> bool:
        """Whether an edition of the library names a source to verify it against."""
        return self.folder[id_].manifest().layout is not None

    def account(self, id_: str) -> Account:
        """
        The account of an edition's source: is every word accounted for?

        Raises:
            MisuseError: it names no source.
        """
        if id_ not in self._known.accounts:
            from guidegraph.verify.account import account

            source, layout = self.folder[id_].source()
            self._known.accounts[id_] = account(self.edition(id_), source, layout)
        return self._known.accounts[id_]

    def verified(self, target: str) -> Account:
        """
        The account of an edition's source, and whether its built graph says the same; or, of a file
        and of an edition without a source, the account of every word, triple, cell or value of the
        file that it was read from.

        Raises:
            MisuseError: a format of which no account can be made, or a revision in git.
        """
        if target in self.folder.folders and self.has_source(target):
            return self._verified_source(target)
        from guidegraph.importers.importer import Document, importer_for
        from guidegraph.verify.atoms import account_of_atoms, account_of_words

        edition = self.resolve(target)
        if target in self.folder.folders:
            path, manifest = self.folder[target].document_path, self.folder[target].manifest()
        elif target.startswith("git:"):
            raise MisuseError(f"{target!r}: a revision cannot be verified; save it as a file first")
        else:
            path, manifest = Path(target), Manifest(table=self.table)
        document = Document(
            path=str(path),
            body=read_bytes(path),
            edition=edition.id,
            iri=(edition.base or edition.iri).removesuffix("/"),
            manifest=manifest,
            tracked=self.tracked,
        )
        importer = importer_for(document.path, document.body)
        if importer.lost is not None:
            return account_of_words(
                edition, *importer.lost(document, edition), paged=importer.paged
            )
        if importer.atoms is None:
            raise MisuseError(
                f"{target!r}: no account can be made of {importer.media_type}; verify the file "
                "that it was made from"
            )
        with warnings.catch_warnings():  # the importer gave them
            warnings.simplefilter("ignore", GuidegraphWarning)
            atoms = importer.atoms(document)
        return account_of_atoms(edition, atoms, importer.unit)

    def _verified_source(self, id_: str) -> Account:
        from guidegraph.graph.read import from_graph
        from guidegraph.graph.turtle import from_turtle
        from guidegraph.verify.account import with_stale_graph

        found = self.account(id_)
        path = self.folder[id_].graph_path
        if not self.folder[id_].is_outline or not path.is_file():
            return found
        built = from_graph(from_turtle(read_bytes(path), str(path)), str(path))
        return with_stale_graph(found, built, self.folder[id_].source()[0], str(path))

    def quoted(self, target: str) -> Edition:
        """
        The edition that a user names, with the places its items are quoted from where it has a
        source.

        Raises:
            MisuseError: a word of its source is not accounted for.
        """
        if target not in self.folder.folders or not self.has_source(target):
            return self.resolve(target)
        account = self.account(target)
        if not account.complete:
            raise MisuseError(
                f"{target!r} is not accounted for in full; see what is wrong with "
                f"'guidegraph verify {target}'"
            )
        return account.edition

    def quoted_if_complete(self, id_: str) -> Edition:
        """An edition of the library, quoted where all of its source is accounted for."""
        try:
            return self.quoted(id_)
        except GuidegraphError:
            return self.edition(id_)

    # -- comparisons ------------------------------------------------------------------

    def origins(self, edition: Edition) -> tuple[str, ...]:
        """The editions of the library that one says it came from, as it names them."""
        provenance = edition.provenance
        said = dict.fromkeys((*provenance.revision_of, *provenance.derived_from))
        return tuple(id_ for id_ in said if id_ in self.folder.folders and id_ != edition.id)

    def diff(
        self,
        old: Sequence[str],
        new: str,
        *,
        mappings: Sequence[Path] = (),
        language: str | None = None,
        ids: str = "weigh",
        ledger: Path | None = None,
    ) -> Comparison:
        """
        How every item of the old editions changed in the new one.

        What the library has confirmed and decided of its own editions stands, and so do the pairs
        in *mappings*, files in SSSOM; where an item is in both, the file decides. Decisions are
        those in the file *ledger*, without one those that the library keeps.

        The editions are compared in the *language* that they share and most is said in, and all
        other languages property by property. Identifiers that both sides know are weighed against
        the words, trusted or ignored, as *ids* says (`weigh`, `trust`, `ignore`).

        Raises:
            MisuseError: an old edition is named twice, or one has nothing in *language*.
            FormatError: the library's lineage of these editions cannot be read.
        """
        for number, target in enumerate(old):
            if target in old[:number]:
                raise MisuseError(f"{target!r} is named twice; name each old edition once")
        editions = [self.resolve(target) for target in (*old, new)]
        given = [read_mappings(path) for path in mappings]
        return self.compare(
            editions[:-1], editions[-1], mappings=given, language=language, ids=ids, ledger=ledger
        )

    def compare(
        self,
        old: Sequence[Edition],
        new: Edition,
        *,
        mappings: Sequence[MappingSet] = (),
        language: str | None = None,
        ids: str = "weigh",
        ledger: Path | None = None,
    ) -> Comparison:
        """
        As `diff`, for editions and mappings at hand.

        Editions of the same id get ids that tell them apart. What is compared without mappings is
        kept.
        """
        path = ledger or self._ledger_path(old, new)
        decisions = read_ledger(path) if path else Ledger()
        key = (*map(id, (*old, new)), language, ids, decisions.pairings)
        if mappings:
            from guidegraph.diff.curation.mapping import curated

            decided = self._decided(old, new, mappings)
            given = [curated(found) for found in mappings]
            confirmed = self._confirmed(old, new, decisions, path)
            besides = (found.without(decided) for found in confirmed)
            comparison = self._compared(old, new, (*given, *besides), language, ids, given)
            _tell_undecisive(mappings, given, comparison)
        elif key in self._known.comparisons:
            comparison = self._known.comparisons[key][1]
        else:
            confirmed = self._confirmed(old, new, decisions, path)
            comparison = self._compared(old, new, tuple(confirmed), language, ids)
            self._known.comparisons[key] = ((*old, new), comparison)
        if not decisions:
            return comparison
        from guidegraph.diff.curation.obeyed import with_decisions

        return with_decisions(comparison, decisions)

    def ledger_path(self, old: Sequence[str], new: str) -> Path:
        """
        Where the library keeps what was decided about the changes between editions.

        Raises:
            MisuseError: an edition is not the library's.
        """
        for id_ in (*old, new):
            if id_ not in self.ids:
                raise MisuseError(
                    f"{id_!r} is not in this library; name a ledger with --ledger FILE"
                )
        return self.folder.pair(old, new).ledger_path

    def explain(
        self,
        old: Sequence[str],
        new: str,
        item_id: str,
        *,
        mappings: Sequence[Path] = (),
        language: str | None = None,
        ids: str = "weigh",
    ) -> Explanation:
        """
        Why an item of an old or of the new edition has its counterpart.

        Raises:
            UnknownNameError: none of the editions has such an item.
        """
        from guidegraph.diff.align.explain import explain

        found = self.diff(old, new, mappings=mappings, language=language, ids=ids)
        return explain(found, item_id)

    def _decided(
        self, old: Sequence[Edition], new: Edition, mappings: Sequence[MappingSet]
    ) -> frozenset[str]:
        """
        The addresses of the items that mappings decide about.

        Raises:
            FormatError: a row is not about these editions, nor about others of the library.
        """
        from guidegraph.diff.curation.confirmed import refs_of, require_known

        home = {edition.id: edition for edition in (*old, new)}
        others = [
            f"{folder.iri}/" for folder in self.folder.folders.values() if folder.id not in home
        ]
        for found in mappings:
            require_known(found, old, new, others)
        return frozenset(
            home[ref.edition].address_of(ref.id)
            for found in mappings
            for row in found.mappings
            for iri, editions in ((row.subject, old), (row.object, (new,)))
            for ref in refs_of(iri, editions)
        )

    @staticmethod
    def _compared(
        old: Sequence[Edition],
        new: Edition,
        confirmed: Sequence[MappingSet],
        language: str | None,
        ids: str,
        given: Sequence[MappingSet] = (),
    ) -> Comparison:
        from guidegraph.diff.curation.confirmed import confirmed_groups
        from guidegraph.diff.joins import with_joins_decided
        from guidegraph.diff.run import diff
        from guidegraph.model.alignment import IdPolicy

        told = with_joins_decided((*_told_apart(old), new))
        *before, after = _in_one_language(told, language)
        groups = confirmed_groups(confirmed, before, after, given)
        return diff(before, after, confirmed=groups, ids=IdPolicy(ids))

    def _ledger_path(self, old: Sequence[Edition], new: Edition) -> Path | None:
        """Where the library keeps the decisions, if they are to be obeyed and the editions its."""
        if not self.lineage or self.folder.in_memory or not all(map(self.owns, (*old, new))):
            return None
        return self.ledger_path([edition.id for edition in old], new.id)

    def _confirmed(
        self, old: Sequence[Edition], new: Edition, decisions: Ledger, path: Path | None
    ) -> Iterator[MappingSet]:
        """
        What was decided about these editions, and what the library has confirmed of its own ones
        among them.
        """
        decided: frozenset[str] = frozenset()
        if decisions.pairings:
            from guidegraph.diff.curation.obeyed import mappings_of

            pairs = mappings_of(decisions, old, new, str(path))
            decided = self._decided(old, new, (pairs,))
            yield pairs
        if not self.lineage or not self.owns(new):
            return
        own = [edition.id for edition in old if self.owns(edition)]
        if own:
            from guidegraph.diff.curation.mapping import curated

            try:
                for found in self.folder.lineage_of(own, new.id):
                    yield curated(found).without(decided)
            except GuidegraphError as error:
                error.add_advice("or compare without it, with --no-lineage")
                raise

    def _of_kind(self, kind: DocumentKind) -> tuple[str, ...]:
        return tuple(id_ for id_, folder in self.folder.folders.items() if folder.kind is kind)


def _tell_undecisive(
    mappings: Sequence[MappingSet], given: Sequence[MappingSet], comparison: Comparison
) -> None:
    """Warn of the rows of named mappings that decided nothing, and why."""
    from guidegraph.diff.curation.confirmed import undecisive_rows

    alignment = comparison.alignment
    groups = alignment.groups if alignment is not None else ()
    for found, confirmed in zip(mappings, given, strict=True):
        stated = {row.line for row in confirmed.mappings}
        unread = [row.line for row in found.mappings if row.line not in stated]
        for lines, why in (
            (unread, "nobody has confirmed them; name who did in reviewer_label"),
            (
                undecisive_rows(confirmed, groups),
                "they are negated, only relate items, or are about other editions",
            ),
        ):
            if lines:
                shown = ", ".join(map(str, lines[:_LINES]))
                more = f" and {len(lines) - _LINES} more" if len(lines) > _LINES else ""
                warnings.warn(
                    f"{found.path or 'the mapping'}: {len(lines)} of {len(found.mappings)} rows "
                    f"decide nothing (line {shown}{more}): {why}",
                    GuidegraphWarning,
                    stacklevel=3,
                )


def _in_one_language(editions: Sequence[Edition], language: str | None) -> tuple[Edition, ...]:
    """Editions as they read in a language: the one wanted, else one that all of them share."""
    if language is None and not any(edition.languages or edition.base for edition in editions):
        return tuple(editions)
    from guidegraph.graph.reading import on_base, read_in, shared_language, speaks

    # What was published at one place has relative IRIs to be compared as if it were there.
    loose = [each.base for each in editions if (each.base or "").startswith(UNNAMED)]
    if loose and len(loose) == len(editions):
        editions = [on_base(each, loose[0] or "") for each in editions]

    if language is not None:
        for edition in editions:
            if edition.languages and not speaks(edition, language):
                raise MisuseError(
                    f"{edition.id!r} has no label or text in {language!r}; its languages are "
                    f"{', '.join(edition.languages)}"
                )
    wanted = language or shared_language(editions)
    return tuple(
        each if wanted is None or wanted == each.language else read_in(each, wanted)
        for each in editions
    )


def compare_files(
    path: str, old: bytes, new: bytes, *, names: tuple[str, str] | None = None
) -> Comparison:
    """
    How the items of a file changed between two states of it; an empty state has no items.

    *names* are those of the states.
    """
    from guidegraph.diff.run import diff

    before, after = _in_one_language([_state(path, body) for body in (old, new)], None)
    if names is not None:
        before, after = replace(before, id=names[0]), replace(after, id=names[1])
    return diff((before,), after)


def _state(path: str, body: bytes) -> Edition:
    if body:
        return edition_from_file(Path(path), body, shown=path, beside=lambda _: None)
    return Edition(id=slug(Path(path).stem) or "edition", iri=f"urn:guidegraph:{path}", title=path)


def _told_apart(editions: Sequence[Edition]) -> tuple[Edition, ...]:
    """Editions with ids of their own: files of the same name are numbered."""
    found: dict[str, Edition] = {}
    for number, edition in enumerate(editions, start=1):
        named = replace(edition, id=f"{edition.id}-{number}") if edition.id in found else edition
        found[named.id] = named
    return tuple(found.values())


def _is_path(target: str) -> bool:
    """Whether a target is meant as a file: it exists, lies in a folder, or ends like a document."""
    from guidegraph.importers.importer import REFUSED, suffixes

    exists = "\0" not in target and Path(target).exists()
    return exists or "/" in target or target.lower().endswith((*suffixes(), *REFUSED))


def _branch(edition: Edition, item_id: str) -> Iterator[Item]:
    waiting = [item_id]  # without recursion: other people's hierarchies may be thousands deep
    while waiting:
        item = edition.by_id[waiting.pop()]
        yield item
        waiting += (child.id for child in reversed(edition.children.get(item.id, ())))
