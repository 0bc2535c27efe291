"""Run rules over editions and vocabularies, and put what they find into a report."""

from __future__ import annotations

import warnings
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import Any

from pyoxigraph import Quad, Triple

from guidegraph.check.context import (
    CompanionsContext,
    EditionContext,
    ExemptionContext,
    ScopeContext,
    VocabularyContext,
)
from guidegraph.check.exempt import Exemptions, exemptions_in
from guidegraph.check.large import LargeVocabularySubject
from guidegraph.check.rule import RULES, Rule
from guidegraph.check.select import Selection, matches
from guidegraph.check.shapes import Shapes, unnamed_shape
from guidegraph.check.vocabulary.index import Vocabulary, garbage_collection_paused, indexed
from guidegraph.check.vocabulary.infer import inferred
from guidegraph.check.vocabulary.read import (
    LineOffset,
    base_of,
    description,
    explained,
    line_offsets,
    statements,
    with_column,
)
from guidegraph.model.changes import Comparison
from guidegraph.model.edition import Edition
from guidegraph.model.errors import GuidegraphWarning, MisuseError
from guidegraph.model.findings import Finding, Place
from guidegraph.model.report import Exemption, Report, RuleCard, Settings, Subject, Target


__all__ = ["EditionSubject", "Request", "VocabularySubject", "check"]


_MOST_SHAPED = 5000
"""For how many items of an edition the built-in shapes are run; they take a minute for these."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionSubject:
    """
    An edition to check.

    *companions* are those it revises or derives from, *compare* compares them with the edition,
    *graph* returns its statements.
    """

    context: EditionContext
    companions: tuple[Edition, ...] = ()
    compare: Callable[[], Comparison] | None = None
    graph: Callable[[], Iterable[Triple]] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VocabularySubject:
    """An RDF file to check."""

    name: str
    path: str
    body: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """
    The options of a check.

    Attributes:
        select, ignore: names, groups or aliases of rules, as the command gives them.
        settings: the library's settings for checks.
        infer: check vocabularies with what SKOS implies.
        shapes: the user's shapes, for all that is checked.
        own_shapes: the shapes for editions.
        known: the ids of the findings in the baseline.
        today: the date that end dates of suppressions are compared with.
    """

    today: date
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    settings: Settings = field(default_factory=Settings)
    infer: bool = False
    shapes: tuple[Shapes, ...] = ()
    own_shapes: tuple[Shapes, ...] = ()
    known: frozenset[str] = frozenset()


def check(
    request: Request,
    editions: Sequence[EditionSubject],
    vocabularies: Sequence[VocabularySubject],
    large: Sequence[LargeVocabularySubject] = (),
) -> Report:
    """
    What the rules find; the same in every run, in the order of the files, then of the large
    vocabularies.

    Raises:
        FormatError: a vocabulary, shapes, or a suppression in a comment cannot be read.
        MisuseError: a named rule does not exist.
    """
    run = _Run(request)
    targets = [_target(subject) for subject in editions]
    targets += [Target(name=each.name, iri=None, path=each.path) for each in vocabularies]
    targets += [Target(name=each.name, iri=None, path=each.path) for each in large]
    _require_unique_names(targets)
    exemptions = list(request.settings.exemptions)
    found: list[Finding] = []
    for subject, target in zip(editions, targets, strict=False):
        context = subject.context
        exemptions += exemptions_in(context.text, context.edition, context.path)
        found += run.edition(subject, target)
    with garbage_collection_paused():
        end = len(targets) - len(large)
        found += run.vocabularies(vocabularies, targets[len(editions) : end])
        for vocabulary in large:
            found += run.large(vocabulary)
        targets = [run.described(target, exemptions) for target in targets]
        found += run.nothing(targets)
    return run.report(targets, found, exemptions)


class _Run:
    def __init__(self, request: Request) -> None:
        self.request = request
        self.selection = Selection(
            settings=request.settings, select=request.select, ignore=request.ignore
        )
        self.selection.require_known()
        loaded = [RULES[name] for name in RULES]
        self.rules = [rule for rule in loaded if self.selection.includes(rule.card)]
        self.order: dict[tuple[str, str], int] = {}
        self.shapes_run: dict[str, Shapes] = {}
        self.idle = {shapes.path: shapes for shapes in request.shapes}
        self.applied: set[tuple[str, Subject]] = set()
        self.scopes: dict[str, tuple[tuple[str, int], ...]] = {}
        self.names: dict[str, dict[str, None]] = {}
        self.read: dict[str, Vocabulary] = {}
        self.unrun: dict[str, tuple[str, ...]] = {}
        self.left_out: dict[str, tuple[tuple[str, int], ...]] = {}

    def about(self, subject: Subject) -> list[Rule[Any]]:
        return [rule for rule in self.rules if rule.card.subject is subject]

    def edition(self, subject: EditionSubject, target: Target) -> Iterator[Finding]:
        """What is found in an edition, and between it and its companions."""
        context = subject.context
        places: dict[str, Mapping[str, Place]] = {}
        for edition in (*subject.companions, context.edition):
            places[edition.id] = edition.places
            for place, item in enumerate(edition.items):
                self.order[edition.id, item.id] = place
        found: list[Finding] = []
        self.applied.add((target.name, Subject.EDITION))
        self.scopes[target.name] = (("item", len(context.edition.items)),)
        names = self.names.setdefault(target.name, {})
        for rule in self._readable(Subject.EDITION, context.language):
            names[rule.card.name] = None
            found += rule.findings(context, target.name, self.selection.severity(rule.card))
        between = self._readable(Subject.COMPANIONS, context.language)
        if subject.companions and between and subject.compare is not None:
            self.applied.add((target.name, Subject.COMPANIONS))
            companions = CompanionsContext(
                edition=context.edition,
                companions=subject.companions,
                comparison=subject.compare(),
            )
            for rule in between:
                names[rule.card.name] = None
                found += rule.findings(companions, target.name, self.selection.severity(rule.card))
        if subject.graph is not None:
            self.applied.add((target.name, Subject.SHAPES))
            for shapes in self._shapes(self._own_shapes(context)):
                names.update(dict.fromkeys(card.name for card in self._included(shapes)))
                found += self._by_shapes(shapes, subject.graph(), target)
            for shapes in self._selecting(subject.graph, names):
                found += self._by_shapes(shapes, subject.graph(), target)
        lines = context.text.split("\n")
        begins = sorted(place.line for place in context.edition.places.values())
        for finding in found:
            placed = _placed(finding, places.get(finding.edition, {}))
            if placed.source is None or placed.source.path != context.path:
                yield placed
                continue
            first = placed.source.line
            after = bisect_right(begins, first)
            end = begins[after] - 1 if after < len(begins) else len(lines)
            yield with_column(placed, lines[first - 1 : end])

    def _own_shapes(self, context: EditionContext) -> Sequence[Shapes]:
        """The shapes for an edition; none for one that they would take minutes for."""
        own = self.request.own_shapes
        if not own or len(context.edition.items) <= _MOST_SHAPED:
            return own
        warnings.warn(
            f"{context.path}: {len(context.edition.items)} items are too many for the built-in "
            f"shapes, which are left out beyond {_MOST_SHAPED}; all other rules are checked",
            GuidegraphWarning,
            stacklevel=2,
        )
        return ()

    def vocabularies(
        self, subjects: Sequence[VocabularySubject], targets: Sequence[Target]
    ) -> Iterator[Finding]:
        """What is found in vocabularies that are checked together."""
        rules = self.about(Subject.VOCABULARY)
        all_ = [self._vocabulary(subject) for subject in subjects]
        for place, (subject, target) in enumerate(zip(subjects, targets, strict=True)):
            context = VocabularyContext(
                vocabulary=all_[place], earlier=all_[:place], later=all_[place + 1 :]
            )
            found: list[Finding] = []
            names = self.names.setdefault(target.name, {})
            self.read[target.name] = all_[place]
            self.scopes[target.name] = _scope(all_[place])
            for rule in rules:
                names[rule.card.name] = None
                found += rule.findings(context, target.name, self.selection.severity(rule.card))
            for shapes in self._selecting(partial(statements, subject.body, subject.path), names):
                found += self._by_shapes(shapes, statements(subject.body, subject.path), target)
            firsts = {item for finding in found for item in finding.items[:1]}
            offsets = line_offsets(subject.body, subject.path, firsts)
            for finding in found:
                yield _located(finding, subject, offsets)

    def large(self, subject: LargeVocabularySubject) -> tuple[Finding, ...]:
        """The first findings of each rule in a vocabulary that is too large to be read."""
        rules = self.about(Subject.VOCABULARY)
        result = subject.findings(rules, lambda rule: self.selection.severity(rule.card))
        kept = Counter(finding.rule for finding in result.findings)
        self.names[subject.name] = dict.fromkeys(result.counts)
        self.scopes[subject.name] = result.scope
        self.unrun[subject.name] = result.unrun
        self.left_out[subject.name] = tuple(
            (rule, count - kept[rule])
            for rule, count in result.counts.items()
            if count > kept[rule]
        )
        return result.findings

    def _vocabulary(self, subject: VocabularySubject) -> Vocabulary:
        with explained(subject.path):
            quads = statements(subject.body, subject.path)
            found = indexed(subject.name, subject.path, quads, base_of(subject.path))
        return inferred(found) if self.request.infer else found

    def _readable(self, subject: Subject, language: str) -> list[Rule[Any]]:
        """The rules that understand texts in a language."""
        return [
            rule
            for rule in self.about(subject)
            if not rule.card.languages or language in rule.card.languages
        ]

    def _included(self, shapes: Shapes) -> list[RuleCard]:
        return [card for card in shapes.cards if self.selection.includes(card)]

    def _shapes(self, given: Sequence[Shapes]) -> Iterator[Shapes]:
        for shapes in given:
            if self._included(shapes):
                self.shapes_run[shapes.path] = shapes
                yield shapes

    def _selecting(
        self, graph: Callable[[], Iterable[Quad | Triple]], names: dict[str, None]
    ) -> Iterator[Shapes]:
        """The user's shapes that select something in a graph; their names are added to *names*."""
        for shapes in self._shapes(self.request.shapes):
            if shapes.selects(graph(), self.selection.includes):
                self.idle.pop(shapes.path, None)
                names.update(dict.fromkeys(card.name for card in self._included(shapes)))
                yield shapes

    def _by_shapes(
        self, shapes: Shapes, graph: Iterable[Quad | Triple], target: Target
    ) -> Iterator[Finding]:
        cards = {card.name: card for card in shapes.cards}
        for finding in shapes.findings(graph, target):
            card = cards.get(finding.rule) or unnamed_shape(finding.severity)
            if self.selection.includes(card):
                level = self.selection.severity(replace(card, severity=finding.severity))
                yield replace(finding, severity=level)

    # -- what was looked at ---------------------------------------------------

    def described(self, target: Target, exemptions: Sequence[Exemption]) -> Target:
        """A target with what the rules looked at in it."""
        names = self.names.get(target.name, {})
        if any(exemption.target in (None, target.name) for exemption in exemptions):
            names |= dict.fromkeys(rule.card.name for rule in self.about(Subject.EXEMPTION))
        return replace(
            target,
            scope=self.scopes.get(target.name, ()),
            rules=tuple(names),
            unrun=self.unrun.get(target.name, ()),
            left_out=self.left_out.get(target.name, ()),
        )

    def nothing(self, targets: Sequence[Target]) -> Iterator[Finding]:
        """What is found where there was nothing to check."""
        idle = tuple(
            (path, "its shapes select no node of what is checked")
            if shapes.cards
            else (path, "the file has no SHACL shapes")
            for path, shapes in self.idle.items()
            # Shapes that the selection leaves out were not to be checked.
            if self._included(shapes) or not shapes.cards
        )
        for place, target in enumerate(targets):
            context = ScopeContext(
                target=target,
                vocabulary=self.read.get(target.name),
                idle=idle if place == len(targets) - 1 else (),
            )
            for rule in self.about(Subject.SCOPE):
                yield from rule.findings(context, target.name, self.selection.severity(rule.card))

    # -- the report -----------------------------------------------------------

    def report(
        self, targets: Sequence[Target], found: Iterable[Finding], given: Sequence[Exemption]
    ) -> Report:
        """What is reported, what is not and why, in order."""
        cards = [
            replace(rule.card, severity=self.selection.severity(rule.card)) for rule in self.rules
        ]
        for shapes in self.shapes_run.values():
            cards += [card for card in shapes.cards if self.selection.includes(card)]
        exemptions = Exemptions(given, cards)
        today = self.request.today
        all_ = [exemptions.exempt(finding, today) for finding in dict.fromkeys(found)]
        all_ += [
            exemptions.exempt(finding, today)
            for finding in self._about_exemptions(exemptions, targets, cards)
        ]
        ranks = {target.name: place for place, target in enumerate(targets)}
        all_.sort(key=lambda finding: self._key(finding, ranks))
        # A check of nothing is never known before: it would pass for ever.
        about_scope = {card.name for card in cards if card.subject is Subject.SCOPE}
        known = self.request.known - {f.id for f in all_ if f.rule in about_scope}
        return Report(
            targets=tuple(targets),
            rules=tuple({card.name: card for card in cards}.values()),
            findings=tuple(f for f in all_ if f.suppression is None and f.id not in known),
            suppressed=tuple(f for f in all_ if f.suppression is not None),
            known=tuple(f for f in all_ if f.suppression is None and f.id in known),
        )

    def _about_exemptions(
        self, exemptions: Exemptions, targets: Sequence[Target], cards: Sequence[RuleCard]
    ) -> Iterator[Finding]:
        checked = {target.name for target in targets}
        for number, exemption in enumerate(exemptions.all):
            if exemption.target is not None and exemption.target not in checked:
                continue
            context = ExemptionContext(
                exemption=exemption,
                expired=exemption.until is not None and exemption.until < self.request.today,
                used=number in exemptions.used,
                # A suppression of the library may be for what was not checked this time.
                ran=exemption.target is not None and self._ran(exemption, exemption.target, cards),
            )
            for rule in self.about(Subject.EXEMPTION):
                severity = self.selection.severity(rule.card)
                where = exemption.target or self.request.settings.path
                yield from rule.findings(context, where, severity)

    def _ran(self, exemption: Exemption, target: str, cards: Sequence[RuleCard]) -> bool:
        """Whether each name in a suppression is a rule that was applied to a target."""
        subjects = {subject for name, subject in self.applied if name == target}
        subjects.add(Subject.EXEMPTION)
        return all(
            any(matches(card, (name,)) and card.subject in subjects for card in cards)
            for name in exemption.rules
        )

    def _key(self, finding: Finding, ranks: Mapping[str, int]) -> tuple[Any, ...]:
        first = finding.items[0] if finding.items else ""
        return (
            ranks.get(finding.edition, len(ranks)),
            finding.edition,
            finding.source.line if finding.source else 0,
            self.order.get((finding.edition, first), 0),
            first,
            finding.severity.rank,
            finding.rule,
            finding.items,
            finding.quote,
            finding.message,
        )


def _target(subject: EditionSubject) -> Target:
    edition = subject.context.edition
    return Target(name=edition.id, iri=edition.iri, path=subject.context.path)


def _scope(vocabulary: Vocabulary) -> tuple[tuple[str, int], ...]:
    """How many concepts, collections and schemes there are; or else resources described by SKOS."""
    counts = (
        ("concept", len(vocabulary.concepts)),
        ("collection", len(vocabulary.collections)),
        ("scheme", len(vocabulary.schemes)),
    )
    found = tuple(count for count in counts if count[1])
    labelled = len(vocabulary.described_by_skos)
    return found or ((("resource", labelled),) if labelled else ())


def _require_unique_names(targets: Sequence[Target]) -> None:
    names: dict[str, str] = {}
    for target in targets:
        if target.name in names:
            raise MisuseError(
                f"{target.path}: has the same name as {names[target.name]}, {target.name!r}; "
                "check them one after the other, or rename one"
            )
        names[target.name] = target.path


def _located(
    finding: Finding, subject: VocabularySubject, offsets: Mapping[str, LineOffset]
) -> Finding:
    """A finding with its place in an RDF file; a place that is not found is the first line."""
    offset = offsets.get(finding.items[0], LineOffset(1, 0)) if finding.items else LineOffset(1, 0)
    placed = replace(finding, source=Place(path=subject.path, line=offset.line))
    return with_column(placed, description(subject.body, offset)) if finding.quote else placed


def _placed(finding: Finding, places: Mapping[str, Place]) -> Finding:
    if finding.source is not None:
        return finding
    for item in finding.items:
        if item in places:
            return replace(finding, source=places[item])
    return finding
