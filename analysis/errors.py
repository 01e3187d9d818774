"""What can go wrong in an analysis; every message says what was wrong and what to do."""

from core.errors import NeedfinderError


class AnalysisError(NeedfinderError):
    """The family of all of them: pages and commands show these, and only these, to people."""


class UnfitSample(AnalysisError):
    """A file of a researcher's own sample cannot be set beside the paper's."""


class CodebookFileError(AnalysisError):
    """A codebook file cannot be used; the message holds every problem found, one a line."""


class NotComparable(AnalysisError):
    """Agreement was asked of codings that do not fit together."""


class NotYours(AnalysisError):
    """An account asked for a round in which it does not code, or for what is not its own there."""


class TokenRefused(AnalysisError):
    """A token is not known or was revoked, or its owner may no longer read the study."""


class WrongStage(AnalysisError):
    """A round is not at the stage at which this can be done."""


class NothingToCode(AnalysisError):
    """A round was planned without coders, or without participants who wrote anything to code."""


class NotMixed(AnalysisError):
    """Simulated participants would have been coded together with real ones."""


class NoSuchSegment(AnalysisError):
    """A segment lies outside of its unit, or its words stand in the unit never or several times."""


class UnfitDesignSpace(AnalysisError):
    """An axis, a level or a citation does not fit, or no study can be begun from what is there."""


class TraceFileError(AnalysisError):
    """A trace file cannot be used; the message holds every problem found, one a line."""


class UnfitPattern(AnalysisError):
    """A pattern to search for cannot be read, or would take too long."""


class NotCodable(AnalysisError):
    """What would have been coded was said by an interviewer, or is too much at once."""


class NameTaken(AnalysisError):
    """A theme, an area or a transcript would have had the name of another one."""


class UnfitName(AnalysisError):
    """A theme, an attribute or a token would have had no name, or one that is too long."""


class UnfitMemo(AnalysisError):
    """A memo would have had no words, or more than one holds."""


class UnfitAttribute(AnalysisError):
    """A table of attributes cannot be read, or a value does not fit; nothing of it was stored."""


class ThemeGone(AnalysisError):
    """A theme was meanwhile merged, split or taken out of the codebook by somebody else."""


class AreaInsideItself(AnalysisError):
    """An area would have lain inside itself, or too deep inside others."""


class CodeBeneathCode(AnalysisError):
    """A code would have lain beneath another code, or beneath itself."""


class TypeInUse(AnalysisError):
    """A type or a mark that themes still have was to be taken out of a codebook."""


class ChangedMeanwhile(AnalysisError):
    """Somebody else, or another tab, changed the same thing meanwhile; nothing was done."""


class CodebookInUse(AnalysisError):
    """Codings would have changed their themes while a round is being coded independently."""


class CodebookElsewhere(AnalysisError):
    """A codebook's name belongs to a codebook of another study."""


class ExchangeFileError(AnalysisError):
    """A file of another coding program cannot be read; nothing of it was stored."""


class TranscriptFileError(AnalysisError):
    """A transcript or its key cannot be read, or words in it cannot be replaced."""


class UnfitRecording(AnalysisError):
    """An audio file cannot be played, or is not the recording of this interview."""


class CannotCorrect(AnalysisError):
    """A transcript cannot be corrected like this, or a correction cannot be undone."""


class CodingsLost(AnalysisError):
    """Passages that are coded would lose all of their words, which nobody has confirmed."""


class CannotExclude(AnalysisError):
    """A participant cannot be excluded from the analysis, or taken in again."""


class CannotAssess(AnalysisError):
    """A participant cannot be noted as assessed, or not be noted so any more."""


class CannotReport(AnalysisError):
    """A report cannot be written: nothing to report on, a package missing, a folder in the way."""


class NoReportFile(AnalysisError):
    """A file that was to be verified is no report of this study in JSON."""


class NoPackage(AnalysisError):
    """What a report was to be verified from is no data package, or not a whole one."""


class CannotVerify(AnalysisError):
    """A report and a package do not go together, or effects are not loaded."""


class NotCounts(AnalysisError):
    """A statistic was asked of numbers that are no counts."""


class ExportOutdated(AnalysisError):
    """A participant was deleted while the package that holds them was written."""


class NoPlan(AnalysisError):
    """A plan was asked for of a study file that has none."""


class CannotExport(AnalysisError):
    """Data do not fit into a format, or an export was asked for that there is not."""


class FolderTaken(AnalysisError):
    """What would be written would replace something else."""
