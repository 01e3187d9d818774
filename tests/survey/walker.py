"""A participant who walks through the real pages of the founding study, and what they answer."""

from typing import Any

from django.http import HttpResponse
from django.test import Client

from survey.simulation import walker

STUDY = "/studies/tda-needfinding/"
STATEMENTS = ["informed", "adult", "voluntary", "storage", "publication"]
BACKGROUND = {
    "gender": "other",
    "gender__other": "agender",
    "sector": ["industry", "other"],
    "sector__other": "a museum",
    "years_of_experience": "from_1_to_3",
    "data_types": ["image", "table"],
    "deep_models": "yes",
}
CHECK = {
    "check_action": "relabels",
    "check_metric": "better",
    "check_whole_model": "trade",
    "check_spread": "trainings",
}
ERROR = {"suspected_cause": "Too few examples of it.", "proposed_fix": "Collect more."}
REASONS = {
    "reason_for_action": "It is what I would do.",
    "reason_for_metric": "Loss says most.",
    "reason_for_number": "A few are enough.",
}
SETTING = {"action": "removal", "metric": "loss", "number": "3"}


class Walker(walker.Walker):
    """The walker of the simulation, with answers to every page of the founding study."""

    def __init__(self, client: Client) -> None:
        super().__init__(client, "tda-needfinding")

    def agree(self, **changes: Any) -> HttpResponse:
        sent = {**dict.fromkeys(STATEMENTS, "on"), **changes}
        return self.consent({name: value for name, value in sent.items() if value is not None})

    def begin(self) -> HttpResponse:
        """Consent, answer the inclusion questions, and arrive on the first page."""
        return self.include(self.agree(), {"developed_models": "yes"})

    def apply(self, **setting: str) -> HttpResponse:
        return self.send({"apply": "yes", **SETTING, **setting})

    def go_on_to(self, page: str) -> None:
        """Answer one page after another until this one."""
        for _step in range(40):
            if self.page == page:
                return
            self.go_on_to_next()
        raise AssertionError(f"never came to {page}")

    def finish(self) -> None:
        self.go_on_to("compensation.compensation")

    def go_on_to_next(self) -> None:
        """Answer the page that the participant is on."""
        self.answer(self.page)

    def answer(self, page: str) -> None:
        if page.endswith(".trial"):
            self.apply()
            self.send({"submit": "1"}, page)
            return
        answers: dict[str, dict[str, Any]] = {
            "background": BACKGROUND,
            "check": CHECK,
            "the_error": ERROR,
            "the_choice": REASONS,
        }
        section, key = page.split(".")[0], page.rsplit(".", 1)[-1]
        self.send(answers.get(key, answers.get(section)), page)
