"""Whether the last interviews still brought new themes, by the rule that the study names."""

from analysis.report.document import (
    ColumnKind,
    Paragraph,
    ReportColumn,
    ReportSection,
    ReportTable,
)
from analysis.report.interviews.observations import InterviewObservations
from analysis.report.sections.coding.codebook_parts import CodebookPart
from analysis.report.sections.coding.saturation import saturation_section
from analysis.report.wording import counted, percent
from analysis.statistics.themes.saturation_rule import RuledSaturation, ruled_saturation
from survey.design.interviews.plan import SaturationRule

RUNS = (
    ReportColumn("interviews", "Participants in the order of coding"),
    ReportColumn("new", "New themes", ColumnKind.COUNT),
    ReportColumn("base", "Themes in the base", ColumnKind.COUNT),
    ReportColumn("share", "Share", ColumnKind.SHARE),
    ReportColumn("few", "At most the threshold"),
)


def ruled_saturation_section(
    observed: InterviewObservations, part: CodebookPart
) -> ReportSection | None:
    """None where no round is closed."""
    section = saturation_section(part)
    ruled = rule_applied(observed, part)
    if section is None or ruled is None:
        return None
    is_planned = observed.definition.plan is not None
    explanation = Paragraph(
        f"Share of a run = new themes in {ruled.run_length} participants in a row / themes in the "
        f"first {ruled.base_size} (Guest, Namey & Chen, 2020); at most "
        f"{percent(ruled.threshold, 0)} counts as saturated. "
        + (
            "The study file names base, run and threshold."
            if is_planned
            else "The study file names no rule, so these are the authors' suggestions."
        )
    )
    blocks = (explanation, Paragraph(verdict(ruled)), _table(part, ruled), *section.blocks)
    return ReportSection(section.key, section.title, blocks)


def rule_applied(observed: InterviewObservations, part: CodebookPart) -> RuledSaturation | None:
    """The rule of the newest study file over the new themes in the order of coding."""
    if part.results.saturation is None:
        return None
    plan = observed.definition.plan
    rule = plan.saturation if plan else SaturationRule()
    return ruled_saturation(
        part.results.saturation.new,
        base_size=rule.base_size,
        run_length=rule.run_length,
        threshold=rule.threshold,
    )


def verdict(ruled: RuledSaturation) -> str:
    """One sentence."""
    needed = ruled.base_size + ruled.run_length
    if ruled.last is None:
        return (
            f"Saturation cannot be judged: the rule needs {counted(needed, 'participant')}, and "
            "fewer are coded."
        )
    if not ruled.base_themes:
        return "Saturation cannot be judged: the first participants hold no theme."
    reached = ruled.reached
    if reached is None:
        return (
            f"Saturation was not reached: the last run still brought "
            f"{counted(ruled.last.new, 'new theme')}, {percent(ruled.last.share or 0)} of the base."
        )
    return (
        f"Saturation was reached after {reached.first - 1} participants and a run of "
        f"{ruled.run_length}, which brought {counted(reached.new, 'new theme')}, "
        f"{percent(reached.share or 0)} of the base."
    )


def _table(part: CodebookPart, ruled: RuledSaturation) -> ReportTable:
    rows = tuple(
        (
            f"{run.first} to {run.last}" if run.last > run.first else str(run.first),
            run.new,
            ruled.base_themes,
            run.share,
            None if run.share is None else "yes" if run.share <= ruled.threshold else "no",
        )
        for run in ruled.runs
    )
    caption = part.caption("New themes in each run of participants.")
    return ReportTable(part.key("saturation_runs"), caption, RUNS, rows)
