"""Search results and relations, for people."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from guidegraph.model.changes import Ref
from guidegraph.model.hits import Hit, Hits
from guidegraph.model.relations import EditionMap, Reason, Relatedness, Route
from guidegraph.render.renderer import Page, by_type
from guidegraph.render.text.screen import drawn


__all__ = ["draw", "text_of_hits", "text_of_map", "text_of_relatedness", "text_of_route"]


def text_of_hits(hits: Hits, page: Page) -> str:
    """The items found, each with the words marked."""
    return drawn(page, *_hits(hits, page))


def _hits(hits: Hits, page: Page) -> Iterator[RenderableType]:
    for hit in hits.hits:
        yield Text.assemble((_named(hit.ref), "place"), (f"  {hit.type}", "quiet"))
        yield Padding(_marked(hit, page), (0, 0, 0, 4))
    more = f", {len(hits.hits)} shown" if len(hits.hits) < hits.total else ""
    yield Text(f"{hits.total} item{'s' if hits.total != 1 else ''} found{more}", style="quiet")


def _marked(hit: Hit, page: Page) -> Text:
    """The text with its marks: colours, or where there are none, asterisks."""
    if page.colour:
        text = Text(hit.text)
        for start, end in hit.marks:
            text.stylize("notable", start, end)
        return text
    said, at = "", 0
    for start, end in hit.marks:
        said += f"{hit.text[at:start]}*{hit.text[start:end]}*"
        at = end
    return Text(said + hit.text[at:])


def text_of_relatedness(found: Relatedness, page: Page) -> str:
    """The item, then each related item with the reasons."""
    return drawn(page, *_relatedness(found))


def _relatedness(found: Relatedness) -> Iterator[RenderableType]:
    yield Text.assemble((_named(found.ref), "place"), "  ", (found.name, "title"))
    for relative in found.relatives:
        yield Text("")
        yield Text.assemble(
            f"{relative.score:.2f}  ",
            (_named(relative.ref), "place"),
            (f"  {relative.type}", "quiet"),
        )
        yield Padding(Text(relative.text or relative.name), (0, 0, 0, 6))
        for reason in relative.reasons:
            yield Padding(Text(f"· {_said(reason)}", style="quiet"), (0, 0, 0, 6))
    if not found.relatives:
        yield Text("nothing is related to it", style="quiet")


def _said(reason: Reason) -> str:
    return f"{reason.why}: {reason.detail}" if reason.detail else reason.why.value


def text_of_route(route: Route, page: Page) -> str:
    """The way, step by step."""
    return drawn(page, *_route(route))


def _route(route: Route) -> Iterator[RenderableType]:
    yield Text.assemble((_named(route.origin), "place"), f"  {route.name}")
    for step in route.steps:
        detail = f" ({step.detail})" if step.detail else ""
        yield Padding(Text(f"{step.why}{detail}", style="quiet"), (0, 0, 0, 2))
        yield Text.assemble((_named(step.destination), "place"), f"  {step.name}")
    if not route.steps and route.origin != route.destination:
        yield Text(f"  nothing leads to {_named(route.destination)}", style="quiet")


def text_of_map(found: EditionMap, page: Page) -> str:
    """The clusters, then each part with its measures and its strongest ties."""
    return drawn(page, *_map(found))


def _map(found: EditionMap) -> Iterator[RenderableType]:
    names = {item.id: item.name for item in found.items}
    for number, words in enumerate(found.clusters):
        yield Text.assemble((f"Cluster {number + 1}", "title"), (f"  {', '.join(words)}", "quiet"))
        table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 2), header_style="quiet")
        table.add_column("part", style="place", no_wrap=True)
        table.add_column("name")
        for measure in ("ties", "strength", "centrality"):
            table.add_column(measure, justify="right")
        table.add_column("closest to", ratio=1)
        for item in found.items:
            if item.cluster == number:
                ties = "; ".join(f"{tie.id} ({', '.join(tie.words[:3])})" for tie in item.ties[:2])
                table.add_row(
                    item.id,
                    names[item.id],
                    str(item.degree),
                    f"{item.strength:.2f}",
                    f"{item.centrality:.2f}",
                    Text(ties),
                )
        yield table
        yield Text("")


def _named(ref: Ref) -> str:
    return f"{ref.edition}:{ref.id}"


draw = by_type({Relatedness: text_of_relatedness, Route: text_of_route, EditionMap: text_of_map})
