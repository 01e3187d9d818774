"""How far the coders of a compared round agree, measured from their own codings."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from analysis.coding.cases.models import Unit
from analysis.coding.cases.question_texts import names_of_axes
from analysis.coding.codebooks.contents import frozen_areas, frozen_themes
from analysis.coding.codebooks.models import ThemeArea
from analysis.coding.codebooks.slugs import first_free
from analysis.coding.codebooks.theme_records import RELATED, record
from analysis.coding.rounds.models import Basis, CodingRound
from analysis.coding.visibility import (
    CODER_NAME,
    counted_coders,
    proposed_in,
    reconciled_themes,
    revealed,
)
from analysis.statistics.agreement.records import (
    AgreementReport,
    AgreementValueJson,
    CountedTheme,
    Over,
)
from analysis.statistics.agreement.units import CodedQuestion, CodedUnit
from survey.design.path import participant_path
from survey.design.piping import in_brackets
from survey.studies.find import current_version
from survey.studies.models import Study

FROM_A_FILE = (
    "These codings came with a file of another program, or of another study. Whether its coders "
    "were blind to each other, and read every text, is not known here."
)

ROLLED_UP = (
    "Agreement is measured over themes: a code that lies beneath a theme counts as its theme, so "
    "coders who gave different codes of one theme agree on it."
)

Question = tuple[str, str]
"""A scenario, empty outside of one, and a question, both by key."""


@dataclass(frozen=True)
class Measurement:
    """A report, and the values of each case by the case's primary key."""

    report: AgreementReport
    cases: Mapping[int, Sequence[AgreementValueJson]]


@dataclass(frozen=True)
class Found:
    """Keys of themes by label of a case, name of a coder, and question; None for all of a case."""

    themes: Mapping[tuple[str, str, Question | None], set[str]]
    coders: tuple[str, ...]

    def unit(self, case: str, question: Question | None = None) -> CodedUnit:
        empty: set[str] = set()
        by_coder = {coder: self.themes.get((case, coder, question), empty) for coder in self.coders}
        return CodedUnit(case, by_coder)


def measure_agreement(coding_round: CodingRound, basis: Basis) -> Measurement:
    """Every measure over the cases that were coded apart.

    Raises NotComparable where there are no themes.
    """
    from analysis.statistics.agreement.build import agreement_report  # slow: numpy

    themes, counted_as = counted_themes(coding_round, basis)
    members = coding_round.members.filter(joint=False).select_related("case")
    cases = {member.case.label: member.case_id for member in members}
    coders = list(counted_coders(coding_round))
    found = _found(coding_round, counted_as)
    report = agreement_report(
        [found.unit(case) for case in cases],
        themes=themes,
        questions=_questions(coding_round, cases.values(), found),
    )
    if len(themes) < len(counted_as):  # there are codes
        report = replace(report, warnings=(*report.warnings, ROLLED_UP))
    if any(coder.label for coder in coders):
        report = replace(report, warnings=(*report.warnings, FROM_A_FILE))
    by_case: dict[int, list[AgreementValueJson]] = defaultdict(list)
    for value in report.over(Over.UNIT):
        by_case[cases[value.key]].append(value.to_json())
    return Measurement(report, by_case)


def counted_themes(
    coding_round: CodingRound, basis: Basis
) -> tuple[tuple[CountedTheme, ...], Mapping[UUID, tuple[str, ...]]]:
    """The themes that coders of a compared round could choose, each with a key of its own.

    And the keys that each of them counts as, by GUID: a code counts as its themes.
    As coded they are those of the frozen version and all that were proposed in the round; with
    themes reconciled they are what has become of these.
    """
    assert coding_round.version is not None, "held by the database"  # noqa: S101
    content = coding_round.version.content
    themes = list(frozen_themes(content))
    if basis == Basis.AS_CODED:
        themes += map(record, proposed_in(coding_round).select_related(*RELATED))
    else:
        offered = [theme.guid for theme in themes]
        themes = list(map(record, reconciled_themes(coding_round, offered)))
    now = ThemeArea.objects.filter(codebook=coding_round.codebook_id)
    areas = dict(now.values_list("name", "key"))
    areas |= {area.name: area.key for area in frozen_areas(content)}
    counted: dict[UUID, CountedTheme] = {}
    taken: set[str] = set()
    for theme in themes:
        if theme.parent:
            continue
        key = first_free(theme.key, taken)
        taken.add(key)
        area = areas.get(theme.area, theme.area)
        counted[theme.guid] = CountedTheme(key, theme.name, area, theme.area)
    counted_as = {
        theme.guid: tuple(counted[guid].key for guid in map(UUID, theme.themes) if guid in counted)
        for theme in themes
    }
    return tuple(counted.values()), counted_as


def _found(coding_round: CodingRound, keys: Mapping[UUID, tuple[str, ...]]) -> Found:
    themes: dict[tuple[str, str, Question | None], set[str]] = defaultdict(set)
    answer = ("unit__answer__scenario", "unit__answer__question")
    codings = revealed(coding_round).filter(coder__isnull=False, theme__guid__in=keys)
    columns = ("unit__case__label", CODER_NAME, "theme__guid", *answer)
    for case, coder, theme, scenario, question in codings.values_list(*columns):
        themes[case, coder, None].update(keys[theme])
        if question is not None:
            themes[case, coder, (scenario, question)].update(keys[theme])
    return Found(themes, tuple(coder.name for coder in counted_coders(coding_round)))


def _questions(
    coding_round: CodingRound, cases: Iterable[int], found: Found
) -> Iterator[CodedQuestion]:
    """What was found in the answers to each question, in the order in which they are asked."""
    answered: dict[Question, list[str]] = defaultdict(list)
    units = Unit.objects.filter(case__in=cases, answer__isnull=False).order_by("case", "position")
    for case, scenario, question in units.values_list(
        "case__label", "answer__scenario", "answer__question"
    ):
        answered[scenario, question].append(case)
    texts = _texts(coding_round.codebook.study) if answered else {}
    places = {asked: place for place, asked in enumerate(texts)}
    for asked in sorted(answered, key=lambda asked: (places.get(asked, len(places)), asked)):
        key = "/".join(filter(None, asked))
        coded = tuple(found.unit(case, asked) for case in dict.fromkeys(answered[asked]))
        yield CodedQuestion(key, texts.get(asked, key), coded)


def _texts(study: Study) -> dict[Question, str]:
    """The words of every question of the newest version, with the title of its scenario."""
    version = current_version(study.slug)
    assert version is not None, "a study has a version"  # noqa: S101
    definition = version.survey
    names = names_of_axes(definition)
    titles = {key: f"{scenario.title}: " for key, scenario in definition.scenarios.items()}
    return {
        (page.scenario or "", question.key): (
            titles.get(page.scenario or "", "") + in_brackets(question.text, names)
        )
        for page in participant_path(definition, list(definition.scenarios))
        for question in page.questions
    }
