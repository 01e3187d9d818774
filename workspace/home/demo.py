"""What to look at first in the demo, for each of its accounts."""

from collections.abc import Iterator

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.urls import reverse

from analysis.coding.rounds.models import RoundCoder, Stage
from survey.members.access import permissions_by_study
from survey.population import Population
from survey.studies.models import Study

SIMULATED = Population.SIMULATED
Account = AbstractBaseUser | AnonymousUser


def first_steps(user: Account) -> list[tuple[str, str]]:
    """Sentences with the address of what each is about, in an order that makes sense."""
    study = Study.objects.order_by("pk").first()
    if study is None or not user.is_authenticated:
        return []
    if getattr(user, "is_superuser", False):
        return list(_administrator(study))
    if "survey.read_answers" in permissions_by_study(user).get(study.pk, ()):
        return list(_researcher(study))
    return list(_coder(user))


def _researcher(study: Study) -> Iterator[tuple[str, str]]:
    slug = [study.slug]
    yield "Take part yourself, as a participant would", reverse("survey:study", args=slug)
    yield (
        "See how far 31 simulated participants came",
        reverse("workspace:watch_of", args=[study.slug, SIMULATED]),
    )
    yield (
        "Read what they answered, person by person",
        reverse("workspace:read_simulated", args=slug),
    )
    answers = reverse("workspace:answers", args=slug) + f"?population={SIMULATED}"
    yield "Compare their answers, question by question", answers
    yield "See where two simulated coders agreed", reverse("workspace:code", args=slug)
    yield "Read the report that follows from it", reverse("analysis:simulated_report", args=slug)
    yield "Copy the study and make it yours", reverse("workspace:new_study")


def _coder(user: Account) -> Iterator[tuple[str, str]]:
    parts = RoundCoder.objects.filter(user=user.pk, round__stage=Stage.INDEPENDENT)
    for part in parts.select_related("round").order_by("pk"):
        desk = reverse("admin:analysis_desk", args=[part.round_id])
        if part.finished_at is None:
            yield "Code the two simulated participants who are left", desk
        else:
            yield "See how you coded; your work of this round is done", desk
        yield (
            "See what the round is about, and what its codebook says",
            reverse("admin:analysis_codinground_change", args=[part.round_id]),
        )


def _administrator(study: Study) -> Iterator[tuple[str, str]]:
    slug = [study.slug]
    yield "Add a colleague to the study, or take one out", reverse("workspace:people", args=slug)
    yield "See who changed what", reverse("workspace:log", args=slug)
    yield "See which model errors and effects trials can show", reverse("workspace:bundles")
    yield "Let a program read the study", reverse("workspace:programs", args=slug)
