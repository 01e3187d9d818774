"""A file of one's own sample is read, or refused with the line and what to do."""

from pathlib import Path

import pytest

from analysis.errors import UnfitSample
from analysis.reproduction.printed.tables import FOLDER, read_prints
from analysis.reproduction.samples.counts import SampleCounts
from analysis.reproduction.samples.read import read_sample

PRINTS = read_prints()
HEAD = "question,answer,count\n"
PEOPLE = "participant,location,domain,type,job_experience,ml_experience,ml_kinds\n"


def read(folder: Path, content: str | bytes) -> SampleCounts:
    file = folder / "ours.csv"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_sample(file, PRINTS)[1]


def test_counts_of_answers_are_read(tmp_path: Path) -> None:
    ours = read(tmp_path, f"{HEAD}responses,analysed,12\ngender,male,7\n\ngender,diverse,1\n")
    assert ours.questions == {"gender": {"male": 7, "diverse": 1}}
    assert ours.people == 12


def test_people_are_read_as_a_spreadsheet_saves_them(tmp_path: Path) -> None:
    ours = read(
        tmp_path,
        "\ufeff" + PEOPLE.replace(",", ";") + 'A1;DE;HR;User;2 years;7 months;"Chatbot; Ranking"\n',
    )
    assert ours.questions["ml_kinds"] == {"Chatbot": 1, "Ranking": 1}
    assert ours.questions["ml_experience"] == {"under 1 year": 1}


@pytest.mark.parametrize("name", ["sample", "interviewees"])
def test_the_papers_own_file_is_its_own_sample(name: str) -> None:
    paper, ours = read_sample(FOLDER / f"{name}.csv", PRINTS)
    assert paper == ours


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "The file is empty. Give it the columns question, answer, count."),
        (HEAD, "Line 1: nothing stands below the columns."),
        ("a,b\n1,2\n", "Line 1: these are the columns of neither kind of sample."),
        ("question,answer,count,count\ngender,male,1,2\n", "Line 1: a column stands there twice."),
        (f"{HEAD}gender,male\n", "Line 2: 2 cells stand under 3 columns."),
        (f"{HEAD}gender,male,3\nage,old,2\n", "Line 3: the paper has no question “age”."),
        (f"{HEAD}gender,male,-1\n", "Line 2: “-1” is no count."),
        (f"{HEAD}gender,male,2.5\n", "Line 2: “2.5” is no count."),
        (f"{HEAD}gender,male,٣\n", "Line 2: “٣” is no count."),
        (f"{HEAD}gender,male,99999999999999999999\n", "is no count."),
        (f"{HEAD}gender,,2\n", "Line 2: the answer is missing."),
        (f"{HEAD}gender,male,1\ngender,male,2\n", "Line 3: “male” of “gender” stands on line 2"),
        (f'{HEAD}gender,"male,1\n', "Line 2: a quotation mark is opened and not closed"),
        (f"{HEAD}data_type,image,4\n", "Add a line responses,analysed,NUMBER."),
        (
            f"{HEAD}responses,analysed,3\ngender,male,2\ngender,female,2\n",
            "“gender” has 4 answers of 3 people.",
        ),
        (
            f"{HEAD}responses,analysed,3\ndata_type,image,4\n",
            "“data_type” has 4 answers of 3 people.",
        ),
        (f"{HEAD}responses,analysed,3\n", "Nothing but responses stands in the file."),
        (f"{PEOPLE}A1,DE,,User,2 years,1 year,Chatbot\n", "Line 2: domain is missing."),
        (f"{PEOPLE}A1,DE,HR,User,2 years,1 year,;\n", "Line 2: ml_kinds is missing."),
        (f"{PEOPLE}A1,DE,HR,User,long,1 year,Chatbot\n", "Line 2: “long” is no job_experience."),
        (
            PEOPLE + 2 * "A1,DE,HR,User,2 years,1 year,Chatbot\n",
            "Line 3: A1 stands on line 2 already.",
        ),
        (f"{HEAD}gender,männlich,1\n".encode("latin-1"), "Line 2: the file is not in UTF-8."),
        (b"PK\0\0", "ours.csv is no table of a sample."),
    ],
)
def test_another_file_is_refused_with_the_line(
    tmp_path: Path, content: str | bytes, sentence: str
) -> None:
    with pytest.raises(UnfitSample) as refused:
        read(tmp_path, content)
    assert sentence in str(refused.value)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnfitSample, match=r"gone\.csv cannot be read \(No such file"):
        read_sample(tmp_path / "gone.csv", PRINTS)


def test_without_a_number_of_people_those_who_answered_count(tmp_path: Path) -> None:
    ours = read(tmp_path, f"{HEAD}gender,male,7\ngender,female,6\n")
    assert ours.people is None
    assert ours.questions == {"gender": {"male": 7, "female": 6}}
