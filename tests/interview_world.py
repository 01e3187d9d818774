"""A small study of interviews, with people who consented: built by the project's own actions."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

from survey.design.reading import StudyFile, read_study
from survey.interviews.models import Interviewee
from survey.interviews.write import NewInterviewee, add_interviewee
from survey.studies.load import store_version
from survey.studies.models import StudyVersion
from tests.world import NOON

SMALL = {
    "kind": "interviews",
    "study": "small-interviews",
    "version": "1.0",
    "language": "en",
    "title": "What do people at work need to know of a model?",
    "summary": "Conversations about models at work.",
    "duration_minutes": 45,
    "target_sample_size": 4,
    "research_questions": ["What do people need explanations for?"],
    "contact": {"name": "Rita", "organisation": "Example", "email": "rita@example.org"},
    "ethics": {"committee": "Committee", "reference": "1"},
    "retention": {
        "answers_until": "2036-12-31",
        "contacts_until": "2027-12-31",
        "recordings_until": "2027-06-30",
    },
    "information": "You are asked about your work.",
    "consent": {
        "statements": [
            {"key": "informed", "text": "I have read the information."},
            {"key": "recording", "text": "The conversation may be recorded."},
        ]
    },
    "inclusion": [{"key": "experience", "text": "Works with machine learning for a month."}],
    "sampling": {
        "approach": "Purposive sampling",
        "channels": ["Authors' network", "Mailing list"],
    },
    "conduct": {
        "begins": "2026-06",
        "ends": "2026-09",
        "modes": ["in_person", "video_call"],
        "minutes": [30, 60],
        "languages": ["en", "de"],
    },
    "guide": {
        "topics": [
            {"key": "job", "title": "The job", "aim": "Context.", "prompts": ["What do you do?"]}
        ]
    },
    "attributes": {
        "location": {"title": "Location"},
        "role": {
            "title": "Role",
            "type": "choice",
            "options": {"user": "User", "developer": "Developer"},
        },
        "experience": {"title": "Experience", "type": "number", "unit": "years"},
    },
    "groups": "role",
    "coding": {"agreement": "presence_absence"},
}


def small_study(**changes: object) -> StudyFile:
    """The study file, read as from a folder."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "study.yaml"
        file.write_text(yaml.safe_dump(SMALL | changes, sort_keys=False), encoding="utf-8")
        return read_study(file, bundles=())


def interview_version(**changes: object) -> StudyVersion:
    """The version of the study, loaded where it is not yet."""
    return store_version(small_study(**changes), loaded_at=NOON).version


def interviewee(
    label: str = "P3", version: StudyVersion | None = None, **attributes: str
) -> Interviewee:
    """Somebody who consented in May 2026; without attributes, a developer."""
    new = NewInterviewee(label, date(2026, 5, 4), "en", attributes or {"role": "developer"})
    return add_interviewee(version or interview_version(), new, by="rita", now=NOON)
