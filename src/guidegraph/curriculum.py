"""
What curriculum developers do with a library: hold courses against editions, and keep maps in step.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from guidegraph.course.comments import comments_on
from guidegraph.course.coverage import coverage
from guidegraph.course.drift import drift
from guidegraph.course.fates import Fates, fates
from guidegraph.course.impact import impact
from guidegraph.course.migrate import migrate
from guidegraph.course.names import ItemNames
from guidegraph.course.ripple import ripple
from guidegraph.course.suggest import suggest
from guidegraph.export.migration_log import to_migration_log
from guidegraph.importers.comments import comments_from_csv
from guidegraph.importers.course_map import check_targets, links_from_csv
from guidegraph.importers.link_table import link_table
from guidegraph.importers.migration_log import migration_from_log
from guidegraph.model.changes import Comparison, Ref, Wording
from guidegraph.model.comments import CommentRegister
from guidegraph.model.course import CourseLink, Impact, LinkStatus, Migration
from guidegraph.model.coverage import Coverage, CoverageReport
from guidegraph.model.drift import DriftReport, Suggestions
from guidegraph.model.edition import Edition
from guidegraph.model.errors import MisuseError, UnknownNameError
from guidegraph.model.ripple import Ripple
from guidegraph.model.source import source_from_bytes
from guidegraph.store.files import read_bytes
from guidegraph.store.library import DocumentKind, LibraryFolder


__all__ = ["Curriculum", "Table", "logged", "undo"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """
    How a table of links names items: the columns of the item and of its edition, if it has one.
    """

    item_column: str = "item"
    edition_column: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Curriculum:
    """
    The courses of a library.

    *resolve* gives an edition by what a command names it, *compare* the change between editions.
    """

    folder: LibraryFolder
    resolve: Callable[[str], Edition]
    compare: Callable[[Sequence[str], str], Comparison]

    def course(self, target: str) -> Edition:
        """
        A course of the library, or in a file.

        Raises:
            UnknownNameError: there is no such course.
        """
        courses = self.courses
        if target in self.folder.folders and target not in courses:
            raise UnknownNameError("course", target, courses)
        try:
            return self.resolve(target)
        except UnknownNameError:
            raise UnknownNameError("course", target, courses) from None

    @property
    def courses(self) -> tuple[str, ...]:
        """The ids of the library's courses."""
        return tuple(
            id_ for id_, folder in self.folder.folders.items() if folder.kind is DocumentKind.COURSE
        )

    def links(self, target: str) -> tuple[CourseLink, ...]:
        """
        The map of a course.

        Raises:
            MisuseError: the course has none.
            FormatError: a row of it is wrong, or leads to an item or edition that is not there.
        """
        course, path = self.course(target), self._map_path(target)
        if not path.is_file():
            raise MisuseError(
                f"{path}: no such file; make a map with 'guidegraph suggest-map {target} EDITION'"
            )
        links = links_from_csv(source_from_bytes(str(path), read_bytes(path)), course)
        known = self._edition_ids
        editions = {link.item.edition for link in links} & set(known)
        found = {id_: self.folder.edition(id_) for id_ in sorted(editions)}
        check_targets(links, found, known, str(path))
        return links

    def coverage(self, target: str, edition: str, before: str | None = None) -> CoverageReport:
        """
        How far a course covers an edition, and how far it covered another.

        Without *before* that is the edition that most links were made to, if it is another one.
        """
        links = self.links(target)
        origins = Counter(link.item.edition for link in links)
        if before is None and edition not in origins and origins:
            before = max(origins, key=lambda id_: (origins[id_], id_))
        now = self._coverage(target, links, edition)
        return CoverageReport(
            now=now, before=None if before is None else self._coverage(target, links, before)
        )

    def impact(
        self, target: str, old: Sequence[str], new: str, review_from: Wording = Wording.EDITORIAL
    ) -> Impact:
        """What the change between editions means for a course."""
        links = self.links(target)
        comparison = self.compare(old, new)
        known = fates(comparison, review_from)
        return impact(self.course(target), links, known, comparison)

    def drift(self, target: str, edition: str) -> DriftReport:
        """How far the words of a course are from those of the items it is linked to."""
        links = self.links(target)
        course, guideline = self.course(target), self.resolve(edition)
        return drift(course, links, guideline, self._carried(links, guideline))

    def suggest(self, target: str, edition: str, least: float) -> Suggestions:
        """Links that a course may have to an edition."""
        course = self.course(target)
        links = self.links(target) if self._map_path(target).is_file() else ()
        return suggest(course, self.resolve(edition), links, least)

    def ripple(self, term: str, old: str, new: str) -> Ripple:
        """What a changed definition touches, in the new edition and in all courses."""
        comparison = self.compare([old], new)
        return ripple(term, comparison, [self.folder.edition(id_) for id_ in self.courses])

    def migrations(
        self,
        paths: Sequence[Path],
        old: Sequence[str],
        new: str,
        table: Table,
        review_from: Wording = Wording.EDITORIAL,
        *,
        repoint: bool = False,
    ) -> list[Migration]:
        """Tables of links carried over to a new edition; the editions are compared once."""
        comparison = self.compare(old, new)
        known = fates(comparison, review_from)
        names = ItemNames(comparison.old, {*self._edition_ids, new})
        return [self._migrated(path, known, names, new, table, repoint=repoint) for path in paths]

    def comments(
        self, edition: str, item: str | None = None, path: Path | None = None
    ) -> CommentRegister:
        """
        The comments on an edition, or on one of its items with what stands below it.

        They come from a file, or from the `comments.csv` in the edition's folder.
        """
        resolved = self.resolve(edition)
        if path is None:
            if edition not in self.folder.folders:
                raise MisuseError(f"{edition!r} has no register of comments; name one with --file")
            path = self.folder[edition].path / "comments.csv"
            if not path.is_file():
                raise MisuseError(f"{path}: no such file; name a register with --file")
        found = comments_from_csv(str(path), read_bytes(path), resolved)
        if item is not None:
            found = comments_on(found, item, resolved)
        return CommentRegister(edition=resolved, comments=found)

    @property
    def _edition_ids(self) -> tuple[str, ...]:
        return tuple(id_ for id_ in self.folder.folders if id_ not in self.courses)

    def _map_path(self, target: str) -> Path:
        if target in self.folder.folders:
            return self.folder[target].path / "map.csv"
        return Path(target).with_name("map.csv")

    def _coverage(self, target: str, links: Sequence[CourseLink], edition: str) -> Coverage:
        others = sorted({link.item.edition for link in links} - {edition})
        carried = {other: fates(self.compare([other], edition)) for other in others}
        return coverage(self.course(target), links, self.resolve(edition), carried)

    def _carried(self, links: Sequence[CourseLink], edition: Edition) -> dict[Ref, str]:
        """For each linked item the item of an edition that stands for it, where there is one."""
        found = {}
        by_edition: dict[str, Fates] = {}
        for link in links:
            home = link.item.edition
            if home == edition.id:
                found[link.item] = link.item.id
                continue
            if home not in by_edition:
                by_edition[home] = fates(self.compare([home], edition.id))
            fate = by_edition[home][link.item]
            if fate.status in (LinkStatus.AUTO, LinkStatus.REVIEW):
                found[link.item] = fate.new[0].id
        return found

    @staticmethod
    def _migrated(
        path: Path, known: Fates, names: ItemNames, new: str, table: Table, *, repoint: bool
    ) -> Migration:
        body = read_bytes(path)
        rows = link_table(str(path), body, table.item_column)
        edition_column = table.edition_column
        if edition_column is None and "edition" in rows.columns:
            edition_column = "edition"
        migration = migrate(
            rows,
            known,
            names,
            new,
            item_column=table.item_column,
            edition_column=edition_column,
            repoint=repoint,
        )
        if migration.before() != body:
            raise MisuseError(f"{path}: rows were lost; keep the old map, and report this")
        return replace(migration, path=path.name)


def logged(migration: Migration) -> bytes:
    """
    The log of a migration, enough to take it back; it is read again to be sure.

    Raises:
        MisuseError: it would not give the old map.
    """
    log = to_migration_log(migration)
    if migration_from_log(source_from_bytes("the log", log)).before() != migration.before():
        raise MisuseError("the migration cannot be taken back; keep the old map, and report this")
    return log


def undo(log: Path, migrated: Path | None) -> Migration:
    """
    The migration that a log tells of, to be taken back.

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
                f"{migrated}:{at}: edited since the migration, which would be lost; name the log "
                "alone to get the map as it was"
            )
    return migration
