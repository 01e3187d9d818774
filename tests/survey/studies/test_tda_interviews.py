"""The study of interviews that ships says what the paper's section 4.1 and table 1 say."""

from survey.design.interviews.definition import InterviewStudy
from survey.design.reading import read_study
from tests.world import STUDIES


def shipped() -> InterviewStudy:
    definition = read_study(STUDIES / "tda-interviews" / "study.yaml", bundles=()).definition
    assert isinstance(definition, InterviewStudy)
    return definition


def test_it_takes_whom_the_paper_took() -> None:
    """4.1.1: a month of experience, and an area of high risk; appendix A: 5 products, 8 others."""
    experience, area = shipped().inclusion
    assert "at least one month" in experience.text
    assert sum(line.startswith("Products") for line in area.list) == 5
    assert len(area.list) == 13
    assert area.source == (
        "Regulation (EU) 2024/1689, Article 6 with Annex III (areas) and Annex I (product law)"
    )


def test_it_asks_what_the_paper_asked_and_as_it_did() -> None:
    """4.1.2: four topics, 30 to 60 minutes, in person or by video call, English and one German."""
    study = shipped()
    keys = [topic.key for topic in study.guide.topics]
    assert keys == ["job", "workflow", "training_data", "explanations"]
    assert study.conduct.minutes == (30, 60)
    assert study.conduct.modes == ("in_person", "video_call")
    assert study.conduct.languages == ("en", "de")
    assert study.sampling.approach == "Purposive sampling"
    assert study.target_sample_size == 10


def test_its_attributes_are_the_columns_of_table_1() -> None:
    study = shipped()
    assert list(study.attributes) == [
        "location", "domain", "role", "job_experience", "ml_experience", "model_kind",
    ]  # fmt: skip
    assert study.groups == "role"
    assert list(study.attributes["role"].options) == ["user", "developer"]


def test_it_reports_the_agreement_that_the_paper_printed() -> None:
    """4.1.3: "the percentage of agreement participants coded to themes"."""
    coding = shipped().coding
    assert (coding.agreement, coding.basis) == ("presence_absence", "reconciled")
