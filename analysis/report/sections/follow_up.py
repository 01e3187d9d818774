"""What was answered after the scenarios and at the end; of texts, how many and how long."""

from collections.abc import Mapping

from analysis.report.context import ReportContext
from analysis.report.document import (
    Block,
    ColumnKind,
    Paragraph,
    ReportColumn,
    ReportSection,
    ReportTable,
)
from analysis.report.questions import AskedQuestion, after_scenario, closing, five_numbers
from analysis.report.sections.sample import answers_table, numbers_table
from analysis.report.wording import counted, were
from survey.design.questions import LongText, Number, ShortText

TEXTS = (
    ReportColumn("place", "Asked"),
    ReportColumn("question", "Question"),
    ReportColumn("answers", "Answers", ColumnKind.COUNT),
    ReportColumn("lower_quartile", "lower quartile", ColumnKind.NUMBER, 0, over="Characters"),
    ReportColumn("median", "median", ColumnKind.NUMBER, 0, over="Characters"),
    ReportColumn("upper_quartile", "upper quartile", ColumnKind.NUMBER, 0, over="Characters"),
)


def follow_up_section(context: ReportContext) -> ReportSection:
    observations = context.observations
    asked = {
        context.choices.scenario_name(scenario): after_scenario(observations, scenario)
        for scenario in observations.scenarios
    }
    asked["At the end"] = closing(observations)
    blocks: list[Block] = []
    if texts := _texts(asked):
        answers = sum(int(answers or 0) for _when, _question, answers, *_lengths in texts.rows)
        blocks.append(
            Paragraph(
                f"{counted(answers, 'answer')} {were(answers)} written in people's own words. "
                "What they say is for the thematic analysis; here is how many there are, and how "
                "long."
            )
        )
        blocks.append(texts)
    for when, questions in asked.items():
        blocks += _closed(when, questions)
    return ReportSection("follow_up", "Follow-up answers", tuple(blocks))


def _texts(asked: Mapping[str, tuple[AskedQuestion, ...]]) -> ReportTable | None:
    """None where nobody was asked for a text."""
    rows = tuple(
        (
            when,
            question.question.text,
            question.answers.people,
            *(five_numbers(question.answers) or (None,) * 5)[1:4],
        )
        for when, questions in asked.items()
        for question in questions
        if isinstance(question.question, ShortText | LongText)
    )
    if not rows:
        return None
    return ReportTable("texts", "Answers in people's own words.", TEXTS, rows, grouped=1)


def _closed(when: str, questions: tuple[AskedQuestion, ...]) -> list[Block]:
    shown = [question for question in questions if not question.question.identifying]
    key = when.lower().replace(" ", "_")
    blocks: list[Block] = []
    if closed := [question for question in shown if question.is_closed]:
        blocks.append(answers_table(f"answers_{key}", f"{when}: answers chosen.", closed))
    if numbers := [question for question in shown if isinstance(question.question, Number)]:
        blocks.append(numbers_table(f"numbers_{key}", f"{when}: numbers given.", numbers))
    return blocks
