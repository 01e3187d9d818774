"""Progress bars of a long run, one for each stage."""

from types import TracebackType
from typing import Self

from tqdm import tqdm

from attribution.training.progress import Progress


class ProgressBars:
    """A `report` for `run_attribution`; models of earlier runs do not count for the speed."""

    def __init__(self) -> None:
        self._bar: tqdm[None] | None = None
        self._stage = ""  # a bar that TQDM_DISABLE turns off has no description

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._close()

    def __call__(self, progress: Progress) -> None:
        if progress.note:
            tqdm.write(progress.note)
            return
        if self._bar is None or self._stage != progress.stage:
            self._close()
            self._stage = progress.stage
            self._bar = tqdm(
                desc=progress.stage, total=progress.total, initial=progress.done, unit=" models"
            )
        self._bar.update(progress.done - self._bar.n)

    def _close(self) -> None:
        if self._bar is not None:
            self._bar.close()
