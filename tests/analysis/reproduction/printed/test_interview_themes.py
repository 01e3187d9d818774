"""Who is named for a theme is held against the groups, the appendix and table 2."""

from analysis.reproduction.printed.findings import Verdict
from analysis.reproduction.printed.interview_themes import interview_theme_findings
from analysis.reproduction.printed.tables import Prints
from tests.analysis.reproduction.printed.changed_prints import about, changed, sentences


def test_stars_and_names_are_counted(prints: Prints) -> None:
    findings = interview_theme_findings(prints).findings
    # Paper, figure 2: stars on 15 of 28 themes.
    assert findings[0].sentence.startswith("15 of 28 themes have a star")
    assert findings[1].sentence.startswith("Participants are named for each of the 28 themes")
    assert findings[1].sentence.endswith(
        "for Training data artefacts as main bug causes only together with another theme."
    )


def test_themes_of_users_and_developers_alone_are_listed(prints: Prints) -> None:
    findings = interview_theme_findings(prints).findings
    users = about(findings, "Named by users alone").sentence
    # Paper, sections 4.2.1 and 4.2.3: P1, P10 and P11, and P1 and P10, all users in table 1.
    assert "Work assistant (3)" in users
    assert "Not interesting (2)" in users
    assert "Trust calibration" not in users
    assert "Automation (2)" in about(findings, "Named by developers alone").sentence


def test_what_does_not_go_together_is_said(prints: Prints) -> None:
    # Paper: P8 is a developer in table 1 and named in 4.2.4 for the users' main challenge; P11 is
    # a user there and named in 4.2.3 and 4.2.4 for developers' themes, and by no code of table 2.
    differing = sentences(interview_theme_findings(prints), Verdict.DIFFERS)
    assert differing[2].startswith("“Trust calibration” is given to users, and names P8")
    assert sum("names P11 (User)" in sentence for sentence in differing) == 4
    assert "“Usefulness of XAI is use-case dependent”: P6 and P11 named in section 4.2 alone." in (
        differing
    )
    assert differing[-2:] == [
        f"“{theme}” names P11 in section 4.2, and none of its codes does."
        for theme in ("Data quality issues", "Different notions of interesting training samples")
    ]


def test_another_list_has_another_verdict(prints: Prints) -> None:
    trust = {"theme": "Trust calibration", "place": "section 4.2.4"}
    other = changed(prints, "interview_themes", trust, participants="P1; P6")
    differing = sentences(interview_theme_findings(other), Verdict.DIFFERS)
    assert not any("Trust" in sentence for sentence in differing)
    of_users = about(interview_theme_findings(other).findings, "Named by users alone")
    assert "Trust calibration (2)" in of_users.sentence
    coded = changed(prints, "interview_codes", {"id": "#3"}, participants="P2; P4; P11")
    assert sentences(interview_theme_findings(coded), Verdict.FOLLOWS)[-2:] == [
        f"Everybody whom section 4.2 names for “{theme}” stands under one of its codes."
        for theme in ("Data quality issues", "Different notions of interesting training samples")
    ]
    nobody = changed(prints, "interview_themes", {"theme": "Automation"}, participants="")
    assert sentences(interview_theme_findings(nobody), Verdict.UNKNOWN) == [
        "Nobody is named for Automation."
    ]
