"""What makes the whole server pause, kept short: collections of garbage, turns of threads."""

from __future__ import annotations

import gc
import sys


__all__ = ["keep_pauses_short"]

_TURN_SECONDS = 0.001
# After how many collections of what is new, of young objects, and of all objects the next one is.
_COLLECTIONS = (700, 10, 1_000)


def keep_pauses_short() -> None:
    """
    Leave all that there is now out of later collections of garbage, and let threads take turns.

    A library is millions of objects, which a collection would look at one by one while everybody
    waits, and never free. To be called when a library has been read, or replaced by another.
    """
    sys.setswitchinterval(_TURN_SECONDS)
    gc.set_threshold(*_COLLECTIONS)
    gc.unfreeze()
    gc.collect()
    gc.freeze()
