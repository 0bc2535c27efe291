"""Findings, rules and accounts of sources as readable text."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from guidegraph.model.accounting import Account, Accounts, Gap, GapKind, Unit
from guidegraph.model.excerpt import first_words
from guidegraph.model.findings import Finding, Severity
from guidegraph.model.report import Report, RuleBook, RuleCard
from guidegraph.render.format import RenderOptions
from guidegraph.render.phrases import scope_of, spaced
from guidegraph.render.text.screen import drawing


__all__ = ["draw"]

_STYLES = {Severity.ERROR: "grave", Severity.WARNING: "notable", Severity.INFO: "quiet"}
_MOST = 10
"""How many findings of a rule are shown of each target, if not all are asked for."""


def _report(report: Report, page: RenderOptions) -> Iterator[RenderableType]:
    """
    The findings by edition and item, each with its place, its quote and its fix; then the counts.
    """
    for edition, found in groupby(report.findings, key=lambda finding: finding.edition):
        findings = list(found)
        yield Text(edition, style="title")
        shown, left = (findings, {}) if page.everything else _firsts(findings)
        for item, these in groupby(shown, key=lambda finding: finding.items[:1]):
            yield Padding(Text(item[0] if item else "as a whole"), (0, 0, 0, 2))
            for finding in these:
                yield from _finding(finding)
        for rule, count in left.items():
            line = Text(f"and {count} more by {rule}: see them with --all", style="quiet")
            yield Padding(line, (0, 0, 0, 2))
        yield Text("")
    yield Text(_counts(report))
    if scope := scope_of(report):
        yield Text(scope)


def _firsts(findings: Sequence[Finding]) -> tuple[list[Finding], dict[str, int]]:
    """The first findings of each rule, and how many more there are."""
    seen: Counter[str] = Counter()
    shown = []
    for finding in findings:
        seen[finding.rule] += 1
        if seen[finding.rule] <= _MOST:
            shown.append(finding)
    return shown, {rule: n - _MOST for rule, n in sorted(seen.items()) if n > _MOST}


def _finding(finding: Finding) -> Iterator[RenderableType]:
    head = Text(f"    {finding.severity:<8}", style=_STYLES[finding.severity], no_wrap=True)
    head.append(f" {finding.rule}", style="none")
    if finding.source:
        head.append(f"  {finding.source.path}:{finding.source.line}", style="place")
        if finding.source.column:
            head.append(f":{finding.source.column}", style="place")
    yield head
    yield Padding(Text(spaced(finding.message)), (0, 0, 0, 6))
    if finding.quote and spaced(finding.quote) not in finding.message:
        yield Padding(Text(f"» {spaced(finding.quote)}", style="quiet"), (0, 0, 0, 6))
    others = finding.items[1:]
    if others:
        more = f" and {len(others) - 5} more" if len(others) > 5 else ""
        yield Padding(Text(f"also {', '.join(others[:5])}{more}", style="quiet"), (0, 0, 0, 6))
    if finding.fix:
        how = "" if not finding.fix.replacements else " (--fix)"
        if how and not finding.fix.safe:
            how = " (--fix --unsafe-fixes)"
        yield Padding(Text(f"fix: {finding.fix.title}{how}", style="good"), (0, 0, 0, 6))


def _counts(report: Report) -> str:
    names = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "info"}
    parts = [
        f"{count} {names[severity]}{'s' if count != 1 and severity is not Severity.INFO else ''}"
        for severity, count in report.counts.items()
        if count
    ]
    nothing = "Nothing found" if any(report.scope.values()) else "Nothing was checked"
    said = ", ".join(parts) if report.findings else nothing
    more = []
    if report.suppressed:
        more.append(f"{len(report.suppressed)} suppressed")
    if report.known:
        more.append(f"{len(report.known)} known before")
    where = f" in {len(report.targets)} {'target' if len(report.targets) == 1 else 'targets'}"
    return f"{said}{where}" + (f" ({', '.join(more)})." if more else ".")


def _rules(book: RuleBook, page: RenderOptions) -> str | tuple[Table]:
    """A line for each rule; or, if they were asked for by name, each in full."""
    if page.everything:
        return "\n".join(_explained(card) for card in book.cards)
    table = Table.grid(padding=(0, 2, 0, 0))
    for card in book.cards:
        table.add_row(card.name, Text(card.severity, style=_STYLES[card.severity]), card.summary)
    return (table,)


def _explained(card: RuleCard) -> str:
    head = [
        f"# {card.name}",
        f"{card.severity} · {', '.join(card.groups)} · since {card.since}"
        + (f" · also named {', '.join(card.aliases)}" if card.aliases else ""),
    ]
    return "\n\n".join([*head, card.documentation]) + "\n"


_FIRST = 10
_QUOTED = 16


def _accounts(accounts: Accounts, page: RenderOptions) -> Iterator[RenderableType]:
    """For each source the share accounted for, and the first places where it is not."""
    yield from (line for account in accounts.accounts for line in _lines(account, page))


def _lines(account: Account, page: RenderOptions) -> Iterator[Text]:
    # Rounded down: 100 % is shown only where nothing at all is missing.
    share = math.floor(account.share * 10_000) / 100
    percent = "100 %" if account.complete else f"{min(share, 99.99):.2f} %"
    yield Text.assemble(
        (account.edition.id, "place"),
        "  ",
        (percent, "good" if account.complete else "grave"),
        f"  {account.accounted} of {account.words} {account.unit} accounted for",
        _shares(account),
    )
    shown = account.gaps if page.everything else account.gaps[:_FIRST]
    for gap in shown:
        place = f"page {gap.page}: " if gap.page else f"line {gap.line}: " if gap.line else ""
        yield Text.assemble(f"  {place}", *_gap(gap, account.unit), no_wrap=True)
    if len(account.gaps) > len(shown):
        yield Text(f"  and {len(account.gaps) - len(shown)} more places: see them with --all")


def _shares(account: Account) -> str:
    """Where they are kept, for a source that is data."""
    shares = account.shares
    if not shares:
        return ""
    return (
        f": {shares['items']} in items, {shares['edition']} about the edition, "
        f"{shares['residue']} kept beside them; {account.words - account.accounted} unaccounted"
    )


def _gap(gap: Gap, unit: Unit) -> Iterator[str | tuple[str, str]]:
    words = first_words(" ".join(gap.words), _QUOTED)
    match gap.kind:
        case GapKind.UNACCOUNTED:
            yield f"the source has {unit} that are not accounted for: "
            yield (f"“{words}”", "added")
        case GapKind.MISSING:
            yield f"{gap.owner} has {unit} that the source does not have here: "
            yield (f"“{words}”", "removed")
        case GapKind.STALE:
            yield f"{gap.owner} was built from another text, as at "
            yield (f"“{words}”", "notable")
            yield "; if the text is right now, run 'guidegraph build'"


draw = drawing(
    {
        Report: _report,
        RuleBook: _rules,
        Accounts: _accounts,
    }
)
