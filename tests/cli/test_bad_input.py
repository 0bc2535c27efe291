"""Bad input ends in one line that helps, the right exit code, and nothing else."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest


Run = Callable[..., Any]

FILES = {
    "binary.md": b"# T\n\0",
    "empty.md": b"",
    "untitled.md": b"\n## A\n\n## Value 1) B\n\n### Practice: C\n",
    "outside.md": b"# T\n\n### Practice: A\n\n- b\n\n## Value 1) B\n",
    "twice.md": b"# T\n\n## Value 1) A\n\n### Practice: C\n\n- d\n\n## Value 1) B\n",
    "steering.md": b"# T\n\n## A\n\n\x1b[31mb\n",
    "good.md": b"# T\n\n## A\n\nb\n",
    "a.pptx": b"PK",
    "plain": b"# T\n",
    "old.DOC": b"\xd0\xcf",
    "scan.png": b"",
    "new\nline.md": b"",
}


@pytest.fixture(autouse=True)
def files(tmp_path: Path) -> None:
    """Files of all kinds in the folder the commands run in."""
    for name, body in FILES.items():
        (tmp_path / name).write_bytes(body)
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe.md")


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        ("show missing.md", 3, "missing.md: no such file; check the path"),
        ("show folder", 3, "folder: a folder, not a file; name the edition.md in it"),
        ("show folder/", 3, "folder: a folder, not a file; name the edition.md in it"),
        ("show pipe.md", 3, "pipe.md: not a regular file; copy its content to one"),
        ("show binary.md", 3, "binary.md: a binary file; give a text file in UTF-8"),
        (
            "show empty.md",
            3,
            "empty.md: the outline is empty; begin it with '# ' and the edition's title",
        ),
        (
            "show untitled.md",
            3,
            "untitled.md:2: the outline has no title; begin it with '# ' and the title",
        ),
        (
            "show outside.md",
            3,
            (
                "outside.md:3: 'Practice: A' is outside a value; put it below a heading such "
                "as '## Value 7) LABEL'"
            ),
        ),
        (
            "show twice.md",
            3,
            (
                "twice.md:9: the id 'value/1' is already on line 3; rename one of the two, or "
                "give its heading another id: {#name}"
            ),
        ),
        ("show a.pptx", 3, "a.pptx: not a format that can be imported; save it as .pdf"),
        (
            "show old.DOC",
            3,
            "old.DOC: not a format that can be imported; open it in the program that made it",
        ),
        (
            "show scan.png",
            3,
            "scan.png: not a format that can be imported; run OCR",
        ),
        ("show missing.doc", 3, "missing.doc: no such file; check the path"),
        ("import missing.docx --as a --library folder", 3, "folder: no library.toml in it; create"),
        ("show plain", 3, "plain: not a format that can be imported; use a file ending in ."),
        ("show new\nline.md", 3, "new line.md: the outline is empty; begin it with"),
        ("show \x1b[31m.md", 3, "\\x1b[31m.md: no such file; check the path"),
        ("show \udcff.md", 3, "\\udcff.md: no such file; check the path"),
        ("show combind", 2, "unknown edition 'combind': did you mean 'combined'?"),
        ("show zzz", 2, "unknown edition 'zzz': there are 2013-peer, combined, peer-support"),
        ("show combined value/99", 2, "unknown item of combined 'value/99': did you mean 'value"),
        ("show combined zzz", 2, "unknown item of combined 'zzz': there are "),
        ("show good.md value/1", 2, "unknown item of good 'value/1': "),
        ("show combined --format yaml", 2, "unknown format 'yaml'; an edition or a part of an"),
        ("editions --format jsn", 2, "unknown format 'jsn' (did you mean 'json'?); a library"),
        ("export combined --to turtl", 2, "unknown format 'turtl' (did you mean 'turtle'?)"),
        ("export combind --to json-ld", 2, "unknown edition 'combind': did you mean 'combined'?"),
        ("export outside.md --to json-ld", 3, "outside.md:3: 'Practice: A' is outside"),
        ("verify combind", 2, "unknown edition 'combind': did you mean 'combined'?"),
        ("build combind", 2, "unknown edition 'combind': did you mean 'combined'?"),
        ("build --check combind", 2, "unknown edition 'combind': did you mean 'combined'?"),
        ("diff combind combined", 2, "unknown edition 'combind': did you mean 'combined'?"),
        ("diff combined outside.md", 3, "outside.md:3: 'Practice: A' is outside"),
        ("shwo combined", 2, "unknown command 'shwo': did you mean 'show'?"),
        ("--library missing editions", 3, "missing/library.toml: no such file; check the path"),
        ("--library folder editions", 3, "folder: no library.toml in it; create one with"),
        ("--library good.md editions", 3, "good.md: a file, not a library; name the folder"),
        ("editions -o folder", 2, "folder: a folder, not a file; name a file in it"),
        ("editions -o none/a", 2, "none/a: cannot be written (no such file or directory); choose"),
        ("editions -o good.md/a", 2, "good.md/a: cannot be written (not a directory); choose"),
        ("init folder --base nowhere", 2, "not a base IRI: 'nowhere'; write https://…"),
        ("init good.md", 2, "good.md: exists and is not a folder; choose another"),
    ],
)
def test_says_in_one_line_what_is_wrong(
    run: Run, tmp_path: Path, arguments: str, code: int, message: str
) -> None:
    """One line on standard error says what, where, and what next; nothing is written anywhere."""
    before = sorted(tmp_path.rglob("*"))
    result = run(*arguments.split(" "))

    assert result.err.startswith(f"guidegraph: {message}")
    assert result.err.endswith("\n")
    assert 1 == result.err.count("\n")
    assert (code, "") == (result.code, result.out)
    assert before == sorted(tmp_path.rglob("*"))


def test_no_text_controls_the_terminal(run: Run) -> None:
    """A control character in a text is left out, with a warning, and the words are read."""
    result = run("show", "steering.md")

    assert "guidegraph: warning: steering.md:5: a control character: '\\x1b' was left out\n" == (
        result.err
    )
    assert "[31mb" in result.out
    assert "\x1b" not in result.out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("--nope", "No such option"),
        ("editions --nope", "No such option"),
        ("editions extra", "Got unexpected extra argument"),
        ("show", "Missing argument 'EDITION'"),
        ("show a b c", "Got unexpected extra argument"),
        ("diff", "Missing argument"),
        ("diff combined", "Missing argument"),
        ("export combined", "Missing option '--to'"),
        ("init", "Missing argument 'FOLDER'"),
        ("editions --library", "requires an argument"),
        ("editions --format", "requires an argument"),
    ],
)
def test_says_how_a_command_is_used(run: Run, arguments: str, message: str) -> None:
    """A wrong option or number of arguments shows the usage, the error, and exits with 2."""
    result = run(*arguments.split())

    assert message in result.err.splitlines()[-1]
    assert "Traceback" not in result.err
    assert (2, "") == (result.code, result.out)


def test_broken_toml_is_an_error_with_its_line(run: Run, small: Path) -> None:
    """The manifest's line is named in the commands that read it."""
    (small / "first" / "edition.toml").write_text('language = "en"\nissued = 2013-\n')
    for command in ("editions", "verify", "build"):
        result = run(command, "--library", str(small))

        assert 3 == result.code
        assert result.err.startswith(
            f"guidegraph: {small / 'first' / 'edition.toml'}:2: not TOML: "
        )
        assert 1 == result.err.count("\n")


@pytest.mark.parametrize("command", ["show outside.md", "show combind", "verify combind"])
def test_an_error_leaves_the_old_output(run: Run, tmp_path: Path, command: str) -> None:
    """With -o, a failing command makes no file and leaves one that is there alone."""
    old, new = tmp_path / "old.txt", tmp_path / "new.txt"
    old.write_bytes(b"old")
    for path in (old, new):
        assert 0 != run(*command.split(), "-o", str(path)).code

    assert b"old" == old.read_bytes()
    assert not new.exists()


def test_an_unknown_format_leaves_the_old_output(run: Run, tmp_path: Path) -> None:
    """The same holds where the last thing asked for is what is wrong."""
    old = tmp_path / "old.txt"
    old.write_bytes(b"old")

    assert 2 == run("show", "good.md", "--format", "nope", "-o", str(old)).code
    assert b"old" == old.read_bytes()


def test_a_fault_of_ours_is_no_traceback(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Even a bug ends in one line, which says how to see more."""

    def fail(*_: object, **__: object) -> None:
        raise KeyError("some\nkey")

    monkeypatch.setattr("guidegraph.api.Library.open", fail)
    result = run("editions")

    assert 3 == result.code
    assert "guidegraph: an internal error (KeyError: 'some\\nkey')" in result.err
    assert "GUIDEGRAPH_DEBUG=1" in result.err
    assert 1 == result.err.count("\n")


@pytest.mark.parametrize(
    ("error", "code", "message"),
    [
        (RecursionError(), 3, "nested too deeply"),
        (MemoryError(), 3, "more memory than is available"),
        (KeyboardInterrupt(), 130, "stopped"),
        (OSError(28, "No space left on device"), 2, "cannot be written (no space left on device)"),
        (PermissionError(13, "Permission denied", "a.ttl"), 3, "a.ttl: permission denied"),
    ],
)
def test_the_machine_may_fail(
    run: Run, monkeypatch: pytest.MonkeyPatch, error: BaseException, code: int, message: str
) -> None:
    """Too little memory, a full disk, missing rights and Ctrl-C have messages of their own."""

    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr("guidegraph.api.Library.open", fail)
    monkeypatch.setattr("guidegraph.cli.main._discard_output", lambda: None)
    result = run("editions")

    assert code == result.code
    assert message in result.err


@pytest.mark.slow
def test_exit_codes_of_a_process(start: Callable[..., CompletedProcess[str]]) -> None:
    """The codes reach the shell."""
    done = start(
        "for command in editions 'show nope' 'show outside.md' --nope; do"
        " guidegraph $command >/dev/null 2>&1; echo $?; done"
    )

    assert ("0\n2\n3\n2\n", "") == (done.stdout, done.stderr)
