"""Courses as rows: coverage, impact, drift, suggested links, ripples and comments."""

from __future__ import annotations

from collections.abc import Iterator

from guidegraph.model.comments import CommentRegister
from guidegraph.model.course import Impact
from guidegraph.model.coverage import CoverageReport
from guidegraph.model.drift import DriftReport, Suggestions
from guidegraph.model.ripple import Ripple
from guidegraph.render.heat import WORDS
from guidegraph.render.phrases import words_of


__all__ = [
    "rows_of_comments",
    "rows_of_coverage",
    "rows_of_drift",
    "rows_of_impact",
    "rows_of_ripple",
    "rows_of_suggestions",
]

_Rows = Iterator[tuple[str, ...]]
_BETWEEN = " | "


def rows_of_coverage(report: CoverageReport) -> _Rows:
    """One row for each item that a course could be about; a column for each part of the course."""
    now = report.now
    names = [name for _, name in now.modules]
    yield ("item", "type", "value", "text", "depth", "statements", *names)
    heads = {item.id: item.parent for item in now.course.items}
    modules = {id_ for id_, _ in now.modules}
    for entry in now.items:
        found: dict[str, list[str]] = {}
        for touch in entry.touches:
            home = touch.link.statement
            while home and home not in modules:
                home = heads.get(home) or ""
            found.setdefault(home, []).append(f"{touch.link.statement} {touch.link.how}")
        yield (
            entry.item.id,
            entry.item.type,
            entry.group,
            words_of(entry.item),
            "by its parts" if entry.below else WORDS[entry.depth].replace("–", ""),
            str(entry.modules),
            *(_BETWEEN.join(found.get(id_, ())) for id_, _ in now.modules),
        )


def rows_of_impact(impact: Impact) -> _Rows:
    """One row for each link; then one for each new item that no link leads to."""
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
        link, fate = entry.link, entry.fate
        verdict = fate.change.verdict if fate.change else None
        yield (
            link.statement,
            link.item.id,
            link.item.edition,
            link.how.value,
            fate.status.value,
            _BETWEEN.join(ref.id for ref in fate.new),
            verdict.wording.value if verdict else "",
            "; ".join(fate.reasons),
            words_of(before[link.item.edition][link.item.id]),
            "\n\n".join(words_of(after[ref.id]) for ref in fate.new),
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


def rows_of_suggestions(suggestions: Suggestions) -> _Rows:
    """
    One row for each link as a `map.csv` has it, with how sure it is and what it rests on; those in
    the map already are left out.
    """
    yield ("statement", "item", "edition", "how", "confirmed_by", "date", "confidence", "quote")
    for link in suggestions.links:
        if not link.known:
            yield (
                link.statement,
                link.item,
                suggestions.edition.id,
                link.how.value,
                "",
                "",
                f"{link.confidence:.2f}",
                f"{link.quote} ↔ {link.item_quote}",
            )


def rows_of_ripple(ripple: Ripple) -> _Rows:
    """One row for each use, in order of consequence."""
    yield ("edition", "item", "type", "consequence", "marked", "times", "quote")
    for use in ripple.uses:
        yield (
            use.ref.edition,
            use.ref.id,
            use.item.type,
            use.consequence.name.lower(),
            "yes" if use.marked else "no",
            str(use.times),
            use.quote,
        )


def rows_of_comments(register: CommentRegister) -> _Rows:
    """One row for each comment, as the importer of registers reads them."""
    yield (
        "id",
        "items",
        "comment",
        "motivation",
        "proposed",
        "status",
        "disposition",
        "reason",
    )
    for comment in register.comments:
        yield (
            comment.id,
            _BETWEEN.join(comment.targets),
            comment.body,
            comment.motivation.value,
            comment.proposed or "",
            comment.status.value,
            comment.disposition.value if comment.disposition else "",
            comment.reason or "",
        )
