"""The way of one simulated participant from the information sheet to the last page."""

from collections.abc import Iterable
from random import Random
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.test import Client

from attribution.settings import Setting
from survey.design.path import PathPage, Section, participant_path
from survey.design.question_types.base import BaseQuestion
from survey.design.question_types.synthetic_text import marked
from survey.design.question_types.texts import LongText, ShortText
from survey.errors import PageRefused
from survey.participation.requests import SIMULATED_REQUEST, SimulatedRequest
from survey.simulation.answers.speaker import SaidOf, Speaker
from survey.simulation.answers.trials import said_of
from survey.simulation.choices import Choices, any_setting
from survey.simulation.times import SECONDS_BEFORE_APPLY, SECONDS_TO_CONFIRM, seconds_on, varied
from survey.simulation.walker import Walker, name_in, stays_on
from survey.studies.models import StudyVersion

MOST_TRIED = 6
EXPERIENCE = "years_of_experience"
"""The key of the question from whose answer simulated participants know what they have seen."""
LEFT_OUT = 0.4
"""The probability that an optional question is left out."""


class _InProcess(Client):
    """Requests to this process, as those of a browser with a secure connection."""

    def __init__(self, person: SimulatedRequest) -> None:
        super().__init__(SERVER_NAME=_host())
        self.person = person

    def generic(self, *arguments: Any, **options: Any) -> Any:
        return super().generic(
            *arguments, **{**options, "secure": True, SIMULATED_REQUEST: self.person}
        )


class Journey:
    """What a browser would ask for and send, at the simulated participant's own pace."""

    def __init__(self, version: StudyVersion, person: SimulatedRequest, choices: Choices) -> None:
        self.study = version.survey
        pages = participant_path(self.study, list(self.study.scenarios))
        self.pages = {page.name: page for page in pages}
        self.person, self.chance, self.choices = person, person.chance, choices
        self.speaker = Speaker(person.chance)
        self.trials: dict[str, SaidOf] = {}
        """What is over, by scenario, for the questions that follow."""
        self.walker = Walker(_InProcess(person), version.study.slug)

    def take_part(self) -> None:
        """Walk to the end. Raises PageRefused where a page refuses what was sent."""
        page = self._begin()
        while page.section is not Section.COMPENSATION:
            page = self._go_on_from(page)
        self.walker.read(page.name)

    def walk_to_trial(self) -> PathPage:
        """Walk to the page of the first trial. Raises PageRefused as `take_part` does."""
        page = self._begin()
        while not page.is_trial:
            page = self._go_on_from(page)
        return page

    def apply(self, setting: Setting, page: PathPage) -> None:
        """Apply a setting on the page of a trial, and look at what it shows."""
        applied = self.walker.send({"apply": "yes", **setting}, page.name)
        self.walker.client.get(self._accepted(applied, page.name).headers["Location"])

    def _begin(self) -> PathPage:
        walker, inclusion = self.walker, self._page_of(Section.INCLUSION)
        walker.client.get(walker.study)
        self._spend_on(self._page_of(Section.INFORMATION))
        ticked = {statement.key: "on" for statement in self.study.consent.statements}
        self._spend_on(self._page_of(Section.CONSENT))
        agreed = self._accepted(walker.consent(ticked), Section.CONSENT, status=200)
        self._spend_on(inclusion)
        answers = sent_for(inclusion.questions, self.chance)
        self._accepted(walker.include(agreed, answers), Section.INCLUSION)
        return self.pages[walker.page]

    def _go_on_from(self, page: PathPage) -> PathPage:
        self.walker.read(page.name)
        self._spend_on(page)
        response = self._explore(page) if page.is_trial else self._answer(page)
        return self.pages[name_in(self._accepted(response, page.name).headers["Location"])]

    def _answer(self, page: PathPage) -> HttpResponse:
        sent = sent_for(page.questions, self.chance)
        response = self.walker.send(self._in_own_words(page, sent), page.name)
        if page.is_check and stays_on(response, page.name):
            self._spend_on(page)  # it reads what was wrong and tries again
            right = {question.key: question.correct for question in self.study.tutorial.check}
            response = self.walker.send(right, page.name)
        return response

    def _in_own_words(
        self, page: PathPage, sent: dict[str, str | list[str]]
    ) -> dict[str, str | list[str]]:
        """What is sent for a page, with answers that fit the ones before where there are any."""
        if isinstance(years := sent.get(EXPERIENCE), str):
            self.speaker.experience = years
        about = self.trials.get(page.scenario or "", SaidOf())
        for question in page.questions:
            if not isinstance(question, ShortText | LongText) or question.key not in sent:
                continue
            if said := self.speaker.answer(question.key, about):
                sent[question.key] = marked(said, question.max_length)
        return sent

    def _explore(self, page: PathPage) -> HttpResponse:
        """Apply a few settings, look at each, and submit one of them, not always the last one."""
        address = self.walker.address(page.name)
        scenario = page.scenario or ""
        offered = self.study.space_of(scenario).levels
        number = self.chance.randint(2, MOST_TRIED)
        tried = [any_setting(offered, self.chance) for _ in range(number)]
        position = self.chance.randint(1, number)
        tried[position - 1] = self.choices.draw(scenario, offered, self.chance)
        for setting in tried:
            self.person.spend(varied(SECONDS_BEFORE_APPLY, self.chance))
            self.apply(setting, page)
        participant = name_in(self.walker.home)
        space = self.study.space_of(scenario)
        self.trials[scenario] = said_of(participant, scenario, tried[position - 1], space)
        self.walker.client.get(f"{address}?confirm={position}")
        self.person.spend(varied(SECONDS_TO_CONFIRM, self.chance))
        return self.walker.send({"submit": str(position)}, page.name)

    def _page_of(self, section: Section) -> PathPage:
        return next(page for page in self.pages.values() if page.section is section)

    def _spend_on(self, page: PathPage) -> None:
        self.person.spend(seconds_on(page, self.chance))

    def _accepted(self, response: HttpResponse, page: str, *, status: int = 302) -> HttpResponse:
        if response.status_code != status or stays_on(response, page):
            raise PageRefused(
                f"A simulated participant could not get past the page {page} of "
                f"{self.study.study} (status {response.status_code}). Walk it as a pilot; if you "
                "get past it, this is a fault of the simulation, so please report it."
            )
        return response


def sent_for(questions: Iterable[BaseQuestion], chance: Random) -> dict[str, str | list[str]]:
    """The fields of a page's form as a browser sends them."""
    fields: dict[str, str | list[str]] = {}
    for question in questions:
        if question.required or chance.random() >= LEFT_OUT:
            fields |= question.simulated(chance)
    return fields


def _host() -> str:
    """A host name that this server answers to."""
    name: str = settings.ALLOWED_HOSTS[0].lstrip(".")
    return "localhost" if name == "*" else name
