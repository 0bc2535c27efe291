"""
Comments as editors know them from disposition reports: clause, comment, proposed change, decision.
"""

from __future__ import annotations

from guidegraph.model.comments import Comment
from guidegraph.model.edition import Edition


__all__ = ["clauses", "decision"]


def clauses(edition: Edition, comment: Comment) -> str:
    """The items that a comment is about, by id and name."""
    named = (f"{id_} ({edition.by_id[id_].name})" for id_ in comment.targets)
    return "; ".join(named) or "the whole"


def decision(comment: Comment) -> str:
    """What was decided, and why."""
    if comment.disposition is None:
        return "none on record"
    return f"{comment.disposition}: {comment.reason}"
