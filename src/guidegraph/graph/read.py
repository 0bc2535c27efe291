"""An edition from its RDF triples: the inverse of `guidegraph.graph.build`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from enum import StrEnum
from typing import TypeVar

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from guidegraph.graph.build import ASSOCIATION_PROPERTIES, edition_iri, sibling_iri
from guidegraph.graph.labels import without_derived_labels
from guidegraph.graph.release import read_release
from guidegraph.graph.said import statements_from
from guidegraph.graph.vocab import DCTERMS, GG, ITEM_TYPES, OA, PROV, RDF, SCHEMA, SKOS
from guidegraph.model.edition import (
    Association,
    Edition,
    Item,
    Link,
    Note,
    Provenance,
    SourceKind,
    Status,
)
from guidegraph.model.errors import InputError
from guidegraph.model.names import id_from_iri_path
from guidegraph.model.source import Source, Span


__all__ = ["from_graph"]

_Value = TypeVar("_Value", bound=StrEnum)


def from_graph(triples: Iterable[Triple], path: str = "the graph") -> Edition:
    """
    The edition that a graph describes.

    Raises:
        InputError: it has no edition, or several, or an item has a wrong value.
    """
    return _Reader(triples, path).edition()


class _Reader:
    def __init__(self, triples: Iterable[Triple], path: str) -> None:
        self.path = path
        self.triples = without_derived_labels(triples)
        self.objects: dict[str, dict[str, list[NamedNode | BlankNode | Literal]]] = {}
        for triple in self.triples:
            if isinstance(triple.subject, NamedNode) and isinstance(
                triple.object, NamedNode | BlankNode | Literal
            ):
                values = self.objects.setdefault(triple.subject.value, {})
                values.setdefault(triple.predicate.value, []).append(triple.object)
        self.iri = self._only_edition()
        self.about = self._edition()
        self.siblings = sibling_iri(self.about, "")
        self.ids: dict[str, str] = {}

    def edition(self) -> Edition:
        """The edition with its items."""
        if self.about.source_kind is SourceKind.RDF:
            return read_release(self.triples, self.about, self.iri)
        iri = self.iri
        subjects = [
            subject
            for subject, values in self.objects.items()
            if any(value.value == iri for value in values.get(SKOS.inScheme, ()))
        ]
        subjects.sort(key=lambda subject: (self._number(subject, GG.order) or 0, subject))
        self.ids = {subject: self._id(subject) for subject in subjects}
        return replace(
            self.about,
            items=tuple(self._item(subject) for subject in subjects),
            associations=tuple(
                link for subject in subjects for link in self._associations(subject)
            ),
        )

    def _edition(self) -> Edition:
        """The edition without its items."""
        iri = self.iri
        source = self._text(iri, DCTERMS.source)
        edition = Edition(
            id=self._text(iri, DCTERMS.identifier) or iri.rsplit("/", 1)[-1],
            iri=self._text(iri, PROV.specializationOf) or iri,
            type="Course" if self._is_a(iri, GG.Course) else "Edition",
            title=self._text(iri, DCTERMS.title) or "",
            title_printed=self._text(iri, GG.printedLabel) is not None,
            issued=self._text(iri, DCTERMS.issued),
            language=self._text(iri, DCTERMS.language) or "en",
            version_of=self._text(iri, DCTERMS.isVersionOf),
            source=None if source is None else self._source(source),
            title_spans=self._spans(iri, GG.quotedFrom),
            furniture=() if source is None else self._spans(source, GG.furniture),
            source_kind=self._one_of(SourceKind, iri, GG.sourceKind),
            base=self._text(iri, GG.base),
            ordered=self._text(iri, GG.ordered) != "false",
            identified=self._text(iri, GG.identified) == "true",
            languages=tuple((self._text(iri, GG.languages) or "").split()),
            statements=statements_from(self.objects, iri),
            residue=statements_from(self.objects, iri, (GG.residue,)),
        )
        if iri != edition_iri(edition):
            edition = replace(edition, version_iri=iri)
        siblings = sibling_iri(edition, "")

        def named(property_: str) -> tuple[str, ...]:
            return tuple(each.removeprefix(siblings) for each in self._texts(iri, property_))

        provenance = Provenance(
            publisher=self._text(iri, DCTERMS.publisher),
            rights=self._text(iri, DCTERMS.rights),
            revision_of=named(PROV.wasRevisionOf),
            derived_from=named(PROV.wasDerivedFrom),
        )
        return replace(edition, provenance=provenance)

    def _item(self, iri: str) -> Item:
        parent = self._text(iri, SKOS.broader)
        return Item(
            id=self.ids[iri],
            iri=None if iri == self.about.address_of(self.ids[iri]) else iri,
            type=self._type(iri),
            notation=self._text(iri, SKOS.notation),
            marker=self._text(iri, GG.marker),
            label=self._text(iri, GG.printedLabel),
            pref_label=self._text(iri, SKOS.prefLabel),
            alt_labels=self._texts(iri, SKOS.altLabel),
            text=self._text(iri, SKOS.definition),
            parent=None if parent is None else self._id(parent),
            position=self._number(iri, GG.position) or 1,
            notes=tuple(self._note(part) for part in self._ordered(iri, GG.footnote)),
            links=tuple(self._link(part) for part in self._ordered(iri, GG.hyperlink)),
            lineage=self._text(iri, DCTERMS.isVersionOf),
            replaced_by=self._texts(iri, DCTERMS.isReplacedBy),
            spans=self._spans(iri, GG.quotedFrom),
            status=self._one_of(Status, iri, GG.status),
            statements=statements_from(self.objects, iri),
        )

    def _associations(self, iri: str) -> list[Association]:
        found = []
        for type_, property_ in sorted(ASSOCIATION_PROPERTIES.items()):
            for target in self._texts(iri, property_):
                edition: str | None = None
                destination = self.ids.get(target)
                if destination is None:
                    path = target.removeprefix(f"{self.about.address}/")
                    if path == target:
                        edition, _, path = target.removeprefix(self.siblings).partition("/")
                    destination = id_from_iri_path(path)
                found.append(
                    Association(
                        origin=self.ids[iri], type=type_, destination=destination, edition=edition
                    )
                )
        return found

    def _note(self, part: str) -> Note:
        return Note(
            mark=self._text(part, GG.mark) or "",
            text=self._text(part, RDF.value) or "",
            anchor=self._text(part, GG.anchor) or "text",
            offset=self._number(part, GG.offset) or 0,
        )

    def _link(self, part: str) -> Link:
        return Link(
            words=self._text(part, GG.linkWords) or "", target=self._text(part, GG.target) or ""
        )

    def _source(self, iri: str) -> Source:
        return Source(
            file=self._text(iri, DCTERMS.identifier) or iri.rsplit("/", 1)[-1],
            sha256=self._text(iri, SCHEMA.sha256) or "",
        )

    def _spans(self, iri: str, property_: str) -> tuple[Span, ...]:
        return tuple(
            sorted(
                Span(
                    start=self._number(place, OA.start) or 0,
                    end=self._number(place, OA.end) or 0,
                    exact=self._text(place, OA.exact) or "",
                    role=self._text(place, GG.role) or "text",
                )
                for place in self._texts(iri, property_)
            )
        )

    # -- values -----------------------------------------------------------------

    def _only_edition(self) -> str:
        found = [
            subject
            for subject in self.objects
            if self._is_a(subject, GG.Edition) or self._is_a(subject, GG.Course)
        ]
        if len(found) != 1:
            raise InputError(
                f"{self.path}: {len(found)} editions where one is expected; "
                "give a graph with exactly one gg:Edition"
            )
        return found[0]

    def _texts(self, subject: str, predicate: str) -> tuple[str, ...]:
        values = self.objects.get(subject, {}).get(predicate, ())
        return tuple(value.value for value in values)

    def _text(self, subject: str, predicate: str) -> str | None:
        texts = self._texts(subject, predicate)
        return texts[0] if texts else None

    def _number(self, subject: str, predicate: str) -> int | None:
        text = self._text(subject, predicate)
        if text is None:
            return None
        try:
            return int(text)
        except ValueError:
            raise InputError(
                f"{self.path}: {predicate} of {subject} is {text!r}, not a whole number; correct it"
            ) from None

    def _ordered(self, subject: str, predicate: str) -> list[str]:
        parts = self._texts(subject, predicate)
        return sorted(parts, key=lambda part: (self._number(part, GG.order) or 0, part))

    def _is_a(self, subject: str, class_: str) -> bool:
        return class_ in self._texts(subject, RDF.type)

    def _type(self, subject: str) -> str:
        names = {iri: name for name, iri in ITEM_TYPES.items()}
        classes = [names[iri] for iri in self._texts(subject, RDF.type) if iri in names]
        known = [name for name in classes if name != "Item"]
        return known[0] if known else self._text(subject, DCTERMS.type) or "Item"

    def _id(self, iri: str) -> str:
        return self._text(iri, DCTERMS.identifier) or id_from_iri_path(
            iri.removeprefix(f"{self.about.address}/")
        )

    def _one_of(self, values: type[_Value], subject: str, predicate: str) -> _Value | None:
        text = self._text(subject, predicate)
        try:
            return None if text is None else values(text)
        except ValueError:
            raise InputError(
                f"{self.path}: {predicate} of {subject} is {text!r}; "
                f"write one of {', '.join(values)}"
            ) from None
