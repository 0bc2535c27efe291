"""Rules on stored editions in SQL find what they find in whole vocabularies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from guidegraph.bulk.check import EACH, SHARED, TOGETHER, checked_in_sql
from guidegraph.bulk.engine import DuckEngine
from guidegraph.bulk.ingest import add_edition
from guidegraph.check.context import VocabularyContext
from guidegraph.check.large import LargeFindings
from guidegraph.check.rule import RULES, Rule, examples_of
from guidegraph.check.vocabulary.index import indexed
from guidegraph.check.vocabulary.read import statements
from guidegraph.model.findings import Finding
from guidegraph.model.report import Subject
from guidegraph.store.stored import n_quads_of
from tests.bulk.stored_turtle import PREFIXES


DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "vocabularies"
RULES_RUN = tuple(RULES[name] for name in sorted(EACH | SHARED | TOGETHER))

MADE_UP = {
    "labels": r"""
:s a skos:ConceptScheme ; dcterms:title "  "@en ; skos:hasTopConcept :a .
:a a skos:Concept ; skos:inScheme :s ; skos:prefLabel "Straße"@de, "STRASSE"@DE ;
  skos:altLabel "Straße"@de, "x\n"@en ; skos:hiddenLabel " lead"@en .
:b a skos:Concept ; skos:inScheme :s ; skos:prefLabel "strasse "@de ; skos:altLabel "\t"@en, "" ;
  skos:broader :a ; skos:definition "two  spaces"@en, "ends \n"@en ; skos:notation "1", "2"@en .
:c a skos:Concept ; skos:inScheme :s ; skosxl:prefLabel :l1, [ skosxl:literalForm "Sea"@en ] ;
  skos:prefLabel "Sea"@EN-gb ; skos:altLabel "Sea"@en ; skos:broader :b ; skos:notation "1" .
:l1 a skosxl:Label ; skosxl:literalForm "The sea"@en .
:d a skos:Concept ; skos:prefLabel 5, :l1 ; skos:altLabel "say \"Sea\""@en, "\"@en" .
:e a skos:Concept ; skos:prefLabel "ΣΊΣΥΦΟΣ"@el, "in  between"@en ; skos:related :f .
:f a skos:Concept ; skos:prefLabel "σίσυφος"@el ; skos:altLabel "\u00A0nbsp"@en .
""",
    "structure": """
:Sub rdfs:subClassOf skos:Concept . :SubSub rdfs:subClassOf :Sub .
:s a skos:ConceptScheme ; skos:hasTopConcept :top, :gone .
:t a skos:ConceptScheme, skos:Concept .
:top a :SubSub ; skos:prefLabel "Top"@en ; skos:narrower :a, :b ; skos:broader :b .
:a skos:broader :b ; skos:inScheme :s ; skos:related :b, :a ; skos:exactMatch :b .
:b skos:broader :c ; skos:inScheme :s ; skos:broaderTransitive :top .
:c skos:broader :a ; skos:topConceptOf :s ; skos:related "text"@en ; skos:broadMatch :s .
:k skos:member :a, :nothing ; skos:broader :a . :m a skos:Collection, skos:Concept .
:x skos:narrower :k . :n a skos:Collection . :loose a skos:Concept ; skos:inScheme :s, :t .
:old a skos:Concept ; owl:deprecated true ; skos:inScheme :s .
:older a skos:Concept ; owl:deprecated "1"^^<http://www.w3.org/2001/XMLSchema#boolean> ;
  dcterms:isReplacedBy :old, :missing .
:oldest a skos:Concept ; owl:deprecated "false" . :new dcterms:replaces :older ; skos:broader :old .
[] a skos:Concept ; skos:broader :a ; skos:prefLabel "Nameless"@en .
""",
    "same": "".join(
        f':c{n} a skos:Concept ; skos:prefLabel "L {n}" ; skos:altLabel "A"@en .\n'
        for n in range(30)
    )
    + ":s a skos:ConceptScheme . :s skos:hasTopConcept :c1 . :c2 owl:deprecated true .",
    "tied": "".join(
        f':c{n} a skos:Concept ; skos:prefLabel "L {n % 2}"@{"en" if n % 3 else "de"} ;'
        f" skos:notation '{n % 4}' ; skos:inScheme :s{n % 2} ; skos:broader :c{n // 2} .\n"
        for n in range(40)
    ),
    "empty": ":a :b :c .",
}


def _examples() -> Iterator[tuple[str, str]]:
    for rule in RULES_RUN:
        for number, example in enumerate(examples_of(rule.card)):
            for text in example.values():
                yield f"{rule.card.name}-{number}", text
    for name, text in MADE_UP.items():
        yield name, PREFIXES + text


def _both(
    folder: Path, source: Path, rules: Sequence[Rule[Any]] = RULES_RUN, kept: int = 10_000
) -> tuple[dict[str, list[Finding]], LargeFindings]:
    path = Path(add_edition(folder, "edition", source).path)
    vocabulary = indexed("v", "v.nq", statements(n_quads_of(path), "v.nq"))
    context = VocabularyContext(vocabulary=vocabulary)
    whole = {
        rule.card.name: list(dict.fromkeys(rule.findings(context, "v", rule.card.severity)))
        for rule in rules
    }
    with DuckEngine(folder, threads=1) as engine:
        found = checked_in_sql(
            engine,
            str(path),
            name="v",
            shown="v.nq",
            rules=rules,
            severity=lambda rule: rule.card.severity,
            kept=kept,
        )
    return whole, found


def _assert_same(whole: dict[str, list[Finding]], found: LargeFindings) -> None:
    """Rule by rule; the names of blank nodes are the vocabulary's own."""
    assert {name: len(these) for name, these in whole.items()} == dict(found.counts)
    for name, these in whole.items():
        ours = [finding for finding in found.findings if finding.rule == name]

        assert _comparable(these) == _comparable(ours)


def _comparable(findings: Sequence[Finding]) -> Counter[Finding]:
    named = (
        finding for finding in findings if not any(item.startswith("_:") for item in finding.items)
    )
    return Counter(replace(finding, fix=None) for finding in named)


@pytest.mark.parametrize(("name", "text"), list(_examples()))
def test_the_findings_are_those_in_the_whole(tmp_path: Path, name: str, text: str) -> None:
    source = tmp_path / "source.ttl"
    source.write_text(text, encoding="utf-8")

    _assert_same(*_both(tmp_path, source))


@pytest.mark.slow
@pytest.mark.skipif(not DATA.is_dir(), reason="the vocabularies are not here")
@pytest.mark.parametrize("name", ["commodities-new", "dini-2024-07", "dini-2026", "places-new"])
def test_real_vocabularies(tmp_path: Path, name: str) -> None:
    _assert_same(*_both(tmp_path, DATA / f"{name}.ttl"))


def test_each_example_is_found(tmp_path: Path) -> None:
    """Each rule finds something in SQL in the example of its documentation."""
    for rule in RULES_RUN:
        folder = tmp_path / rule.card.name
        folder.mkdir()
        source = folder / "source.ttl"
        source.write_text(next(iter(examples_of(rule.card)[0].values())), encoding="utf-8")

        assert _both(folder, source, [rule])[1].counts[rule.card.name] > 0


def test_the_first_are_kept_and_all_are_counted(tmp_path: Path) -> None:
    source = tmp_path / "source.ttl"
    source.write_text(PREFIXES + MADE_UP["tied"], encoding="utf-8")
    whole, found = _both(tmp_path, source, kept=1)

    assert {name: len(these) for name, these in whole.items()} == dict(found.counts)
    assert {name: min(len(these), 1) for name, these in whole.items() if these} == Counter(
        finding.rule for finding in found.findings
    )
    assert all(finding in whole[finding.rule] for finding in found.findings)


def test_what_has_no_statement_is_named(tmp_path: Path) -> None:
    """A rule that is not run is not counted as run."""
    source = tmp_path / "source.ttl"
    source.write_text(PREFIXES + MADE_UP["structure"], encoding="utf-8")
    rules = [RULES[name] for name in RULES if RULES[name].card.subject is Subject.VOCABULARY]
    found = _both(tmp_path, source, rules)[1]

    assert "disconnected-clusters" in found.unrun
    assert {rule.card.name for rule in rules} == {*found.counts, *found.unrun}
    assert not {*found.counts} & {*found.unrun}
