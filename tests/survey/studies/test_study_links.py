"""Links that other apps add to the admin page of a study."""

import pytest

from survey.studies import study_links as links
from survey.studies.study_links import StudyLink, add_study_link, study_links


def test_links_stand_in_the_order_in_which_they_were_added(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(links, "_links", [])
    assert study_links("survey") == ()
    added = [
        add_study_link(StudyLink(label, "analysis:export", "survey.export_study"))
        for label in ("Export", "Report")
    ]
    assert [link.label for link in study_links("survey")] == ["Export", "Report"]
    assert study_links("survey") == tuple(added)
    assert study_links("interviews") == ()
