"""The words of nodes and links in pictures of networks."""

from __future__ import annotations

from guidegraph.model.excerpt import first_words
from guidegraph.model.network import Edge, Node


__all__ = ["node_words", "number_of", "reason_of"]

_WORDS = 8


def node_words(node: Node) -> str:
    """The name of a node; after a number alone, the beginning of its text."""
    is_number = " " not in node.label and any(map(str.isdigit, node.label))
    if not is_number or not node.text or node.label == node.id:
        return node.label
    return f"{node.label}. {first_words(node.text, _WORDS)}"


def number_of(node: Node) -> str:
    """The number in front of a name, or the whole name."""
    number, dot, _ = node.label.partition(". ")
    return number if dot and len(number) < 12 and " " not in number else node.label


def reason_of(edge: Edge) -> str:
    """The most important reason of a link, without details."""
    return edge.label.partition(";")[0].partition(":")[0].strip()
