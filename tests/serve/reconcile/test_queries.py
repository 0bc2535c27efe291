"""Whatever is sent as queries is read, or refused."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from guidegraph.model.errors import GuidegraphError
from guidegraph.serve.reconcile.queries import extension_from_json, queries_from_json


KEYS = st.sampled_from(
    ["query", "type", "type_strict", "limit", "properties", "pid", "v", "id", "ids", "settings"]
)
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=5)
    | st.sampled_from(["any", "edition", "text", "\ud800"])
)
TREES = st.recursive(
    SCALARS,
    lambda below: (
        st.lists(below, max_size=3) | st.dictionaries(KEYS | st.text(max_size=3), below, max_size=4)
    ),
    max_leaves=12,
)


def refusal(text: str) -> str | None:
    """What both readers say is wrong with a text; nothing if one of them reads it."""
    said = []
    for read in (queries_from_json, extension_from_json):
        try:
            read(text)
        except GuidegraphError as error:
            said.append(str(error))
    return " ".join(said) if len(said) == 2 else None


@given(TREES)
def test_any_json_is_read_or_refused(tree: object) -> None:
    """No JSON whatever makes anything but queries, or an error that is told in one line."""
    for text in (json.dumps(tree), json.dumps({"q": tree}), json.dumps({"ids": [], "q": tree})):
        said = refusal(text)

        assert said is None or said.isprintable()


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    """Nor does any text that is no JSON."""
    assert refusal(f"{text}]")
