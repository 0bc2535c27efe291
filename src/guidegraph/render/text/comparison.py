"""
A diff for people: what asks for attention first, then part by part.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text

from guidegraph.model.changes import (
    Change,
    Comparison,
    Facet,
    Ref,
    Relation,
    WordEdit,
    Wording,
    WordOp,
)
from guidegraph.model.edition import Item
from guidegraph.model.gravity import Gravity, gravity
from guidegraph.render.grouping import Part, item_of, parts_of
from guidegraph.render.renderer import Page
from guidegraph.render.text.screen import drawn


__all__ = ["text_of_comparison"]

_NAMES = {
    Gravity.LOST: "dropped",
    Gravity.DOUBLED: "added as a duplicate",
    Gravity.MEANING: "changed in meaning",
    Gravity.REGROUPED: "split, merged or of another kind",
    Gravity.ADDED: "added",
    Gravity.ARRANGED: "in another place, or linked otherwise",
    Gravity.EDITED: "reworded with the same meaning",
    Gravity.TYPESET: "changed in type only",
}
_ALARMING = (Gravity.LOST, Gravity.DOUBLED)
_LINKS = {
    "usesTerm": "{} marked as the term",
    "demonstrates": "{} a practice of",
    "promotes": "{} a role for",
    "teaches": "{} teaches",
    "assesses": "{} assesses",
    "mentions": "{} mentions",
    "related": "{} related to",
    "hyperlink": "{} linked:",
    "footnote": "{} with the footnote:",
}
# Words of a long text kept around each difference.
_CONTEXT = 8


def text_of_comparison(comparison: Comparison, page: Page) -> str:
    """
    The summary, the alarming changes, then every part with its changes.
    """
    return drawn(page, *_parts(comparison, page))


def _parts(comparison: Comparison, page: Page) -> Iterator[RenderableType]:
    changes = comparison.changes
    yield Text.assemble((f"{' + '.join(changes.old)} → {changes.new}", "title"))
    yield from _summary(comparison)
    if not changes.changes:
        return
    alarming = [change for change in changes.changes if gravity(change) in _ALARMING]
    if alarming:
        yield Text("")
        yield Rule(Text("LOOK HERE FIRST", style="grave"), align="left", characters="─")
        for change in sorted(alarming, key=gravity):
            yield from _alarm(comparison, change)
    for part in parts_of(comparison):
        yield from _part(comparison, part, page)


def _summary(comparison: Comparison) -> Iterator[Text]:
    changes = comparison.changes
    counts = Counter(gravity(change) for change in changes.changes)
    for kind in Gravity:
        if counts[kind]:
            style = "grave" if kind in _ALARMING else ""
            yield Text.assemble((f"{counts[kind]:>5}", style), f"  {_NAMES[kind]}")
    yield Text.assemble((f"{len(changes.unchanged):>5}", "quiet"), ("  unchanged", "quiet"))
    audit = changes.audit
    if audit.passed:
        yield Text(
            f"Every one of {audit.old_items} old and {audit.new_items} new items is explained "
            "exactly once.",
            style="good",
        )
    else:
        names = ", ".join(f"{ref.edition}:{ref.id}" for ref in audit.unexplained[:5])
        yield Text(f"{len(audit.unexplained)} items are not explained: {names}", style="grave")


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
        f" says again what {twin.id if twin else '?'} says",
    )
    yield Padding(Text(item.text or item.name, style="added"), (0, 0, 0, 13))


def _part(comparison: Comparison, part: Part, page: Page) -> Iterator[RenderableType]:
    yield Text("")
    number = f"{part.top.notation}. " if part.top.notation else ""
    gone = " (gone)" if part.gone else ""
    name = part.top.pref_label or part.top.label or part.top.id
    yield Rule(Text(f"{number}{name}{gone}", style="title"), align="left", characters="─")
    folded = [change for change in part.changes if gravity(change) is Gravity.TYPESET]
    for change in part.changes:
        if page.everything or gravity(change) is not Gravity.TYPESET:
            yield from _change(comparison, change, page)
    if folded and not page.everything:
        what = "change" if len(folded) == 1 else "changes"
        yield Text(
            f"and {len(folded)} {what} in type only (capitals, quotes, commas, numbers): "
            "see with --all",
            style="quiet",
        )


def _change(comparison: Comparison, change: Change, page: Page) -> Iterator[RenderableType]:
    style = "grave" if gravity(change) in _ALARMING else "notable"
    head = Text.assemble((_title(change), style), "  ", (_places(change), "place"))
    if gravity(change) is Gravity.ADDED and not page.everything:
        head.append(f"  {_words(item_of(comparison, change.new[0], old=False))}")
        head.truncate(page.width, overflow="ellipsis")
        yield head
        return
    yield head
    body: list[RenderableType] = []
    if change.relation in (Relation.ADDED, Relation.DROPPED):
        body.append(_whole(comparison, change))
    if change.label_words and (page.everything or not _same_letters(change.label_words)):
        body.append(Text.assemble(("label: ", "quiet"), redline(change.label_words)))
    if change.words and change.relation not in (Relation.ADDED, Relation.DROPPED):
        edits = change.words if page.everything else _shortened(change.words)
        body.append(redline(edits))
    if change.verdict is not None and change.verdict.wording is not Wording.TYPOGRAPHIC:
        body += [Text(f"· {reason}", style="quiet") for reason in change.verdict.reasons]
    for link in change.links:
        what = "no longer" if link.op is WordOp.DELETE else "now"
        body.append(Text(f"· {_LINKS.get(link.type, link.type).format(what)} {link.target}"))
    for entry in body:
        yield Padding(entry, (0, 0, 0, 4))


def _whole(comparison: Comparison, change: Change) -> Text:
    """
    An added or dropped item's words.
    """
    old = change.relation is Relation.DROPPED
    item = item_of(comparison, (change.old or change.new)[0], old=old)
    return Text(_words(item), style="removed" if old else "added")


def _words(item: Item) -> str:
    return item.text or item.label or item.pref_label or ""


def _same_letters(edits: Sequence[WordEdit]) -> bool:
    """
    Whether removed and added words differ in capitals only.
    """
    sides = {
        op: " ".join(edit.text for edit in edits if edit.op is op).casefold()
        for op in (WordOp.DELETE, WordOp.INSERT)
    }
    return sides[WordOp.DELETE] == sides[WordOp.INSERT]


def _title(change: Change) -> str:
    """
    What became of the items, in capitals, with how much it weighs.
    """
    if change.relation is Relation.ADDED:
        if change.duplicate_of is None:
            return "ADDED"
        return f"DUPLICATE of {change.duplicate_of.id}"
    hidden = {Facet.RENUMBERED}
    if _same_letters(change.label_words) and Facet.REWORDED in change.facets:
        hidden.add(Facet.RELABELLED)
    names = [facet.upper() for facet in change.facets if facet not in hidden]
    if change.relation is not Relation.SAME:
        names.insert(0, change.relation.upper())
    title = " ".join(names) or "RENUMBERED"
    verdict = change.verdict
    if verdict is not None:
        weight = [str(verdict.wording), *(str(aspect) for aspect in verdict.aspects)]
        if verdict.direction is not None:
            weight.append(str(verdict.direction))
        title += f" ({', '.join(weight)})"
    return title


def _places(change: Change) -> str:
    old, new = _named(change.old), _named(change.new)
    if [ref.id for ref in change.old] == [ref.id for ref in change.new]:
        return ", ".join(ref.id for ref in change.new)
    return " → ".join(side for side in (old, new) if side)


def _named(refs: Sequence[Ref]) -> str:
    several = len({ref.edition for ref in refs}) > 1
    return ", ".join(f"{ref.edition}:{ref.id}" if several else ref.id for ref in refs)


def redline(edits: Sequence[WordEdit]) -> Text:
    """
    Words kept, `[-removed-]` and `{+added+}`: told apart without colour too.
    """
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
