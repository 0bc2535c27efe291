"""
What guidegraph can do, for Python and for the command line: composition only.

The stages are imported where they are used: to list editions, neither the graph
library nor the aligner has to load.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from guidegraph.importers.importer import Tracked
from guidegraph.model.edition import Edition
from guidegraph.model.errors import GuidegraphWarning, MisuseError, UnknownNameError
from guidegraph.store.files import read_bytes, today, write_atomically
from guidegraph.store.library import create_library
from guidegraph.views import DiffView, EditionView, Table, html_table
from guidegraph.workspace import ROWS, SECONDS, Workspace


if TYPE_CHECKING:
    import rdflib

    from guidegraph.curriculum import Curriculum
    from guidegraph.drafter import Drafter
    from guidegraph.editors import Editors
    from guidegraph.exports import Exports
    from guidegraph.librarian import Librarian
    from guidegraph.linter import Linter
    from guidegraph.model.accounting import Accounts
    from guidegraph.model.answer import Answer, Solutions, Statements
    from guidegraph.model.catalogue import Catalogue
    from guidegraph.model.comments import CommentRegister
    from guidegraph.model.course import CourseMap, Impact, Migration
    from guidegraph.model.coverage import CoverageReport, HeadingLevel
    from guidegraph.model.crosswalk import CrosswalkReport
    from guidegraph.model.drift import DriftReport, Suggestions
    from guidegraph.model.edition import Excerpt
    from guidegraph.model.explanation import Explanation
    from guidegraph.model.history import Blame, ItemHistory
    from guidegraph.model.hits import Hits
    from guidegraph.model.manifest import TableLayout
    from guidegraph.model.merge import Merge
    from guidegraph.model.relations import EditionMap, Relatedness, Route
    from guidegraph.model.release import Release
    from guidegraph.model.report import Report
    from guidegraph.model.review import Review
    from guidegraph.model.ripple import Ripple
    from guidegraph.publisher import Publisher
    from guidegraph.query.named import NamedQueries
    from guidegraph.store.imports import Imported
    from guidegraph.store.site_folder import WriteResult


__all__ = ["EditionName", "Library", "PathName", "diff", "read"]

PathName = str | Path
"""A file or folder."""

EditionName = str | Path | EditionView | Edition
"""
An edition: its id in the library, a file, a file in a revision (`git:REV:PATH`), or the edition
itself.
"""


@dataclass(frozen=True, slots=True)
class Library:
    """
    A library of editions and courses, and files beside it.

    Editions are named by id, by file or by what `edition` and `read` give. Results that are made
    of rows have `records()`, a list of dicts.

    >>> library = Library.open()
    >>> library.edition("combined").value(7).label
    'Peer supporters are honest and direct'
    >>> library.diff("2013-peer", "combined").records()[0]["relation"]
    'same'
    """

    workspace: Workspace

    @classmethod
    def open(
        cls,
        path: PathName | None = None,
        *,
        lineage: bool = True,
        table: TableLayout | None = None,
        tracked: Literal["accept", "reject"] = "accept",
    ) -> Library:
        """
        The library in a folder, or the built-in one.

        Args:
            path: the folder.
            lineage: whether comparisons obey what the library has confirmed.
            table: how spreadsheets beside the library are to be read.
            tracked: whether tracked changes in documents beside the library are read as accepted
                or as rejected.

        Raises:
            UnreadableError: there is no `library.toml` in the folder.
        """
        place = None if path is None else Path(path)
        return cls(Workspace.open(place, lineage=lineage, table=table, tracked=Tracked(tracked)))

    @classmethod
    def of_files(cls, *paths: PathName) -> Library:
        """
        A library in memory, of files that are in none; their editions are named after the files.

        An edition is a revision of the one before it that is most of the same document, if none
        states what it came from.
        """
        return cls(Workspace.of_files([Path(path) for path in paths]))

    @staticmethod
    def log_of_stored(
        stored: Mapping[str, Path], concept: str, edition: str | None = None
    ) -> ItemHistory:
        """
        The history of a concept in stored editions of any size, in the order given, of which only
        the rows around the concept are read.

        Args:
            stored: the files of the editions, by name.
            concept: its IRI, the end of its IRI, or its notation, also as `EDITION:NAME`.
            edition: the edition that has it; by default, the last one with such a concept.

        Raises:
            UnknownNameError: there is no such edition.
            MisuseError: no concept or several are called like this.
        """
        from guidegraph.bulk.triples import rows_of_concept

        found = rows_of_concept(stored, concept, edition)
        parts = {stored[name].with_suffix(".nq"): body for name, body in found.lines.items()}
        library = Library(Workspace.of_parts(parts))
        names = dict(zip(stored, library.workspace.ids, strict=True))
        return library.editors().log(found.iri, names[found.edition])

    @classmethod
    def create(cls, path: PathName, *, title: str, base: str) -> Library:
        """
        A new, empty library in a folder that has none.

        Raises:
            OccupiedError: the folder holds a library already.
        """
        return cls(Workspace(folder=create_library(Path(path), title=title, base=base)))

    def import_file(
        self,
        path: PathName,
        name: str,
        *,
        keep: bool = False,
        profile: str | None = None,
        revision_of: Sequence[str] = (),
    ) -> Imported:
        """
        Make a file an edition of the library, in a new folder *name*: an outline, its data, and the
        words of the file in order; or, with *keep*, the file itself.

        *profile* is the layout profile that it is read with: a file, or one of guidegraph;
        *revision_of* are the ids of the editions before it.

        Raises:
            MisuseError: *name* cannot be the id of an edition.
            OccupiedError: the library has something of that name.
            UnknownNameError: an edition before it is not in the library.
            UnreadableError: there is no such profile.
        """
        from guidegraph.store.imports import free_place, import_edition
        from guidegraph.store.layout_profiles import profile_at

        for id_ in revision_of:
            if id_ not in self.ids:
                raise UnknownNameError("edition", id_, self.ids)
        free_place(self.workspace.folder, name)  # before a long document is read
        given, body = profile_at(profile) if profile is not None else (None, None)
        read = self.workspace.file(Path(path), profile=given)
        return import_edition(
            self.workspace.folder,
            Path(path),
            read,
            name,
            keep=keep,
            profile=body,
            revision_of=revision_of,
        )

    def rebased(self, base: str) -> Library:
        """
        The same library with IRIs that begin with another base.

        Raises:
            MisuseError: *base* is not a base IRI.
        """
        return Library(self.workspace.rebased(base))

    def titled(self, title: str) -> Library:
        """The same library under another title."""
        folder = replace(self.workspace.folder, title=title)
        return Library(replace(self.workspace, folder=folder))

    # -- editions ---------------------------------------------------------------------

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all editions, then of all courses."""
        return self.workspace.ids

    @property
    def title(self) -> str:
        """The title of the library."""
        return self.workspace.folder.title

    @property
    def editions(self) -> tuple[EditionView, ...]:
        """All editions and courses."""
        return tuple(self.edition(id_) for id_ in self.ids)

    def edition(self, name: EditionName) -> EditionView:
        """
        An edition or course of the library, or in a file.

        Raises:
            UnknownNameError: there is none of that name.
        """
        return EditionView(self._model(name), self.workspace)

    def catalogue(self) -> Catalogue:
        """All editions and courses."""
        return self.workspace.catalogue()

    def excerpt(self, edition: EditionName, item: str | None = None) -> Excerpt:
        """
        An edition's items, or one of them with all items below it.

        Raises:
            UnknownNameError: the edition has no such item.
        """
        return self.workspace.excerpt(self._name(edition), item)

    def verify(self, *editions: str) -> Accounts:
        """
        The accounts of editions and files, or of all editions that have a source or were read from
        data: is every word, triple, cell and value accounted for?

        Raises:
            MisuseError: no account can be made of one of them.
        """
        from guidegraph.model.accounting import Accounts

        ids = editions or tuple(
            id_
            for id_ in self.ids
            if self.workspace.has_source(id_) or self.workspace.edition(id_).source_kind
        )
        return Accounts(accounts=tuple(self.workspace.verified(id_) for id_ in ids))

    def stale(self, *editions: str) -> Iterator[tuple[Path, bytes]]:
        """
        The built graphs that differ from what outline and source give: file, what it should hold.

        Editions in other formats have no built graph.
        """
        self.workspace.folder.require_lineage()
        for id_ in editions or self.ids:
            folder = self.workspace.folder[id_]
            if not folder.is_outline:
                if editions:
                    warnings.warn(
                        f"{folder.document_path}: not an outline; there is no graph to build",
                        GuidegraphWarning,
                        stacklevel=2,
                    )
                continue
            path = folder.graph_path
            body = self.exports().built(id_)
            if not path.is_file() or read_bytes(path) != body:
                yield path, body

    def build(self, *editions: str) -> tuple[Path, ...]:
        """Build the graphs that are stale; the files written."""
        written = []
        for path, body in self.stale(*editions):
            write_atomically(path, body)
            written.append(path)
        return tuple(written)

    # -- what changed -----------------------------------------------------------------

    def diff(
        self,
        old: EditionName | Sequence[EditionName],
        new: EditionName,
        *,
        mappings: Sequence[PathName] = (),
        language: str | None = None,
        ids: str = "weigh",
    ) -> DiffView:
        """
        How every item of one or more old editions changed in a new one.

        What the library has confirmed of its editions stands, and so do the pairs in *mappings*,
        files in SSSOM. Texts are compared in *language*, by default the one that the editions
        share and say most in; other languages by property. Identifiers that both sides know are
        weighed against the words; *ids* may be `weigh`, `trust` or `ignore`.
        """
        names = self._names(old)
        named = [name for name in (*names, new) if isinstance(name, str)]
        if len(named) > len(names):
            found = self.workspace.diff(
                named[:-1],
                named[-1],
                mappings=[Path(path) for path in mappings],
                language=language,
                ids=ids,
            )
        else:
            from guidegraph.store.pairs import read_mappings

            found = self.workspace.compare(
                [self._model(name) for name in names],
                self._model(new),
                mappings=[read_mappings(Path(path)) for path in mappings],
                language=language,
                ids=ids,
            )
        return DiffView(found)

    def explain(
        self,
        old: EditionName | Sequence[EditionName],
        new: EditionName,
        item: str,
        *,
        mappings: Sequence[PathName] = (),
        language: str | None = None,
        ids: str = "weigh",
    ) -> Explanation:
        """
        Why an item of an old or of the new edition has its counterpart.

        Raises:
            UnknownNameError: none of the editions has such an item.
        """
        olds = [self._name(name) for name in self._names(old)]
        paths = [Path(path) for path in mappings]
        return self.workspace.explain(
            olds, self._name(new), item, mappings=paths, language=language, ids=ids
        )

    def log(self, item: str, edition: EditionName | None = None) -> ItemHistory:
        """The history of an item, `EDITION:ID` or an id of *edition*, in all editions."""
        return self.editors().log(item, None if edition is None else self._name(edition))

    def blame(self, edition: EditionName) -> Blame:
        """
        For each item of an edition since when it has its wording, and where its words come from.
        """
        return self.editors().blame(self._name(edition))

    def review(
        self,
        old: EditionName | Sequence[EditionName],
        new: EditionName,
        *,
        ledger: PathName | None = None,
        mappings: Sequence[PathName] = (),
    ) -> Review:
        """
        The changes between editions with what was decided about them.

        Without a *ledger* that is the library's own, if the editions are.
        """
        return self.editors().review(
            [self._name(name) for name in self._names(old)],
            self._name(new),
            ledger=None if ledger is None else Path(ledger),
            mappings=[Path(path) for path in mappings],
        )

    def lineage(
        self, old: EditionName | Sequence[EditionName], new: EditionName, *, write: bool = False
    ) -> bytes:
        """
        The counterpart of each item, with who confirmed it, in SSSOM; if *write*, saved in the
        library.
        """
        editors = self.editors()
        olds, name = [self._name(each) for each in self._names(old)], self._name(new)
        return (
            read_bytes(editors.keep_lineage(olds, name)) if write else editors.lineage(olds, name)
        )

    def lint_mapping(
        self,
        path: PathName,
        old: EditionName | Sequence[EditionName],
        new: EditionName,
        *,
        old_column: str | None = None,
        new_column: str | None = None,
    ) -> CrosswalkReport:
        """The findings about a published mapping between editions."""
        return self.editors().examine(
            Path(path),
            [self._name(name) for name in self._names(old)],
            self._name(new),
            old_column=old_column,
            new_column=new_column,
        )

    def apply(
        self, delta: PathName, edition: EditionName, form: str, *, back: bool = False
    ) -> bytes:
        """
        What the delta in a file makes of an edition, in a format; or, *back*, what it came from.
        """
        return self.editors().apply(Path(delta), self._name(edition), form, back=back)

    # -- drafts -----------------------------------------------------------------------

    def new(self, edition: str, old: EditionName) -> tuple[Path, ...]:
        """
        Start an edition in the library as a copy of an old one, with its lineage; the files
        written. Open the library again to use it.

        Raises:
            OccupiedError: there is an edition or folder of this name.
        """
        return self.drafter().new(edition, self._name(old))

    def merge(self, base: EditionName, ours: EditionName, theirs: EditionName) -> Merge:
        """
        Two drafts of a base merged item by item; what excludes each other is in `conflicts`.
        """
        names = self._name(base), self._name(ours), self._name(theirs)
        return self.drafter().merge(*names)

    def release(
        self, edition: str, *, version: str | None = None, issued: str | None = None
    ) -> Release:
        """
        Release an edition of the library, unless it has errors: version, date, digest, change
        notes. Without *issued* it is issued today.
        """
        return self.drafter().release(edition, today=today(), version=version, issued=issued)

    # -- what is inconsistent ---------------------------------------------------------

    def check(
        self,
        *targets: EditionName,
        select: Sequence[str] = (),
        ignore: Sequence[str] = (),
        infer: bool = False,
        shapes: Sequence[PathName] = (),
        config: PathName | None = None,
        baseline: PathName | None = None,
        on: date | None = None,
    ) -> Report:
        """
        What is inconsistent in editions or vocabularies, or in the whole library.

        Args:
            targets: editions, or files of RDF.
            select, ignore: rules, groups of rules or aliases.
            infer: whether to add the statements that follow from SKOS before checking a vocabulary.
            shapes: files of SHACL shapes to check graphs with.
            config: a file with a table `[check]`, instead of the library's own.
            baseline: a file of findings that are known.
            on: the day on which exemptions must still be valid; by default, today.
        """
        from guidegraph.linter import CheckOptions

        options = CheckOptions(
            today=on or today(),
            select=tuple(select),
            ignore=tuple(ignore),
            infer=infer,
            shapes=tuple(Path(path) for path in shapes),
            config=None if config is None else Path(config),
            baseline=None if baseline is None else Path(baseline),
        )
        return self.linter().check([self._name(target) for target in targets], options)

    # -- questions --------------------------------------------------------------------

    def query(self, sparql: str, *, seconds: float = SECONDS, limit: int = ROWS) -> Answer:
        """
        What a SPARQL query finds in the library: solutions, statements or a verdict.

        Raises:
            FormatError: it is not SPARQL 1.1.
            StoppedError: it took longer than *seconds*.
        """
        return self.librarian().query(sparql, seconds=seconds, limit=limit)

    def select(self, sparql: str, *, seconds: float = SECONDS, limit: int = ROWS) -> Table:
        """
        The rows that a SELECT finds in the library.

        Raises:
            MisuseError: it is not a SELECT, or there are more rows than *limit*.
        """
        return _table(self.query(sparql, seconds=seconds, limit=limit))

    def holds(self, sparql: str, *, seconds: float = SECONDS) -> bool:
        """
        The result of an ASK about the library.

        Raises:
            MisuseError: it is not an ASK.
        """
        from guidegraph.model.answer import Verdict

        answer = self.query(sparql, seconds=seconds)
        if not isinstance(answer, Verdict):
            raise MisuseError("this is not an ASK; use select or construct")
        return answer.holds

    def construct(
        self, sparql: str, *, seconds: float = SECONDS, limit: int = ROWS
    ) -> rdflib.Graph:
        """
        The graph that a CONSTRUCT or DESCRIBE makes of the library.

        Raises:
            MisuseError: it is neither, or there are more triples than *limit*.
        """
        from guidegraph.graph.rdflib_graph import to_rdflib
        from guidegraph.model.answer import Statements
        from guidegraph.query.results import triples_of

        answer = self.query(sparql, seconds=seconds, limit=limit)
        if not isinstance(answer, Statements):
            raise MisuseError("this is not a CONSTRUCT or DESCRIBE; use select or holds")
        _must_be_complete(answer)
        return to_rdflib(triples_of(answer))

    def queries(self) -> NamedQueries:
        """The named queries."""
        from guidegraph.query.named import NamedQueries, named_queries

        return NamedQueries(queries=tuple(named_queries().values()))

    def named_query(
        self,
        name: str,
        values: Mapping[str, str] | None = None,
        *,
        seconds: float = SECONDS,
        limit: int = ROWS,
    ) -> Table:
        """The rows that a named query finds, with values for its parameters."""
        answer = self.librarian().named_query(name, values or {}, seconds=seconds, limit=limit)
        return _table(answer)

    def search(
        self,
        words: str,
        *,
        edition: EditionName | None = None,
        type_: str | None = None,
        limit: int = 20,
        any_: bool = False,
    ) -> Hits:
        """
        The items that have all of some words, in any of their forms, the best first; with *any_*,
        also the items that have only some of them.
        """
        named = None if edition is None else self._name(edition)
        return self.librarian().search(words, edition=named, type_=type_, limit=limit, any_=any_)

    def related(
        self, item: str, *, edition: EditionName | None = None, limit: int = 12
    ) -> Relatedness:
        """The items related to one, `EDITION:ID` or an id of *edition*, and why."""
        named = None if edition is None else self._name(edition)
        return self.librarian().related(item, edition=named, limit=limit)

    def path(self, origin: str, destination: str) -> Route:
        """The shortest explanation of how two items, `EDITION:ID`, are related."""
        return self.librarian().path(origin, destination)

    def map(self, edition: EditionName) -> EditionMap:
        """Which parts of an edition are related: degree, centrality, clusters."""
        return self.librarian().map(self._name(edition))

    # -- courses ----------------------------------------------------------------------

    def course_map(self, course: EditionName) -> CourseMap:
        """The links of a course, with how their statements were found in it."""
        return self.curriculum().map(self._name(course))

    def coverage(
        self,
        course: EditionName,
        edition: EditionName,
        *,
        before: EditionName | None = None,
        level: HeadingLevel = None,
    ) -> CoverageReport:
        """
        How far a course covers an edition, and how far it covered an earlier one.

        *level* is the level of headings that are the parts of the course, or "deepest"; by default,
        they are its modules.
        """
        earlier = None if before is None else self._name(before)
        named = self._name(edition)
        return self.curriculum().coverage(self._name(course), named, earlier, level)

    def impact(
        self,
        course: EditionName,
        old: EditionName | Sequence[EditionName],
        new: EditionName,
        *,
        review_from: str = "substantive",
    ) -> Impact:
        """
        What a new edition means for a course.

        *review_from* is the smallest wording class that needs review of a link.
        """
        from guidegraph.model.changes import Wording

        olds = [self._name(name) for name in self._names(old)]
        wording = Wording(review_from)
        return self.curriculum().impact(self._name(course), olds, self._name(new), wording)

    def drift(self, course: EditionName, edition: EditionName) -> DriftReport:
        """How far the words of a course are from those of the items it is linked to."""
        return self.curriculum().drift(self._name(course), self._name(edition))

    def suggest_map(
        self, course: EditionName, edition: EditionName, *, min_confidence: float = 0.1
    ) -> Suggestions:
        """Links from a course to an edition, to be confirmed."""
        names = self._name(course), self._name(edition)
        return self.curriculum().suggest(*names, min_confidence)

    def ripple(self, term: str, old: EditionName, new: EditionName) -> Ripple:
        """Everything that a changed definition affects, in the new edition and in all courses."""
        return self.curriculum().ripple(term, self._name(old), self._name(new))

    def migrate(
        self,
        path: PathName,
        old: EditionName | Sequence[EditionName] = (),
        new: EditionName | None = None,
        *,
        course: tuple[EditionName, EditionName] | None = None,
        item_column: str = "item",
        edition_column: str | None = None,
        review_from: str = "substantive",
        accept: Collection[str] = (),
    ) -> Migration:
        """
        A table of links moved to a new edition, a revised course, or both; `after()` is the table.

        Args:
            path: the table.
            old, new: editions.
            course: the old and the new version of the course.
            item_column, edition_column: the columns with items and their editions.
            review_from: the smallest wording class that needs review of a link.
            accept: statuses of links that are pointed at what is new, such as `auto`.
        """
        from guidegraph.curriculum import LinkColumns, MigrationOptions
        from guidegraph.model.changes import Wording
        from guidegraph.model.course import LinkStatus

        options = MigrationOptions(
            columns=LinkColumns(item=item_column, edition=edition_column),
            course=None if course is None else (self._name(course[0]), self._name(course[1])),
            review_from=Wording(review_from),
            accept=frozenset(map(LinkStatus, accept)),
        )
        olds = [self._name(name) for name in self._names(old)]
        later = "" if new is None else self._name(new)
        return self.curriculum().migration(Path(path), olds, later, options)

    def comments(
        self,
        edition: EditionName,
        item: str | None = None,
        *,
        path: PathName | Sequence[PathName] | None = None,
        carry: EditionName | None = None,
    ) -> CommentRegister:
        """
        The comments on an edition, or on one of its items, from a file, several files or the
        library; carried to the edition *carry*, if one is given.
        """
        paths = [] if path is None else [path] if isinstance(path, str | Path) else path
        registers = [Path(each) for each in paths]
        if carry is None:
            return self.curriculum().comments(self._name(edition), item, registers)
        names = self._name(edition), self._name(carry)
        return self.curriculum().carried_comments(*names, item, registers)

    # -- publishing -------------------------------------------------------------------

    def export(
        self,
        target: EditionName,
        form: str,
        *,
        since: EditionName | Sequence[EditionName] = (),
        only: Sequence[str] = (),
        profile: str | None = None,
        issued: str | None = None,
        check: str = "skos",
    ) -> bytes:
        """
        An edition, what changed *since* older ones, or the word `library` for all, as data.

        Args:
            target: what to export.
            form: a format, such as `skos-turtle`.
            since: older editions.
            only: the types of items; all, if none are given.
            profile: `skos-core` for SKOS and Dublin Core alone.
            issued: its date of issue, if it states none.
            check: what it must satisfy: `skos`, also `shapes`, or `none` (not even read back).

        Raises:
            UnwritableError: it cannot be read back without loss, or breaks a rule.
        """
        from guidegraph.exports import ExportCheck, Profile

        exports = self.exports()
        olds = [self._name(name) for name in self._names(since)]
        subject = exports.subject(self._name(target), olds, issued)
        if only:
            subject = exports.only(subject, only, form)
        chosen = Profile(profile) if profile else None
        if check == "none":
            return exports.write(subject, form, chosen)
        return exports.proven(subject, form, chosen, ExportCheck(check))

    def site(
        self,
        folder: PathName,
        *,
        title: str | None = None,
        url: str | None = None,
        language: str | None = None,
        templates: PathName | None = None,
        each: Callable[[], None] = lambda: None,
    ) -> WriteResult:
        """
        Build the library's site into a folder, calling *each* after every document.

        Raises:
            OccupiedError: something else is in the folder.
        """
        publisher = self.publisher()
        own = None if templates is None else Path(templates)
        options = publisher.options(title=title, url=url, language=language, templates=own)
        return publisher.write(publisher.site(options, today=today()), Path(folder), each=each)

    # -- the parts, for the command line ----------------------------------------------

    def linter(self) -> Linter:
        """What checks editions and vocabularies."""
        from guidegraph.linter import Linter

        return Linter(self.workspace)

    def librarian(self) -> Librarian:
        """What answers questions: SPARQL, search, relations."""
        from guidegraph.librarian import Librarian

        return Librarian(self.workspace)

    def curriculum(self) -> Curriculum:
        """What compares courses with editions, and keeps maps up to date."""
        from guidegraph.curriculum import Curriculum

        return Curriculum(self.workspace)

    def editors(self) -> Editors:
        """What records decisions, confirms lineages, and finds an item's history."""
        from guidegraph.editors import Editors

        return Editors(self.workspace)

    def drafter(self) -> Drafter:
        """What starts, merges and releases editions."""
        from guidegraph.drafter import Drafter

        return Drafter(self.workspace)

    def exports(self) -> Exports:
        """What writes editions and changes as data for other programs."""
        from guidegraph.exports import Exports

        return Exports(self.workspace)

    def publisher(self) -> Publisher:
        """What puts the library's site together."""
        from guidegraph.publisher import Publisher

        return Publisher(self.workspace)

    # -- names ------------------------------------------------------------------------

    def _model(self, name: EditionName) -> Edition:
        if isinstance(name, EditionView):
            return name.model
        if isinstance(name, Edition):
            return name
        return self.workspace.file(name) if isinstance(name, Path) else self.workspace.resolve(name)

    def _name(self, name: EditionName) -> str:
        """How an edition is named: its id in the library, or its file."""
        if isinstance(name, Path):
            return str(name)
        if isinstance(name, str):
            return name
        model = self._model(name)
        if not self.workspace.owns(model):
            raise MisuseError(
                f"the edition {model.id!r} is not in this library; name the file it is in"
            )
        return model.id

    @staticmethod
    def _names(names: EditionName | Iterable[EditionName]) -> tuple[EditionName, ...]:
        one = isinstance(names, str | Path | EditionView | Edition)
        return (names,) if one else tuple(names)  # type: ignore[arg-type,return-value]  # by `one`

    def __repr__(self) -> str:
        return f"<Library {self.title!r}: {', '.join(self.ids)}>"

    def _repr_html_(self) -> str:
        rows = [
            {"id": view.id, "title": view.title, "items": len(view.items)} for view in self.editions
        ]
        return html_table(("id", "title", "items"), rows, caption=self.title)


def read(path: PathName) -> EditionView:
    """
    The edition in a file of any format that can be imported.

    Raises:
        InputError: it cannot be read.
    """
    return Library.edition(_bundled(), Path(path))


def diff(
    old: EditionName | Sequence[EditionName],
    new: EditionName,
    *,
    mappings: Sequence[PathName] = (),
    language: str | None = None,
    ids: str = "weigh",
) -> DiffView:
    """
    How every item of one or more old editions changed in a new one.

    Editions are those of the library they come from; ids are those of the built-in library.

    >>> diff("combined", "combined")
    <0 changes from combined to combined>
    """
    home = new.workspace if isinstance(new, EditionView) else None
    library = _bundled() if home is None else Library(home)
    return library.diff(old, new, mappings=mappings, language=language, ids=ids)


# Where a name is looked up in what has the name of a package, Python goes on with this name: so
# "import guidegraph.diff.run as run" finds the module, although `guidegraph.diff` is a function.
diff.__name__ = "guidegraph.diff"


@cache
def _bundled() -> Library:
    return Library.open()


def _table(answer: Answer) -> Table:
    from guidegraph.model.answer import Solutions

    if not isinstance(answer, Solutions):
        raise MisuseError("this is not a SELECT; use holds for an ASK, construct for a graph")
    _must_be_complete(answer)
    return Table(answer.columns, tuple(dict(record) for record in answer.records()))


def _must_be_complete(answer: Solutions | Statements) -> None:
    if not answer.complete:
        raise MisuseError("there are more rows than the limit; give a higher one with limit=")
