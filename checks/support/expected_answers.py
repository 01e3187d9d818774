"""What participants noted that they sent, held against what the database has."""

from collections import Counter
from collections.abc import Iterator, Sequence

from checks.support.resilient_participant import Journal, Sent
from survey.models import Choice, Exploration, PageVisit, Participant, State
from survey.participation.page_visits import path_of


def problems(journals: Sequence[Journal]) -> Iterator[str]:
    """One sentence for everything lost, doubled or half there; everybody is through by now."""
    stored = {each.token: each for each in Participant.objects.select_related("version")}
    for journal in journals:
        found = _of_person(journal, stored.pop(journal.token, None))
        yield from (f"{journal.name}: {each}" for each in found)
    if stored:
        yield f"{len(stored)} participants nobody began as"


def counted(journals: Sequence[Journal]) -> dict[str, tuple[int, int]]:
    """How many of each kind were sent, and how many of them were answered with success."""
    sent = Counter(each.kind for journal in journals for each in journal.sent)
    answered = Counter(each.kind for journal in journals for each in journal.sent if each.answered)
    return {kind: (sent[kind], answered[kind]) for kind in sorted(sent)}


def _of_person(journal: Journal, participant: Participant | None) -> Iterator[str]:
    if journal.withdrew:
        if participant:
            yield "withdrew and is still there"
        if not any(each.kind == "withdrawal" for each in journal.sent):
            yield "is gone and had not withdrawn"
    elif participant is None:
        yield "is lost"
    else:
        for look in (_of_pages, _of_applies, _of_choices):
            yield from look(journal, participant)
        if participant.state != State.COMPLETED:
            yield "did not finish"


def _of_pages(journal: Journal, participant: Participant) -> Iterator[str]:
    asked = {page.name: len(page.questions) for page in path_of(participant)}
    visits = participant.visits.exclude(page="inclusion").exclude(submitted_at=None)
    pages = {visit.page: visit for visit in visits.prefetch_related("answers")}
    for each in _answered(journal, "page"):
        if each.page not in pages:
            yield f"{each.page} is lost"
    for name, visit in pages.items():
        if name == "tutorial.check" or name.endswith(".trial"):
            continue
        sent = [each for each in journal.sent if (each.kind, each.page) == ("page", name)]
        allowed = [each for each in sent if each.answered] or sent
        if not allowed:
            yield f"{name} is stored and was never sent"
        yield from _of_answers(visit, asked[name], {each.what for each in allowed})


def _of_answers(visit: PageVisit, asked: int, allowed: set[str]) -> Iterator[str]:
    answers = list(visit.answers.all())
    words = {word for each in answers for word in _words(each.value) if " try " in word}
    if len(answers) != asked:
        yield f"{visit.page} holds {len(answers)} of {asked} answers"
    if len(words) > 1:
        yield f"{visit.page} holds the words of {len(words)} submissions"
    if not words <= allowed:
        yield f"{visit.page} holds other words than those first answered with success"


def _words(value: object) -> list[str]:
    """Every text in an answer, whatever its type."""
    if isinstance(value, dict):
        return [word for each in value.values() for word in _words(each)]
    if isinstance(value, list):
        return [word for each in value for word in _words(each)]
    return [value] if isinstance(value, str) else []


def _of_applies(journal: Journal, participant: Participant) -> Iterator[str]:
    rows = Exploration.objects.filter(trial__participant=participant).order_by("position")
    for trial in participant.trials.all():
        page = f"scenario.{trial.scenario}.trial"
        sent = [each for each in journal.sent if (each.kind, each.page) == ("apply", page)]
        stored = {
            each.position: (each.action, each.metric, each.number)
            for each in rows.filter(trial=trial)
        }
        for each in sent:
            if each.answered and stored.get(each.position) != each.what:
                yield f"Apply {each.position} in {page} is lost"
        if len(set(stored.values())) < len(stored):
            yield f"an Apply in {page} is stored twice"
        order = [each.what for each in sent if each.what in stored.values()]
        if list(stored.values()) != order:
            yield f"the Applies in {page} are not those sent, in their order"


def _of_choices(journal: Journal, participant: Participant) -> Iterator[str]:
    stored = {
        f"scenario.{choice.trial.scenario}.trial": choice.exploration.position
        for choice in Choice.objects.filter(trial__participant=participant).select_related(
            "trial", "exploration"
        )
    }
    for each in _answered(journal, "choice"):
        if stored.get(each.page) != each.what:
            yield f"the choice in {each.page} is lost"


def _answered(journal: Journal, kind: str) -> list[Sent]:
    return [each for each in journal.sent if each.answered and each.kind == kind]
