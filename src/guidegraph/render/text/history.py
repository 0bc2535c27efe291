"""Biographies of items, and origins of wordings, for people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from guidegraph.model.changes import Facet, Wording
from guidegraph.model.history import Biography, Blame, BlamedItem, Event, EventKind, Witness
from guidegraph.render.phrases import is_capitals_only, link_phrase, names_of, weight_of
from guidegraph.render.renderer import Page, by_type
from guidegraph.render.text.changes import redline
from guidegraph.render.text.screen import drawn


__all__ = ["draw", "text_of_biography", "text_of_blame"]


def text_of_biography(biography: Biography, page: Page) -> str:
    """The events of an item, the earliest first, below the editions in which they can be seen."""
    return drawn(page, *_life(biography))


def _life(biography: Biography) -> Iterator[RenderableType]:
    item = biography.item
    yield Text.assemble((item.name, "title"), "  ", (_place(item), "place"))
    if biography.lineage:
        # Whole, so that it can be copied.
        yield Text(biography.lineage, style="quiet", no_wrap=True, overflow="ignore")
    shown: str | None = None
    for event in biography.events:
        if event.edition != shown:
            shown = event.edition
            yield Text("")
            issued = f"  issued {event.issued}" if event.issued else ""
            yield Text.assemble((event.edition, "title"), (issued, "quiet"))
        yield Padding(_sentence(event), (0, 0, 0, 2))
        for line in _details(event):
            yield Padding(line, (0, 0, 0, 6))


def _sentence(event: Event) -> Text:
    old, new = _names(event.old), _names(event.new)
    style = "notable"
    said: tuple[str | tuple[str, str], ...]
    match event.kind:
        case EventKind.FIRST:
            said = ("first appears as ", (new, "place"))
        case EventKind.KEPT:
            said = ("is unchanged since ", (old, "place"), _now(event))
            style = "quiet"
        case EventKind.SAME:
            said = (_respects(event), " from ", (old, "place"), _now(event))
        case EventKind.SPLIT:
            said = ("split: ", (old, "place"), " became ", (new, "place"))
        case EventKind.MERGED:
            said = ("merged: ", (old, "place"), " became ", (new, "place"))
        case EventKind.REGROUPED:
            said = ("regrouped: ", (old, "place"), " became ", (new, "place"))
        case EventKind.DROPPED:
            said = ("DROPPED: ", (old, "place"), " has no successor")
            style = "grave"
        case EventKind.ADDED:
            twin = event.change.duplicate_of if event.change else None
            again = f", which says again what {twin.id} says" if twin else ""
            said = ("added as ", (new, "place"), again)
        case EventKind.DOUBLED:
            said = ("DUPLICATE: ", (new, "place"), " says the same again")
            style = "grave"
    return Text.assemble(Text(str(said[0]), style=style), *said[1:])


def _now(event: Event) -> str:
    old, new = event.old[0], event.new[0]
    return "" if old.ref.id == new.ref.id else f", now {new.ref.id}"


def _respects(event: Event) -> str:
    change = event.change
    if change is None:
        return "unchanged"
    names = list(names_of(change))
    if Facet.RENUMBERED in change.facets and Facet.RENUMBERED.value not in names:
        names.append(Facet.RENUMBERED.value)
    weight = weight_of(change)
    return ", ".join(names) + (f" ({', '.join(weight)})" if weight else "")


def _details(event: Event) -> Iterator[Text]:
    change = event.change
    if event.kind in (EventKind.FIRST, EventKind.ADDED, EventKind.DROPPED):
        for witness in event.new or event.old:
            if witness.text:
                gone = event.kind is EventKind.DROPPED
                yield Text(witness.text, style="removed" if gone else "")
        return
    if change is None:
        return
    if change.label_words and not is_capitals_only(change.label_words):
        yield Text.assemble(("label: ", "quiet"), redline(change.label_words))
    if change.words:
        yield redline(change.words)
    if change.verdict is not None and change.verdict.wording is not Wording.TYPOGRAPHIC:
        yield from (Text(f"· {reason}", style="quiet") for reason in change.verdict.reasons)
    yield from (Text(f"· {link_phrase(link)}", style="quiet") for link in change.links)


def text_of_blame(blame: Blame, page: Page) -> str:
    """
    For each item since when it reads as it does, and its words by the editions they come from.
    """
    return drawn(page, *(part for entry in blame.items for part in _origin(blame, entry)))


def _origin(blame: Blame, entry: BlamedItem) -> Iterator[RenderableType]:
    head = Text.assemble((entry.item.ref.id, "place"), "  since ", (entry.since, "notable"))
    if not entry.previous and entry.since == blame.edition:
        head.append("  (new)", style="quiet")
    elif entry.previous:
        head.append(f"  before: {_names(entry.previous)}", style="quiet")
    yield head
    if len(entry.runs) == 1:
        yield Padding(Text(entry.runs[0].text), (0, 0, 0, 4))
    else:
        table = Table.grid(padding=(0, 2, 0, 0))
        table.add_column(style="quiet", no_wrap=True)
        table.add_column()
        for run in entry.runs:
            table.add_row(
                run.edition, Text(run.text, style="added" if run.edition == blame.edition else "")
            )
        yield Padding(table, (0, 0, 0, 4))
    if entry.since == blame.edition:
        for witness in entry.previous:
            yield Padding(Text(f"was: {witness.text or witness.name}", style="quiet"), (0, 0, 0, 4))


def _names(witnesses: Sequence[Witness]) -> str:
    return ", ".join(_place(witness) for witness in witnesses)


def _place(witness: Witness) -> str:
    return f"{witness.ref.edition}:{witness.ref.id}"


draw = by_type({Biography: text_of_biography, Blame: text_of_blame})
