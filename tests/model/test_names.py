"""Names: slugs for identifiers, sentence case for people."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidegraph.model.names import is_edition_id, sentence_case, slug, without_abbreviations


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("PEER SUPPORT SPECIALIST", "peer-support-specialist"),
        ("CO-OPTATION", "co-optation"),
        ("Peer’s own, 'quoted' (words)", "peers-own-quoted-words"),
        ("snake_case__name", "snake-case-name"),
        ("Straße ﬁn", "strasse-fin"),
        ("同伴 支持", "同伴-支持"),
        ("../../etc/passwd", "etc-passwd"),
        ("<script>", "script"),
        ("  -- ", ""),
    ],
)
def test_slug(text: str, expected: str) -> None:
    """A slug is the words in lower case, joined by hyphens."""
    assert expected == slug(text)


@given(st.text())
def test_slug_of_slug(text: str) -> None:
    """A slug is its own slug, and holds nothing that could leave a folder or break an IRI."""
    found = slug(text)

    assert found == slug(found)
    assert not set(found) & set(" /\\.<>\"'#?%\n")


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("PEER SUPPORT IS VOLUNTARY", "Peer support is voluntary"),
        ("Peer support is voluntary", "Peer support is voluntary"),
        ("CO-OPTATION", "Co-optation"),
        ("SEE WHAT'S STRONG", "See what's strong"),
        ("~~ SAMHSA", "Samhsa"),
        ("iNAPS", "iNAPS"),
        ("  ", ""),
        ("", ""),
    ],
)
def test_sentence_case(label: str, expected: str) -> None:
    """Capitals throughout become a capital at the start; anything else stays."""
    assert expected == sentence_case(label)


@given(st.text())
def test_sentence_case_twice(label: str) -> None:
    """Making sentence case a second time changes nothing for a label of letters and spaces."""
    plain = "".join(letter for letter in label if letter.isascii() and letter not in "-–—~")

    assert sentence_case(plain) == sentence_case(sentence_case(plain))


@pytest.mark.parametrize("text", ["a", "2013-peer", "a.b_c-d", "v1.2", "x" * 100])
def test_edition_ids(text: str) -> None:
    """Lower-case letters, digits, and dots, hyphens and underscores within can name an edition."""
    assert is_edition_id(text)


@pytest.mark.parametrize(
    "text",
    [
        *("", ".", "..", "-a", "a-", ".hidden", "a..b", "../etc", "a/b", "a\\b", "/abs", "A"),
        *("a\n", "\na", "a b", "a\0b", "é", "\u0661", "a:b", "a%2fb", "~", "$HOME", "x" * 101),
        *("a\u202eb", "con:", "a#b", "a?b", "<b>"),
    ],
)
def test_hostile_edition_ids(text: str) -> None:
    """What could leave a folder, break an IRI or deceive the eye cannot name an edition."""
    assert not is_edition_id(text)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("PEER SUPPORT SPECIALIST (PSS)", ("PEER SUPPORT SPECIALIST", ("PSS",))),
        ("PEER", ("PEER", ())),
        ("Learning (collaborative)", ("Learning (collaborative)", ())),
        ("A (B)", ("A (B)", ())),
        ("(PSS) SPECIALIST", ("(PSS) SPECIALIST", ())),
    ],
)
def test_abbreviations(name: str, expected: tuple[str, tuple[str, ...]]) -> None:
    """Only capitals in brackets at the end of a name are its abbreviation."""
    assert expected == without_abbreviations(name)
