"""A small disk in memory, to fill up and to make read-only; only root may mount one."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory


class Disk:
    def __init__(self, folder: Path) -> None:
        self.folder, self.filler = folder, folder / "filler"

    def fill(self) -> None:
        """Fill the disk to its last byte."""
        with self.filler.open("wb", buffering=0) as file:
            for size in (1 << 16, 1 << 12, 1):
                try:
                    while True:
                        file.write(bytes(size))
                except OSError:
                    continue

    def make_room(self) -> None:
        self.filler.unlink()

    def remount(self, how: str) -> None:
        """Mount it as `ro` or `rw`; `ro` fails while a file is open for writing."""
        subprocess.run(
            ["mount", "-o", f"remount,{how}", self.folder],  # noqa: S607
            check=True,
            stderr=subprocess.DEVNULL,
        )


@contextmanager
def small_disk(megabytes: int) -> Iterator[Disk]:
    if os.geteuid() != 0:
        raise SystemExit("Only root may mount the small disk that this fills.")
    with TemporaryDirectory() as temporary:
        size = f"size={megabytes}m"
        subprocess.run(["mount", "-t", "tmpfs", "-o", size, "small", temporary], check=True)  # noqa: S607
        try:
            yield Disk(Path(temporary))
        finally:
            subprocess.run(["umount", "-l", temporary], check=True)  # noqa: S607
