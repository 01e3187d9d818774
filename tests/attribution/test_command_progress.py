"""A long run shows one bar for each stage, and notes between them."""

import io
from contextlib import redirect_stderr, redirect_stdout
from functools import partial

import pytest
from tqdm import tqdm

from attribution import command_progress
from attribution.command_progress import ProgressBars
from attribution.training.progress import Progress


def test_every_stage_has_its_bar_and_a_note_its_line() -> None:
    bars, notes = io.StringIO(), io.StringIO()
    with redirect_stderr(bars), redirect_stdout(notes), ProgressBars() as report:
        report(Progress("plan", 0, 0, "Planned: 1 base model."))
        report(Progress("base", 1, 1))
        report(Progress("individual", 40, 72))
        report(Progress("individual", 72, 72))
    assert "Planned: 1 base model." in notes.getvalue()
    assert "base: 100%" in bars.getvalue()
    assert "individual: 100%" in bars.getvalue()
    assert "72/72" in bars.getvalue()


def test_bars_can_be_turned_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """As TQDM_DISABLE does, which tqdm reads when it is imported."""
    monkeypatch.setattr(command_progress, "tqdm", partial(tqdm, disable=True))
    bars = io.StringIO()
    with redirect_stderr(bars), ProgressBars() as report:
        report(Progress("base", 0, 2))
        report(Progress("base", 1, 2))
        report(Progress("individual", 1, 2))
    assert bars.getvalue() == ""
