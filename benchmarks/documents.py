"""
How well documents are read, on published ones whose content people have written down.

    python benchmarks/documents.py DOCUMENTS [--misses N] [FILE…]

DOCUMENTS is a folder with documents, `truth/NAME.json` of what they say (with the file names of the
document under `words`), and the scorer `score_import.py` that compares an edition with it. Printed
are, for each document, the share of items that are right (words and place), of those whose letters
are, the words lost, those left out as furniture, how many guesses there were, and the seconds it
took. `--misses` also prints the first N items of each that are not right.
"""

from __future__ import annotations

import argparse
import json
import runpy
import time
import warnings
from pathlib import Path

from guidegraph.model.edition import Excerpt
from guidegraph.model.errors import GuidegraphError, GuidegraphWarning
from guidegraph.render.format import written
from guidegraph.store.library import read_file


__all__ = ["main"]


def main() -> None:
    """Print a line for each document."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("documents", type=Path)
    parser.add_argument("files", nargs="*", metavar="FILE")
    parser.add_argument("--misses", type=int, default=0)
    options = parser.parse_args()
    score = runpy.run_path(str(options.documents / "score_import.py"))["score"]
    print("right letters lost left-out guesses seconds  file")
    for path in sorted(options.documents.glob("truth/*.json")):
        truth = json.loads(path.read_text(encoding="utf-8"))
        for name in truth["words"]:
            if options.files and name not in options.files:
                continue
            start = time.perf_counter()
            try:
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore", GuidegraphWarning)
                    edition = read_file(options.documents / name)
            except GuidegraphError as error:
                print(f"    -       -    -        -       -       -  {name}: {error}")
                continue
            seconds = time.perf_counter() - start
            shown = json.loads(written("json", Excerpt(edition=edition, items=edition.items)))
            found, misses = score(shown, truth, file=name)
            reading = edition.reading
            left_out = sum(len(each.text.split()) for each in reading.left_out) if reading else 0
            print(
                f"{found['right']:5.3f} {found['letters']:7.3f} {found['words_lost']:4}"
                f" {left_out:8} {len(reading.guesses) if reading else 0:7} {seconds:7.1f}  {name}"
            )
            for item, why, got in misses[: options.misses]:
                words = item.get("label") or item.get("text")
                print(f"      {why}: {words[:90]}" + (f" (under: {got[:40]})" if got else ""))


if __name__ == "__main__":
    main()
