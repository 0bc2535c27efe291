"""A library as readable text: its editions, their items, answers to queries, what was found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from guidegraph.model.answer import Solutions, Statements, Term, TermKind, Verdict
from guidegraph.model.catalogue import Catalogue
from guidegraph.model.changes import Ref
from guidegraph.model.edition import Edition, Excerpt, Item
from guidegraph.model.excerpt import beginning
from guidegraph.model.findings import Place
from guidegraph.model.guesses import Guesses
from guidegraph.model.hits import Hit, Hits, OtherVersion
from guidegraph.model.names import spaced
from guidegraph.model.relations import EditionMap, Reason, Relatedness, Route
from guidegraph.query.named import NamedQueries
from guidegraph.render.format import RenderOptions
from guidegraph.render.text.outline import outlined
from guidegraph.render.text.screen import drawing


__all__ = ["draw"]

_COUNTED = {
    "CoreValue": "values",
    "PracticeStatement": "statements",
    "SupervisorRole": "roles",
    "GlossaryTerm": "terms",
    "CourseStatement": "course statements",
}


def _catalogue(catalogue: Catalogue, _page: RenderOptions) -> Iterator[RenderableType]:
    """One row for each edition: its id, title, date, and what it holds."""
    yield Text(catalogue.title, style="title")
    if not catalogue.editions:
        yield Text("no editions yet: make a folder with an edition.toml and an edition.md in it")
        return
    yield Text("")
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="quiet")
    table.add_column("id", style="place", no_wrap=True)
    table.add_column("title")
    table.add_column("issued", no_wrap=True)
    table.add_column("holds")
    for edition in catalogue.editions:
        table.add_row(edition.id, edition.title, edition.issued or "not stated", _holds(edition))
    yield table


def _holds(edition: Edition) -> str:
    counts = Counter(item.type for item in edition.items)
    named = [f"{counts[type_]} {name}" for type_, name in _COUNTED.items() if counts[type_]]
    return ", ".join(named) or f"{len(edition.items)} items"


def _edition(edition: Edition, page: RenderOptions) -> Iterator[RenderableType]:
    return _excerpt(Excerpt(edition=edition, items=edition.items), page)


def _excerpt(excerpt: Excerpt, page: RenderOptions) -> Iterator[RenderableType]:
    """Items below their parents, each with its id, label and text."""
    edition = excerpt.edition
    terms = edition.terms

    def parts_of(item: Item) -> list[Text | str]:
        name = item.label or item.pref_label or ""
        ended = f"{'  ' if name else ''}({item.status})" if item.status else ""
        parts: list[Text | str] = [
            Text.assemble((item.id, "place"), "  ", (name, "title"), (ended, "notable"))
            if page.colour
            else f"{item.id}  {name}{ended}"
        ]
        if item.text:
            parts.append(item.text)
        parts += (
            f"{spaced(cell.property)}: {spaced(cell.value)}"
            for cell in item.attributes
            if cell.value
        )
        if item.alt_labels:
            parts.append(Text(f"also: {', '.join(item.alt_labels)}", style="quiet"))
        for note in item.notes:
            parts.append(Text(f"note {note.mark}: {note.text}", style="quiet"))
        if terms.get(item.id):
            parts.append(Text(f"uses: {', '.join(terms[item.id])}", style="quiet"))
        return parts

    issued = f", issued {edition.issued}" if edition.issued else ""
    yield Text.assemble((edition.title, "title"), (f"  {edition.id}{issued}", "quiet"))
    yield from outlined((item.id, item.parent, parts_of(item)) for item in excerpt.items)


def _guesses(guesses: Guesses, _page: RenderOptions) -> Iterator[RenderableType]:
    """Each guess with its place, words and reason; then the words that were left out."""
    reading = guesses.reading
    if not (reading.guesses or reading.left_out):
        yield Text("nothing was guessed, and nothing left out", style="quiet")
        return
    for guess in reading.guesses:
        yield Text.assemble(
            (_where(guess.place), "place"),
            f"  {guess.decision} ",
            (f"({guess.confidence:.2f}) ", "quiet"),
            (beginning(guess.text, 100), "title"),
        )
        other = f"; or {guess.other!r}" if guess.other else ""
        item = f"; in {guess.item}" if guess.item else ""
        yield Padding(Text(f"{guess.why}{other}{item}", style="quiet"), (0, 0, 0, 2))
    if reading.left_out:
        yield Text(f"left out: {len(reading.left_out)}", style="title")
    for each in reading.left_out:
        yield Text.assemble(
            (_where(each.place), "place"),
            f"  {beginning(each.text, 100)}  ",
            (each.why, "quiet"),
        )


def _where(place: Place) -> str:
    return f"page {place.page}" if place.page else f"line {place.line}"


def _answer(answer: Solutions | Verdict, _page: RenderOptions) -> Iterator[RenderableType]:
    """A table of what a SELECT found; yes or no for an ASK."""
    if isinstance(answer, Verdict):
        yield Text("yes" if answer.holds else "no")
        return
    if not answer.rows:
        yield Text("nothing found", style="quiet")
        return
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="quiet")
    for number, column in enumerate(answer.columns):
        cells = [row[number] for row in answer.rows]
        short = max((len(cell.value) for cell in cells if cell), default=0) <= 24
        table.add_column(column, no_wrap=short, justify="right" if _numeric(cells) else "left")
    for row in answer.rows:
        table.add_row(*map(_cell, row))
    count = f"{len(answer.rows)} row{'s' if len(answer.rows) != 1 else ''}"
    note = count if answer.complete else f"the first {count}; there are more: raise --limit"
    yield from (table, Text(""), Text(note, style="quiet"))


def _triples(answer: Statements, _page: RenderOptions) -> str:
    """The triples of a CONSTRUCT as Turtle."""
    from guidegraph.query.results import graph_written

    more = "" if answer.complete else "# more results: raise --limit\n"
    return graph_written(answer, "turtle") + more


def _numeric(cells: Sequence[Term | None]) -> bool:
    return all(isinstance(cell.native, (int, float)) for cell in cells if cell)


def _cell(term: Term | None) -> Text:
    if term is None:
        return Text("")
    return Text(term.value, style="place" if term.kind is TermKind.IRI else "")


def _queries(queries: NamedQueries, _page: RenderOptions) -> Iterator[RenderableType]:
    """One named query in full, or one line for each of several."""
    found = queries.queries
    if len(found) == 1:
        query = found[0]
        parts = [Text(query.name, style="title"), Text(query.summary)]
        if query.details:
            parts += [Text(""), Text(query.details)]
        parts.append(Text(""))
        for parameter in query.parameters:
            optional = ", optional" if parameter.optional else ""
            parts.append(
                Text.assemble(
                    (f"--{parameter.name}", "place"),
                    (f"  {parameter.kind}{optional}", "quiet"),
                    f"  {parameter.summary}",
                )
            )
        example = Text(f"guidegraph query {query.name} {query.example}".rstrip(), no_wrap=True)
        yield from (*parts, Text(""), example)
        return
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="quiet")
    table.add_column("query", style="place", no_wrap=True)
    table.add_column("what it answers")
    table.add_column("parameters", style="quiet")
    for query in found:
        names = (
            f"[--{parameter.name}]" if parameter.optional else f"--{parameter.name}"
            for parameter in query.parameters
        )
        table.add_row(query.name, query.summary, " ".join(names))
    yield table


def _hits(hits: Hits, page: RenderOptions) -> Iterator[RenderableType]:
    """The items found, each with the words marked."""
    for hit in hits.hits:
        also = _also(hit.ref, hit.also)
        yield Text.assemble((_named(hit.ref), "place"), (f"  {hit.type}{also}", "quiet"))
        yield Padding(_marked(hit, page), (0, 0, 0, 4))
    more = f", {len(hits.hits)} shown" if len(hits.hits) < hits.total else ""
    yield Text(f"{hits.total} item{'s' if hits.total != 1 else ''} found{more}", style="quiet")
    if hits.some:
        have = f"{hits.some} item{'s have' if hits.some != 1 else ' has'}"
        yield Text(f"no item has all of these words, but {have} some: see them with --any")
    if hits.ignored:
        yield Text(f"ignored: {', '.join(hits.ignored)}", style="quiet")


def _also(shown: Ref, others: Sequence[OtherVersion]) -> str:
    """Where else an item is: by the edition alone, if it has the same id there."""
    said = [
        (each.ref.edition if each.ref.id == shown.id else _named(each.ref))
        + ("" if each.same_words else " (other words)")
        for each in others
    ]
    return f"  also in {', '.join(said)}" if said else ""


def _marked(hit: Hit, page: RenderOptions) -> Text:
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


def _relatedness(found: Relatedness, _page: RenderOptions) -> Iterator[RenderableType]:
    """The item, then each related item with the reasons."""
    yield Text.assemble((_named(found.ref), "place"), "  ", (found.name, "title"))
    for relative in found.relatives:
        yield Text("")
        yield Text.assemble(
            f"{relative.score:.2f}  ",
            (_named(relative.ref), "place"),
            (f"  {relative.type}{_also(relative.ref, relative.also)}", "quiet"),
        )
        yield Padding(Text(relative.text or relative.name), (0, 0, 0, 6))
        for reason in relative.reasons:
            yield Padding(Text(f"· {_said(reason)}", style="quiet"), (0, 0, 0, 6))
    if not found.relatives:
        yield Text("no related items", style="quiet")


def _said(reason: Reason) -> str:
    return f"{reason.why.words}: {reason.detail}" if reason.detail else reason.why.words


def _route(route: Route, _page: RenderOptions) -> Iterator[RenderableType]:
    """The path, step by step."""
    yield Text.assemble((_named(route.origin), "place"), f"  {route.name}")
    for step in route.steps:
        detail = f" ({step.detail})" if step.detail else ""
        yield Padding(Text(f"{step.why.words}{detail}", style="quiet"), (0, 0, 0, 2))
        yield Text.assemble((_named(step.destination), "place"), f"  {step.name}")
    if not route.steps and route.origin != route.destination:
        yield Text(f"  there is no link to {_named(route.destination)}", style="quiet")


def _map(found: EditionMap, _page: RenderOptions) -> Iterator[RenderableType]:
    """The clusters, then each part with its measures and its strongest links."""
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


draw = drawing(
    {
        Catalogue: _catalogue,
        Edition: _edition,
        Excerpt: _excerpt,
        Solutions: _answer,
        Statements: _triples,
        Verdict: _answer,
        NamedQueries: _queries,
        Guesses: _guesses,
        Hits: _hits,
        Relatedness: _relatedness,
        Route: _route,
        EditionMap: _map,
    }
)
