"""What waits for recruiters, for the cards of the home page."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping

from django.db.models import Count, Q
from django.urls import reverse

from survey.members.access import Account, studies_where
from survey.recruitment.codes import few_left
from survey.recruitment.models import CompensationCode, InvitationMail
from survey.studies.find import current_versions
from survey.studies.models import EnrolmentWindow, Study, StudyKind
from workspace.frame.waiting import Waiting


def recruit_waiting(studies: Collection[Study], user: Account) -> Mapping[int, list[Waiting]]:
    """By the study's primary key. At most six queries, however many studies there are."""
    may = set(studies_where(user, "recruitment.view_mailing").values_list("pk", flat=True))
    own = {study.slug: study for study in studies if study.pk in may and not study.archived_at}
    waiting: dict[int, list[Waiting]] = defaultdict(list)
    if own:
        for slug, one in (*_mails(own), *_codes(own)):
            waiting[own[slug].pk].append(one)
    return waiting


def _mails(own: Mapping[str, Study]) -> Iterator[tuple[str, Waiting]]:
    """Of mailings whose sending was begun."""
    left = (
        InvitationMail.objects.filter(
            state=InvitationMail.State.WAITING,
            mailing__study__in=list(own),
            mailing__begun_on__isnull=False,
        )
        .values_list("mailing__study")
        .annotate(number=Count("pk"))
        .order_by("mailing__study")
    )
    for slug, number in left:
        address = reverse("workspace:mailings", args=[slug])
        yield slug, Waiting(f"{number} mail{'s' * (number != 1)} to send", address)


def _codes(own: Mapping[str, Study]) -> Iterator[tuple[str, Waiting]]:
    quotas = dict(
        EnrolmentWindow.objects.filter(
            study__in=list(own.values()), study__kind=StudyKind.SURVEY
        ).values_list("study__slug", "quota")
    )
    versions = current_versions().filter(study__slug__in=list(quotas))
    in_need = [
        version.study.slug for version in versions if version.survey.compensation.kind == "codes"
    ]
    counts = {
        slug: (left, given)
        for slug, left, given in CompensationCode.objects.filter(study__in=in_need)
        .order_by("study")
        .values_list("study")
        .annotate(left=Count("pk", filter=Q(receiver=None)), given=Count("receiver"))
    }
    for slug in in_need:
        left, given = counts.get(slug, (0, 0))
        if few_left(left, completions_left=max(0, quotas[slug] - given)):
            address = reverse("workspace:codes", args=[slug])
            yield (
                slug,
                Waiting(f"{left} personal code{'s are' if left != 1 else ' is'} left", address),
            )
