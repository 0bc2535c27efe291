"""
Frameworks in CTDL-ASN: their competencies, read into the fields of an edition and stored whole as
statements. No context is fetched: the names of the vocabulary are known.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final

from guidegraph.graph.iri import absolute_iri
from guidegraph.importers.assemble import check_count, cycles, language_tag, ring
from guidegraph.importers.json_statements import statement_of, statements_of
from guidegraph.importers.json_tree import JsonNode
from guidegraph.importers.words import identifier, name_for_people, words
from guidegraph.model.edition import Item
from guidegraph.model.errors import FormatError
from guidegraph.model.names import id_from_iri_path
from guidegraph.model.statement import Role, Statement, StatementKind


__all__ = ["COMPETENCY", "FRAMEWORK", "Framework", "short_name"]

COMPETENCY: Final = "ceasn:Competency"
"""The class of the items."""

FRAMEWORK: Final = "ceasn:CompetencyFramework"
"""The class of what they are part of."""

_NAMESPACES: Final = (
    ("https://purl.org/ctdlasn/terms/", "ceasn:"),
    ("http://purl.org/ctdlasn/terms/", "ceasn:"),
    ("https://purl.org/ctdl/terms/", "ceterms:"),
    ("http://purl.org/ctdl/terms/", "ceterms:"),
)
_ROLES: Final[Mapping[str, Role]] = MappingProxyType(
    {
        "@id": Role.IDENTIFIER,
        "@type": Role.TYPE,
        "ceterms:ctid": Role.IDENTIFIER,
        "ceasn:competencyText": Role.TEXT,
        "ceasn:competencyLabel": Role.LABEL,
        "ceasn:name": Role.LABEL,
        "ceasn:codedNotation": Role.NOTATION,
        "ceasn:listID": Role.NOTATION,
        "ceasn:competencyCategory": Role.TYPE,
        "ceasn:comment": Role.NOTE,
        "ceasn:description": Role.NOTE,
        "ceasn:isChildOf": Role.PARENT,
        "ceasn:isTopChildOf": Role.SCHEME,
        "ceasn:isPartOf": Role.SCHEME,
        "ceasn:hasChild": Role.CHILD,
        "ceasn:hasTopChild": Role.CHILD,
        "ceasn:exactAlignment": Role.MAPPING,
        "ceasn:isVersionOf": Role.MAPPING,
        "ceasn:inLanguage": Role.STATUS,
    }
)
_NO_LANGUAGE: Final = "@none"


def short_name(name: str) -> str:
    """
    The name of a property or class with its usual prefix.

    >>> short_name("https://purl.org/ctdlasn/terms/Competency"), short_name("@id")
    ('ceasn:Competency', '@id')
    """
    for beginning, prefix in _NAMESPACES:
        if name.startswith(beginning):
            return prefix + name.removeprefix(beginning)
    return name


class Framework:
    """
    A framework and its competencies.

    Attributes:
        about: the node of the framework, if there is one.
        statements: what it says.
        items: the competencies, in their order, each with its parent.

    Args:
        root: the whole file.
    """

    def __init__(self, root: JsonNode) -> None:
        self.root = root
        graph = list(root.entries("@graph")) if "@graph" in root else [root]
        objects = [node for node in graph if isinstance(node.value, dict)]
        self.about = next((node for node in objects if FRAMEWORK in _types(node)), None)
        competencies = [node for node in objects if COMPETENCY in _types(node)]
        if not competencies:
            raise root.fault("no competency in it", "give a framework with its competencies")
        known = {node.place for node in competencies}
        self._others = [
            node
            for node in graph
            if node.place not in known and (self.about is None or node.place != self.about.place)
        ]
        self.iri = absolute_iri(_first(self.about, "@id")) if self.about is not None else None
        self.languages = self._languages(competencies)
        self._nodes: dict[str, JsonNode] = {}
        self._names: dict[str, str] = {}
        for node in competencies:
            id_ = self._id(node)
            self._nodes[id_] = node
            self._names.setdefault(_first(node, "@id") or id_, id_)
            check_count(len(self._nodes), root.path)
        self.statements = () if self.about is None else _statements(self.about)
        self.items = tuple(self._items())

    @property
    def language(self) -> str | None:
        """The language that is read."""
        return self.languages[0] if self.languages else None

    def text(self, name: str) -> str | None:
        """What the framework says under a name, in the language that is read."""
        return None if self.about is None else self._words(self.about, name)

    def residue(self) -> tuple[Statement, ...]:
        """The other resources of the file, and what is around the graph."""
        if "@graph" not in self.root:
            return ()
        around = statements_of(self.root, without={"@graph"})
        head = Statement(property="", kind=StatementKind.NODE, about=around)
        return (head, *(statement_of(node, "@graph") for node in self._others))

    def _items(self) -> Iterator[Item]:
        parents = self._parents()
        for cycle in cycles(parents):
            raise self._nodes[cycle[0]].fault(
                f"a cycle of {len(cycle)} competencies: {ring(cycle)}", "remove one isChildOf"
            )
        places = self._places()
        order = {id_: number for number, id_ in enumerate(self._nodes)}
        for id_ in sorted(self._nodes, key=lambda id_: (places.get(id_, len(order)), order[id_])):
            node = self._nodes[id_]
            text = self._words(node, "ceasn:competencyText")
            label = self._words(node, "ceasn:competencyLabel") or self._words(node, "ceasn:name")
            iri = absolute_iri(_first(node, "@id"))
            yield Item(
                id=id_,
                type=self._words(node, "ceasn:competencyCategory") or "Competency",
                notation=self._words(node, "ceasn:codedNotation"),
                marker=self._words(node, "ceasn:listID"),
                label=label,
                pref_label=name_for_people(label),
                text=None if text == label else text,  # of a heading, its name is all there is
                lineage=absolute_iri(_first(node, "ceasn:isVersionOf")),
                parent=parents[id_],
                iri=iri,
                statements=_statements(node),
            )

    def _id(self, node: JsonNode) -> str:
        """What is behind the IRI of the framework, else the CTID, else the end of the IRI."""
        iri = _first(node, "@id") or ""
        inside = f"{self.iri}/" if self.iri else None
        ends = (
            id_from_iri_path(iri.removeprefix(inside)) if inside and iri.startswith(inside) else "",
            _first(node, "ceterms:ctid") or "",
            id_from_iri_path(iri.rstrip("/#").rpartition("/")[2].rpartition("#")[2]),
            iri,
            node.place.removeprefix("$."),
        )
        for each in ends:
            try:
                id_ = identifier(each, node.path, node.place)
            except FormatError:
                continue
            if id_ not in self._nodes:
                return id_
        raise node.fault("a second competency with this @id", "give each its own")

    def _parents(self) -> dict[str, str | None]:
        parents: dict[str, str | None] = dict.fromkeys(self._nodes)
        for id_, node in self._nodes.items():
            for name in _all(node, "ceasn:isChildOf"):
                other = self._names.get(name)
                if other is not None and other != id_ and parents[id_] is None:
                    parents[id_] = other
        for id_, node in self._nodes.items():
            for name in _all(node, "ceasn:hasChild"):
                child = self._names.get(name)
                if child is not None and child != id_ and parents[child] is None:
                    parents[child] = id_
        return parents

    def _places(self) -> dict[str, int]:
        """The places of items among the children of what they are below."""
        found: dict[str, int] = {}
        nodes = [node for node in (self.about, *self._nodes.values()) if node is not None]
        for node in nodes:
            for name in ("ceasn:hasTopChild", "ceasn:hasChild"):
                for number, child in enumerate(_all(node, name)):
                    if child in self._names:
                        found.setdefault(self._names[child], number)
        return found

    def _languages(self, competencies: Sequence[JsonNode]) -> tuple[str, ...]:
        stated = _all(self.about, "ceasn:inLanguage") if self.about is not None else []
        tags = [tag for tag in map(language_tag, stated) if tag]
        used = Counter(
            tag
            for node in competencies
            for key in _keys(node, "ceasn:competencyText")
            if isinstance(value := node.get(key).value, dict)
            for tag in value
            if language_tag(tag) == tag
        )
        return tuple(dict.fromkeys((*tags, *(tag for tag, _ in used.most_common()))))

    def _words(self, node: JsonNode, name: str) -> str | None:
        """The text under a name in the language that is read, or in the first there is."""
        for key in _keys(node, name):
            found = " ".join(_texts(node.get(key).value, self.language))
            if (text := words(found, node.path, f"{node.place}.{key}")) is not None:
                return text
        return None


def _types(node: JsonNode) -> list[str]:
    return [short_name(each) for each in _all(node, "@type")]


def _keys(node: JsonNode, name: str) -> list[str]:
    return [key for key in node.object() if key == name or short_name(key) == name]


def _all(node: JsonNode, name: str) -> list[str]:
    """The texts or names of resources under a name."""
    return [
        text
        for key in _keys(node, name)
        for text in _texts(node.get(key).value, None)
        if text.strip()
    ]


def _first(node: JsonNode | None, name: str) -> str | None:
    return None if node is None else next(iter(_all(node, name)), None)


def _texts(value: Any, language: str | None) -> list[str]:
    """The texts of a value: plain, in a map of languages, or as JSON-LD expands them."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, bool) or value is None:
        return []
    if isinstance(value, list):
        plain = (each for each in value if not isinstance(each, list))
        return [text for each in plain for text in _texts(each, language)]
    if not isinstance(value, dict):
        return [str(getattr(value, "lexical", value))]
    for key in ("@value", "@id"):
        if isinstance(value.get(key), str):
            return [value[key]]
    tags = [tag for tag in (language, _NO_LANGUAGE, *value) if tag in value]
    chosen = value[tags[0]] if tags else None
    those = chosen if isinstance(chosen, list) else [chosen]
    return [each for each in those if isinstance(each, str)]  # nothing nested any deeper


def _statements(node: JsonNode) -> tuple[Statement, ...]:
    roles = {key: _ROLES[short_name(key)] for key in node.object() if short_name(key) in _ROLES}
    return statements_of(node, roles)
