"""SSSOM/TSV, read strictly."""

from __future__ import annotations

import pytest
import yaml

from guidegraph.importers.sssom import mappings_from_sssom
from guidegraph.importers.yaml_header import header_from_yaml
from guidegraph.model.errors import FormatError
from guidegraph.model.mapping import NO_TERM_FOUND, Match
from guidegraph.model.source import SourceText


COLUMNS = "subject_id\tpredicate_id\tobject_id\tmapping_justification"
HEADER = "#curie_map:\n#  a: https://example.org/a/\n#mapping_set_id: https://example.org/m\n"
ROW = "a:1\tskos:exactMatch\ta:2\tsemapv:ManualMappingCuration"


def _read(text: str) -> object:
    return mappings_from_sssom(SourceText(path="m.tsv", text=text))


def test_reads() -> None:
    """Prefixes are expanded, lists split, columns that are not known kept."""
    text = (
        f"{HEADER}#mapping_date: 2026-07-31\n"
        f"{COLUMNS}\treviewer_label\tmapping_tool\n{ROW}\tOne|Tw\\|o\tx\n"
        "sssom:NoTermFound\tskos:relatedMatch\thttps://example.org/b\tsemapv:LexicalMatching\t\t\n"
    )
    found = mappings_from_sssom(SourceText(path="m.tsv", text=text))
    first, second = found.mappings

    assert ("https://example.org/a/1", Match.EXACT) == (first.subject, first.predicate)
    assert ("One", "Tw|o") == first.reviewers
    assert (("mapping_tool", "x"),) == first.others
    assert ("2026-07-31", 5 + 1) == (first.mapping_date, first.line)
    assert NO_TERM_FOUND == second.subject


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (f"{COLUMNS}\n{ROW}\n", "m.tsv:2: the prefix 'a' of 'a:1' is not declared"),
        (f"{HEADER}subject_id\n", "m.tsv:4: no column 'predicate_id'"),
        (f"{HEADER}{COLUMNS}\na:1\n", "m.tsv:5: 1 cells where there are 4 columns"),
        (f"{HEADER}{COLUMNS}\n{ROW.replace('a:2', '')}\n", "m.tsv:5: no object_id"),
        (
            f"{HEADER}{COLUMNS}\n{ROW.replace('a:2', 'two')}\n",
            "m.tsv:5: 'two' is not an identifier",
        ),
        (f"{HEADER}{COLUMNS}\tcomment\tcomment\n", "m.tsv:4: the column 'comment' twice"),
        (f"{HEADER}{COLUMNS}\tconfidence\n{ROW}\t2\n", "m.tsv:5: confidence is '2'"),
        (f"{HEADER}{COLUMNS}\tconfidence\n{ROW}\tnan\n", "m.tsv:5: confidence is 'nan'"),
        (f"{HEADER}{COLUMNS}\treview_date\n{ROW}\t31.7.\n", "m.tsv:5: review_date is '31.7.'"),
        (f"{HEADER}{COLUMNS}\tpredicate_modifier\n{ROW}\tno\n", "predicate_modifier is 'no'"),
        (f"{HEADER}{COLUMNS}\tmapping_cardinality\n{ROW}\t2:2\n", "'2:2' is not a cardinality"),
        (f'{HEADER}{COLUMNS}\tcomment\n{ROW}\t"open\n', "not TSV"),
        ("#curie_map:\n#  skos: https://example.org/\n", "the prefix 'skos' stands for"),
        ("#curie_map:\n#  a: no iri\n", "is not an IRI"),
        ("#curie_map: a\n", "curie_map is not a map"),
        ("#license:\n#  a: b\n", "license is not one text"),
        ("#license: a\n#license: b\n", "m.tsv:2: 'license' a second time"),
        ("#  a: b\n#c: d\n", "m.tsv:2: not YAML: did not find expected <document start>: 'c: d'"),
        ("#license: {a: b}\n", "license is not one text"),
        ("#license: &x y\n", "m.tsv:1: more of YAML than is read here: 'license: &x y'; put it in"),
        ("#a: b\n#license: *x\n", "m.tsv:2: more of YAML than is read here: 'license: *x'"),
        ("#license: !!python/name:os\n", "m.tsv:1: more of YAML than is read here"),
        ("#curie_map: &x\n#  a: b\n", "m.tsv:1: more of YAML than is read here"),
        ("#curie_map: !!python/object:os.x {}\n", "m.tsv:1: more of YAML than is read here"),
        ("#&x license: y\n", "m.tsv:1: more of YAML than is read here"),
        ("#curie_map: {a: {b: c}}\n", "m.tsv:1: more of YAML than is read here"),
        ("#curie_map:\n#- - a\n", "m.tsv:2: more of YAML than is read here"),
        ("#a: " + "[" * 10_000, "m.tsv:1: more of YAML than is read here"),
        ("#a: b\n#license: c: d\n", "m.tsv:2: not YAML: mapping values are not allowed in this"),
        ("#license: a\x07b\n", "m.tsv:1: not YAML: control characters are not allowed"),
        ("#license: a\n#---\n#b: c\n", "m.tsv:3: a second header: 'b: c'; remove it"),
        ("#a: " + "x" * 250_000, "m.tsv:1: a header of more than 250000 characters; shorten it"),
        ('#license: "open\n', "m.tsv:1: an unfinished text: 'license: \"open'; close the quote"),
        ("#no colon here\n", "m.tsv:1: not 'key: value': 'no colon here'; write a key"),
        ("#extension_definitions:\n#  - property: a\n", "an extension without slot_name"),
        ("", "no column 'subject_id'"),
    ],
)
def test_says_what_is_wrong(text: str, problem: str) -> None:
    """A file that does not follow SSSOM is an error with its line."""
    with pytest.raises(FormatError) as caught:
        _read(text)

    assert problem in str(caught.value)


def test_yaml() -> None:
    """A header has scalars, maps of scalars, and lists of either, indented or not."""
    text = """---
# a remark
plain: some words # and a remark
quoted: "a: \\"b\\" #c"
single: 'it''s'
nothing:
date: 2026-07-31
word: no
number: 1_000
tilde: ~
flow: {a: 1, b: "2"}
folded: >-
  one
  two
map:
  a: 1
  b: "2"
list:
- one
- "two"
records:
  - name: x
    kind: y
  - name: z
---
"""
    found = header_from_yaml(list(enumerate(text.splitlines(), start=1)), "f")

    assert {
        "plain": "some words",
        "quoted": 'a: "b" #c',
        "single": "it's",
        "nothing": "",
        "date": "2026-07-31",
        "word": "no",
        "number": "1_000",
        "tilde": "",
        "flow": {"a": "1", "b": "2"},
        "folded": "one two",
        "map": {"a": "1", "b": "2"},
        "list": ["one", "two"],
        "records": [{"name": "x", "kind": "y"}, {"name": "z"}],
    } == {key: node.value for key, node in found.items()}


@pytest.mark.parametrize("name", ["CSafeLoader", "SafeLoader"])
def test_yaml_with_and_without_libyaml(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the fast reader is missing, the other gives the same."""
    monkeypatch.setattr("yaml.CSafeLoader", getattr(yaml, name))

    assert {"a": "no"} == header_from_yaml([(4, "x:"), (5, "  a: no")], "f")["x"].value
    with pytest.raises(FormatError, match="f:5: more of YAML"):
        header_from_yaml([(4, "x: 1"), (5, "y: *x")], "f")
