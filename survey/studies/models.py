"""Studies, their versions exactly as loaded, their enrolment windows and registered plans."""

from functools import lru_cache

from django.conf import settings
from django.db import models

from survey.design.definition import SurveyDefinition
from survey.design.interviews.definition import InterviewStudy
from survey.design.reading import AnyStudy, stored_definition
from survey.errors import NotASurvey, NotInterviews


class StudyKind(models.TextChoices):
    """What kind of study all versions of a study describe."""

    SURVEY = "survey", "survey"
    INTERVIEWS = "interviews", "interviews"


class Study(models.Model):
    slug = models.SlugField(max_length=60, unique=True)
    kind = models.CharField(
        max_length=10, choices=StudyKind.choices, default=StudyKind.SURVEY, editable=False
    )
    archived_at = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="From then on nothing of it changes"
    )

    codes_required = models.BooleanField(
        default=False,
        editable=False,
        help_text="Its members need one-time codes before anything of it opens to them",
    )
    time_zone = models.CharField(
        max_length=64,
        blank=True,
        editable=False,
        help_text="In which its opening is typed and told; empty for that of the server",
    )

    class Meta:
        verbose_name_plural = "studies"
        permissions = (
            ("archive_study", "Can close a study for good, and purge it by its retention dates"),
            ("export_study", "Can export a study's data"),
            ("export_identifying", "Can export answers that could tell who somebody is"),
            ("manage_members", "Can say who works on a study"),
            ("read_answers", "Can read what participants answered"),
            ("watch_study", "Can see how many take part in a study, and how far they get"),
        )

    def __str__(self) -> str:
        return self.slug

    @property
    def zone(self) -> str:
        """The name of the time zone in which its opening is typed and told."""
        return self.time_zone or str(settings.DEFAULT_TIME_ZONE)


class StudyVersion(models.Model):
    """A study file as loaded. Its content never changes once somebody takes part."""

    study = models.ForeignKey(Study, on_delete=models.PROTECT, related_name="versions")
    label = models.CharField("version", max_length=20)
    content = models.TextField(help_text="The whole study as JSON; every text is in it")
    digest = models.CharField("SHA-256", max_length=64, help_text="Of the content")
    loaded_at = models.DateTimeField()
    seed = models.BigIntegerField(help_text="Of the order of scenarios; drawn when it was loaded")
    median_seconds = models.JSONField(
        null=True,
        blank=True,
        editable=False,
        help_text="Of each page by its name, noted now and then; of those who completed",
    )

    class Meta:
        ordering = ("study__slug", "-loaded_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("study", "label"), name="one_content_per_version_of_a_study"
            ),
        )

    def __str__(self) -> str:
        return f"{self.study.slug} {self.label}"

    @property
    def definition(self) -> AnyStudy:
        """Parsed from the content. Reading `content` costs a query where it was deferred."""
        return stored_definition(self.content)

    @property
    def survey(self) -> SurveyDefinition:
        """The definition of a survey. Raises NotASurvey for a study of interviews."""
        definition = self.definition
        if not isinstance(definition, SurveyDefinition):
            raise NotASurvey(self.study.slug)
        return definition

    @property
    def interviews(self) -> InterviewStudy:
        """The definition of a study of interviews. Raises NotInterviews for a survey."""
        definition = self.definition
        if not isinstance(definition, InterviewStudy):
            raise NotInterviews(self.study.slug)
        return definition

    @property
    def content_seed(self) -> int:
        """A seed for simulations: the same wherever this content is loaded, and no secret."""
        return int(self.digest[:13], 16)


@lru_cache(maxsize=32)
def definition_of(digest: str) -> SurveyDefinition:
    """The definition of a version that participants take part in, whose content never changes.

    Cached by its digest: reading all of the content for every page would take longer.
    """
    return StudyVersion.objects.filter(digest=digest)[:1].get().survey


FEWEST_STARTS = 3
"""Beginnings within a minute that count as few in a small study that sets no other number."""

MOST_STARTS = 300
"""How many may begin within a minute in a study that sets no higher number: a lecture hall at once,
and a row every fifth of a second from a program."""


class EnrolmentWindow(models.Model):
    """When and for how many people a study is open; without a window it is closed."""

    study = models.OneToOneField(Study, on_delete=models.CASCADE, related_name="enrolment_window")
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField(null=True, blank=True, help_text="Empty: no end is set")
    quota = models.PositiveIntegerField(
        help_text="How many people can hold a slot: taking part now, or done"
    )
    idle_minutes = models.PositiveIntegerField(
        default=120, help_text="After how long without a page a slot goes to somebody else"
    )
    starts_a_minute = models.PositiveIntegerField(
        "beginnings a minute",
        null=True,
        blank=True,
        help_text="While more begin within a minute, a slot belongs to whoever sends the first "
        "page, as programs only begin. Empty: a tenth of the quota, and at least 3. For a class "
        "that begins together, write its size",
    )
    invited_only = models.BooleanField(
        default=False, help_text="Whether only those with an unused invitation can begin"
    )
    order_quotas = models.JSONField(
        default=dict,
        blank=True,
        editable=False,
        help_text="How many people can hold a slot, by the order of scenarios, as its keys with "
        "commas between them. An order without a number has no bound but the quota",
    )

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="closes_after_it_opens",
                condition=models.Q(closes_at__isnull=True)
                | models.Q(closes_at__gt=models.F("opens_at")),
                violation_error_message="A study has to close after it opens.",
            ),
            models.CheckConstraint(
                name="somebody_can_begin_each_minute",
                condition=models.Q(starts_a_minute__isnull=True) | models.Q(starts_a_minute__gt=0),
                violation_error_message="Let at least one begin in a minute, or leave it empty.",
            ),
        )

    def __str__(self) -> str:
        return f"enrolment window of {self.study}"

    @property
    def kept_starts(self) -> int:
        """How many may begin within a minute before slots go to those who send a first page."""
        return self.starts_a_minute or max(FEWEST_STARTS, self.quota // 10)

    @property
    def most_starts(self) -> int:
        """How many may begin within a minute without an invitation."""
        return max(MOST_STARTS, self.kept_starts)


class Preregistration(models.Model):
    """The registered plan of a version, which never changes."""

    version = models.OneToOneField(
        StudyVersion, on_delete=models.PROTECT, related_name="preregistration"
    )
    plan = models.TextField(help_text="As JSON")
    digest = models.CharField("SHA-256", max_length=64, help_text="Of the plan")
    registered_at = models.DateTimeField()
    begun_before = models.PositiveIntegerField(
        help_text="How many people had begun any version of the study by then; best is 0"
    )

    def __str__(self) -> str:
        return f"plan of {self.version}"
