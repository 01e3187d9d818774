"""The latest entry of the log of changes."""

from operations.models import Change


def newest() -> Change:
    return Change.objects.order_by("-number")[0]
