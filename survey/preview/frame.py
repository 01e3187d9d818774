"""Participants' pages with the bar of a preview above them, and their links led back into it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from survey.design.allocation import orders
from survey.design.definition import SurveyDefinition
from survey.preview.trials import errors_of
from survey.preview.walk import Stop, Walk

TOKEN = "preview"  # noqa: S105  nobody comes in by it
"""Stands in links where participants have a random one. It is shorter than any of those."""

COOKIE = "preview_tried"


@dataclass(frozen=True)
class Visitor:
    """Whoever looks at a preview, as templates know a participant."""

    version_digest: str
    consent_digest: str
    consented_at: datetime
    token: str = TOKEN
    population: str = "preview"
    is_person: bool = False
    from_panel: bool = False
    contact_given: bool = False


@dataclass(frozen=True)
class Preview:
    """A study that is looked at. `label` names the version, such as "version 1.0".

    `base` is the address below which its pages lie, without the way; `overview` is the page that
    lists them.
    """

    walk: Walk
    label: str
    digest: str
    base: str
    overview: str

    @property
    def study(self) -> SurveyDefinition:
        return self.walk.study

    @property
    def root(self) -> str:
        """What stands before the pages of this way."""
        return f"{self.base}{self.walk.key}/"

    def address(self, name: str) -> str:
        return f"{self.root}pages/{name}/"

    def visitor(self, now: datetime) -> Visitor:
        return Visitor(self.digest, self.study.consent_digest, now)


@dataclass(frozen=True)
class Bar:
    """What stands above a previewed page."""

    preview: Preview
    name: str
    here: str

    @property
    def label(self) -> str:
        return self.preview.label

    @property
    def overview(self) -> str:
        return self.preview.overview

    @property
    def count(self) -> int:
        return len(self.preview.walk.stops)

    @property
    def position(self) -> int:
        """From 1; 0 for a page that stands beside the way, such as help."""
        names = [stop.name for stop in self.preview.walk.stops]
        return names.index(self.name) + 1 if self.name in names else 0

    @property
    def before(self) -> str:
        return self._at(self.position - 2) if self.position > 1 else ""

    @property
    def following(self) -> str:
        return self._at(self.position) if 0 < self.position < self.count else ""

    def _at(self, number: int) -> str:
        return self.preview.address(self.preview.walk.stops[number].name)

    @property
    def groups(self) -> Iterator[tuple[str, list[tuple[str, str, bool]]]]:
        """The pages under their headings: title, address, and whether it is this one."""
        for group, stops in groupby(self.preview.walk.stops, lambda stop: stop.group):
            yield group, [self._entry(stop) for stop in stops]

    def _entry(self, stop: Stop) -> tuple[str, str, bool]:
        return stop.title, self.preview.address(stop.name), stop.name == self.name

    @property
    def orders(self) -> list[tuple[str, str, bool]]:
        """The other orders of scenarios; empty where there is one alone."""
        study, walk = self.preview.study, self.preview.walk
        every = orders(study)
        if len(every) == 1:
            return []
        return [
            (
                ", then ".join(study.scenarios[key].title for key in order),
                self._elsewhere(Walk(study, number, walk.error)),
                number == walk.order_number,
            )
            for number, order in enumerate(every)
        ]

    @property
    def errors(self) -> list[tuple[str, str, bool]]:
        """The errors that a participant can meet, by their numbers in the bundle."""
        walk = self.preview.walk
        return [
            (
                str(number + 1),
                self._elsewhere(Walk(walk.study, walk.order_number, number)),
                number == walk.error,
            )
            for number in range(errors_of(walk))
        ]

    def _elsewhere(self, walk: Walk) -> str:
        """The same page on another way."""
        name = self.name if self.position else walk.stops[0].name
        return f"{self.preview.base}{walk.key}/pages/{name}/"


def rendered(
    request: HttpRequest,
    preview: Preview,
    name: str,
    template: str,
    context: dict[str, Any],
    *,
    status: int = 200,
    back: str = "",
) -> HttpResponse:
    """A participants' template; `back` names the page that the private link leads to."""
    shown = {
        "study": preview.study,
        **context,
        "preview": Bar(preview, name, request.get_full_path()),
    }
    response = render(request, template, shown, status=status)
    page = preview.walk.page(name)
    scenario = (page.scenario if page else None) or ""
    private = reverse("survey:resume", args=[TOKEN])
    led_back = preview.address(back or preview.walk.path[3].name)
    text = response.content.decode()
    text = text.replace(f"{private}help/", f"{preview.root}help/?scenario={scenario}")
    text = text.replace(f'{private}"', f'{led_back}"').replace(private, preview.root)
    response.content = text.encode()
    return response
