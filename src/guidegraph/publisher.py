"""Put a library's site together: gather its editions and all results about them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from guidegraph.curriculum import Curriculum
from guidegraph.diff.curation.lineage import chronological
from guidegraph.linter import CheckOptions, Linter
from guidegraph.model.changes import Comparison
from guidegraph.model.coverage import CoverageReport
from guidegraph.model.edition import Edition
from guidegraph.model.errors import MisuseError
from guidegraph.model.relations import EditionMap
from guidegraph.model.report import Report
from guidegraph.publish.assemble import site_of
from guidegraph.publish.content import SiteContent, SiteOptions
from guidegraph.publish.site import Site
from guidegraph.query.edition_map import edition_map
from guidegraph.store.site_folder import WriteResult, read_templates, write_site
from guidegraph.workspace import Workspace


__all__ = ["Publisher"]


@dataclass(frozen=True, slots=True)
class Publisher:
    """Publishes a library."""

    workspace: Workspace

    def site(
        self,
        options: SiteOptions | None = None,
        *,
        today: date | None = None,
        decisions: bool = False,
    ) -> Site:
        """
        The site of the library, with findings as of a day if one is given, and with who decided
        what about changes only if asked for.

        Raises:
            UnknownNameError: there is nothing in the language that the options name.
        """
        return site_of(self.content(today, decisions=decisions), options or SiteOptions())

    @staticmethod
    def options(
        *,
        title: str | None = None,
        url: str | None = None,
        language: str | None = None,
        templates: Path | None = None,
    ) -> SiteOptions:
        """
        How a site is published.

        Raises:
            MisuseError: *url* is not the address of a folder on the web, or *templates* no folder.
        """
        if url is not None:
            parts = urlsplit(url)
            odd = any(letter.isspace() or letter in '<>"\\^`{|}' for letter in url)
            if parts.scheme not in ("http", "https") or not parts.netloc or odd or "?" in url:
                raise MisuseError(f"not an address of the web: {url!r}; write https://…/")
            url = url if url.endswith("/") else f"{url}/"
        own = {} if templates is None else read_templates(templates)
        return SiteOptions(title=title, url=url, language=language, templates=own)

    @staticmethod
    def write(site: Site, folder: Path, *, each: Callable[[], None] = lambda: None) -> WriteResult:
        """
        Write a site into a folder, calling *each* after every document.

        Raises:
            OccupiedError: something else is in the folder.
        """
        documents = ((document.path, document.body) for document in site.documents())
        return write_site(folder, documents, each)

    def content(self, today: date | None = None, *, decisions: bool = False) -> SiteContent:
        """The library with all that is known about it."""

        def diff(olds: Sequence[str], new: str) -> Comparison:
            found = self.workspace.diff(olds, new)
            return found if decisions else found.without_decisions()

        self.workspace.folder.require_lineage()
        folder = self.workspace.folder
        every = self.workspace.catalogue(quoted=True).editions
        guidelines = [edition for edition in every if edition.type != "Course"]
        ordered = chronological(guidelines, folder.pairs)
        known = {edition.id: edition for edition in ordered}
        origins = {edition.id: tuple(self._origins(edition, known)) for edition in ordered}
        courses = tuple(edition for edition in every if edition.type == "Course")
        return SiteContent(
            base=folder.base,
            title=folder.title,
            editions=(*ordered, *courses),
            pairs=tuple(diff((old,), new) for new, olds in origins.items() for old in olds),
            fan_ins=tuple(diff(olds, new) for new, olds in origins.items() if len(olds) > 1),
            report=None if today is None else self._report(today),
            coverages=tuple(self._coverages(courses, ordered)),
            maps=tuple(self._maps(ordered)),
        )

    def _origins(self, edition: Edition, known: dict[str, Edition]) -> Iterator[str]:
        """The editions that one came from, the earliest first."""
        provenance = edition.provenance
        said = {*provenance.revision_of, *provenance.derived_from}
        said |= {old for old, new in self.workspace.folder.pairs if new == edition.id}
        for id_ in known:
            if id_ == edition.id:
                return
            if id_ in said:
                yield id_

    def _report(self, today: date) -> Report | None:
        if not self.workspace.ids:
            return None
        return Linter(self.workspace).check((), CheckOptions(today=today))

    def _coverages(
        self, courses: Sequence[Edition], editions: Sequence[Edition]
    ) -> Iterator[CoverageReport]:
        """How far each course with a map covers each edition that it is about at all."""
        curriculum = Curriculum(self.workspace)
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
