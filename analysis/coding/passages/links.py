"""Where a coded text can be read: in the comparison of its round, or at one's own desk."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from analysis.coding.rounds.models import RoundCase, RoundCoder
from analysis.coding.visibility import REVEALED, Account


@dataclass(frozen=True)
class TextLinks:
    """Addresses of texts for one account.

    `compared` are cases of compared rounds that were coded apart, by primary keys of round and
    case; `own` are the rounds in which the account codes.
    """

    compared: frozenset[tuple[int, int]]
    own: frozenset[int]

    def to(self, coding_round: int, case: int, unit: UUID | None = None) -> str:
        """Empty where the account has no page that shows the text as coded in the round."""
        if (coding_round, case) in self.compared:
            name = "comparison_case"
        elif coding_round in self.own:
            name = "desk_case"
        else:
            return ""
        anchor = f"#u-{unit}" if unit else ""
        return reverse(f"admin:analysis_{name}", args=[coding_round, case]) + anchor


def text_links(user: Account, rounds: Iterable[int]) -> TextLinks:
    """Links into rounds by primary key, in two queries."""
    among = set(rounds)
    apart = RoundCase.objects.filter(round__in=among, round__stage__in=REVEALED, joint=False)
    own = RoundCoder.objects.filter(round__in=among, user=user.pk)
    return TextLinks(
        frozenset(apart.order_by().values_list("round", "case")),
        frozenset(own.order_by().values_list("round", flat=True)),
    )
