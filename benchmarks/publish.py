#!/usr/bin/env python3
"""
How fast a site is built, how much memory that takes, and what copying the same files takes in the
same run.

Usage: publish.py [SIZE] [--profile]

Two made-up editions of SIZE items each and the diff between them; every item has its page, its
five data documents and its place in the diff.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.speed import made_up

from guidegraph.diff.align.entries import Entry
from guidegraph.diff.run import diff
from guidegraph.model.edition import Edition, Item, Provenance
from guidegraph.publish.assemble import site_of
from guidegraph.publish.content import SiteContent, SiteOptions
from guidegraph.publish.site import Site
from guidegraph.publisher import Publisher


__all__ = ["measure"]

BASE = "https://example.org/made-up/"


def edition_of(name: str, entries: Sequence[Entry], origin: tuple[str, ...] = ()) -> Edition:
    """An edition with the statements as items, numbered below their headings."""
    ids = [entry.id.replace(" ", "-") for entry in entries]
    counts: dict[int | None, int] = {}
    items = []
    for at, entry in enumerate(entries):
        counts[entry.parent] = counts.get(entry.parent, 0) + 1
        items.append(
            Item(
                id=ids[at],
                notation=str(at),
                label=entry.label or None,
                pref_label=entry.label or None,
                text=entry.text or None,
                parent=None if entry.parent is None else ids[entry.parent],
                position=counts[entry.parent],
            )
        )
    return Edition(
        id=name,
        iri=f"{BASE}{name}",
        title=f"Made up, {name}",
        provenance=Provenance(publisher="Nobody", revision_of=origin),
        items=tuple(items),
    )


def measure(size: int, *, profile: bool) -> None:
    """Build a site and print what it took."""
    before, after, _ = made_up(size)
    old, new = edition_of("old", before), edition_of("new", after, ("old",))
    start = time.perf_counter()
    comparison = diff((old,), new)
    print(f"{len(old.items)} + {len(new.items)} items, compared in {_since(start):.1f} s")
    holdings = SiteContent(base=BASE, title="Made up", editions=(old, new), pairs=(comparison,))
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        start = time.process_time()
        site = site_of(holdings, SiteOptions())
        pages = sum(document.media_type == "text/html" for document in site.documents())
        ready = time.process_time() - start
        print(f"{len(site.found)} documents, {pages} pages of them; laid out in {ready:.1f} s")
        memory: list[int] = []
        tools = cProfile.Profile()
        if profile:
            tools.enable()
        start = time.process_time()
        _build(site, place / "site", memory)
        took = time.process_time() - start
        tools.disable()
        print(f"built in {took:.1f} s of one core: {pages / (took + ready):.0f} pages a second")
        tenth = len(memory) // 10
        print(f"memory: {memory[tenth] // 1024} MB after a tenth, {memory[-1] // 1024} MB at last")
        start = time.process_time()
        _build(site, place / "site", memory)
        print(f"built again with nothing to write: {time.process_time() - start:.1f} s")
        start = time.process_time()
        shutil.copytree(place / "site", place / "copy")
        copied = time.process_time() - start
        print(f"copying the files: {copied:.1f} s; building takes {took / copied:.1f} times that")
        if profile:
            pstats.Stats(tools, stream=sys.stdout).sort_stats("tottime").print_stats(35)


def _build(site: Site, folder: Path, memory: list[int]) -> None:
    def each() -> None:
        memory.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)

    Publisher.write(site, folder, each=each)


def _since(start: float) -> float:
    return time.perf_counter() - start


def main() -> None:
    """Read the command line, and measure."""
    parser = argparse.ArgumentParser(description="How fast a site is built.")
    parser.add_argument("size", nargs="?", type=int, default=10_000)
    parser.add_argument("--profile", action="store_true", help="Say where the time goes.")
    asked = parser.parse_args()
    measure(asked.size, profile=asked.profile)


if __name__ == "__main__":
    main()
