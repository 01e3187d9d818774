"""A participant who notes everything they send, and goes on after the server was down."""

import re
import time
from dataclasses import dataclass, field
from http.client import HTTPException
from random import Random
from threading import Event
from typing import Any

from attribution.settings import settings_of
from checks.support.participant_script import EVERYTHING, ScriptedParticipant
from tests.survey.walker import STATEMENTS, STUDY

SETTINGS = tuple(
    settings_of(
        {
            "action": ("removal", "label_change", "upweighting"),
            "metric": ("loss", "true_class_probability", "predicted_class_probability"),
            "number": tuple(str(number) for number in range(1, 11)),
        }
    )
)
FREE_TEXTS = (
    "gender__other",
    "sector__other",
    "suspected_cause",
    "proposed_fix",
    "reason_for_action",
    "reason_for_metric",
    "reason_for_number",
    "missing_information",
    "remarks",
)
END = "compensation.compensation"
MARKUP = re.compile(r"<head>.*?</head>|<[^>]*>", flags=re.DOTALL)


class AnswersDeleted(Exception):
    """The participant's data are gone, as they had asked."""


@dataclass
class Submission:
    """What a participant sent; no two submissions of one person have the same `content`.

    `answered` says whether the server confirmed it, `position` which Apply of the trial it was.
    """

    kind: str
    page: str
    content: Any
    answered: bool = False
    position: int = 0


@dataclass
class Journal:
    """What a participant sent, what was answered, and how often the server was down meanwhile.

    `resumed_elsewhere` counts returns that led to another page than the one they had left.
    """

    name: str
    token: str = ""
    submissions: list[Submission] = field(default_factory=list)
    cut_off: int = 0
    resumed_elsewhere: int = 0
    drafts_lost: int = 0
    refused: list[str] = field(default_factory=list)
    withdrew: bool = False
    finished: bool = False

    def of_kind(self, kind: str, page: str | None = None) -> list[Submission]:
        """The submissions of a kind, of one page or of all."""
        return [
            submission
            for submission in self.submissions
            if submission.kind == kind and page in (None, submission.page)
        ]


class ResilientParticipant(ScriptedParticipant):
    """With `withdraws` they leave near the end; `leaving` is set while that is being sent."""

    def __init__(self, port: int, name: str, leaving: Event, *, withdraws: bool) -> None:
        super().__init__(port)
        self.chance = Random(name)  # noqa: S311
        self.journal, self.leaving, self.withdraws = Journal(name), leaving, withdraws
        self.expected = self.agreed = self.drafted = ""
        self.tries = 0

    def take_part(self) -> None:
        while not (self.journal.finished or self.journal.withdrew):
            try:
                self._go_on()
            except (OSError, HTTPException):
                self.journal.cut_off += 1
                self.connection.close()
                time.sleep(0.1)
            except AssertionError as problem:
                self.journal.refused.append(str(problem))
                time.sleep(0.1)
            except AnswersDeleted:
                self.journal.withdrew = True

    def _go_on(self) -> None:
        if not self.journal.token:
            self._begin()
        self._come_back()
        while not self.address.endswith(f"/{END}/"):
            time.sleep(self.chance.uniform(0, 0.1))
            if self.withdraws and "closing" in self.address:
                self._withdraw()
            elif ".trial/" in self.address:
                self._explore()
            else:
                self._answer()
        self.journal.finished = True

    def _begin(self) -> None:
        if not self.agreed:
            self.get(STUDY + "consent/")
            self._require("agree")
            self.submit({**dict.fromkeys(STATEMENTS, "on"), "agree": "yes"})
            self._require("developed_models")
            self.agreed = self.text
        self.address, self.text = STUDY + "inclusion/", self.agreed
        sent = self._note(Submission("beginning", "inclusion", self.journal.name))
        status, location, body = self.send({"developed_models": "yes"})
        if "/take-part/" not in location:
            raise AssertionError(f"{status} at the beginning: {body[:500]}")
        self.journal.token = location.strip("/").split("/")[1]
        sent.answered = True

    def _require(self, field: str) -> None:
        """Whoever cannot begin gets a sentence in place of the form."""
        if f'name="{field}"' not in self.text:
            raise AssertionError(f"nobody can begin: {_words(self.text)[:500]}")

    def _come_back(self) -> None:
        """Return by the private link, which has to lead to the page that they left."""
        self._open(f"/take-part/{self.journal.token}/")
        if self.expected and self.page != self.expected:
            self.journal.resumed_elsewhere += 1
        if self.drafted and self.page == self.expected and self.drafted not in self.text:
            self.journal.drafts_lost += 1
        self.expected, self.drafted = self.page, ""

    def _open(self, address: str) -> None:
        status, location, body = self._ask("GET", address)
        if status == 404:
            raise AnswersDeleted
        self._follow(status, location, body)

    @property
    def page(self) -> str:
        return self.address.partition("?")[0].rstrip("/").rsplit("/", 1)[-1]

    def _answer(self) -> None:
        page, address = self.page, self.address
        self.tries += 1
        text = f"{self.journal.name} try {self.tries}."
        answers = EVERYTHING | dict.fromkeys(FREE_TEXTS, text)
        if 'data-draft="' in self.text:
            self.address = f"{address}draft/"
            if self.send(answers)[0] == 204 and "<textarea" in self.text:
                self.drafted = text
            self.address = address
        self._submit(Submission("page", page, text), answers)

    def _explore(self) -> None:
        page, address = self.page, self.address.partition("?")[0]
        settings = self.chance.sample(SETTINGS, 90)
        tried = {submission.content for submission in self.journal.of_kind("apply", page)}
        new_settings = [setting for setting in settings if setting not in tried]
        for setting in new_settings[: self.chance.randint(1, 4)]:
            self.address = address
            sent = self._note(Submission("apply", page, setting))
            status, location, body = self.send({**setting, "apply": "yes"})
            if "shown=" in location:
                sent.answered = True
                sent.position = int(location.partition("shown=")[2].partition("#")[0])
            self._follow(status, location, body)
        # After a long fault every setting may have been tried, and some without an answer.
        answered = [sent for sent in self.journal.of_kind("apply", page) if sent.answered]
        if answered:
            self.address = address
            position = answered[-1].position
            self._submit(Submission("choice", page, position), {"submit": position})

    def _submit(self, sent: Submission, answers: dict[str, object]) -> None:
        self._note(sent)
        self.expected = ""  # unknown until there is an answer
        status, location, body = self.send(answers)
        following = location.partition("?")[0].partition("/pages/")[2].rstrip("/")
        if following and following != sent.page:
            sent.answered, self.expected, self.drafted = True, following, ""
        self._follow(status, location, body)

    def _withdraw(self) -> None:
        self._open(f"/take-part/{self.journal.token}/leave/")
        sent = self._note(Submission("withdrawal", "leave", self.journal.name))
        self.expected = ""
        self.leaving.set()
        status, location, body = self.send({"wish": "delete", "sure": "yes"})
        if location.endswith("/deleted/"):
            sent.answered = True
            raise AnswersDeleted
        raise AssertionError(f"{status} at a withdrawal: {body[:500]}")

    def _note(self, sent: Submission) -> Submission:
        self.journal.submissions.append(sent)
        return sent


def _words(page: str) -> str:
    return " ".join(MARKUP.sub(" ", page).split())
