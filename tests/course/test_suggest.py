"""Suggested links: what is found, how sure, what is never found again, and what strangers get."""

from __future__ import annotations

import importlib.util
import sys
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

from guidegraph.course.reader import is_test, kinds_of
from guidegraph.course.subjects import shared_words
from guidegraph.course.suggest import suggest
from guidegraph.model.changes import Ref
from guidegraph.model.course import CourseLink, LinkType
from guidegraph.model.drift import SuggestedLink
from guidegraph.model.edition import Edition, Item
from guidegraph.model.statement import Statement


ROOT = Path(__file__).parents[2]
MAPS = Path(__file__).parent / "maps"
HELD_OUT = Path(__file__).parent / "gold"
OURS = [MAPS / name for name in ("development", "evening-class", "peer-support-course")]


def _benchmark() -> ModuleType:
    spec = importlib.util.spec_from_file_location("suggest_scores", ROOT / "benchmarks/suggest.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    "folder",
    [*OURS, *([HELD_OUT] if (HELD_OUT / "gold.csv").is_file() else [])],
    ids=lambda folder: folder.name,
)
def test_more_than_plain_similarity(folder: Path) -> None:
    """More of the links that a person found are proposed than TF-IDF proposes, and fewer others."""
    benchmark = _benchmark()
    tasks = benchmark.tasks_of(folder)
    ours, plain = (benchmark.score(tasks, by) for by in (benchmark.ours, benchmark.tfidf))

    assert ours.recall >= plain.recall
    assert ours.precision > 1.5 * plain.precision
    assert ours.first > plain.first


def test_confidence_is_a_share_of_right_links() -> None:
    """Of the links of each third of confidence about as many are right as it says."""
    benchmark = _benchmark()
    tasks = [task for folder in OURS for task in benchmark.tasks_of(folder)]
    found = benchmark.score(tasks, benchmark.ours)
    total, right = found.sure

    assert total >= 20
    assert right / total >= 0.85
    for low, high in ((0.0, 0.35), (0.35, 0.7), (0.7, 1.0)):
        bins = [each for each in found.bins if low <= each[0] < high]
        count = sum(number for _, number, _ in bins)
        said = sum(mean * number for mean, number, _ in bins) / count
        assert sum(hits for *_, hits in bins) / count == pytest.approx(said, abs=0.15)


def _edition(*items: tuple[str, str, str, str | None], language: str = "en") -> Edition:
    """An edition with items of these ids, types, texts and parents; a heading has no text."""
    return Edition(
        id="guide",
        iri="https://example.org/guide",
        title="Guide",
        language=language,
        items=tuple(
            Item(
                id=id_,
                type=type_,
                pref_label=None if type_.endswith(("Statement", "Role")) else text,
                text=text if type_.endswith(("Statement", "Role")) else None,
                parent=parent,
                position=place,
            )
            for place, (id_, type_, text, parent) in enumerate(items, start=1)
        ),
    )


def _course(*statements: str, heading: str = "Module") -> Edition:
    return Edition(
        id="course",
        iri="https://example.org/course",
        title="Course",
        type="Course",
        items=(
            Item(id="module/1", type="CourseModule", pref_label=heading),
            *(
                Item(
                    id=f"module/1/statement/{place}",
                    type="CourseStatement",
                    text=text,
                    parent="module/1",
                    position=place,
                )
                for place, text in enumerate(statements, start=1)
            ),
        ),
    )


GARDEN = _edition(
    ("part/1", "CoreValue", "Beds are kept tidy", None),
    ("part/1/practice/1", "PracticeStatement", "Gardeners pull weeds before they seed.", "part/1"),
    ("part/1/role/1", "SupervisorRole", "Check that weeds are pulled before they seed.", "part/1"),
    ("part/2", "CoreValue", "Water is saved", None),
    (
        "part/2/practice/1",
        "PracticeStatement",
        "Gardeners water at dawn, while it is cool.",
        "part/2",
    ),
    ("part/2/role/1", "SupervisorRole", "Read the meter each week.", "part/2"),
    ("part/3", "CoreValue", "Visitors are welcome", None),
    ("part/3/practice/1", "PracticeStatement", "Gardeners greet visitors at the gate.", "part/3"),
    ("part/3/role/1", "SupervisorRole", "Plan who is at the gate.", "part/3"),
)


def _first(course: Edition, edition: Edition = GARDEN) -> str:
    return suggest(course, edition, least=0.0).links[0].item


def test_what_is_for_supervisors() -> None:
    """The same words lead to a practice in a course for workers, to a role below such a heading."""
    text = "Weeds are pulled before they seed."

    assert "part/1/practice/1" == _first(_course(text))
    assert "part/1/role/1" == _first(_course(text, heading="For supervisors"))


def test_what_is_refused_is_not_suggested_again() -> None:
    """A refused link gives way to the next one, for this statement only."""
    course = _course("Pull weeds before they seed.", "Pull each weed before it can seed.")
    link = CourseLink(
        statement="module/1/statement/1",
        item=Ref(edition="guide", id="part/1/practice/1"),
        how=LinkType.TEACHES,
    )
    found = suggest(course, GARDEN, refused=[link])
    pairs = {(each.statement, each.item) for each in found.links}

    assert 1 == found.refused
    assert ("module/1/statement/1", "part/1/practice/1") not in pairs
    assert ("module/1/statement/2", "part/1/practice/1") in pairs
    assert 0 == suggest(course, GARDEN, refused=[_elsewhere(link)]).refused


def _elsewhere(link: CourseLink) -> CourseLink:
    return replace(link, item=Ref(edition="other", id=link.item.id))


def test_a_link_of_the_map_is_evidence() -> None:
    """What a statement is linked to makes the items of the same part likelier."""
    course = _course("Be there early in the day, while it is still cool.")
    link = CourseLink(
        statement="module/1/statement/1",
        item=Ref(edition="guide", id="part/2"),
        how=LinkType.TEACHES,
    )
    before, after = (
        {each.item: each.confidence for each in suggest(course, GARDEN, known, least=0.0).links}
        for known in ((), (link,))
    )

    assert after["part/2/practice/1"] > before.get("part/2/practice/1", 0.0)


@pytest.mark.parametrize(
    ("text", "headings", "tests"),
    [
        ("Who waters the beds?", (), True),
        ("Name two weeds.", (), True),
        ("The beds are watered.", ("Module 2 – Check your knowledge",), True),
        ("Die Beete werden gegossen.", ("Kontrollfragen zu Modul 2", "Modul 2"), True),
        ("Die Beete werden gegossen.", ("Prüfung",), True),
        ("The beds are watered.", ("Quiz 3",), True),
        ("The beds are watered.", ("Water, and how it is saved",), False),
        ("The beds are watered.", ("Contesting a fine",), False),
    ],
)
def test_what_tests(text: str, headings: tuple[str, ...], tests: bool) -> None:
    """Questions, tasks, and what is below a heading that says so, in several languages."""
    assert tests is is_test(text, headings)


def test_shared_words_are_no_stop_words() -> None:
    """Only words with a meaning are shown; another word of the family in brackets."""
    found = shared_words(
        "Nobody should be forced to take part in this.", "They do not coerce others to participate."
    )

    assert ("forced (coerce)", "take part (participate)") == found


def test_another_language_without_values() -> None:
    """A guideline in German, with its own types and no parts, finds what is built of its words."""
    guide = _edition(
        ("r1", "RegelStatement", "Beschäftigte melden Unfälle am selben Tag.", None),
        ("r2", "RegelStatement", "Schutzbrillen werden an der Drehbank getragen.", None),
        ("r3", "RegelStatement", "Fluchtwege bleiben jederzeit frei.", None),
        language="de",
    )
    course = _course("An der Drehmaschine trägt man eine Schutzbrille.", "Heute scheint die Sonne.")
    found = suggest(course, guide)

    assert "r2" == found.links[0].item
    assert {"module/1/statement/1"} == {each.statement for each in found.links}


def test_nothing_to_link() -> None:
    """A course or a guideline without statements has no links."""
    assert () == suggest(_course(), GARDEN).links
    assert () == suggest(_course("Pull weeds."), _edition()).links


def test_weak_links_do_not_take_the_place_of_refused_ones() -> None:
    """Where every link of a statement was refused, only others that are likely come after them."""
    course = _course("Pull weeds before they seed.", "Water at dawn, while it is cool.")
    before = [each for each in suggest(course, GARDEN, least=0.0).links if _of_first(each)]
    refused = [
        CourseLink(
            statement=each.statement,
            item=Ref(edition="guide", id=each.item),
            how=LinkType.TEACHES,
        )
        for each in before
    ]
    some, every = (suggest(course, GARDEN, least=0.0, refused=refused[:n]) for n in (2, 3))

    assert [3, 3] == [len(before), sum(map(_of_first, some.links))]
    assert not any(_of_first(each) for each in every.links)
    assert len(every.links) == 3


def _of_first(link: SuggestedLink) -> bool:
    return link.statement == "module/1/statement/1"


@pytest.mark.parametrize(
    ("kind", "tests"),
    [
        ("Assessment", True),
        ("Praktische Prüfung", True),
        ("Évaluation", True),
        ("QUIZ", True),
        ("SelfTest", True),
        ("Content", False),
        ("Activity", False),
        ("Lernziel", False),
    ],
)
def test_a_statement_of_a_kind_that_tests(kind: str, tests: bool) -> None:
    """The kind of a row, its type or in a column of that name, says that it tests."""
    course = _course("Role play: gardeners water at dawn.")
    head, row = course.items
    for item in (
        replace(row, type=kind),
        replace(row, statements=(Statement(property="Activity type", value=kind),)),
    ):
        links = suggest(replace(course, items=(head, item)), GARDEN, least=0.0).links

        assert tests == (links[0].how is LinkType.ASSESSES)


def test_other_columns_are_no_kinds() -> None:
    """What is in another column says nothing about the kind of a statement."""
    row = Item(id="1", type="Outcome", statements=(Statement(property="Prepares", value="Test"),))

    assert ["Outcome"] == list(kinds_of(row))
