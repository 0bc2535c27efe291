"""What the commands about courses say of maps and requests that cannot be right."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Result


Run = Callable[..., Result]


@pytest.mark.parametrize(
    ("old", "new", "code", "problem"),
    [
        (
            "value/7,",
            "value/77,",
            3,
            "unknown item of 2013-peer 'value/77': did you mean 'value/7'",
        ),
        ("2013-peer,", "2013-pear,", 3, "unknown edition '2013-pear': did you mean '2013-peer'"),
        (
            "quote\n",
            "quote\nstatement,item,edition,how,quote\n",
            3,
            "map.csv:2: a second row of column names",
        ),
        (
            "quote\n",
            "quote\nmodule/7/statment/9,value/7,2013-peer,teaches,\n",
            3,
            "did you mean 'module/7/statement/9'",
        ),
        (",teaches", ",taeches", 3, "'taeches' is not a way to be about an item"),
    ],
)
def test_a_bad_map(run: Run, library: Path, old: str, new: str, code: int, problem: str) -> None:
    """
    A map that cannot be right stops every command about the course, with the line and a suggestion.
    """
    path = library.parent / "curricula" / "peer-support-course" / "map.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    done = run("impact", "peer-support-course", "2013-peer", "combined", "--library", str(library))

    assert code == done.code
    assert problem in done.err


@pytest.mark.slow
def test_marks_and_line_ends(run: Run, library: Path) -> None:
    """A map that a spreadsheet program saved is the same map."""
    path = library.parent / "curricula" / "peer-support-course" / "map.csv"
    plain = run(
        "impact", "peer-support-course", "2013-peer", "combined", "--library", str(library)
    ).out
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))

    assert plain == (
        run("impact", "peer-support-course", "2013-peer", "combined", "--library", str(library)).out
    )


@pytest.mark.parametrize(
    ("command", "code", "problem"),
    [
        ("coverage peer-suport-course combined", 2, "did you mean 'peer-support-course'"),
        ("coverage combined combined", 2, "unknown course 'combined'"),
        ("coverage syllabus combined", 2, "this is the built-in library; go to the folder of"),
        ("coverage peer-support-course combind", 2, "did you mean 'combined'"),
        ("ripple term/peer-suporter 2013-peer combined", 2, "did you mean 'term/peer-supporter'"),
        ("migrate map.csv 2013-peer", 2, "name the map, the old editions and the new one"),
        ("migrate nope.csv 2013-peer combined", 3, "nope.csv: no such file"),
        ("comments combined", 2, "name a register with --file"),
        ("comments 2013-peer value/77", 2, "did you mean 'value/7'"),
        ("impact peer-support-course combined combined --format svg", 2, "use one of csv, json"),
        ("export combined --to case-json --since 2013-peer", 2, "give it with"),
        ("export combined --to case-json --issued soon", 2, "'soon' is not a date of issue"),
        ("export combined --to delta-json", 2, "'delta-json' cannot hold an edition"),
    ],
)
def test_misuse(run: Run, command: str, code: int, problem: str) -> None:
    """What makes no sense is said in one line, with what to do next."""
    done = run(*command.split())

    assert code == done.code
    assert problem in done.err
    assert "" == done.out
