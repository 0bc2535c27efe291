"""What was made lately, within bounded room."""

from __future__ import annotations

from collections import OrderedDict
from typing import Generic, TypeVar


__all__ = ["Cache"]

T = TypeVar("T")


class Cache(Generic[T]):
    """
    Values by name; the ones used longest ago give way.

    >>> cache = Cache[str](room=3)
    >>> cache.put("a", "1", size=2), cache.put("b", "2", size=1), cache.get("a")
    (None, None, '1')
    >>> cache.put("c", "3", size=1), cache.get("b"), cache.get("a")
    (None, None, '1')

    Args:
        room: the sum of the sizes of all values, at most.
    """

    def __init__(self, *, room: int) -> None:
        self._room = room
        self._taken = 0
        self._kept: OrderedDict[str, tuple[T, int]] = OrderedDict()

    def get(self, name: str) -> T | None:
        """The value of that name, if it is still there."""
        found = self._kept.get(name)
        if found is None:
            return None
        self._kept.move_to_end(name)
        return found[0]

    def put(self, name: str, value: T, *, size: int) -> None:
        """Keep a value; one larger than all the room is not kept."""
        if size > self._room:
            return
        self._taken += size - self._kept.pop(name, (value, 0))[1]
        self._kept[name] = (value, size)
        while self._taken > self._room:
            _, (_, freed) = self._kept.popitem(last=False)
            self._taken -= freed
