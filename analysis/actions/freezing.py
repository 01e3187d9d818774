"""Versions of a codebook, made when a round begins with it."""

from datetime import datetime
from hashlib import sha256

from analysis.models import Codebook, CodebookVersion
from analysis.queries.themes import content_of


def freeze(codebook: Codebook, *, now: datetime) -> CodebookVersion:
    """The version that holds the codebook as it is; the last one where nothing has changed."""
    Codebook.objects.select_for_update().get(pk=codebook.pk)
    content = content_of(codebook)
    last = codebook.versions.order_by("-number").first()
    if last is not None and last.content == content:
        return last
    return CodebookVersion.objects.create(
        codebook=codebook, number=last.number + 1 if last else 1, content=content,
        digest=sha256(content.encode()).hexdigest(), frozen_at=now,
    )  # fmt: skip
