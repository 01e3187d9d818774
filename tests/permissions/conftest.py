"""What the walks over all addresses share."""

import pytest
from django.template.base import Template


@pytest.fixture
def unrendered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Templates stay empty: for what a page does and not what it shows.."""
    monkeypatch.setattr(Template, "render", lambda *_: "")
