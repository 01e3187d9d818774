"""Reasons and settings: whether people who gave a reason submitted other levels than the rest.

The paper's main finding is that the user's hypothesis decides the action (section 4.5.2). Here the
themes that coders agreed on, in what somebody wrote about a scenario, meet the setting that the
same person submitted there.
"""

from collections.abc import Iterator, Sequence

from analysis.report.context import ReportContext
from analysis.report.document import Block, Caution, Paragraph, ReportSection
from analysis.report.sections.coding.codebook_parts import CodebookPart, by_codebook
from analysis.report.sections.setting.coded_people import FEWEST, CodedPeople
from analysis.report.sections.setting.families import corrected, family_sentence
from analysis.report.sections.setting.reasons_tables import (
    ReasonTest,
    TogetherTest,
    shares_table,
    tests_table,
    together_table,
)
from analysis.report.wording import counted, people
from analysis.statistics.themes.of_people import ThemesOfPeople
from analysis.statistics.themes.theme_choices import theme_choices

TITLE = "Reasons and settings"
FEW_PEOPLE = 30
"""With fewer coded people the report cautions that little can be seen."""


def reasons_section(context: ReportContext) -> ReportSection | None:
    """None as long as no round is closed, and where there was nothing to choose."""
    coded = {themes.book.slug: themes for themes in context.observations.themes}
    results = (
        result
        for result in context.observations.codes
        if result.cases and result.book.slug in coded and context.choices.axes
    )
    return by_codebook(
        "reasons",
        TITLE,
        results,
        lambda part: _section(context, part, coded[part.results.book.slug]),
    )


def _section(context: ReportContext, part: CodebookPart, coded: ThemesOfPeople) -> ReportSection:
    key, heading = part.key("reasons"), part.heading(TITLE)
    who = CodedPeople.of(context, coded)
    if not who.tested:
        return ReportSection(key, heading, (Paragraph(_too_few(who)),))
    blocks: list[Block] = [Paragraph(_introduction(who))]
    if who.people < FEW_PEOPLE:
        blocks.append(Caution(_few(who)))
    together, tests = _tests(context, who)
    blocks += _together(context, part, together)
    blocks += _one_by_one(context, part, who, tests)
    shares = ReportSection(
        part.key("reasons_behind"),
        f"{heading}: what was submitted",
        (shares_table(part, who, tests),),
        in_appendix=True,
    )
    return ReportSection(key, heading, tuple(blocks), (shares,))


def _introduction(who: CodedPeople) -> str:
    tested = counted(len(who.tested), "theme")
    return (
        f"{people(who.people).capitalize()} were coded who wrote about a scenario and submitted a "
        f"setting in it. Of the themes of “{who.coded.book.title}”, {tested} are held by at least "
        f"{FEWEST} of them and not held by at least {FEWEST}; the others are not tested."
    )


def _too_few(who: CodedPeople) -> str:
    return (
        f"Reasons are not held against settings, as no theme of “{who.coded.book.title}” is held "
        f"by at least {FEWEST} people, and not held by at least {FEWEST}, of the {who.people:,} "
        "who were coded and submitted a setting."
    )


def _few(who: CodedPeople) -> str:
    return (
        f"With {people(who.people)} only a reason that goes with a level very strongly can be "
        "seen. That nothing is significant does not show that reasons and settings are independent."
    )


def _tests(context: ReportContext, who: CodedPeople) -> tuple[list[TogetherTest], list[ReasonTest]]:
    """Of sets of themes, and of each theme, on each axis."""
    together: dict[str, list[TogetherTest]] = {name: [] for name in _sets(who)}
    tests: list[ReasonTest] = []
    for axis in context.choices.axes:
        results = theme_choices(
            who.levels[axis.key],
            who.held[:, :, list(who.tested)],
            [[who.tested.index(theme) for theme in themes] for themes in _sets(who).values()],
            seed=context.seed,
            replicates=context.replicates,
        )
        for (name, themes), tested in zip(_sets(who).items(), results.together, strict=True):
            together[name].append(TogetherTest(axis, name, len(themes), tested))
        for theme, of_theme in zip(who.tested, results.themes, strict=True):
            tests.append(ReasonTest(axis, theme, of_theme))
    return [test for of_set in together.values() for test in of_set], tests


def _sets(who: CodedPeople) -> dict[str, list[int]]:
    """All reasons, where the codebook knows such, and all themes, by what they are called."""
    sets = {"all themes": list(who.tested)}
    reasons = [theme for theme in who.tested if theme in who.reasons]
    if reasons and len(reasons) < len(who.tested):
        book = who.coded.book
        kind = book.type_name(book.crossed[0]) if book.crossed else ""
        return {f"themes of the type “{kind}”": reasons, **sets}
    return sets


def _together(
    context: ReportContext, part: CodebookPart, tests: Sequence[TogetherTest]
) -> Iterator[Block]:
    holm = corrected([test.tested.pvalue for test in tests])
    yield Paragraph(
        family_sentence(
            "whether themes, taken together, go with the levels submitted",
            [f"{test.themes} with {test.axis.name}" for test in tests],
            holm,
            "Themes could not be held against the levels submitted, as all submitted the same.",
        )
    )
    yield together_table(context, part, tests, holm)


def _one_by_one(
    context: ReportContext, part: CodebookPart, who: CodedPeople, tests: Sequence[ReasonTest]
) -> Iterator[Block]:
    holm = corrected([test.tested.pvalue for test in tests])
    yield Paragraph(
        family_sentence(
            "whether one theme goes with the level submitted",
            [f"“{test.name(who)}” with {test.axis.name}" for test in tests],
            holm,
            "No single theme could be held against the levels submitted, as all submitted the "
            "same.",
        )
    )
    yield tests_table(context, part, who, tests, holm)
