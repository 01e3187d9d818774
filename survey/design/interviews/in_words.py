"""A study of interviews in lines of plain text, to check before anybody is asked."""

from collections.abc import Iterator

from survey.design.interviews.attributes import Attribute
from survey.design.interviews.definition import InterviewStudy


def interviews_in_words(study: InterviewStudy) -> Iterator[str]:
    """What it asks, whom it takes, how it talks with them, and what is known of them."""
    yield "Research questions:"
    yield from (f"    {question}" for question in study.research_questions)
    yield from ("", "Whom it takes:")
    for criterion in study.inclusion:
        yield f"    {criterion.key}: {criterion.text}"
        yield from (f"        {line}" for line in criterion.list)
        if criterion.source:
            yield f"        Source: {criterion.source}"
    yield from ("", "How:")
    yield from (f"    {line}" for line in _conduct(study))
    yield ""
    topics = study.guide.topics
    for number, topic in enumerate(topics, start=1):
        yield f"Topic {number} of {len(topics)} ({topic.key}): {topic.title}"
        yield f"    Aim: {' '.join(topic.aim.split())}"
        yield from (f"    {prompt}" for prompt in topic.prompts)
    yield from ("", "What is known of participants:")
    for key, attribute in study.attributes.items():
        group = "; reports compare groups by it" if key == study.groups else ""
        yield f"    {key} ({_values(attribute)}): {attribute.title}{group}"
    yield from ("", "What they agree to:")
    yield from (f"    {said.key}: {said.text}" for said in study.consent.statements)


def _conduct(study: InterviewStudy) -> Iterator[str]:
    sampling, conduct = study.sampling, study.conduct
    channels = f": {', '.join(sampling.channels)}" if sampling.channels else ""
    yield f"{sampling.approach}{channels}"
    shortest, longest = conduct.minutes
    yield f"{shortest} to {longest} minutes, {conduct.held}, in {', '.join(conduct.languages)}"
    yield f"from {conduct.begins} to {conduct.ends}, {study.target_sample_size} people"
    yield f"recordings until {study.retention.recordings_until}, transcripts until " + str(
        study.retention.answers_until
    )


def _values(attribute: Attribute) -> str:
    values = {
        "text": "text",
        "number": f"number of {attribute.unit}" if attribute.unit else "number",
        "choice": f"one of {', '.join(attribute.options)}",
    }[attribute.type]
    return values if attribute.required else f"{values}, may be left out"
