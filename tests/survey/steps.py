"""Participants who go through a study by the functions behind its pages."""

from datetime import datetime
from typing import Any

from survey.design.path import CHECK, PathPage, Section
from survey.design.question_types.base import AnswerKind, BaseQuestion
from survey.models import Participant
from survey.participation.page_visits import current_page
from survey.participation.submit import attempt_check, submit_page
from survey.trial.apply import apply_setting, submit_setting
from tests.effect_settings import effect_setting
from tests.world import NOON

FIRST = effect_setting("removal", "loss", "3")
SECOND = effect_setting("upweighting", "loss", "1")


def finish(participant: Participant, *, now: datetime = NOON) -> None:
    """Answer everything, try two settings in every trial, and submit the first of them."""
    while (page := current_page(participant)) and page.section is not Section.COMPENSATION:
        do_page(participant, page, now)


def go_to(participant: Participant, name: str) -> PathPage:
    """Answer one page after another until the participant is on the page of this name."""
    while (page := current_page(participant)) and page.name != name:
        do_page(participant, page)
    assert page is not None, f"never came to {name}"
    return page


def go_to_trial(participant: Participant) -> PathPage:
    """Answer one page after another until the participant is on a trial."""
    while (page := current_page(participant)) and not page.is_trial:
        do_page(participant, page)
    assert page is not None, "never came to a trial"
    return page


def do_page(participant: Participant, page: PathPage, now: datetime = NOON) -> None:
    """Answer a page; in a trial, apply two settings and submit the first."""
    if page.is_trial:
        apply_setting(participant, page, FIRST, now=now)
        apply_setting(participant, page, SECOND, now=now)
        submit_setting(participant, page, 1, now=now)
    elif page.key == CHECK:
        check = participant.definition.tutorial.check
        attempt_check(
            participant, page, {question.key: question.correct for question in check}, now=now
        )
    else:
        answers = {question.key: _answer(question) for question in page.questions}
        submit_page(participant, page, answers, now=now)


def _answer(question: BaseQuestion) -> Any:
    """The first option, the lowest number, or "yes" in one's own words."""
    match question.answer_kind:
        case AnswerKind.TEXT:
            return "yes"
        case AnswerKind.OPTIONS:
            return question.stored([next(iter(question.options_by_key()))])
        case AnswerKind.OPTION:
            return question.stored(next(iter(question.options_by_key())))
        case AnswerKind.NUMBER:
            return int(next(iter(question.options_by_key()), 1))
