"""The choice of what is shown: changes by kind and part, findings by severity, edition and rule."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from tests.browser.reading import Opening
from tests.browser.sites import Sites


if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page


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
    assert _shown(diff) == _changes(diff, ":visible")
    assert 0 < _shown(diff) < _changes(diff)


def test_kinds_of_changes_are_chosen(diff: Page) -> None:
    """With a kind chosen only its changes are shown, as many as the list says."""
    choice = _list(diff, "Kind")
    said = choice.locator("option[value=meaning]").inner_text()
    choice.select_option("meaning")

    assert all(any(each[0] == "meaning" for each in marks) for marks in _marks(diff, ":visible"))
    assert f"changed in meaning ({_shown(diff)})" == said
    assert _shown(diff) > 0


def test_filters_are_combined(diff: Page) -> None:
    """A change is shown if all that is chosen is said of it."""
    _list(diff, "Meaning").select_option("substantive")
    _list(diff, "Aspect").select_option("scope")
    diff.get_by_label("only what is unsure").check()
    shown = _marks(diff, ":visible")

    assert shown
    assert all(
        any({"substantive", "scope", "unsure"} <= {*each} for each in marks) for marks in shown
    )
    assert len(shown) == sum(
        any({"substantive", "scope", "unsure"} <= {*each} for each in marks)
        for marks in _marks(diff)
    )


def test_words_are_searched_for(diff: Page) -> None:
    """Words of the old text find a change, over the marks in it; what is said aloud does not."""
    diff.get_by_label("Text contains").fill("research and PRACTICAL application  to be")
    assert 1 == diff.locator(".change:visible").count() == _shown(diff)
    diff.get_by_label("Text contains").fill("end of removed words")

    assert 0 == diff.locator(".change:visible").count() == _shown(diff)


def test_changes_of_one_value_are_chosen(diff: Page) -> None:
    """With a value chosen only its changes are shown, under its heading alone."""
    name = "7. Peer supporters are honest and direct"
    choice = _list(diff, "Part")
    option = choice.locator("option", has_text=name)
    choice.select_option(option.get_attribute("value"))

    assert [name] == diff.locator(".part:visible > h2").all_inner_texts()
    diff.get_by_label("also: purely typographic").check()
    assert f"{name} ({_shown(diff)})" == option.inner_text()


def test_all_changes_are_shown_again(diff: Page) -> None:
    """One button shows all changes, of kinds that are hidden at first, too."""
    _list(diff, "Part").select_option(index=7)
    diff.get_by_role("button", name="Show all").click()

    assert _shown(diff) == _changes(diff, ":visible")
    assert _changes(diff) == _shown(diff)


def test_a_choice_has_an_address(diff: Page, open_for: Opening) -> None:
    """The address of a choice shows the same changes to somebody else; the bare one shows all."""
    bare = diff.url
    _list(diff, "Kind").select_option("added")
    diff.get_by_label("Text contains").fill("peer & support")
    diff.get_by_label("Text contains").fill("supervisor")
    _list(diff, "Order").select_option("weight")
    sent = open_for(diff.url)

    assert bare != diff.url
    assert _ids(diff, ":visible") == _ids(sent, ":visible")
    assert _shown(diff) == _shown(sent) < _changes(diff)
    assert "added" == _list(sent, "Kind").input_value()
    sent.get_by_role("button", name="Show all").click()
    sent.get_by_label("also: purely typographic").uncheck()
    _list(sent, "Order").select_option("")
    assert bare == sent.url


def test_an_address_of_another_page_chooses_nothing(sites: Sites, open_for: Opening) -> None:
    """What a list does not offer is not chosen."""
    page = open_for(f"{sites.on_disk(DIFF)}#kind=nonsense&part=999&unsure=2&also=added&x=%E0%A4")

    assert {""} == {_list(page, name).input_value() for name in ("Kind", "Part", "Meaning")}
    assert 0 < _shown(page) < _changes(page)


def test_a_link_shows_a_hidden_change(diff: Page, open_for: Opening) -> None:
    """A link to a change that is hidden shows it, on the page and from elsewhere."""
    hidden = diff.locator(".change.folded").first
    id_ = hidden.get_attribute("id")
    diff.evaluate("id => { location.hash = id; }", id_)
    diff.locator(f"#{id_}").wait_for(state="visible")
    again = open_for(f"{diff.url.partition('#')[0]}#{id_}")

    assert again.locator(f"#{id_}").is_visible()
    assert again.locator(f"#{id_}").evaluate("element => element.matches(':target')")


def test_the_lists_count_what_there_is(diff: Page) -> None:
    """The numbers in the lists are those of the changes on the page."""
    told: dict[str, int] = {}
    for name in ("Kind", "Meaning", "Aspect"):
        for option in _list(diff, name).locator("option:not([value=''])").all():
            count = option.inner_text().rpartition("(")[2].rstrip(")")
            told[option.get_attribute("value") or ""] = int(count)
    there = Counter(mark for marks in _marks(diff) for each in marks for mark in each)

    assert {mark: there[mark] for mark in told} == told
    assert {*there} - {"unsure", "weakened", "strengthened"} <= {*told}


def test_changes_are_ordered_by_weight(diff: Page) -> None:
    """By weight the changes are one list, the most important first; by place they are as before."""
    order = _list(diff, "Order")
    before = _ids(diff)
    order.select_option("by weight")
    weights = [float(weight) for weight in _attributes(diff, ".change:visible", "data-weight")]

    assert ["All changes, by weight"] == diff.locator(".part:visible > h2").all_inner_texts()
    assert sorted(weights, reverse=True) == weights
    assert len({*weights}) > 1
    assert "lost" == _marks(diff, ":visible")[0][0][0]
    order.select_option("by place")
    assert before == _ids(diff)
    assert 0 == diff.locator("#by-weight:visible").count()


def _attributes(page: Page, selector: str, name: str) -> list[str]:
    return [each.get_attribute(name) or "" for each in page.locator(selector).all()]


def _list(page: Page, name: str) -> Locator:
    """A list of choices by its label."""
    return page.get_by_role("combobox", name=name, exact=True)


def _ids(page: Page, state: str = "") -> list[str]:
    return _attributes(page, f".change{state}", "id")


def _marks(page: Page, state: str = "") -> list[list[list[str]]]:
    """What the changes of each article can be chosen by."""
    found = _attributes(page, f".change{state}", "data-marks")
    return [[each.split() for each in marks.split(" | ")] for marks in found]


def _changes(page: Page, state: str = "") -> int:
    """How many changes there are: what is replaced at its place is two, shown as one."""
    return sum(map(len, _marks(page, state)))


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
    assert _changes(page) == int(said[2])
    return int(said[1])
