"""What cells can mean: the items of all editions, and the editions themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from guidegraph.graph.reading import is_in, labels_of
from guidegraph.graph.statements import literals_in
from guidegraph.graph.vocab import ITEM_TYPES
from guidegraph.model.edition import Edition, Item
from guidegraph.model.excerpt import beginning
from guidegraph.model.statement import Role


__all__ = ["PROPERTIES", "ROOT", "Entity", "Property", "Value", "entities", "type_name"]

_NAME_LENGTH = 140
ROOT = "Item"
"""The type that every item is of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Property:
    """
    A property of entities.

    *type* is what its values are, if they are entities. A property that is *loose* is compared by
    similarity, any other by equality.
    """

    id: str
    name: str
    description: str
    type: str | None = None
    loose: bool = False


_PROPERTIES = (
    Property(id="notation", name="number", description="the number in its edition, such as 7.4"),
    Property(id="label", name="label", description="the name in sentence case", loose=True),
    Property(id="altLabel", name="other names", description="other names it has", loose=True),
    Property(id="text", name="text", description="the official wording", loose=True),
    Property(id="type", name="type", description="the class, such as PracticeStatement"),
    Property(id="broader", name="belongs to", description="the item above it", type=ROOT),
    Property(id="edition", name="edition", description="the edition it is in", type="Edition"),
    Property(id="lineage", name="lineage", description="its lineage through all editions, an IRI"),
    Property(id="usesTerm", name="uses term", description="terms it uses", type="GlossaryTerm"),
    Property(id="replacedBy", name="replaced by", description="what took its place", type=ROOT),
    Property(id="iri", name="IRI", description="its full IRI"),
)
PROPERTIES: Mapping[str, Property] = MappingProxyType({each.id: each for each in _PROPERTIES})
"""The properties of entities, by id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A value of a property: a text; with an *id*, the name of another entity."""

    text: str
    id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """
    Something that a cell can mean.

    *id* is the IRI that its source gives it, else its path: its address without the base of the
    library, percent-decoded. *names* are all its names, in all languages; *labels* the one to show
    in each.
    """

    id: str
    path: str
    name: str
    description: str
    type: str
    names: tuple[str, ...]
    values: Mapping[str, tuple[Value, ...]]
    labels: Mapping[str, str] = field(default_factory=dict)

    def name_in(self, languages: Sequence[str]) -> str:
        """Its name in the first of some languages that it has one in."""
        for wanted in languages:
            for tag, label in self.labels.items():
                if is_in(tag, wanted):
                    return label
        return self.name

    @property
    def types(self) -> tuple[str, ...]:
        """The types it is of, the narrowest first."""
        return (self.type,) if self.type in ("Edition", "Course", ROOT) else (self.type, ROOT)


def type_name(type_: str) -> str:
    """
    The readable name of a type.

    >>> type_name("PracticeStatement")
    'practice statement'
    """
    return re.sub(r"(?<!^)(?=[A-Z])", " ", type_).lower()


def entities(editions: Sequence[Edition]) -> Iterator[Entity]:
    """All entities: each edition, and behind it its items in document order."""
    latest = {item.iri: edition.id for edition in editions for item in edition.items if item.iri}

    def id_of(edition: Edition, item: Item) -> str:
        # Releases may share the IRI; the earlier ones are found by their paths.
        if item.iri and latest[item.iri] == edition.id:
            return item.iri
        return f"{edition.id}/{item.id}"

    items = {
        iri: Value(text=_name(item), id=id_of(edition, item))
        for edition in editions
        for item in edition.items
        # The IRI of the source is that of the latest edition that has it, an address its own.
        for iri in (edition.iri_of(item.id), edition.address_of(item.id))
    }
    for edition in editions:
        whole = Value(text=edition.title, id=edition.id)
        yield Entity(
            id=edition.id,
            path=edition.id,
            name=edition.title,
            description=type_name(edition.type),
            type=edition.type,
            names=(edition.title, edition.id),
            values=_filled(
                label=[Value(text=edition.title)],
                type=[Value(text=edition.type)],
                lineage=[Value(text=edition.version_of)] if edition.version_of else [],
                iri=[Value(text=edition.iri)],
            ),
        )
        for item in edition.items:
            yield _entity(edition, item, id_of(edition, item), whole, items)


def _entity(
    edition: Edition, item: Item, id_: str, whole: Value, items: Mapping[str, Value]
) -> Entity:
    def refer(iri: str) -> Value:
        return items.get(iri, Value(text=iri))

    label = item.pref_label or item.label
    type_ = item.type if item.type in ITEM_TYPES else ROOT
    said = (label, item.label, *item.alt_labels, *_elsewhere(item), item.text)
    kind = " ".join(part for part in (type_name(type_), item.notation) if part)
    return Entity(
        id=id_,
        path=f"{edition.id}/{item.id}",
        name=_name(item),
        labels=labels_of(item),
        description=f"{kind}, {edition.id}",
        type=type_,
        names=tuple(dict.fromkeys(name for name in said if name)),
        values=_filled(
            notation=[Value(text=item.notation)] if item.notation else [],
            label=[Value(text=label)] if label else [],
            altLabel=[Value(text=name) for name in dict.fromkeys(_others(item, label))],
            text=[Value(text=item.text)] if item.text else [],
            type=[Value(text=type_)],
            broader=[refer(edition.address_of(item.parent))] if item.parent is not None else [],
            edition=[whole],
            lineage=[Value(text=item.lineage)] if item.lineage else [],
            usesTerm=[refer(edition.address_of(term)) for term in edition.terms.get(item.id, ())],
            replacedBy=[refer(replacement) for replacement in item.replaced_by],
            iri=[Value(text=edition.iri_of(item.id))],
        ),
    )


def _elsewhere(item: Item) -> Iterator[str]:
    """The names of an item in all languages."""
    for statement in item.said(Role.LABEL, Role.ALT_LABEL, Role.HIDDEN_LABEL):
        yield from (literal.value for literal in literals_in(statement))


def _others(item: Item, label: str | None) -> Iterator[str]:
    yield from item.alt_labels
    yield from (name for name in _elsewhere(item) if name != label)


def _filled(**values: Sequence[Value]) -> Mapping[str, tuple[Value, ...]]:
    return MappingProxyType({name: tuple(found) for name, found in values.items() if found})


def _name(item: Item) -> str:
    said = item.pref_label or item.label or item.text or item.notation or item.id
    return beginning(said, _NAME_LENGTH) or item.id
