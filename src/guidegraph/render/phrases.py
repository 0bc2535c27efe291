"""
Words for changes in all results: the names of kinds, the titles of changes, the places of items.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from guidegraph.model.changes import (
    Atoms,
    Audit,
    Certainty,
    Change,
    Facet,
    LinkEdit,
    Priority,
    Ref,
    Relation,
    WordEdit,
    WordOp,
    priority_of,
)
from guidegraph.model.comments import Comment
from guidegraph.model.edition import Edition, Item
from guidegraph.model.names import spaced
from guidegraph.model.report import Report
from guidegraph.render.translation import ENGLISH, Translation


__all__ = [
    "ALARMING",
    "KIND_NAMES",
    "clauses",
    "counts_of",
    "decision",
    "difference_of",
    "doubts_of",
    "is_capitals_only",
    "link_phrase",
    "names_of",
    "places_of",
    "proof_of",
    "replaced_of",
    "scope_of",
    "shortened",
    "spaced",
    "weight_of",
    "weight_word",
    "words_of",
]

KIND_NAMES: Mapping[Priority, str] = MappingProxyType(
    {
        Priority.LOST: "dropped",
        Priority.DOUBLED: "added as a duplicate",
        Priority.MEANING: "changed in meaning",
        Priority.DEPRECATED: "deprecated",
        Priority.REGROUPED: "split, merged or of another class",
        Priority.ADDED: "added",
        Priority.DESCRIBED: "with other properties (translations, notes, mappings, attributes)",
        Priority.ARRANGED: "moved or with other links",
        Priority.EDITED: "reworded with the same meaning",
        Priority.RENUMBERED: "renumbered",
        Priority.TYPESET: "purely typographic",
    }
)
"""The names of changes of each priority, after their number."""

ALARMING = (Priority.LOST, Priority.DOUBLED)
"""The kinds that are marked where they are counted."""


_LINKS = {
    "usesTerm": "{} marked as the term {}",
    "demonstrates": "{} a practice of {}",
    "promotes": "{} a role for {}",
    "teaches": "{} teaches {}",
    "assesses": "{} assesses {}",
    "mentions": "{} mentions {}",
    "related": "{} related to {}",
    "hyperlink": "{} linked: {}",
    "footnote": "{} with the footnote: {}",
}


def counts_of(changes: Iterable[Change]) -> tuple[tuple[Priority, int], ...]:
    """How many changes there are of each priority, the most important first."""
    counts = Counter(priority_of(change) for change in changes)
    return tuple((kind, counts[kind]) for kind in Priority if counts[kind])


def replaced_of(changes: Iterable[Change], words: Translation = ENGLISH) -> str:
    """How many of the dropped items were replaced at their place, to be said after their number."""
    count = sum(
        change.relation is Relation.DROPPED and Facet.REPLACED in change.facets
        for change in changes
    )
    if not count:
        return ""
    return words(", of which %(count)s replaced at their place", count=f"{count:,}")


def proof_of(audit: Audit, words: Translation = ENGLISH) -> str:
    """What an audit found, in sentences: of the items, then of the statements of data."""
    if audit.unexplained:
        names = ", ".join(f"{ref.edition}:{ref.id}" for ref in audit.unexplained[:5])
        items = words(
            "%(count)s items are not explained: %(names)s",
            count=len(audit.unexplained),
            names=names,
        )
    else:
        items = words(
            "Every one of %(old)s old and %(new)s new items is explained exactly once.",
            old=audit.old_items,
            new=audit.new_items,
        )
    return items if audit.atoms is None else f"{items.rstrip('.')}. {_count_of(audit.atoms, words)}"


def _count_of(atoms: Atoms, words: Translation) -> str:
    """How many statements are equal, different and not compared, and why."""
    if not atoms.balanced:
        return words(
            "%(all)s statements, of which %(counted)s are counted; this is a fault of the program.",
            all=f"{atoms.old + atoms.new:,}",
            counted=f"{atoms.compared + atoms.not_compared:,}",
        )
    why = f" ({atoms.why})" if atoms.why else ""
    return words(
        "%(compared)s statements compared: %(equal)s equal, %(different)s different; "
        "%(not_compared)s not compared%(why)s.",
        compared=f"{atoms.compared:,}",
        equal=f"{atoms.equal:,}",
        different=f"{atoms.different:,}",
        not_compared=f"{atoms.not_compared:,}",
        why=why,
    )


def names_of(change: Change) -> tuple[str, ...]:
    """How the items changed, one name for each facet; "renumbered" only where nothing else."""
    if change.relation is Relation.ADDED:
        return ("duplicate",) if change.duplicate_of else ("added",)
    hidden = {Facet.RENUMBERED}
    if is_capitals_only(change.label_words) and Facet.REWORDED in change.facets:
        hidden.add(Facet.RELABELLED)
    names = [facet.value for facet in change.facets if facet not in hidden]
    if change.relation is not Relation.SAME:
        names.insert(0, change.relation.value)
    return tuple(names) or ("renumbered",)


def weight_of(change: Change) -> tuple[str, ...]:
    """
    How important the difference in words is: its wording class, aspects, directions; and how sure
    it is that the items belong together, or have no counterpart, where that is not sure.
    """
    sure = () if change.certainty is Certainty.SURE else (change.certainty.value,)
    verdict = change.verdict
    if verdict is None:
        return sure
    unsure = (_WORDING_UNSURE,) if verdict.unsure else ()
    aspects = (aspect.value for aspect in verdict.aspects)
    directions = (way.value for way in verdict.directions)
    return (verdict.wording.value, *unsure, *aspects, *directions, *sure)


_WORDING_UNSURE = "wording unsure"
_DOUBTS = frozenset({_WORDING_UNSURE, *Certainty})


def doubts_of(change: Change) -> tuple[str, ...]:
    """What is unsure of a change: the wording class, the counterpart."""
    return tuple(word for word in weight_of(change) if word in _DOUBTS)


_HIGH, _MEDIUM = 0.7, 0.35


def weight_word(weight: float) -> str:
    """
    How important a change is, in a word.

    >>> [weight_word(weight) for weight in (1.0, 0.5, 0.1)]
    ['high', 'medium', 'low']
    """
    if weight >= _HIGH:
        return "high"
    return "medium" if weight >= _MEDIUM else "low"


def places_of(refs: Sequence[Ref]) -> tuple[str, ...]:
    """The ids of items, with their editions before them where these are several."""
    several = len({ref.edition for ref in refs}) > 1
    return tuple(f"{ref.edition}:{ref.id}" if several else ref.id for ref in refs)


def link_phrase(link: LinkEdit) -> str:
    """A link removed or added, as a phrase."""
    when = "no longer" if link.op is WordOp.DELETE else "now"
    return _LINKS.get(link.type, f"{{}} {link.type}: {{}}").format(when, link.target)


def words_of(item: Item) -> str:
    """An item's text, or its name if it has none."""
    return item.text or item.label or item.pref_label or ""


def difference_of(edits: Sequence[WordEdit], op: WordOp) -> tuple[WordEdit, ...]:
    """One side of a difference: what was kept, and what was removed or added."""
    return tuple(edit for edit in edits if edit.op in (WordOp.EQUAL, op))


# Words of a long text kept around each difference.
_CONTEXT = 8


def shortened(edits: Sequence[WordEdit]) -> tuple[WordEdit, ...]:
    """
    The differences with a few words around each; the rest of what was kept becomes an ellipsis.
    """
    short = []
    for number, edit in enumerate(edits):
        words = edit.text.split(" ")
        if edit.op is not WordOp.EQUAL or len(words) <= 2 * _CONTEXT + 2:
            short.append(edit)
            continue
        head = words[:_CONTEXT] if number else []
        tail = words[-_CONTEXT:] if number < len(edits) - 1 else []
        short.append(WordEdit(op=edit.op, text=" ".join([*head, "…", *tail])))
    return tuple(short)


def is_capitals_only(edits: Sequence[WordEdit]) -> bool:
    """Whether removed and added words differ in capitals only."""
    sides = (
        " ".join(edit.text for edit in edits if edit.op is op).casefold()
        for op in (WordOp.DELETE, WordOp.INSERT)
    )
    return len(set(sides)) == 1


def clauses(edition: Edition, comment: Comment) -> str:
    """The items that a comment is about, by id and name."""
    named = (f"{id_} ({edition.by_id[id_].name})" for id_ in comment.targets)
    return "; ".join(named) or ("the whole" if comment.attached else "not attached")


def decision(comment: Comment) -> str:
    """What was decided, and why."""
    if comment.disposition is None:
        said = f"; observation: {comment.observation}" if comment.observation else ""
        return f"none on record{said}"
    return f"{comment.disposition}: {comment.reason}" if comment.reason else comment.disposition


def scope_of(report: Report) -> str:
    """What a check looked at and what it did not, as sentences; empty if it looked at nothing."""
    counts = [f"{n} {kind}{'s' if n != 1 else ''}" for kind, n in report.scope.items() if n]
    if not counts or not report.applied:
        return ""
    *most, last = counts
    things = f"{', '.join(most)} and {last}" if most else last
    rules = len(report.applied)
    unrun = report.unrun
    of = f" of {len(report.applied.union(unrun))}" if unrun else ""
    said = [f"Checked {things} with {rules}{of} rule{'s' if rules != 1 or unrun else ''}."]
    if unrun:
        said.append(f"Not checked at this size: {', '.join(unrun)}.")
    if report.left_out:
        left = (f"{count} by {rule}" for rule, count in sorted(report.left_out.items()))
        said.append(f"Counted, but not listed: {', '.join(left)}.")
    return " ".join(said)
