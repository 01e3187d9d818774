"""A coding round over one interview, and the desk of its only coder, who has coded some of it."""

from collections.abc import Sequence
from typing import NamedTuple


class Desk(NamedTuple):
    """Where the coder works: the key of a session, two paths, and the GUIDs to code with."""

    session_key: str
    page_path: str
    code_path: str
    unit: str
    theme: str


def desk_of_one_interview(
    turns: Sequence[str], spans: Sequence[tuple[int, int]], themes: int
) -> Desk:
    """Make new databases with the round; the coder has coded each span of the first turn."""
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.test import Client
    from django.utils import timezone

    from analysis.coding.codebooks.store import store_codebook
    from analysis.coding.desk.apply_codes import Segment, apply_theme
    from analysis.coding.rounds.plan import plan_round
    from analysis.coding.transcripts.store import store_transcript
    from analysis.coding.transcripts.turns import Turn
    from analysis.statistics.themes.codebook import CodebookContent, ThemeContent
    from survey.members.roles import Role
    from tests.interview_world import interview_version, interviewee
    from tests.roles import account

    for database in settings.DATABASES:
        call_command("migrate", database=database, verbosity=0)
    now, version = timezone.now(), interview_version()
    study = version.study
    content = CodebookContent(
        "book",
        "Book",
        themes=tuple(ThemeContent(f"theme_{at}", f"Theme {at}") for at in range(themes)),
    )
    book = store_codebook(content, study, by="", now=now).codebook
    said = [Turn("A", None, None, turn) for turn in turns]
    transcript, _key = store_transcript(interviewee("P1", version), "One", said, {}, now=now)
    case, units = transcript.case, list(transcript.units.order_by("position"))
    ann = account("ann", Role.CODER, study=study)
    planned = plan_round(book, title="One", cases=[case], coders=[ann], now=now)
    coder, guids = planned.coders.get(), [theme.guid for theme in book.themes.all()]
    for number, (start, end) in enumerate(spans):
        apply_theme(coder, units[0], guids[number % themes], Segment(start, end), now=now)
    client = Client()
    client.force_login(ann)
    home = f"/admin/analysis/codinground/{planned.pk}/desk/"
    return Desk(
        session_key=client.session.session_key or "",
        page_path=f"{home}{case.pk}/",
        code_path=f"{home}code/",
        unit=str(units[0].guid),
        theme=str(guids[0]),
    )
