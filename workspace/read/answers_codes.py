"""What is coded in answers of several participants, as far as an account may see it."""

from collections import defaultdict
from collections.abc import Collection, Mapping

from django.db.models import Exists, OuterRef

from analysis.coding.permissions import VIEW_CODEBOOKS
from analysis.coding.rounds.models import RoundCoder, Stage
from analysis.coding.visibility import Account, revealed_codings

AGREED = "agreed"


def codes_in(answers: Collection[int], user: Account) -> Mapping[int, tuple[str, ...]]:
    """The themes by the primary key of an answer, each with who coded it, in one query.

    Those of compared and closed rounds alone, and none in the words of somebody whom the account
    codes independently now; none at all for accounts that see no codebooks.
    """
    if not answers or not user.has_perm(VIEW_CODEBOOKS):  # type: ignore[union-attr]
        return {}
    blind = RoundCoder.objects.filter(
        user=user.pk,
        excused_at=None,
        round__stage=Stage.INDEPENDENT,
        round__members__case=OuterRef("unit__case"),
    )
    codings = revealed_codings().filter(~Exists(blind), unit__answer__in=answers)
    columns = ("unit__answer", "theme__name", "coder", "decision")
    coders: dict[int, dict[str, set[object]]] = defaultdict(lambda: defaultdict(set))
    for answer, theme, coder, decision in codings.order_by("start", "pk").values_list(*columns):
        coders[answer][theme].add(AGREED if decision else coder)
    return {
        answer: tuple(f"{theme} ({_who(found)})" for theme, found in themes.items())
        for answer, themes in coders.items()
    }


def _who(found: set[object]) -> str:
    if AGREED in found:
        return AGREED
    if None in found:
        return "coded together"
    return f"by {len(found)} coder{'' if len(found) == 1 else 's'}"
