"""An item with its related items, as a picture in its page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import unquote

from guidegraph.model.network import Arrangement, Edge, Network, Node
from guidegraph.publish.index import SiteIndex
from guidegraph.publish.link_groups import LinkGroup
from guidegraph.publish.names import ItemLink
from guidegraph.publish.timeline import HistoryEdition
from guidegraph.render.picture import hub
from guidegraph.render.translation import Translation


__all__ = ["picture_of"]

_OF_EACH = 2
_MOST = 8


def picture_of(
    index: SiteIndex,
    item: ItemLink,
    above: Sequence[ItemLink],
    below: Sequence[ItemLink],
    relations: Iterable[LinkGroup],
    history: Iterable[HistoryEdition],
) -> str:
    """
    An SVG that takes its colours from the page; empty where there is nothing to draw.

    The same is in the page as lists, so that nobody needs the picture.
    """
    words = index.words

    def path(item: ItemLink) -> str:
        plain = unquote(item.url or item.name).removesuffix(".html")
        return plain.removeprefix(index.routes.tree)

    found: dict[str, tuple[str, ItemLink]] = {}
    for says, other in _neighbours(words, item, above, below, relations, history):
        found.setdefault(path(other), (says, other))
    around = list(found.values())[:_MOST]
    if not around:
        return ""
    network = Network(
        title=words(
            "Related to %(kind)s %(name)s",
            kind=item.kind.lower() if words.language != "de" else item.kind,
            name=item.notation or item.name,
        ),
        description="; ".join(f"{says}: {_name(other)}" for says, other in around),
        arrangement=Arrangement.HUB,
        nodes=(
            Node(id=path(item), label=_name(item), type=""),
            *(Node(id=path(other), label=_name(other), type="") for _, other in around),
        ),
        edges=tuple(
            Edge(origin=path(item), destination=path(other), label=says, weight=0.3)
            for says, other in around
        ),
    )
    return hub(network, style="")


def _neighbours(
    words: Translation,
    item: ItemLink,
    above: Sequence[ItemLink],
    below: Sequence[ItemLink],
    relations: Iterable[LinkGroup],
    history: Iterable[HistoryEdition],
) -> Iterator[tuple[str, ItemLink]]:
    for other in above:
        yield words("belongs to"), other
    for era in history:
        for event in era.events:
            if item in event.new:
                yield from ((words("came from"), other) for other in event.old if other != item)
            elif item in event.old:
                says = words("duplicated by") if event.kind == "doubled" else words("became")
                yield from ((says, other) for other in event.new)
    for relation in relations:
        for other in relation.items[:_OF_EACH]:
            yield relation.heading.lower(), other
    for other in below[: 2 * _OF_EACH]:
        yield words("contains"), other


def _name(item: ItemLink) -> str:
    where = f"{item.edition}: " if item.edition else ""
    number = f"{item.notation}. " if item.notation else ""
    return f"{where}{number}{item.name}"
