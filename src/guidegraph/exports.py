"""
Editions, diffs, libraries and graphs of RDF as data, with what the data cannot hold.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from pyoxigraph import NamedNode, Triple

from guidegraph.check.shapes import Shapes
from guidegraph.export.integrity import breaches_of_shapes, breaches_of_skos
from guidegraph.export.selection import left_out, only_types, only_types_of
from guidegraph.graph.build import to_graph
from guidegraph.graph.dataset import Dataset, to_dataset, with_plain_names
from guidegraph.graph.profile import losses_in_skos_core, to_skos_core
from guidegraph.graph.vocab import GG, RDF, SKOS
from guidegraph.importers.assemble import date_of_issue
from guidegraph.importers.importer import importer_for, suffixes
from guidegraph.importers.rdf import quads_of
from guidegraph.model.catalogue import Catalogue
from guidegraph.model.changes import Comparison
from guidegraph.model.edition import Edition
from guidegraph.model.errors import GuidegraphWarning, InputError, MisuseError, UnwritableError
from guidegraph.model.findings import Finding
from guidegraph.model.names import slug
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
_PACKAGES = ("canvas-csv", "case-json", "moodle-csv")  # what holds a new edition, not its changes
_BETWEEN = re.compile(r"(?<=[^/.,])\.\.(?=[^/.,])")


class Profile(StrEnum):
    """The terms that a graph may use."""

    SKOS_CORE = "skos-core"


class ExportCheck(StrEnum):
    """What an export must satisfy before it is written; each includes the ones before it."""

    NONE = "none"
    SKOS = "skos"
    SHAPES = "shapes"


@dataclass(frozen=True, slots=True, kw_only=True)
class VocabularyFile:
    """
    A file of RDF that an edition does not hold as it is: it has named graphs, no concepts, or is an
    edition of ours. Formats that hold statements get its own, others the edition.
    """

    dataset: Dataset
    edition: Callable[[], Edition]


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
                dataset = _dataset_of(target, body)
                if _needs_its_file(dataset):
                    return VocabularyFile(
                        dataset=dataset,
                        edition=lambda: _dated(self.workspace.quoted(target), issued),
                    )
        return _dated(self.workspace.quoted(target), issued)

    @staticmethod
    def only(subject: Subject, types: Sequence[str], form: str) -> Subject:
        """
        The part of it with items of some types, and those that they are below.

        Raises:
            MisuseError: it has no part of this kind in the format.
            UnknownNameError: no item is of one of the types.
        """
        if isinstance(subject, VocabularyFile):
            subject = subject.edition()
        if isinstance(subject, Edition):
            return only_types(subject, types)
        if isinstance(subject, Comparison) and form in _PACKAGES:
            return only_types_of(subject, types)
        raise MisuseError(
            f"--only is for an edition, or for a diff as {', '.join(_PACKAGES)}; leave it out"
        )

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

        What somebody else published is written as it is; where it breaks a rule of SKOS, there is
        a warning.

        Raises:
            MisuseError: the format is for something else, or has no profiles.
            UnwritableError: it cannot be read back without loss, or breaks a rule.
        """
        thing: object = _exportable(subject, form, profile)
        if _in_rdf(subject, form):
            thing = to_dataset(thing)  # the graph that is written, read back and checked
        body = _read_back(form, thing)
        if conformance is not ExportCheck.NONE and _in_rdf(subject, form):
            dataset = to_dataset(thing)
            for part in _checked(subject, dataset):
                if dataset.ours or profile is not None:
                    _demand(breaches_of_skos(part), "a rule of SKOS")
                else:
                    _tell(breaches_of_skos(part))
        if conformance is ExportCheck.SHAPES:
            _demand(breaches_of_shapes(to_dataset(_whole(subject)), _own_shapes()), "our shapes")
        return body

    def built(self, edition_id: str) -> bytes:
        """The graph that is stored beside an edition: in Turtle, without derived labels."""
        edition = self.workspace.quoted(edition_id)
        graphs: Mapping[str | None, Sequence[Triple]] = {edition.address: to_graph(edition)}
        return _read_back("turtle", Dataset(base=f"{edition.address}/", graphs=graphs))

    @staticmethod
    def losses(
        subject: Subject, form: str, profile: Profile | None = None, whole: Subject | None = None
    ) -> bytes:
        """
        What the data does not hold, a line for each loss.

        Args:
            subject: what is exported.
            form: the format.
            profile: the terms that a graph may use.
            whole: what the subject is a part of, if it is.
        """
        thing = _exportable(subject, form, profile)
        lines = [*losses_of(form, thing)]
        if whole is not None and (said := left_out(_edition_of(whole), _edition_of(subject))):
            lines.append(said)
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


def _read_back(form: str, thing: object) -> bytes:
    """
    It in a format, after what was written was read.

    Raises:
        UnwritableError: it cannot be read back without loss.
    """
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
    return body


def _between(target: str) -> tuple[Sequence[str], str] | None:
    """The old editions and the new one of `OLD,OLD..NEW`; paths may have `../` in them."""
    found = _BETWEEN.search(target)
    if found is None:
        return None
    old, new = target[: found.start()], target[found.end() :]
    return [each for each in old.split(",") if each], new


def _dataset_of(path: str, body: bytes) -> Dataset:
    """
    The statements of a file as they are.

    Raises:
        FormatError: they are not RDF.
    """
    quads, base = quads_of(path, body, f"urn:guidegraph:{slug(Path(path).stem)}/")
    return with_plain_names(quads, base)


def _needs_its_file(dataset: Dataset) -> bool:
    """Whether an edition does not hold all of a file."""
    by_class: dict[str, set[str]] = {}
    said: dict[str, set[str]] = {}
    for triple in dataset.triples:
        if isinstance(triple.subject, NamedNode):
            said.setdefault(triple.predicate.value, set()).add(triple.subject.value)
            if triple.predicate.value == RDF.type:
                class_ = str(getattr(triple.object, "value", ""))
                by_class.setdefault(class_, set()).add(triple.subject.value)
    if by_class.keys() & {GG.Edition, GG.Course} or [*dataset.graphs] != [None]:
        return True
    named = (said.get(each, set()) for each in (SKOS.inScheme, SKOS.topConceptOf, SKOS.prefLabel))
    concepts = by_class.get(SKOS.Concept, set()).union(*named)
    collections = by_class.keys() & {SKOS.Collection, SKOS.OrderedCollection}
    return not collections and not concepts - by_class.get(SKOS.ConceptScheme, set())


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


def _edition_of(subject: Subject) -> Edition:
    """The edition, or the new one."""
    match subject:
        case Comparison():
            return subject.new
        case VocabularyFile():
            return subject.edition()
        case Edition():
            return subject
        case _:
            raise MisuseError("a library has no items of its own; name an edition")


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


def _tell(findings: Iterable[Finding]) -> None:
    """Warn of what is found, by the first of it."""
    found = list(findings)
    if found:
        first = found[0]
        warnings.warn(
            f"it is written as it is, but it breaks rules of SKOS in {len(found)} places, the "
            f"first ({first.rule}): {', '.join(first.items[:1])}: {first.message}",
            GuidegraphWarning,
            stacklevel=3,
        )


def _own_shapes() -> Shapes:
    path = bundled_library().parent / "ontology" / "shapes.ttl"
    return Shapes(path=str(path), body=read_bytes(path))


def _dated(edition: Edition, issued: str | None) -> Edition:
    return edition if issued is None or edition.issued else replace(edition, issued=issued)
