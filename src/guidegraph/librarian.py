"""Answers about a library: SPARQL queries, search, and how items are related."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from guidegraph.model.answer import Answer
from guidegraph.model.changes import Ref
from guidegraph.model.edition import Edition
from guidegraph.model.errors import MisuseError, UnknownNameError
from guidegraph.workspace import ROWS, SECONDS, Workspace


if TYPE_CHECKING:
    from pyoxigraph import Quad, Triple

    from guidegraph.model.hits import Hits
    from guidegraph.model.relations import EditionMap, Relatedness, Route
    from guidegraph.query.relations import Counterpart


__all__ = ["GraphNames", "Librarian"]

Pair = tuple[tuple[str, ...], str]
"""Old editions, and a new one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphNames:
    """The names of the graphs that can be queried: of editions, and of changes."""

    editions: tuple[str, ...]
    changes: tuple[str, ...]


@dataclass(frozen=True)  # no slots: what was built once is kept
class Librarian:
    """Answers questions about a library."""

    workspace: Workspace

    @cached_property
    def editions(self) -> Mapping[str, Edition]:
        """The editions and courses by id, in the order of the library."""
        return {id_: self.workspace.quoted_if_complete(id_) for id_ in self.workspace.ids}

    def query(
        self,
        text: str,
        *,
        source: str = "query",
        diffs: bool = False,
        seconds: float = SECONDS,
        limit: int = ROWS,
    ) -> Answer:
        """
        What a SPARQL query finds.

        Every edition is a named graph with its address as name; so is every diff, named
        `{new edition}/changes/{old edition}`. All editions together are the default graph.

        Args:
            source: the name of the query in messages.
            diffs: whether to load all diffs; those that the query names always are.
            seconds: how long it may take.
            limit: the maximum number of rows of the answer.

        Raises:
            FormatError: the query is not SPARQL 1.1.
            MisuseError: it does not only read the library.
            StoppedError: it took too long, or too much memory.
        """
        pairs = self._pairs if diffs else self._named_pairs(text)
        return self._asked(text, source, pairs, seconds, limit)

    def named_query(
        self,
        name: str,
        values: Mapping[str, str],
        *,
        seconds: float = SECONDS,
        limit: int = ROWS,
    ) -> Answer:
        """
        What a named query finds, with values for its parameters.

        Raises:
            UnknownNameError: there is no such query, parameter, edition or item.
            MisuseError: a parameter is missing, or its value is not of its kind.
        """
        from guidegraph.query.named import named_query

        pairs: Sequence[Pair] = ()
        text = self.sparql(name, values)
        if named_query(name).needs_diffs:
            asked = "old" in values and "new" in values
            pairs = [((values["old"],), values["new"])] if asked else self._pairs
        return self._asked(text, name, pairs, seconds, limit)

    def sparql(self, name: str, values: Mapping[str, str]) -> str:
        """A named query with values for its parameters, as SPARQL to be run anywhere."""
        from guidegraph.query.named import bound, named_query
        from guidegraph.store.unknown_course import add_course_advice

        try:
            return bound(named_query(name), values, self.editions)
        except UnknownNameError as error:
            if error.kind == "course":
                add_course_advice(error, self.workspace.folder)
            raise

    def search(
        self,
        words: str,
        *,
        edition: str | None = None,
        type_: str | None = None,
        limit: int = 20,
        any_: bool = False,
    ) -> Hits:
        """
        The items that have all of the words, in any form, the best first; with *any_*, some.

        Raises:
            UnknownNameError: there is no such edition, or no item of such a type.
        """
        from guidegraph.query.search import search

        return search(self._chosen(edition), words, type_=type_, limit=limit, any_=any_)

    def related(self, item: str, *, edition: str | None = None, limit: int = 12) -> Relatedness:
        """The items related to one, and why; *item* is `EDITION:ID`, or an id of *edition*."""
        from guidegraph.query.related import related

        ref = self._ref(item, edition)
        return related(tuple(self.editions.values()), self._counterparts, ref, limit=limit)

    def path(self, origin: str, destination: str) -> Route:
        """The shortest explanation of how two items are related, within and across editions."""
        from guidegraph.query.path import route

        ends = self._ref(origin, None), self._ref(destination, None)
        return route(tuple(self.editions.values()), self._counterparts, *ends)

    def map(self, edition: str) -> EditionMap:
        """Which parts of an edition are related: degree, centrality, clusters."""
        from guidegraph.query.edition_map import edition_map

        (found,) = self._chosen(edition)
        return edition_map(found)

    def quads(self, pairs: Sequence[Pair] = ()) -> Iterator[Quad]:
        """
        The named graphs of all editions, with the terms that items name, and of the diffs of some
        pairs of them.
        """
        from pyoxigraph import NamedNode, Quad

        from guidegraph.graph.build import edition_iri, to_graph
        from guidegraph.graph.changes import change_set_iri, changes_to_graph
        from guidegraph.graph.labels import with_derived_labels
        from guidegraph.query.relations import named_term_triples

        graphs: list[tuple[str, tuple[Triple, ...]]] = [
            (
                edition_iri(edition),
                (*with_derived_labels(to_graph(edition)), *named_term_triples(edition)),
            )
            for edition in self.editions.values()
        ]
        for old, new in pairs:
            comparison = self.workspace.diff(old, new)
            graphs.append((change_set_iri(comparison), changes_to_graph(comparison)))
        for iri, triples in graphs:
            graph = NamedNode(iri)
            for triple in triples:
                yield Quad(triple.subject, triple.predicate, triple.object, graph)

    def graphs(self) -> GraphNames:
        """The IRIs of the graphs of all editions, and of the diffs with what they came from."""
        return GraphNames(
            editions=self._names,
            changes=tuple(self._changes_iri(old, new) for old, new in self._pairs),
        )

    def everything(self) -> Iterator[Quad]:
        """All that is in `graphs`."""
        return self.quads(self._pairs)

    def _asked(
        self,
        text: str,
        source: str,
        pairs: Sequence[Pair],
        seconds: float,
        limit: int,
    ) -> Answer:
        from pyoxigraph import RdfFormat, serialize

        from guidegraph.query.sparql import answer_of, question
        from guidegraph.store.worker import Worker

        editions = self._names
        graphs = [*editions, *(self._changes_iri(old, new) for old, new in self._known(pairs))]
        asked = question(text, graphs, default=editions if pairs else None, limit=limit)
        body = serialize(self.quads(pairs), format=RdfFormat.N_QUADS) or b""
        with Worker(body) as worker:
            reply = worker.ask(asked, seconds=seconds)
        return answer_of(reply, asked, source)

    def _known(self, pairs: Sequence[Pair]) -> Sequence[Pair]:
        """
        The pairs whose diff can be queried: those that are loaded, and those that could be.
        """
        return list(dict.fromkeys((*pairs, *self._pairs)))

    @cached_property
    def _pairs(self) -> Sequence[Pair]:
        """Each edition with each one from which it states that it came."""
        found: list[Pair] = []
        for new, edition in self.editions.items():
            found += [((old,), new) for old in self.workspace.origins(edition)]
        return found

    def _named_pairs(self, text: str) -> Sequence[Pair]:
        """The pairs of editions whose diff a query names by the IRI of its graph."""
        from itertools import permutations

        from guidegraph.query.guard import read_only

        every: list[Pair] = [((old,), new) for old, new in permutations(self.editions, 2)]
        every += [
            (tuple(old for (old,), other in self._pairs if other == new), new)
            for new in self.editions
        ]
        graphs = {self._changes_iri(old, new): (old, new) for old, new in every if old}
        editions = self._names
        named = read_only(text, [*editions, *graphs]).iris
        return [pair for iri, pair in graphs.items() if iri in named]

    @property
    def _names(self) -> tuple[str, ...]:
        """The names of the graphs of the editions."""
        from guidegraph.graph.build import edition_iri

        return tuple(edition_iri(edition) for edition in self.editions.values())

    def _changes_iri(self, old: Sequence[str], new: str) -> str:
        return f"{self.editions[new].address}/changes/{'+'.join(old)}"

    @cached_property
    def _counterparts(self) -> Sequence[Counterpart]:
        """The counterparts of items, by the diffs of all pairs of editions."""
        from guidegraph.query.relations import Counterpart

        found = []
        for old, new in self._pairs:
            changes = self.workspace.diff(old, new).changes
            for pair in changes.unchanged:
                found.append(Counterpart(old=pair.old, new=pair.new, how="unchanged"))
            for change in changes.changes:
                found += [
                    Counterpart(old=before, new=after, how=change.relation.value)
                    for before in change.old
                    for after in change.new
                ]
        return found

    def _chosen(self, edition: str | None) -> tuple[Edition, ...]:
        if edition is None:
            return tuple(self.editions.values())
        if edition not in self.editions:
            raise UnknownNameError("edition", edition, self.editions)
        return (self.editions[edition],)

    def _ref(self, item: str, edition: str | None) -> Ref:
        from guidegraph.diff.curation.history import item_named

        if not item:
            raise MisuseError("the item is missing; give EDITION:ID, such as combined:value/7")
        return item_named(self.editions.values(), item, edition)
