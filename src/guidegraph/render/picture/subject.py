"""What can be drawn: the network of a result."""

from __future__ import annotations

from functools import singledispatch

from guidegraph.model.errors import MisuseError
from guidegraph.model.network import Network
from guidegraph.model.relations import EditionMap, Relatedness, Route


__all__ = ["network_of"]


@singledispatch
def network_of(result: object) -> Network:  # noqa: ARG001 - it is dispatched on
    """
    The network of a result.

    Raises:
        MisuseError: there is nothing to draw.
    """
    raise MisuseError(
        "this format is for pictures, such as of 'guidegraph related', 'path' and 'map'; "
        "take 'text' or 'json'"
    )


@network_of.register(Relatedness)
@network_of.register(Route)
@network_of.register(EditionMap)
def _(result: Relatedness | Route | EditionMap) -> Network:
    return result.network
