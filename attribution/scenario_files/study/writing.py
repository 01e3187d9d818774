"""Writes the study file of a bundle of effects, and a brief beside it.

The survey reads study files; here they are text, so that attribution need not know the survey.
"""

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from string import Template

from attribution.axes import Metric
from attribution.data.display import Modality
from attribution.effects.bundle import Bundle
from attribution.effects.bundle_reader import read_bundle
from attribution.errors import BundleError

HERE = Path(__file__).parent
STUDY, BRIEF = "study.yaml", "brief.md"

MARKS, BACKSLASHED = re.compile(r"[\\`*_{}\[\]<>#|~!]"), r"\\\g<0>"
"""Characters that Markdown takes for its own, and what stands for them."""

NOUNS = {
    Modality.TABLE: ("row of data", "rows of data"),
    Modality.IMAGE: ("picture", "pictures"),
    Modality.TEXT: ("text", "texts"),
    Modality.SERIES: ("curve", "curves"),
}
"""What people see an error as, one and several."""


def write_study(bundle: Path, folder: Path, today: date) -> tuple[Path, Path]:
    """Write `study.yaml` and `brief.md` on a bundle into a folder.

    Every level of the bundle's axes is offered, in its order and in the neutral words of its
    actions and metrics. A file that is there is left as it is: then nothing is written. `today` is
    the day from which answers and addresses are kept for ten years and for one. Raises BundleError.
    """
    files = {folder / STUDY: study_text(read_bundle(bundle), today)}
    files[folder / BRIEF] = brief_text(read_bundle(bundle))
    if there := [str(file) for file in files if file.exists()]:
        raise BundleError(
            f"No study was written, since {' and '.join(there)} would be overwritten: name "
            "another folder with --study."
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for file, text in files.items():
            with file.open("x", encoding="utf-8", newline="\n") as stream:
                stream.write(text)
    except OSError as problem:
        raise BundleError(
            f"The study cannot be written into {folder} ({problem.strerror}): name another folder "
            "with --study."
        ) from problem
    return folder / STUDY, folder / BRIEF


def study_text(bundle: Bundle, today: date) -> str:
    noun, nouns = NOUNS[bundle.modality]
    return _template(STUDY).substitute(
        scenario=bundle.scenario,
        key=_key(bundle.scenario),
        title=_quoted(bundle.scenario.replace("-", " ").capitalize()),
        noun=noun,
        nouns=nouns,
        answers_until=_years_after(today, 10),
        contacts_until=_years_after(today, 1),
        axes="\n".join(f"    {line}" for line in _axes(bundle)),
        reasons="\n".join(f"      {line}" for line in _reasons()),
        hypotheses="\n".join(f"    {line}" for line in _hypotheses(bundle)),
    )


def brief_text(bundle: Bundle) -> str:
    noun, _nouns = NOUNS[bundle.modality]
    *others, last = [f"“{MARKS.sub(BACKSLASHED, name)}”" for name in bundle.classes]
    return _template(BRIEF).substitute(classes=f"{', '.join(others)} and {last}", noun=noun)


def _axes(bundle: Bundle) -> Iterator[str]:
    yield from ("action:", "  title: Action", "  levels:")
    for action in bundle.actions:
        described = action.description
        words = f"title: {_quoted(described.title)}, help: {_quoted(described.explanation)}"
        yield f"    {action}: {{{words}}}"
    yield from ("metric:", "  title: Metric", "  levels:")
    for metric in Metric:
        titles = metric.description
        words = f"title: {_quoted(titles.title)}, short_title: {_quoted(titles.short_title)}"
        yield f"    {metric}: {{{words}}}"
    yield from ("number:", "  title: Number of training samples", "  ordered: true")
    yield f"  levels: [{', '.join(map(str, bundle.numbers))}]"
    yield '  in_sentence: {one: "{} training sample", other: "{} training samples"}'
    yield '  in_list: {one: "{} sample", other: "{} samples"}'


def _reasons() -> Iterator[str]:
    for axis in ("action", "metric", "number"):
        yield f"- key: reason_for_{axis}"
        yield "  type: long_text"
        yield f'  text: "Why did you choose {{{{ setting.{axis} }}}}?"'


def _hypotheses(bundle: Bundle) -> Iterator[str]:
    axes = {"action": bundle.actions, "metric": tuple(Metric), "number": bundle.numbers}
    plurals = {"action": "actions", "metric": "metrics", "number": "numbers of training samples"}
    for axis, levels in axes.items():
        if len(levels) > 1:
            yield f"- key: {axis}_preferred"
            yield f"  text: Not all {plurals[axis]} are chosen equally often."
            yield f"  axis: {axis}"


def _template(name: str) -> Template:
    return Template((HERE / f"{name}.template").read_text("utf-8"))


def _quoted(text: str) -> str:
    """A text as YAML in double quotes."""
    return json.dumps(text, ensure_ascii=False)


def _key(name: str) -> str:
    """A name as a key of a study file, which begins with a letter."""
    key = name.replace("-", "_")
    return (key if key[0].isalpha() else f"scenario_{key}")[:50]


def _years_after(day: date, years: int) -> date:
    """The last day of the year, which is never a day that some years lack."""
    return date(day.year + years, 12, 31)
