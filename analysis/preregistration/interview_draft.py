"""A preregistration of interviews as Markdown, to read, to complete and to hand in."""

from collections.abc import Iterator

from analysis.preregistration.draft import MISSING
from analysis.preregistration.interview_plan import RegisteredInterviewPlan
from survey.design.coding import Basis, Overlap
from survey.design.interviews.definition import InterviewStudy

AGREEMENT: dict[Overlap, str] = {
    "presence_absence": (
        "of all pairs of a theme and a participant, the share on which both coders say the same, "
        "that the participant has the theme or that they do not have it"
    ),
    "presence_absence_mean": (
        "for each participant, the share of themes on which both coders say the same, that they "
        "have it or that they do not have it; of this the mean over participants"
    ),
    "jaccard": (
        "of the pairs of a theme and a participant that either coder named, the share that both "
        "named (Jaccard)"
    ),
    "jaccard_mean": (
        "for each participant, the share that both coders named of the themes that either named "
        "(Jaccard); of this the mean over participants to whom anybody gave a theme"
    ),
    "dice": (
        "twice the pairs of a theme and a participant that both coders named, over the sum of what "
        "each named (Dice)"
    ),
    "dice_mean": (
        "for each participant, twice the themes that both coders named, over the sum of what each "
        "named (Dice); of this the mean over participants to whom anybody gave a theme"
    ),
}
BASIS: dict[Basis, str] = {
    "reconciled": "with the themes as the coders reconciled them at the comparison",
    "as_coded": "with the themes as each coder named them",
}


def interview_draft(study: InterviewStudy, plan: RegisteredInterviewPlan) -> str:
    """The draft, which follows from the study file and the number of participants."""
    sections = (
        ("Research questions", (f"- {question}" for question in study.research_questions)),
        ("Participants", _participants(study)),
        ("Sample", _sample(study, plan)),
        ("When to stop: saturation", _saturation(plan)),
        ("Interviews", _interviews(study)),
        ("Guide", _guide(plan)),
        ("What is recorded of participants", _attributes(study)),
        ("Transcription", [study.transcription or MISSING]),
        ("Coding", [plan.coding]),
        ("Agreement", _agreement(study)),
        ("Exclusions", _exclusions(plan)),
        ("Analysis", [plan.analysis or MISSING]),
        ("Who interviews and codes", [study.reflexivity or MISSING]),
        ("Limits", [study.limits or MISSING]),
        ("Files", _files(plan)),
        ("The plan for programs", ["```json", plan.as_json().rstrip(), "```"]),
    )
    lines = [f"# Preregistration: {study.title}", ""]
    lines += [f"Study {plan.study}, version {plan.version}: interviews.", ""]
    for title, content in sections:
        lines += [f"## {title}", "", *content, ""]
    return "\n".join(lines).rstrip() + "\n"


def _participants(study: InterviewStudy) -> Iterator[str]:
    yield "Everybody who is interviewed meets each of these conditions:"
    yield ""
    for criterion in study.inclusion:
        yield f"- {criterion.text} (`{criterion.key}`)"
        yield from (f"    - {line}" for line in criterion.list)
        if criterion.source:
            yield f"    - Source: {criterion.source}"


def _sample(study: InterviewStudy, plan: RegisteredInterviewPlan) -> Iterator[str]:
    people = "1 interview is" if plan.participants == 1 else f"{plan.participants} interviews are"
    yield f"{people} planned. {plan.sample}"
    yield ""
    channels = ", ".join(study.sampling.channels)
    yield f"{study.sampling.approach}{f': {channels}' if channels else ''}."
    if study.sampling.text:
        yield from ("", study.sampling.text)


def _saturation(plan: RegisteredInterviewPlan) -> Iterator[str]:
    rule = plan.saturation
    yield (
        f"New themes of the last {rule.run_length} interviews, over the themes of the first "
        f"{rule.base_size}: saturation is reached where this is at most {rule.threshold:.0%} "
        "(Guest, Namey & Chen, 2020)."
    )


def _interviews(study: InterviewStudy) -> Iterator[str]:
    conduct = study.conduct
    shortest, longest = conduct.minutes
    yield (
        f"From {conduct.begins} to {conduct.ends}, {conduct.held}, {shortest} to {longest} "
        f"minutes each; languages: {', '.join(conduct.languages)}."
    )
    if conduct.text:
        yield from ("", conduct.text)


def _guide(plan: RegisteredInterviewPlan) -> Iterator[str]:
    for number, topic in enumerate(plan.guide, start=1):
        if number > 1:
            yield ""
        yield from (f"### {number}. {topic.title} (`{topic.key}`)", "", topic.aim, "")
        yield from (f"- {prompt}" for prompt in topic.prompts)


def _attributes(study: InterviewStudy) -> Iterator[str]:
    for key, attribute in study.attributes.items():
        options = ", ".join(attribute.options.values())
        of_what = options or (f"number, {attribute.unit}" if attribute.unit else attribute.type)
        yield f"- {attribute.title} (`{key}`): {of_what}"
    if study.groups:
        yield from ("", f"Groups are compared by {study.attributes[study.groups].title}.")


def _agreement(study: InterviewStudy) -> Iterator[str]:
    if not study.coding.claims_agreement:
        yield "The coding is reflexive: no agreement between coders is claimed."
    else:
        coding = study.coding
        yield f"The figure reported is, {BASIS[coding.basis]}: {AGREEMENT[coding.agreement]}."
    if study.plan and study.plan.agreement:
        yield from ("", study.plan.agreement)


def _exclusions(plan: RegisteredInterviewPlan) -> list[str]:
    return [f"- {text} (`{key}`)" for key, text in plan.exclusions.items()] or [MISSING]


def _files(plan: RegisteredInterviewPlan) -> Iterator[str]:
    yield f"- Study file, version {plan.version}: SHA-256 `{plan.study_sha256}`"
    yield f"- Information sheet and consent: SHA-256 `{plan.consent_sha256}`"
