"""Which rules run, and how grave their findings are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from guidegraph.check.rule import RULES
from guidegraph.model.errors import MisuseError, UnknownNameError
from guidegraph.model.findings import Severity
from guidegraph.model.report import RuleBook, RuleCard, Settings, Subject


__all__ = ["SHAPE", "Selection", "answers", "cards", "demand_rules", "rule_book"]

SHAPE = "shape:"
"""What the names of findings by SHACL shapes begin with."""


def cards() -> tuple[RuleCard, ...]:
    """What is said of each rule there is, by name."""
    return tuple(RULES[name].card for name in RULES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What is asked for: by the command, and by the settings where the command says nothing."""

    settings: Settings
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    def demand_known(self) -> None:
        """
        Make sure that every name stands for a rule.

        Raises:
            MisuseError: one stands for none.
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

    def wants(self, card: RuleCard) -> bool:
        """Whether a rule shall run."""
        wanted = self.select or self.settings.select
        ignored = self.ignore if self.select else (*self.ignore, *self.settings.ignore)
        return (not wanted or answers(card, wanted)) and not answers(card, ignored)

    def severity(self, card: RuleCard) -> Severity:
        """
        How grave the findings of a rule are: a level for its name goes before one for its group.
        """
        levels = dict(self.settings.levels)
        for name in (card.name, *card.aliases, *reversed(card.groups)):
            if name in levels:
                return levels[name]
        return card.severity


def answers(card: RuleCard, names: Sequence[str]) -> bool:
    """Whether one of some names, groups or aliases stands for a rule."""
    return any(name == card.name or name in card.groups or name in card.aliases for name in names)


def rule_book(names: Sequence[str]) -> RuleBook:
    """
    The rules that some names, groups or aliases stand for, or all.

    Raises:
        UnknownNameError: a name stands for none.
    """
    known = _names()
    for name in names:
        if name not in known:
            raise UnknownNameError("rule, group or alias", name, known)
    return RuleBook(cards=tuple(card for card in cards() if not names or answers(card, names)))


def demand_rules(names: Iterable[str], path: str, line: int) -> None:
    """
    Make sure that the names on a line of a file stand for rules.

    Raises:
        MisuseError: one stands for none.
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
