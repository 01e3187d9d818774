"""A page as one participant sees it: placeholders filled in, and their trial beside it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from survey.design.path import PathPage, Section
from survey.design.piping import ANSWER, ERROR, SETTING, filled_line, filled_text, placeholders_in
from survey.design.question_types.base import BaseQuestion
from survey.design.texts import rendered
from survey.participation.models import Participant
from survey.participation.page_visits import path_of
from survey.trial.state import Submitted, submitted_in


@dataclass(frozen=True)
class Asked:
    """A page with its placeholders filled in; `text` is empty where there were none."""

    questions: tuple[BaseQuestion, ...]
    text: SafeString
    own_questions: bool
    submitted: Submitted | None


def asked(participant: Participant, page: PathPage) -> Asked:
    """The page in this participant's words. What is not known yet is left out."""
    after_trial = page.section is Section.FOLLOW_UP
    submitted = submitted_in(participant, page.scenario or "") if after_trial else None
    return asked_with(page, submitted, lambda keys: _answers(participant, page, keys))


def asked_with(
    page: PathPage,
    submitted: Submitted | None,
    answers: Callable[[frozenset[str]], Mapping[str, str]],
) -> Asked:
    """The page in the words of whoever gave these answers, which are named by questions' keys."""
    lines = [line for question in page.questions for line in (question.text, question.help or "")]
    in_lines, in_text = _names(*lines), _names(page.text or "")
    if not in_lines and not in_text:
        return Asked(page.questions, SafeString(), own_questions=False, submitted=submitted)
    names = in_lines | in_text
    keys = frozenset(name.removeprefix(ANSWER) for name in names if name.startswith(ANSWER))
    given = answers(keys) if keys else {}
    values = {f"{ANSWER}{key}": words for key, words in given.items()}
    values |= _of_trial(submitted) if submitted else {}
    text = filled_text(page.text, values) if page.text and in_text else ""
    return Asked(
        tuple(_filled(question, values) for question in page.questions),
        mark_safe(text),  # noqa: S308  filled_text() lets no markup through
        own_questions=bool(in_lines),
        submitted=submitted,
    )


def text_of(participant: Participant, page: PathPage) -> SafeString:
    """The text of a page that is shown at another place."""
    return shown_text(page, asked(participant, page))


def shown_text(page: PathPage, filled: Asked) -> SafeString:
    text = rendered(page.text or "")
    return filled.text or mark_safe(text)  # noqa: S308  rendered() is safe


def _names(*texts: str) -> set[str]:
    return {
        placeholder.name
        for text in texts
        for placeholder in placeholders_in(text)
        if placeholder.is_known
    }


def _filled(question: BaseQuestion, values: Mapping[str, str]) -> BaseQuestion:
    text = filled_line(question.text, values)
    help_text = filled_line(question.help, values) if question.help else None
    return question.model_copy(update={"text": text, "help": help_text})


def _answers(participant: Participant, page: PathPage, keys: frozenset[str]) -> dict[str, str]:
    here = {"", page.scenario or ""}
    rows = participant.answers.filter(question__in=keys, scenario__in=here)
    questions = {
        question.key: question
        for path_page in path_of(participant)
        if (path_page.scenario or "") in here
        for question in path_page.questions
    }
    return {
        key: questions[key].readable(value) for key, value in rows.values_list("question", "value")
    }


def _of_trial(submitted: Submitted) -> dict[str, str]:
    """What texts can repeat of a trial: the setting, its levels, and facts about the error."""
    setting, space, state = submitted.setting, submitted.space, submitted.state
    values = {SETTING: space.words(setting)} | {
        f"{SETTING}.{axis}": space.axes[axis].in_sentence_of(level)
        for axis, level in setting.items()
    }
    if state is None:
        return values
    facts = state.explanations.facts_of(state.trial.error)
    return values | {f"{ERROR}.{fact}" if fact else ERROR: text for fact, text in facts.items()}
