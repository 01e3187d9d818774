"""Worker processes that do not outlive the process they work for."""

import os
import time
from threading import Thread


def end_with_parent() -> None:
    """Watch, inside a worker, whether its parent is still there.

    A parent that is killed closes no pipe that a worker shares with its siblings: they would wait
    for ever, each with all of its memory.
    """
    Thread(target=_watch, args=(os.getppid(),), daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)
