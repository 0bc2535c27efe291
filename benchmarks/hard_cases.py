"""
Pairs of small graphs that differences of graphs with blank nodes get wrong, with the right answer.

The answer counts whole components of blank nodes, as `pairs.py` describes.
Where finding it can take time without a limit, an answer of "undecided" is as good as the right
one; a wrong number never is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations


__all__ = ["HardCase", "hard_cases"]

NS = "http://example.org/"
P, Q, LABEL = f"<{NS}p>", f"<{NS}q>", f"<{NS}label>"
OWL = "http://www.w3.org/2002/07/owl#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
XSD = "http://www.w3.org/2001/XMLSchema#"


@dataclass(frozen=True, slots=True, kw_only=True)
class HardCase:
    """Two graphs in N-Triples, how many triples are removed and added, and whether it is costly."""

    name: str
    old: str
    new: str
    removed: int = 0
    added: int = 0
    costly: bool = False  # may be answered with "undecided"

    def right(self, answer: dict[str, int]) -> bool:
        """Whether an answer is right, or admits that it does not know and adds no wrong number."""
        if answer.get("undecided"):
            within = answer["removed"] <= self.removed and answer["added"] <= self.added
            return self.costly and within
        return (answer["removed"], answer["added"]) == (self.removed, self.added)


def lines(triples: Iterable[str]) -> str:
    """Lines of N-Triples from triples without their full stop."""
    return "".join(f"{triple} .\n" for triple in triples)


def edges(pairs: Iterable[tuple[int, int]], name: str, *, both: bool = True) -> list[str]:
    """Triples that connect numbered blank nodes, in both directions by default."""
    found = []
    for one, two in pairs:
        found.append(f"_:{name}{one} {P} _:{name}{two}")
        if both:
            found.append(f"_:{name}{two} {P} _:{name}{one}")
    return found


def ring(nodes: Iterable[int]) -> list[tuple[int, int]]:
    """The edges of a cycle."""
    nodes = list(nodes)
    return list(zip(nodes, nodes[1:] + nodes[:1], strict=True))


def _restriction(name: str, on: str, node: str) -> list[str]:
    me = f"<{NS}{name}>"
    return [
        f"{me} <{RDF}type> <{OWL}Class>",
        f"{me} <{RDFS}subClassOf> _:{node}",
        f"_:{node} <{RDF}type> <{OWL}Restriction>",
        f'_:{node} <{OWL}minCardinality> "1"^^<{XSD}int>',
        f"_:{node} <{OWL}onProperty> <{RDFS}{on}>",
        f'{me} <{RDFS}label> "{name}"@en',
    ]


def issue_1294() -> Iterator[HardCase]:
    """
    The cases of rdflib issue 1294: a class is added, and triples of another one that have a blank
    node are reported as different.
    """
    one, two = _restriction("C1", "label", "a"), _restriction("C2", "comment", "b")
    again = _restriction("C1", "label", "other")
    see = [f"_:x <{RDFS}seeAlso> _:y"]
    yield HardCase(name="rdflib-1294", old=lines(one), new=lines(again + two), added=6)
    yield HardCase(name="rdflib-1294-reversed", old=lines(again + two), new=lines(one), removed=6)
    yield HardCase(
        name="rdflib-1294-unrelated", old=lines(see + one), new=lines(see + again + two), added=6
    )
    yield HardCase(name="rdflib-1294-same", old=lines(one + two), new=lines(two + again))


def shapes() -> Iterator[HardCase]:
    """Graphs that look the same from every node, or are the same under other names."""
    two_rings = ring(range(3)) + ring(range(3, 6))
    for both, count in ((False, 6), (True, 12)):
        yield HardCase(
            name=f"6-cycle-and-3-cycles{'-undirected' if both else ''}",
            old=lines(edges(ring(range(6)), "a", both=both)),
            new=lines(edges(two_rings, "b", both=both)),
            removed=count,
            added=count,
        )
    yield HardCase(
        name="6-cycle-renamed",
        old=lines(edges(ring(range(6)), "a", both=False)),
        new=lines(edges(ring((3, 0, 5, 1, 4, 2)), "b", both=False)),
    )
    utility = [(one, two) for one in range(3) for two in range(3, 6)]
    prism = two_rings + [(at, at + 3) for at in range(3)]
    yield HardCase(
        name="k33-and-prism",
        old=lines(edges(utility, "a")),
        new=lines(edges(prism, "b")),
        removed=18,
        added=18,
        costly=True,
    )
    for size in range(4, 13):
        whole = list(combinations(range(size), 2))
        turned = [((one * 5 + 1) % 13, (two * 5 + 1) % 13) for one, two in reversed(whole)]
        yield HardCase(
            name=f"clique-{size:02d}",
            old=lines(edges(whole, "a")),
            new=lines(edges(turned, "b")),
            costly=True,
        )
    cells = [(row, column) for row in range(4) for column in range(4)]

    def graph(adjacent: Callable[[tuple[int, int], tuple[int, int]], bool]) -> list[str]:
        found = [(a, b) for a, b in combinations(range(16), 2) if adjacent(cells[a], cells[b])]
        return edges(found, "n")

    def rook(one: tuple[int, int], two: tuple[int, int]) -> bool:
        return one[0] == two[0] or one[1] == two[1]

    def shrikhande(one: tuple[int, int], two: tuple[int, int]) -> bool:
        apart = ((two[0] - one[0]) % 4, (two[1] - one[1]) % 4)
        return apart in {(0, 1), (0, 3), (1, 0), (3, 0), (1, 1), (3, 3)}

    yield HardCase(
        name="rook-and-shrikhande",  # each pair of nodes looks the same too
        old=lines(graph(rook)),
        new=lines(graph(shrikhande)),
        removed=96,
        added=96,
        costly=True,
    )


def chains() -> Iterator[HardCase]:
    """Chains of blank nodes with one text at the end."""
    for length in (10, 1_000, 50_000):
        old = edges(zip(range(length - 1), range(1, length), strict=True), "a", both=False)
        count = length - 1
        new = edges(((count - at, count - at - 1) for at in range(count)), "b", both=False)
        end = f'_:a{count} {LABEL} "end"'
        for name, text, differs in (("same", "end", 0), ("changed", "another end", length)):
            yield HardCase(
                name=f"chain-{length}-{name}",
                old=lines([*old, end]),
                new=lines([f'_:b0 {LABEL} "{text}"', *reversed(new)]),
                removed=differs,
                added=differs,
                costly=length > 10,
            )
    leaves = [f"<{NS}hub> {P} _:n{at}" for at in range(2_000)]
    yield HardCase(name="leaves-2000", old=lines(leaves), new=lines(leaves[7:]), removed=7)
    star = [f"_:hub {P} _:n{at}" for at in range(300)]
    yield HardCase(name="star-300-same", old=lines(star), new=lines(reversed(star)), costly=True)
    yield HardCase(
        name="star-300-shorter",
        old=lines(star),
        new=lines(star[1:]),
        removed=300,
        added=299,
        costly=True,
    )


def labels() -> Iterator[HardCase]:
    """Texts and names that change places."""
    knows = f"_:a {P} _:b"
    mutual = [knows, f"_:b {P} _:a"]
    texts = [f'_:a {LABEL} "x"', f'_:b {LABEL} "y"']
    swapped = [f'_:a {LABEL} "y"', f'_:b {LABEL} "x"']
    yield HardCase(
        name="swapped-labels",
        old=lines([knows, *texts]),
        new=lines([knows, *swapped]),
        removed=3,
        added=3,
    )
    yield HardCase(
        name="swapped-labels-mutual", old=lines(mutual + texts), new=lines(mutual + swapped)
    )
    yield HardCase(name="swapped-names", old=lines(texts), new=lines(swapped))
    hubs = [f"<{NS}one> {P} _:a", f"<{NS}two> {P} _:b"]
    yield HardCase(
        name="swapped-labels-anchored",
        old=lines(hubs + texts),
        new=lines(hubs + swapped),
        removed=4,
        added=4,
    )
    joined = [knows, f"_:b {P} _:c", *texts, f'_:c {LABEL} "z"']
    parted = [line for line in joined if line != f"_:b {P} _:c"]
    yield HardCase(name="parted", old=lines(joined), new=lines(parted), removed=5, added=4)
    yield HardCase(name="joined", old=lines(parted), new=lines(joined), removed=4, added=5)
    yield HardCase(
        name="shared-and-separate",
        old=lines([f"<{NS}one> {P} _:a", f"<{NS}two> {P} _:a"]),
        new=lines([f"<{NS}one> {P} _:a", f"<{NS}two> {P} _:b"]),
        removed=2,
        added=2,
    )
    yield HardCase(
        name="itself-and-another",
        old=lines([f"_:a {P} _:a"]),
        new=lines([f"_:a {P} _:b"]),
        removed=1,
        added=1,
    )


def copies() -> Iterator[HardCase]:
    """Components that are the same, another number of times."""

    def times(count: int, name: str) -> list[str]:
        return [
            triple
            for at in range(count)
            for triple in (f"<{NS}c> {P} _:{name}{at}", f'_:{name}{at} {LABEL} "again"')
        ]

    yield HardCase(name="copies-3-2", old=lines(times(3, "a")), new=lines(times(2, "b")), removed=2)
    yield HardCase(name="copies-2-5", old=lines(times(2, "a")), new=lines(times(5, "b")), added=6)
    yield HardCase(name="copies-4-4", old=lines(times(4, "a")), new=lines(times(4, "b")))
    three = [edge for at in range(3) for edge in edges(ring(range(3)), f"r{at}n", both=False)]
    yield HardCase(
        name="copies-of-rings",
        old=lines(three),
        new=lines(edges(ring(range(3)), "s", both=False)),
        removed=6,
    )


def terms() -> Iterator[HardCase]:
    """What is one term and what is two, and what only looks like a blank node."""
    me = f"<{NS}c> {LABEL} "

    def pair(name: str, one: str, two: str, *, differ: bool) -> HardCase:
        count = int(differ)
        return HardCase(
            name=name, old=lines([me + one]), new=lines([me + two]), removed=count, added=count
        )

    whole = f"^^<{XSD}integer>"
    yield pair("lexical-forms", f'"01"{whole}', f'"1"{whole}', differ=True)
    yield pair("languages", '"chat"@en', '"chat"@fr', differ=True)
    yield pair("directions", '"x"@ar--rtl', '"x"@ar--ltr', differ=True)
    yield pair("direction-or-none", '"x"@ar--rtl', '"x"@ar', differ=True)
    yield pair("plain-is-string", '"x"', f'"x"^^<{XSD}string>', differ=False)
    yield pair("escapes", '"caf\\u00E9"', '"café"', differ=False)
    yield pair("composed-or-not", '"caf\u00e9"', '"cafe\u0301"', differ=True)
    yield pair("blank-node-in-a-text", '"see _:a0 . "', '"see _:a1 . "', differ=True)
    yield pair("spaces", '"x"', '   "x"  ', differ=False)
    twice = [f'{me}"x"', f"<{NS}c> {P} _:a", f'_:a {LABEL} "y"']
    yield HardCase(name="stated-twice", old=lines(twice), new=lines(twice + twice))
    yield HardCase(name="nothing-and-all", old="", new=lines(twice), added=3)
    yield HardCase(name="all-and-nothing", old=lines(twice), new="# nothing\n", removed=3)
    quoted = [f"<{NS}r> <{RDF}reifies> <<( _:a {LABEL} {{}} )>>"]
    yield HardCase(
        name="triple-term-same",
        old=lines(quoted).format('"x"'),
        new=lines(quoted).format('"x"').replace("_:a", "_:b"),
    )
    yield HardCase(
        name="triple-term-changed",
        old=lines(quoted).format('"x"'),
        new=lines(quoted).format('"y"'),
        removed=1,
        added=1,
    )


def hard_cases() -> list[HardCase]:
    """All cases, each under its own name."""
    return [
        case for group in (issue_1294, shapes, chains, labels, copies, terms) for case in group()
    ]
