"""What was answered after the scenarios and at the end; texts by how many and how long."""

from analysis.report.context import Material
from analysis.report.document import Block, Paragraph, Section
from analysis.report.labels import times, were
from analysis.report.questions import Asked, after_scenario, closing, spread
from analysis.report.sections.sample import answers_table, numbers_table
from analysis.report.tables import Column, Kind, Table
from survey.design.questions import LongText, Number, ShortText

TEXTS = (
    Column("place", "Asked"),
    Column("question", "Question"),
    Column("answers", "Answers", Kind.COUNT),
    Column("lower_quartile", "lower quartile", Kind.NUMBER, 0, over="Characters"),
    Column("median", "median", Kind.NUMBER, 0, over="Characters"),
    Column("upper_quartile", "upper quartile", Kind.NUMBER, 0, over="Characters"),
)


def follow_up(material: Material) -> Section:
    observations = material.observations
    asked = {
        material.choices.named(key): after_scenario(observations, key)
        for key in observations.scenarios
    }
    asked["At the end"] = closing(observations)
    blocks: list[Block] = []
    if texts := _texts(asked):
        answered = sum(int(row[2] or 0) for row in texts.rows)
        blocks.append(
            Paragraph(
                f"{times(answered, 'answer')} {were(answered)} written in people's own words. "
                "What they say is for the thematic analysis; here is how many there are, and how "
                "long."
            )
        )
        blocks.append(texts)
    for place, questions in asked.items():
        blocks += _closed(place, questions)
    return Section("follow_up", "Follow-up answers", tuple(blocks))


def _texts(asked: dict[str, tuple[Asked, ...]]) -> Table | None:
    rows = tuple(
        (
            place,
            each.question.text,
            each.answers.people,
            *(spread(each.answers) or (None,) * 5)[1:4],
        )
        for place, questions in asked.items()
        for each in questions
        if isinstance(each.question, ShortText | LongText)
    )
    if not rows:
        return None
    return Table("texts", "Answers in people's own words.", TEXTS, rows, grouped=1)


def _closed(place: str, questions: tuple[Asked, ...]) -> list[Block]:
    shown = [each for each in questions if not each.question.identifying]
    key = place.lower().replace(" ", "_")
    found: list[Block] = []
    if closed := [each for each in shown if each.is_closed]:
        found.append(answers_table(f"answers_{key}", f"{place}: answers chosen.", closed))
    if numbers := [each for each in shown if isinstance(each.question, Number)]:
        found.append(numbers_table(f"numbers_{key}", f"{place}: numbers given.", numbers))
    return found
