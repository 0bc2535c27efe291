"""
What curriculum developers do: compare courses with editions, and keep maps up to date.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from guidegraph.course.carried import carried_comments
from guidegraph.course.coverage import coverage
from guidegraph.course.drift import drift
from guidegraph.course.migrate import QUOTE, LinkSide, MovedColumns, StatementWords, joined, migrate
from guidegraph.course.moved import find_items, find_statements
from guidegraph.course.names import ItemNames
from guidegraph.course.outcomes import LinkOutcomes, impact, link_outcomes
from guidegraph.course.ripple import ripple
from guidegraph.course.suggest import suggest
from guidegraph.course.targets import comments_on
from guidegraph.course.words import said_by
from guidegraph.export.migration_log import to_migration_log
from guidegraph.importers.comments import comments_from_files
from guidegraph.importers.course_map import (
    check_targets,
    migration_from_log,
    rows_of_map,
    table_of,
)
from guidegraph.importers.csv_rows import link_table
from guidegraph.model.changes import Ref, Wording
from guidegraph.model.comments import Comment, CommentRegister
from guidegraph.model.course import CourseLink, CourseMap, Impact, LinkStatus, Migration
from guidegraph.model.coverage import Coverage, CoverageReport, HeadingLevel
from guidegraph.model.drift import DriftReport, Suggestions, TakenLinks
from guidegraph.model.edition import Edition
from guidegraph.model.errors import MisuseError, UnknownNameError
from guidegraph.model.ripple import Ripple
from guidegraph.model.source import source_from_bytes
from guidegraph.store.course_maps import refused_beside, take_beside
from guidegraph.store.files import read_bytes
from guidegraph.store.library import COMMENTS_FILE
from guidegraph.store.unknown_course import unknown_course
from guidegraph.workspace import Workspace


__all__ = ["Curriculum", "LinkColumns", "MigrationOptions", "logged", "undo"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkColumns:
    """The columns of a table of links: items, their editions if there is one, and statements."""

    item: str = "item"
    edition: str | None = None
    statement: str = "statement"


@dataclass(frozen=True, slots=True, kw_only=True)
class MigrationOptions:
    """
    How to migrate a table of links.

    Attributes:
        columns: its columns.
        course: the old and the new version of the course, if the statements are to be moved.
        review_from: the smallest difference in words for which a person has to check a link.
        accept: statuses of links that are pointed at their new item or statement.
    """

    columns: LinkColumns = LinkColumns()
    course: tuple[str, str] | None = None
    review_from: Wording = Wording.SUBSTANTIVE
    accept: frozenset[LinkStatus] = frozenset()


@dataclass(frozen=True, slots=True)
class Curriculum:
    """The courses of a library."""

    workspace: Workspace

    def course(self, target: str) -> Edition:
        """
        A course of the library, or in a file.

        Raises:
            UnknownNameError: there is no such course.
        """
        courses = self.workspace.courses
        if target in self.workspace.ids and target not in courses:
            raise unknown_course(target, self.workspace.folder)
        try:
            return self.workspace.resolve(target)
        except UnknownNameError:
            raise unknown_course(target, self.workspace.folder) from None

    def map(self, target: str) -> CourseMap:
        """
        The map of a course, with its statements where they are in it now.

        Raises:
            MisuseError: the course has none.
            FormatError: a row of it is wrong, or leads to an item or edition that is not there.
        """
        self.course(target)
        found = self.workspace.course_map(target)
        if found is None:
            raise MisuseError(
                f"{target}: a course without a map; make one with "
                f"'guidegraph suggest-map {target} EDITION'"
            )
        links = (*found.links, *found.lost)
        known = self.workspace.guidelines
        editions = {link.item.edition for link in links} & set(known)
        editions_of = {id_: self.workspace.edition(id_) for id_ in sorted(editions)}
        check_targets(links, editions_of, known, found.path)
        return found

    def coverage(
        self, target: str, edition: str, before: str | None = None, level: HeadingLevel = None
    ) -> CoverageReport:
        """
        How far a course covers an edition, and how far it covered another.

        Without *before* that is the edition that most links were made to, if it is another one.
        *level*: the level of headings that are the parts of the course; by default, its modules.
        """
        course_map = self.map(target)
        links = course_map.links
        origins = Counter(link.item.edition for link in links)
        if before is None and edition not in origins and origins:
            before = max(origins, key=lambda id_: (origins[id_], id_))
        now = self._coverage(target, links, edition, level)
        earlier = None if before is None else self._coverage(target, links, before, level)
        return CoverageReport(now=now, before=earlier, map=course_map)

    def impact(
        self, target: str, old: Sequence[str], new: str, review_from: Wording = Wording.SUBSTANTIVE
    ) -> Impact:
        """What a new edition means for a course."""
        course_map = self.map(target)
        comparison = self.workspace.diff(old, new)
        known = link_outcomes(comparison, review_from)
        return impact(self.course(target), course_map, known, comparison)

    def drift(self, target: str, edition: str) -> DriftReport:
        """How far the words of a course are from those of the items it is linked to."""
        links = self.map(target).links
        course, guideline = self.course(target), self.workspace.resolve(edition)
        return drift(course, links, guideline, self._carried(links, guideline))

    def suggest(self, target: str, edition: str, least: float) -> Suggestions:
        """Links that a course may have to an edition."""
        course = self.course(target)
        links = found.links if (found := self.workspace.course_map(target)) else ()
        refused = refused_beside(self.workspace.place_of(target), course)
        return suggest(course, self.workspace.resolve(edition), links, least, refused)

    def take(self, target: str, edition: str, path: Path) -> TakenLinks:
        """
        Add the links that a filled-in sheet confirms to the map of a course.

        Raises:
            FormatError: a row is wrong, or leads to an item or edition that is not there.
            MisuseError: the map is a workbook, or cannot be written.
        """
        course = self.course(target)
        rows = rows_of_map(str(path), read_bytes(path))
        guideline = self.workspace.resolve(edition)
        check_targets(
            (*rows.links, *rows.refused), {guideline.id: guideline}, [guideline.id], str(path)
        )
        return take_beside(self.workspace.place_of(target), rows, course, str(path))

    def ripple(self, term: str, old: str, new: str) -> Ripple:
        """What a changed definition affects, in the new edition and in all courses."""
        comparison = self.workspace.diff([old], new)
        return ripple(
            term, comparison, [self.workspace.edition(id_) for id_ in self.workspace.courses]
        )

    def migration(
        self,
        path: Path,
        old: Sequence[str],
        new: str,
        options: MigrationOptions,
    ) -> Migration:
        """
        A table of links moved to a new edition, to a revised course, or to both.

        Raises:
            InputError: the table, an edition or a course cannot be read.
            MisuseError: rows would be lost.
        """
        given = read_bytes(path)
        body = table_of(str(path), given)
        statements: Migration | None = None
        moved = body
        if options.course is not None:
            statements = self._of_statements(str(path), moved, *options.course, options)
            moved = statements.after()
        migration = statements
        if old:
            items = self._of_items(str(path), moved, old, new, options)
            migration = items if statements is None else joined(items, statements)
        if migration is None:
            raise MisuseError("name the old and the new edition, or the old and the new course")
        if migration.before() != body:
            raise MisuseError(f"{path}: rows were lost; keep the old map, and report this")
        return replace(migration, path=path.name, converted=body != given)

    def _of_items(
        self, path: str, body: bytes, old: Sequence[str], new: str, options: MigrationOptions
    ) -> Migration:
        table = link_table(path, body, options.columns.item)
        edition = options.columns.edition
        if edition is None and "edition" in map(str.casefold, table.columns):
            edition = "edition"
        comparison = self.workspace.diff(old, new)
        names = ItemNames(comparison.old, {*self.workspace.guidelines, new})
        known = link_outcomes(comparison, options.review_from)
        return migrate(
            table,
            find_items(table, names, known),
            tuple(names.editions),
            new,
            columns=MovedColumns(name=options.columns.item, edition=edition),
            accept=options.accept,
        )

    def _of_statements(
        self, path: str, body: bytes, old: str, new: str, options: MigrationOptions
    ) -> Migration:
        comparison = self.workspace.diff([old], new)
        [before], after = comparison.old, comparison.new
        table = link_table(path, body, options.columns.statement)
        quote = QUOTE if QUOTE in map(str.casefold, table.columns) else None
        # A link stays silently only at the words that it was made to.
        known = link_outcomes(comparison, min(options.review_from, Wording.EDITORIAL, key=_rank))
        name_at = table.column(options.columns.statement)
        quote_at = None if quote is None else table.column(quote)

        return migrate(
            table,
            find_statements(table, name_at, quote_at, before, known),
            (before.id,),
            after.id,
            side=LinkSide.STATEMENT,
            columns=MovedColumns(name=options.columns.statement, quote=quote),
            accept=options.accept,
            words=StatementWords(old=_said(before), new=_said(after)),
        )

    def comments(
        self, edition: str, item: str | None = None, paths: Sequence[Path] = ()
    ) -> CommentRegister:
        """
        The comments on an edition, or on one of its items with the items below it.

        They come from files, or from the `comments.csv` in the edition's folder.
        """
        resolved = self.workspace.resolve(edition)
        files = self._comment_files(edition, paths)
        register = comments_from_files(files, resolved)
        if item is None:
            return register
        return replace(register, comments=comments_on(register.comments, item, resolved))

    def carried_comments(
        self, edition: str, new: str, item: str | None = None, paths: Sequence[Path] = ()
    ) -> CommentRegister:
        """
        The comments on an edition on the items that they are about in a new one.

        Decisions about the changes, and the lineages that the library has confirmed, are followed.
        """
        register = self.comments(edition, item, paths)
        resolved = self.workspace.resolve(new)
        beside: Sequence[Comment] = ()
        if not all(each.attached for each in register.comments):
            files = self._comment_files(edition, paths)
            beside = comments_from_files(files, resolved).comments
        return carried_comments(
            register, self.workspace.compare([register.edition], resolved), beside
        )

    def _comment_files(self, edition: str, paths: Sequence[Path]) -> list[tuple[str, bytes]]:
        """The files with comments on an edition, with their bytes."""
        if not paths:
            if edition not in self.workspace.ids:
                raise MisuseError(f"{edition!r} has no register of comments; name one with --file")
            path = self.workspace.folder[edition].path / COMMENTS_FILE
            if not path.is_file():
                raise MisuseError(f"{path}: no such file; name a register with --file")
            paths = [path]
        return [(str(path), read_bytes(path)) for path in paths]

    def _coverage(
        self, target: str, links: Sequence[CourseLink], edition: str, level: HeadingLevel
    ) -> Coverage:
        others = sorted({link.item.edition for link in links} - {edition})
        carried = {other: link_outcomes(self.workspace.diff([other], edition)) for other in others}
        resolved = self.workspace.resolve(edition)
        return coverage(self.course(target), links, resolved, carried, level)

    def _carried(self, links: Sequence[CourseLink], edition: Edition) -> dict[Ref, str]:
        """For each linked item the item of an edition that stands for it, where there is one."""
        found = {}
        by_edition: dict[str, LinkOutcomes] = {}
        for link in links:
            home = link.item.edition
            if home == edition.id:
                found[link.item] = link.item.id
                continue
            if home not in by_edition:
                by_edition[home] = link_outcomes(self.workspace.diff([home], edition.id))
            outcome = by_edition[home][link.item]
            if outcome.status in (LinkStatus.AUTO, LinkStatus.REVIEW):
                found[link.item] = outcome.new[0].id
        return found


def _said(course: Edition) -> dict[str, str]:
    return {item.id: said_by(item) for item in course.items}


def _rank(wording: Wording) -> int:
    return wording.rank


def logged(migration: Migration) -> bytes:
    """
    The log of a migration, enough to undo it; it is read again to be sure.

    Raises:
        MisuseError: it would not give the old map.
    """
    log = to_migration_log(migration)
    if migration_from_log(source_from_bytes("the log", log)).before() != migration.before():
        raise MisuseError("the migration cannot be undone; keep the old map, and report this")
    return log


def undo(log: Path, migrated: Path | None) -> Migration:
    """
    The migration that a log records, to be undone.

    Args:
        log: the log.
        migrated: the map it made, which must still be as it was made.

    Raises:
        MisuseError: the map was edited since.
    """
    migration = migration_from_log(source_from_bytes(str(log), read_bytes(log)))
    if migrated is not None:
        now, then = read_bytes(migrated).splitlines(), migration.after().splitlines()
        if now != then or read_bytes(migrated) != migration.after():
            at = next(
                (
                    line
                    for line, (one, two) in enumerate(zip(now, then, strict=False), 1)
                    if one != two
                ),
                min(len(now), len(then)) + 1,
            )
            raise MisuseError(
                f"{migrated}:{at}: edited since the migration; undoing would lose that; name "
                "the log alone to get the map as it was"
            )
    return migration
