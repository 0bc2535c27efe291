"""The release of an edition, as values: its version, its changes, what speaks against it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from guidegraph.model.changes import Change, Direction, Relation, Wording
from guidegraph.model.findings import Finding


__all__ = ["FIRST", "Release", "ReleaseGroup", "VersionStep", "group_of", "next_version", "step_of"]

FIRST = "1.0.0"
"""The version of an edition that states none."""

_VERSION = re.compile(r"(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})")


class ReleaseGroup(StrEnum):
    """What a change means for those who follow the guideline."""

    TIGHTENED = "tightened"
    RELAXED = "relaxed"
    ADDED = "added"
    DROPPED = "dropped"
    OTHER = "changed in meaning"
    EDITORIAL = "editorial"


class VersionStep(StrEnum):
    """Which number of a version goes up (https://semver.org/)."""

    MAJOR = "major"
    MINOR = "minor"
    PATCH = "patch"


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """
    A release of an edition.

    *step* is how far its version is from that of the edition before it, if there is one; *errors*
    are the findings because of which nothing was written; *notes* is the text of its changes in
    Markdown.
    """

    edition: str
    version: str
    issued: str
    digest: str
    notes: str
    step: VersionStep | None = None
    errors: tuple[Finding, ...] = ()


def group_of(change: Change, *, binds: bool = False) -> ReleaseGroup:
    """
    What a change means for those who follow the guideline; more than one thing is the first.

    *binds* is whether an item that was added states a duty: it asks for more than before.
    """
    if change.relation is Relation.ADDED:
        return ReleaseGroup.TIGHTENED if binds else ReleaseGroup.ADDED
    if change.relation is Relation.DROPPED:
        return ReleaseGroup.DROPPED
    verdict = change.verdict
    if verdict is not None and Direction.STRENGTHENED in verdict.directions:
        return ReleaseGroup.TIGHTENED
    if verdict is not None and Direction.WEAKENED in verdict.directions:
        return ReleaseGroup.RELAXED
    if verdict is not None and verdict.wording is Wording.SUBSTANTIVE:
        return ReleaseGroup.OTHER
    return ReleaseGroup.EDITORIAL


_STEPS: Mapping[ReleaseGroup, VersionStep] = {
    ReleaseGroup.TIGHTENED: VersionStep.MAJOR,
    ReleaseGroup.EDITORIAL: VersionStep.PATCH,
}


def step_of(groups: Iterable[ReleaseGroup]) -> VersionStep:
    """
    How far a version goes up: tightened is major, editorial is patch, and all else is minor.
    """
    steps = {_STEPS.get(group, VersionStep.MINOR) for group in groups}
    return next((step for step in VersionStep if step in steps), VersionStep.PATCH)


def next_version(before: str, step: VersionStep) -> str | None:
    """
    The version a step after another, if that has three numbers.

    >>> next_version("1.4.2", VersionStep.MINOR), next_version("spring", VersionStep.MAJOR)
    ('1.5.0', None)
    """
    found = _VERSION.fullmatch(before)
    if found is None:
        return None
    major, minor, patch = map(int, found.groups())
    match step:
        case VersionStep.MAJOR:
            return f"{major + 1}.0.0"
        case VersionStep.MINOR:
            return f"{major}.{minor + 1}.0"
    return f"{major}.{minor}.{patch + 1}"
