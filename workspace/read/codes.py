"""What is coded in the answers of one participant, as far as an account may see it."""

from collections import defaultdict
from collections.abc import Mapping

from analysis.coding.permissions import CODE, VIEW_CODEBOOKS
from analysis.coding.visibility import Account, readable_codings


def codes_in_answers(participant: int, user: Account) -> Mapping[tuple[str, str], tuple[str, ...]]:
    """The names of codes by scenario and question; none for accounts that see no codebooks.

    Those of a round that is coded independently are seen by their own coder alone.
    """
    if not (user.has_perm(CODE) or user.has_perm(VIEW_CODEBOOKS)):  # type: ignore[union-attr]
        return {}
    codings = readable_codings(user).filter(unit__answer__participant=participant)
    columns = ("unit__answer__scenario", "unit__answer__question", "theme__name")
    names: dict[tuple[str, str], list[str]] = defaultdict(list)
    for scenario, question, name in codings.order_by("start", "pk").values_list(*columns):
        if name not in names[scenario, question]:
            names[scenario, question].append(name)
    return {place: tuple(of_place) for place, of_place in names.items()}
