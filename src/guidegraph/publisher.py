"""Put a library's site together: gather its editions and what is known of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from guidegraph.curriculum import Curriculum
from guidegraph.diff.curation.lineage import chronological
from guidegraph.linter import Linter, Order
from guidegraph.model.changes import Comparison
from guidegraph.model.coverage import CoverageReport
from guidegraph.model.edition import Edition
from guidegraph.model.errors import MisuseError
from guidegraph.model.relations import EditionMap
from guidegraph.model.report import Report
from guidegraph.publish.assemble import site_of
from guidegraph.publish.holdings import Holdings, Wishes
from guidegraph.publish.site import Site
from guidegraph.query.edition_map import edition_map
from guidegraph.store.library import LibraryFolder
from guidegraph.store.site_folder import Written, read_templates, write_site


__all__ = ["Publisher"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """
    Publishes a library.

    *published* gives an edition with the places it is quoted from, *settled* the change between
    editions as the library's own lineages have it.
    """

    folder: LibraryFolder
    published: Callable[[str], Edition]
    settled: Callable[[Sequence[str], str], Comparison]
    linter: Callable[[], Linter]
    curriculum: Callable[[], Curriculum]

    def site(self, wishes: Wishes | None = None, *, today: date | None = None) -> Site:
        """The site of the library, with findings as of a day if one is given."""
        return site_of(self.holdings(today), wishes or Wishes())

    @staticmethod
    def wishes(
        *, title: str | None = None, url: str | None = None, templates: Path | None = None
    ) -> Wishes:
        """
        How a publisher wants the site.

        Raises:
            MisuseError: *url* is no address of a folder of the web, or *templates* no folder.
        """
        if url is not None:
            parts = urlsplit(url)
            odd = any(letter.isspace() or letter in '<>"\\^`{|}' for letter in url)
            if parts.scheme not in ("http", "https") or not parts.netloc or odd or "?" in url:
                raise MisuseError(f"not an address of the web: {url!r}; write https://…/")
            url = url if url.endswith("/") else f"{url}/"
        own = {} if templates is None else read_templates(templates)
        return Wishes(title=title, url=url, templates=own)

    @staticmethod
    def write(site: Site, folder: Path, *, each: Callable[[], None] = lambda: None) -> Written:
        """
        Write a site into a folder, calling *each* after every document.

        Raises:
            OccupiedError: something else is in the folder.
        """
        documents = ((document.path, document.body) for document in site.documents())
        return write_site(folder, documents, each)

    def holdings(self, today: date | None = None) -> Holdings:
        """The library with all that is known of it."""
        every = [self.published(id_) for id_ in self.folder.folders]
        guidelines = [edition for edition in every if edition.type != "Course"]
        ordered = chronological(guidelines, self.folder.pairs)
        known = {edition.id: edition for edition in ordered}
        origins = {edition.id: tuple(self._origins(edition, known)) for edition in ordered}
        courses = tuple(edition for edition in every if edition.type == "Course")
        return Holdings(
            base=self.folder.base,
            title=self.folder.title,
            editions=(*ordered, *courses),
            pairs=tuple(self.settled((old,), new) for new, olds in origins.items() for old in olds),
            fan_ins=tuple(
                self.settled(olds, new) for new, olds in origins.items() if len(olds) > 1
            ),
            report=None if today is None else self._report(today),
            coverages=tuple(self._coverages(courses, ordered)),
            maps=tuple(self._maps(ordered)),
        )

    def _origins(self, edition: Edition, known: dict[str, Edition]) -> Iterator[str]:
        """The editions that one came from, the earliest first."""
        provenance = edition.provenance
        said = {*provenance.revision_of, *provenance.derived_from}
        said |= {old for old, new in self.folder.pairs if new == edition.id}
        for id_ in known:
            if id_ == edition.id:
                return
            if id_ in said:
                yield id_

    def _report(self, today: date) -> Report | None:
        if not self.folder.folders:
            return None
        return self.linter().check((), Order(today=today))

    def _coverages(
        self, courses: Sequence[Edition], editions: Sequence[Edition]
    ) -> Iterator[CoverageReport]:
        """How far each course with a map covers each edition that it is about at all."""
        curriculum = self.curriculum()
        for course in courses:
            for edition in editions:
                try:
                    report = curriculum.coverage(course.id, edition.id)
                except MisuseError:  # it has no map
                    continue
                if report.now.cells:
                    yield report

    @staticmethod
    def _maps(editions: Sequence[Edition]) -> Iterator[EditionMap]:
        for edition in editions:
            try:
                yield edition_map(edition)
            except MisuseError:  # it has too few parts for a map, or too many
                continue
