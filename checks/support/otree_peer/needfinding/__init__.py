"""As many pages to submit as ours, with as many fields; an Apply is a page that shows a table."""

from otree.api import BaseConstants, BaseGroup, BasePlayer, BaseSubsession, Page, models

CHOICES = [["yes", "Yes"], ["no", "No"]]
ASKED = {
    "Consent": ["informed", "adult", "voluntary", "storage", "publication"],
    "Inclusion": ["developed_models"],
    "AboutYou": ["gender", "sector", "years_of_experience", "data_types", "deep_models"],
    "Tutorial1": [],
    "Tutorial2": [],
    "Tutorial3": [],
    "Practice": [],
    "Check": ["check_action", "check_metric", "check_whole_model", "check_spread"],
}
for scenario in ("first", "second"):
    ASKED[f"{scenario}_brief"] = []
    for number in (1, 2, 3):
        ASKED[f"{scenario}_apply_{number}"] = [
            f"{scenario}_{axis}_{number}" for axis in ("action", "metric", "number")
        ]
    ASKED[f"{scenario}_submit"] = [f"{scenario}_chosen"]
    ASKED[f"{scenario}_error"] = [f"{scenario}_cause_text", f"{scenario}_fix_text"]
    ASKED[f"{scenario}_choice"] = [
        f"{scenario}_{axis}_text" for axis in ("action", "metric", "number")
    ]
ASKED["Closing"] = ["remarks_text"]


class C(BaseConstants):
    NAME_IN_URL = "needfinding"
    PLAYERS_PER_GROUP = None
    NUM_ROUNDS = 1


class Subsession(BaseSubsession):
    pass


class Group(BaseGroup):
    pass


def field(name):
    if name.endswith("_text"):
        return models.LongStringField(blank=True)
    return models.StringField(choices=CHOICES)


Player = type(
    "Player",
    (BasePlayer,),
    {"__module__": __name__, **{name: field(name) for names in ASKED.values() for name in names}},
)


def page(name, fields):
    shown = {"rows": [(f"sample {number}", number / 7) for number in range(10)]}
    return type(
        name,
        (Page,),
        {
            "__module__": __name__,
            "form_model": "player",
            "form_fields": fields,
            "template_name": "needfinding/Asked.html",
            "vars_for_template": staticmethod(
                lambda player: shown if "apply" in name else {"rows": []}
            ),
        },
    )


class Done(Page):
    template_name = "needfinding/Done.html"


page_sequence = [*(page(name, fields) for name, fields in ASKED.items()), Done]
