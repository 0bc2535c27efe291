"""A page for each edition and course: the whole of it to read, each item with its anchor."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from guidegraph.graph.changes import change_set_iri
from guidegraph.graph.statements import literals_in
from guidegraph.model.changes import Priority, Ref, priority_of
from guidegraph.model.edition import Edition, Item, SourceKind
from guidegraph.model.names import iri_path
from guidegraph.model.statement import Role
from guidegraph.publish.index import SiteIndex
from guidegraph.publish.letters import letters_of
from guidegraph.publish.names import (
    EditionLine,
    ItemLink,
    citation_of_edition,
    edition_line,
    item_link,
    kind_name,
    tally,
)
from guidegraph.publish.page import Page
from guidegraph.publish.routes import url_of
from guidegraph.publish.statements import (
    StatementProperty,
    StatementValue,
    about_edition,
    residue_of,
)
from guidegraph.publish.structured import edition_in_page
from guidegraph.publish.text_runs import Footnote, TextRun, footnotes, text_runs
from guidegraph.render.html.view import language_of, language_tag
from guidegraph.render.phrases import KIND_NAMES, spaced
from guidegraph.render.translation import language_name


__all__ = ["pages"]

# A page of more items than these shows the upper levels only; the rest has pages of its own.
_WHOLE = 3000
_UPPER = 2
# A list of more top items than these leaves the others to the index by letters.
_MOST_TOPS = 500
_DEEPEST_FOLD = 12
_DEEPEST_HEADING = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mark:
    name: str
    kind: str
    url: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    anchor: str
    kind: str
    style: str
    notation: str
    name: tuple[TextRun, ...]
    also: tuple[str, ...]
    text: tuple[TextRun, ...]
    notes: tuple[Footnote, ...]
    url: str | None
    marks: tuple[_Mark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Block:
    """A heading of a level with its words, or, at level 0, a list of items."""

    level: int
    rows: tuple[_Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Chapter:
    anchor: str
    notation: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Way:
    says: str
    url: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Spoken:
    """A language of an edition, the number of its preferred labels, and the page in it."""

    tag: str | None
    name: str
    labels: int
    url: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Branch:
    """
    An item in a tree that is folded: the number of items below it; whether those follow as its
    branches; and how many lists end behind it.
    """

    anchor: str
    item: ItemLink
    below: int
    opens: bool
    closes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _View:
    edition: EditionLine
    iri: str
    counts: str
    identity: str | None
    languages: tuple[_Spoken, ...]
    about: tuple[StatementProperty, ...]
    residue: tuple[StatementValue, ...]
    chapters: tuple[_Chapter, ...]
    blocks: tuple[_Block, ...]
    branches: tuple[_Branch, ...]
    letters: str | None
    more: int
    whole: bool
    ways: tuple[_Way, ...]
    citation: str
    language: str | None


def pages(index: SiteIndex) -> Iterator[Page]:
    """The page of each edition and course."""
    for edition in index.content.editions:
        yield _page(index, edition)


def _page(index: SiteIndex, edition: Edition) -> Page:
    return Page(
        path=f"{index.routes.stems[edition.address]}.html",
        template="edition",
        title=index.titles[edition.id],
        view=lambda: _view(index, edition),
        thing=edition.address,
        place="editions",
        changed=edition.issued,
        translated=True,
        data=lambda: edition_in_page(edition),
    )


def _view(index: SiteIndex, edition: Edition) -> _View:
    whole = len(edition.items) <= _WHOLE
    levels = _levels(edition)
    shown = [item for item in edition.items if whole or levels[item.id] <= _UPPER]
    folded = edition.source_kind is SourceKind.RDF
    tops = edition.children.get(None, ())
    branches = tuple(_branches(index, edition)) if folded else ()
    return _View(
        edition=edition_line(index, edition),
        iri=edition.iri,
        identity=edition.iri if edition.iri != edition.address else None,
        counts=tally(index, edition),
        languages=tuple(_languages(index, edition)),
        about=about_edition(index, edition),
        residue=residue_of(index, edition),
        branches=branches,
        letters=letters_of(index, edition),
        more=max(0, len(tops) - _MOST_TOPS) if folded else 0,
        chapters=tuple(
            _Chapter(
                anchor=iri_path(item.id),
                notation=spaced(item.notation or ""),
                name=spaced(item.name),
            )
            for item in tops
        )
        if not folded
        else (),
        blocks=() if folded else tuple(_blocks(index, edition, shown, levels)),
        whole=whole or folded,
        ways=tuple(_ways(index, edition)),
        citation=citation_of_edition(index, edition),
        language=language_of(edition),
    )


def _languages(index: SiteIndex, edition: Edition) -> Iterator[_Spoken]:
    counts = Counter(
        literal.language
        for item in edition.items
        for said in item.said(Role.LABEL)
        for literal in literals_in(said)
    )
    for tag in edition.languages:
        folder = index.trees.get(tag)
        page = f"{url_of(index.routes.stems[edition.address])}.html"
        yield _Spoken(
            tag=language_tag(tag),
            name=language_name(tag),
            labels=counts[tag],
            url=None if folder is None or tag == index.language else f"{folder}{page}",
        )


def _branches(index: SiteIndex, edition: Edition) -> Iterator[_Branch]:
    """The items of a vocabulary depth first, as lists in lists."""
    whole = len(edition.items) <= _WHOLE
    deepest = _DEEPEST_FOLD if whole else _UPPER
    waiting = [(item, 1, 0) for item in edition.children.get(None, ())[:_MOST_TOPS]][::-1]
    while waiting:
        item, level, closes = waiting.pop()
        below = edition.children.get(item.id, ())
        opens = bool(below) and level < deepest
        yield _Branch(
            anchor=iri_path(item.id),
            item=item_link(index, Ref(edition=edition.id, id=item.id), edition.id),
            below=len(below),
            opens=opens,
            closes=0 if opens else closes,
        )
        if opens:
            last = len(below) - 1
            waiting += [
                (child, level + 1, closes + 1 if number == last else 0)
                for number, child in enumerate(below)
            ][::-1]


def _levels(edition: Edition) -> dict[str, int]:
    levels: dict[str, int] = {}
    for item in edition.items:
        levels[item.id] = levels[item.parent] + 1 if item.parent is not None else 1
    return levels


def _blocks(
    index: SiteIndex, edition: Edition, shown: list[Item], levels: dict[str, int]
) -> Iterator[_Block]:
    waiting: list[_Row] = []
    last: tuple[str | None, str] | None = None
    for item in shown:
        heads = bool(edition.children.get(item.id)) or (item.parent is None and item.label)
        here = (item.parent, item.type)
        if waiting and (heads or here != last):
            yield _Block(level=0, rows=tuple(waiting))
            waiting = []
        row = _row(index, edition, item)
        if heads:
            level = min(levels[item.id] + 1, _DEEPEST_HEADING)
            yield _Block(level=level, rows=(row,))
        else:
            waiting.append(row)
        last = here
    if waiting:
        yield _Block(level=0, rows=tuple(waiting))


def _row(index: SiteIndex, edition: Edition, item: Item) -> _Row:
    ref = Ref(edition=edition.id, id=item.id)
    return _Row(
        anchor=iri_path(item.id),
        kind=kind_name(index, edition, item.type),
        style=item.type.lower() if item.type.isalpha() else "item",
        notation=spaced(item.notation or ""),
        name=text_runs(item, "label"),
        also=tuple(map(spaced, item.alt_labels)),
        text=text_runs(item, "text"),
        notes=footnotes(item),
        url=index.page(ref),
        marks=tuple(_marks(index, ref)),
    )


def _marks(index: SiteIndex, ref: Ref) -> Iterator[_Mark]:
    """
    How the item changed since the earlier editions, only the most serious change.
    """
    for marked in index.marks.get(ref, ())[:1]:
        kind = priority_of(marked.change)
        if kind < Priority.ARRANGED:
            name = index.words.known(KIND_NAMES[kind])
            url = index.routes.page(marked.iri)
            yield _Mark(name=name, kind=kind.name.lower(), url=url)


def _ways(index: SiteIndex, edition: Edition) -> Iterator[_Way]:
    for comparison in index.comparisons:
        olds = index.listed(old.id for old in comparison.old)
        url = index.routes.page(change_set_iri(comparison))
        if comparison.new.id == edition.id:
            yield _Way(says=index.words("Changes since %(edition)s", edition=olds), url=url)
        elif edition.id in comparison.changes.old:
            name = comparison.new.id
            yield _Way(says=index.words("Changes made in %(edition)s", edition=name), url=url)
    for report in index.content.coverages:
        now = report.now
        url = f"coverage.html#{now.course.id}--{now.edition.id}"
        if now.course.id == edition.id:
            name = now.edition.id
            yield _Way(says=index.words("Coverage of %(edition)s", edition=name), url=url)
        elif now.edition.id == edition.id:
            name = now.course.id
            yield _Way(says=index.words("Coverage by %(edition)s", edition=name), url=url)
