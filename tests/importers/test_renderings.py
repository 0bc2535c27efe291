"""Our editions, as others would print them, are read with each statement in its place."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from guidegraph.workspace import Workspace
from tests.importers.made import fodt, odt
from tests.importers.reading import outline_of, read
from tests.importers.renderings import LAYOUTS, Printed, misplaced, printed, to_docx, to_pdf


ROOT = Path(__file__).resolve().parents[2]
EDITIONS = ("2013-peer", "supervisor", "combined")
LEAST = 0.98
ONE_ROW = pytest.mark.xfail(
    reason="the lines of the only row of a table without rules on a page are taken for rows"
)


def values(edition: str) -> list[Printed]:
    """What the bundled edition says, value by value."""
    return printed(Workspace.open().edition(edition))


def in_place(form: str, edition: str, layout: str) -> None:
    """Nearly all statements are below their value and in their column."""
    expected = values(edition)
    body = to_docx(expected, layout) if form == "docx" else to_pdf(expected, layout)
    wrong = misplaced(read(f"a.{form}", body), expected)
    count = sum(len(texts) for value in expected for _, texts in value.columns)

    assert count > 40
    assert 1 - len(wrong) / count >= LEAST, f"{1 - len(wrong) / count:.3f}: {wrong[:5]}"


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("edition", EDITIONS)
def test_word_documents(edition: str, layout: str) -> None:
    """Tables with header rows, merged cells and lists in cells; headings and lists."""
    in_place("docx", edition, layout)


@pytest.mark.parametrize(
    ("edition", "layout"),
    [
        pytest.param(
            edition,
            layout,
            marks=[
                *([ONE_ROW] if (edition, layout) == ("combined", "unruled") else []),
                *([pytest.mark.slow] if edition != "supervisor" else []),
            ],
        )
        for edition in EDITIONS
        for layout in LAYOUTS
    ],
)
def test_pdf(edition: str, layout: str) -> None:
    """Tables with rules and without, rows and cells that go on over pages; headings and lists."""
    in_place("pdf", edition, layout)


def _files(folder: Path) -> list[str]:
    """A document of each format."""
    table = values("combined")
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    rows = "".join(
        f"<table:table-row>{cell.format(each.value)}"
        f"{cell.format(' '.join(each.columns[0][1]))}</table:table-row>"
        for each in table[:4]
    )
    text = "".join(
        f"{each.value}\n{'-' * len(each.value)}\n\n"
        + "".join(f"- {said}\n" for _, texts in each.columns for said in texts)
        + "\n"
        for each in table
    )
    page = "".join(
        f"<h2>{each.value}</h2><ul>"
        + "".join(f"<li>{said}" for _, texts in each.columns for said in texts)
        + "</ul>"
        for each in table
    )
    files = {
        "a.pdf": to_pdf(table, "merged"),
        "b.pdf": to_pdf(table, "headings"),
        "c.docx": to_docx(table, "merged"),
        "d.odt": odt(f"<text:h text:outline-level='1'>A</text:h><table:table>{rows}</table:table>"),
        "e.fodt": fodt(f"<table:table>{rows}</table:table>"),
        "f.html": f"<!DOCTYPE html><title>A</title><h1>A</h1>{page}".encode(),
        "g.txt": f"RULES\n=====\n\n{text}".encode(),
        "h.md": f"# Rules\n\n{text}".encode(),
    }
    for name, body in files.items():
        (folder / name).write_bytes(body)
    return list(files)


SHOWN = """
import sys
from guidegraph.cli.main import main
for name in sys.argv[1:]:
    try:
        main(["show", name, "--format", "json"])
    except SystemExit as end:
        assert not end.code, name
"""


@pytest.mark.slow
def test_the_same_bytes_whatever_the_hash_seed(tmp_path: Path) -> None:
    """Ten runs show every document the same."""
    names = _files(tmp_path)
    shown = {
        subprocess.run(
            [sys.executable, "-c", SHOWN, *names],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONHASHSEED": str(seed)},
            capture_output=True,
            check=True,
            timeout=300,
        ).stdout
        for seed in range(10)
    }

    assert len(shown) == 1
    assert len(shown.pop()) > 100_000


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
@pytest.mark.parametrize("layout", ["ruled", "merged", "headings"])
def test_what_libreoffice_saves_is_read_the_same(tmp_path: Path, layout: str) -> None:
    """A Word document of ours, saved again as DOCX and as ODT."""
    body = to_docx(values("combined"), layout)
    expected = [line.partition(": ")[2] for line in outline_of(read("a.docx", body))]
    (tmp_path / "a.docx").write_bytes(body)
    for form in ("odt", "docx"):
        subprocess.run(
            [
                *("soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile"),
                *("--convert-to", form, "--outdir", str(tmp_path / form), "a.docx"),
            ],
            cwd=tmp_path,
            capture_output=True,
            check=True,
            timeout=120,
        )
        found = read(f"a.{form}", (tmp_path / form / f"a.{form}").read_bytes())

        assert [line.partition(": ")[2] for line in outline_of(found)] == expected, form
        assert misplaced(found, values("combined")) == [], form
