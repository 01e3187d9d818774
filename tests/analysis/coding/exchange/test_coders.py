"""The coders of a project are found by what they coded."""

from analysis.coding.exchange.coders import coders_of, rounds_of
from analysis.coding.exchange.interviews import interviews_of
from analysis.coding.exchange.project import (
    CONSENSUS,
    user_of,
)
from tests.analysis.coding.exchange.read_projects import ADA, BO, chosen, read, source


def test_coders_have_names_of_their_own_and_in_our_files_count_even_with_nothing() -> None:
    bare = read(source("a", chosen("One", user=BO.guid), chosen("One", user="")))
    interviews, _ = interviews_of(bare)
    coders = [(coder.name, coder.codings, coder.cases) for coder in coders_of(bare, interviews)]
    assert coders == [("ada", 1, 1), ("unnamed coder", 1, 1)]
    ours = read(source("a", chosen("One", user=BO.guid)), ours=True)
    names = [(coder.name, coder.codings) for coder in coders_of(ours, interviews_of(ours)[0])]
    assert names == [("ada", 0), ("ada (2)", 1)]


def test_what_only_a_consensus_has_was_coded_together() -> None:
    together = source("a", chosen("One", user=user_of(CONSENSUS).guid))
    apart = source("b", chosen("One"), chosen("Three", user=user_of(CONSENSUS).guid))
    project = read(together, apart, source("c"))
    interviews, _ = interviews_of(project)
    coders = coders_of(project, interviews)
    (everything,) = rounds_of(coders, interviews, read_all=True)
    assert (everything.users, everything.apart, everything.joint) == ((ADA.guid,), (1, 2), (0,))
    (own,) = rounds_of(coders, interviews, read_all=False)
    assert (own.apart, own.joint) == ((1,), (0,))
    assert rounds_of((), interviews[2:], read_all=True) == ()
