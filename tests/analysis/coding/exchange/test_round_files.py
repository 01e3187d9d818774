"""A round is written as files once it is compared, and not before."""

import pytest

from tests.analysis.coding_world import CodingWorld, browser

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

FILES = ("exports/", "matrix.csv", "project.qdpx")


@pytest.mark.parametrize("file", FILES)
def test_there_is_no_file_before_the_comparison(coding: CodingWorld, file: str) -> None:
    address = f"/admin/analysis/codinground/{coding.round.pk}/{file}"
    assert browser(coding.rita).get(address).status_code == 404


def test_files_are_named_for_codebook_and_round(coding: CodingWorld) -> None:
    coding.code(coding.ann, "class_overlap")
    home = f"/admin/analysis/codinground/{coding.compare().pk}"
    rita = browser(coding.rita)
    for file, name in (("matrix.csv", "-themes.csv"), ("project.qdpx", ".qdpx")):
        disposition = rita.get(f"{home}/{file}").headers["Content-Disposition"]
        assert disposition == f'attachment; filename="tda-needfinding-round-1{name}"'
    exports = rita.get(f"{home}/exports/").content.decode()
    assert "Reasons of decisions, and what was rejected, are not in it" in exports
