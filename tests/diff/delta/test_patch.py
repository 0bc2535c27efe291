"""Deltas lead from one edition to the other, and back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guidegraph.diff.delta.delta import delta
from guidegraph.diff.delta.patch import apply, invert
from guidegraph.export.diffs import to_delta_json
from guidegraph.importers.delta import delta_from_json
from guidegraph.model.changes import Change, Comparison, Ref, Relation, WordEdit, WordOp
from guidegraph.model.delta import AssociationEdit, Delta, FieldEdit, TextEdit
from guidegraph.model.edition import Association, Edition
from guidegraph.model.errors import FormatError, InputError, MisuseError
from guidegraph.model.source import source_from_bytes
from tests.comparisons import comparison_of
from tests.diff.builders import edition, statement
from tests.strategies import editions


def _paired(old: Edition, new: Edition, pairs: list[tuple[str, str]]) -> Comparison:
    """A comparison that pairs items so, whatever they say; the rest was dropped and added."""
    before, after = dict(pairs), {two for _, two in pairs}
    changes = [
        Change(
            relation=Relation.SAME,
            old=(Ref(edition=old.id, id=one),),
            new=(Ref(edition=new.id, id=two),),
        )
        for one, two in pairs
    ]
    changes += [
        Change(relation=Relation.DROPPED, old=(Ref(edition=old.id, id=item.id),))
        for item in old.items
        if item.id not in before
    ]
    changes += [
        Change(relation=Relation.ADDED, new=(Ref(edition=new.id, id=item.id),))
        for item in new.items
        if item.id not in after
    ]
    return comparison_of([old], new, changes)


@st.composite
def _comparisons(draw: st.DrawFn) -> Comparison:
    old, new = draw(editions()), draw(editions())
    ones = draw(st.permutations([item.id for item in old.items]))
    twos = draw(st.permutations([item.id for item in new.items]))
    count = draw(st.integers(0, min(len(ones), len(twos))))
    return _paired(old, new, list(zip(ones[:count], twos[:count], strict=True)))


def _again(change: Delta) -> Delta:
    return delta_from_json(source_from_bytes("delta.json", to_delta_json(change)))


@given(_comparisons())
@settings(deadline=None, max_examples=25)
def test_there_and_back(comparison: Comparison) -> None:
    """apply(delta(a, b), a) is b; inverted it leads back; inverted twice it is itself."""
    change = delta(comparison)
    (old,), new = comparison.old, comparison.new

    assert new == apply(change, old)
    assert old == apply(invert(change), new)
    assert change == invert(invert(change))


@pytest.mark.slow
@given(_comparisons())
@settings(deadline=None, max_examples=12)
def test_as_json(comparison: Comparison) -> None:
    """A delta written and read again is the same."""
    change = delta(comparison)

    assert change == _again(change)


def _small() -> tuple[Edition, Edition, Delta]:
    old = edition(
        "a", [statement("1", "Staff must greet."), statement("2", "Sit."), statement("3", "Rest.")]
    )
    new = edition(
        "b", [statement("3", "Rest."), statement("1", "Staff may greet."), statement("4", "Go.")]
    )
    return old, new, delta(_paired(old, new, [("1", "1"), ("3", "3")]))


def test_holds_what_differs_and_no_more() -> None:
    """Words of a text that stay are edits of words; items that stay as they are are not there."""
    old, _, change = _small()
    same = edition("a", old.items)

    assert ["1"] == [edit.id for edit in change.edited if edit.texts]
    assert ["2"] == [placed.item.id for placed in change.removed]
    assert ["4"] == [placed.item.id for placed in change.added]
    nothing = delta(_paired(old, same, [(item.id, item.id) for item in old.items]))
    assert ((), (), (), (), ()) == (
        nothing.edition,
        nothing.removed,
        nothing.added,
        nothing.edited,
        nothing.associations,
    )


def test_another_edition_is_refused() -> None:
    """A delta applies to the very edition it was made from."""
    old, new, change = _small()

    with pytest.raises(InputError, match="made for another 'a'"):
        apply(change, new)
    with pytest.raises(InputError, match="made for another 'a'"):
        apply(change, replace(old, title="Other"))


@pytest.mark.parametrize("title", [f"Other {number}" for number in range(6)])
def test_any_other_edition_is_refused(title: str) -> None:
    """Whatever its fingerprint is, and whatever that of the edition that is made."""
    old, _, change = _small()

    with pytest.raises(InputError, match="made for another 'a'"):
        apply(change, replace(old, title=title))
    altered = replace(change, edition=(FieldEdit(name="title", before="a", after=title),))
    with pytest.raises(InputError, match="does not give"):
        apply(altered, old)


@pytest.mark.parametrize("other", ["Aaa", "Zzz"])
def test_what_is_not_there_is_not_changed(other: str) -> None:
    """An edit whose words, values or associations are not those of the edition is refused."""
    old, _, change = _small()
    link = Association(origin=other, type="related", destination="1")
    edit = next(edit for edit in change.edited if edit.texts)
    words = (WordEdit(op=WordOp.DELETE, text=other),)

    def with_edit(**parts: Any) -> Delta:
        return replace(change, edited=(replace(edit, **parts),))

    with pytest.raises(InputError, match="text of '1' is 'Staff must greet"):
        apply(with_edit(texts=(TextEdit(name="text", words=words),)), old)
    with pytest.raises(InputError, match="marker of '1' is 'None', which is not"):
        apply(with_edit(fields=(FieldEdit(name="marker", before=other, after=None),)), old)
    linked = replace(old, associations=(replace(link, origin="Mmm"),))
    gone = replace(
        delta(_paired(linked, linked, [(item.id, item.id) for item in old.items])),
        associations=(AssociationEdit(old_start=0, new_start=0, removed=(link,)),),
    )
    with pytest.raises(InputError, match="the associations from 0 on are not those"):
        apply(gone, linked)


def test_a_removal_stands_before_its_addition() -> None:
    """In a delta turned round, too, wherever in the text it is."""
    old = edition("a", [statement("1", "Staff must greet people, and guests must knock.")])
    new = edition("b", [statement("1", "Staff may greet people, and guests may knock twice.")])
    back = invert(delta(_paired(old, new, [("1", "1")])))
    (words,) = [text.words for edit in back.edited for text in edit.texts]

    assert [
        ("equal", "Staff"),
        ("delete", "may"),
        ("insert", "must"),
        ("equal", "greet people, and guests"),
        ("delete", "may knock twice."),
        ("insert", "must knock."),
    ] == [(edit.op.value, edit.text) for edit in words]


def test_an_altered_delta_is_refused() -> None:
    """A delta that does not lead where it says is not applied."""
    old, _, change = _small()

    with pytest.raises(InputError, match="does not give 'b' as expected"):
        apply(replace(change, added=()), old)
    with pytest.raises(InputError):
        apply(replace(change, edited=change.edited[:0]), old)


def test_one_old_edition() -> None:
    """A fan-in has no delta."""
    old, new, _ = _small()

    with pytest.raises(MisuseError, match="2 old ones"):
        delta(comparison_of([old, replace(old, id="c")], new, []))


@pytest.mark.parametrize(
    ("before", "after", "problem"),
    [
        ("{", "", "not JSON"),
        ('"schema"', '"scheme"', "not an object with the keys"),
        ("delta/1", "delta/9", "$.schema"),
        ('"old": "a"', '"old": 1', "$.old: 1 where a str belongs"),
        ('"place": 1', '"place": "1"', "$.removed[0].place"),
        ('"position": 2', '"position": true', "True where a int belongs"),
        ('"name": "text"', '"name": "lineage"', "$.edited[0].texts[0].name"),
        ('"op": "delete"', '"op": "burn"', "'burn'"),
        ('"name": "title"', '"name": "items"', "no field 'items'"),
    ],
)
def test_hostile_deltas(before: str, after: str, problem: str) -> None:
    """A file that is no delta is an error with its place."""
    _, _, change = _small()
    text = to_delta_json(change).decode()
    assert before in text

    with pytest.raises(FormatError) as caught:
        delta_from_json(source_from_bytes("d.json", text.replace(before, after, 1).encode()))

    assert problem in str(caught.value)
