"""A participant who notes everything they send, and goes on after the server was gone."""

import time
from dataclasses import dataclass, field
from http.client import HTTPException
from itertools import product
from random import Random
from threading import Event
from typing import Any

from checks.support.participant_script import EVERYTHING, Traveller
from tests.survey.walker import STATEMENTS, STUDY

SETTINGS = tuple(
    product(
        ("removal", "label_change", "upweighting"),
        ("loss", "true_class_probability", "predicted_class_probability"),
        range(1, 11),
    )
)
WORDS = (
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


class Gone(Exception):
    """Everything of theirs was deleted, as they had asked."""


@dataclass
class Sent:
    """A submission; `what` is told from every other one of this person's by its content."""

    kind: str
    page: str
    what: Any
    answered: bool = False
    position: int = 0


@dataclass
class Journal:
    """What somebody sent and was answered, and how often the server was gone meanwhile."""

    name: str
    token: str = ""
    sent: list[Sent] = field(default_factory=list)
    cut_off: int = 0
    astray: int = 0
    drafts_lost: int = 0
    refused: list[str] = field(default_factory=list)
    withdrew: bool = False
    finished: bool = False


class Survivor(Traveller):
    """`withdraws` at the last page but few; `leaving` is set while that is being sent."""

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
            except Gone:
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
            self.submit({**dict.fromkeys(STATEMENTS, "on"), "agree": "yes"})
            self.agreed = self.text
        self.address, self.text = STUDY + "inclusion/", self.agreed
        sent = self._note(Sent("beginning", "inclusion", self.journal.name))
        status, location, body = self.send({"developed_models": "yes"})
        if "/take-part/" not in location:
            raise AssertionError(f"{status} at the beginning: {body[:500]}")
        self.journal.token = location.strip("/").split("/")[1]
        sent.answered = True

    def _come_back(self) -> None:
        """By the private link; it has to lead to where they were."""
        self._open(f"/take-part/{self.journal.token}/")
        if self.expected and self.page != self.expected:
            self.journal.astray += 1
        if self.drafted and self.page == self.expected and self.drafted not in self.text:
            self.journal.drafts_lost += 1
        self.expected, self.drafted = self.page, ""

    def _open(self, address: str) -> None:
        status, location, body = self._ask("GET", address)
        if status == 404:
            raise Gone
        self._follow(status, location, body)

    @property
    def page(self) -> str:
        return self.address.partition("?")[0].rstrip("/").rsplit("/", 1)[-1]

    def _answer(self) -> None:
        page, address = self.page, self.address
        self.tries += 1
        words = f"{self.journal.name} try {self.tries}."
        answers = EVERYTHING | dict.fromkeys(WORDS, words)
        if 'data-draft="' in self.text:
            self.address = f"{address}draft/"
            if self.send(answers)[0] == 204 and "<textarea" in self.text:
                self.drafted = words
            self.address = address
        self._submit(Sent("page", page, words), answers)

    def _explore(self) -> None:
        page, address = self.page, self.address.partition("?")[0]
        settings = self.chance.sample(SETTINGS, 90)
        used = {each.what for each in self.journal.sent if each.page == page}
        for setting in [each for each in settings if each not in used][: self.chance.randint(1, 4)]:
            self.address = address
            fields = dict(zip(("action", "metric", "number"), setting, strict=True))
            sent = self._note(Sent("apply", page, setting))
            status, location, body = self.send({**fields, "apply": "yes"})
            if "shown=" in location:
                sent.answered = True
                sent.position = int(location.partition("shown=")[2].partition("#")[0])
            self._follow(status, location, body)
        if sent.answered:
            self.address = address
            chosen = Sent("choice", page, sent.position)
            self._submit(chosen, {"submit": sent.position})

    def _submit(self, sent: Sent, answers: dict[str, object]) -> None:
        self._note(sent)
        self.expected = ""  # unknown until there is an answer
        status, location, body = self.send(answers)
        following = location.partition("?")[0].partition("/pages/")[2].rstrip("/")
        if following and following != sent.page:
            sent.answered, self.expected, self.drafted = True, following, ""
        self._follow(status, location, body)

    def _withdraw(self) -> None:
        self._open(f"/take-part/{self.journal.token}/leave/")
        sent = self._note(Sent("withdrawal", "leave", self.journal.name))
        self.expected = ""
        self.leaving.set()
        status, location, body = self.send({"wish": "delete", "sure": "yes"})
        if location.endswith("/deleted/"):
            sent.answered = True
            raise Gone
        raise AssertionError(f"{status} at a withdrawal: {body[:500]}")

    def _note(self, sent: Sent) -> Sent:
        self.journal.sent.append(sent)
        return sent
