"""The script for R reads every column, with its type, its meaning and its words."""

import csv
import re
from collections.abc import Iterator
from io import StringIO

import pytest

from analysis.export.package import package_files, scope_of
from analysis.export.r_script import r_script
from analysis.export.table import Column, Table
from survey.studies.models import Study
from tests.analysis.report.interviews.world import CodedInterviews
from tests.world import World

NUMBERS = Column("how_many", "integer", "How many", values=("0", "1"), words=("none", "one"))
KEYS = Column("level", "string", "The level", values=("low", "high"), words=("Low", "High"))
TIME = Column("at", "datetime", "When", required=False)
SWITCH = Column("right", "boolean", "Whether it was right")
ASSIGNED = re.compile(r'^(\w+)\[\["(.*?)"\]\] <- labelled\(', re.MULTILINE)


def files_of(study: Study) -> dict[str, bytes]:
    return {name: b"".join(pieces) for name, pieces in package_files(scope_of(study))}


def columns_of(files: dict[str, bytes]) -> Iterator[tuple[str, str]]:
    for name, content in files.items():
        if name.endswith(".csv") and name != "data-dictionary.csv":
            for column in next(csv.reader(StringIO(content.decode("utf-8-sig")))):
                yield name.removesuffix(".csv"), column


@pytest.mark.any_database
@pytest.mark.django_db
def test_the_script_for_r_types_and_labels_every_column_once(world: World) -> None:
    files = files_of(world.founding.study)
    assert ASSIGNED.findall(files["read.R"].decode()) == list(columns_of(files))


@pytest.mark.any_database
@pytest.mark.django_db
def test_the_script_names_every_column_of_interviews_too() -> None:
    files = files_of(CodedInterviews().study)
    assert ASSIGNED.findall(files["read.R"].decode()) == list(columns_of(files))


def test_the_script_gives_options_their_words_and_leaves_numbers_numbers() -> None:
    quoted = Column("q", "string", 'He said "x\\y"', values=("a",), words=("Line\nbreak",))
    columns = (NUMBERS, KEYS, TIME, SWITCH, quoted)
    script = r_script([Table("wide", "A table.", columns, key=(), rows=[])], before="simulated-")
    assert 'wide <- read_table("simulated-wide.csv")' in script
    assert (
        'labelled(as.integer(wide[["how_many"]]), "How many", c("none" = 0L, "one" = 1L))'
    ) in script
    assert 'levels = c("low", "high"), labels = c("Low", "High")' in script
    assert 'labelled(moment(wide[["at"]]), "When")' in script
    assert 'wide[["right"]] == "true"' in script
    assert r'labels = c("Line\nbreak")), "He said \"x\\y\"")' in script
