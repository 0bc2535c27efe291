"""The content of a picture: nodes and their links, without places or colours."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


__all__ = ["Arrangement", "Edge", "Network", "Node"]


class Arrangement(StrEnum):
    """How a network is best laid out."""

    CHAIN = "chain"
    HUB = "hub"
    RING = "ring"


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """
    A node: *id* is its name in files, *label* its name for people.

    *group* numbers the cluster it belongs to, from 0; *weight* is how central it is, from 0 to 1.
    """

    id: str
    label: str
    type: str
    text: str = ""
    group: int = 0
    weight: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """
    A link between two nodes: its name, and how strong it is, from 0 to 1.

    An edge that is not *directed* means the same from both ends.
    """

    origin: str
    destination: str
    label: str
    weight: float = 1.0
    directed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """
    Nodes and edges; the first node is the one in question, if there is one.

    *title* and *description* are for those who cannot see the picture.
    """

    title: str
    description: str
    arrangement: Arrangement
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
