"""Participants who go through the shipped survey, here and in its oTree version, at full speed."""

import re
from html import unescape

from checks.support.http_client import ParticipantClient
from tests.survey.walker import BACKGROUND, CHECK, ERROR, REASONS, SETTING, STATEMENTS, STUDY

HIDDEN = re.compile(r'name="(csrfmiddlewaretoken|shown|start|consent)" value="([^"]+)"')
EVERYTHING: dict[str, object] = {
    **BACKGROUND,
    **CHECK,
    **ERROR,
    **REASONS,
    "developed_models": "yes",
}
FIELD = re.compile(r'<(?:input|textarea|select)[^>]*\bname="([a-z]\w+)"')


class ScriptedParticipant(ParticipantClient):
    def take_part(self) -> None:
        self.get(STUDY + "consent/")
        self.submit({**dict.fromkeys(STATEMENTS, "on"), "agree": "yes"})
        self.address = STUDY + "inclusion/"
        while not self.address.endswith("/compensation.compensation/"):
            if ".trial/" in self.address:
                self._explore()
            else:
                self.submit(EVERYTHING)

    def _explore(self) -> None:
        trial = self.address
        for number in ("1", "5", "10"):
            self.address = trial
            self.apply({**SETTING, "number": number, "apply": "yes"})
        self.get(f"{trial}?confirm=2")
        self.address = trial
        self.submit({"submit": "2"})

    def send(self, answers: dict[str, object]) -> tuple[int, str, str]:
        hidden = {name: unescape(value) for name, value in HIDDEN.findall(self.text)}
        return super().send({**hidden, **answers})


class OtreeParticipant(ParticipantClient):
    """`start` is the link that all participants of an oTree session share."""

    def __init__(self, port: int, start: str) -> None:
        super().__init__(port)
        self.start = start

    def take_part(self) -> None:
        self.get(self.start)
        while "/Done/" not in self.address:
            names = FIELD.findall(self.text)
            answers: dict[str, object] = {
                name: "A few are enough." if name.endswith("_text") else "yes" for name in names
            }
            (self.apply if "_apply_" in self.address else self.submit)(answers)
