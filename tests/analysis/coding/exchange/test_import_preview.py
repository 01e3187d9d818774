"""A project is shown as it would come in, with what would not."""

from dataclasses import replace

from analysis.coding.exchange.import_preview import preview_of
from tests.analysis.coding.exchange.read_projects import ADA, BO, chosen, read, source


def test_the_codings_of_coders_and_of_a_consensus_are_told_apart() -> None:
    project = read(source("a", chosen("One"), chosen("two", BO.guid)))
    preview = preview_of(project, slug="s", title="S")
    assert (preview.codings, preview.agreed) == (2, 0)
    assert [coder.user for coder in preview.coders] == [ADA.guid, BO.guid]
    assert preview.matched.new == ("Code",)


def test_remarks_of_reading_come_before_those_on_the_texts() -> None:
    project = replace(read(source("a", text=" "), source("b")), remarks=("Read.",))
    assert preview_of(project, slug="s", title="S").remarks == (
        "Read.",
        "Left out: a, which is empty.",
    )
