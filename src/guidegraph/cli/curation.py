"""Who decides, and when: options of the commands that record decisions."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date as calendar
from typing import Any, TypeVar

import click

from guidegraph.model.errors import MisuseError
from guidegraph.model.mapping import Curation


__all__ = ["curation", "date_option", "day_of_decision", "reviewer_option"]

F = TypeVar("F", bound=Callable[..., Any])


def reviewer_option(function: F) -> F:
    """Add `--reviewer`, who decides."""
    return click.option(
        "--reviewer",
        metavar="NAME",
        envvar="GUIDEGRAPH_REVIEWER",
        help="Name of the person who decides (or set GUIDEGRAPH_REVIEWER).",
    )(function)


def date_option(function: F) -> F:
    """Add `--date`, when."""
    return click.option("--date", metavar="DATE", help="Date of the decision; by default, today.")(
        function
    )


def curation(reviewer: str | None, date: str | None) -> Curation:
    """
    Who decides and when, by default today.

    Raises:
        MisuseError: the reviewer is missing, or the date is not valid.
    """
    name = " ".join((reviewer or "").split())
    if not name:
        raise MisuseError(
            "the reviewer is missing; add --reviewer NAME, or set GUIDEGRAPH_REVIEWER"
        )
    return Curation(reviewer=name, date=day_of_decision(date))


def day_of_decision(date: str | None) -> str:
    """
    When it is decided, by default today.

    Raises:
        MisuseError: the date is not valid.
    """
    if date is None:
        return time.strftime("%Y-%m-%d")
    try:
        return calendar.fromisoformat(date).isoformat()
    except ValueError:
        raise MisuseError(f"{date!r} is not a date; write 2026-07-31") from None
