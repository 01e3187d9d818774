"""The form of when, for how many and for whom a study is open. Its times are in UTC."""

from datetime import UTC, datetime
from typing import Any

from django import forms

from survey.studies.models import FEWEST_STARTS
from survey.studies.opening import IDLE_MINUTES, Opening

MOST = 1_000_000
MINUTE = "%Y-%m-%dT%H:%M"


def _moment(label: str, **options: Any) -> forms.DateTimeField:
    widget = forms.DateTimeInput(
        format=MINUTE, attrs={"type": "datetime-local", "data-utc": "yes", "step": "60"}
    )
    return forms.DateTimeField(label=label, widget=widget, **options)


class OpeningForm(forms.Form):
    opens_at = _moment("Opens at (UTC)")
    closes_at = _moment("Closes at (UTC)", required=False, help_text="Empty: no end is set.")
    quota = forms.IntegerField(
        label="Places",
        min_value=1,
        max_value=MOST,
        help_text="How many people can take part, those who completed included. Whoever stops or "
        "stays away gives a place back.",
    )
    invited_only = forms.BooleanField(
        label="Only people with an invitation can begin", required=False
    )
    idle_minutes = forms.IntegerField(
        label="Minutes without a page after which a place goes to somebody else",
        min_value=1,
        max_value=MOST,
        initial=IDLE_MINUTES,
    )
    starts_a_minute = forms.IntegerField(
        label="Beginnings within a minute that count as few",
        min_value=1,
        max_value=MOST,
        required=False,
        help_text="While more people begin, a place belongs to whoever sends the first page, as "
        f"programs only begin. Empty: a tenth of the places, and at least {FEWEST_STARTS}. For a "
        "class that begins together, write its size.",
    )

    def opening(self) -> Opening:
        return Opening(**self.cleaned_data)


def initial_of(opening: Opening | None, *, now: datetime, places: int) -> dict[str, Any]:
    """What the form shows at first: what is set, or what a new study would begin with."""
    if opening is None:
        opening = Opening(now.astimezone(UTC).replace(second=0, microsecond=0), places)
    return {name: getattr(opening, name) for name in Opening.__dataclass_fields__}
