"""The text names what differs, and what nobody chose is undefined."""

import re

from analysis.reproduction.as_text import as_text
from analysis.reproduction.comparison import Reproduction, reproduce
from analysis.reproduction.printed.check import check_prints
from analysis.reproduction.printed.tables import read_prints
from analysis.reproduction.reference import read_reference
from analysis.reproduction.samples.compare import compare_samples
from analysis.reproduction.samples.counts import SampleCounts
from tests.analysis.reproduction.emptied_axes import emptied


def test_the_text_names_what_differs(reproduction: Reproduction) -> None:
    text = as_text(reproduction)
    assert text.startswith("What is reproduced is the paper's first version, arXiv:2409.16978v1")
    assert "111 of 114 printed values are met; 3 are not." in text
    assert len(re.findall(r" differs$", text, flags=re.MULTILINE)) == 3
    assert re.search(r"^tabular +action +removal +13/31 +41\.94 +41\.97", text, re.MULTILINE)
    assert "Image, metric: as published no preference, as recommended a preference, for loss." in (
        text
    )


def test_what_nobody_chose_is_told_and_never_nan() -> None:
    nothing = [emptied(axis) for axis in read_reference() if axis.counts.axis == "metric"]
    text = as_text(reproduce(nothing))
    assert not re.search(r"\bnan\b", text, re.IGNORECASE)
    assert "undefined" in text


def test_everything_printed_stands_there_with_its_verdict(reproduction: Reproduction) -> None:
    files = check_prints(read_prints(), read_reference())
    text = as_text(reproduction, files)
    for file in files:
        assert f"\n{file.title}, {file.file}:\n" in text
        for finding in file.findings:
            assert f"\n- {finding.verdict}: {finding.sentence} [{finding.place}]" in text
    assert as_text(reproduction) == text[: text.index("\n\nWhat else is printed")]


def test_a_simulated_p_value_has_its_standard_error(reproduction: Reproduction) -> None:
    several = frozenset({"data_type"})
    many = SampleCounts({"sector": {str(number): 9 for number in range(12)}}, several, None)
    paper = SampleCounts({"sector": {str(number): 8 for number in range(12)}}, several, None)
    text = as_text(reproduction, (), compare_samples(paper, many))
    assert re.search(r"^sector +0 +8 \(8%\) +9 \(8%\) +\d\.\d{3} ± 0\.00\d\d ", text, re.MULTILINE)
