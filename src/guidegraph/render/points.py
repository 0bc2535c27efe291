"""Where findings are, as addresses and as places in files."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

from guidegraph.model.findings import Finding
from guidegraph.model.report import Report, RuleCard, Target


__all__ = ["RULES_BASE", "focus_of", "rule_iri", "target_iri", "targets_by_name"]

RULES_BASE = "https://w3id.org/guidegraph/rules/"
"""What the IRIs of rules begin with."""


def targets_by_name(report: Report) -> Mapping[str, Target]:
    """The targets by what their findings call them."""
    return {target.name: target for target in report.targets}


def rule_iri(card_or_name: RuleCard | str) -> str:
    """The IRI of a rule; a shape has one of its own."""
    if isinstance(card_or_name, RuleCard):
        own = [alias for alias in card_or_name.aliases if "://" in alias]
        return own[0] if own else RULES_BASE + quote(card_or_name.name)
    return RULES_BASE + quote(card_or_name)


def target_iri(target: Target) -> str:
    """The IRI of what was checked; a file is named by its path."""
    return target.iri or f"urn:guidegraph:file:{quote(target.path)}"


def focus_of(finding: Finding, targets: Mapping[str, Target]) -> str:
    """The IRI of the first item of a finding, or of what was checked where the item has none."""
    target = targets.get(finding.edition)
    item = finding.items[0] if finding.items else ""
    iri = f"{target.iri}/{item}" if target is not None and target.iri and item else item
    from pyoxigraph import NamedNode

    if ":" in iri and not iri.startswith("_:"):
        try:
            return NamedNode(iri).value
        except ValueError:
            pass
    return target_iri(target) if target else f"urn:guidegraph:edition:{quote(finding.edition)}"
