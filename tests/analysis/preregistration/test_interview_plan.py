"""From a study of interviews to a plan and its draft."""

from typing import Any

from analysis.preregistration.interview_draft import interview_draft
from analysis.preregistration.interview_plan import RegisteredInterviewPlan, interview_plan_of
from survey.design.interviews.definition import InterviewStudy
from survey.design.reading import read_study
from tests.world import STUDIES

FILE = read_study(STUDIES / "tda-interviews" / "study.yaml", bundles=())
assert isinstance(FILE.definition, InterviewStudy)
STUDY = FILE.definition


def plan(study: InterviewStudy = STUDY, participants: int = 10) -> RegisteredInterviewPlan:
    made = interview_plan_of(study, study_sha256="ab", participants=participants)
    assert made is not None
    return made


def changed(study: InterviewStudy = STUDY, **changes: Any) -> InterviewStudy:
    return study.model_copy(update=changes)


def test_a_plan_comes_back_from_its_json() -> None:
    assert RegisteredInterviewPlan.parse(plan().as_json()) == plan()
    assert plan().as_json() == plan().as_json()


def test_a_plan_holds_sample_saturation_guide_and_agreement() -> None:
    made = plan()
    saturation = made.saturation  # as Guest, Namey & Chen (2020) recommend: 4, 2, 5 %
    assert (saturation.base_size, saturation.run_length, saturation.threshold) == (4, 2, 0.05)
    assert (made.participants, made.groups) == (10, "role")
    assert [topic.key for topic in made.guide] == [
        "job", "workflow", "training_data", "explanations",
    ]  # fmt: skip
    assert (made.agreement, made.basis) == ("presence_absence", "reconciled")
    assert made.criteria.keys() == {"experience", "high_risk_area"}
    assert made.exclusions.keys() == {"not_eligible", "technical"}
    assert made.consent_sha256 == STUDY.consent_digest


def test_a_study_without_a_plan_has_none() -> None:
    assert interview_plan_of(changed(plan=None), study_sha256="", participants=1) is None


EXPECTED = (
    "- What do people who work with machine learning need explanations",
    "- Has worked with machine-learning systems for at least one month. (`experience`)",
    "    - Products whose safety is regulated: lifts",
    "10 interviews are planned.",
    "New themes of the last 2 interviews, over the themes of the first 4: saturation is reached",
    "where this is at most 5% (Guest, Namey & Chen, 2020).",
    "From 2027-02 to 2027-05, in person or by video call, 30 to 60 minutes each; languages: en",
    "### 3. Training data (`training_data`)",
    "- Role (`role`): User, Developer",
    "- Job experience (`job_experience`): number, years",
    "Groups are compared by Role.",
    "An inductive thematic analysis by two coders",
    "The figure reported is, with the themes as the coders reconciled them at the comparison: ",
    "of all pairs of a theme and a participant, the share on which both coders say the same",
    "(`not_eligible`)",
    "- Study file, version 1.0: SHA-256 `ab`",
)


def test_the_draft_says_what_is_planned() -> None:
    text = interview_draft(STUDY, plan())
    for expected in EXPECTED:
        assert expected in text
    assert "says nothing about this" not in text
    block = text.split("```json\n")[1].split("\n```")[0]
    assert RegisteredInterviewPlan.parse(block) == plan()


def test_the_draft_says_what_the_file_leaves_open() -> None:
    assert STUDY.plan is not None
    bare_plan = STUDY.plan.model_copy(
        update={"exclusions": (), "analysis": None, "agreement": None}
    )
    bare = changed(plan=bare_plan, transcription=None, reflexivity=None, limits=None)
    assert interview_draft(bare, plan(bare)).count("says nothing about this") == 5


def test_a_reflexive_study_plans_no_agreement() -> None:
    study = changed(coding=STUDY.coding.model_copy(update={"approach": "reflexive"}))
    assert (plan(study).agreement, plan(study).basis) == ("", "")
    text = interview_draft(study, plan(study))
    assert "no agreement between coders is claimed" in text
    assert "The figure reported" not in text


def test_one_interview_is_one_interview() -> None:
    assert "1 interview is planned." in interview_draft(STUDY, plan(participants=1))
