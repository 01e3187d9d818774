"""Everybody who could ask for an address, and one of everything that they could ask for."""

import re
from collections.abc import Iterator
from copy import copy
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client

from analysis.coding.cases.gather import gather_cases
from analysis.coding.codebooks.store import new_codebook, store_codebook
from analysis.coding.desk.apply_codes import WHOLE, apply_theme
from analysis.coding.rounds.plan import plan_round
from analysis.coding.transcripts.store import store_transcript
from analysis.coding.transcripts.turns import Turn
from analysis.coding.visibility import coder_in
from analysis.design_spaces.write import (
    AxisContent,
    LevelContent,
    add_axis,
    add_level,
    add_trace,
)
from analysis.records.exclude import exclude
from analysis.records.models import Reason
from attribution.models import StoredBundle, StoredPicture
from survey.design.panel import PanelIdentifier
from survey.design.path import PathPage
from survey.enrolment.invitations import make_invitations
from survey.members.models import Member
from survey.members.roles import Role
from survey.participation.page_visits import current_page
from survey.participation.submit import submit_page
from survey.population import Population
from survey.recruitment.actions import keep_contact, name_noted
from survey.recruitment.codes import add_codes
from survey.recruitment.mailing import Letter, make_mailing
from survey.studies.drafts.shipped import files_of_shipped
from survey.studies.drafts.write import begin_draft
from survey.studies.load import store_version
from tests.analysis.coding_world import shipped
from tests.attribution.small_methods import scored
from tests.interview_world import interview_version, interviewee, small_study
from tests.permissions.routes import filled
from tests.remembered import remembered
from tests.roles import account
from tests.survey.steps import do_page, finish
from tests.world import NOON, World

PEOPLE = (
    "anonymous",
    "participant A",
    "participant B",
    "coder",
    "other coder",
    "lead",
    "researcher",
    "recruiter",
    "auditor",
    "superuser",
)
STRANGER = "stranger"
"""Somebody who works on another study."""

WORDS = "Annsweather thinks of Brillig"
MODEL = re.compile(r"admin/(?!r/)\w+/\w+/.*<(path:object_id|int:pk)>")
UNKNOWN_TOKEN = "x" * 22

DATABASES = ("default", "recruitment")


def everything() -> "Everything":
    """Built by the first test that asks for it, and remembered for all the others."""
    return copy(remembered("everything", Everything, databases=DATABASES))


class Everything(World):
    """A is in the middle of the study and wrote `WORDS`; B has just begun.

    A link is all that makes a participant: A and B have theirs, nobody else has any.
    """

    def __init__(self) -> None:
        super().__init__()
        self.open()
        scored(StoredBundle.objects.get(scenario="fashion"))
        self.a, self.b = self.join("beginning of A"), self.join("beginning of B")
        self.page = self._write_something()
        study = self.founding.study
        make_invitations(study, 1, made_at=NOON)
        root = self._account("superuser")
        root.is_superuser = True
        root.save()
        self._begin_coding()
        left_out = self.join("left out")
        finish(left_out)
        exclude(left_out, Reason.LOW_QUALITY, by=root, now=NOON)
        panel = PanelIdentifier("somebody", "a-study", "a-session")
        with name_noted(study.slug, panel, day=NOON.date()) as note:
            note()
        add_codes(study.slug, ["A-CODE"])
        keep_contact(study.slug, "somebody@example.org", day=NOON.date())
        self.mailing, _before = make_mailing(
            study.slug,
            Letter("A study", "{{ link }}"),
            ["somebody@example.org"],
            page="http://testserver/",
            day=NOON.date(),
        )
        files = files_of_shipped(study.slug)
        begin_draft(study, files, by=root, now=NOON)
        self.root = root
        self.sessions = dict(self._sessions(root))

    def _write_something(self) -> PathPage:
        """A answers a page of free text, and is on the one after it."""
        while (page := current_page(self.a)) and not page.name.endswith("the_error"):
            do_page(self.a, page)
        assert page is not None
        answers = {question.key: WORDS for question in page.questions}
        return submit_page(self.a, page, answers, now=NOON)

    def _begin_coding(self) -> None:
        """A round of the coder and of somebody else, begun with one coding, and a transcript."""
        study = self.founding.study
        finish(self.join("through"))
        self.codebook = store_codebook(shipped(), study, by="researcher", now=NOON).codebook
        self.cases = gather_cases(study, Population.PEOPLE)
        self.coder, colleague = (self._account(name, Role.CODER) for name in ("coder", "colleague"))
        self.round = plan_round(
            self.codebook, title="First", cases=self.cases, coders=[self.coder, colleague], now=NOON
        )
        theme = self.codebook.themes.all()[0]
        part = coder_in(self.round.pk, self.coder)
        self.coding = apply_theme(part, self.cases[0].units.all()[0], theme.guid, WHOLE, now=NOON)[
            0
        ]
        self.theme = theme
        turns = [Turn("Interviewer", None, None, "And then?")]
        self.interviewed = interviewee("P1")
        store_transcript(self.interviewed, "Interview 1", turns, {}, now=NOON)
        self._begin_design_space()

    def _begin_design_space(self) -> None:
        """An axis of one level, drawn from interviews."""
        book = new_codebook(
            interview_version().study, slug="what-they-said", title="What they said"
        )
        self.axis = add_axis(add_trace(book, "A space"), AxisContent("action", "Action"))
        self.level = add_level(self.axis, LevelContent("removal", "Remove"))

    def _account(self, name: str, *roles: Role) -> User:
        return account(name, *roles)

    def _sessions(self, root: User) -> Iterator[tuple[str, str]]:
        roles = {
            "other coder": Role.CODER,
            "lead": Role.LEAD,
            "researcher": Role.RESEARCHER,
            "recruiter": Role.RECRUITER,
            "auditor": Role.AUDITOR,
        }
        accounts = {name: self._account(name, role) for name, role in roles.items()}
        accounts |= {"coder": self.coder, "superuser": root, STRANGER: self._stranger()}
        for name, user in accounts.items():
            client = Client()
            client.force_login(user)
            yield name, client.cookies[settings.SESSION_COOKIE_NAME].value

    def _stranger(self) -> User:
        """Everything that a member can be, of another study."""
        other = store_version(
            small_study(study="zebra-study", title="Something else"), loaded_at=NOON
        ).version.study
        Member.objects.filter(study=other).delete()
        return account(STRANGER, *Role, study=other)

    def client(self, person: str, **options: Any) -> Client:
        """A browser of theirs, anew: one that has logged out is logged in again."""
        client = Client(raise_request_exception=False, **options)
        if person in self.sessions:
            client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[person]
        return client

    def secrets(self) -> list[str]:
        """What nobody but A may read on any page."""
        return [self.a.token, self.a.start, WORDS]

    def address(self, route: str, person: str) -> str:
        tokens = {"participant A": self.a.token, "participant B": self.b.token}
        one = self._object(route)
        values = {
            "app_label": "survey",
            "aside": "leave",
            "axis": str(self.axis.pk),
            "level": str(self.level.pk),
            "link": "1",
            "codebook": self.codebook.slug,
            "case": str(self.cases[0].pk),
            "form": "csv",
            "guid": str(self.theme.guid if "theme" in route else self.coding.guid),
            "population": "people",
            "number": "1",
            "place": "scenarios",
            "question": "suspected_cause",
            "pk": one,
            "content_type_id": "1",
            "digest": self._digest(route),
            "error": "0",
            "id": str(self.root.pk),
            "key": "nothing",
            "label": self.founding.label,
            "name": self.page.name,
            "object_id": one,
            "scenario": "image",
            "slug": self.founding.study.slug,
            "suffix": "png",
            "token": tokens.get(person, UNKNOWN_TOKEN),
            "uidb64": "MQ",
            "url": "nothing/",
            "user": str(self.coder.pk),
            "version": self.founding.label,
            "way": "1-1",
        }
        if "/recruit/mail/" in route:
            values["pk"] = str(self.mailing.pk)
        if "/interviewee/" in route:
            values["slug"] = self.interviewed.study.slug
        if route.startswith("api/studies/"):
            values |= {"name": "participants", "label": self.founding.label, "form": "docx"}
        if route.startswith("admin/help/"):
            values["name"] = "home.png" if "images/" in route else "how-to/write-a-study"
        if "errors/" in route:
            values["error"] = self.a.trials.get(scenario="image").error
        return filled(route, values)

    def _digest(self, route: str) -> str:
        if "digest>" not in route:
            return ""
        if route.startswith("pictures/"):
            return StoredPicture.objects.values_list("digest", flat=True)[0]
        return self.a.trials.get(scenario="image").bundle

    def _object(self, route: str) -> str:
        """The key of a row of the model that an admin's route is about."""
        if not MODEL.match(route):
            return "1"
        _admin, app, name, *_ = route.split("/")
        model: Any = apps.get_model(app, name)
        return str(model.objects.values_list("pk", flat=True)[0])
