"""Saying that data or results of a study leave it, before their first byte does."""

from collections.abc import Mapping
from typing import Any

from django.dispatch import Signal

from survey.studies.models import Study

download_begins = Signal()
"""The log of changes, which this app knows nothing of, notes who downloads what."""


def note_download(study: Study | None, what: str, details: Mapping[str, Any] | None = None) -> None:
    """Note a download: `what` such as "data package", `details` such as whose data it holds.

    Call it when nothing can refuse the download any more. Where it cannot be noted, nothing may be
    sent, so errors are the caller's. Without a study it is a download about the whole server.
    """
    download_begins.send(Study, study=study, what=what, details=dict(details or {}))
