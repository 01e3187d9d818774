"""What an analysis keeps beside the answers, which it never changes."""

from analysis.api.models import ApiToken
from analysis.coding.attributes.models import Attribute, AttributeValue
from analysis.coding.cases.models import Case, ThemeExample, Transcript, Unit
from analysis.coding.codebooks.models import (
    Codebook,
    CodebookVersion,
    Operation,
    Standing,
    Theme,
    ThemeArea,
)
from analysis.coding.desk.models import Coding, Decision, Remapping, Step, Verdict
from analysis.coding.memos.models import Memo
from analysis.coding.rounds.models import (
    Agreement,
    Basis,
    CaseAgreement,
    CodingRound,
    Reading,
    RoundCase,
    RoundCoder,
    Stage,
)
from analysis.coding.transcripts.models import TranscriptChange
from analysis.coding.transcripts.recordings.models import Recording
from analysis.design_spaces.models import (
    DesignSpaceTrace,
    TraceAxis,
    TraceCitation,
    TraceLevel,
    TraceQuote,
)
from analysis.records.flag_models import FlagCheck, StoredFlag, TextDigest
from analysis.records.models import (
    Assessment,
    Exclusion,
    ExclusionStep,
    StudyReport,
)

__all__ = [
    "Agreement",
    "ApiToken",
    "Assessment",
    "Attribute",
    "AttributeValue",
    "Basis",
    "Case",
    "CaseAgreement",
    "Codebook",
    "CodebookVersion",
    "Coding",
    "CodingRound",
    "Decision",
    "DesignSpaceTrace",
    "Exclusion",
    "ExclusionStep",
    "FlagCheck",
    "Memo",
    "Operation",
    "Reading",
    "Recording",
    "Remapping",
    "RoundCase",
    "RoundCoder",
    "Stage",
    "Standing",
    "Step",
    "StoredFlag",
    "StudyReport",
    "TextDigest",
    "Theme",
    "ThemeArea",
    "ThemeExample",
    "TraceAxis",
    "TraceCitation",
    "TraceLevel",
    "TraceQuote",
    "Transcript",
    "TranscriptChange",
    "Unit",
    "Verdict",
]
