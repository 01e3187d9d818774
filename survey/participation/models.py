"""Participants, their pages and trials, and what they do and say."""

import json
from datetime import datetime
from functools import cached_property

from django.conf import settings
from django.db import models

from core.prepared_query import PreparedQuery
from core.restorations import Restoration, restorations
from survey.design.definition import SurveyDefinition
from survey.population import POPULATIONS, Population
from survey.studies.models import Study, StudyVersion, definition_of


class State(models.TextChoices):
    ACTIVE = "active", "taking part"
    COMPLETED = "completed", "completed"
    STOPPED = "stopped", "stopped, answers kept"


class Participant(models.Model):
    """A participant: the row exists from the consent on, and not before.

    Everything known about a participant hangs on this row and is deleted with it.
    """

    version = models.ForeignKey(StudyVersion, on_delete=models.PROTECT, related_name="participants")
    number = models.PositiveIntegerField(
        editable=False,
        help_text="From 1, in the order of beginnings in the study; each population has its own",
    )
    token = models.CharField(
        max_length=32, unique=True, help_text="In the private link; 128 random bits"
    )
    start = models.CharField(
        max_length=32, unique=True, help_text="Random; the same form sent twice starts once"
    )
    consented_at = models.DateTimeField()
    consent_digest = models.CharField(max_length=64, help_text="SHA-256 of the text consented to")
    consent_language = models.CharField(max_length=35)
    population = models.CharField(
        max_length=10,
        choices=POPULATIONS,
        default=Population.PEOPLE,
        help_text="People are analysed; pilots and simulated participants try the study",
    )
    from_panel = models.BooleanField(
        default=False, help_text="Goes back to a panel at the end; which person, is not kept here"
    )
    contact_given = models.BooleanField(
        default=False, help_text="Gave an address for the compensation; which, is not kept here"
    )
    chain = models.OneToOneField(
        "survey.Chain",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="participant",
        help_text="Of what a person submitted; others have none",
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.ACTIVE)
    ended_at = models.DateTimeField(null=True, blank=True)
    last_active_at = models.DateTimeField()

    class Meta:
        indexes = (
            models.Index(fields=("version", "state", "population")),
            models.Index(fields=("version", "population", "number")),
        )
        constraints = (
            models.CheckConstraint(
                name="a_participant_is_of_a_known_population",
                condition=models.Q(population__in=list(Population)),
            ),
        )
        permissions = (("pilot_participant", "Can try a study as a pilot"),)

    def __str__(self) -> str:
        return f"{self.label} of {self.version}"

    @property
    def label(self) -> str:
        """What the team calls this participant, such as P7; S7 is a simulated one."""
        return Population(self.population).label(self.number)

    @property
    def is_person(self) -> bool:
        """Whether this is a person, who is counted and analysed."""
        return self.population == Population.PEOPLE

    @property
    def kind(self) -> str:
        """What a list calls this participant."""
        return Population(self.population).singular

    @cached_property
    def version_digest(self) -> str:
        """The digest of the version, which most queries annotate so that no other row is read."""
        return self.version.digest

    @cached_property
    def study_archived_at(self) -> datetime | None:
        """When the study was archived, annotated in the same way."""
        return self.version.study.archived_at

    @cached_property
    def medians(self) -> str | None:
        """The version's median seconds as JSON, annotated in the same way."""
        return json.dumps(self.version.median_seconds)

    @property
    def definition(self) -> SurveyDefinition:
        return definition_of(self.version_digest)

    @cached_property
    def trials_by_scenario(self) -> dict[str, "Trial"]:
        """The trials by scenario, in the order allocated. They never change."""
        return {trial.scenario: trial for trial in _trials_of(self.pk)}

    @property
    def put_back_by(self) -> Restoration | None:
        """The restoration of the server that this participant has not gone on from yet.

        What they submitted between the copy and the restoration is gone.
        """
        if self.state != State.ACTIVE:
            return None
        shown = max((visit.shown_at for visit in self.visits_by_page.values()), default=None)
        noted = restorations(settings.DATA_DIR, "default")
        last = noted[-1] if noted else None
        return last if last and shown and shown < last.restored_at else None

    @property
    def order(self) -> tuple[str, ...]:
        """The scenarios in the order allocated."""
        return tuple(self.trials_by_scenario)

    def trial_of(self, scenario: str | None) -> "Trial":
        """The trial of a scenario. Raises Trial.DoesNotExist where the participant has none."""
        if scenario not in self.trials_by_scenario:
            raise Trial.DoesNotExist(f"no trial of {scenario}")
        return self.trials_by_scenario[scenario]

    @cached_property
    def visits_by_page(self) -> dict[str, "PageVisit"]:
        """The page visits so far, by page name. `page_visits` keeps this up to date."""
        return {visit.page: visit for visit in _visits_of(self.pk)}


class LastNumber(models.Model):
    """The number given last in a population of a study: numbers of people who left stay unused."""

    study = models.ForeignKey(Study, on_delete=models.CASCADE, related_name="last_numbers")
    population = models.CharField(max_length=10, choices=POPULATIONS)
    number = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("study", "population"), name="one_last_number_for_a_population"
            ),
        )

    def __str__(self) -> str:
        return f"{self.number} of {self.study}"


class PageVisit(models.Model):
    """When a participant was shown a page, and when they submitted it, once."""

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="visits")
    page = models.CharField(max_length=160)
    shown_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("participant", "page"), name="one_visit_per_page"),
        )

    def __str__(self) -> str:
        return f"{self.page} of {self.participant}"


class Trial(models.Model):
    """A scenario as allocated to a participant; its model error and its effects never change."""

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="trials")
    scenario = models.CharField(max_length=50)
    position = models.PositiveSmallIntegerField(help_text="In this participant's order, from 1")
    bundle = models.CharField(max_length=64, help_text="SHA-256 of the bundle shown")
    error = models.CharField(max_length=200, help_text="The model error, by its id in the bundle")
    seed = models.BigIntegerField(help_text="Of the draw of the model error")
    options = models.JSONField(help_text="The levels of each axis in the order they are offered in")

    class Meta:
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(fields=("participant", "scenario"), name="one_trial_each"),
            models.UniqueConstraint(fields=("participant", "position"), name="one_trial_at_a_time"),
        )

    def __str__(self) -> str:
        return f"{self.scenario} of {self.participant}"


_visits_of = PreparedQuery(lambda person: PageVisit.objects.filter(participant=person))
_trials_of = PreparedQuery(lambda person: Trial.objects.filter(participant=person))


class Answer(models.Model):
    """A submitted answer. `scenario` is empty outside of scenarios."""

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="answers")
    visit = models.ForeignKey(PageVisit, on_delete=models.CASCADE, related_name="answers")
    scenario = models.CharField(max_length=50, blank=True)
    question = models.CharField(max_length=50)
    value = models.JSONField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("participant", "scenario", "question"), name="one_answer_per_question"
            ),
        )

    def __str__(self) -> str:
        return f"{self.question} of {self.participant}"


class Draft(models.Model):
    """What is typed but not submitted, by field. It is deleted when the page is submitted."""

    visit = models.OneToOneField(PageVisit, on_delete=models.CASCADE, related_name="draft")
    content = models.JSONField()
    revision = models.PositiveIntegerField(default=1, help_text="Grows with every save")
    saved_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"draft of {self.visit}"


class CheckAttempt(models.Model):
    """One attempt at the comprehension check: the option chosen for each question."""

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="attempts")
    chosen = models.JSONField()
    passed = models.BooleanField()
    attempted_at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"check of {self.participant}"


class Exploration(models.Model):
    """One Apply: a setting tried in a trial, numbered from 1."""

    trial = models.ForeignKey(Trial, on_delete=models.CASCADE, related_name="explorations")
    position = models.PositiveIntegerField()
    setting = models.JSONField(help_text="The level of each axis, by their keys")
    applied_at = models.DateTimeField()

    class Meta:
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(fields=("trial", "position"), name="one_apply_at_a_time"),
        )

    def __str__(self) -> str:
        return f"{', '.join(self.setting.values())} in {self.trial}"


class Choice(models.Model):
    """The setting submitted: one of the explorations of its trial, for good."""

    trial = models.OneToOneField(Trial, on_delete=models.CASCADE, related_name="choice")
    exploration = models.OneToOneField(Exploration, on_delete=models.CASCADE, related_name="+")
    chosen_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"choice in {self.trial}"
