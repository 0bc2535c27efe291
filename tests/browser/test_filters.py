"""The choice of what is shown: changes by kind and part, findings by severity, edition and rule."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from tests.browser.reading import Opening
from tests.browser.sites import Sites


if TYPE_CHECKING:
    from playwright.sync_api import Page


pytestmark = pytest.mark.browser

DIFF = "bundled/combined/changes/2013-peer.html"
FINDINGS = "bundled/findings.html"


@pytest.fixture
def diff(sites: Sites, open_for: Opening) -> Page:
    """The page of a diff."""
    return open_for(sites.on_disk(DIFF))


@pytest.fixture
def findings(sites: Sites, open_for: Opening) -> Page:
    """The page of findings."""
    return open_for(sites.on_disk(FINDINGS))


def test_the_count_is_what_is_shown(diff: Page) -> None:
    """The page says how many of its changes it shows, and shows as many."""
    assert _shown(diff) == _changes(diff, ".change:visible")
    assert 0 < _shown(diff) < _changes(diff, ".change")


def test_kinds_of_changes_are_chosen(diff: Page) -> None:
    """Without a kind its changes are hidden, those of all others shown, and the count follows."""
    before, count = _shown(diff), diff.locator(".change[data-kind~=meaning]").count()
    diff.get_by_label("changed in meaning").uncheck()

    assert 0 == diff.locator(".change[data-kind~=meaning]:visible").count()
    assert before - count == _shown(diff) == _changes(diff, ".change:visible")
    assert count > 0


def test_changes_of_one_value_are_chosen(diff: Page) -> None:
    """With a value chosen only its changes are shown, under its heading alone."""
    diff.get_by_role("combobox", name="in", exact=True).select_option(
        "7. Peer supporters are honest and direct"
    )

    assert ["7. Peer supporters are honest and direct"] == diff.locator(
        ".part:visible > h2"
    ).all_inner_texts()
    assert _shown(diff) == _changes(diff, ".part:visible .change:visible") > 0


def test_all_changes_are_shown_again(diff: Page) -> None:
    """One button shows all changes, of kinds that are hidden at first, too."""
    diff.get_by_role("combobox", name="in", exact=True).select_option(
        "7. Peer supporters are honest and direct"
    )
    diff.get_by_role("button", name="Show all changes").click()

    assert _shown(diff) == _changes(diff, ".change:visible")
    assert _changes(diff, ".change") == _shown(diff)


def test_a_link_shows_a_hidden_change(diff: Page, open_for: Opening) -> None:
    """A link to a change that is hidden shows it, on the page and from elsewhere."""
    hidden = diff.locator(".change[hidden]").first
    id_ = hidden.get_attribute("id")
    diff.evaluate("id => { location.hash = id; }", id_)
    diff.locator(f"#{id_}").wait_for(state="visible")
    again = open_for(f"{diff.url.partition('#')[0]}#{id_}")

    assert again.locator(f"#{id_}").is_visible()
    assert again.locator(f"#{id_}").evaluate("element => element.matches(':target')")


def test_the_summary_counts_what_there_is(diff: Page) -> None:
    """The numbers beside the kinds are those of the changes on the page."""
    told = {
        box.get_attribute("value"): int(box.locator("xpath=../span[@class='count']").inner_text())
        for box in diff.locator("[name=kind]").all()
    }
    there = Counter(kind for kinds in _kinds(diff, ".change") for kind in kinds)

    assert there == told


def test_changes_are_ordered_by_weight(diff: Page) -> None:
    """By weight the changes are one list, the most important first; by place they are as before."""
    order = diff.get_by_role("combobox", name="Order", exact=True)
    before = _attributes(diff, ".change", "id")
    order.select_option("by weight")
    weights = [float(weight) for weight in _attributes(diff, ".change:visible", "data-weight")]

    assert ["All changes, by weight"] == diff.locator(".part:visible > h2").all_inner_texts()
    assert sorted(weights, reverse=True) == weights
    assert len({*weights}) > 1
    assert "lost" == _kinds(diff, ".change:visible")[0][0]
    order.select_option("by place")
    assert before == _attributes(diff, ".change", "id")
    assert 0 == diff.locator("#by-weight:visible").count()


def _attributes(page: Page, selector: str, name: str) -> list[str]:
    return [each.get_attribute(name) or "" for each in page.locator(selector).all()]


def _kinds(page: Page, selector: str) -> list[list[str]]:
    return [kinds.split() for kinds in _attributes(page, selector, "data-kind")]


def _changes(page: Page, selector: str) -> int:
    """How many changes there are: what is replaced at its place is two, shown as one."""
    return sum(map(len, _kinds(page, selector)))


@pytest.mark.parametrize(
    ("label", "name"), [("Severity", "severity"), ("Edition", "edition"), ("Rule", "rule")]
)
def test_findings_are_chosen(label: str, name: str, findings: Page) -> None:
    """With a weight, an edition or a rule chosen only its findings are shown, and counted."""
    choice = findings.get_by_role("combobox", name=label, exact=True)
    value = choice.locator("option").nth(1).inner_text()
    choice.select_option(value)
    shown = findings.locator(".finding:visible")

    assert {value} == {each.get_attribute(f"data-{name}") for each in shown.all()}
    every = findings.locator(".finding").count()
    assert f"{shown.count()} of {every} shown" == findings.locator("#shown").inner_text()


def test_a_link_shows_a_hidden_finding(findings: Page) -> None:
    """A link to a finding that is hidden shows it."""
    findings.get_by_role("combobox", name="Severity", exact=True).select_option("error")
    id_ = findings.locator(".finding[hidden]").first.get_attribute("id")
    findings.evaluate("id => { location.hash = id; }", id_)
    findings.locator(f"#{id_}").wait_for(state="visible")

    assert "" == findings.get_by_role("combobox", name="Severity", exact=True).input_value()


def test_an_odd_address_harms_nothing(sites: Sites, open_for: Opening) -> None:
    """A part of the address that no page understands leaves every page as it is."""
    for path in (DIFF, FINDINGS, "bundled/glossary.html", "bundled/search.html"):
        for fragment in ("%", "%E0%A4%A", "<script>", "a b", "seek"):
            page = open_for(f"{sites.on_the_web(path)}#{fragment}")
            page.close()


def _shown(page: Page) -> int:
    """How many changes the page says it shows."""
    said = re.fullmatch(r"Showing (\d+) of (\d+) changes\.", page.locator("#shown").inner_text())
    assert said is not None
    assert _changes(page, ".change") == int(said[2])
    return int(said[1])
