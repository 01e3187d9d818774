"""What an analysis keeps beside the answers, which it never changes."""

from analysis.models.codebook import (
    Codebook,
    CodebookVersion,
    Operation,
    Standing,
    Theme,
    ThemeArea,
)
from analysis.models.codings import Coding, Decision, Remapping, Step, Verdict
from analysis.models.exclusion import ExclusionStep
from analysis.models.rounds import (
    Agreement,
    CaseAgreement,
    CodingRound,
    Reading,
    RoundCase,
    RoundCoder,
    Stage,
)
from analysis.models.study_dashboard import StudyDashboard
from analysis.models.study_report import StudyReport
from analysis.models.units import Case, ThemeExample, Transcript, Unit

__all__ = [
    "Agreement",
    "Case",
    "CaseAgreement",
    "Codebook",
    "CodebookVersion",
    "Coding",
    "CodingRound",
    "Decision",
    "ExclusionStep",
    "Operation",
    "Reading",
    "Remapping",
    "RoundCase",
    "RoundCoder",
    "Stage",
    "Standing",
    "Step",
    "StudyDashboard",
    "StudyReport",
    "Theme",
    "ThemeArea",
    "ThemeExample",
    "Transcript",
    "Unit",
    "Verdict",
]
