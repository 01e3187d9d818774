"""Contact, retention, consent and inclusion: what comes before anything is stored."""

from datetime import date
from pathlib import Path
from random import Random

import pytest
from pydantic import ValidationError

from survey.design.consent import Consent, Criterion, Retention
from tests.survey.design.study_files import Refusal, assert_refused, refused

CRITERION = {
    "type": "single_choice",
    "key": "adult",
    "text": "Are you an adult?",
    "options": {"yes": "Yes", "no": "No"},
}


@refused(
    Refusal(
        "contacts_until: 2027-12-31",
        "contacts_until: 2037-12-31",
        "retention:",
        "retention",
        "contacts would be kept longer than the answers.",
    ),
    Refusal(
        "eligible: [yes]",
        "eligible: [perhaps]",
        "- key: developed_models",
        "inclusion.criteria[1]",
        "perhaps is not one of the options. Use one of: yes, no.",
    ),
    Refusal(
        "eligible: [yes]",
        "eligible: [yes, no]",
        "- key: developed_models",
        "inclusion.criteria[1]",
        "every option is eligible",
    ),
    Refusal(
        "email: study@example.org",
        "email: nobody",
        "email",
        "contact.email",
        "nobody does not fit here. Write an e-mail address",
    ),
    Refusal(
        "eligible: [yes]",
        "eligible: [yes, yes]",
        "eligible",
        "inclusion.criteria[1].eligible",
        "yes is named more than once.",
    ),
)
def test_an_inclusion_or_a_retention_that_cannot_be_meant_is_refused(
    study_folder: Path, refusal: Refusal
) -> None:
    assert_refused(study_folder, refusal)


def test_contacts_may_be_kept_as_long_as_the_answers_and_no_longer() -> None:
    last = date(2030, 12, 31)
    assert Retention(answers_until=last, contacts_until=last).contacts_until == last
    with pytest.raises(ValidationError, match="kept longer than the answers"):
        Retention(answers_until=last, contacts_until=date(2031, 1, 1))


def test_every_option_may_be_eligible_where_one_can_be_written_in() -> None:
    criterion = Criterion.model_validate(
        {**CRITERION, "other": "Neither", "eligible": ["yes", "no"]}
    )
    assert criterion.eligible == ("yes", "no")


def test_a_criterion_has_to_be_answered() -> None:
    assert Criterion.model_validate({**CRITERION, "eligible": ["yes"]}).required is True
    with pytest.raises(ValidationError, match="this question has to be answered"):
        Criterion.model_validate({**CRITERION, "eligible": ["yes"], "required": "false"})


def test_simulated_participants_can_take_part() -> None:
    options = {"yes": "Yes", "soon": "Soon", "no": "No"}
    criterion = Criterion.model_validate(
        {**CRITERION, "options": options, "eligible": ["yes", "soon"]}
    )
    chance = Random(1)  # noqa: S311
    sent = {criterion.simulated(chance)["adult"] for _draw in range(50)}
    assert sent == {"yes", "soon"}


@pytest.mark.parametrize("statements", [0, 21])
def test_a_consent_has_from_one_to_twenty_statements(statements: int) -> None:
    keys = [f"statement_{number}" for number in range(statements)]
    with pytest.raises(ValidationError, match="statements"):
        Consent.model_validate(
            {"statements": [{"key": key, "text": "I agree."} for key in keys], "declined": "Bye."}
        )
