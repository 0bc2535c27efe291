"""An edition, or a part of it, for people: a tree."""

from __future__ import annotations

from rich.console import Group
from rich.text import Text
from rich.tree import Tree

from guidegraph.model.edition import Excerpt, Item
from guidegraph.render.renderer import Page, by_type
from guidegraph.render.text.screen import drawn


__all__ = ["draw", "text_of_excerpt"]


def text_of_excerpt(excerpt: Excerpt, page: Page) -> str:
    """Items below their parents, each with its id, label and text."""
    edition = excerpt.edition
    shown = {item.id for item in excerpt.items}
    terms = edition.terms

    def node(item: Item) -> Group:
        head = Text.assemble(
            (item.id, "place"), "  ", (item.label or item.pref_label or "", "title")
        )
        parts = [head]
        if item.text:
            parts.append(Text(item.text))
        if item.alt_labels:
            parts.append(Text(f"also: {', '.join(item.alt_labels)}", style="quiet"))
        for note in item.notes:
            parts.append(Text(f"note {note.mark}: {note.text}", style="quiet"))
        if terms.get(item.id):
            parts.append(Text(f"uses: {', '.join(terms[item.id])}", style="quiet"))
        return Group(*parts)

    issued = f", issued {edition.issued}" if edition.issued else ""
    root = Tree(
        Text.assemble((edition.title, "title"), (f"  {edition.id}{issued}", "quiet")),
        guide_style="quiet",
    )
    branches: dict[str, Tree] = {}
    for item in excerpt.items:
        above = branches[item.parent] if item.parent in shown and item.parent else root
        branches[item.id] = above.add(node(item))
    return drawn(page, root)


draw = by_type({Excerpt: text_of_excerpt})
