"""Many readers and hostile clients: a short form of what `just load` tries."""

from __future__ import annotations

import pytest

from hostile_requests import headers, paths, queries
from load import load


def test_how_many() -> None:
    """All hostile requests are different, and as many as a good tester tries."""
    for found, least in ((list(paths()), 650), (list(headers()), 700), (list(queries()), 200)):
        assert len(set(found)) == len(found) >= least


@pytest.mark.slow
def test_a_little_of_everything(capsys: pytest.CaptureFixture[str]) -> None:
    """No promise is broken."""
    names = ("50,000 dots", "an answer of 38 MB")
    faults = load(seconds=2.0, requests=1_000, every=23, names=names)

    assert [] == faults, capsys.readouterr().out
