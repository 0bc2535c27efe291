"""The items of a guideline that a course or a comment can be about, and their groups."""

from __future__ import annotations

from collections.abc import Iterable

from guidegraph.model.comments import Comment
from guidegraph.model.edition import Edition, Item
from guidegraph.model.errors import UnknownNameError


__all__ = ["comments_on", "group_of", "groups_of", "targets_of"]

_TARGETS = frozenset({"CoreValue", "Practice", "PracticeStatement", "SupervisorRole"})


def targets_of(edition: Edition) -> tuple[Item, ...]:
    """
    The items that a course can be about, in document order.

    These are values, practices, statements and roles; in an edition without any of these, all items
    with a text.
    """
    found = tuple(item for item in edition.items if item.type in _TARGETS)
    return found or tuple(item for item in edition.items if item.text)


def groups_of(edition: Edition) -> tuple[Item, ...]:
    """The parts of an edition that a course is compared with: its values, or else its top items."""
    values = tuple(item for item in edition.items if item.type == "CoreValue")
    return values or edition.children.get(None, ())


def group_of(edition: Edition, item: Item) -> str | None:
    """The id of the part that an item belongs to, or nothing if it belongs to none."""
    values = any(one.type == "CoreValue" for one in edition.items)
    above = (item, *edition.ancestors(item))
    if values:
        return next((one.id for one in above if one.type == "CoreValue"), None)
    return above[-1].id


def comments_on(comments: Iterable[Comment], item: str, edition: Edition) -> tuple[Comment, ...]:
    """
    The comments on an item or on an item below it.

    Raises:
        UnknownNameError: there is no such item.
    """
    if item not in edition.by_id:
        raise UnknownNameError(f"item of {edition.id}", item, edition.by_id)
    return tuple(
        comment
        for comment in comments
        if any(
            target == item
            or item in {above.id for above in edition.ancestors(edition.by_id[target])}
            for target in comment.targets
        )
    )
