"""Settings of a server in good order, and the most serious of some findings."""

from collections.abc import Iterable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from operations.health import server
from operations.health.finding import Finding, Severity

SECRET = "a-key-of-its-own-with-more-than-fifty-different-letters-0123456789"


def settings_with(tmp_path: Path, **changes: Any) -> Any:
    """The settings of a server in good order, but for the changes."""
    good = {
        "PRODUCTION": True,
        "MODE": "production",
        "DEBUG": False,
        "SECRET_KEY": SECRET,
        "DATA_DIR": tmp_path / "production",
        "FIXTURES_DIR": tmp_path,
        "ADMINS": [("a", "b")],
        "MAIL_SERVER": "mail.example.org",
        "ALLOWED_HOSTS": ["study.example.org"],
        **dict.fromkeys(server.NEEDED_FOR_HTTPS, True),
    }
    (tmp_path / "production").mkdir(exist_ok=True, mode=0o700)
    return SimpleNamespace(**good | changes)


def worst(findings: Iterable[Finding]) -> tuple[Severity, str]:
    finding = max(findings, key=lambda finding: finding.severity)
    return finding.severity, finding.sentence
