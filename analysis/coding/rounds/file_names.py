"""What the files of a round are called."""

from analysis.admin_pages import file_name
from analysis.coding.rounds.models import CodingRound


def file_of_round(coding_round: CodingRound, end: str) -> str:
    """Such as founding-round-1-memos.csv, for the end -memos.csv."""
    of_round = f"round-{coding_round.number}{end}"
    return file_name(coding_round.codebook.slug, of_round, synthetic=coding_round.synthetic)
