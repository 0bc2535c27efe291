"""
An engine's reply in the format that was asked for, written where the engine is: a process that can
be stopped, and that leaves the one it answers to free for others.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from guidegraph.model.answer import Solutions, Statements, Verdict
from guidegraph.model.errors import MisuseError
from guidegraph.query.results import graph_written, written
from guidegraph.query.sparql import answer_of
from guidegraph.render.format import written as in_format


__all__ = ["MOST_BYTES", "in_form", "prepare"]

MOST_BYTES = 64 * 1024**2
"""The maximum length of an answer."""


def prepare() -> None:
    """Load what writing needs, for a process that cannot open files later."""
    in_format("csv", Verdict(holds=True))


def in_form(reply: Mapping[str, Any], asked: Mapping[str, Any]) -> dict[str, Any]:
    """
    The reply to a question with a "form" as `{"body": bytes, "complete": whether all rows are in
    it}`; errors are unchanged. An answer that must be "whole" and is not is an error.

    In CSV no cell can be taken for a formula by a spreadsheet program.
    """
    if "problem" in reply:
        return dict(reply)
    try:
        answer = answer_of(reply, asked, "query")
    except MisuseError as error:
        return {"problem": "unwritable", "message": str(error)}
    complete = isinstance(answer, Verdict) or answer.complete
    if asked.get("whole") and not complete:
        return {"problem": "large", "message": f"has more than {asked['limit']} rows"}
    body = _text(answer, asked["form"]).encode()
    if len(body) > MOST_BYTES:
        return {"problem": "large", "message": f"is longer than {MOST_BYTES // 1024**2} MB"}
    return {"body": body, "complete": complete}


def _text(answer: Solutions | Verdict | Statements, form: str) -> str:
    if isinstance(answer, Statements):
        return graph_written(answer, form)
    if form == "csv":
        return in_format("csv", answer).decode()
    return written(answer, form)
