"""Who was recruited lies in a database of its own."""

from config.routers import RecruitmentRouter
from survey.models import Answer, Participant
from survey.recruitment.models import CompensationContact

router = RecruitmentRouter()


def test_recruitment_is_read_and_written_in_its_own_database_alone() -> None:
    assert router.db_for_read(CompensationContact) == "recruitment"
    assert router.db_for_write(CompensationContact) == "recruitment"
    assert router.db_for_read(Answer) is None
    assert router.allow_migrate("recruitment", "recruitment")
    assert not router.allow_migrate("default", "recruitment")
    assert not router.allow_migrate("recruitment", "survey")


def test_no_relation_leads_from_one_to_the_other() -> None:
    contact, participant = CompensationContact(), Participant()
    assert router.allow_relation(contact, participant) is False
    assert router.allow_relation(participant, Answer()) is None
