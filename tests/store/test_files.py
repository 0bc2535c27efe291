"""Reads are bounded, writes are whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from guidegraph.model.errors import MisuseError, OccupiedError, UnreadableError
from guidegraph.store.files import read_bytes, write_atomically, write_new


def names(folder: Path) -> list[str]:
    """What is in a folder, hidden files too."""
    return sorted(path.name for path in folder.iterdir())


def test_reads_what_was_written(tmp_path: Path) -> None:
    """Bytes are neither decoded nor changed."""
    write_atomically(tmp_path / "a", b"\xff\r\n\0")

    assert b"\xff\r\n\0" == read_bytes(tmp_path / "a")
    assert ["a"] == names(tmp_path)


def test_refuses_what_is_no_file(tmp_path: Path) -> None:
    """A message says what stands there instead."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "dangling").symlink_to("nothing")
    (tmp_path / "file").touch()
    problems = {}
    for name in ("missing", ".", "pipe", "loop", "dangling", "file/x", "x" * 300, "a\0b"):
        with pytest.raises(UnreadableError) as caught:
            read_bytes(tmp_path / name)
        problems[name] = str(caught.value).partition(": ")[2].partition(";")[0]

    assert {
        "missing": "no such file",
        ".": "a folder, not a file",
        "pipe": "not a regular file",
        "loop": "no such file",
        "dangling": "no such file",
        "file/x": "no such file",
        "x" * 300: "file name too long",
    }.items() <= problems.items()


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs /dev/zero")
def test_refuses_an_endless_device() -> None:
    """A device is not read at all."""
    with pytest.raises(UnreadableError, match="not a regular file"):
        read_bytes(Path("/dev/zero"))


def test_refuses_what_is_too_large(tmp_path: Path) -> None:
    """A file over the limit is not read; one of exactly the limit is."""
    path = tmp_path / "a"
    path.write_bytes(b"12345")

    assert b"12345" == read_bytes(path, limit=5)
    with pytest.raises(UnreadableError, match="more than the 0 MB that are read at once; split"):
        read_bytes(path, limit=4)


def test_says_how_large_a_file_is_without_reading_it(tmp_path: Path) -> None:
    """A file of a terabyte is refused at once."""
    path = tmp_path / "sparse"
    with path.open("wb") as file:
        file.truncate(10**12)

    with pytest.raises(UnreadableError, match=r"1000000 MB, more than the 268 MB"):
        read_bytes(path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read and write everything")
def test_says_that_rights_are_missing(tmp_path: Path) -> None:
    """
    A file that is not ours to read, or a folder not ours to write to, is an error with advice.
    """
    path = tmp_path / "a"
    path.touch(mode=0)
    with pytest.raises(UnreadableError, match="permission denied; check the path and its rights"):
        read_bytes(path)
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(MisuseError, match="permission denied"):
            write_atomically(tmp_path / "b", b"")
    finally:
        tmp_path.chmod(0o700)


@pytest.mark.parametrize("failing", ["fsync", "replace", "write"])
def test_a_failing_write_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    """The old bytes stay, and no scratch file is left behind."""
    path = tmp_path / "a"
    path.write_bytes(b"old")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    if failing == "replace":
        monkeypatch.setattr(Path, "replace", fail)
    elif failing == "fsync":
        monkeypatch.setattr("guidegraph.store.files.os.fsync", fail)
    body: bytes = "no bytes" if failing == "write" else b"new"  # type: ignore[assignment]
    with pytest.raises((MisuseError, TypeError)) as caught:
        write_atomically(path, body)

    assert b"old" == path.read_bytes()
    assert ["a"] == names(tmp_path)
    if failing != "write":
        assert f"{path}: cannot be written (no space left on device)" in str(caught.value)


def test_an_interrupted_write_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C in the middle of a write changes nothing either."""
    path = tmp_path / "a"
    path.write_bytes(b"old")

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("guidegraph.store.files.os.fsync", stop)
    with pytest.raises(KeyboardInterrupt):
        write_atomically(path, b"new")

    assert (b"old", ["a"]) == (path.read_bytes(), names(tmp_path))


def test_keeps_the_rights_of_a_file(tmp_path: Path) -> None:
    """A new file gets the rights any new file gets, an old one keeps its own."""
    path, plain = tmp_path / "a", tmp_path / "b"
    plain.touch()
    write_atomically(path, b"")
    rights = path.stat().st_mode
    path.chmod(0o640)
    write_atomically(path, b"new")

    assert plain.stat().st_mode == rights
    assert 0o640 == path.stat().st_mode & 0o777


def test_follows_a_link(tmp_path: Path) -> None:
    """The file a link points to is written; the link stays."""
    (tmp_path / "folder").mkdir()
    target, link = tmp_path / "folder" / "a", tmp_path / "link"
    target.write_bytes(b"old")
    link.symlink_to("folder/a")
    write_atomically(link, b"new")

    assert link.is_symlink()
    assert b"new" == target.read_bytes()


def test_writes_to_a_pipe(tmp_path: Path) -> None:
    """A pipe is written to, not replaced by a file."""
    path = tmp_path / "pipe"
    os.mkfifo(path)
    reader = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write_atomically(path, b"new")
        body = os.read(reader, 10)
    finally:
        os.close(reader)

    assert b"new" == body
    assert path.is_fifo()


def test_writes_a_name_of_any_length(tmp_path: Path) -> None:
    """The scratch file's name is no longer than the name may be."""
    path = tmp_path / ("é" * 127)
    write_atomically(path, b"new")

    assert b"new" == path.read_bytes()


@pytest.mark.parametrize(
    ("place", "problem"),
    [
        (".", "a folder, not a file"),
        ("missing/a", "cannot be written (no such file or directory)"),
        ("file/a", "cannot be written (not a directory)"),
        ("loop", "cannot be written ("),
        ("x" * 300, "cannot be written (file name too long)"),
    ],
)
def test_says_why_a_place_cannot_be_written(tmp_path: Path, place: str, problem: str) -> None:
    """A place that cannot be written is misuse, with the reason."""
    (tmp_path / "file").touch()
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(MisuseError) as caught:
        write_atomically(tmp_path / place, b"new")

    assert str(caught.value).startswith(f"{tmp_path / place}: {problem}")


def test_writes_a_new_file_with_its_folders(tmp_path: Path) -> None:
    """Folders are made as they are needed."""
    write_new(tmp_path / "a" / "b" / "c", b"new")

    assert b"new" == (tmp_path / "a" / "b" / "c").read_bytes()


@pytest.mark.parametrize("place", ["file", "folder", "file/below", "loop/below"])
def test_writes_new_files_only(tmp_path: Path, place: str) -> None:
    """Where something stands, nothing is written."""
    (tmp_path / "file").write_bytes(b"old")
    (tmp_path / "folder").mkdir()
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(OccupiedError, match="choose another"):
        write_new(tmp_path / place, b"new")

    assert b"old" == (tmp_path / "file").read_bytes()
