"""Options of the commands about links: when to review, and when to fail."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

import click

from guidegraph.model.changes import Wording
from guidegraph.model.course import LinkStatus


__all__ = ["gate_option", "hit", "review_option"]

F = TypeVar("F", bound=Callable[..., Any])


def review_option(function: F) -> F:
    """
    Add `--review-from`, the smallest difference in words that needs review of a link.
    """
    return click.option(
        "--review-from",
        type=click.Choice([wording.value for wording in Wording]),
        default=Wording.SUBSTANTIVE.value,
        show_default=True,
        help="The smallest difference in words that needs review.",
    )(function)


def gate_option(function: F) -> F:
    """Add `--fail-on`, the statuses that make the command exit with 1."""
    return click.option(
        "--fail-on",
        multiple=True,
        type=click.Choice([status.value for status in LinkStatus]),
        help="Exit with 1 if there is a link of this status.",
    )(function)


def hit(counts: Mapping[LinkStatus, int], fail_on: Sequence[str]) -> int:
    """The exit code: 1 if there is a link of a status that was asked for."""
    found = [status for status in LinkStatus if status in fail_on and counts[status]]
    if found:
        click.echo(
            "guidegraph: " + ", ".join(f"{counts[status]} links are {status}" for status in found),
            err=True,
        )
    return 1 if found else 0
