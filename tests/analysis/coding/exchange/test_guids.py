"""GUIDs are the same from one export to the next, however they are written."""

from analysis.coding.exchange.reading import read_project_file
from tests.analysis.coding.exchange.small_project import PROJECT, SIZE, changed


def test_braces_and_capitals_in_guids_are_understood() -> None:
    content = changed(
        f'CodeRef targetGUID="{SIZE.guid}"', f'CodeRef targetGUID="{{{SIZE.guid.upper()}}}"'
    )
    assert read_project_file(content).project == PROJECT
