"""
Take the pictures of the documentation: the desk, the workbook and the tracked document.

```
python tools/pictures.py
```

It needs Chromium (or its path in GUIDEGRAPH_CHROMIUM), LibreOffice, and the extras `browser` and
`serve`. The pictures are of our own pair of editions, with decisions of a reviewer who does not
exist. They depend on the fonts and programs of the machine, so `gen.py --check` does not compare
them.
"""

from __future__ import annotations

import asyncio
import io
import os
import shutil
import subprocess
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import TYPE_CHECKING

from guidegraph.api import Library
from guidegraph.diff.curation.review import DecisionGrounds, decided
from guidegraph.editors import Editors
from guidegraph.model.changes import Comparison, Relation
from guidegraph.model.mapping import Curation
from guidegraph.model.review import State
from guidegraph.render.format import written
from guidegraph.serve.desk.app import desk_application
from guidegraph.serve.desk.session import DeskSession
from guidegraph.serve.run import address_of, listening, server
from guidegraph.serve.settings import ServerSettings
from guidegraph.serve.work import WorkerPool


if TYPE_CHECKING:
    from PIL.Image import Image


FOLDER = Path(__file__).resolve().parent.parent / "docs" / "pictures"
OLD, NEW = "2013-peer", "combined"
ANA = Curation(reviewer="Ana Example", date="2026-03-02")
BEN = Curation(reviewer="Ben Example", date="2026-03-03")
WINDOW = (1200, 860)
COLOURS = 96
_TOKEN = "a-secret-of-nobody"
_SWITCHES = ("--no-sandbox", "--disable-gpu", "--no-first-run")
# Comments would be icons on top of the words.
_PAPER = 'pdf:writer_pdf_Export:{"ExportNotes":{"type":"boolean","value":"false"}}'


def take(folder: Path) -> Iterator[Path]:
    """Take all pictures; the files written."""
    editors = Library.open().editors()
    with TemporaryDirectory(prefix="guidegraph-") as name:
        work = Path(name)
        ledger = work / "review.tsv"
        decide(editors, ledger, ANA)
        decide(editors, work / "theirs.tsv", BEN)
        comparison = editors.workspace.diff([OLD], NEW, ledger=ledger)
        yield from (
            _saved(folder / f"{each}.png", image)
            for each, image in (
                *pictures_of_desk(editors, ledger, work / "theirs.tsv"),
                ("workbook", picture_of_workbook(comparison, work)),
                ("tracked", picture_of_document(comparison, work)),
            )
        )


def decide(editors: Editors, ledger: Path, by: Curation) -> None:
    """Decide about some changes; the two people do not agree about all of them."""
    review = editors.review([OLD], NEW, ledger=ledger)
    ids = [each.id for each in review.comparison.changes.changes]
    changes = {each.id: each for each in review.comparison.changes.changes}
    weaker = [id_ for id_ in ids if (verdict := changes[id_].verdict) and verdict.aspects]
    dropped = [id_ for id_ in ids if changes[id_].relation is Relation.DROPPED]
    rest = [id_ for id_ in ids if id_ not in (*weaker, *dropped)]
    steps = (
        (
            (State.ACCEPTED, rest[:9], "", ""),
            (State.REJECTED, weaker[:1], "Only peer specialists? See the minutes.", ""),
            (State.ACCEPTED, weaker[1:2], "", "The survey is cited as it was published."),
            (State.DEFERRED, dropped[:2], "Ask the authors of 2013.", ""),
        )
        if by == ANA
        else (
            (State.ACCEPTED, rest[3:14], "", ""),
            (State.ACCEPTED, (*weaker[:1], *dropped[:1]), "Agreed in March.", ""),
        )
    )
    for state, chosen, reason, rationale in steps:
        grounds = DecisionGrounds(by=by, reason=reason, rationale=rationale)
        editors.decide(ledger, decided(review, {state: list(chosen)}, grounds=grounds))


def pictures_of_desk(editors: Editors, ledger: Path, theirs: Path) -> Iterator[tuple[str, Image]]:
    """The desk in the middle of the work, and with the decisions of a colleague to take in."""
    from PIL import Image
    from playwright.sync_api import sync_playwright

    session = DeskSession(
        editors=editors, old=(OLD,), new=NEW, ledger=ledger, reviewer=ANA.reviewer
    )
    width, height = WINDOW
    with _serving(session) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=_SWITCHES)
        page = browser.new_page(viewport={"width": width, "height": height})
        page.goto(address)
        page.evaluate("document.querySelector('.saved code').textContent = 'review.tsv'")
        page.locator(".now").wait_for()
        rejected = page.locator(".card[data-state=rejected]").first
        rejected.evaluate("card => card.focus()")
        page.keyboard.press("p")
        page.keyboard.press("n")
        page.wait_for_timeout(500)
        yield "desk", Image.open(io.BytesIO(page.screenshot()))
        page.set_viewport_size({"width": 860, "height": 1000})
        page.keyboard.press("i")
        page.locator("#take-in [name=file]").set_input_files(theirs)
        page.locator(".conflict [value=theirs]").first.check()
        page.wait_for_timeout(500)
        yield "take-in", Image.open(io.BytesIO(page.locator("#take-in").screenshot()))
        browser.close()


def picture_of_workbook(comparison: Comparison, work: Path) -> Image:
    """The rows of the workbook around one that was rejected, from the old text on."""
    file = work / "changes.xlsx"
    file.write_bytes(written("xlsx", comparison))
    return _page_of(_converted(file, "pdf"), "minutes", beginning="Old text", part=0.5)


def picture_of_document(comparison: Comparison, work: Path) -> Image:
    """The beginning of the document with tracked changes."""
    file = work / "tracked.docx"
    file.write_bytes(written("docx-tracked", comparison))
    return _page_of(_converted(file, _PAPER), "", part=0.5)


def chromium() -> str | None:
    """The browser to use."""
    names = (os.environ.get("GUIDEGRAPH_CHROMIUM", ""), "chromium", "google-chrome")
    return next((found for name in names if name and (found := shutil.which(name))), None)


@contextmanager
def _serving(session: DeskSession) -> Iterator[str]:
    run = WorkerPool(threads=2, waiting=50, seconds=120)
    session.state()
    with listening("127.0.0.1", 0) as listener:
        app = desk_application(session, port=listener.getsockname()[1], token=_TOKEN, run=run)
        serving = server(app, ServerSettings())
        thread = Thread(target=lambda: asyncio.run(serving.serve(sockets=[listener])), daemon=True)
        thread.start()
        yield f"{address_of(listener)}?token={_TOKEN}"
        serving.should_exit = True
        thread.join(timeout=20)
        run.close()


def _converted(file: Path, to: str) -> Path:
    """What LibreOffice makes of a file, as a PDF."""
    home = f"-env:UserInstallation=file://{file.parent}/profile"
    command = ["soffice", home, "--headless", "--convert-to", to, "--outdir", str(file.parent)]
    subprocess.run([*command, str(file)], check=True, capture_output=True, timeout=180)
    return file.with_suffix(".pdf")


def _page_of(pdf: Path, words: str, *, beginning: str = "", part: float) -> Image:
    """
    The upper *part* of the first page of a PDF with some words, without the empty margins; from the
    column that begins with *beginning*.
    """
    import pypdfium2
    from PIL import Image, ImageChops

    document = pypdfium2.PdfDocument(pdf)
    page = next(
        (each for each in document if words in each.get_textpage().get_text_bounded()), document[0]
    )
    left = 0.0
    if beginning:
        found = page.get_textpage().search(beginning).get_next()
        left = page.get_textpage().get_charbox(found[0])[0] - 2 if found else 0.0
    scale = WINDOW[0] / (page.get_width() - left)
    image: Image.Image = page.render(scale=scale).to_pil().convert("RGB")
    image = image.crop((round(left * scale), 0, image.width, round(image.height * part)))
    white = Image.new("RGB", image.size, "white")
    box = ImageChops.difference(image, white).getbbox() or (0, 0, *image.size)
    return image.crop((0, max(box[1] - 10, 0), min(box[2] + 10, image.width), box[3]))


def _saved(path: Path, image: Image) -> Path:
    """Write a picture with few colours, which is small."""
    from PIL.Image import Dither

    path.parent.mkdir(parents=True, exist_ok=True)
    image.convert("RGB").quantize(COLOURS, dither=Dither.NONE).save(path, optimize=True)
    return path


def main() -> int:
    """Take the pictures, and name them."""
    parser = ArgumentParser(description="Take the pictures of the documentation.")
    parser.add_argument("--to", type=Path, default=FOLDER, help="the folder to write into")
    folder = parser.parse_args().to
    for path in take(folder):
        print(f"wrote {path} ({path.stat().st_size // 1000} kB)", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
