"""How long what somebody deleted stays in copies of the databases, as participants read it."""

from django.conf import settings

from survey.design.consent import Retention


def days_of_copies(retention: Retention | str) -> int | None:
    """What the study promises, or else the server's rule; None where neither says.

    A page that belongs to no study has none to give.
    """
    promised = retention.copies_days if isinstance(retention, Retention) else None
    kept: int | None = settings.COPIES_KEPT_DAYS
    return promised or kept
