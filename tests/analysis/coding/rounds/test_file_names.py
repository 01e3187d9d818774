"""Files of simulated rounds say so in their names."""

from analysis.coding.rounds.file_names import file_of_round
from analysis.models import Codebook, CodingRound


def test_a_file_is_named_by_codebook_and_round_and_says_if_it_is_synthetic() -> None:
    coding_round = CodingRound(codebook=Codebook(slug="needs"), number=2)
    assert file_of_round(coding_round, "-memos.csv") == "needs-round-2-memos.csv"
    coding_round.synthetic = True
    assert file_of_round(coding_round, ".qdpx") == "needs-synthetic-round-2.qdpx"
