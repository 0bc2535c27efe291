"""
The concept-level diff of two stored editions.

The statements `sql/concepts_*.sql` find the triples that differ and the concepts that these are
about; only these rows come here. The triples of the editions are the views `old_edition` and
`new_edition`.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from guidegraph.bulk.concept_alignment import MOST_ALIGNED, aligned_concepts
from guidegraph.bulk.concept_edits import (
    ConceptNames,
    DifferingRow,
    edits_of,
    is_deprecation,
    literal_of,
)
from guidegraph.bulk.engine import statement
from guidegraph.graph.vocab import DCTERMS, SKOS, SKOSXL
from guidegraph.model.concepts import (
    ConceptChange,
    ConceptDiff,
    ConceptFacet,
    ConceptMatch,
    ConceptName,
    IriRenaming,
    TripleAccount,
    UndecidedTriples,
)


if TYPE_CHECKING:
    from guidegraph.bulk.engine import BulkEngine, Row

__all__ = ["changed_concepts", "concept_diff"]

_LABEL_NODE = f"<{SKOSXL.prefLabel}>"
_NOTHING = "SELECT '' AS old_iri, '' AS new_iri, '' AS way WHERE 1 = 0"
_FIRST = (
    "concepts_unshared",
    "concepts_shapes",
    "concepts_unsure",
    "concepts_differing",
    "concepts_undecided",
    "concepts_known",
)
_DEEPEST = 64
"""The number of blank nodes of a component up to which renamed ones are compared."""


def changed_concepts(
    engine: BulkEngine,
    old: Sequence[str],
    new: Sequence[str],
    *,
    old_name: str,
    new_name: str,
    language: str | None = None,
) -> ConceptDiff:
    """
    The concept-level diff of two stored editions, given their Parquet files.

    *language* is that of the labels that name concepts; by default the most frequent one.
    """
    engine.view("old_edition", old)
    engine.view("new_edition", new)
    return concept_diff(engine, old_name, new_name, language=language)


def concept_diff(
    engine: BulkEngine, old: str, new: str, *, language: str | None = None
) -> ConceptDiff:
    """
    The concept-level diff of the editions that an engine has as `old_edition` and `new_edition`.

    *old* and *new* are their names for readers.
    """
    for name in _FIRST:
        engine.keep(name, statement(name))
    shared, removed, added = _numbers(next(engine.rows(statement("concepts_counts"))))
    ((old_rows, new_rows),) = engine.rows(
        "SELECT count(CASE WHEN side = 'old' THEN 1 END) AS removed,"
        " count(CASE WHEN side = 'new' THEN 1 END) AS added FROM concepts_differing"
    )
    renaming = _renaming(engine, removed, added, language)
    if renaming.any:
        engine.keep("concepts_left", statement("concepts_left"))
    else:
        engine.keep("concepts_left", "SELECT side, s, p, o, g, component FROM concepts_differing")
    same = _same_components(engine) if renaming.any else frozenset()
    engine.keep("concepts_subjects", statement("concepts_subjects"))
    engine.keep("concepts_strays", statement("concepts_strays"))
    if _any(engine, "concepts_strays"):
        engine.keep("concepts_attached", statement("concepts_attached"))
    else:
        engine.keep(
            "concepts_attached", "SELECT iri, iri AS owner, iri AS via FROM concepts_strays"
        )
    engine.keep("concepts_owned", statement("concepts_owned"))
    engine.keep("concepts_successors", statement("concepts_successors"))
    engine.keep("concepts_wanted", statement("concepts_wanted"))
    maker = _ChangeMaker(engine, renaming, _names(engine, language))
    changes, others = [], []
    left = Counter[bool]()
    elsewhere = 0
    for owner, subject, rows in _grouped(engine, same):
        left.update(row.is_old for row in rows)
        if owner is None:
            elsewhere += len(rows)
            others.append(maker.other(subject, rows))
        else:
            changes.append(maker.change(owner, rows))
    changes += maker.only_renamed({change.name.iri for change in changes})
    for iri, in_old in engine.rows(statement("concepts_bare")):
        changes.append(maker.bare(str(iri), in_old=bool(in_old)))
    total = (int(str(old_rows)), int(str(new_rows)))
    undecided, doubtful = _undecided(engine, maker)
    both = sum(1 for change in changes if change.old and change.new)
    changed = {change.name.iri for change in changes}
    paired = len(renaming.pairs)
    return ConceptDiff(
        old=old,
        new=new,
        old_concepts=shared + removed,
        new_concepts=shared + added,
        unchanged=shared + paired - both - len(doubtful - changed),
        changes=tuple(sorted(changes, key=_place)),
        others=tuple(sorted(others, key=lambda change: change.name.iri)),
        renamings=renaming.prefixes,
        aligned_by=renaming.aligned_by,
        undecided=undecided,
        account=TripleAccount(
            removed=total[0],
            added=total[1],
            renamed=total[0] - left[True],
            concepts=left.total() - elsewhere,
            elsewhere=elsewhere,
        ),
    )


def _numbers(row: Row) -> list[int]:
    return [int(str(value)) for value in row]


def _place(change: ConceptChange) -> tuple[object, ...]:
    order = list(ConceptFacet)
    name = change.name
    whole = (ConceptFacet.REMOVED, ConceptFacet.ADDED)
    first = next((facet for facet in whole if facet in change.facets), change.facets[0])
    return order.index(first), (name.label or "").casefold(), name.label or "", name.iri


def _any(engine: BulkEngine, name: str) -> bool:
    text = f"SELECT 1 AS one FROM {name} LIMIT 1"
    return any(True for _ in engine.rows(text))


def _most_frequent(terms: Iterable[str]) -> str:
    """The most frequent language of literals, without a direction."""
    found = Counter(literal_of(term)[1] for term in terms if term.startswith('"'))
    ranked = sorted((-count, tag) for tag, count in found.items() if tag)
    return ranked[0][1].partition("--")[0] if ranked else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Renamings:
    """
    How the IRIs of concepts changed: *pairs* has the old IRI of each new one, and what shows it;
    *gone* has the old IRIs of removed concepts that the new edition only refers to; *confidence* is
    by the new IRI, where it is not 1.
    """

    prefixes: tuple[IriRenaming, ...] = ()
    pairs: Mapping[str, tuple[str, ConceptMatch]]
    gone: Mapping[str, str]
    confidence: Mapping[str, float]
    aligned_by: ConceptMatch | None = None
    any: bool = False


def _renaming(engine: BulkEngine, removed: int, added: int, language: str | None) -> _Renamings:
    """Find the concepts that have another IRI now, and keep the pairs as `concepts_renamed`."""
    engine.keep("concepts_by_namespace", _NOTHING)
    engine.keep("concepts_aligned", _NOTHING)
    prefixes: dict[str, str] = {}
    aligned_by: ConceptMatch | None = None
    confidence: dict[str, float] = {}
    if removed and added:
        prefixes = _prefixes(engine)
        if prefixes:
            engine.keep("concepts_prefixes", _values(prefixes.items(), "old_prefix", "new_prefix"))
            engine.keep("concepts_by_namespace", statement("concepts_by_namespace"))
        engine.keep("concepts_open", statement("concepts_open"))
        olds, news = _numbers(next(engine.rows(statement("concepts_open_counts"))))
        if olds and news and max(olds, news) <= MOST_ALIGNED:
            aligned_by = ConceptMatch.WORDS
            rows = [tuple(map(str, row)) for row in engine.rows(statement("concepts_words"))]
            words = [(side, iri, p, o) for side, iri, p, o in rows]
            spoken = language or _most_frequent(o for _, _, _, o in words)
            found = list(aligned_concepts(words, spoken))
            confidence = {new: sure for _, new, sure in found}
            if found:
                pairs = _values([(one, two) for one, two, _ in found], "old_iri", "new_iri")
                engine.keep("concepts_worded", pairs)
                text = "SELECT old_iri, new_iri, 'words' AS way FROM concepts_worded"
                engine.keep("concepts_aligned", text)
        elif olds and news:
            aligned_by = ConceptMatch.LABELS
            engine.keep("concepts_labelled", statement("concepts_by_label"))
            text = "SELECT old_iri, new_iri, 'labels' AS way FROM concepts_labelled"
            engine.keep("concepts_aligned", text)
    engine.keep("concepts_renamed", statement("concepts_renamed"))
    pairs_found: dict[str, tuple[str, ConceptMatch]] = {}
    gone: dict[str, str] = {}
    for old, new, way, in_new in engine.rows(statement("concepts_pairs")):
        if in_new:
            pairs_found[str(new)] = (str(old), ConceptMatch(str(way)))
        else:
            gone[str(new)] = str(old)
    counts = Counter(
        (before, after)
        for new, (old, way) in pairs_found.items()
        if way is ConceptMatch.NAMESPACE
        for before, after in prefixes.items()
        if old.startswith(f"<{before}") and new.startswith(f"<{after}")
    )
    return _Renamings(
        prefixes=tuple(
            IriRenaming(before=before, after=after, concepts=count)
            for (before, after), count in sorted(counts.items())
        ),
        pairs=pairs_found,
        gone=gone,
        confidence=confidence,
        aligned_by=aligned_by,
        any=bool(pairs_found),
    )


def _values(pairs: Iterable[tuple[str, str]], one: str, two: str) -> str:
    """Pairs of texts as rows of SQL."""
    quoted = ", ".join(f"({_quoted(first)}, {_quoted(second)})" for first, second in pairs)
    return f"SELECT {one}, {two} FROM (VALUES {quoted}) AS pairs({one}, {two})"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _prefixes(engine: BulkEngine) -> dict[str, str]:
    """
    The beginnings of IRIs that were replaced, the longest first.

    A pair of beginnings counts if it makes pairs of at least two concepts, and most of these that
    have labels have an equal one.
    """
    found: dict[str, str] = {}
    for old_base, new_base, pairs, labelled, equal in engine.rows(statement("concepts_bases")):
        before, after = str(old_base), str(new_base)
        few, with_label, same = _numbers((pairs, labelled, equal))
        if before in found or few < 2 or 2 * same < with_label or not with_label:
            continue
        found[before] = after
    shorter: dict[str, set[str]] = defaultdict(set)
    for before, after in found.items():
        one, two = _shortened(before, after)
        shorter[one].add(two)
    prefixes: dict[str, str] = {}
    for before, after in found.items():
        one, two = _shortened(before, after)
        # What begins alike may have gone to several places.
        prefixes.update({one: two} if len(shorter[one]) == 1 else {before: after})
    return dict(sorted(prefixes.items(), key=lambda pair: (-len(pair[0]), pair[0])))


def _shortened(before: str, after: str) -> tuple[str, str]:
    """
    Two beginnings of IRIs without what they have in common at the end, down to the host.

    >>> _shortened("http://example.org/voc/", "https://example.org/voc/")
    ('http://example.org', 'https://example.org')
    >>> _shortened("http://example.org/voc/", "http://example.org/terms#")
    ('http://example.org/voc/', 'http://example.org/terms#')
    """
    first, second = before.split("/"), after.split("/")
    while len(first) > 3 and len(second) > 3 and first[-1] == second[-1]:
        first.pop()
        second.pop()
    one, two = "/".join(first), "/".join(second)
    if one[-1:] == two[-1:] and one[-1:] in ("#", ":"):
        return one[:-1], two[:-1]
    return one, two


def _same_components(engine: BulkEngine) -> frozenset[tuple[bool, str]]:
    """
    The components of blank nodes that are the same in both editions under the renamed IRIs.

    Their names derive from their triples, so renamed IRIs give them others.
    """
    found: tuple[dict[str, list[str]], dict[str, list[str]]] = ({}, {})
    rows = engine.rows(statement("concepts_components"))
    for (side, component), these in groupby(rows, key=itemgetter(0, 1)):
        signature = _signature([tuple(map(str, row[2:])) for row in these])
        if signature is not None:
            found[side == "new"].setdefault(signature, []).append(str(component))
    both = found[0].keys() & found[1].keys()
    return frozenset(
        (not side, component)
        for side in (0, 1)
        for signature in both
        # Several components with the same triples do not happen in one edition: they are one.
        for component in found[side][signature]
    )


def _signature(rows: Sequence[tuple[str, ...]]) -> str | None:
    """A hash of the triples of a component that does not depend on the names of its blank nodes."""
    nodes = sorted({term for row in rows for term in row[:3] if term.startswith("_:")})
    if len(nodes) == 1:
        lines = [" ".join("_:" if term == nodes[0] else term for term in row) for row in rows]
    elif len(nodes) > _DEEPEST or any(term.startswith("<<") for row in rows for term in row[:3]):
        return None
    else:
        lines = _canonical(rows)
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()


def _canonical(rows: Sequence[tuple[str, ...]]) -> list[str]:
    from pyoxigraph import CanonicalizationAlgorithm, Dataset, RdfFormat, parse

    text = "\n".join(" ".join((*row[:3], *(row[3:] or ())[:1], ".")) for row in rows)
    dataset = Dataset(parse(text, format=RdfFormat.N_QUADS))
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return [str(quad) for quad in dataset]


def _grouped(
    engine: BulkEngine, same: frozenset[tuple[bool, str]]
) -> Iterator[tuple[str | None, str, list[DifferingRow]]]:
    """The differing triples of each concept, then of each other resource."""
    rows = engine.rows(statement("concepts_rows"))
    for (owner, subject), these in groupby(
        rows, key=lambda row: (row[0], row[1] if row[0] is None else None)
    ):
        found = [
            DifferingRow(
                is_old=side == "old",
                s=str(s),
                p=str(p),
                o=str(o),
                g=str(g),
                via=None if via is None else str(via),
            )
            for _, _, side, s, p, o, g, component, via in these
            if component is None or (side == "old", str(component)) not in same
        ]
        if found:
            yield None if owner is None else str(owner), str(subject), found


def _undecided(engine: BulkEngine, maker: _ChangeMaker) -> tuple[UndecidedTriples, frozenset[str]]:
    """The triples that could not be compared, and the IRIs of concepts among their subjects."""
    counts = Counter[str]()
    subjects: dict[str, bool] = {}
    for side, s, triples in engine.rows("SELECT side, s, triples FROM concepts_undecided"):
        counts[str(side)] += int(str(triples))
        if s:
            subjects[str(s)] = side == "old"
    names = tuple(maker.names.name(s, is_old=old) for s, old in sorted(subjects.items()))
    known = frozenset(str(iri)[1:-1] for (iri,) in engine.rows(statement("concepts_doubtful")))
    return UndecidedTriples(removed=counts["old"], added=counts["new"], subjects=names), known


class _ChangeMaker:
    """Makes changes of rows; it knows the names, places and successors of concepts."""

    def __init__(self, engine: BulkEngine, renaming: _Renamings, names: ConceptNames) -> None:
        self.renaming = renaming
        self.names = names
        self.presence = {
            str(iri): (bool(in_old), bool(in_new))
            for iri, in_old, in_new in engine.rows(
                "SELECT DISTINCT subjects.iri, subjects.in_old, subjects.in_new"
                " FROM concepts_subjects AS subjects"
                " JOIN concepts_owned AS owned ON owned.owner = subjects.iri"
            )
        }
        self.successors: dict[str, list[tuple[str, bool, bool]]] = defaultdict(list)
        for iri, other, in_old, matched in engine.rows(statement("concepts_successor_rows")):
            self.successors[str(iri)].append((str(other), bool(in_old), bool(matched)))
        self.succeeds = Counter(
            other for these in self.successors.values() for other, _, _ in these
        )

    def change(self, owner: str, rows: Sequence[DifferingRow]) -> ConceptChange:
        """The change of a concept."""
        in_old, in_new = self.presence[owner]
        same = (self.renaming.gone.get(owner, owner), ConceptMatch.IRI)
        old_iri, match = self.renaming.pairs.get(owner, same)
        succession, successors = self._succession(owner, rows, ended=not in_new)
        succeeded = (in_old and succession) or ConceptFacet.OTHER
        edits = edits_of(owner, rows, self.names, succeeded=succeeded)
        facets = {edit.facet for edit in edits}
        if in_old and succession is not None:
            facets.add(succession)
        if not in_new:
            facets = {ConceptFacet.REMOVED} | ({succession} if succession else set())
        elif not in_old:  # it may be there only to say what to use instead
            facets = {ConceptFacet.ADDED} | (facets & {ConceptFacet.DEPRECATED})
        if in_old and in_new and match in (ConceptMatch.WORDS, ConceptMatch.LABELS):
            facets.add(ConceptFacet.RENAMED)
        if not facets:  # its triples differ in what is not listed
            facets.add(ConceptFacet.OTHER)
        return ConceptChange(
            old=self.names.name(owner, is_old=True, shown=old_iri) if in_old else None,
            new=self.names.name(owner, is_old=False) if in_new else None,
            facets=tuple(facet for facet in ConceptFacet if facet in facets),
            edits=edits,
            match=match,
            confidence=self.renaming.confidence.get(owner, 1.0),
            successors=successors,
            triples_removed=sum(row.is_old for row in rows),
            triples_added=sum(not row.is_old for row in rows),
        )

    def bare(self, iri: str, *, in_old: bool) -> ConceptChange:
        """The change of a concept that only statements about others make one."""
        old_iri = self.renaming.gone.get(iri, iri)
        return ConceptChange(
            old=self.names.name(iri, is_old=True, shown=old_iri) if in_old else None,
            new=None if in_old else self.names.name(iri, is_old=False),
            facets=(ConceptFacet.REMOVED if in_old else ConceptFacet.ADDED,),
        )

    def other(self, subject: str, rows: Sequence[DifferingRow]) -> ConceptChange:
        """The change of a resource that is not a concept."""
        edits = edits_of(subject, rows, self.names)
        found = {edit.facet for edit in edits} or {ConceptFacet.OTHER}
        name = self.names.name(subject, is_old=False)
        return ConceptChange(
            old=name,
            new=name,
            facets=tuple(facet for facet in ConceptFacet if facet in found),
            edits=edits,
            triples_removed=sum(row.is_old for row in rows),
            triples_added=sum(not row.is_old for row in rows),
        )

    def only_renamed(self, changed: set[str]) -> Iterator[ConceptChange]:
        """The concepts that were paired and differ in nothing but their IRIs."""
        for new, (old, match) in sorted(self.renaming.pairs.items()):
            if match is not ConceptMatch.NAMESPACE and new[1:-1] not in changed:
                yield ConceptChange(
                    old=self.names.name(new, is_old=True, shown=old),
                    new=self.names.name(new, is_old=False),
                    facets=(ConceptFacet.RENAMED,),
                    match=match,
                    confidence=self.renaming.confidence.get(new, 1.0),
                )

    def _succession(
        self, owner: str, rows: Sequence[DifferingRow], *, ended: bool
    ) -> tuple[ConceptFacet | None, tuple[ConceptName, ...]]:
        """Whether a concept that ends was replaced by others or merged into them."""
        now = any(
            not row.is_old
            and row.s == owner
            and (is_deprecation(row.p, row.o) or row.p in _NAMING_SUCCESSORS)
            for row in rows
        )
        if not (ended or now):
            return None, ()
        found = self.successors.get(owner, [])
        stated = [each for each in found if not each[2]] or found
        if not stated:
            return None, ()
        merged = any(in_old or self.succeeds[other] > 1 for other, in_old, _ in stated)
        return (
            ConceptFacet.MERGED if merged else ConceptFacet.REPLACED,
            tuple(self.names.name(other, is_old=False) for other, _, _ in stated),
        )


_NAMING_SUCCESSORS = frozenset(
    {f"<{DCTERMS.isReplacedBy}>", "<http://purl.obolibrary.org/obo/IAO_0100001>"}
)


def _names(engine: BulkEngine, language: str | None) -> ConceptNames:
    """
    The labels in the language, by default the most frequent one; notations; and places.

    What has no label in that language is named in the first one that it has.
    """
    rows = list(engine.rows(statement("concepts_names")))
    if next(engine.rows(statement("concepts_label_nodes")))[0]:
        rows += engine.rows(statement("concepts_label_forms"))
    language = language or _most_frequent(str(row[3]) for row in rows)
    best: dict[tuple[bool, str], tuple[bool, int, str, str]] = {}
    notations: dict[tuple[bool, str], str] = {}
    order = [f"<{SKOS.prefLabel}>", _LABEL_NODE]
    for side, iri, p, o in rows:
        if not str(o).startswith('"'):
            continue
        text, tag, _ = literal_of(str(o))
        key = (side == "old", str(iri))
        if p == f"<{SKOS.NAMESPACE}notation>":
            notations[key] = min(text, notations.get(key, text))
            continue
        rank = order.index(str(p)) if p in order else len(order)
        found = (tag != language, rank, tag or "", text)
        if key not in best or found < best[key]:
            best[key] = found
    places: dict[tuple[bool, str, str], set[str]] = defaultdict(set)
    for iri, side, p, place in engine.rows(statement("concepts_places")):
        places[side == "old", str(iri), str(p)].add(str(place))
    return ConceptNames(
        labels={key: text for key, (_, _, _, text) in best.items()},
        notations=notations,
        places={key: frozenset(found) for key, found in places.items()},
    )
