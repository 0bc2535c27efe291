"""A site on disk."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from fuzzing.forked import run
from fuzzing.steps import Interruption
from guidegraph.model.errors import FormatError, MisuseError, OccupiedError
from guidegraph.store.files import PART, in_use
from guidegraph.store.site_folder import LISTING, WriteResult, read_templates, write_site


def documents(**bodies: str) -> list[tuple[str, Callable[[], bytes]]]:
    """Documents by their paths, `__` for a slash and `_` for a dot."""
    return [
        (name.replace("__", "/").replace("_", "."), body.encode) for name, body in bodies.items()
    ]


def files(folder: Path) -> dict[str, str]:
    """What is in a folder, by paths, without the listing."""
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in folder.rglob("*")
        if path.is_file() and path.name != LISTING
    }


def test_a_new_site(tmp_path: Path) -> None:
    """Documents lie at their paths, and nothing else is left anywhere."""
    done = write_site(tmp_path / "new" / "site", documents(index_html="a", b__c_html="b"))

    assert WriteResult(written=2, kept=0, removed=0) == done
    assert {"index.html": "a", "b/c.html": "b"} == files(tmp_path / "new" / "site")
    assert ["site"] == [path.name for path in (tmp_path / "new").iterdir()]


def test_an_empty_folder_becomes_the_site(tmp_path: Path) -> None:
    """A folder that was made for the site is used, not replaced."""
    place = tmp_path.stat().st_ino
    write_site(tmp_path, documents(index_html="a", b__c_html="b"))

    assert place == tmp_path.stat().st_ino
    assert {"index.html": "a", "b/c.html": "b"} == files(tmp_path)


def test_only_what_changed_is_written(tmp_path: Path) -> None:
    """What is the same keeps its time; what is no more is removed, with its empty folder."""
    site = tmp_path / "site"
    write_site(site, documents(a_html="a", b_html="b", c__d_html="d"))
    before = (site / "a.html").stat().st_mtime_ns
    done = write_site(site, documents(a_html="a", b_html="B"))

    assert WriteResult(written=1, kept=1, removed=1) == done
    assert {"a.html": "a", "b.html": "B"} == files(site)
    assert before == (site / "a.html").stat().st_mtime_ns
    assert not (site / "c").exists()


def test_files_of_others_stay(tmp_path: Path) -> None:
    """What was put beside the site by hand is not removed by the next build."""
    site = tmp_path / "site"
    write_site(site, documents(a_html="a"))
    (site / "CNAME").write_text("rooms.example", encoding="utf-8")
    write_site(site, documents(b_html="b"))

    assert {"b.html": "b", "CNAME": "rooms.example"} == files(site)


def test_a_folder_with_something_else(tmp_path: Path) -> None:
    """A folder that is no site is left alone."""
    (tmp_path / "thesis.txt").write_text("years of work", encoding="utf-8")
    with pytest.raises(OccupiedError, match="contains something other than a built site"):
        write_site(tmp_path, documents(index_html="a"))

    assert {"thesis.txt": "years of work"} == files(tmp_path)


def test_a_file_in_the_place_of_the_folder(tmp_path: Path) -> None:
    """A file is not replaced by a site."""
    (tmp_path / "site").write_text("a file", encoding="utf-8")
    with pytest.raises(OccupiedError, match="is there and no folder"):
        write_site(tmp_path / "site", documents(index_html="a"))

    assert {"site": "a file"} == files(tmp_path)


def test_a_build_that_fails_leaves_nothing(tmp_path: Path) -> None:
    """A new site is there whole or not at all."""

    def fail() -> bytes:
        raise MisuseError("no such thing")

    with pytest.raises(MisuseError, match="no such thing"):
        write_site(tmp_path / "site", [*documents(a_html="a"), ("b.html", fail)])

    assert [] == list(tmp_path.iterdir())


def test_a_later_build_that_fails_breaks_nothing(tmp_path: Path) -> None:
    """Every file is the old or the new one, and the next build knows which are ours."""

    def fail() -> bytes:
        raise MisuseError("no such thing")

    site = tmp_path / "site"
    write_site(site, documents(a_html="a", z_html="z"))
    with pytest.raises(MisuseError, match="no such thing"):
        write_site(site, [*documents(new_html="n"), ("b.html", fail)])
    found = files(site)
    write_site(site, documents(a_html="a"))

    assert {"a.html": "a", "z.html": "z", "new.html": "n"} == found
    assert {"a.html": "a"} == files(site)


@pytest.mark.parametrize(
    "path", ["../x", "a/../../x", "/etc/x", "a//b", "./x", "a\\..\\x", "a\0b", "", "a/"]
)
def test_no_path_leaves_the_folder(tmp_path: Path, path: str) -> None:
    """A path that leads elsewhere is refused before anything is written."""
    with pytest.raises(MisuseError, match="would leave the folder"):
        write_site(tmp_path / "site", [*documents(a_html="a"), (path, lambda: b"x")])

    assert [] == list(tmp_path.iterdir())


def test_a_link_is_not_written_through(tmp_path: Path) -> None:
    """A link in the folder cannot make a build write elsewhere."""
    site, outside = tmp_path / "site", tmp_path / "outside"
    outside.mkdir()
    (outside / "b.html").write_text("theirs", encoding="utf-8")
    write_site(site, documents(a_html="a"))
    (site / "b.html").symlink_to(outside / "b.html")
    (site / "c").symlink_to(outside)
    with pytest.raises(MisuseError, match="a link, which the build does not follow"):
        write_site(site, documents(b_html="ours"))
    with pytest.raises(MisuseError, match="points out of the folder of the site"):
        write_site(site, documents(c__d_html="ours"))

    assert {"b.html": "theirs"} == files(outside)


@pytest.mark.parametrize("listing", ["", "[]", '{"files": 1}', '{"files": ["../outside.txt"]}'])
def test_a_listing_that_somebody_changed(tmp_path: Path, listing: str) -> None:
    """A listing cannot make a build remove what is not the site's."""
    site = tmp_path / "site"
    (tmp_path / "outside.txt").write_text("theirs", encoding="utf-8")
    write_site(site, documents(a_html="a"))
    (site / LISTING).write_text(listing, encoding="utf-8")
    with pytest.raises((FormatError, MisuseError)):
        write_site(site, documents(b_html="b"))

    assert "theirs" == (tmp_path / "outside.txt").read_text(encoding="utf-8")


def test_progress_is_told(tmp_path: Path) -> None:
    """The caller hears of every document, of a new site and of a later build."""
    heard: list[int] = []
    for _ in range(2):
        write_site(tmp_path / "site", documents(a="a", b="b"), lambda: heard.append(1))

    assert 4 == len(heard)


def test_templates_are_read(tmp_path: Path) -> None:
    """Templates, style sheets and scripts of a folder, by their names; nothing else."""
    for name in ("home.html", "site.css", "notes.txt"):
        (tmp_path / name).write_text(name, encoding="utf-8")

    assert {"home.html": "home.html", "site.css": "site.css"} == read_templates(tmp_path)


def test_a_template_that_is_no_text(tmp_path: Path) -> None:
    """A template has to be UTF-8."""
    (tmp_path / "home.html").write_bytes(b"\xff")
    with pytest.raises(FormatError, match="not UTF-8"):
        read_templates(tmp_path)


@pytest.mark.parametrize("there", [True, False], ids=["an empty folder", "a new one"])
def test_a_build_that_was_killed(tmp_path: Path, there: bool) -> None:
    """Whenever a build is killed, the next one takes the folder, and nothing is left of it."""

    def build() -> None:
        write_site(Path("site"), documents(a_html="a", b_html="b", c_html="c"))

    (tmp_path / "whole").mkdir()
    steps = run(build, tmp_path / "whole").steps
    for step in range(steps):
        place = tmp_path / str(step)
        site = place / "site"
        (site if there else place).mkdir(parents=True)
        assert run(build, place, Interruption(step, share=0.5)).was_killed
        for left in (*place.rglob(f"{PART}*"), site):
            if left.exists():
                os.utime(left, (0, 0))  # long ago
        write_site(site, documents(a_html="A", d_html="D"))

        assert {"a.html": "A", "d.html": "D"} == files(site)
        assert ["site"] == [path.name for path in place.iterdir()]


def test_a_build_under_way_is_left_alone(tmp_path: Path) -> None:
    """What another process still writes is not taken for something left."""
    other = tmp_path / f"{PART}other"
    other.mkdir()
    os.utime(other, (0, 0))
    with in_use(other):
        write_site(tmp_path / "site", documents(a_html="A"))
        assert other.exists()
    write_site(tmp_path / "site", documents(a_html="A"))

    assert not other.exists()
