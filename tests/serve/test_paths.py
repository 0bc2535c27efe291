"""Paths that could lead out of the site, or be read in two ways, lead nowhere."""

from __future__ import annotations

import pytest

from guidegraph.serve.paths import name_of
from tests.serve.conftest import Served


@pytest.mark.parametrize(
    "path",
    [
        "/../etc/passwd",
        "/first/../../../../etc/passwd",
        "/first/../digits.txt",
        "/./digits.txt",
        "//digits.txt",
        "/first//value/1.html",
        "/%2e%2e/etc/passwd",
        "/%2E%2e/%2e%2E/etc/passwd",
        "/..%2fetc/passwd",
        "/first%2Fvalue%2F1.html",
        "/..%5c..%5cetc",
        "/..\\..\\etc",
        "/%252e%252e/etc/passwd",
        "/%c0%ae%c0%ae/etc/passwd",
        "/digits.txt%00.html",
        "/digits.txt%00",
        "/digits.txt%0d%0aX:1",
        "/digits.txt/",
        "/digits.txt%2f",
        "/%",
        "/%zz",
        "/%ff",
        "/assets/",
        "/assets",
        "/assets/../digits.txt",
        "/digits.txt;x=1",
        "/DIGITS.TXT",
        "/" + "a" * 10_000,
        "/" + "a/" * 4_000,
    ],
)
def test_leads_nowhere(small: Served, path: str) -> None:
    """A path is taken as it is sent; what is not exactly the name of something is not found."""
    answer = small.send(f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())

    assert answer.split(b" ", 2)[1] in (b"400", b"404")
    assert b"0123456789" not in answer
    assert b"root:" not in answer


@pytest.mark.parametrize(
    "target", ["http://evil.example/digits.txt", "digits.txt", "*", "evil.example:80"]
)
def test_other_forms_of_a_target(small: Served, target: str) -> None:
    """Another server's address in the first line is not fetched."""
    answer = small.send(f"GET {target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())

    assert answer.split(b" ", 2)[1] in (b"200", b"400", b"404")
    assert b"evil" not in answer


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"/", ""),
        (b"/a/b", "a/b"),
        (b"/a%20b", "a b"),
        (b"/%C3%A9", "é"),
        (b"/a%2Fb", None),
        (b"/a b", None),
        (b"a", None),
        (b"", None),
        (b"/a/", None),
        (b"/...", "..."),
        (b"/a..b", "a..b"),
    ],
)
def test_names(raw: bytes, expected: str | None) -> None:
    """A path is decoded once, or is none."""
    assert expected == name_of(raw)
