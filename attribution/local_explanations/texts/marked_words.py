"""The words that add most to a wrong answer or speak against it, marked in the text."""

from collections import defaultdict

from attribution.effects.bundle import ModelError
from attribution.local_explanations.blocks.wording import Blocks, if_fewer, the
from attribution.local_explanations.texts.explained_texts import ExplainedTexts, WordContributions
from attribution.local_explanations.texts.wording import Span, pieces
from attribution.panels.blocks import Column, Markdown, MarkedText, Table
from attribution.panels.builders import marked_text
from attribution.scales import Scale

POINTS = Scale(decimals=2)

INTRODUCTION = (
    "**Which words count.** The model gives every class points, and answers with the class that "
    "has most. A marked word adds to the points of *{predicted}* or to those of *{true}*, compared "
    "with the other and with an average text. Every place of a word is marked, and it counts once."
)


def marked_word_blocks(model: ExplainedTexts, error: ModelError, number: int) -> Blocks:
    classes = model.dataset.class_names
    true, predicted = classes[error.true_class], classes[error.predicted_class]
    contributions = model.contributions(error)
    shown = contributions.words[:number]
    return (
        Markdown(text=INTRODUCTION.format(true=true, predicted=predicted)),
        *if_fewer(number, len(shown), "word that the model knows"),
        *((_marked(model, error, contributions, number),) if shown else ()),
        _sum(contributions, number, true, predicted),
    )


def _marked(
    model: ExplainedTexts, error: ModelError, contributions: WordContributions, number: int
) -> MarkedText:
    classes = model.dataset.class_names
    text = model.text_of(error)
    everywhere = _points_by_span(model, text, dict(contributions.words))
    shown = _points_by_span(model, text, dict(contributions.words[:number]))
    parts = pieces(text, shown)
    return marked_text(
        [part for part, _ in parts],
        [shown[span] if span else 0.0 for _, span in parts],
        caption=f"{the(min(number, len(contributions.words)), 'word')} that count most",
        positive=f"adds points to {classes[error.predicted_class]}",
        negative=f"adds points to {classes[error.true_class]}",
        # The same in every amount, so that a mark stays as it is when others join it.
        largest=max(abs(points) for points in (*everywhere.values(), *shown.values())),
        separator="",
    )


def _points_by_span(
    model: ExplainedTexts, text: str, points: dict[str, float]
) -> dict[Span, float]:
    """What the entries add that a stretch of the text is a word of; entries can be two words."""
    by_span: dict[Span, float] = defaultdict(float)
    for entry, spans in model.encoding.settings.occurrences(text):
        if entry in points:
            for span in spans:
                by_span[span] += points[entry]
    return by_span


def _sum(contributions: WordContributions, number: int, true: str, predicted: str) -> Table:
    shown, others = contributions.words[:number], contributions.words[number:]
    parts = [("Average text", contributions.average)]
    parts += [(f"“{word}”", points) for word, points in shown]
    if others:
        rest = sum(points for _, points in others)
        parts.append((f"{the(len(others), 'other word')} of the text", rest))
    parts.append(("Words that the text does not hold", contributions.absent))
    parts.append(("This text", contributions.answer))
    return Table(
        caption="How the words add up to the answer",
        columns=(
            Column(label="Part"),
            Column(label=f"Points of {predicted} above those of {true}", numeric=True),
        ),
        rows=tuple((label, POINTS.change(points)) for label, points in parts),
    )
