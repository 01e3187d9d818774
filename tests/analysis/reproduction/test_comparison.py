"""Tables 3 and 4 of the paper are computed anew and held against what is printed."""

from analysis.reproduction.comparison import Reproduction


def test_every_test_of_the_paper_is_made(reproduction: Reproduction) -> None:
    # Paper, section 4.4.4: 16 choices in two scenarios and pooled; three axes in each.
    assert reproduction.published.made == 48
    assert len(reproduction.recommended.exploratory) == 6
    assert len(reproduction.preferences) == 48
    assert len(reproduction.entropies) == 9


def test_only_printed_values_that_differ_do_not_match(reproduction: Reproduction) -> None:
    # Paper, tables 3 and 4: one percentage, one entropy and one normalised entropy.
    (preference,) = (cell for cell in reproduction.preferences if not cell.matches)
    assert (preference.test.scenario, preference.test.choice) == ("tabular", "removal")
    entropies = [cell for cell in reproduction.entropies if not cell.matches]
    assert [(cell.scenario, cell.axis) for cell in entropies] == [
        ("tabular", "number"),
        ("both", "number"),
    ]


def test_what_is_printed_may_be_rounded_shares(reproduction: Reproduction) -> None:
    (of_both,) = (
        cell for cell in reproduction.entropies if (cell.scenario, cell.axis) == ("both", "number")
    )
    # Paper, table 4: 1.224 is printed, 1.223 follows from the counts.
    assert (of_both.value, of_both.printed_value, of_both.rounded[0]) == ("1.223", "1.224", "1.224")


def test_the_procedures_disagree_on_one_axis(reproduction: Reproduction) -> None:
    (reached,) = (conclusion for conclusion in reproduction.conclusions if not conclusion.agrees)
    assert (reached.scenario, reached.axis) == ("image", "metric")
    assert reached.preferred_recommended == ("loss",)
