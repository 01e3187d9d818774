"""Quotes of participants that show what a theme means."""

from django.db import transaction

from analysis.errors import NoSuchPassage
from analysis.models import Theme, ThemeExample
from analysis.queries.codebooks import quotes_of


@transaction.atomic
def choose_examples(theme: Theme, places: set[tuple[int, int, int]]) -> None:
    """Make exactly these quotes, by unit, start and end, the examples of a theme.

    Raises NoSuchPassage for one that the consensus of no closed round gave the theme.
    """
    known = {(quote.unit, quote.start, quote.end) for quote in quotes_of(theme)}
    if places - known:
        raise NoSuchPassage("A quote is no longer among those of the theme. Choose again.")
    ThemeExample.objects.filter(theme=theme).delete()
    ThemeExample.objects.bulk_create(
        ThemeExample(theme=theme, unit_id=unit, start=start, end=end)
        for unit, start, end in sorted(places)
    )
