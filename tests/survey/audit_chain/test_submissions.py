"""What a person submits is tied to what they submitted before."""

import pytest

from survey.audit_chain.digests import BEGINNING, link_digest, row_digests
from survey.audit_chain.submissions import (
    CONSENT,
    END,
    add_anchor,
    add_link,
    answer_name,
    consent_rows,
    end_chain,
    forget_contents,
    submissions_of,
)
from survey.models import Anchor, Answer, Chain, Link, Participant, State, Trial
from survey.population import Population
from tests.survey.steps import finish, go_to_trial
from tests.world import NOON, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def completed(world: World) -> Participant:
    finish(world.ada)
    return Participant.objects.get()


def links_of(participant: Participant) -> list[Link]:
    return list(Link.objects.filter(chain=participant.chain))


def test_everything_that_is_stored_of_a_participant_has_its_link(completed: Participant) -> None:
    stored = submissions_of(completed)
    links = links_of(completed)
    assert {link.subject for link in links} == set(stored)
    assert (links[0].subject, links[-1].subject) == (CONSENT, END)
    for link in links:
        assert row_digests(link.salt, stored[link.subject]) == link.rows


def test_each_link_covers_the_one_before_it(completed: Participant) -> None:
    previous = BEGINNING
    for number, link in enumerate(links_of(completed), start=1):
        assert link.number == number
        assert link.digest == link_digest(previous, number, link.content)
        previous = link.digest


def test_no_two_links_share_a_salt(completed: Participant) -> None:
    links = links_of(completed)
    assert len({link.salt for link in links}) == len(links)


def test_whoever_is_still_taking_part_has_submitted_no_end(world: World) -> None:
    assert list(submissions_of(world.ada)) == [CONSENT]
    finish(world.ada)
    rows = submissions_of(Participant.objects.get())[END]
    assert rows == {"participant": [State.COMPLETED, NOON]}


def test_an_apply_is_submitted_at_once_and_the_page_of_its_trial_later(world: World) -> None:
    page = go_to_trial(world.ada)
    assert not any(subject.startswith("Apply") for subject in submissions_of(world.ada))
    finish(world.ada)
    stored = submissions_of(Participant.objects.get())
    assert f"Apply 2 in {page.scenario}" in stored
    assert stored[f"page {page.name}"]["choice"] == [1, NOON]


def test_an_answer_on_the_page_of_another_is_not_taken_for_a_submission(
    completed: Participant, world: World
) -> None:
    other = world.join("bo").visits.first()
    assert other is not None
    Answer.objects.create(participant=completed, visit=other, question="extra", value="yes")
    assert "answer to extra on nobody's page" in submissions_of(completed)


def test_answers_to_one_question_in_two_scenarios_have_two_names() -> None:
    assert answer_name(Answer(question="gender")) == "answer to gender"
    assert answer_name(Answer(question="fix", scenario="image")) == "answer to fix (image)"


def test_the_order_of_options_is_covered(world: World) -> None:
    trial = Trial(scenario="image", position=1, bundle="b", error="e", seed=5, options={"a": []})
    assert consent_rows(world.ada, [trial])["trial image"] == [1, "b", "e", 5, {"a": []}]


def test_pilots_and_simulated_participants_are_not_chained(world: World) -> None:
    world.open()
    for population in (Population.PILOTS, Population.SIMULATED):
        participant = world.join(population.value, population=population)
        add_link(participant, "page", {"answer": "yes"})
        end_chain(participant, Anchor.Kind.COMPLETED)
    assert not Link.objects.exists()
    assert not Anchor.objects.exists()


def test_an_anchor_says_how_long_a_chain_is_and_what_its_head_is(completed: Participant) -> None:
    last = links_of(completed)[-1]
    anchor = Anchor.objects.get(kind=Anchor.Kind.COMPLETED)
    assert (anchor.length, anchor.head) == (last.number, last.digest)
    empty = Chain.objects.create(version=completed.version)
    add_anchor(completed.version, empty.pk, Anchor.Kind.BEGAN)
    newest = Anchor.objects.get(chain=empty)
    assert (newest.length, newest.head, newest.number) == (0, BEGINNING, anchor.number + 1)


def test_forgetting_leaves_the_digests_alone(completed: Participant) -> None:
    before = [(link.number, link.content, link.digest) for link in links_of(completed)]
    forget_contents(completed.chain_id or 0)
    after = links_of(completed)
    assert [(link.number, link.content, link.digest) for link in after] == before
    assert {(link.subject, link.salt, str(link.rows)) for link in after} == {("", "", "{}")}
