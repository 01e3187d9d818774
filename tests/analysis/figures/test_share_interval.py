"""A share lies within its interval on a line from 0 to 1."""

import pytest
from defusedxml.ElementTree import fromstring

from analysis.figures.share_interval import MARGIN, WIDTH, share_interval

INNER = WIDTH - 2 * MARGIN


def test_share_interval_and_reference_lie_at_their_values() -> None:
    drawing = fromstring(share_interval(0.5, 0.25, 1.0, reference=0.1, stands_out=True))
    _axis, reference, interval, share = drawing
    assert float(share.get("cx")) == pytest.approx(MARGIN + 0.5 * INNER)
    assert float(interval.get("x1")) == pytest.approx(MARGIN + 0.25 * INNER)
    assert float(interval.get("x2")) == pytest.approx(MARGIN + INNER)
    assert float(reference.get("x1")) == pytest.approx(MARGIN + 0.1 * INNER, abs=0.05)


def test_what_stands_out_is_marked_and_the_numbers_are_read_out() -> None:
    out = share_interval(0.5, 0.25, 1.0, reference=0.1, stands_out=True)
    assert 'class="interval out"' in out
    assert 'aria-label="50%, between 25 and 100%"' in out
    within = share_interval(0.5, 0.25, 1.0, reference=0.3, stands_out=False)
    assert " out" not in within
