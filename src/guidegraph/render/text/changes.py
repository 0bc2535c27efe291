"""Diffs, and why an item has its counterpart, as readable text; the most important first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text

from guidegraph.model.changes import (
    Change,
    Comparison,
    Priority,
    Relation,
    WordEdit,
    Wording,
    WordOp,
    priority_of,
)
from guidegraph.model.explanation import Candidate, Explanation
from guidegraph.render.format import RenderOptions
from guidegraph.render.grouping import Part, item_of, parts_of
from guidegraph.render.phrases import (
    ALARMING,
    KIND_NAMES,
    counts_of,
    is_capitals_only,
    link_phrase,
    names_of,
    places_of,
    proof_of,
    weight_of,
    words_of,
)
from guidegraph.render.text.screen import drawing


__all__ = ["draw", "redline"]

# Words of a long text kept around each difference.
_CONTEXT = 8


def _comparison(comparison: Comparison, page: RenderOptions) -> Iterator[RenderableType]:
    """The summary, the alarming changes, then every part with its changes."""
    changes = comparison.changes
    yield Text.assemble((f"{' + '.join(changes.old)} → {changes.new}", "title"))
    yield from _summary(comparison)
    if page.summary:
        return
    alarming = [change for change in changes.changes if priority_of(change) in ALARMING]
    if alarming:
        yield Text("")
        yield Rule(Text("LOOK HERE FIRST", style="grave"), align="left", characters="─")
        for change in sorted(alarming, key=priority_of):
            yield from _alarm(comparison, change)
    for part in parts_of(comparison, page.by):
        yield from _part(comparison, part, page)


def _summary(comparison: Comparison) -> Iterator[Text]:
    changes = comparison.changes
    for kind, count in counts_of(changes.changes):
        style = "grave" if kind in ALARMING else ""
        yield Text.assemble((f"{count:>5}", style), f"  {KIND_NAMES[kind]}")
    yield Text.assemble((f"{len(changes.unchanged):>5}", "quiet"), ("  unchanged", "quiet"))
    if changes.hidden:
        yield Text(f"{len(changes.hidden):>5}  not shown (other kinds)", style="quiet")
    yield Text(proof_of(changes.audit), style="good" if changes.audit.passed else "grave")


def _alarm(comparison: Comparison, change: Change) -> Iterator[RenderableType]:
    if change.relation is Relation.DROPPED:
        ref = change.old[0]
        item = item_of(comparison, ref, old=True)
        yield Text.assemble((" DROPPED ", "grave"), "    ", (f"{ref.edition}:{ref.id}", "place"))
        yield Padding(Text(item.text or item.name, style="removed"), (0, 0, 0, 13))
        return
    ref, twin = change.new[0], change.duplicate_of
    item = item_of(comparison, ref, old=False)
    yield Text.assemble(
        (" DUPLICATE ", "grave"),
        "  ",
        (f"{ref.edition}:{ref.id}", "place"),
        f" of {twin.id if twin else '?'}",
    )
    yield Padding(Text(item.text or item.name, style="added"), (0, 0, 0, 13))


def _part(comparison: Comparison, part: Part, page: RenderOptions) -> Iterator[RenderableType]:
    yield Text("")
    name = f"{part.name} (gone)" if part.gone else part.name
    yield Rule(Text(name, style="title"), align="left", characters="─")
    folded = [change for change in part.changes if priority_of(change) is Priority.TYPESET]
    for change in part.changes:
        if page.everything or priority_of(change) is not Priority.TYPESET:
            yield from _change(comparison, change, page)
    if folded and not page.everything:
        what = "change" if len(folded) == 1 else "changes"
        yield Text(
            f"and {len(folded)} purely typographic {what} (capitals, quotes, commas, numbers): "
            "see with --all",
            style="quiet",
        )


def _change(
    comparison: Comparison, change: Change, page: RenderOptions
) -> Iterator[RenderableType]:
    style = "grave" if priority_of(change) in ALARMING else "notable"
    head = Text.assemble((_title(change), style), "  ", (_places(change), "place"))
    if priority_of(change) is Priority.ADDED and not page.everything:
        head.append(f"  {words_of(item_of(comparison, change.new[0], old=False))}")
        head.truncate(page.width, overflow="ellipsis")
        yield head
        return
    yield head
    body: list[RenderableType] = []
    if change.relation in (Relation.ADDED, Relation.DROPPED):
        body.append(_whole(comparison, change))
    if change.label_words and (page.everything or not is_capitals_only(change.label_words)):
        body.append(Text.assemble(("label: ", "quiet"), redline(change.label_words)))
    if change.words and change.relation not in (Relation.ADDED, Relation.DROPPED):
        edits = change.words if page.everything else _shortened(change.words)
        body.append(redline(edits))
    if change.verdict is not None and change.verdict.wording is not Wording.TYPOGRAPHIC:
        body += [Text(f"· {reason}", style="quiet") for reason in change.verdict.reasons]
    for link in change.links:
        body.append(Text(f"· {link_phrase(link)}"))
    for entry in body:
        yield Padding(entry, (0, 0, 0, 4))


def _whole(comparison: Comparison, change: Change) -> Text:
    """An added or dropped item's words."""
    old = change.relation is Relation.DROPPED
    item = item_of(comparison, (change.old or change.new)[0], old=old)
    return Text(words_of(item), style="removed" if old else "added")


def _title(change: Change) -> str:
    """How the items changed, in capitals, with how important it is."""
    if change.relation is Relation.ADDED:
        if change.duplicate_of is None:
            return "ADDED"
        return f"DUPLICATE of {change.duplicate_of.id}"
    title = " ".join(names_of(change)).upper()
    weight = weight_of(change)
    return f"{title} ({', '.join(weight)})" if weight else title


def _places(change: Change) -> str:
    if [ref.id for ref in change.old] == [ref.id for ref in change.new]:
        return ", ".join(ref.id for ref in change.new)
    return " → ".join(", ".join(places_of(refs)) for refs in (change.old, change.new) if refs)


def redline(edits: Sequence[WordEdit]) -> Text:
    """Words kept, `[-removed-]` and `{+added+}`: distinguishable without colour."""
    text = Text()
    for number, edit in enumerate(edits):
        if number:
            text.append(" ")
        match edit.op:
            case WordOp.EQUAL:
                text.append(edit.text)
            case WordOp.DELETE:
                text.append(f"[-{edit.text}-]", style="removed")
            case WordOp.INSERT:
                text.append(f"{{+{edit.text}+}}", style="added")
    return text


def _shortened(edits: Sequence[WordEdit]) -> tuple[WordEdit, ...]:
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


# Names of the features of a candidate.
_SIGNS = {
    "words": "words",
    "grams": "letters",
    "old_kept": "old words kept",
    "new_kept": "new words known",
    "name": "label",
    "place": "place",
    "parents": "parents",
    "neighbours": "neighbours",
    "children": "children",
}


def _explanation(explanation: Explanation, page: RenderOptions) -> Iterator[RenderableType]:
    """The item, what decided, and its candidates with their features."""
    ref = explanation.ref
    yield Text.assemble((f"{ref.edition}:{ref.id}", "place"))
    yield Padding(Text(explanation.words), (0, 0, 0, 2))
    yield Text(explanation.reason, style="notable")
    if explanation.candidates:
        yield Text("")
        yield Text("candidates, the most likely first:", style="quiet")
    for candidate in explanation.candidates:
        yield from _candidate(candidate, page)


def _candidate(candidate: Candidate, page: RenderOptions) -> Iterator[RenderableType]:
    ref = candidate.ref
    mark = "●" if candidate.chosen else "○"
    head = Text.assemble(
        (f"{mark} {candidate.score:.2f}", "good" if candidate.chosen else ""),
        "  ",
        (f"{ref.edition}:{ref.id}", "place"),
        f"  {candidate.words}",
    )
    head.truncate(page.width, overflow="ellipsis")
    yield head
    signs = (
        f"{words} {candidate.features[name]:.2f}"
        for name, words in _SIGNS.items()
        if name in candidate.features
    )
    yield Padding(Text(", ".join(signs), style="quiet"), (0, 0, 0, 7))


draw = drawing(
    {
        Comparison: _comparison,
        Explanation: _explanation,
    }
)
