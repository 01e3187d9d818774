"""People who went through a study, and somebody who works on it."""

from tests.analysis.conftest import rosa, studied

__all__ = ["rosa", "studied"]
