"""What people answered: about their background (paper, figure 4), after scenarios, at the end.

Of texts the report tells only how many there are and how long.
"""

from collections.abc import Mapping, Sequence

from analysis.figures.bars import QuestionBars, question_bars
from analysis.report.context import ReportContext
from analysis.report.document import (
    Block,
    Caution,
    Paragraph,
    ReportFigure,
    ReportSection,
)
from analysis.report.questions import (
    AskedQuestion,
    after_scenario,
    background,
    closing,
)
from analysis.report.sections.question_tables import (
    answers_table,
    numbers_table,
    scale_figures,
    texts_table,
)
from analysis.report.wording import counted, listed, percent, were

CAPTION = "Answers of the analysed participants about themselves and their work."


def sample_section(context: ReportContext) -> ReportSection:
    """Who the analysed people are."""
    asked = background(context.observations)
    shown = [question for question in asked if not question.form.is_identifying]
    withheld = [question.text for question in asked if question.form.is_identifying]
    blocks = earlier_forms({"": shown})
    if closed := [question for question in shown if question.is_closed]:
        blocks += [Paragraph(_introduction(closed)), _figure(closed)]
    blocks += scale_figures("sample_scales", "Answers on scales about oneself.", shown)
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


def _introduction(closed: list[AskedQuestion]) -> str:
    most_frequent = []
    for question in closed:
        counts = question.counts()
        most = max(counts.values())
        if most:
            answers = listed(
                question.options.get(option, option) for option in counts if counts[option] == most
            )
            share = percent(most / question.answers.people, 0)
            each = "" if list(counts.values()).count(most) == 1 else "each "
            most_frequent.append(f"{question.text} – {answers} ({each}{most:,}, {share})")
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
    texts = texts_table([(when, text) for when, questions in asked.items() for text in questions])
    if texts:
        answers = sum(int(answers or 0) for _when, _question, answers, *_lengths in texts.rows)
        sentence = "No answer was written in people's own words."
        if answers:
            sentence = (
                f"{counted(answers, 'answer')} {were(answers)} written in people's own words. What "
                "they say is for the thematic analysis; here is how many there are, and how long."
            )
        blocks.append(Paragraph(sentence))
        blocks.append(texts)
    for when, questions in asked.items():
        blocks += _closed(when, questions)
    return ReportSection("follow_up", "Follow-up answers", tuple(blocks))


def _closed(when: str, questions: tuple[AskedQuestion, ...]) -> list[Block]:
    shown = [question for question in questions if not question.form.is_identifying]
    key = when.lower().replace(" ", "_")
    blocks: list[Block] = []
    if closed := [question for question in shown if question.is_closed]:
        blocks.append(answers_table(f"answers_{key}", f"{when}: answers chosen.", closed))
    blocks += scale_figures(f"scales_{key}", f"{when}: answers on scales.", shown)
    if numbers := [question for question in shown if question.is_open_number]:
        blocks.append(numbers_table(f"numbers_{key}", f"{when}: numbers given.", numbers))
    return blocks
