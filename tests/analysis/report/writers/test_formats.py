"""Every format is the same twice, and figures come along by themselves."""

from dataclasses import replace

import pytest

from analysis.report.document import Report
from analysis.report.pages import archive
from analysis.report.writers import FORMATS, written


def test_the_same_report_is_the_same_bytes_in_every_format(report: Report) -> None:
    some = replace(report, sections=report.sections[:2] + report.sections[-1:])
    assert written(some, FORMATS) == written(some, FORMATS)
    files = written(report, ("html", "csv"))
    assert archive(files) == archive(dict(reversed(files.items())))


def test_figures_are_numbered_files_whatever_the_format(report: Report) -> None:
    names = list(written(report, ()))
    assert names[0] == "report-figures/01-flow.svg"
    assert len(names) == len(report.figures())


def test_a_format_that_there_is_not_is_an_error(report: Report) -> None:
    with pytest.raises(LookupError, match="doc"):
        written(report, ("doc",))
