"""Who decides, and when: options of the commands that record decisions."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import date as calendar
from typing import TYPE_CHECKING, Any, TypeVar

import click

from guidegraph.model.errors import MisuseError
from guidegraph.model.mapping import Curation


if TYPE_CHECKING:
    from guidegraph.model.review import Review

__all__ = ["curation", "date_option", "day_of_decision", "ids_of", "reviewer_option"]

# From so many characters on, digits alone are the beginning of an id.
_ID = 8
_WORDS = 14
_NUMBER = re.compile(r"#([0-9]{1,9})", re.ASCII)

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


def ids_of(review: Review, names: Sequence[str]) -> tuple[str, ...]:
    """
    The ids of changes that a user names by id, or by running number, as in `#12`; which change has
    the number is said, as numbers are others when a text is edited.

    Raises:
        MisuseError: no change has the number, or it could be the beginning of an id.
    """
    from guidegraph.render.standing import numbers_of

    ids: dict[int, str] = {}
    if any(_NUMBER.fullmatch(name) or name.isdecimal() for name in names):
        ids = {number: id_ for id_, number in numbers_of(review.comparison).items()}
    return tuple(_id_of(review, name, ids) for name in names)


def _id_of(review: Review, name: str, ids: Mapping[int, str]) -> str:
    from guidegraph.diff.curation.review import about
    from guidegraph.model.excerpt import first_words
    from guidegraph.render.grouping import item_of
    from guidegraph.render.phrases import spaced, words_of

    numbered = _NUMBER.fullmatch(name)
    if numbered is None:
        if len(name) < _ID and name.isdecimal() and int(name) in ids:
            raise MisuseError(
                f"{name!r} can be a number or the beginning of an id; write '#{name}' for the "
                f"number, as in --accept=#{name}, or {_ID} characters of the id"
            )
        return name
    number = int(numbered[1])
    if number not in ids:
        raise MisuseError(f"no change has the number {number}; they go from 1 to {len(ids)}")
    change = next(each.change for each in review.changes if each.change.id == ids[number])
    ref = (change.new or change.old)[0]
    item = item_of(review.comparison, ref, old=not change.new)
    words = first_words(spaced(words_of(item)), _WORDS)
    click.echo(f"#{number} is {change.id[:_ID]}: {about(change)}: {words}", err=True)
    return change.id
