"""Pages that take up what a participant did and said before."""

import re
from pathlib import Path

import pytest
from django.test import Client

from attribution import queries as effects
from attribution.models import StoredBundle
from survey.models import Answer
from tests.survey.conftest import opened
from tests.survey.walker import Walker
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

PIPED = """
extends: ../tda-needfinding/study.yaml
study: piped
version: "1.0"
follow_up:
  - key: the_choice
    title: About the setting you submitted
    text: 'You work in **{{ answer.sector }}** and saw that {{ error }}.'
    questions:
      - key: reason_for_action
        type: long_text
        text: 'Why {{ setting.action }} of {{ setting.number }}, by the {{ setting.metric }}?'
        help: 'In short: {{ setting }}.'
        required: false
      - key: open
        type: short_text
        text: Anything open?
        required: false
  - key: again
    title: Once more
    text: 'You said: “{{ answer.reason_for_action }}”, and {{ answer.open or "nothing else" }}.'
    questions:
      - key: sure
        type: short_text
        text: 'Is “{{ answer.reason_for_action }}” still true?'
        required: false
"""
ATTACK = "<b>bold</b> [x](https://evil.example)\n{{ setting }}"


class PipedWalker(Walker):
    def answer(self, page: str) -> None:
        answers = {"reason_for_action": ATTACK} if page.endswith("the_choice") else None
        if page.startswith("follow_up"):
            self.send(answers, page)
        else:
            super().answer(page)


@pytest.fixture
def study(world: World, study_folder: Path) -> str:
    return str(opened(world, study_folder, PIPED).study.slug)


def walker(study: str) -> PipedWalker:
    walker = PipedWalker(Client())
    walker.study = f"/studies/{study}/"
    walker.begin()
    return walker


def come_to(participant: Walker, key: str) -> str:
    while not participant.page.endswith(key):
        participant.go_on_to_next()
    return participant.read()


def test_a_follow_up_asks_about_the_setting_and_the_error_of_this_participant(study: str) -> None:
    participant = walker(study)
    page = come_to(participant, ".the_choice")
    assert "Why removal of 3 training samples, by the loss?" in page
    assert "In short: removal of 3 training samples, chosen by the loss." in page
    assert "<strong>Industry; Somewhere else: a museum</strong> and saw that" in page
    assert " is misclassified as " in page


def test_one_participant_never_reads_what_another_chose(study: str) -> None:
    first, second = walker(study), walker(study)
    assert "Why removal of 3 training samples" in come_to(first, ".the_choice")
    come_to(second, ".trial")
    second.apply(action="upweighting", metric="true_class_probability", number="1")
    second.send({"submit": "1"})
    page = second.read()
    assert "Why upweighting of 1 training sample, by the probability of the true class?" in page
    assert "Why removal" not in page


def test_an_earlier_answer_is_shown_as_words_and_nothing_else(study: str) -> None:
    page = come_to(walker(study), ".again")
    shown = "&lt;b&gt;bold&lt;/b&gt; [x](https://evil.example) {{ setting }}"
    assert f"You said: “{shown}”, and nothing else." in page
    assert f"Is “{shown}” still true?" in page
    assert "<b>" not in page
    assert 'href="https://evil.example"' not in page


def test_what_is_stored_is_the_answer_alone(study: str) -> None:
    participant = walker(study)
    come_to(participant, ".again")
    answer = Answer.objects.get(question="reason_for_action")
    assert answer.value == ATTACK


def test_a_page_that_is_refused_asks_in_the_same_words(study: str) -> None:
    participant = walker(study)
    come_to(participant, ".the_choice")
    response = participant.send({"open": "x" * 300})
    assert response.status_code == 422
    assert "Why removal of 3 training samples, by the loss?" in response.content.decode()


def test_questions_stay_while_the_effects_are_gone(study: str) -> None:
    participant = walker(study)
    come_to(participant, ".the_choice")
    StoredBundle.objects.all().delete()
    effects._index.cache_clear()
    page = participant.read()
    assert "Why removal of 3 training samples, by the loss?" in page
    assert "saw that \N{EN DASH}." in page
    assert 'class="submitted"' not in page
    assert participant.send().status_code == 302
    effects._index.cache_clear()


def test_somebody_who_is_deleted_while_reading_gets_no_traceback(
    study: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    participant = walker(study)
    come_to(participant, ".the_choice")
    monkeypatch.setattr("survey.trial.state._chosen_in", lambda _trial: [])
    assert participant.client.get(participant.address()).status_code == 404


def test_the_error_and_the_submitted_setting_stand_beside_the_questions(study: str) -> None:
    participant = walker(study)
    come_to(participant, ".trial")
    participant.apply()
    participant.apply(action="upweighting", number="2")
    trial = participant.read()
    participant.send({"submit": "1"})
    page = participant.read()
    panel = page[page.index('class="submitted"') : page.index("<form")]
    assert "Removal of 3 training samples, chosen by the loss" in panel
    assert "pweighting" not in panel
    error = re.search(r'class="in-short">(.*?)</span>', trial)
    assert error is not None
    assert error[1] in panel
    assert panel.index("On the error: Loss") < panel.index("3 training samples left out")
    assert "Submit setting" not in panel


def test_only_the_pages_after_a_trial_have_it(study: str) -> None:
    participant = walker(study)
    while not participant.page.startswith("compensation"):
        shown = 'class="submitted"' in participant.read()
        assert shown == participant.page.startswith("follow_up")
        participant.go_on_to_next()
