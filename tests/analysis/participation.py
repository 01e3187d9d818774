"""Whole participations, with every kind of question answered as its page would store it."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from attribution.settings import Setting
from survey.design.path import CHECK, PathPage, Section
from survey.design.question_types.base import AnswerKind, BaseQuestion
from survey.models import Participant
from survey.participation.page_visits import current_page
from survey.participation.submit import attempt_check, submit_page
from survey.trial.apply import apply_setting, submit_setting
from tests.effect_settings import effect_setting
from tests.world import NOON

Tried = tuple[Setting, ...] | Mapping[str, tuple[Setting, ...]]

TRIED = (effect_setting("removal", "loss", "3"), effect_setting("upweighting", "loss", "1"))


def go_through(
    participant: Participant,
    *,
    tried: Tried = TRIED,
    trials: int = 9,
    now: datetime = NOON,
) -> None:
    """Try the settings in each trial for two minutes, submit the last; stay for some trials.

    The settings are the same in each scenario, or given by scenario.
    """
    while (page := current_page(participant)) and page.section is not Section.COMPENSATION:
        if page.is_trial and (trials := trials - 1) < 0:
            return
        finish_page(participant, page, tried=tried, now=now)


def finish_page(
    participant: Participant, page: PathPage, *, tried: Tried = TRIED, now: datetime = NOON
) -> None:
    """Do on a page what it is for, and submit it."""
    if page.is_trial:
        later = now + timedelta(minutes=2)
        settings = tried if isinstance(tried, tuple) else tried[page.scenario or ""]
        for setting in settings:
            apply_setting(participant, page, setting, now=later)
        submit_setting(participant, page, len(settings), now=later)
    elif page.key == CHECK:
        check = participant.definition.tutorial.check
        attempt_check(
            participant, page, {statement.key: statement.correct for statement in check}, now=now
        )
    else:
        answers = {question.key: answer(question) for question in page.questions}
        submit_page(participant, page, answers, now=now)


def answer(question: BaseQuestion) -> Any:
    """The first option, the first and the one to write in, the highest number, or a few words."""
    options = list(question.options_by_key())
    match question.answer_kind:
        case AnswerKind.OPTION:
            return question.stored(options[0])
        case AnswerKind.OPTIONS:
            return question.stored([options[0], "other"], "robots")
        case AnswerKind.NUMBER:
            highest = options[-1] if options else question.form_field().maximum
            return int(highest or 0)
    return "Grün “quoted”"
