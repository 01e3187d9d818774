"""Compare what participants noted that they sent with what the database holds."""

from collections import Counter
from collections.abc import Iterator, Sequence

from attribution.settings import Setting
from checks.support.resilient_participant import Journal
from survey.models import Choice, Exploration, PageVisit, Participant, State
from survey.participation.page_visits import path_of


def problems(journals: Sequence[Journal]) -> Iterator[str]:
    """One sentence for everything lost, stored twice or incomplete, once everybody is through."""
    by_token = {person.token: person for person in Participant.objects.select_related("version")}
    for journal in journals:
        for problem in _problems_of_person(journal, by_token.pop(journal.token, None)):
            yield f"{journal.name}: {problem}"
    if by_token:
        yield f"{len(by_token)} stored participants belong to nobody who took part"


def counted(journals: Sequence[Journal]) -> dict[str, tuple[int, int]]:
    """For each kind, how many were sent, and how many of those were answered with success."""
    submissions = [submission for journal in journals for submission in journal.submissions]
    sent = Counter(submission.kind for submission in submissions)
    answered = Counter(submission.kind for submission in submissions if submission.answered)
    return {kind: (sent[kind], answered[kind]) for kind in sorted(sent)}


def _problems_of_person(journal: Journal, participant: Participant | None) -> Iterator[str]:
    if journal.withdrew:
        if participant:
            yield "withdrew and is still there"
        if not journal.of_kind("withdrawal"):
            yield "is gone and had not withdrawn"
    elif participant is None:
        yield "is lost"
    else:
        yield from _problems_of_pages(journal, participant)
        yield from _problems_of_applies(journal, participant)
        yield from _problems_of_choices(journal, participant)
        if participant.state != State.COMPLETED:
            yield "did not finish"


def _problems_of_pages(journal: Journal, participant: Participant) -> Iterator[str]:
    questions = {page.name: len(page.questions) for page in path_of(participant)}
    visits = participant.visits.exclude(page="inclusion").exclude(submitted_at=None)
    visit_by_page = {visit.page: visit for visit in visits.prefetch_related("answers")}
    for submission in journal.of_kind("page"):
        if submission.answered and submission.page not in visit_by_page:
            yield f"{submission.page} is lost"
    for page, visit in visit_by_page.items():
        if page == "tutorial.check" or page.endswith(".trial"):
            continue
        sent = journal.of_kind("page", page)
        allowed = [submission for submission in sent if submission.answered] or sent
        if not allowed:
            yield f"{page} is stored and was never sent"
        texts = {submission.content for submission in allowed}
        yield from _problems_of_answers(visit, questions[page], texts)


def _problems_of_answers(visit: PageVisit, questions: int, allowed: set[str]) -> Iterator[str]:
    answers = list(visit.answers.all())
    texts = {text for answer in answers for text in _texts(answer.value) if " try " in text}
    if len(answers) != questions:
        yield f"{visit.page} holds {len(answers)} of {questions} answers"
    if len(texts) > 1:
        yield f"{visit.page} holds the texts of {len(texts)} submissions"
    if not texts <= allowed:
        yield f"{visit.page} holds other texts than those first answered with success"


def _texts(value: object) -> list[str]:
    """Every text in an answer, whatever its type."""
    if isinstance(value, dict):
        return [text for part in value.values() for text in _texts(part)]
    if isinstance(value, list):
        return [text for part in value for text in _texts(part)]
    return [value] if isinstance(value, str) else []


def _problems_of_applies(journal: Journal, participant: Participant) -> Iterator[str]:
    explorations = Exploration.objects.filter(trial__participant=participant).order_by("position")
    for trial in participant.trials.all():
        page = f"scenario.{trial.scenario}.trial"
        sent = journal.of_kind("apply", page)
        stored = {
            exploration.position: Setting(exploration.setting)
            for exploration in explorations.filter(trial=trial)
        }
        for submission in sent:
            if submission.answered and stored.get(submission.position) != submission.content:
                yield f"Apply {submission.position} in {page} is lost"
        if len(set(stored.values())) < len(stored):
            yield f"an Apply in {page} is stored twice"
        settings = [submission.content for submission in sent]
        order = [setting for setting in settings if setting in stored.values()]
        if list(stored.values()) != order:
            yield f"the Applies in {page} are not those sent, in their order"


def _problems_of_choices(journal: Journal, participant: Participant) -> Iterator[str]:
    stored = {
        f"scenario.{choice.trial.scenario}.trial": choice.exploration.position
        for choice in Choice.objects.filter(trial__participant=participant).select_related(
            "trial", "exploration"
        )
    }
    for submission in journal.of_kind("choice"):
        if submission.answered and stored.get(submission.page) != submission.content:
            yield f"the choice in {submission.page} is lost"
