"""
The rules about vocabularies on a stored edition that is too large to be read.

For each rule, a statement finds the resources that it can be about (`sql/check_rule_*.sql`), or
those that it is about, which are reported once if they are (nearly) all (`sql/check_share_*.sql`).
The rule itself then checks the part of the edition around these, so that its messages and what it
decides have one home. A rule without a statement is not run, and is named.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from guidegraph.bulk.concept_edits import literal_of
from guidegraph.bulk.engine import statement
from guidegraph.check.context import VocabularyContext
from guidegraph.check.large import LargeFindings
from guidegraph.check.vocabulary.notice import throughout
from guidegraph.check.vocabulary.part import WholeVocabulary, part_of
from guidegraph.check.vocabulary.read import statements
from guidegraph.graph.vocab import GG, ITEM_TYPES, SKOS


if TYPE_CHECKING:
    from guidegraph.bulk.engine import BulkEngine
    from guidegraph.check.rule import Rule
    from guidegraph.model.findings import Finding, Severity

__all__ = ["EACH", "KEPT", "SHARED", "TOGETHER", "checked_in_sql"]

EACH = frozenset(
    {
        "collection-and-concept",
        "collection-in-hierarchy",
        "deprecated-in-use",
        "deprecated-successor",
        "deprecated-without-successor",
        "empty-collection",
        "empty-label",
        "label-in-two-roles",
        "label-not-literal",
        "language-tagged-notation",
        "loose-concept",
        "mapping-inside-scheme",
        "missing-top-concept",
        "related-siblings",
        "related-to-itself",
        "relation-to-non-concept",
        "scheme-and-concept",
        "scheme-without-date",
        "scheme-without-licence",
        "several-preferred-labels",
        "top-concept-with-broader",
        "untrimmed-label",
    }
)
"""The rules that look at one resource after the other: they are run for some at a time."""

TOGETHER = frozenset(
    {
        "ambiguous-notation",
        "asserted-transitive",
        "cyclic-hierarchy",
        "overlapping-labels",
        "redundant-broader",
        "related-ancestor",
        "unknown-concept",
    }
)
"""The rules that compare resources: they are run for all that can be concerned at once."""

SHARED = frozenset(
    {
        "concept-without-scheme",
        "missing-label",
        "missing-language-tag",
        "no-outgoing-links",
        "orphan-concept",
        "undocumented-concept",
    }
)
"""The rules that report once what is (nearly) everywhere."""

KEPT = 1_000
"""How many findings of a rule are kept; all are counted."""

_CLIMBING = frozenset({"overlapping-labels", "redundant-broader", "related-ancestor"})
_AT_ONCE = 20_000
_MOST_TOGETHER = 200_000
_VIEWS = ("nodes", "labels", "above", "in_schemes", "tops", "deprecated")
_CLASSES = {
    "concept": (SKOS.Concept, *(f"{GG.NAMESPACE}{name}" for name in ITEM_TYPES)),
    "scheme": (SKOS.ConceptScheme,),
    "collection": (SKOS.Collection, SKOS.OrderedCollection),
}
_SUBCLASS = "<http://www.w3.org/2000/01/rdf-schema#subClassOf>"


@cache
def _spaces() -> str:
    """All spaces."""
    return "".join(letter for letter in map(chr, range(sys.maxunicode + 1)) if letter.isspace())


def checked_in_sql(
    engine: BulkEngine,
    path: str,
    *,
    name: str,
    shown: str,
    rules: Sequence[Rule[Any]],
    severity: Callable[[Rule[Any]], Severity],
    kept: int = KEPT,
) -> LargeFindings:
    """
    What rules find in a stored edition.

    Args:
        path: its Parquet file.
        name, shown: its name in findings, and its path there.
        rules: the rules to run, as far as there are statements for them.
        severity: that of the findings of a rule.
        kept: how many findings of each rule are kept.
    """
    engine.view("edition", [path])
    return _Check(engine, name, shown, kept).findings(rules, severity)


class _Check:
    def __init__(self, engine: BulkEngine, name: str, shown: str, kept: int) -> None:
        self.engine = engine
        self.name = name
        self.shown = shown
        self.kept = kept
        self._keep_kinds()
        for view in _VIEWS:
            engine.keep(f"check_{view}", statement(f"check_{view}"))
        self.namespace = str(next(iter(self._rows("namespace")), ("", 0))[0])
        self.language = str(next(iter(self._rows("languages")), ("en", 0, ""))[0])
        ((self.concepts, self.collections, self.schemes),) = (
            tuple(int(str(number or 0)) for number in row)
            for row in engine.rows(
                "SELECT sum(is_concept) AS concepts, sum(is_collection) AS collections,"
                " sum(is_scheme) AS schemes FROM check_nodes"
            )
        )

    def findings(
        self, rules: Sequence[Rule[Any]], severity: Callable[[Rule[Any]], Severity]
    ) -> LargeFindings:
        found: list[Finding] = []
        counts: dict[str, int] = {}
        unrun: list[str] = []
        for rule in rules:
            name = rule.card.name
            level = severity(rule)
            count: int | None = None
            if name in SHARED:
                these, count = self._shared(rule, level)
            elif name in EACH | TOGETHER:
                these, count = self._each(rule, level)
            if count is None:
                unrun.append(name)
            else:
                found += these
                counts[name] = count
        scope = (
            ("concept", self.concepts),
            ("collection", self.collections),
            ("scheme", self.schemes),
        )
        return LargeFindings(
            findings=tuple(found),
            counts=counts,
            unrun=tuple(unrun),
            scope=tuple(each for each in scope if each[1]),
        )

    # -- one rule ------------------------------------------------------------

    def _each(self, rule: Rule[Any], level: Severity) -> tuple[list[Finding], int | None]:
        """The first findings of a rule and their number; none if it cannot be run."""
        name = rule.card.name
        if name == "cyclic-hierarchy":
            self._keep_cycles()
        elif name == "overlapping-labels":
            self._keep_repeated()
        file = f"check_rule_{name.replace('-', '_')}"
        text = statement(file)
        self.engine.keep(
            "check_found", f"SELECT DISTINCT iri FROM ({text}) AS found", **_values(text)
        )
        size = self._count("check_found")
        if name in TOGETHER and size > _MOST_TOGETHER:
            return [], None
        found: list[Finding] = []
        count = 0
        step = _AT_ONCE if name in EACH else _MOST_TOGETHER
        self.engine.keep(
            "check_numbered",
            "SELECT iri, row_number() OVER (ORDER BY iri) AS place FROM check_found",
        )
        for start in range(0, size, step):
            self.engine.keep(
                "check_suspects",
                "SELECT iri FROM check_numbered WHERE place > $first AND place <= $last",
                first=start,
                last=start + step,
            )
            for finding in self._of_part(rule, level, {}, above=name in _CLIMBING):
                count += 1
                if count <= self.kept:
                    found.append(finding)
        return found, count

    def _shared(self, rule: Rule[Any], level: Severity) -> tuple[list[Finding], int]:
        """The first findings of a rule that can report all at once, and their number."""
        name = rule.card.name.replace("-", "_")
        text = statement(f"check_share_{name}")
        self.engine.keep("check_shared", text, **_values(text, self.namespace))
        topics = {
            str(topic): (
                int(str(number)),
                [*([str(blank)] if blank else []), *([f"<{iri}>"] if iri else [])],
            )
            for topic, number, blank, iri in self._rows("topics")
        }
        if rule.card.name == "missing-language-tag":
            text = statement(f"check_whole_{name}")
            extents = {
                str(topic)[1:-1]: (int(str(bare)), int(str(total)))
                for topic, bare, total in self.engine.rows(text, **_values(text))
            }
        else:
            silent = topics.get("silent", (0, []))[0]
            one = topics.get("concept", (0, []))[0]
            is_all = throughout(one + silent, self.concepts)
            extents = {"concept": (one + silent if is_all else one, self.concepts)}
        everywhere = [
            topic
            for topic in topics
            if throughout(*extents.get(topic.removeprefix("<").removesuffix(">"), (0, 0)))
            or (topic == "silent" and throughout(*extents["concept"]))
        ]
        apart = [topic for topic in everywhere if topic != "silent"]
        if "silent" in everywhere and not apart:
            apart = ["silent"]
        left = [topic for topic in topics if topic not in everywhere and topic != "silent"]
        self.engine.keep(
            "check_left",
            f"SELECT DISTINCT iri FROM check_shared WHERE topic IN ({_listed([*left, '-'])})",
        )
        count = self._count("check_left")
        if not topics:
            return [], 0
        firsts = [iri for topic in everywhere for iri in topics[topic][1]]
        self.engine.keep(
            "check_suspects",
            "SELECT iri FROM (SELECT iri, row_number() OVER (ORDER BY iri) AS place"
            " FROM check_left) AS left_ones WHERE place <= $kept"
            " UNION SELECT DISTINCT iri FROM check_shared"
            f" WHERE iri IN ({_listed([*firsts, '-'])})",
            kept=self.kept,
        )
        found = list(islice(self._of_part(rule, level, extents), self.kept))
        return found, count + len(apart)

    def _of_part(
        self,
        rule: Rule[Any],
        level: Severity,
        extents: Mapping[str, tuple[int, int]],
        *,
        above: bool = False,
    ) -> Iterator[Finding]:
        """What a rule finds of the suspects."""
        self.engine.keep("check_own", statement("check_own"))
        self.engine.keep("check_near", statement("check_near"))
        if above:
            self._keep_above()
        kinds: list[list[str]] = [[], [], [], []]
        for iri, *are in self._rows("known"):
            for these, is_such in zip(kinds, are, strict=True):
                if is_such:
                    these.append(_name(iri))
        whole = WholeVocabulary(
            name=self.name,
            path=self.shown,
            namespace=self.namespace,
            main_language=self.language,
            concepts=kinds[0],
            schemes=kinds[1],
            collections=kinds[2],
            described=kinds[3],
            extents=extents,
        )
        body = "".join(f"{line}\n" for (line,) in self._rows("lines")).encode()
        part = part_of(whole, statements(body, "part.nq"))
        suspects = {_name(iri) for (iri,) in self.engine.rows("SELECT iri FROM check_suspects")}
        context = VocabularyContext(vocabulary=part)
        found = list(dict.fromkeys(rule.findings(context, self.name, level)))
        kept = [finding for finding in found if finding.items and finding.items[0] in suspects]
        yield from sorted(kept, key=lambda each: (each.severity.rank, each.items, each.quote))

    # -- what the rules are about ---------------------------------------------

    def _keep_kinds(self) -> None:
        """The classes of concepts, schemes and collections, with those derived from them."""
        below: dict[str, list[str]] = {}
        for s, o in self.engine.rows(f"SELECT s, o FROM edition WHERE p = '{_SUBCLASS}'"):
            below.setdefault(str(o), []).append(str(s))
        rows = []
        for kind, classes in _CLASSES.items():
            found = dict.fromkeys(f"<{each}>" for each in classes)
            waiting = list(found)
            while waiting:
                for each in below.get(waiting.pop(), ()):
                    if each not in found:
                        found[each] = None
                        waiting.append(each)
            rows += [f"({_listed([each])}, '{kind}')" for each in found]
        self.engine.keep(
            "check_kinds",
            f"SELECT class, kind FROM (VALUES {', '.join(rows)}) AS kinds(class, kind)",
        )

    def _keep_cycles(self) -> None:
        """The steps of the hierarchy without those that are in no cycle."""
        self.engine.keep("check_steps", "SELECT child, parent FROM check_above")
        size = -1
        while size != (size := self._count("check_steps")):
            self.engine.keep("check_cyclic", statement("check_cyclic"))
            self.engine.keep("check_steps", "SELECT child, parent FROM check_cyclic")

    def _keep_above(self) -> None:
        """Add to what is near all that is above the suspects."""
        self.engine.keep("check_reached", "SELECT iri FROM check_suspects")
        size = -1
        while size != (size := self._count("check_reached")):
            self.engine.keep("check_higher", statement("check_reached"))
            self.engine.keep("check_reached", "SELECT iri FROM check_higher")
        self.engine.keep(
            "check_higher", "SELECT iri FROM check_near UNION SELECT iri FROM check_reached"
        )
        self.engine.keep("check_near", "SELECT iri FROM check_higher")

    def _keep_repeated(self) -> None:
        """The resources with a label that is repeated, found by hashes of the labels."""
        import numpy as np

        hashes = array("q", (key for _, key in self._keys()))
        numbers = np.frombuffer(hashes, dtype=np.int64) if hashes else np.zeros(0, dtype=np.int64)
        found, times = np.unique(numbers, return_counts=True)
        repeated = set(found[times > 1].tolist())
        names = sorted({name for name, key in self._keys() if key in repeated}) if repeated else []
        self._keep_names("check_repeated", names)

    def _keys(self) -> Iterator[tuple[str, int]]:
        text = (
            "SELECT DISTINCT s, o, tag FROM check_labels"
            f" WHERE p IN ('<{SKOS.prefLabel}>', '<{SKOS.altLabel}>') AND starts_with(o, '\"')"
        )
        for s, o, tag in self.engine.rows(text):
            yield str(s), hash((literal_of(str(o))[0].strip().casefold(), tag))

    def _keep_names(self, table: str, names: Sequence[str]) -> None:
        """Make names known as a table."""
        if not names:
            self.engine.keep(table, "SELECT iri FROM check_nodes WHERE 1 = 0")
            return
        rows = ", ".join(f"({_listed([name])})" for name in names)
        self.engine.keep(table, f"SELECT iri FROM (VALUES {rows}) AS names(iri)")

    def _rows(self, name: str) -> Iterator[Any]:
        return self.engine.rows(statement(f"check_{name}"))

    def _count(self, table: str) -> int:
        ((count,),) = self.engine.rows(f"SELECT count(*) AS number FROM {table}")
        return int(str(count))


def _values(text: str, namespace: str = "") -> dict[str, str]:
    """The values that a statement names."""
    known = {
        "spaces": f'{_spaces()}\\"',
        "rare": _spaces().replace(" ", "") + "\\",
        "namespace": namespace,
    }
    return {name: value for name, value in known.items() if f"${name}" in text}


def _listed(names: Iterable[str]) -> str:
    """Names as values in SQL."""
    return ", ".join("'" + name.replace("'", "''") + "'" for name in names)


def _name(term: object) -> str:
    """The name of a resource in findings."""
    text = str(term)
    return text[1:-1] if text.startswith("<") else text
