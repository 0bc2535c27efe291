"""Tricky editions: what a rule must see, and what it must let pass."""

from __future__ import annotations

from dataclasses import replace

import pytest

from guidegraph.check.run import EditionSubject, Request, check
from guidegraph.model.edition import SourceKind
from tests.check.builders import TODAY, edition, edition_subject, with_source


LIST = "## Value 1) TRUST\n\n### Practice: BUILD TRUST\n\n{}\n"
GLOSSARY = "{}\n\n## GLOSSARY\n\n### Term: PEER SUPPORTER\n\n{}\n"


def listed(*statements: str) -> str:
    """A value with some practice statements."""
    return LIST.format("\n".join(f"- {statement}" for statement in statements))


def prose(text: str) -> str:
    """A section with a paragraph."""
    return f"## Purpose\n\n{text}\n"


KIND = [f"Peer supporters are {word}." for word in ("kind", "fair", "open", "wise")]

# A rule; an outline; the items of its findings.
CASES = [
    # Case and marks do not count; a short entry may stand in two lists, not twice in one.
    ("duplicate-statement", listed("Respect privacy.", "RESPECT PRIVACY"),
     [("value/1/practice/1", "value/1/practice/2")]),
    ("duplicate-statement", listed("Surveys.") + "\n## Value 2) HOPE\n\n### Practice: X\n\n"
     "- Surveys.\n", []),
    # A word more makes no other statement; another verb and object do.
    ("near-duplicate-statement", listed(
        "Peer supporters respect the privacy of each person they meet at work.",
        "Peer supporters respect the privacy of each and every person they meet at work."),
     [("value/1/practice/2", "value/1/practice/1")]),
    ("near-duplicate-statement", listed(
        "Peer supporters use language that reflects a mutual relationship with others.",
        "Peer supporters behave in ways that reflect respect and mutuality with others."), []),
    # A number 1 begins a new list; letters between are no gap.
    ("odd-numbering", "## A\n\n1. One thing\n2. Another thing\n\nText between.\n\n1. One more\n",
     []),
    ("odd-numbering", "## A\n\n1. One thing\n2. Another thing\n2. A third\n",
     [("section/a/3",)]),
    # A list that reads on as one sentence, a question, and a list without any stops.
    ("terminal-punctuation", listed("to be honest;", "to be kind; and", "to be fair."), []),
    ("terminal-punctuation", listed("Be honest.", "Ask “why?”", "Be kind (always)."), []),
    ("terminal-punctuation", listed("honesty", "kindness", "fairness"), []),
    ("terminal-punctuation", listed("Honesty", "Kindness.", "Fairness", "Care"),
     [("value/1/practice/2",)]),
    # Names have capitals within sentences.
    ("missing-sentence-break", prose("It is for peers of the Military and others. The military "
                                     "is large. We thank our Military friends, and the navy."), []),
    ("missing-sentence-break", prose("It was drafted by many Peer Specialists, as peers do."), []),
    ("missing-sentence-break", prose("They help peers and families Peers are equal. So be it."),
     [("section/purpose/1",)]),
    # A noun that is a plural, and one that only ends in s; a verb in -s.
    ("number-disagreement", prose("A clear, honest and open process is due. An open and fair "
                                  "processes are due."), [("section/purpose/1",)]),
    ("number-disagreement", prose("It is a kind and generous means of help. Mean people are few."),
     []),
    ("number-disagreement", prose("A peer or friend helps with work. They help and work."), []),
    ("number-disagreement", prose("It takes a number of peers and friends to help a friend."), []),
    # Another person of the verb, and a plural, are no slip.
    ("subject-slip", listed(*KIND, "Peer support is fair."), []),
    ("subject-slip", listed(*KIND, "Peer supports are fair."), [("value/1/practice/5",)]),
    ("subject-slip", prose("It may make other people uncomfortable."), []),
    ("subject-slip", prose("It may make other uncomfortable."), [("section/purpose/1",)]),
    ("wrong-verb-form", prose("The word refers to set of tools, and to people who set goals."), []),
    # "More than 800" and "nearly 1,000" can both be right, "over 1,000" and "nearly 1,000" cannot.
    ("conflicting-figures", prose("More than 800 people responded to surveys.\n\n"
                                  "Nearly 1,000 people responded to the survey."), []),
    ("conflicting-figures", prose("Over 1,000 people responded to surveys.\n\n"
                                  "Nearly 1,000 people responded to the survey."),
     [("section/purpose/1", "section/purpose/2")]),
    ("conflicting-figures", prose("98% of the peers agreed.\n\n45% of the peers agreed."), []),
    ("conflicting-figures", prose("The survey of 2013 had 400 responses.\n\n"
                                  "The survey of 2012 had 100 responses."), []),
    # Addresses that differ in a figure, or by a plural, are two.
    ("mistyped-address", prose("See http://a.org/part1 and http://a.org/part2."), []),
    ("mistyped-address", prose("See http://www.samsha.gov/ of SAMHSA."), [("section/purpose/1",)]),
    ("mistyped-address", prose("See http://www.reading.org/ and http://www.readings.org/."), []),
    # Values are numbered here, versions are not.
    ("dangling-reference", "## Value 1) HOPE\n\nSee value 1, version 3 and section 9.\n", []),
    ("dangling-reference", "## Value 1) HOPE\n\nSee the Appendix.\n\n## Appendix\n\nHere.\n", []),
    ("dangling-reference", "## Value 1) HOPE\n\nSee the Appendix.\n", [("value/1",)]),
    # Spelt right, and listed patterns within longer words.
    ("misspelling", prose("Eligibility, ability, stability and mobility are capabilities."), []),
    ("misspelling", prose("See https://recieve.org/managment for more."), []),
    ("spelling-variants", prose("A day to day task. A day-to-day task."), []),
    ("spelling-variants", prose("Health care matters. Healthcare matters."),
     [("section/purpose/1",)]),
    ("missing-space", prose("See www.a.org,b and e-mail a.b@c.org; well-being, 9:30, either/or."),
     []),
    ("repeated-word", prose("He had had enough. We hope that that helps. No, no."), []),
    ("unbalanced-brackets", prose("It includes: 1) websites, 2) letters (by mail) and c) more."),
     []),
    ("unbalanced-brackets", prose("It includes letters (by mail and more."),
     [("section/purpose/1",)]),
    ("confusable-word", prose("The tea is complimentary. Users get complementary tea."), []),
    ("foreign-term", prose("The bank has clients."), []),
    ("inconsistent-role-names", prose("Peer supporters meet non-peer staff."), []),
    ("inconsistent-role-names", prose("A peer supporter is a peer worker."),
     [("section/purpose/1",)]),
    # A part of the glossary's own words is no other definition; nor is an adjective.
    ("differing-definitions", GLOSSARY.format(
        prose("A peer supporter is someone who has recovered. Peer supporters are kind."),
        "A peer supporter is someone who has recovered, and helps others."), []),
    ("differing-definitions", GLOSSARY.format(
        prose("We train peer supporters, which are the employees of an agency."),
        "A peer supporter is someone who has recovered."),
     [("section/purpose/1", "term/peer-supporter")]),
    ("unused-term", GLOSSARY.format(prose("Peer supporters’ work is hard."), "Someone."), []),
    ("undefined-term", GLOSSARY.format(prose("Ask why."), "Someone asks “why?” and “how”."), []),
    ("undefined-abbreviation", prose("The World Health Organization wrote it. The WHO says so."),
     []),
    ("missing-part", "## A\n\nText.\n\n## B\n\nText.\n\n## C\n\n### D\n\nText.\n\n## E\n\nText.\n",
     []),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "outline", "expected"), CASES)
def test_editions(rule: str, outline: str, expected: list[tuple[str, ...]]) -> None:
    """Each case says what a rule finds."""
    report = check(Request(today=TODAY, select=(rule,)), (edition_subject(outline),), ())

    assert expected == [finding.items for finding in report.findings]


# A rule; the outline of a companion; the outline that is checked; edition and items of findings.
PAIRS = [
    # What was moved to another list, or merged, is not gone.
    ("dropped-without-successor",
     listed("Peer supporters keep promises at all times.", "Peer supporters respect privacy."),
     listed("Peer supporters respect privacy.")
     + "\n## Value 2) HONESTY\n\n### Practice: BE HONEST\n\n"
     "- Peer supporters keep promises at all times.\n", []),
    # One mistake is fixed here, one is made here.
    ("near-homograph-change",
     listed("Those may make other uncomfortable at times, and it cannot be helped."),
     listed("Those may make others uncomfortable at times, and it cannot be helped."),
     [("old", "value/1/practice/1")]),
    ("near-homograph-change",
     listed("The document includes all of the values that peers agree on."),
     listed("The document included all of the values that peers agree on."), []),
    ("near-homograph-change",
     listed("The organisation honours all of the values that peers agree on."),
     listed("The organization honors all of the values that peers agree on."), []),
    # Case and punctuation make no other name.
    ("label-differs-from-companion",
     "## Value 1) TRUST\n\n### Practice: SEE WHAT’S STRONG, NOT WHAT’S WRONG\n\n- See it.\n",
     "## Value 1) TRUST\n\n### Practice: See what's strong not what's wrong\n\n- See it.\n", []),
    # Words that are quoted as they stand, and words of nobody.
    ("quotation-differs",
     prose("People are seen as objects of treatment rather than human beings."),
     prose("They say “people are seen as objects of treatment rather than human beings”, and “no "
           "word of this was ever written by them”."), []),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "old", "new", "expected"), PAIRS)
def test_companions(rule: str, old: str, new: str, expected: list[tuple[str, str]]) -> None:
    """Each case says what a rule finds between two editions."""
    subject = edition_subject(new, "new", edition(old, "old"))
    report = check(Request(today=TODAY, select=(rule,)), (subject,), ())

    assert expected == [(finding.edition, *finding.items) for finding in report.findings]


def test_bullets_of_a_whole_cell() -> None:
    """Where none of the items that stand together has a bullet, none has lost it."""
    outline = "### Item: ROLES\n\n- Ask.\n- Tell.\n- Show.\n- Help.\n"
    source = "ROLES\nAsk.\nTell.\nnext cell\n• Show.\n• Help.\n"
    subject = with_source(edition_subject(outline), source)
    report = check(Request(today=TODAY, select=("lost-bullet",)), (subject,), ())

    assert () == report.findings


def test_lost_notes() -> None:
    """A mark of a footnote in the source that no line begins with again points nowhere."""
    outline = "## Co-supervision\n\nThe word is avoided. It is told why.\n"
    source = "Co-supervision**\nThe word is avoided.* It is told why.\n* In a note.\n"
    subject = with_source(edition_subject(outline), source)
    report = check(Request(today=TODAY, select=("dangling-reference",)), (subject,), ())

    assert ["section/co-supervision"] == [finding.items[0] for finding in report.findings]
    assert 1 == report.findings[0].source.line if report.findings[0].source else 0


@pytest.mark.parametrize(
    ("rule", "outline", "line", "safe"),
    [
        ("missing-space", prose("Peers are mutual –Both benefit."), "mutual – Both", False),
        ("misspelling", prose("The eligiblity is told."), "The eligibility", False),
        ("misspelling", prose("Recieve what is told."), "Receive what", False),
        ("doubled-space", prose("The guidelines  are for all."), "guidelines are", True),
        ("terminal-punctuation", listed("Be kind", "Be fair.", "Be open."), "Be kind.", False),
    ],
)
def test_fixes(rule: str, outline: str, line: str, *, safe: bool) -> None:
    """A fix mends the line of the outline; what a reader could notice is not safe."""
    outline = f"# Guide\n\n{outline}"
    report = check(Request(today=TODAY, select=(rule,)), (edition_subject(outline),), ())
    fix = report.findings[0].fix

    assert fix is not None
    assert safe is fix.safe
    replacement = fix.replacements[0]
    before = outline.split("\n")[replacement.place.line - 1]
    assert line in before.replace(replacement.old, replacement.new)


GERMAN = """
## Grundsätze

- Die Begleitung ist für die Person da, die die Hilfe sucht, und nicht für das Amt.
- Das Team achtet auf den Rythmus der „Gruppe“ und auf die Vor- und Nachteile (EX-IN).
- Der Austausch ist freiwillig –Niemand wird gezwungen, siehe Abschnitt 9.
"""


@pytest.mark.parametrize("stated", ["en", "de", "de-AT"])
def test_rules_of_english(stated: str) -> None:
    """Rules about English words are not applied to German, whether the edition says so or not."""
    subject = edition_subject(GERMAN)
    said = replace(subject.context.edition, language=stated)
    german = replace(subject, context=replace(subject.context, edition=said))

    report = check(Request(today=TODAY), (german,), ())
    assert () == report.findings
    assert "misspelling" not in report.applied
    assert "duplicate-statement" in report.applied


def test_numbers_in_data() -> None:
    """In a table, a gap in the numbers is no mistake, and a repeated number is one."""
    text = "## Rules\n\n1. Sign in at the desk\n3. Wear a badge\n3. Close the door\n"
    subject = edition_subject(text)
    data = replace(subject.context.edition, source_kind=SourceKind.TABLE)
    table = replace(subject, context=replace(subject.context, edition=data))
    request = Request(today=TODAY, select=("odd-numbering",))

    def quotes(of: EditionSubject) -> list[str]:
        return [finding.quote for finding in check(request, (of,), ()).findings]

    assert ["3. Wear a badge", "3. Close the door"] == quotes(subject)
    assert ["3 Close the door"] == quotes(table)
