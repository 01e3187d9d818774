"""A coder who never finishes holds nobody up."""

import pytest

from analysis.coding.desk.new_codes import propose_theme
from analysis.coding.rounds.coders import excuse, finish, mark_read, reopen
from analysis.coding.rounds.comparison import comparisons
from analysis.coding.rounds.stages import begin_consensus, close, compare
from analysis.errors import WrongStage
from analysis.models import Coding, CodingRound
from tests.analysis.coding_world import CodingWorld
from tests.world import NOON

pytestmark = pytest.mark.django_db


def test_a_round_goes_on_without_a_coder_who_was_excused(coding: CodingWorld) -> None:
    coding.code(coding.ann, "class_overlap")
    coding.code(coding.ben, "mislabeled_data")
    ben = coding.part(coding.ben)
    propose_theme(ben, name="Mine", definition="")
    for case in coding.cases:
        mark_read(coding.part(coding.ann), case, read=True, now=NOON)
    finish(coding.part(coding.ann), now=NOON)
    with pytest.raises(WrongStage, match="or was excused"):
        compare(coding.round, now=NOON)
    with pytest.raises(WrongStage, match="in a few words"):
        excuse(ben, because=" ", by=coding.rita, now=NOON)
    with pytest.raises(WrongStage, match="has finished"):
        excuse(coding.part(coding.ann), because="Away", by=coding.rita, now=NOON)
    excuse(ben, because="Fell ill", by=coding.rita, now=NOON)
    with pytest.raises(WrongStage, match="rita has excused you"):
        coding.code(coding.ben, "class_overlap")
    reopen(coding.part(coding.ann))
    with pytest.raises(WrongStage, match="only coder left"):
        excuse(coding.part(coding.ann), because="Too", by=coding.rita, now=NOON)
    finish(coding.part(coding.ann), now=NOON)
    agreement = compare(coding.round, now=NOON)
    assert agreement is not None
    assert agreement.report["coders"] == ["ann"]
    compared = CodingRound.objects.get(pk=coding.round.pk)
    themes = {item.theme.key for case in comparisons(compared) for item in case.items}
    assert themes == {"class_overlap"}
    assert Coding.objects.filter(coder=ben).count() == 1
    begin_consensus(compared, now=NOON)
    close(compared, now=NOON)
