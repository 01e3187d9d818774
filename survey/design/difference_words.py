"""The words by which differences between versions are told."""

from survey.design.fields import Part

SECTIONS = {
    "title": "What it is",
    "summary": "What it is",
    "language": "What it is",
    "duration_minutes": "What it is",
    "target_sample_size": "What it is",
    "contact": "Contact and ethics",
    "ethics": "Contact and ethics",
    "retention": "How long data are kept",
    "information": "Information and consent",
    "consent": "Information and consent",
    "inclusion": "Who can take part",
    "background": "Questions about the participant",
    "check": "Tutorial",
    "follow_up": "Questions after each scenario",
    "design_space": "What can be chosen",
    "tool": "The tool",
    "scenarios": "Scenarios",
    "closing": "Questions at the end",
    "plan": "Plan",
    "coding": "Coding",
    "panel": "Panel",
    "attributes": "What is known of participants",
}
NOUNS = {
    "attributes": "attribute",
    "attribution_types": "kind of attribution",
    "axes": "axis",
    "background": "page",
    "check": "question",
    "closing": "page",
    "coreq": "item",
    "criteria": "question",
    "exclusions": "rule",
    "follow_up": "page",
    "glossary": "term",
    "hypotheses": "hypothesis",
    "inclusion": "criterion",
    "levels": "level",
    "options": "option",
    "preset": "axis",
    "questions": "question",
    "scenarios": "scenario",
    "statements": "statement",
    "steps": "page",
    "topics": "topic",
}
FIELDS = {
    "alpha": "chance of a false alarm (alpha)",
    "answers_until": "last day of the answers",
    "block_size": "participants in a block",
    "contacts_until": "last day of the addresses",
    "copies_days": "days until copies are deleted",
    "recordings_until": "last day of the recordings",
    "duration_minutes": "minutes it takes",
    "eligible": "options that let somebody take part",
    "full": "where people go who cannot begin",
    "help": "help",
    "identifying": "whether answers could tell who somebody is",
    "information": "information sheet",
    "not_eligible": "what people read who cannot take part",
    "declined": "what people read who do not consent",
    "ordered": "whether levels have an order",
    "required": "whether it has to be answered",
    "target_sample_size": "participants aimed at",
}
LONGEST_NAME = 70


def heading_of(field: str) -> str:
    """The heading under which differences of a field of the whole study stand."""
    return SECTIONS.get(field, words_of_field(field).capitalize())


def words_of_field(field: str) -> str:
    return FIELDS.get(field, field.replace("_", " "))


def noun_of(field: str) -> str:
    """What one entry of a field is called."""
    return NOUNS.get(field, words_of_field(field))


def named(field: str, key: str, value: object) -> str:
    """An entry by its title or text, or by its key where it has neither."""
    is_part = isinstance(value, Part)
    title = (getattr(value, "title", None) or getattr(value, "text", None)) if is_part else None
    if not title:
        return f"{noun_of(field)} {key}"
    line = " ".join(str(title).split())
    short = line if len(line) <= LONGEST_NAME else f"{line[: LONGEST_NAME - 1]}…"
    return f"{noun_of(field)} “{short}” ({key})"


def shown(value: object) -> str:
    """A value in plain words, to stand as what was added or taken away."""
    match value:
        case bool():
            return "yes" if value else "no"
        case Part():
            parts = (
                shown(getattr(value, name))
                for name in type(value).model_fields
                if name in {"title", "text", "questions", "options", "levels", "help", "aim"}
            )
            return "\n".join(part for part in parts if part)
        case tuple() if all(not isinstance(entry, Part) for entry in value):
            return ", ".join(map(str, value))
        case tuple():
            return "\n".join(map(shown, value))
        case dict():
            return "\n".join(shown(entry) for entry in value.values())
        case None:
            return ""
    return str(value)
