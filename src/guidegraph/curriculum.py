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
from guidegraph.course.migrate import migrate
from guidegraph.course.names import ItemNames
from guidegraph.course.outcomes import LinkOutcomes, impact, link_outcomes
from guidegraph.course.ripple import ripple
from guidegraph.course.suggest import suggest
from guidegraph.course.targets import comments_on
from guidegraph.export.migration_log import to_migration_log
from guidegraph.importers.comments import comments_from_files
from guidegraph.importers.course_map import check_targets, migration_from_log
from guidegraph.importers.csv_rows import link_table
from guidegraph.model.changes import Ref, Wording
from guidegraph.model.comments import Comment, CommentRegister
from guidegraph.model.course import CourseLink, CourseMap, Impact, LinkStatus, Migration
from guidegraph.model.coverage import Coverage, CoverageReport, HeadingLevel
from guidegraph.model.drift import DriftReport, Suggestions
from guidegraph.model.edition import Edition
from guidegraph.model.errors import MisuseError, UnknownNameError
from guidegraph.model.ripple import Ripple
from guidegraph.model.source import source_from_bytes
from guidegraph.store.course_maps import MAP_FILES, map_beside
from guidegraph.store.files import read_bytes
from guidegraph.store.library import COMMENTS_FILE
from guidegraph.workspace import Workspace


__all__ = ["Curriculum", "LinkColumns", "logged", "undo"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkColumns:
    """The columns of a table of links that name items, and their editions if there is one."""

    item: str = "item"
    edition: str | None = None


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
            raise UnknownNameError("course", target, courses)
        try:
            return self.workspace.resolve(target)
        except UnknownNameError:
            raise UnknownNameError("course", target, courses) from None

    def map(self, target: str) -> CourseMap:
        """
        The map of a course, with its statements where they are in it now.

        Raises:
            MisuseError: the course has none.
            FormatError: a row of it is wrong, or leads to an item or edition that is not there.
        """
        found = self._map(target)
        if found is None:
            name = self._beside(target, MAP_FILES[0])
            raise MisuseError(
                f"{name}: no such file; make a map with 'guidegraph suggest-map {target} EDITION'"
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
        self, target: str, old: Sequence[str], new: str, review_from: Wording = Wording.EDITORIAL
    ) -> Impact:
        """What a new edition means for a course."""
        course_map = self.map(target)
        comparison = self.workspace.diff(old, new)
        known = link_outcomes(comparison, review_from)
        found = impact(self.course(target), course_map.links, known, comparison)
        return replace(found, map=course_map)

    def drift(self, target: str, edition: str) -> DriftReport:
        """How far the words of a course are from those of the items it is linked to."""
        links = self.map(target).links
        course, guideline = self.course(target), self.workspace.resolve(edition)
        return drift(course, links, guideline, self._carried(links, guideline))

    def suggest(self, target: str, edition: str, least: float) -> Suggestions:
        """Links that a course may have to an edition."""
        course = self.course(target)
        links = found.links if (found := self._map(target)) else ()
        return suggest(course, self.workspace.resolve(edition), links, least)

    def ripple(self, term: str, old: str, new: str) -> Ripple:
        """What a changed definition affects, in the new edition and in all courses."""
        comparison = self.workspace.diff([old], new)
        return ripple(
            term, comparison, [self.workspace.edition(id_) for id_ in self.workspace.courses]
        )

    def migrations(
        self,
        paths: Sequence[Path],
        old: Sequence[str],
        new: str,
        columns: LinkColumns,
        review_from: Wording = Wording.EDITORIAL,
        *,
        repoint: bool = False,
    ) -> list[Migration]:
        """Tables of links moved to a new edition; the editions are compared once."""
        comparison = self.workspace.diff(old, new)
        known = link_outcomes(comparison, review_from)
        names = ItemNames(comparison.old, {*self.workspace.guidelines, new})
        return [self._migrated(path, known, names, new, columns, repoint=repoint) for path in paths]

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

    def _map(self, target: str) -> CourseMap | None:
        """The map of a course, if it has one."""
        course = self.course(target)
        if target in self.workspace.ids:
            return self.workspace.folder[target].course_map(course)

        def beside(name: str) -> bytes | None:
            path = self._beside(target, name)
            return read_bytes(path) if path.is_file() else None

        return map_beside(str(self._beside(target, "")), beside, course)

    def _beside(self, target: str, name: str) -> Path:
        if target in self.workspace.ids:
            return self.workspace.folder[target].path / name
        return Path(target).parent / name

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

    @staticmethod
    def _migrated(
        path: Path,
        known: LinkOutcomes,
        names: ItemNames,
        new: str,
        columns: LinkColumns,
        *,
        repoint: bool,
    ) -> Migration:
        body = read_bytes(path)
        rows = link_table(str(path), body, columns.item)
        edition_column = columns.edition
        if edition_column is None and "edition" in rows.columns:
            edition_column = "edition"
        migration = migrate(
            rows,
            known,
            names,
            new,
            item_column=columns.item,
            edition_column=edition_column,
            repoint=repoint,
        )
        if migration.before() != body:
            raise MisuseError(f"{path}: rows were lost; keep the old map, and report this")
        return replace(migration, path=path.name)


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
