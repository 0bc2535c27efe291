"""axe-core, which knows the rules of accessible pages."""

from __future__ import annotations

from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from playwright.sync_api import Page


__all__ = ["violations"]


def violations(page: Page) -> list[str]:
    """What axe-core finds wrong with a page, by all of its rules that are on by default."""
    from axe_playwright_python.sync_playwright import Axe

    results = Axe().run(page).response
    assert results["passes"], "axe-core looked at nothing"
    return [
        f"{rule['id']}: {node['target']}: {node['failureSummary']}: {node['html'][:200]}"
        for rule in results["violations"]
        for node in rule["nodes"][:5]
    ]
