"""Comments by what they are about."""

from __future__ import annotations

from collections.abc import Iterable

from guidegraph.model.comments import Comment
from guidegraph.model.edition import Edition
from guidegraph.model.errors import UnknownNameError


__all__ = ["comments_on"]


def comments_on(comments: Iterable[Comment], item: str, edition: Edition) -> tuple[Comment, ...]:
    """
    The comments on an item or on something that stands below it.

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
