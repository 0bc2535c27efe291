"""What is exempt from being reported, why, and until when."""

from __future__ import annotations

import time
from datetime import date

import pytest

from guidegraph.check.exempt import baseline_ids, baseline_of, exemptions_in
from guidegraph.check.fixes import apply_fixes, as_diff
from guidegraph.check.run import Request, check
from guidegraph.importers.manifest import settings_from_toml
from guidegraph.model.errors import FormatError, MisuseError
from guidegraph.model.findings import Finding, Fix, Place, Replacement, Severity
from guidegraph.model.report import Exemption, Report, Settings
from tests.check.builders import TODAY, edition, edition_subject, vocabulary


BAD = (
    "@prefix : <http://example.org/> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
    ':a a skos:Concept ; skos:prefLabel "A"@en, "B"@en .\n'
    ':b a skos:Concept ; skos:prefLabel "C"@en, "D"@en .\n'
)


def _report(*exemptions: Exemption, **options: object) -> Report:
    request = Request(
        today=TODAY,
        select=("several-preferred-labels", "suppressions"),
        settings=Settings(exemptions=exemptions),
        **options,  # type: ignore[arg-type]
    )
    return check(request, (), (vocabulary(BAD),))


@pytest.mark.parametrize(
    ("rules", "items", "left"),
    [
        ("several-preferred-labels", ("http://example.org/a",), 1),
        ("qskos:ipl", ("http://example.org/a",), 1),
        ("integrity", ("http://example.org/*",), 0),
        ("several-preferred-labels", (), 0),
        ("several-preferred-labels", ("http://example.org/x*",), 2),
        ("mapping-clash", (), 2),
    ],
)
def test_exemptions(rules: str, items: tuple[str, ...], left: int) -> None:
    """Names, groups, aliases and beginnings of items are understood; what is exempt stays in."""
    report = _report(Exemption(rules=(rules,), items=items, reason="known"))

    assert left == len(report.findings)
    assert 2 - left == len(report.suppressed)
    assert all(f.suppression and f.suppression.reason == "known" for f in report.suppressed)


def test_until() -> None:
    """The last day counts; after it the finding is reported again, and so is the suppression."""
    rules, items = ("several-preferred-labels",), ()
    holds = _report(Exemption(rules=rules, items=items, reason="x", until=TODAY))
    over = _report(Exemption(rules=rules, items=items, reason="x", until=date(2026, 1, 30)))

    assert [] == [finding.rule for finding in holds.findings]
    assert {"several-preferred-labels", "expired-suppression"} == {f.rule for f in over.findings}


def test_a_bomb_is_harmless() -> None:
    """What would be a pattern that never ends is a name like any other."""
    bomb = "(a+)+" * 5000 + "*"
    start = time.perf_counter()
    report = _report(Exemption(rules=("several-preferred-labels",), items=(bomb,) * 50, reason="x"))

    assert 2 == len(report.findings)
    assert time.perf_counter() - start < 2


@pytest.mark.parametrize(
    ("suppression", "problem"),
    [
        ("ignore", "without a rule"),
        ("ignore name-given-to-another", "no reason"),
        ("ignore name-given-to-another until=soon: later", "not a date: 'soon'"),
        ("ignore: because", "without a rule"),
        ("forget name-given-to-another: because", "not an instruction"),
        ("ignore no-such-rule: because", "unknown rule, group or alias 'no-such-rule'"),
        ("ignore no-such-rule until=2030-01-01: because", "unknown rule"),
    ],
)
def test_suppressions_without_a_meaning(suppression: str, problem: str) -> None:
    """A suppression that is not valid is refused, with its line."""
    text = f"# Guide\n\n<!-- guidegraph: {suppression} -->\n## Purpose\n\nWhy.\n"

    with pytest.raises((FormatError, MisuseError), match=problem) as caught:
        list(exemptions_in(text, edition(text), "edition.md"))
    assert "edition.md:3: " in str(caught.value)


def test_suppressions_are_for_the_next_item() -> None:
    """`ignore` is for the item that begins next, `ignore-file` for all; lines may be broken."""
    text = (
        "# Guide\n\n## Purpose\n\n"
        "<!-- guidegraph: ignore shapes, qskos:ol\n     until=2030-01-31: why: because -->\n"
        "First.\n\nSecond.\n\n"
        "<!-- guidegraph: ignore-file shapes: all of it -->\n<!-- a remark -->\n"
    )
    first, second = exemptions_in(text, edition(text), "edition.md")

    assert ("section/purpose/1",) == first.items
    assert ("shapes", "qskos:ol") == first.rules
    assert ("why: because", date(2030, 1, 31)) == (first.reason, first.until)
    assert (5, ()) == (first.place.line if first.place else 0, second.items)


def test_an_unused_suppression_is_fixed() -> None:
    """A suppression without effect is reported with a fix that removes it, and nothing else."""
    text = "# Guide\n\n## Purpose\n\n<!-- guidegraph: ignore expired-suppression: why -->\nWords.\n"
    report = check(Request(today=TODAY), (edition_subject(text),), ())
    (finding,) = report.findings
    path = "guide/edition.md"
    after, done = apply_fixes({path: text}, report.findings, unsafe=False)

    assert ("unused-suppression", Severity.INFO) == (finding.rule, finding.severity)
    assert Place(path=path, line=5) == finding.source
    assert (finding,) == done
    assert "# Guide\n\n## Purpose\n\n\nWords.\n" == after[path]
    assert "-<!-- guidegraph: ignore expired-suppression: why -->\n" in as_diff({path: text}, after)


def _fixed(old: str, new: str, line: int = 1, *, safe: bool = True, path: str = "a.md") -> Finding:
    replacement = Replacement(place=Place(path=path, line=line), old=old, new=new)
    fix = Fix(title="mend", safe=safe, replacements=(replacement,))
    return Finding(
        rule="r", severity=Severity.INFO, edition="e", items=(old,), message="m", fix=fix
    )


@pytest.mark.parametrize(
    ("findings", "expected"),
    [
        ([_fixed("one", "two")], "two and more\nnext"),
        ([_fixed("one", "two"), _fixed("one", "three")], "two and more\nnext"),
        ([_fixed("o", "x")], None),
        ([_fixed("next", "last", 9)], None),
        ([_fixed("one", "two", safe=False)], None),
        ([_fixed("one", "two", path="source.txt")], None),
    ],
)
def test_fixes_fit_or_are_left_out(findings: list[Finding], expected: str | None) -> None:
    """Words that stand twice, or nowhere, or in a file that is not a target, stay as they are."""
    after, _ = apply_fixes({"a.md": "one and more\nnext"}, findings, unsafe=False)

    assert ({} if expected is None else {"a.md": expected}) == after


def test_unsafe_fixes() -> None:
    """An unsafe fix is applied where it is asked for."""
    findings = [_fixed("one", "two", safe=False)]

    assert {"a.md": "two"} == apply_fixes({"a.md": "one"}, findings, unsafe=True)[0]


def test_baseline() -> None:
    """What is in the baseline is not reported again, what is new is."""
    before = _report()
    body = baseline_of(before.findings[:1]).encode()
    after = _report(known=baseline_ids(body, "baseline.json"))

    assert before.findings[1:] == after.findings
    assert before.findings[:1] == after.known
    assert body == baseline_of([*before.findings[:1], *after.known]).encode()


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b"\xff", b'{"findings": [1]}', b"[" * 99_999])
def test_what_is_no_baseline(body: bytes) -> None:
    """Another file is refused with a way to make a baseline."""
    with pytest.raises(FormatError, match="--write-baseline"):
        baseline_ids(body, "baseline.json")


def test_settings() -> None:
    """The table `[check]` says which rules run, how grave they are, and what is exempt."""
    settings = settings_from_toml(
        'ignore = ["qskos"]\n[levels]\nlabels = "info"\nmissing-label = "error"\n'
        '[[suppress]]\nrule = "missing-label"\nitem = "http://a.org/x"\n'
        'reason = "to come"\nuntil = 2027-01-31\n',
        "check.toml",
    )

    assert ("qskos",) == settings.ignore
    assert (("labels", Severity.INFO), ("missing-label", Severity.ERROR)) == settings.levels
    assert date(2027, 1, 31) == settings.exemptions[0].until


@pytest.mark.parametrize(
    ("toml", "problem"),
    [
        ("[levels]\nlabels = 'grave'", "'grave' is not one of the choices"),
        ("[[suppress]]\nrule = 'x'", "reason: missing"),
        ("[[suppress]]\nreason = 'x'", "rule: missing"),
        ("[[suppress]]\nrule = 'x'\nreason = 'y'\nuntil = 'soon'", "not a date: 'soon'"),
        ("[[suppress]]\nrule = 'x'\nreason = 'y'\nwhen = 1", "when: an unknown key"),
        ("pick = []", "pick: an unknown key"),
    ],
)
def test_settings_that_mean_nothing(toml: str, problem: str) -> None:
    """A setting that means nothing is an error with its place."""
    with pytest.raises(FormatError, match=problem):
        settings_from_toml(toml, "check.toml")


def test_levels() -> None:
    """A level for a rule goes before one for its group."""
    levels = (("integrity", Severity.INFO), ("several-preferred-labels", Severity.WARNING))
    for taken, expected in ((levels[:1], Severity.INFO), (levels, Severity.WARNING)):
        request = Request(today=TODAY, select=("skos:S14",), settings=Settings(levels=taken))
        report = check(request, (), (vocabulary(BAD),))

        assert {expected} == {finding.severity for finding in report.findings}


def test_settings_with_an_unknown_rule() -> None:
    """A rule that does not exist is an error that names the file."""
    request = Request(today=TODAY, settings=Settings(path="library.toml", ignore=("mising-label",)))

    with pytest.raises(MisuseError, match=r"library.toml: .*did you mean 'missing-label'"):
        check(request, (), ())
