"""What a rule looks at, from the snippets of its documentation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from guidegraph.check.context import EditionContext
from guidegraph.check.run import EditionSubject, Request, VocabularySubject, check
from guidegraph.course.placed import placed
from guidegraph.diff.run import diff
from guidegraph.importers.course_map import links_from_table
from guidegraph.importers.formats.outline import read as outline
from guidegraph.importers.importer import Document
from guidegraph.model.edition import Edition
from guidegraph.model.findings import Finding
from guidegraph.model.manifest import Furniture, Layout, Manifest
from guidegraph.model.report import Report, RuleCard, Subject
from guidegraph.model.source import SourceText
from guidegraph.verify.account import account


TODAY = date(2026, 1, 31)


def edition(text: str, id_: str = "guide") -> Edition:
    """An edition from an outline; the title may be left out."""
    whole = text if text.lstrip().startswith("# ") or "\n# " in text else f"# Guide\n\n{text}"
    document = Document(
        path=f"{id_}/edition.md",
        body=whole.encode(),
        edition=id_,
        iri=f"urn:guidegraph:{id_}",
        manifest=Manifest(),
    )
    return outline.read(document)


def edition_subject(text: str, id_: str = "guide", *old: Edition) -> EditionSubject:
    """An edition to check, with the ones it revises."""
    new = edition(text, id_)
    return EditionSubject(
        context=EditionContext(edition=new, path=f"{id_}/edition.md", text=text),
        companions=old,
        compare=lambda: diff(old, new),
    )


def with_source(subject: EditionSubject, text: str) -> EditionSubject:
    """An edition to check, with its official text."""
    source = SourceText(path=f"{subject.context.edition.id}/source.txt", text=text)
    bullets = Furniture(what="bullet", words="•", times=text.count("•") or 1)
    layout = Layout(furniture=(bullets,) if "•" in text else ())
    context = replace(
        subject.context,
        source=source,
        accounting=lambda: account(subject.context.edition, source, layout),
    )
    return replace(subject, context=context)


def with_map(subject: EditionSubject, table: str) -> EditionSubject:
    """A course to check, with its map."""
    links = links_from_table("map.csv", table.encode())
    found = placed(links, subject.context.edition, "map.csv")
    return replace(subject, context=replace(subject.context, course_map=found))


def vocabulary(turtle: str, name: str = "drinks.ttl") -> VocabularySubject:
    """A vocabulary to check, from Turtle."""
    return VocabularySubject(name=name, path=name, body=turtle.encode())


def report_on(card: RuleCard, example: Mapping[str, str]) -> Report:
    """
    What all rules find in an example of a rule.

    The parts of an example of editions are outlines, the newest last; `source` is its source, `map`
    the map of a course.
    """
    request = Request(today=TODAY)
    if card.subject in (Subject.VOCABULARY, Subject.SCOPE):
        parts = [vocabulary(text, f"{part or 'drinks'}.ttl") for part, text in example.items()]
        return check(request, (), parts)
    outlines = {part: text for part, text in example.items() if part not in ("source", "map")}
    *old, (part, text) = outlines.items()
    before = [edition(words, id_) for id_, words in old]
    subject = edition_subject(text, part or "guide", *before)
    if "source" in example:
        subject = with_source(subject, example["source"])
    if "map" in example:
        subject = with_map(subject, example["map"])
    return check(request, (subject,), ())


def found_by(rule: str, turtle: str, **options: object) -> list[Finding]:
    """What one rule finds in a vocabulary."""
    request = Request(today=TODAY, select=(rule,), **options)  # type: ignore[arg-type]
    found = check(request, (), (vocabulary(turtle),)).findings
    return [finding for finding in found if finding.rule == rule]
