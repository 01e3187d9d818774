"""Every file of the paper's print, held against itself, the others, and table 3."""

from collections import Counter
from collections.abc import Sequence

from analysis.reproduction.printed.attribution import attribution_findings
from analysis.reproduction.printed.data import data_findings
from analysis.reproduction.printed.design import code_findings, design_space_findings
from analysis.reproduction.printed.findings import FileFindings, Verdict
from analysis.reproduction.printed.interview_themes import interview_theme_findings
from analysis.reproduction.printed.interviewees import interviewee_findings
from analysis.reproduction.printed.process import process_findings
from analysis.reproduction.printed.sample import sample_findings
from analysis.reproduction.printed.tables import Prints
from analysis.reproduction.printed.themes import theme_count_findings, theme_findings
from analysis.reproduction.reference import PrintedAxis


def check_prints(prints: Prints, axes: Sequence[PrintedAxis]) -> tuple[FileFindings, ...]:
    """`axes` are those of tables 3 and 4."""
    return (
        interviewee_findings(prints),
        interview_theme_findings(prints),
        code_findings(prints),
        design_space_findings(prints),
        sample_findings(prints),
        process_findings(prints),
        theme_count_findings(prints),
        theme_findings(prints),
        attribution_findings(prints, axes),
        data_findings(prints),
    )


def tally(files: Sequence[FileFindings]) -> str:
    """How many findings have which verdict, in the order of the verdicts."""
    counts = Counter(finding.verdict for file in files for finding in file.findings)
    spoken = (f"{verdict} {counts[verdict]}" for verdict in Verdict if counts[verdict])
    return f"{counts.total()} findings: {', '.join(spoken)}."
