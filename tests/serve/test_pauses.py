"""The server pauses for short times only."""

from __future__ import annotations

import subprocess
import sys


PROGRAM = """
import gc, sys
from guidegraph.serve.pauses import keep_pauses_short

library = [[number] for number in range(100_000)]
keep_pauses_short()
print(gc.get_freeze_count() > 100_000, len(gc.get_objects()) < 10_000)
print(sys.getswitchinterval() < 0.002)

class Part: pass
for turn in range(3):  # a library that is replaced, and has circles in it
    library = [Part() for _ in range(20_000)]
    for each in library:
        each.self = each
    keep_pauses_short()
del library, each
keep_pauses_short()
print(sum(type(each) is Part for each in gc.get_objects()), gc.get_freeze_count() < 150_000)
"""


def test_a_library_is_left_out() -> None:
    """A collection of garbage looks at nothing of the library; a replaced one is freed."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True
    )

    assert ["True True", "True", "0 True"] == done.stdout.splitlines()
