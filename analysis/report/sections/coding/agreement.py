"""How far coders agreed before they spoke, round by round, by the definition the study names."""

from collections.abc import Iterable

from analysis.figures.curves import CurvePoint, curve
from analysis.report.context import Material
from analysis.report.document import Block, Caution, Figure, Paragraph, Section
from analysis.report.labels import capitalised, people, times
from analysis.report.numbers import percent
from analysis.report.sections.coding.books import Coded, by_codebook, heading
from analysis.report.tables import Column, Kind, Table, Value
from analysis.statistics.agreement.measures import Measure
from analysis.statistics.agreement.records import AgreementValue, RoundAgreement

TITLE = "Agreement of the coders"
DEFINITIONS = (
    Column("measure", "Definition"),
    Column("formula", "Formula"),
    Column("compares", "What is compared"),
    Column("source", "Source"),
)


def agreement(material: Material) -> Section | None:
    found = (each for each in material.observations.codes if each.agreement)
    return by_codebook("agreement", TITLE, found, _section)


def _section(coded: Coded) -> Section:
    told = coded.results.agreement
    blocks: list[Block] = [Paragraph(_introduction(told))]
    blocks += [Paragraph(_sentence(each)) for each in told]
    blocks += [Caution(f"Round {each.number}: {text}") for each in told for text in each.warnings]
    blocks += [
        _curve(coded),
        _figures(
            coded, "agreement_definitions",
            "Percentages of overlapping themes by each definition, in every round.",
            are_percentages=True,
        ),
        _figures(
            coded, "agreement_coefficients",
            "Agreement corrected for chance, and on whole sets of themes, in every round.",
            are_percentages=False,
        ),
        _areas(coded),
        _formulas(coded),
    ]  # fmt: skip
    return Section(coded.key("agreement"), heading(coded, TITLE), tuple(blocks))


def _introduction(told: Iterable[RoundAgreement]) -> str:
    reported = dict.fromkeys(each.main.measure for each in told)
    named = "; ".join(f"{each.name}, {each.formula} ({_compares(each)})" for each in reported)
    return (
        "Coders worked apart, and saw nothing of each other's work until their round was compared. "
        "What follows was measured at that moment; nothing decided later changes it. The study "
        f"file names the definition that is reported: {named}. Every other one stands beside it."
    )


def _sentence(each: RoundAgreement) -> str:
    main = each.main
    what = (
        f"In round {each.number} ({each.title}), {times(len(each.coders), 'coder')} read "
        f"{people(each.units)} apart, with version {each.version} of the codebook and "
        f"{times(each.themes, 'theme')}. "
    )
    if main.value is None:
        return f"{what}Their agreement is undefined, because {main.undefined}."
    between = f"no interval: {main.no_interval}"
    if main.low is not None and main.high is not None:
        between = (
            f"{percent(each.confidence, 0)} bootstrap interval {percent(main.low)} to "
            f"{percent(main.high)}"
        )
    return f"{what}Their agreement is {percent(main.value)} by {main.measure.name} ({between})."


def _curve(coded: Coded) -> Figure:
    told = coded.results.agreement
    caption = coded.caption("Agreement of the coders over rounds, by the definition reported.")
    points = [
        CurvePoint(f"Round {each.number}", each.main.value, each.main.low, each.main.high)
        for each in told
    ]
    columns = (
        Column("round", "Round"),
        Column("measure", "Definition"),
        Column("version", "Codebook version"),
        Column("coders", "Coders", Kind.COUNT),
        *_columns(Kind.SHARE),
    )
    rows = tuple(
        (
            f"{each.number}: {each.title}", each.main.measure.name, str(each.version),
            len(each.coders), *_cells(each.main),
        )
        for each in told
    )  # fmt: skip
    table = Table(coded.key("agreement_rounds_numbers"), caption, columns, rows, _note(told))
    svg = curve(coded.key("agreement_rounds"), caption, points, percentage=True)
    return Figure(coded.key("agreement_rounds"), caption, svg, table)


def _figures(coded: Coded, key: str, caption: str, *, are_percentages: bool) -> Table:
    """Of everything; percentages are shares and go without sign, coefficients can be negative."""
    told = coded.results.agreement
    kind = Kind.SHARE if are_percentages else Kind.NUMBER
    rows = tuple(
        (f"Round {each.number}", _name(figure, each), *_cells(figure))
        for each in told
        for figure in each.over("all")
        if figure.measure.is_percentage is are_percentages
    )
    columns = (Column("round", "Round"), Column("measure", "Definition"), *_columns(kind))
    return Table(coded.key(key), coded.caption(caption), columns, rows, _note(told), grouped=1)


def _areas(coded: Coded) -> Table:
    told = coded.results.agreement
    rows = tuple(
        (f"Round {each.number}", capitalised(figure.name), *_cells(figure))
        for each in told
        for figure in each.over("area")
        if figure.measure == each.main.measure
    )
    columns = (Column("round", "Round"), Column("area", "Theme area"), *_columns(Kind.SHARE))
    caption = coded.caption("Agreement by theme area, by the definition reported.")
    return Table(coded.key("agreement_areas"), caption, columns, rows, _note(told), grouped=1)


def _formulas(coded: Coded) -> Table:
    measures = dict.fromkeys(
        figure.measure for each in coded.results.agreement for figure in each.over("all")
    )
    rows = tuple((each.name, each.formula, _compares(each), each.source) for each in measures)
    caption = coded.caption("Every definition of agreement.")
    return Table(coded.key("agreement_formulas"), caption, DEFINITIONS, rows)


def _columns(kind: Kind) -> tuple[Column, ...]:
    digits = 1 if kind is Kind.SHARE else 3
    return (
        Column("value", "Agreement", kind, digits),
        Column("low", "from", kind, digits, over="Interval"),
        Column("high", "to", kind, digits, over="Interval"),
        Column("people", "Participants", Kind.COUNT),
        Column("found", "Times found", Kind.COUNT),
        Column("because", "Undefined, because"),
    )


def _cells(figure: AgreementValue) -> tuple[Value, ...]:
    because = figure.undefined or (f"interval: {figure.no_interval}" if figure.no_interval else "")
    return figure.value, figure.low, figure.high, figure.units, figure.applied, because


def _name(figure: AgreementValue, each: RoundAgreement) -> str:
    return f"{figure.measure.name} (reported)" if figure == each.main else figure.measure.name


def _note(told: Iterable[RoundAgreement]) -> str:
    shares = dict.fromkeys(percent(each.confidence, 0) for each in told)
    return (
        f"Intervals are {' or '.join(shares)} percentile intervals of a bootstrap over "
        "participants. Times found counts each theme of each coder in each participant once."
    )


def _compares(measure: Measure) -> str:
    return measure.compares.format(unit="participant")
