"""The triples of two files compared, in memory and in SQL."""

from __future__ import annotations

import gzip
import json
import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import CanonicalizationAlgorithm, Dataset, RdfFormat, parse, serialize

from guidegraph.bulk import large, triples
from guidegraph.bulk.engine import DuckEngine
from guidegraph.bulk.lines import canonical_line
from guidegraph.bulk.triples import changed_triples
from guidegraph.cli.main import guidegraph
from guidegraph.model.errors import GuidegraphError
from guidegraph.model.triples import TripleChanges


Compare = Callable[[Path, Path], AbstractContextManager[TripleChanges]]


@pytest.fixture(params=["in memory", "in SQL"])
def compare(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Compare:
    """Both ways to compare; they must not be told apart by their results."""
    monkeypatch.setattr(triples, "_SMALL", 1e12 if request.param == "in memory" else -1)
    return changed_triples


def _counts(changes: TripleChanges) -> tuple[int, int, int]:
    return changes.removed_count, changes.added_count, changes.undecided_count


@contextmanager
def _compared(compare: Compare, folder: Path, old: str, new: str) -> Iterator[TripleChanges]:
    """Two texts compared; the suffix is that of Turtle."""
    for name, text in (("old.ttl", old), ("new.ttl", new)):
        (folder / name).write_text(f"PREFIX : <http://example.org/>\n{text}", encoding="utf-8")
    with compare(folder / "old.ttl", folder / "new.ttl") as found:
        yield found


def test_ground_triples_are_compared_term_by_term(compare: Compare, tmp_path: Path) -> None:
    """Lexical forms are kept: "01" and "1" are two triples; an unchanged one is none."""
    old = ':a :p "01"^^<http://www.w3.org/2001/XMLSchema#integer> , "same"@en-GB ; :q :b .'
    new = ':a :p "1"^^<http://www.w3.org/2001/XMLSchema#integer> , "same"@en-GB ; :q :b .'
    with _compared(compare, tmp_path, old, new) as found:
        rows = (list(found.removed), list(found.added))

    integer = "<http://www.w3.org/2001/XMLSchema#integer>"
    subject = "<http://example.org/a> <http://example.org/p>"
    assert rows == ([f'{subject} "01"^^{integer}'], [f'{subject} "1"^^{integer}'])


def test_renamed_blank_nodes_are_no_change(compare: Compare, tmp_path: Path) -> None:
    """What has no name of its own is known by what it is linked to."""
    old = ":a :p [ :q [ :r 1 ] ; :s 2 ] , [ :q [ :r 3 ] ] ."
    new = ":a :p _:x , _:y . _:y :s 2 ; :q _:z . _:z :r 1 . _:x :q _:w . _:w :r 3 ."
    with _compared(compare, tmp_path, old, new) as found:
        assert _counts(found) == (0, 0, 0)


def test_a_changed_component_counts_as_a_whole(compare: Compare, tmp_path: Path) -> None:
    """All triples that name one of its nodes are removed, and those of the new one added."""
    old = ":a :p [ :q [ :r 1 ] ; :s 2 ] , [ :q 9 ] ."
    new = ":a :p [ :q [ :r 5 ] ; :s 2 ; :t 1 ] , [ :q 9 ] ."
    with _compared(compare, tmp_path, old, new) as found:
        assert _counts(found) == (4, 5, 0)


def test_equal_components_are_counted(compare: Compare, tmp_path: Path) -> None:
    """Of three equal components, one was removed."""
    with _compared(compare, tmp_path, ":a :p [] , [] , [] .", ":a :p [] , [] .") as found:
        rows = list(found.removed)

        assert _counts(found) == (1, 0, 0)
    assert rows[0].endswith("c3n1")


@pytest.mark.parametrize("size", [3, 8, 12])
def test_cliques_are_decided(compare: Compare, tmp_path: Path, size: int) -> None:
    """Where all nodes are alike, RDFC-1.0 takes factorial time; any order will do."""
    pairs = [(one, two) for one in range(size) for two in range(size) if one != two]
    old = "".join(f"_:a{one} :p _:a{two} . " for one, two in pairs)
    new = "".join(f"_:b{size - one} :p _:b{size - two} . " for one, two in reversed(pairs))
    with _compared(compare, tmp_path, old, new) as found:
        assert _counts(found) == (0, 0, 0)


def test_a_cycle_of_six_is_not_two_of_three(compare: Compare, tmp_path: Path) -> None:
    """Every node has the same neighbours in both."""
    old = "".join(f"_:n{at} :p _:n{(at + 1) % 6} . " for at in range(6))
    new = "".join(f"_:{name}{at} :p _:{name}{(at + 1) % 3} . " for name in "ab" for at in range(3))
    with _compared(compare, tmp_path, old, new) as found:
        assert _counts(found) == (6, 6, 0)


def test_undecided_components_are_reported(
    compare: Compare, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are counted and shown in comments, and are neither removed nor added."""
    from guidegraph.bulk import compare as module
    from guidegraph.graph.components import named

    monkeypatch.setattr(module, "named", lambda component: named(component, work=-700))
    monkeypatch.setattr(
        "guidegraph.bulk.large.named", lambda component: named(component, work=-700)
    )
    cycle = "".join(f"_:n{at} :p _:n{(at + 1) % 40} . " for at in range(40))
    with _compared(compare, tmp_path, f"{cycle} :a :p 1 .", f"{cycle} :a :p 2 .") as found:
        undecided = list(found.undecided)

        assert _counts(found) == (1, 1, 80)
    assert len(undecided) == 80


def test_what_cannot_be_the_same_is_decided(
    compare: Compare, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A component that was given up is removed if nothing in the new graph has its shape."""
    from guidegraph.bulk import compare as module
    from guidegraph.graph.components import named

    monkeypatch.setattr(module, "named", lambda component: named(component, work=-700))
    monkeypatch.setattr(
        "guidegraph.bulk.large.named", lambda component: named(component, work=-700)
    )
    old = "".join(f"_:n{at} :p _:n{(at + 1) % 40} . " for at in range(40))
    new = "".join(f"_:n{at} :p _:n{(at + 1) % 41} . " for at in range(41))
    with _compared(compare, tmp_path, old, new) as found:
        assert _counts(found) == (40, 41, 0)


SPELLINGS = {
    "spaces": b'  <x:a>\t<x:b>  "caf\xc3\xa9" . ',
    "no spaces": b'<x:a><x:b>"caf\xc3\xa9".',
    "escapes": rb'<x:a> <x:b> "caf\u00e9" .',
    "a comment": b'<x:a> <x:b> "caf\xc3\xa9" . # _:said',
    "the datatype": b'<x:a> <x:b> "caf\xc3\xa9"^^<http://www.w3.org/2001/XMLSchema#string> .',
}


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_spellings_of_a_triple_are_the_same_triple(
    compare: Compare, tmp_path: Path, spelling: str
) -> None:
    """Lines are compared as they are only where that says enough."""
    (tmp_path / "old.nt").write_bytes('<x:a> <x:b> "café" .\n_:a <x:p> "_:b" .\n'.encode())
    (tmp_path / "new.nt").write_bytes(SPELLINGS[spelling] + b'\r\n\r\n_:c   <x:p> "_:b" .\r\n')
    with compare(tmp_path / "old.nt", tmp_path / "new.nt") as found:
        assert _counts(found) == (0, 0, 0)


def test_language_tags_differ_only_by_more_than_capitals(compare: Compare, tmp_path: Path) -> None:
    """They are shown as the file has them."""
    (tmp_path / "old.nt").write_text('<x:a> <x:b> "a"@en-GB .\n<x:a> <x:b> "b"@de-CH .\n')
    (tmp_path / "new.nt").write_text('<x:a> <x:b> "a"@EN-gb .\n<x:a> <x:b> "b"@de-AT .\n')
    with compare(tmp_path / "old.nt", tmp_path / "new.nt") as found:
        assert list(found.removed) == ['<x:a> <x:b> "b"@de-CH']
        assert list(found.added) == ['<x:a> <x:b> "b"@de-AT']


def test_any_two_syntaxes_are_compared(compare: Compare, tmp_path: Path) -> None:
    """Also with graphs, and compressed."""
    quads = list(
        parse(
            '<x:a> <x:b> "c" . <x:a> <x:p> [ <x:q> "d"@en ] . <x:g> { <x:a> <x:b> [] }',
            format=RdfFormat.TRIG,
        )
    )
    n_quads = serialize(quads, format=RdfFormat.N_QUADS) or b""
    (tmp_path / "a.trig").write_bytes(serialize(quads, format=RdfFormat.TRIG) or b"")
    (tmp_path / "b.nq.gz").write_bytes(gzip.compress(n_quads))
    (tmp_path / "c.jsonld").write_bytes(serialize(quads, format=RdfFormat.JSON_LD) or b"")
    for one, two in (("a.trig", "b.nq.gz"), ("b.nq.gz", "c.jsonld"), ("c.jsonld", "a.trig")):
        with compare(tmp_path / one, tmp_path / two) as found:
            assert _counts(found) == (0, 0, 0)


@pytest.mark.parametrize(
    ("name", "body", "said"),
    [
        ("a.nt", b"<x:a> <x:b> <x:c> .\n<x:a> <x:b> nonsense .\n", "a.nt:2"),
        ("a.nt", b'<x:a> <x:b> "\xff" .\n', "a.nt"),
        ("a.ttl", b"<x:a> <x:b> .\n", "a.ttl"),
        ("a.nt.gz", b"no gzip", "damaged"),
        ("a.nt.gz", gzip.compress(b"<x:a> <x:b> <x:c> .\n" * 99, mtime=0)[:-9], "damaged"),
        ("a.rdf", b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>", "a.rdf"),
        ("a.txt", b"text", ".ttl"),
    ],
)
def test_a_fault_is_named(
    compare: Compare, tmp_path: Path, name: str, body: bytes, said: str
) -> None:
    """With the file and, where it can be told, the line."""
    (tmp_path / name).write_bytes(body)
    (tmp_path / "new.ttl").write_bytes(b"<x:a> <x:b> <x:c> .")
    with (
        pytest.raises(GuidegraphError, match=said),
        compare(tmp_path / name, tmp_path / "new.ttl") as found,
    ):
        list(found.removed)


def test_unusual_bytes_are_no_loss(compare: Compare, tmp_path: Path) -> None:
    """Characters that end a field or a line elsewhere end none here."""
    line = b'<x:a> <x:b> "one\x01two\x0bthree\xe2\x80\xa8four" .\n'
    (tmp_path / "old.nt").write_bytes(line + b"<x:a> <x:b> <x:c> .\n")
    (tmp_path / "new.nt").write_bytes(line.replace(b"two", b"TWO") + b"<x:a> <x:b> <x:c> .\n")
    with compare(tmp_path / "old.nt", tmp_path / "new.nt") as found:
        assert _counts(found) == (1, 1, 0)


@pytest.mark.parametrize("length", [3_000_000, 9_000_000])
def test_a_long_last_line_is_not_forgotten(compare: Compare, tmp_path: Path, length: int) -> None:
    """The engine forgets, without a word, a last line that is longer than what it reads at once."""
    (tmp_path / "old.nt").write_text(f'<x:a> <x:b> <x:c> .\n_:a <x:b> "{"x" * length}" .')
    (tmp_path / "new.nt").write_text(f'<x:a> <x:b> <x:c> .\n_:a <x:b> "{"y" * length}" .')
    with compare(tmp_path / "old.nt", tmp_path / "new.nt") as found:
        assert _counts(found) == (1, 1, 0)
        assert len(next(iter(found.removed))) > length


def test_a_long_list_takes_few_steps(
    compare: Compare, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Members that are linked one after the other are found as one component."""
    steps: list[str] = []
    keep = DuckEngine.keep

    def counted(self: DuckEngine, name: str, text: str) -> None:
        steps.append(name)
        keep(self, name, text)

    monkeypatch.setattr(DuckEngine, "keep", counted)
    rows = [
        f'_:n{at:04} <x:next> _:n{at + 1:04} .\n_:n{at:04} <x:is> "{at % 7}" .\n'
        for at in range(2000)
    ]
    (tmp_path / "old.nt").write_text("".join(rows))
    (tmp_path / "new.nt").write_text("".join([*rows[:-1], '_:n1999 <x:is> "other" .\n']))
    with compare(tmp_path / "old.nt", tmp_path / "new.nt") as found:
        assert _counts(found) == (4000, 3999, 0)
    assert len(steps) < 100


def test_the_command_prints_a_patch_or_counts(tmp_path: Path) -> None:
    """The text is an RDF Patch; JSON has the numbers only."""
    (tmp_path / "a.nt").write_text("<x:a> <x:b> <x:c> .\n<x:a> <x:b> <x:d> .\n")
    (tmp_path / "b.nt").write_text("<x:a> <x:b> <x:e> .\n<x:a> <x:b> <x:d> .\n")
    arguments = ["diff", str(tmp_path / "a.nt"), str(tmp_path / "b.nt"), "--triples"]
    text = CliRunner().invoke(guidegraph, arguments)
    counts = CliRunner().invoke(guidegraph, [*arguments, "--format", "json"])

    assert text.stdout == "TX .\nD <x:a> <x:b> <x:c> .\nA <x:a> <x:b> <x:e> .\nTC .\n"
    assert json.loads(counts.stdout)["triples"] == {"removed": 1, "added": 1, "undecided": 0}


TERMS = st.sampled_from(["_:a", "_:b", "_:c", "_:d", "<x:s>", "<x:t>"])
OBJECTS = st.one_of(
    TERMS, st.sampled_from(['"x"', '"x"@en', '"_:a"', '"a \\"b\\"\\\\"', '"<x:s>"@de-ch'])
)
GRAPHS = st.lists(
    st.tuples(TERMS, st.sampled_from(["<x:p>", "<x:q>"]), OBJECTS), min_size=0, max_size=8
)


@given(GRAPHS, GRAPHS, st.randoms())
def test_both_ways_agree_with_the_definition(
    tmp_path_factory: pytest.TempPathFactory,
    old: Sequence[tuple[str, str, str]],
    new: Sequence[tuple[str, str, str]],
    chance: random.Random,
) -> None:
    """
    Triples without blank nodes differ as sets, components as multisets of what RDFC-1.0 makes.
    """
    folder = tmp_path_factory.mktemp("pair")
    graphs = [[f"{' '.join(triple)} ." for triple in graph] for graph in (old, new)]
    for name, lines in zip(("old.nt", "new.nt"), graphs, strict=True):
        shuffled = chance.sample(lines, len(lines))
        (folder / name).write_text("".join(f"{line}\n" for line in shuffled))
    expected = (_beyond(*graphs), _beyond(*reversed(graphs)), 0)
    found = []
    for small, few in ((1e12, 0), (-1, 20_000), (-1, -1)):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(triples, "_SMALL", small)
            patch.setattr(large, "_FEW", few)
            with changed_triples(folder / "old.nt", folder / "new.nt") as changes:
                rows = (list(changes.removed), list(changes.added))
                found.append((_counts(changes), rows))

    assert found[0] == found[1] == found[2]
    assert found[0][0] == expected


def _beyond(lines: Sequence[str], others: Sequence[str]) -> int:
    """How many triples of a graph the other has not, by the definition."""
    (ground, blank), (other_ground, other_blank) = _parts(lines), _parts(others)
    left = blank - other_blank
    return len(ground - other_ground) + sum(len(part) * n for part, n in left.items())


def _parts(lines: Sequence[str]) -> tuple[set[str], Counter[frozenset[str]]]:
    """Triples without blank nodes, and components as RDFC-1.0 writes them."""
    from guidegraph.graph.components import components, nodes_in

    canonical = {canonical_line(line.encode()).decode() for line in lines}
    ground = {line for line in canonical if not nodes_in(line)}
    blank: Counter[frozenset[str]] = Counter()
    for component in components(sorted(canonical - ground)):
        dataset = Dataset(parse("\n".join(component.lines), format=RdfFormat.N_TRIPLES))
        dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
        blank[frozenset(map(str, dataset))] += 1
    return ground, blank
