"""An edition as a document in Markdown, with an anchor for every item."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from guidegraph.export.exporter import exporter
from guidegraph.export.items import lost_besides_items
from guidegraph.model.edition import Edition, Item, Link
from guidegraph.model.markdown import code, escaped
from guidegraph.model.names import iri_path


_DEEPEST = 6
_SCHEMES = ("https://", "http://", "mailto:")


def _read_back(edition: Edition, body: bytes) -> str | None:
    """The item whose anchor is not there once; all that people read hangs on these."""
    lines = set(body.decode().split("\n"))
    missing = [item.id for item in edition.items if _anchor(item) not in lines]
    return f"item {missing[0]!r} has no anchor" if missing else None


@exporter(
    media_type="text/markdown",
    suffix=".md",
    lossless=False,
    losses="It is made for reading and is not read again: classes, positions, lineage, where "
    "footnotes are marked, and the places quoted are not held.",
    lost=lost_besides_items,
    read_back=_read_back,
)
def export(edition: Edition) -> bytes:
    """The title and whose it is, a list of what there is, and then the items in order."""
    blocks = [*_head(edition), *_contents(edition)]
    depths: dict[str, int] = {}
    for item in edition.items:
        depths[item.id] = 0 if item.parent is None else depths.get(item.parent, 0) + 1
        blocks += _item(edition, item, min(depths[item.id] + 2, _DEEPEST))
    return ("\n\n".join(blocks) + "\n").encode()


def _head(edition: Edition) -> Iterator[str]:
    provenance = edition.provenance
    yield f"# {escaped(edition.title)}"
    said = [
        ("Publisher", provenance.publisher),
        ("Issued", edition.issued),
        ("Rights", provenance.rights),
    ]
    lines = [f"- {name}: {escaped(text)}" for name, text in said if text]
    yield "\n".join([*lines, f"- Address: <{escape(edition.iri)}>"])


def _contents(edition: Edition) -> Iterator[str]:
    top = edition.children.get(None, ())
    if len(top) > 1:
        yield "\n".join(f"- [{escaped(_name(item))}](#{_target(item)})" for item in top)


def _item(edition: Edition, item: Item, level: int) -> Iterator[str]:
    label = item.pref_label or item.label
    yield _anchor(item)
    if label:
        yield f"{'#' * level} {escaped(_name(item))}"
    if item.alt_labels:
        yield f"Also: {', '.join(escaped(name) for name in item.alt_labels)}"
    if item.text:
        number = f"**{escaped(item.notation)}** " if item.notation and not label else ""
        yield f"{number}{escaped(item.text)}"
    for note in item.notes:
        yield f"> {escaped(note.mark)}: {escaped(note.text)}"
    if item.links:
        yield "\n".join(f"- {_link(edition, link)}" for link in item.links)
    terms = [
        edition.by_id[term]
        for term in edition.terms.get(item.id, ())
        if term in edition.by_id and term != item.id
    ]
    if terms:
        named = (f"[{escaped(term.name)}](#{_target(term)})" for term in terms)
        yield f"Terms: {', '.join(named)}"


def _link(edition: Edition, link: Link) -> str:
    words, target = escaped(link.words), link.target
    if target in edition.by_id:
        return f"[{words}](#{_target(edition.by_id[target])})"
    if target.startswith(_SCHEMES) and not set(target) & set(" <>\n\r\t\\"):
        return f"{words}: <{escape(target)}>"
    return f"{words}: {code(target)}"


def _name(item: Item) -> str:
    label = item.pref_label or item.label or item.name
    return f"{item.notation} {label}" if item.notation else label


def _anchor(item: Item) -> str:
    return f'<a id="{escape(_target(item))}"></a>'


def _target(item: Item) -> str:
    """The fragment of an item: its id, with what would end a link in Markdown escaped."""
    path = iri_path(item.id)
    return "".join(f"%{ord(sign):02X}" if sign in "()'&*_~`" else sign for sign in path)
