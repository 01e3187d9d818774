"""Who the analysed people are, by the closed questions about their background (paper, figure 4)."""

from analysis.figures.bars import QuestionBars, question_bars
from analysis.report.context import Material
from analysis.report.document import Block, Figure, Paragraph, Section
from analysis.report.labels import listed
from analysis.report.numbers import percent
from analysis.report.questions import Asked, background, spread
from analysis.report.tables import Column, Kind, Table
from survey.design.questions import MultipleChoice, Number

COLUMNS = (
    Column("question", "Question"),
    Column("answer", "Answer"),
    Column("people", "People", Kind.COUNT),
    Column("share", "Share", Kind.SHARE),
)
SPREAD = (
    Column("question", "Question"),
    Column("answered", "Answers", Kind.COUNT),
    *(
        Column(name, name.replace("_", " ").capitalize(), Kind.NUMBER, digits=1)
        for name in ("smallest", "lower_quartile", "median", "upper_quartile", "largest")
    ),
)


def sample(material: Material) -> Section:
    asked = background(material.observations)
    shown = [each for each in asked if not each.question.identifying]
    withheld = [each.question.text for each in asked if each.question.identifying]
    blocks: list[Block] = []
    if closed := [each for each in shown if each.is_closed]:
        blocks += [Paragraph(_introduction(closed)), _figure(closed)]
    if numbers := [each for each in shown if isinstance(each.question, Number)]:
        blocks.append(numbers_table("sample_numbers", "Numbers given about oneself.", numbers))
    if withheld:
        told = f"Answers that could tell who somebody is are withheld: {listed(withheld)}"
        blocks.append(Paragraph(told))
    return Section("sample", "Sample", tuple(blocks))


def numbers_table(key: str, caption: str, asked: list[Asked]) -> Table:
    rows = tuple(
        (each.question.text, each.answers.people, *(spread(each.answers) or (None,) * 5))
        for each in asked
    )
    return Table(key, caption, SPREAD, rows)


def answers_table(key: str, caption: str, asked: list[Asked], note: str = "") -> Table:
    rows = tuple(
        (
            each.question.text,
            each.options.get(option, option),
            count,
            count / each.answers.people if each.answers.people else None,
        )
        for each in asked
        for option, count in each.counts().items()
    )
    return Table(key, caption, COLUMNS, rows, note, grouped=1)


def _introduction(closed: list[Asked]) -> str:
    most = []
    for each in closed:
        counts = each.counts()
        top = max(counts, key=lambda option: counts[option])
        if counts[top]:
            named = each.options.get(top, top)
            share = percent(counts[top] / each.answers.people, 0)
            most.append(f"{each.question.text} – {named} ({counts[top]:,}, {share})")
    if not most:
        return "None of the analysed has answered a question about their background."
    several = " Several answers were possible to some questions." if _several(closed) else ""
    return f"The most frequent answers about the participants: {'; '.join(most)}.{several}"


def _several(closed: list[Asked]) -> bool:
    return any(isinstance(each.question, MultipleChoice) for each in closed)


def _figure(closed: list[Asked]) -> Figure:
    caption = "Answers of the analysed participants about themselves and their work."
    note = "Shares are of those who answered the question."
    if _several(closed):
        note += " Where several answers were possible, they add up to more than 100%."
    table = answers_table("sample_answers", caption, closed, note)
    described = "; ".join(
        f"{each.question.text} "
        + ", ".join(f"{each.options.get(key, key)} {count}" for key, count in each.counts().items())
        for each in closed
    )
    svg = question_bars("sample", caption, described, [_chart(each) for each in closed])
    return Figure("sample", caption, svg, table)


def _chart(asked: Asked) -> QuestionBars:
    counts, total = asked.counts(), asked.answers.people
    return QuestionBars(
        title=asked.question.text,
        labels=[asked.options.get(option, option) for option in counts],
        counts=list(counts.values()),
        texts=[
            f"{count:,} ({percent(count / total, 0)})" if total else "0"
            for count in counts.values()
        ],
    )
