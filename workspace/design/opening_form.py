"""The form of when, for how many and for whom a study is open. Its times are in a zone of its."""

from datetime import datetime
from typing import Any

from django import forms

from survey.errors import OpeningRefused
from survey.studies.models import FEWEST_STARTS, Study
from survey.studies.moments import moment_in, shown_in, time_zones
from survey.studies.opening import IDLE_MINUTES, Opening

MOST = 1_000_000
MINUTE = "%Y-%m-%dT%H:%M"
TIMES = ("opens_at", "closes_at")


def _moment(label: str, **options: Any) -> forms.DateTimeField:
    widget = forms.DateTimeInput(
        format=MINUTE, attrs={"type": "datetime-local", "data-zoned": "yes", "step": "60"}
    )
    return forms.DateTimeField(label=label, widget=widget, **options)


class OpeningForm(forms.Form):
    """`opening` is what is kept so far, if anything."""

    time_zone = forms.CharField(
        label="Time zone",
        max_length=64,
        widget=forms.TextInput(attrs={"list": "time-zones", "autocomplete": "off"}),
        help_text="Of the times below, such as Europe/Berlin. Participants read it beside them.",
    )
    opens_at = _moment("Opens at")
    closes_at = _moment("Closes at", required=False, help_text="Empty: no end is set.")
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

    def __init__(self, *values: Any, opening: Opening | None, zone: str, **options: Any) -> None:
        super().__init__(*values, **options)
        self.opening_before, self.zone_before = opening, zone
        for name in TIMES:
            self.fields[name].label = f"{self.fields[name].label} ({zone})"
        self.time_zones = time_zones()

    def clean_time_zone(self) -> str:
        typed: str = self.cleaned_data["time_zone"].strip()
        known = {name.casefold(): name for name in time_zones()}
        return known.get(typed.casefold().replace(" ", "_"), typed)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for name in TIMES:
            if cleaned.get(name) and "time_zone" in cleaned:
                try:
                    cleaned[name] = self._moment(name, cleaned[name].replace(tzinfo=None))
                except OpeningRefused as problem:
                    is_of_zone = cleaned["time_zone"] not in time_zones()
                    self.add_error("time_zone" if is_of_zone else name, str(problem))
                    if is_of_zone:
                        break
        return cleaned

    def _moment(self, name: str, typed: datetime) -> datetime:
        """What is kept stays as it is to the second, unless another time or zone is typed."""
        zone: str = self.cleaned_data["time_zone"]
        before: datetime | None = getattr(self.opening_before, name, None)
        if before and zone == self.zone_before and shown_in(before, zone) == typed:
            return before
        return moment_in(typed, zone)

    def opening(self) -> Opening:
        names = Opening.__dataclass_fields__
        return Opening(**{name: self.cleaned_data[name] for name in names})


def opening_form(
    sent: Any, study: Study, kept: Opening | None, *, now: datetime, places: int
) -> OpeningForm:
    """The form with what is set, or with what a new study would begin with."""
    shown = kept or Opening(now, places)
    initial = {name: getattr(shown, name) for name in Opening.__dataclass_fields__}
    for name in TIMES:
        if initial[name]:
            initial[name] = shown_in(initial[name], study.zone)
    initial["time_zone"] = study.zone
    return OpeningForm(sent, initial=initial, opening=kept, zone=study.zone)
