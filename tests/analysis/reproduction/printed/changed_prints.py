"""The paper's print with a value changed, and what is then said of it."""

from collections.abc import Sequence

from analysis.reproduction.printed.findings import FileFindings, Finding, Verdict
from analysis.reproduction.printed.tables import Prints, Row


def changed(prints: Prints, file: str, where: Row, **values: str) -> Prints:
    """The print with other values in the rows of a file that are as `where` says."""
    rows = prints[file]
    met = [row for row in rows if where.items() <= row.items()]
    assert met, where
    others = tuple({**row, **values} if row in met else row for row in rows)
    return {**prints, file: others}


def sentences(file: FileFindings, verdict: Verdict) -> list[str]:
    return [finding.sentence for finding in file.findings if finding.verdict is verdict]


def about(findings: Sequence[Finding], beginning: str) -> Finding:
    """The one finding whose sentence begins so."""
    (finding,) = (one for one in findings if one.sentence.startswith(beginning))
    return finding
