"""The study file of a second stage, begun from a design space: what is known, and TODO elsewhere.

Pure computing: plain values in, text out.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from string import Template

from pydantic import ValidationError

from analysis.statistics.themes.trace import TracedAxis, TracedLevel, TraceRecord
from core.xml_text import fit
from core.yaml_files.problems import dotted
from survey.design.design_space import DesignSpace
from survey.design.model_errors import broken_by

NO_BUNDLE = "name-of-your-bundle"
"""Named where no bundle that is loaded offers the levels; the study check asks to replace it."""

HEAD = Template("""\
# A survey begun from the design space “$title” of $first_stage.
# Replace every text beside a TODO; docs/reference/study-file.md lists the keys.
study: $study  # TODO: a name of your own
version: "0.1"
first_stage: $first_stage
language: $language
title: "Title of the survey"  # TODO
summary: "What the survey is about, in a paragraph."  # TODO
duration_minutes: 30  # TODO
target_sample_size: 30  # TODO

contact:  # as in the interviews
  name: $name
  organisation: $organisation
  email: $email

ethics:  # TODO: the approval of the survey
  committee: $committee
  reference: $reference

retention:  # TODO: as the information sheet promises
  answers_until: $answers_until
  contacts_until: $contacts_until

information: "What taking part means, and what happens with the answers."  # TODO

consent:
  statements:
    - key: informed  # TODO
      text: "I have read what this study is about, and I am taking part of my own free will."
  declined: "Thank you for your time. Nothing was stored."  # TODO

inclusion:
  criteria:
    - key: works_with_models  # TODO: those whom the interviews found to need explanations
      type: single_choice
      text: "Do you work with machine-learning models?"
      options:
        yes: "Yes"
        no: "No"
      eligible: [yes]
  not_eligible: "Thank you. This survey is for people who work with models."  # TODO

background:
  - key: about_you
    title: "About you"  # TODO
    questions:
      - key: work
        type: long_text
        text: "What do you work on?"

tutorial:
  steps:
    - key: the_tool
      title: "The tool"  # TODO
      text: "How the tool is used, and what its results mean."  # TODO

""")

TAIL = Template("""\
scenarios:
  scenario_1:  # TODO: one or more tasks, each with a model that errs
    title: "Title of the task"
    bundle: $bundle$todo
    brief: "Who the participant is, and what they are asked to do."  # TODO

randomisation:
  scenario_order: as_written
  model_error: uniform

compensation:
  kind: none  # TODO
  text: "Thank you for taking part."  # TODO
""")


@dataclass(frozen=True)
class SecondStage:
    """What a survey takes over from the study of interviews before it."""

    first_stage: str
    language: str
    contact: tuple[str, str, str]
    """Name, organisation and e-mail address"""
    ethics: tuple[str, str]
    """Committee and reference"""
    answers_until: date
    contacts_until: date
    bundle: str = NO_BUNDLE


def problems_of(trace: TraceRecord) -> tuple[str, ...]:
    """Why a study file would refuse the design space; empty where it would not."""
    if not trace.axes:
        return ("There are no axes yet. Add one.",)
    problems = [
        f"The axis {axis.name} has {len(axis.levels) or 'no'} "
        f"level{'' if len(axis.levels) == 1 else 's'}, so nothing can be chosen on it. "
        "Give it two levels or more."
        for axis in trace.axes
        if len(axis.levels) < 2
    ]
    tree = {
        "axes": {
            axis.key: {
                "title": axis.title,
                "ordered": axis.ordered,
                "levels": {level.key: level.title for level in axis.levels},
            }
            for axis in trace.axes
            if axis.levels
        }
    }
    try:
        DesignSpace.model_validate(tree)
    except ValidationError as error:
        problems += [
            f"{dotted(rule.path)}: {rule.message} {rule.remedy}"
            for rule in broken_by(error, tree)
            if len(rule.path) > 1 or trace.axes
        ]
    return tuple(dict.fromkeys(problems))


def survey_file(trace: TraceRecord, stage: SecondStage) -> str:
    """The text of a study.yaml; equal input gives equal text."""
    between = "\n".join((*_space(trace), *_questions(trace), ""))
    return _head(trace, stage) + between + _tail(stage)


def _quoted(text: str) -> str:
    """A text as YAML in double quotes."""
    return json.dumps(fit(text), ensure_ascii=False)


def _comment(text: str) -> str:
    return " ".join(fit(text).split())


def _head(trace: TraceRecord, stage: SecondStage) -> str:
    name, organisation, email = stage.contact
    committee, reference = stage.ethics
    return HEAD.substitute(
        title=_comment(trace.title),
        first_stage=stage.first_stage,
        study=_second(stage.first_stage),
        language=stage.language,
        name=_quoted(name),
        organisation=_quoted(organisation),
        email=email,
        committee=_quoted(committee),
        reference=_quoted(reference),
        answers_until=stage.answers_until,
        contacts_until=stage.contacts_until,
    )


def _second(first_stage: str) -> str:
    return f"{first_stage[:53].rstrip('-')}-survey"


def _space(trace: TraceRecord) -> Iterator[str]:
    yield "# What the interviews led to. Numbers are those of the codes:"
    for code in trace.codes:
        people = ", ".join(code.participants) or "nobody in a closed round"
        yield f"#   {code.label} {_comment(code.name)} ({people})"
    yield "design_space:"
    yield "  axes:"
    for axis in trace.axes:
        yield from _axis(trace, axis)
    yield ""


def _axis(trace: TraceRecord, axis: TracedAxis) -> Iterator[str]:
    yield f"    {axis.key}:"
    if axis.why:
        yield f"      # {_comment(axis.why)}"
    yield f"      title: {_quoted(axis.title)}"
    if axis.ordered:
        yield "      ordered: true"
    yield "      levels:"
    for level in axis.levels:
        yield f"        # {_origin(trace, level)}"
        yield f'        "{level.key}": {_quoted(level.title)}'


def _origin(trace: TraceRecord, level: TracedLevel) -> str:
    cited = [
        f"{code.label} {_comment(code.name)}"
        + (f": {_comment(one.sentence)}" if one.sentence else "")
        for code, one in trace.cited_by(level)
    ]
    return f"from {'; '.join(cited)}" if cited else "from no code"


def _questions(trace: TraceRecord) -> Iterator[str]:
    yield "follow_up:"
    yield "  - key: the_choice"
    yield '    title: "About the setting you submitted"  # TODO'
    yield "    questions:"
    for at, axis in enumerate(trace.axes, start=1):
        yield f"      - key: reason_{at}  # {_comment(axis.name)}"
        yield "        type: long_text"
        yield f'        text: "Why did you choose {{{{ setting.{axis.key} }}}}?"  # TODO'
    yield ""


def _tail(stage: SecondStage) -> str:
    todo = "  # TODO: the bundle whose results settings show" if stage.bundle == NO_BUNDLE else ""
    return TAIL.substitute(bundle=stage.bundle, todo=todo)


def fitting(trace: TraceRecord, bundles: Iterable[tuple[str, Mapping[str, Sequence[str]]]]) -> str:
    """The first bundle that has these axes and offers every level; NO_BUNDLE where none does."""
    wanted = {axis.key: {level.key for level in axis.levels} for axis in trace.axes}
    for name, axes in bundles:
        if axes.keys() == wanted.keys() and all(
            levels <= set(axes[key]) for key, levels in wanted.items()
        ):
            return name
    return NO_BUNDLE
