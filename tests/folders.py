"""Folders of the checkout that tests read from."""

from pathlib import Path

PROJECT = Path(__file__).parents[1]
FIXTURES = PROJECT / "fixtures"
