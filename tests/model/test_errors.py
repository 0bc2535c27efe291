"""What messages say when something goes wrong."""

from __future__ import annotations

import pytest

from guidegraph.model import errors
from guidegraph.model.errors import FormatError, GuidegraphError, UnknownNameError


@pytest.mark.parametrize(
    ("name", "known", "expected"),
    [
        ("combind", ["combined", "2013-peer"], "did you mean 'combined'?"),
        ("zzz", ["combined", "2013-peer"], "there are 2013-peer, combined"),
        ("zzz", [], "there is no edition here at all"),
        (
            "zzz",
            [f"e{n:02}" for n in range(13)],
            "there are 13, among them e00, e01, e02, e03, e04",
        ),
    ],
)
def test_unknown_name(name: str, known: list[str], expected: str) -> None:
    """A name that nothing bears is quoted, and the nearest or the possible ones are named."""
    assert f"unknown edition {name!r}: {expected}" == str(UnknownNameError("edition", name, known))


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (3, "edition.md:3: not this; do that"),
        ("$.items[3]", "edition.md:$.items[3]: not this; do that"),
        (None, "edition.md: not this; do that"),
    ],
)
def test_format_error(place: int | str | None, expected: str) -> None:
    """A format error says where, what is wrong, and what to do next."""
    assert expected == str(FormatError("edition.md", place, "not this", "do that"))


@pytest.mark.parametrize(
    ("name", "exit_code"),
    [
        ("GuidegraphError", 3),
        ("MisuseError", 2),
        ("UnknownNameError", 2),
        ("OccupiedError", 2),
        ("InputError", 3),
        ("UnreadableError", 3),
        ("FormatError", 3),
    ],
)
def test_exit_codes(name: str, exit_code: int) -> None:
    """Misuse exits with 2, an input that cannot be read with 3; one tree holds every error."""
    error = getattr(errors, name)

    assert exit_code == error.exit_code
    assert issubclass(error, GuidegraphError)


def test_all_errors_are_public() -> None:
    """Each error of the tree is exported and drawn in the module's docstring."""
    found = {name for name, value in vars(errors).items() if isinstance(value, type)}

    assert set(errors.__all__) == found & set(errors.__all__)
    assert [] == [name for name in errors.__all__ if name not in (errors.__doc__ or "")]
