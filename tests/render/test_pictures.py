"""
Relations as pictures: well-formed, accessible, the same every time, and nothing in them can run.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from xml.etree import ElementTree as ET

import networkx as nx
import pytest

from guidegraph.model.errors import MisuseError
from guidegraph.model.network import Arrangement, Edge, Network, Node
from guidegraph.model.relations import EditionMap
from guidegraph.model.report import RuleBook
from guidegraph.render.format import RenderOptions, written
from guidegraph.render.picture import lines_of
from tests.comparisons import HOSTILE


SVG = "{http://www.w3.org/2000/svg}"
FORMS = ("dot", "graphml", "mermaid", "node-link", "svg")


def picture(said: str, arrangement: Arrangement) -> EditionMap:
    """A result whose network says *said* wherever it can."""
    nodes = tuple(
        Node(
            id=f"{number}{said}",
            label=said,
            type=said,
            text=said,
            group=number % 2,
            weight=number / 4,
        )
        for number in range(4)
    )
    ends: Sequence[tuple[int, int]] = ((0, 1), (0, 2), (0, 3))
    if arrangement is Arrangement.CHAIN:
        ends = ((0, 1), (1, 2), (2, 3))
    edges = tuple(
        Edge(
            origin=nodes[one].id,
            destination=nodes[other].id,
            label=said,
            weight=0.5,
            directed=arrangement is not Arrangement.RING,
        )
        for one, other in ends
    )
    network = Network(
        title=said, description=f"{said}. {said}", arrangement=arrangement, nodes=nodes, edges=edges
    )
    return EditionMap(edition=said, items=(), clusters=(), network=network)


def drawn(said: str, arrangement: Arrangement, form: str) -> str:
    """A picture of *said* in some format."""
    return written(form, picture(said, arrangement), RenderOptions()).decode()


@pytest.mark.parametrize("said", HOSTILE)
@pytest.mark.parametrize("arrangement", list(Arrangement))
def test_svg_holds_any_text(said: str, arrangement: Arrangement) -> None:
    """
    Whatever the texts are, the SVG is XML with only drawing elements and no attribute that acts.
    """
    root = ET.fromstring(drawn(said, arrangement, "svg"))
    space = "{http://www.w3.org/2000/svg}"
    elements = {element.tag.removeprefix(space) for element in root.iter()}
    attributes = {name for element in root.iter() for name in element.attrib}

    assert elements <= {"svg", "title", "desc", "style", "rect", "text", "path", "circle"}
    assert not [name for name in attributes if name.startswith("on") or "href" in name]
    assert root.find(f"{space}title") is not None
    assert root.find(f"{space}desc") is not None
    assert ("img", "title desc") == (root.attrib["role"], root.attrib["aria-labelledby"])


@pytest.mark.parametrize("said", HOSTILE)
def test_graphml_holds_any_text(said: str) -> None:
    """GraphML is XML, and networkx reads as many nodes and edges from it as there were."""
    body = drawn(said, Arrangement.HUB, "graphml")
    graph = nx.parse_graphml(body)

    assert (4, 3) == (graph.number_of_nodes(), graph.number_of_edges())


@pytest.mark.parametrize("said", HOSTILE)
def test_node_link_holds_any_text(said: str) -> None:
    """networkx reads it, with every text as it was."""
    graph = nx.node_link_graph(json.loads(drawn(said, Arrangement.HUB, "node-link")), edges="links")

    assert {said} == set(nx.get_node_attributes(graph, "text").values())
    assert 3 == graph.number_of_edges()


@pytest.mark.parametrize("said", HOSTILE)
def test_dot_quotes_any_text(said: str) -> None:
    """
    Outside of quotes there is nothing but our own words; inside, no escape that DOT would expand.
    """
    body = drawn(said, Arrangement.RING, "dot")
    outside = re.sub(r'"(?:[^"\\]|\\["\\])*"', '""', body)

    assert re.fullmatch(r'[\w\s"{}\[\]=;,.>-]+', outside, re.ASCII)
    assert 3 == outside.count("->")


@pytest.mark.parametrize("said", HOSTILE)
def test_mermaid_quotes_any_text(said: str) -> None:
    """A label is letters, digits, harmless signs and numbers of characters, on one line."""
    lines = drawn(said, Arrangement.CHAIN, "mermaid").splitlines()

    assert 3 + 4 + 3 == len(lines)
    for line in lines[3:7]:
        assert re.fullmatch(r'  n\d\["[^"\[\]<>{}`\\@&$]*"\]', line)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("arrangement", list(Arrangement))
def test_is_the_same_every_time(form: str, arrangement: Arrangement) -> None:
    """The same network gives the same bytes."""
    assert drawn("a", arrangement, form) == drawn("a", arrangement, form)


@pytest.mark.parametrize("form", FORMS)
def test_other_results_are_no_pictures(form: str) -> None:
    """What has no network is refused with advice."""
    with pytest.raises(MisuseError, match="cannot hold rules; use one of"):
        written(form, RuleBook(cards=()))


def test_wraps_lines() -> None:
    """Lines are as wide as asked; wide letters count for two; what is left over is an ellipsis."""
    assert ["one two", "three"] == lines_of("one two three", 8, 5)
    assert ["支援支", "援"] == lines_of("支援支援", 7, 5)
    assert ["one two", "three …"] == lines_of("one two three four five", 9, 2)
    assert all(len(line) <= 10 for line in lines_of("x" * 500, 10, 3))
    assert [] == lines_of("", 10, 3)


def node(number: int, label: str, text: str = "") -> Node:
    """A node of a guideline."""
    return Node(id=f"g:value/{number}", label=label, type="CoreValue", text=text, weight=1.0)


def shown(arrangement: Arrangement, form: str, *labels: str) -> str:
    """A first node with ties of these labels to others."""
    nodes = (
        node(0, "7. Rooms are open"),
        *(node(at, f"{at}.R1", "Staff greet everyone.") for at in range(1, len(labels) + 1)),
    )
    edges = tuple(
        Edge(origin=nodes[0].id, destination=other.id, label=label, directed=False)
        for other, label in zip(nodes[1:], labels, strict=True)
    )
    network = Network(
        title="A map", description="One. Two", arrangement=arrangement, nodes=nodes, edges=edges
    )
    result = EditionMap(edition="g", items=(), clusters=(), network=network)
    return written(form, result).decode()


def lines_in(picture: str) -> list[str]:
    """The lines of text of a picture."""
    return [each.text or "" for each in ET.fromstring(picture).iter(f"{SVG}text")]


def test_the_reason_is_on_the_tie() -> None:
    """The words that the ends share are on a tie of a ring and in the list; a hub says why."""
    ring = lines_in(shown(Arrangement.RING, "svg", "doors, lamps, keys", "readers"))
    hub = lines_in(
        shown(Arrangement.HUB, "svg", "has a similar text: doors; is beside", "contains")
    )

    assert {"doors, lamps", "readers"} <= set(ring)
    assert {"7 – 1.R1: doors, lamps, keys", "7 – 2.R1: readers"} <= set(ring)
    assert 1 == hub.count("has a similar text") == hub.count("contains")
    assert "has a similar text: doors; is beside" in hub
    assert '|"doors, lamps, keys"|' in shown(Arrangement.RING, "mermaid", "doors, lamps, keys")


def test_words_on_ties_do_not_cover_each_other() -> None:
    """In a ring with many ties some have their words in the list only."""
    labels = [f"word{at}, more{at}" for at in range(30)]
    picture = ET.fromstring(shown(Arrangement.RING, "svg", *labels))
    on_ties = [
        (float(each.attrib["x"]), float(each.attrib["y"]), each.text or "")
        for each in picture.iter(f"{SVG}text")
        if "tie" in each.attrib["class"]
    ]
    listed = " ".join(lines_in(shown(Arrangement.RING, "svg", *labels)))

    assert 5 < len(on_ties) <= 30
    for at, (x, y, said) in enumerate(on_ties):
        for to_x, to_y, other in on_ties[at + 1 :]:
            apart = (len(said) + len(other)) / 2 * 11.5 * 0.56
            assert abs(y - to_y) >= 13 or abs(x - to_x) >= apart - 1
    assert all(label in listed for label in labels)


def test_a_number_alone_has_the_beginning_of_its_text() -> None:
    """In DOT and Mermaid a node without a name says what it is about."""
    for form in ("dot", "mermaid"):
        assert "1.R1. Staff greet everyone." in shown(Arrangement.HUB, form, "contains")
        assert "7. Rooms are open" in shown(Arrangement.HUB, form, "contains")
