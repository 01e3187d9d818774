"""Projects of other coding programs come in: codes as a codebook, texts as transcripts."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from analysis.actions.codebooks import store_codebook
from analysis.actions.transcripts import store_transcript
from analysis.codebook.codebook import Codebook as Book
from analysis.exchange.interviews import Interview
from analysis.models import Codebook
from analysis.transcripts.pseudonyms import pseudonymised
from analysis.transcripts.turns import Turn
from survey.models import Study


@transaction.atomic
def store_project(
    study: Study,
    book: Book,
    interviews: Sequence[Interview],
    chosen: Mapping[str, str],
    *,
    by: str,
    now: datetime,
    synthetic: bool = False,
) -> Codebook:
    """Keep all of it or nothing, with the chosen words replaced in texts and their titles.

    Raises CodebookElsewhere, NameTaken and TranscriptFileError as codebooks and transcripts do.
    """
    stored = store_codebook(book, study, by=by, now=now).codebook
    for each in interviews:
        (title,) = pseudonymised((Turn("", None, None, each.title),), chosen)[0]
        store_transcript(study, title.text, each.turns, chosen, now=now, synthetic=synthetic)
    return stored
