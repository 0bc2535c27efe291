"""Which rules run, and the severity of their findings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from guidegraph.check.rule import RULES
from guidegraph.model.errors import MisuseError, UnknownNameError
from guidegraph.model.findings import Severity
from guidegraph.model.report import RuleBook, RuleCard, Settings, Subject


__all__ = ["SHAPE", "Selection", "cards", "matches", "require_rules", "rule_book"]

SHAPE = "shape:"
"""The beginning of the names of findings by SHACL shapes."""


def cards() -> tuple[RuleCard, ...]:
    """The description of each rule, by name."""
    return tuple(RULES[name].card for name in RULES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """The rules that the command selects, or the settings if the command selects none."""

    settings: Settings
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    def require_known(self) -> None:
        """
        Make sure that every name is the name of a rule.

        Raises:
            MisuseError: one is not.
        """
        known = _names()
        for name in (*self.select, *self.ignore):
            if not _known(name, known):
                raise UnknownNameError("rule, group or alias", name, known)
        theirs = self.settings
        levelled = (name for name, _ in theirs.levels)
        exempt = (name for exemption in theirs.exemptions for name in exemption.rules)
        for name in (*theirs.select, *theirs.ignore, *levelled, *exempt):
            if not _known(name, known):
                error = UnknownNameError("rule, group or alias", name, known)
                raise MisuseError(f"{theirs.path}: {error}")

    def includes(self, card: RuleCard) -> bool:
        """Whether a rule runs."""
        wanted = self.select or self.settings.select
        ignored = self.ignore if self.select else (*self.ignore, *self.settings.ignore)
        if matches(card, ignored):
            return False
        # Whatever is selected, it is reported if there was nothing to check.
        return card.subject is Subject.SCOPE or not wanted or matches(card, wanted)

    def severity(self, card: RuleCard) -> Severity:
        """The severity of a rule's findings: a level for its name goes before one for its group."""
        levels = dict(self.settings.levels)
        for name in (card.name, *card.aliases, *reversed(card.groups)):
            if name in levels:
                return levels[name]
        return card.severity


def matches(card: RuleCard, names: Sequence[str]) -> bool:
    """Whether one of some names, groups or aliases is that of a rule."""
    return any(name == card.name or name in card.groups or name in card.aliases for name in names)


def rule_book(names: Sequence[str]) -> RuleBook:
    """
    The rules with some names, groups or aliases, or all.

    Raises:
        UnknownNameError: no rule has one of the names.
    """
    known = _names()
    for name in names:
        if name not in known:
            raise UnknownNameError("rule, group or alias", name, known)
    return RuleBook(cards=tuple(card for card in cards() if not names or matches(card, names)))


def require_rules(names: Iterable[str], path: str, line: int) -> None:
    """
    Make sure that the names on a line of a file are names of rules.

    Raises:
        MisuseError: one is not.
    """
    known = _names()
    for name in names:
        if not _known(name, known):
            error = UnknownNameError("rule, group or alias", name, known)
            raise MisuseError(f"{path}:{line}: {error}")


def _names() -> frozenset[str]:
    names = {Subject.SHAPES.value}
    for card in cards():
        names.update((card.name, *card.groups, *card.aliases))
    return frozenset(names)


def _known(name: str, known: frozenset[str]) -> bool:
    return name in known or name.startswith(SHAPE)
