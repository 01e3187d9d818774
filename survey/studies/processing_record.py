"""The record of processing activities of a study (GDPR, article 30), as far as its file says it.

What no study file can know is marked, to be filled in by the controller.
"""

import re
from collections.abc import Iterator
from html import escape

from survey.design.base import StudyDefinition
from survey.design.definition import SurveyDefinition
from survey.design.interviews.definition import InterviewStudy
from survey.design.path import participant_path
from survey.design.question_types.base import AnswerKind, BaseQuestion
from survey.design.texts import rendered
from survey.leaving.copies import days_of_copies
from survey.studies.models import StudyVersion

FILLED_IN = re.compile(r"\{\{.*?\}\}")
FILL_IN = "**[Fill in: {}]**"

MEASURES = (
    "Answers lie in one database, and who was recruited in another one; no key leads from one to "
    "the other\n"
    "A participation is known by a random link of 128 bits; no account, name or IP address of a "
    "participant is stored, and no cookie outlives the visit\n"
    "People of the team have accounts with roles in this study alone; what they change, and every "
    "file that leaves the study, is in a log that cannot be changed\n"
    "Answers that the study file marks as identifying are withheld from exports, and times can be "
    "given by the day\n"
    "What was submitted is held by a chain of digests, and a withdrawal deletes it"
).splitlines()
LEFT_TO_THE_SERVER = (
    "encrypted disks, HTTPS, locked copies of the databases, who has access to the server, updates"
)


def processing_record(version: StudyVersion) -> str:
    """The record of one version as Markdown."""
    study = version.definition
    parts = (
        ("Controller", _controller(study)),
        ("Purposes", _purposes(study)),
        ("Legal basis", _legal_basis()),
        ("Whose data", _people(study)),
        ("Which data", _data(study)),
        ("Who receives them", _recipients(study)),
        ("Other countries", _countries(study)),
        ("How long they are kept", _retention(study)),
        ("How they are protected", _measures()),
    )
    introduction = (
        f"{study.study}, version {study.version} (SHA-256 `{version.digest}`). Written from the "
        "study file by Needfinder. It is a draft for the controller's record by article 30 of the "
        "GDPR; complete what is marked, and have it read by your data protection officer."
    )
    return "\n".join(
        [
            f"# Record of processing: {study.title}",
            "",
            introduction,
            *(line for title, lines in parts for line in ("", f"## {title}", "", *lines)),
            "",
        ]
    )


def _controller(study: StudyDefinition) -> Iterator[str]:
    contact, ethics = study.contact, study.ethics
    yield f"- Organisation: {contact.organisation}"
    yield f"- Whom participants write to: {contact.name}, {contact.email}"
    yield f"- {_to_fill_in('the controller by law, with its address and who represents it')}"
    yield f"- {_to_fill_in('the data protection officer, with an address')}"
    yield f"- Ethics approval: {ethics.committee}, {ethics.reference}"


def _purposes(study: StudyDefinition) -> Iterator[str]:
    yield f"Scientific research: {study.title}"
    if isinstance(study, InterviewStudy):
        yield ""
        yield from (f"- {question}" for question in study.research_questions)
    if isinstance(study, SurveyDefinition) and study.compensation.kind != "none":
        yield ""
        yield "Thanking or paying those who take part."


def _legal_basis() -> Iterator[str]:
    yield _to_fill_in(
        "such as consent (article 6, 1 a) or a task in the public interest (article 6, 1 e) with "
        "article 89 and the law of your country"
    )
    yield ""
    yield (
        "Every participant agrees to each statement of the consent before anything is stored; the "
        "digest of the text, its language and the time are kept."
    )


def _people(study: StudyDefinition) -> Iterator[str]:
    yield f"- Participants: {study.target_sample_size} are aimed at"
    if isinstance(study, SurveyDefinition):
        for criterion in study.inclusion.criteria:
            eligible = [criterion.options[key] for key in criterion.eligible]
            yield f"    - who answer “{criterion.text}” with {' or '.join(eligible)}"
        recruited = study.recruitment.channels if study.recruitment else ()
    else:
        assert isinstance(study, InterviewStudy), "there are two kinds"  # noqa: S101
        yield from (f"    - {criterion.text}" for criterion in study.inclusion)
        recruited = study.sampling.channels
    if recruited:
        yield f"- Found by: {', '.join(recruited)}"
    yield "- Researchers and coders: account, mail address, what they changed and took out"


def _data(study: StudyDefinition) -> Iterator[str]:
    yield "| Data | How they can tell who somebody is |"
    yield "|---|---|"
    rows = _of_survey(study) if isinstance(study, SurveyDefinition) else _of_interviews(study)
    yield from (f"| {_cell(what)} | {_cell(how)} |" for what, how in rows)
    yield ""
    yield _to_fill_in(
        "whether a question asks for special categories (article 9), such as health, origin, "
        "opinions, membership of a union; free text can hold them unasked"
    )


def _of_survey(study: SurveyDefinition) -> Iterator[tuple[str, str]]:
    yield "Consent: digest of the text, language, time", "does not by itself"
    for text, telling in dict.fromkeys(map(_asked, _questions(study))):
        yield f"Answer to “{text}”", telling
    yield (
        "Settings tried and submitted in each scenario, with times",
        "does not by itself",
    )
    yield (
        "When each page was shown and sent; answers to the comprehension check",
        "only by a log of times",
    )
    yield "What coders noted on free text: themes, memos", "as far as the text does"
    if study.panel is not None:
        yield (
            "The panel's identifier of a participant, in the second database; a keyed hash of it",
            "by the panel",
        )
    match study.compensation.kind:
        case "contact":
            yield "An address for the compensation, in the second database", "by itself"
        case "codes":
            yield (
                "Which codes were given, in the second database, without whom to",
                "by whoever pays",
            )
    yield (
        "Invitations, where they are used: each link, and the day on which it was used",
        "by whoever sent the link",
    )


def _of_interviews(study: StudyDefinition) -> Iterator[tuple[str, str]]:
    assert isinstance(study, InterviewStudy), "there are two kinds"  # noqa: S101
    yield "Consent: version of the text, day, statements", "does not by itself"
    for attribute in study.attributes.values():
        yield f"{attribute.title}", "together with other attributes"
    yield "Recording of the conversation", "by the voice, and by what is said"
    yield "Transcript, pseudonymised by people", "as far as the text does"
    yield "What coders noted: themes, memos", "as far as the text does"
    yield (
        "Kept by the team outside of Needfinder: names by number, signed consents, keys of names",
        "by itself",
    )


def _questions(study: SurveyDefinition) -> Iterator[BaseQuestion]:
    """Every question whose answers are stored, in the order of the path."""
    for page in participant_path(study, list(study.scenarios)):
        if not page.is_check:
            yield from page.questions


def _asked(question: BaseQuestion) -> tuple[str, str]:
    """The question, with dots for what is filled in, and how telling an answer is."""
    return FILLED_IN.sub("…", question.text), _how_telling(question)


def _how_telling(question: BaseQuestion) -> str:
    if question.identifying:
        return "by itself, as the study file says; withheld from exports"
    if question.answer_kind is AnswerKind.TEXT:
        return "free text: as far as somebody writes it"
    return "together with other answers, where few people took part"


def _recipients(study: StudyDefinition) -> Iterator[str]:
    yield f"- The team of the study, by its roles: {study.contact.organisation}"
    if isinstance(study, SurveyDefinition) and study.panel is not None:
        yield "- The panel learns that and how somebody ended, and no answer"
    yield "- Readers of what is published: numbers, and quotes of free text without names"
    yield f"- {_to_fill_in('processors, such as whoever runs the server, and their contract')}"
    yield f"- {_to_fill_in('other recipients, such as an archive that data are deposited in')}"


def _countries(study: StudyDefinition) -> Iterator[str]:
    yield "Needfinder sends data to no other server."
    if isinstance(study, SurveyDefinition) and study.panel is not None:
        yield "Whoever comes from a panel is sent back to an address of the panel."
    yield ""
    yield _to_fill_in("where the server stands, and transfers to other countries with their basis")


def _retention(study: StudyDefinition) -> Iterator[str]:
    kept, days = study.retention, days_of_copies(study.retention)
    yield f"- Answers, or transcripts and their codes: until {kept.answers_until:%d %B %Y}"
    if isinstance(study, InterviewStudy):
        yield f"- Recordings: until {study.retention.recordings_until:%d %B %Y}"
    yield f"- Who was recruited, and what paying needs: until {kept.contacts_until:%d %B %Y}"
    yield (
        f"- Copies of the databases: {days} days each"
        if days
        else f"- {_to_fill_in('for how long copies of the databases are kept')}"
    )
    yield "- After a withdrawal: deleted at once, in copies when these are deleted"
    yield "- Without end: counts, digests, and that somebody withdrew and when; none names anybody"


def _measures() -> Iterator[str]:
    yield from (f"- {measure}" for measure in MEASURES)
    yield f"- {_to_fill_in(LEFT_TO_THE_SERVER)}"


def _to_fill_in(what: str) -> str:
    return FILL_IN.format(what)


def _cell(text: str) -> str:
    """Text that ends no cell of a table."""
    return " ".join(text.replace("|", "\\|").split())


def processing_record_html(version: StudyVersion) -> str:
    """The same as a page of its own, to print or to open in a word processor."""
    title = escape(f"Record of processing: {version.definition.title}")
    return (
        f'<!doctype html>\n<html lang="en">\n<head><meta charset="utf-8"><title>{title}</title>'
        f"</head>\n<body>\n{rendered(processing_record(version))}</body>\n</html>\n"
    )
