"""
Editions, diffs, libraries and vocabularies as data, with what the data cannot hold.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from pathlib import Path

from guidegraph.check.shapes import Shapes
from guidegraph.export.integrity import breaches_of_shapes, breaches_of_skos
from guidegraph.graph.dataset import Dataset, to_dataset, with_plain_names
from guidegraph.graph.profile import losses_in_skos_core, to_skos_core
from guidegraph.importers.assemble import date_of_issue
from guidegraph.importers.importer import importer_for, suffixes
from guidegraph.importers.rdf import quads_of
from guidegraph.model.catalogue import Catalogue
from guidegraph.model.changes import Comparison
from guidegraph.model.edition import Edition
from guidegraph.model.errors import InputError, MisuseError, UnwritableError
from guidegraph.model.findings import Finding
from guidegraph.render.format import (
    ResultKind,
    fitting,
    format_for,
    kind_of,
    losses_of,
    problem_of,
    written,
)
from guidegraph.store.files import read_bytes
from guidegraph.store.library import bundled_library
from guidegraph.workspace import Workspace


__all__ = ["ExportCheck", "Exports", "Profile", "VocabularyFile"]

_LIBRARY = "library"
_OF_STATEMENTS = (
    "Of the file's own statements are held: concepts and their labels, definitions, scope notes, "
    "notations, parents and related concepts, in one language; and the scheme's title."
)
_BETWEEN = re.compile(r"(?<=[^/.,])\.\.(?=[^/.,])")


class Profile(StrEnum):
    """The terms that a graph may use."""

    SKOS_CORE = "skos-core"


class ExportCheck(StrEnum):
    """What an export must satisfy before it is written; each includes the ones before it."""

    NONE = "none"
    SKOS = "skos"
    SHAPES = "shapes"


@dataclass(frozen=True, kw_only=True)  # no slots: what was parsed once is kept
class VocabularyFile:
    """A file of RDF: its own statements, and the edition that they make."""

    path: str
    body: bytes
    edition: Callable[[], Edition]

    @cached_property
    def dataset(self) -> Dataset:
        """
        The statements as they are, for formats that hold statements.

        Raises:
            FormatError: they are not RDF, or not complete without the file's own address.
        """
        found = with_plain_names(quads_of(self.path, self.body), "")
        return replace(found, base=_base_of(found))


Subject = Edition | Comparison | Catalogue | VocabularyFile


@dataclass(frozen=True, slots=True)
class Exports:
    """What can be exported of a library, or of a file."""

    workspace: Workspace

    def subject(self, target: str, since: Sequence[str] = (), issued: str | None = None) -> Subject:
        """
        What to export: an edition, the changes since older ones, the library, or a vocabulary.

        Args:
            target: the edition; `OLD..NEW` or `OLD,OLD..NEW`; `library`; or a file.
            since: the older ones, if any.
            issued: its date of issue, if it states none.
        """
        if issued is not None and date_of_issue(issued) != issued:
            raise MisuseError(
                f"{issued!r} is not a date of issue; write 2013, 2013-07 or 2013-07-08"
            )
        between = None if target in self.workspace.ids or since else _between(target)
        if between is not None:
            since, target = between
        if since:
            comparison = self.workspace.diff(since, target)
            return replace(comparison, new=_dated(comparison.new, issued))
        if target == _LIBRARY and _LIBRARY not in self.workspace.ids:
            return self.library()
        if target not in self.workspace.ids and target.lower().endswith(suffixes()):
            body = read_bytes(Path(target)) if not target.startswith("git:") else b""
            if body and importer_for(target, body).media_type == "text/turtle":
                return VocabularyFile(
                    path=target,
                    body=body,
                    edition=lambda: _dated(self.workspace.quoted(target), issued),
                )
        return _dated(self.workspace.quoted(target), issued)

    @staticmethod
    def write(subject: Subject, form: str, profile: Profile | None = None) -> bytes:
        """
        It as data in one of the export formats, without checks.

        Raises:
            MisuseError: the format is for something else, or has no profiles.
        """
        return written(form, _exportable(subject, form, profile))

    @staticmethod
    def proven(
        subject: Subject,
        form: str,
        profile: Profile | None = None,
        conformance: ExportCheck = ExportCheck.SKOS,
    ) -> bytes:
        """
        It as data that was read back without loss and follows the rules.

        Raises:
            MisuseError: the format is for something else, or has no profiles.
            UnwritableError: it cannot be read back without loss, or breaks a rule.
        """
        thing: object = _exportable(subject, form, profile)
        if _in_rdf(subject, form):
            thing = to_dataset(thing)  # the graph that is written, read back and checked
        body = written(form, thing)
        try:
            problem = problem_of(form, thing, body)
        except InputError as error:
            problem = str(error)
        if problem is not None:
            raise UnwritableError(
                f"{form}: the output cannot be read back without loss ({problem}); use another "
                "format, or remove what it cannot hold"
            )
        if conformance is not ExportCheck.NONE and _in_rdf(subject, form):
            for part in _checked(subject, to_dataset(thing)):
                _demand(breaches_of_skos(part), "a rule of SKOS")
        if conformance is ExportCheck.SHAPES:
            _demand(breaches_of_shapes(to_dataset(_whole(subject)), _own_shapes()), "our shapes")
        return body

    @staticmethod
    def losses(subject: Subject, form: str, profile: Profile | None = None) -> bytes:
        """What the data does not hold, a line for each loss."""
        thing = _exportable(subject, form, profile)
        lines = [*losses_of(form, thing)]
        if isinstance(subject, VocabularyFile) and not _in_rdf(subject, form):
            lines.insert(0, _OF_STATEMENTS)
        if profile is not None:
            lines += losses_in_skos_core(to_dataset(_whole(subject)))
        return "".join(f"{line}\n" for line in lines).encode()

    def library(self) -> Catalogue:
        """All editions, each with the diffs from those from which it states that it came."""
        catalogue = self.workspace.catalogue(quoted=True)
        comparisons = tuple(
            self.workspace.diff((old,), edition.id)
            for edition in catalogue.editions
            for old in self.workspace.origins(edition)
        )
        return replace(catalogue, comparisons=comparisons)


def _between(target: str) -> tuple[Sequence[str], str] | None:
    """The old editions and the new one of `OLD,OLD..NEW`; paths may have `../` in them."""
    found = _BETWEEN.search(target)
    if found is None:
        return None
    old, new = target[: found.start()], target[found.end() :]
    return [each for each in old.split(",") if each], new


def _base_of(dataset: Dataset) -> str:
    """The most common beginning of subjects, up to a slash or a hash: it makes Turtle short."""
    counts: dict[str, int] = {}
    for triple in dataset.triples:
        iri = getattr(triple.subject, "value", "")
        start = iri[: max(iri.rfind("/"), iri.rfind("#")) + 1]
        counts[start] = counts.get(start, 0) + 1
    counts.pop("", None)
    return min(counts, key=lambda start: (-counts[start], start), default="urn:x-nothing:/")


def _in_rdf(subject: Subject, form: str) -> bool:
    """Whether a format is a syntax of RDF, which holds statements as they are."""
    kind = ResultKind.EDITION if isinstance(subject, VocabularyFile) else kind_of(subject)
    return ResultKind.DATASET in format_for(form, kind).holds


def _exportable(subject: Subject, form: str, profile: Profile | None) -> object:
    """
    What an exporter accepts: for a syntax of RDF a vocabulary's own statements, else its edition.
    """
    in_rdf = _in_rdf(subject, form)
    if profile is None:
        return _whole(subject) if in_rdf else _as_edition(subject)
    if not in_rdf:
        raise MisuseError(
            f"the format {form!r} has no profiles; leave out --profile, or use one of "
            f"{', '.join(fitting(ResultKind.DATASET))}"
        )
    return to_skos_core(to_dataset(_whole(subject)))


def _whole(subject: Subject) -> Edition | Comparison | Catalogue | Dataset:
    return subject.dataset if isinstance(subject, VocabularyFile) else subject


def _as_edition(subject: Subject) -> Edition | Comparison | Catalogue:
    return subject.edition() if isinstance(subject, VocabularyFile) else subject


def _checked(subject: Subject, dataset: Dataset) -> Iterable[Dataset]:
    """What must follow the rules of SKOS: all of it, or each graph where releases share IRIs."""
    shared = isinstance(subject, Catalogue) and any(
        edition.address != edition.iri for edition in subject.editions
    )
    if not shared:
        return (dataset,)
    return tuple(replace(dataset, graphs={name: of}) for name, of in dataset.graphs.items())


def _demand(findings: Iterable[Finding], what: str) -> None:
    """Refuse what is found, by the first of it."""
    for finding in findings:
        raise UnwritableError(
            f"it breaks {what} ({finding.rule}): {', '.join(finding.items[:1])}: "
            f"{finding.message}; or write it anyway with --check none"
        )


def _own_shapes() -> Shapes:
    path = bundled_library().parent / "ontology" / "shapes.ttl"
    return Shapes(path=str(path), body=read_bytes(path))


def _dated(edition: Edition, issued: str | None) -> Edition:
    return edition if issued is None or edition.issued else replace(edition, issued=issued)
