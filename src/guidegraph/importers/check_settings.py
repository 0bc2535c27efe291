"""
Read the table `[check]` of a library, or a file that holds such a table: which rules run, how grave
they are, what is exempt and why.
"""

from __future__ import annotations

from guidegraph.importers.manifest import Table, table_from_toml
from guidegraph.model.findings import Place, Severity
from guidegraph.model.report import Exemption, Settings


__all__ = ["settings_from_table", "settings_from_toml"]


def settings_from_toml(text: str, path: str) -> Settings:
    """
    The settings in a file of their own.

    Raises:
        FormatError: it is not TOML, or says what has no meaning here.
    """
    return settings_from_table(table_from_toml(text, path))


def settings_from_table(table: Table) -> Settings:
    """
    The settings in a table.

    Raises:
        FormatError: a key or a level that has no meaning, or an exemption without its reason.
    """
    levels = table.table("levels")
    settings = Settings(
        path=table.path,
        select=table.texts("select"),
        ignore=table.texts("ignore"),
        levels=_levels(levels) if levels else (),
        exemptions=tuple(_exemption(entry) for entry in table.tables("suppress")),
    )
    table.done()
    return settings


def _levels(table: Table) -> tuple[tuple[str, Severity], ...]:
    return tuple((name, table.choice(name, Severity, table.required(name))) for name in table.keys)


def _exemption(table: Table) -> Exemption:
    item, rule = table.text("item"), table.text("rule")
    rules = (*((rule,) if rule else ()), *table.texts("rules"))
    if not rules:
        raise table.fault("rule", "missing", 'name the rule to ignore: rule = "…"')
    exemption = Exemption(
        rules=rules,
        items=(*((item,) if item else ()), *table.texts("items")),
        reason=table.required("reason"),
        target=table.text("target"),
        until=table.day("until"),
        place=Place(path=table.path, line=1),
    )
    table.done()
    return exemption
