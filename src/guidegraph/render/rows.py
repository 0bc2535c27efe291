"""Results as rows of a table: the names of the columns, then the cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import compress

from guidegraph.model.answer import Solutions, Statements, Verdict
from guidegraph.model.catalogue import Catalogue
from guidegraph.model.changes import (
    Certainty,
    Change,
    Comparison,
    MovedSentence,
    Ref,
    WordEdit,
    WordOp,
)
from guidegraph.model.comments import CommentRegister
from guidegraph.model.concepts import ConceptDiff
from guidegraph.model.course import Impact
from guidegraph.model.coverage import CoverageReport
from guidegraph.model.drift import DriftReport, Suggestions
from guidegraph.model.edition import Edition, Excerpt
from guidegraph.model.guesses import Guesses
from guidegraph.model.merge import Merge
from guidegraph.model.review import Decision, Review
from guidegraph.model.ripple import Ripple
from guidegraph.model.table import rows_of_items, rows_of_source
from guidegraph.render.commenting import SHEET_COLUMNS, commenting_rows
from guidegraph.render.details import Details
from guidegraph.render.format import by_type
from guidegraph.render.grouping import item_of
from guidegraph.render.heat import KINDS, LISTS, WORDS, column_name, value_words
from guidegraph.render.phrases import words_of


__all__ = [
    "SUGGESTION_COLUMNS",
    "delimited",
    "delimited_source",
    "rows_of_catalogue",
    "rows_of_comments",
    "rows_of_comparison",
    "rows_of_concepts",
    "rows_of_coverage",
    "rows_of_drift",
    "rows_of_edition",
    "rows_of_excerpt",
    "rows_of_impact",
    "rows_of_merge",
    "rows_of_properties",
    "rows_of_review",
    "rows_of_ripple",
    "rows_of_solutions",
    "rows_of_statements",
    "rows_of_suggestions",
    "rows_of_verdict",
]

_Rows = Iterator[tuple[str, ...]]


_DECISION = ("decision", "reviewer", "date", "reason", "rationale", "link", "into")


def _decided(valid: Decision | None, stale: Decision | None) -> tuple[str, ...]:
    """What was decided about a change, in the columns for it."""
    decision = valid or stale
    if decision is None:
        return ("",) * len(_DECISION)
    return (
        f"{'' if valid else 'stale: '}{decision.state}",
        decision.reviewer,
        decision.date,
        decision.reason,
        decision.rationale,
        decision.link,
        "; ".join(map(_name, decision.into)),
    )


def rows_of_comparison(comparison: Comparison) -> _Rows:
    """
    One row for each change; several values of a cell are separated by `; `, several texts by an
    empty line, several properties by a line end.
    """
    details = Details(comparison, everything=True)
    yield (
        "id",
        "relation",
        "facets",
        "wording",
        "aspects",
        "direction",
        "old",
        "new",
        "duplicate_of",
        "confidence",
        "old_text",
        "new_text",
        "reasons",
        "old_name",
        "new_name",
        "old_iri",
        "new_iri",
        "properties",
        "replaced_by",
        "weight",
        "certainty",
        "wording_unsure",
        "replaces",
        "closest",
        "sentences",
        "coverage",
        *_DECISION,
        "number",
        "confirmed",
    )
    for change in comparison.changes.changes:
        verdict = change.verdict
        yield (
            change.id,
            change.relation.value,
            "; ".join(change.facets),
            verdict.wording.value if verdict else "",
            "; ".join(verdict.aspects) if verdict else "",
            "; ".join(verdict.directions) if verdict else "",
            "; ".join(_name(ref) for ref in change.old),
            "; ".join(_name(ref) for ref in change.new),
            _name(change.duplicate_of) if change.duplicate_of else "",
            _figure(change.confidence),
            _texts(comparison, change, old=True),
            _texts(comparison, change, old=False),
            "; ".join(verdict.reasons) if verdict else "",
            "; ".join(details.name(ref, old=True) for ref in change.old),
            "; ".join(details.name(ref, old=False) for ref in change.new),
            "; ".join(details.edition_of(ref, old=True).iri_of(ref.id) for ref in change.old),
            "; ".join(details.edition_of(ref, old=False).iri_of(ref.id) for ref in change.new),
            "\n".join(f"{line.name}: {_marked(line.edits)}" for line in details.lines(change)),
            "; ".join(change.replaced_by),
            _figure(change.weight),
            "" if change.certainty is Certainty.SURE else change.certainty.value,
            "unsure" if verdict and verdict.unsure else "",
            "; ".join(_name(ref) for ref in change.replaces),
            f"{_name(near.ref)} ({_figure(near.likeness)})" if (near := change.closest) else "",
            "\n".join(_moved(each) for each in change.sentences),
            _spread(change),
            *_decided(comparison.decisions.get(change.id), comparison.stale.get(change.id)),
            str(details.running[change.id]),
            details.rests_on(found) if (found := details.confirmation(change)) else "",
        )


def rows_of_review(review: Review) -> _Rows:
    """
    The id of each change, what was decided about it, by whom, when and why; then the change.

    It can be filled in and imported: there is no column twice.
    """
    header, *changes = rows_of_comparison(review.comparison)
    decided = {each.change.id: each for each in review.changes}
    rest = [column not in ("id", *_DECISION) for column in header]
    yield ("id", *_DECISION, *compress(header, rest))
    for row in changes:
        each = decided[row[0]]
        yield (row[0], *_decided(each.decision, each.stale), *compress(row, rest))


def _figure(share: float) -> str:
    return f"{share:.4f}".rstrip("0").rstrip(".")


def _moved(sentence: MovedSentence) -> str:
    return f"{_name(sentence.old)} → {_name(sentence.new)}: {sentence.text}"


def _spread(change: Change) -> str:
    """The share of the words of a split or merged item in each of its parts, and in all."""
    if change.coverage is None:
        return ""
    refs = change.old if len(change.old) > 1 else change.new
    parts = zip(refs, change.coverage.parts, strict=False)
    shares = (f"{_name(ref)} ({_figure(part)})" for ref, part in parts)
    return "; ".join((*shares, f"together {_figure(change.coverage.whole)}"))


def _marked(edits: Iterable[WordEdit]) -> str:
    """Words in one line, marked as in readable text."""
    marks = {WordOp.EQUAL: "{}", WordOp.DELETE: "[-{}-]", WordOp.INSERT: "{{+{}+}}"}
    return " ".join(marks[edit.op].format(edit.text) for edit in edits)


def rows_of_properties(comparison: Comparison) -> _Rows:
    """One row for each property of the editions themselves that has other values."""
    yield ("about", "property", "language", "old", "new")
    for edit in comparison.changes.properties:
        yield (edit.about, edit.name, edit.language or "", edit.old or "", edit.new or "")


def _name(ref: Ref) -> str:
    return f"{ref.edition}:{ref.id}"


def _texts(comparison: Comparison, change: Change, *, old: bool) -> str:
    refs = change.old if old else change.new
    return "\n\n".join(words_of(item_of(comparison, ref, old=old)) for ref in refs)


def rows_of_edition(edition: Edition) -> _Rows:
    """The rows of its table, if it was read from one; else one row for each item."""
    source = rows_of_source(edition)
    if source is None:
        return rows_of_items(edition.items)
    return (tuple(cell.value if cell else "" for cell in row) for row in source)


def rows_of_excerpt(excerpt: Excerpt) -> _Rows:
    """One row for each item, as the importer of tables reads them."""
    if len(excerpt.items) == len(excerpt.edition.items):
        return rows_of_edition(excerpt.edition)
    return rows_of_items(excerpt.items)


def rows_of_catalogue(catalogue: Catalogue) -> _Rows:
    """One row for each edition."""
    yield ("id", "type", "title", "issued", "language", "items")
    for edition in catalogue.editions:
        yield (
            edition.id,
            edition.type,
            edition.title,
            edition.issued or "",
            edition.language,
            str(len(edition.items)),
        )


def rows_of_solutions(answer: Solutions) -> Iterator[Sequence[str]]:
    """The columns of a SELECT, then its rows: terms without quotes, language and datatype."""
    yield answer.columns
    for row in answer.rows:
        yield tuple(_cell(term.kind, term.value) if term else "" for term in row)


def rows_of_statements(answer: Statements) -> Iterator[Sequence[str]]:
    """The triples of a CONSTRUCT."""
    yield ("subject", "predicate", "object")
    for triple in answer.triples:
        yield tuple(_cell(term.kind, term.value) for term in triple)


def rows_of_verdict(answer: Verdict) -> Iterator[Sequence[str]]:
    """What an ASK found, in one cell."""
    yield ("holds",)
    yield (str(answer.holds).lower(),)


def _cell(kind: str, value: str) -> str:
    return f"_:{value}" if kind == "blank" else value


def delimited(rows: Iterable[Iterable[str]], delimiter: str) -> bytes:
    """Rows as a text file with a delimiter between cells, and quotation marks where needed."""
    import csv
    import io

    file = io.StringIO()
    csv.writer(file, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return file.getvalue().encode()


def delimited_source(rows: Iterable[Iterable[str]], delimiter: str) -> bytes:
    """
    As `delimited`, with quotation marks also around what a reader who does not know the delimiter
    could take for one.
    """
    lines = (delimiter.join(map(_careful, row)) for row in rows)
    return "".join(f"{line}\n" for line in lines).encode()


def _careful(cell: str) -> str:
    if cell.strip() == cell and not any(sign in cell for sign in ',;\t|"\n\r'):
        return cell
    return '"{}"'.format(cell.replace('"', '""'))


_BETWEEN = " | "


def rows_of_coverage(report: CoverageReport) -> _Rows:
    """
    One row for each item that a course could be about, then for other items with links.

    It says how deeply the item is covered, and in which lists it is; then there are the further
    columns, and a column for each part of the course.
    """
    now = report.now
    counted = [column for column in now.columns if column.values]
    yield (
        "item",
        "type",
        "value",
        "text",
        "depth",
        "statements",
        "taught",
        "assessed",
        "mentioned",
        "lists",
        *map(column_name, counted),
        *(name for _, name in now.modules),
    )
    lists = now.lists_of()
    for entry in (*now.items, *now.beside):
        found: dict[str, list[str]] = {}
        for link in (reference.link for reference in entry.references):
            module = now.module_of[link.statement]
            found.setdefault(module, []).append(f"{link.statement} {link.how}")
        yield (
            entry.item.id,
            entry.item.type,
            entry.group,
            words_of(entry.item),
            "by its parts" if entry.below else WORDS[entry.depth].replace("–", ""),
            str(entry.modules),
            *(str(entry.statements(how)) for how in KINDS),
            "; ".join(LISTS[each] for each in lists.get(entry.item.id, ())),
            *(value_words(column, column.items.get(entry.item.id, {})) for column in counted),
            *(_BETWEEN.join(found.get(id_, ())) for id_, _ in now.modules),
        )


def rows_of_impact(impact: Impact) -> _Rows:
    """One row for each link; then one for each new item without a link."""
    yield (
        "statement",
        "item",
        "edition",
        "how",
        "status",
        "new_item",
        "wording",
        "reasons",
        "old_text",
        "new_text",
    )
    before = {edition.id: edition.by_id for edition in impact.old}
    after = impact.new.by_id
    for entry in impact.links:
        link, outcome = entry.link, entry.outcome
        verdict = outcome.change.verdict if outcome.change else None
        yield (
            link.statement,
            link.item.id,
            link.item.edition,
            link.how.value,
            outcome.status.value,
            _BETWEEN.join(ref.id for ref in outcome.new),
            verdict.wording.value if verdict else "",
            "; ".join(outcome.reasons),
            words_of(before[link.item.edition][link.item.id]),
            "\n\n".join(words_of(after[ref.id]) for ref in outcome.new),
        )
    for item in impact.uncovered:
        yield ("", "", "", "", "new", item.id, "", "", "", words_of(item))


def rows_of_drift(report: DriftReport) -> _Rows:
    """One row for each linked statement."""
    yield (
        "statement",
        "item",
        "how",
        "kept",
        "own",
        "shared",
        "missing",
        "foreign",
        "added",
        "statement_text",
        "item_text",
    )
    for drift in report.drifts:
        yield (
            drift.statement.id,
            drift.item.id,
            drift.link.how.value,
            f"{drift.kept:.4f}",
            f"{drift.own:.4f}",
            *(
                ", ".join(words)
                for words in (drift.shared, drift.missing, drift.foreign, drift.added)
            ),
            words_of(drift.statement),
            words_of(drift.item),
        )


SUGGESTION_COLUMNS = (
    "confirm",
    "quote",
    "guideline says",
    "how",
    "confidence",
    "why",
    "statement",
    "item",
    "edition",
    "confirmed_by",
    "date",
)


def rows_of_suggestions(suggestions: Suggestions) -> _Rows:
    """
    A sheet to confirm: one row for each link, with the columns of a map, the words of both sides
    and what it is based on; those that are already in the map are left out.
    """
    yield SUGGESTION_COLUMNS
    for link in suggestions.open:
        yield (
            "",
            link.quote,
            link.item_quote,
            link.how.value,
            f"{link.confidence:.2f}",
            link.why,
            link.statement,
            link.item,
            suggestions.edition.id,
            "",
            "",
        )


def rows_of_ripple(ripple: Ripple) -> _Rows:
    """One row for each use, the most important first."""
    yield ("edition", "item", "type", "consequence", "marked", "times", "quote", "changed")
    for use in ripple.uses:
        yield (
            use.ref.edition,
            use.ref.id,
            use.item.type,
            use.consequence.name.lower(),
            "yes" if use.marked else "no",
            str(use.times),
            use.quote,
            ", ".join(use.changed),
        )


def rows_of_comments(register: CommentRegister) -> _Rows:
    """The commenting table, as the importer of comments reads it."""
    yield from commenting_rows(register, SHEET_COLUMNS)


def rows_of_merge(merge: Merge) -> _Rows:
    """One row for each conflict."""
    yield ("kind", "item", "aspect", "base", "ours", "theirs", "kept")
    for conflict in merge.conflicts:
        yield (
            conflict.kind,
            conflict.item,
            conflict.aspect,
            conflict.base or "",
            conflict.ours or "",
            conflict.theirs or "",
            conflict.kept,
        )


def rows_of_concepts(diff: ConceptDiff) -> _Rows:
    """
    One row for each edit of a concept, or for the concept if it has none; then other resources.
    """
    yield (
        "facets",
        "old_iri",
        "new_iri",
        "label",
        "notation",
        "match",
        "confidence",
        "successors",
        "facet",
        "property",
        "language",
        "before",
        "after",
    )
    for row in diff.records():
        yield tuple("" if value is None else str(value) for value in row.values())


def rows_of_guesses(guesses: Guesses) -> _Rows:
    """One row for each guess, then one for each thing that was left out."""
    names = ("decision", "page", "line", "item", "text", "why", "confidence", "other")
    yield names
    for row in guesses.records():
        yield tuple("" if row[name] is None else str(row[name]) for name in names)


rows_of = by_type(
    {
        Edition: rows_of_edition,
        Excerpt: rows_of_excerpt,
        Catalogue: rows_of_catalogue,
        Comparison: rows_of_comparison,
        ConceptDiff: rows_of_concepts,
        Solutions: rows_of_solutions,
        Statements: rows_of_statements,
        Verdict: rows_of_verdict,
        CoverageReport: rows_of_coverage,
        Impact: rows_of_impact,
        DriftReport: rows_of_drift,
        Suggestions: rows_of_suggestions,
        Ripple: rows_of_ripple,
        Guesses: rows_of_guesses,
        CommentRegister: rows_of_comments,
        Merge: rows_of_merge,
        Review: rows_of_review,
    }
)
"""The rows of a result, the names of the columns first."""
