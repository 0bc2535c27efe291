"""
How well documents are read, on published ones whose content people have written down.

    python benchmarks/documents.py DOCUMENTS [--misses N] [FILE…]
    python benchmarks/documents.py DOCUMENTS --against EDITION FILE…

DOCUMENTS is a folder with documents, `truth/NAME.json` of what they say (with the file names of the
document under `words`), and the scorer `score_import.py` that compares an edition with it. Printed
are, for each document, the share of items that are right (words and place), of those whose letters
are, the share that is right if a footnote that is kept whole as a note of an item counts, too, the
words that `guidegraph verify` does not find again, those left out as furniture, how many guesses
there were, and the seconds of processor time. `--misses` also prints the first N items of each that
are not right.

With `--against`, the files are scored by an edition that people made of the same document, such as
`editions/2013-peer/edition.md`. Headings that the document does not print are not asked for.
"""

from __future__ import annotations

import argparse
import json
import re
import runpy
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

from guidegraph.importers.importer import Document, importer_for
from guidegraph.model.edition import Edition, Excerpt
from guidegraph.model.errors import GuidegraphError, GuidegraphWarning
from guidegraph.model.manifest import Manifest
from guidegraph.render.format import written
from guidegraph.store.library import read_file


__all__ = ["main"]


Score = Callable[..., tuple[dict[str, Any], list[tuple[dict[str, Any], str, str | None]]]]


def main() -> None:
    """Print a line for each document."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("documents", type=Path)
    parser.add_argument("files", nargs="*", metavar="FILE")
    parser.add_argument("--against", type=Path, metavar="EDITION")
    parser.add_argument("--misses", type=int, default=0)
    options = parser.parse_intermixed_args()
    score = runpy.run_path(str(options.documents / "score_import.py"))["score"]
    print("right letters notes lost left-out guesses seconds  file")
    if options.against:
        truth = truth_of(options.against)
        for name in options.files:
            _print_score(Path(name), truth, score, options.misses)
        return
    for path in sorted(options.documents.glob("truth/*.json")):
        truth = json.loads(path.read_text(encoding="utf-8"))
        for name in truth["words"]:
            if not options.files or name in options.files:
                _print_score(options.documents / name, truth, score, options.misses)


def truth_of(path: Path) -> dict[str, Any]:
    """What an edition says, as the scorer asks for it, without what the document does not print."""
    edition = read_file(path)
    shown = json.loads(written("json", Excerpt(edition=edition, items=edition.items)))["items"]
    parents = {item["id"]: item.get("parent") for item in shown}
    unprinted = {item["id"] for item in shown if not (item.get("label") or item.get("text"))}

    def above(id_: str | None) -> str | None:
        while id_ in unprinted:
            id_ = parents[id_]
        return id_

    return {
        "items": [
            {**item, "parent": above(item.get("parent")), "kind": item.get("type")}
            for item in shown
            if item["id"] not in unprinted
        ]
    }


def _print_score(path: Path, truth: dict[str, Any], score: Score, misses: int) -> None:
    start = time.process_time()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", GuidegraphWarning)
            edition = read_file(path)
    except GuidegraphError as error:
        print(f"    -       -     -    -        -       -       -  {path.name}: {error}")
        return
    seconds = time.process_time() - start
    shown = json.loads(written("json", Excerpt(edition=edition, items=edition.items)))
    found, missed = score(shown, truth, file=path.name)
    reading = edition.reading
    left_out = reading.left_out if reading else ()
    unread = sum(len(re.findall(r"\w+", each.text)) for each in left_out)
    kept = found["right"] + _kept_as_notes(edition, missed) / found["items"]
    print(
        f"{found['right']:5.3f} {found['letters']:7.3f} {kept:5.3f} {_lost(path, edition):4}"
        f" {unread:8} {len(reading.guesses) if reading else 0:7} {seconds:7.1f}  {path.name}"
    )
    for item, why, got in missed[:misses]:
        words = item.get("label") or item.get("text") or ""
        print(f"      {why}: {words[:90]}" + (f" (under: {got[:40]})" if got else ""))


def _lost(path: Path, edition: Edition) -> int:
    """How many words of a file are neither in an item nor among those left out."""
    body = path.read_bytes()
    counted = importer_for(str(path), body).lost
    if counted is None:
        return 0
    document = Document(
        path=str(path), body=body, edition=edition.id, iri=edition.iri, manifest=Manifest()
    )
    return len(counted(document, edition)[1])


def _kept_as_notes(edition: Edition, missed: list[tuple[dict[str, Any], str, str | None]]) -> int:
    """How many of the statements that are no items are whole in the notes of some."""
    notes = {_letters(note.text) for item in edition.items for note in item.notes}
    words = [
        _letters(item.get("text") or item.get("label") or "")
        for item, why, _ in missed
        if why != "wrong parent"
    ]
    return sum(any(each in note for note in notes) for each in words if each)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


if __name__ == "__main__":
    main()
