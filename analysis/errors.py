"""What can go wrong in an analysis; every message says what was wrong and what to do."""

from core.errors import NeedfinderError


class AnalysisError(NeedfinderError):
    """The family of them all: pages and commands translate these, and only these, for people."""


class CodebookFileError(AnalysisError):
    """A codebook file that cannot be used; the message holds every problem found, one a line."""


class NotComparable(AnalysisError):
    """Agreement was asked of codings that do not fit together."""


class NotYours(AnalysisError):
    """Somebody asked for a round they do not code in, or for what is not theirs in it."""


class WrongStage(AnalysisError):
    """A round is not at the stage at which this can be done."""


class NothingToCode(AnalysisError):
    """A round was planned without anybody whose words could be coded, or without coders."""


class NotMixed(AnalysisError):
    """Simulated participants were to be coded together with real ones."""


class NoSuchSegment(AnalysisError):
    """A segment lies outside of its unit, or its words are not in it, or several times."""


class NameTaken(AnalysisError):
    """A theme or an area was to have the name of another one."""


class UnfitName(AnalysisError):
    """A theme was to have no name, or one longer than is kept."""


class ThemeGone(AnalysisError):
    """A theme was merged, split or taken out of the codebook by somebody else meanwhile."""


class ChangedMeanwhile(AnalysisError):
    """Somebody else, or another tab, changed what was being changed; nothing was done."""


class CodebookInUse(AnalysisError):
    """Codings were to move to other themes while a round is being coded independently."""


class CodebookElsewhere(AnalysisError):
    """A codebook's name belongs to one of another study."""


class ExchangeFileError(AnalysisError):
    """A file of another coding program that cannot be read; nothing of it was kept."""


class TranscriptFileError(AnalysisError):
    """A transcript that cannot be read, or words in it that cannot be replaced."""


class CannotExclude(AnalysisError):
    """Somebody was to be left out of the analysis, or taken in again, who cannot be."""


class CannotReport(AnalysisError):
    """A report cannot be written: nothing to report on, a package missing, a folder in the way."""


class NoReportFile(AnalysisError):
    """A file that was to be verified is no report of this study in JSON."""


class NotCounts(AnalysisError):
    """A statistic was asked of numbers that count nobody."""


class ExportOutdated(AnalysisError):
    """Somebody in a package was deleted while it was written."""


class FolderTaken(AnalysisError):
    """What would be written would replace something else."""
