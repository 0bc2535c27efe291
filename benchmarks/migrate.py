"""
How long it takes to carry the maps of many courses over to a new edition.

```
python benchmarks/migrate.py            1,000 courses of 200 links
python benchmarks/migrate.py 100 50     other numbers
```

The maps are files; the editions are read and compared once, in one process. Each map is checked to
come back byte for byte from its log.
"""

from __future__ import annotations

import random
import resource
import sys
import tempfile
import time
from pathlib import Path

from guidegraph.api import Library
from guidegraph.curriculum import LinkColumns
from guidegraph.model.course import LinkStatus


def main() -> None:
    """Write the maps, carry them over, print the times."""
    courses, links = (int(number) for number in [*sys.argv[1:], "1000", "200"][:2])
    chance = random.Random(5)
    library = Library.open()
    items = [item.id for item in library.edition("2013-peer").items]
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for course in range(courses):
            rows = [
                f"module/{course}/statement/{number},{chance.choice(items)},2013-peer,teaches"
                for number in range(1, links + 1)
            ]
            path = Path(folder) / f"{course}.csv"
            path.write_text("\n".join(["statement,item,edition,how", *rows, ""]), encoding="utf-8")
            paths.append(path)
        started = time.perf_counter()
        found = library.curriculum().migrations(paths, ["2013-peer"], "combined", LinkColumns())
        took = time.perf_counter() - started
    moved = sum(migration.linked for migration in found)
    counts = {
        status.value: sum(migration.counts()[status] for migration in found)
        for status in LinkStatus
    }
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{courses} courses, {moved} links: {took:.2f} s, {peak:.0f} MB; {counts}")


if __name__ == "__main__":
    main()
