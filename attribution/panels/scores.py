"""Panels from attribution scores, arrays of what each training sample means for each error.

Whoever has a method of their own can so make it a stimulus. Scores are estimates: nothing was
retrained, and every panel that lists samples says so.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

from attribution.errors import BundleError
from attribution.panels.builders import (
    ABOUT_A_SAMPLE,
    SampleFrame,
    Shown,
    Units,
    markdown,
    picture,
    row,
)
from attribution.panels.faults import near
from attribution.panels.placeholders import filled
from attribution.panels.value_texts import is_missing
from attribution.panels.writer import PanelWriter
from attribution.scales import MINUS

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

    from core.arrays import Floats

Helpful = Literal["positive", "negative", "size"]
"""Which scores come first: positive ones, negative ones, or the largest whatever their sign."""

SUMMARY = "summary"


@dataclass(frozen=True)
class ScoreWords:
    """What panels of scores say.

    {methods} is filled in in `estimated`, {method} and {number} in `caption` and `none`, and
    {score} in `note`.
    """

    estimated: str = "Estimated by {methods}, not retrained."
    caption: str = "Most influential first, at most {number} (estimated by {method}, not retrained)"
    note: str = "Score {score}"
    none: str = "By {method}, no training sample has a score of this sign (an estimate)."
    features: str = "The error"
    label: str = "Label"
    prediction: str = "Prediction"
    column: tuple[str, str] = ("Feature", "Value")

    def about(self, method: str, number: int) -> "ScoreWords":
        """These words with a method and a number filled in."""
        values = {"method": method, "number": str(number)}
        return replace(
            self,
            caption=filled(self.caption, "The caption of words", values),
            none=filled(self.none, "The text none of words", values),
        )


def panels_of_scores(
    name: str,
    *,
    source: str,
    scores: "Mapping[str, np.ndarray[Any, Any] | Path | str] | Path | str",
    samples: "pd.DataFrame",
    errors: "pd.DataFrame",
    helpful: Helpful,
    numbers: Sequence[int] = (1, 3, 5, 10),
    titles: Mapping[str, str] | None = None,
    units: Units | None = None,
    digits: int = 2,
    words: ScoreWords | None = None,
    recipe: Mapping[str, Any] | None = None,
) -> PanelWriter:
    """The panels of an axis `method` and an axis `number`, ready to be written.

    Each array has the shape [training samples, errors], in the order of the rows of `samples` and
    `errors`. It is an array, an .npy file, or all of them one .npz file; its key is the level of
    `method`, and `titles` names it in sentences. `errors` has the ids of the errors as its index,
    and may have a column `summary` beside those that `samples` in builders.py describes.

    Samples whose score is 0 or of the other sign are not listed, so that a list can be shorter than
    its number. Ties are in the order of the samples. `digits` are the decimals of cells; scores
    have three significant digits.

    Raises BundleError, which names the array, for another shape, for scores that are not finite
    numbers, for a name twice, for a title of no method, for an unknown placeholder in `words`, and
    for a number of which there are not as many samples.
    """
    if helpful not in get_args(Helpful):
        raise BundleError(f"There is no order {helpful!r}: use positive, negative or size.")
    words = words or ScoreWords()
    arrays = dict(_arrays(scores))
    for frame, what in ((samples, "samples"), (errors, "errors")):
        _require_distinct(frame, what)
    for key, array in arrays.items():
        _check(key, array, (len(samples), len(errors)))
    _check_numbers(numbers, len(samples))
    _require_methods(titles or {}, arrays)
    named = {key: (titles or {}).get(key, key) for key in arrays}
    panels = PanelWriter(
        name,
        source=source,
        axes={"method": list(arrays), "number": list(numbers)},
        estimated=filled(
            words.estimated, "The text estimated of words", {"methods": ", ".join(named.values())}
        ),
        recipe=recipe,
    )
    best = {
        (key, place): _best_first(array[:, place], helpful)[: max(numbers)]
        for key, array in arrays.items()
        for place in range(len(errors))
    }
    listed = sorted({sample for places in best.values() for sample in places})
    row_of = {sample: row for row, sample in enumerate(listed)}
    shown = SampleFrame(samples.iloc[listed], units=units, digits=digits)
    for place, error in enumerate(errors.index.tolist()):
        _add_error(panels, errors.iloc[place], str(error), words, units, digits)
        for (key, array), number in product(arrays.items(), numbers):
            said = words.about(named[key], number)
            first = best[key, place][:number]
            block: Shown = markdown(said.none)
            if first:
                notes = [
                    filled(said.note, "The note of words", {"score": _text(array[row, place])})
                    for row in first
                ]
                rows = [row_of[sample] for sample in first]
                block = shown.block(rows, caption=said.caption, notes=notes)
            panels.show(
                str(error), {"method": key, "number": number}, [block], estimated=bool(first)
            )
    return panels


def _best_first(scores: "Floats", helpful: Helpful) -> list[int]:
    """The places of the scores that count, the most influential first."""
    import numpy as np

    order = {"positive": scores, "negative": -scores, "size": np.abs(scores)}[helpful]
    best = np.argsort(-order, kind="stable")
    return [int(place) for place in best[order[best] > 0]]


def _add_error(
    panels: PanelWriter,
    values: "pd.Series",
    error: str,
    words: ScoreWords,
    units: Units | None,
    digits: int,
) -> None:
    about = {
        str(key): str(value)
        for key, value in values.items()
        if key in {*ABOUT_A_SAMPLE, SUMMARY} and not is_missing(value) and str(value)
    }
    classes = {"true_class": about.get("label"), "predicted_class": about.get("prediction")}
    named = {words.label: about.get("label"), words.prediction: about.get("prediction")}
    cells = {title: value for title, value in named.items() if value}
    cells |= {
        str(key): value for key, value in values.items() if key not in {*ABOUT_A_SAMPLE, SUMMARY}
    }
    blocks: list[Shown] = []
    if "picture" in about:
        text = about.get("alternative_text", "")
        blocks.append(picture(about["picture"], alternative_text=text))
    if cells:
        caption, labels = words.features, words.column
        blocks.append(row(cells, caption=caption, labels=labels, units=units, digits=digits))
    panels.error(
        error,
        title=about.get("title", error),
        summary=about.get(SUMMARY, ""),
        facts={key: fact for key, fact in classes.items() if fact},
        blocks=blocks,
    )


def _arrays(
    scores: "Mapping[str, np.ndarray[Any, Any] | Path | str] | Path | str",
) -> Iterator[tuple[str, "Floats"]]:
    """Every array with its key, as numbers; refuses what is none."""
    import numpy as np

    if isinstance(scores, Path | str):
        scores = _named_arrays(Path(scores))
    if not isinstance(scores, Mapping):
        raise BundleError(
            "The scores are without a method: give a mapping of arrays by the keys of their "
            'methods, such as {"tracin": array}.'
        )
    if not scores:
        raise BundleError("There are no scores: give an array for each method.")
    for key, given in scores.items():
        array = _loaded(Path(given)) if isinstance(given, Path | str) else np.asarray(given)
        if not isinstance(array, np.ndarray):
            raise BundleError(f"The scores {key} are several arrays: name an .npy file.")
        if array.dtype.kind not in "fiu":
            raise BundleError(f"The scores {key} are of the type {array.dtype}: give real numbers.")
        yield key, array.astype(np.float64)


def _require_methods(titles: Mapping[str, str], methods: Mapping[str, Any]) -> None:
    for key in titles:
        if key not in methods:
            raise BundleError(
                f"There are no scores of a method {key}, which titles names. "
                f"{near(str(key), methods)}Use one of: {', '.join(methods)}."
            )


def _named_arrays(file: Path) -> "Mapping[str, np.ndarray[Any, Any]]":
    loaded = _loaded(file)
    if not isinstance(loaded, dict):
        raise BundleError(
            f"{file} holds one array without a name: give {{'method': file}}, or an .npz file."
        )
    return loaded


def _loaded(file: Path) -> Any:
    """An array, or several by their names; never objects, which could run programs."""
    import numpy as np

    try:
        loaded = np.load(file, allow_pickle=False)
        return loaded if isinstance(loaded, np.ndarray) else dict(loaded)
    except (OSError, ValueError, EOFError) as problem:
        raise BundleError(
            f"{file} cannot be read as arrays of numbers ({problem}): write it with numpy.save."
        ) from problem


def _text(score: float) -> str:
    """With its sign and three significant digits: the scale of scores is anybody's."""
    return f"{'+' if score > 0 else MINUS}{abs(score):.3g}"


def _require_distinct(frame: "pd.DataFrame", what: str) -> None:
    counts = Counter(str(name) for name in frame.index.tolist())
    if twice := next((name for name, count in counts.items() if count > 1), None):
        raise BundleError(
            f"Two of the {what} are called {twice}: give the frame an index without repeats."
        )


def _check(key: str, array: "Floats", shape: tuple[int, int]) -> None:
    import numpy as np

    if array.shape != shape:
        turned = " Transpose it." if array.shape == shape[::-1] else ""
        raise BundleError(
            f"The scores {key} have the shape {list(array.shape)}, and {list(shape)} is that of "
            f"[training samples, errors]: give a row for each sample and a column for each error."
            f"{turned}"
        )
    if not np.isfinite(array).all():
        sample, error = (int(place[0]) for place in np.nonzero(~np.isfinite(array)))
        raise BundleError(
            f"The scores {key} are not finite at sample {sample}, error {error} (counted from 0): "
            "compute them again, or leave the sample out."
        )


def _check_numbers(numbers: Sequence[int], most: int) -> None:
    for number in numbers:
        if number < 1 or number > most:
            raise BundleError(
                f"The scores have {most} training samples, and {number} cannot be shown: use "
                f"numbers from 1 to {most}."
            )
