"""What people answered: about their background (paper, figure 4), after scenarios, at the end.

Of texts the report tells only how many there are and how long.
"""

from collections.abc import Mapping, Sequence

from analysis.figures.bars import QuestionBars, question_bars
from analysis.report.context import ReportContext
from analysis.report.document import (
    Block,
    Caution,
    ColumnKind,
    Paragraph,
    ReportColumn,
    ReportFigure,
    ReportSection,
    ReportTable,
)
from analysis.report.questions import (
    AskedQuestion,
    after_scenario,
    background,
    closing,
    five_numbers,
)
from analysis.report.wording import counted, listed, percent, were

CAPTION = "Answers of the analysed participants about themselves and their work."
ANSWERS = (
    ReportColumn("question", "Question"),
    ReportColumn("answer", "Answer"),
    ReportColumn("people", "People", ColumnKind.COUNT),
    ReportColumn("share", "Share", ColumnKind.SHARE),
)
NUMBERS = (
    ReportColumn("question", "Question"),
    ReportColumn("answered", "Answers", ColumnKind.COUNT),
    ReportColumn("smallest", "Smallest", ColumnKind.NUMBER),
    ReportColumn("lower_quartile", "Lower quartile", ColumnKind.NUMBER),
    ReportColumn("median", "Median", ColumnKind.NUMBER),
    ReportColumn("upper_quartile", "Upper quartile", ColumnKind.NUMBER),
    ReportColumn("largest", "Largest", ColumnKind.NUMBER),
)
TEXTS = (
    ReportColumn("place", "Asked"),
    ReportColumn("question", "Question"),
    ReportColumn("answers", "Answers", ColumnKind.COUNT),
    ReportColumn("lower_quartile", "lower quartile", ColumnKind.NUMBER, 0, over="Characters"),
    ReportColumn("median", "median", ColumnKind.NUMBER, 0, over="Characters"),
    ReportColumn("upper_quartile", "upper quartile", ColumnKind.NUMBER, 0, over="Characters"),
)


def sample_section(context: ReportContext) -> ReportSection:
    """Who the analysed people are."""
    asked = background(context.observations)
    shown = [question for question in asked if not question.form.is_identifying]
    withheld = [question.text for question in asked if question.form.is_identifying]
    blocks = earlier_forms({"": shown})
    if closed := [question for question in shown if question.is_closed]:
        blocks += [Paragraph(_introduction(closed)), _figure(closed)]
    if numbers := [question for question in shown if question.is_open_number]:
        blocks.append(numbers_table("sample_numbers", "Numbers given about oneself.", numbers))
    if withheld:
        sentence = f"Answers that could tell who somebody is are withheld: {listed(withheld)}"
        blocks.append(Paragraph(sentence))
    return ReportSection("sample", "Sample", tuple(blocks))


def earlier_forms(asked: Mapping[str, Sequence[AskedQuestion]]) -> list[Block]:
    """A caution where versions asked different things under one key. Keys say when, if not empty.

    Withheld questions are not named.
    """
    earlier = [
        f"{when}: {question.text}, {counted(question.answers.people, 'answer')}".removeprefix(": ")
        for when, questions in asked.items()
        for question in questions
        if not (question.form.is_newest or question.form.is_identifying)
    ]
    if not earlier:
        return []
    return [
        Caution(
            "Versions of the study asked different things under one key. Answers to an earlier "
            f"form are counted apart, under its version: {'; '.join(earlier)}."
        )
    ]


def answers_table(
    key: str, caption: str, asked: list[AskedQuestion], note: str = ""
) -> ReportTable:
    """How many people chose each option of closed questions."""
    rows = tuple(
        (
            question.text,
            question.options.get(option, option),
            count,
            count / question.answers.people if question.answers.people else None,
        )
        for question in asked
        for option, count in question.counts().items()
    )
    return ReportTable(key, caption, ANSWERS, rows, note, grouped=1)


def numbers_table(key: str, caption: str, asked: list[AskedQuestion]) -> ReportTable:
    """How the numbers spread that were answered to questions."""
    rows = tuple(
        (
            question.text,
            question.answers.people,
            *(five_numbers(question.answers) or (None,) * 5),
        )
        for question in asked
    )
    return ReportTable(key, caption, NUMBERS, rows)


def _introduction(closed: list[AskedQuestion]) -> str:
    most_frequent = []
    for question in closed:
        counts = question.counts()
        option = max(counts, key=lambda option: counts[option])
        if counts[option]:
            answer = question.options.get(option, option)
            share = percent(counts[option] / question.answers.people, 0)
            most_frequent.append(f"{question.text} – {answer} ({counts[option]:,}, {share})")
    if not most_frequent:
        return "None of the analysed has answered a question about their background."
    several = " Several answers were possible to some questions." if _allow_several(closed) else ""
    return f"The most frequent answers about the participants: {'; '.join(most_frequent)}.{several}"


def _allow_several(closed: list[AskedQuestion]) -> bool:
    return any(question.allows_several for question in closed)


def _figure(closed: list[AskedQuestion]) -> ReportFigure:
    note = "Shares are of those who answered the question."
    if _allow_several(closed):
        note += " Where several answers were possible, they add up to more than 100%."
    described = "; ".join(
        f"{question.text} "
        + ", ".join(
            f"{question.options.get(option, option)} {count}"
            for option, count in question.counts().items()
        )
        for question in closed
    )
    return ReportFigure(
        "sample",
        CAPTION,
        question_bars("sample", CAPTION, described, [_bars(question) for question in closed]),
        answers_table("sample_answers", CAPTION, closed, note),
    )


def _bars(question: AskedQuestion) -> QuestionBars:
    counts, people = question.counts(), question.answers.people
    return QuestionBars(
        title=question.text,
        labels=[question.options.get(option, option) for option in counts],
        counts=list(counts.values()),
        texts=[
            f"{count:,} ({percent(count / people, 0)})" if people else "0"
            for count in counts.values()
        ],
    )


def follow_up_section(context: ReportContext) -> ReportSection:
    """What was answered after each scenario and at the end of the study."""
    observations = context.observations
    asked = {
        context.choices.scenario_name(scenario): after_scenario(observations, scenario)
        for scenario in observations.scenarios
    }
    asked["At the end"] = closing(observations)
    blocks = earlier_forms(asked)
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
            question.text,
            question.answers.people,
            *(five_numbers(question.answers) or (None,) * 5)[1:4],
        )
        for when, questions in asked.items()
        for question in questions
        if question.is_text
    )
    if not rows:
        return None
    return ReportTable("texts", "Answers in people's own words.", TEXTS, rows, grouped=1)


def _closed(when: str, questions: tuple[AskedQuestion, ...]) -> list[Block]:
    shown = [question for question in questions if not question.form.is_identifying]
    key = when.lower().replace(" ", "_")
    blocks: list[Block] = []
    if closed := [question for question in shown if question.is_closed]:
        blocks.append(answers_table(f"answers_{key}", f"{when}: answers chosen.", closed))
    if numbers := [question for question in shown if question.is_open_number]:
        blocks.append(numbers_table(f"numbers_{key}", f"{when}: numbers given.", numbers))
    return blocks
