"""Of whoever withdrew, no file and no page of the researchers holds a word or a number any more."""

from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile, ZipFile

import pytest
from django.conf import LazySettings
from django.test import Client

from analysis.coding.desk.models import Coding
from analysis.coding.transcripts.recordings.write import link_recording
from analysis.coding.transcripts.store import store_transcript
from analysis.coding.transcripts.translations.write import Origin, add_translation
from analysis.coding.transcripts.turns import Turn
from analysis.design_spaces.cite import Cited, cite
from analysis.export.package import package_files, scope_of
from analysis.models import ThemeExample
from analysis.report.of_study import report_of
from analysis.report.writers import written
from operations.models import Change
from survey.interviews.models import Interviewee
from survey.interviews.write import erase_interviewee, write_attributes
from survey.members.roles import Role
from survey.population import Population
from tests.analysis.coding.transcripts.recordings.audio import wav
from tests.analysis.coding_world import BY
from tests.analysis.design_spaces.space_world import SpaceWorld
from tests.analysis.report.contents import text_files
from tests.interview_world import interviewee
from tests.roles import with_role
from tests.world import NOON

pytestmark = pytest.mark.django_db(transaction=True)

NUMBER = "Q77x"
WORDS = ("Nachtigall", "Nightjar", "Kestrelton", NUMBER)
"""What is said, what is translated, where they live, and who they are."""


class Withdrawing(SpaceWorld):
    """As there, and P11 goes by another number, was translated and recorded, and is quoted."""

    def _interviewed(self, label: str, turns: list[str]) -> Interviewee:
        if label == "P3":
            return super()._interviewed(label, turns)
        person = interviewee(NUMBER, self.version)
        write_attributes(person, {"location": "Kestrelton", "role": "user"})
        spoken = [Turn(NUMBER, at, at + 1, f"Nachtigall: {text}") for at, text in enumerate(turns)]
        talk, _key = store_transcript(person, "First", spoken, {}, now=NOON, language="de")
        beside = [Turn("A", at, at + 1, f"Nightjar: {text}") for at, text in enumerate(turns)]
        origin = Origin("en", "DeepL", NOON.date())
        add_translation(talk, beside, origin, code_translation=False, seen=talk.digest, **BY)
        audio = wav(12)
        link_recording(talk, "talk.wav", len(audio), [audio], **BY)
        return person


@pytest.fixture
def world(tmp_path: Path, settings: LazySettings) -> Withdrawing:
    settings.RECORDINGS = tmp_path / "recordings"
    world = Withdrawing()
    quotes = Coding.objects.filter(coder=None, live=True, unit__case__label=NUMBER)
    labels, outliers = quotes.get(theme__key="labels"), quotes.get(theme__key="outliers")
    cite(world.relabel, {world.guid("labels"): Cited("They lead there.", (labels.guid,))})
    cite(world.remove, {world.guid("outliers"): Cited("", (outliers.guid,))})
    unit = labels.unit
    ThemeExample.objects.create(theme=world.theme("labels"), unit=unit, start=0, end=5)
    return world


def opened(name: str, content: bytes) -> dict[str, str]:
    """A file as text, and all that is in it where it is an archive."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            return {f"{name}/{one}": archive.read(one).decode() for one in archive.namelist()}
    except BadZipFile:
        return {name: content.decode(errors="replace")}


def everything(world: Withdrawing, rita: Client) -> dict[str, str]:
    """Every file and page that could hold them, as text, by its name."""
    texts: dict[str, str] = {}
    report = report_of(world.study, Population.PEOPLE)
    for name, content in (text_files(report) | written(report, ("xlsx",))).items():
        texts |= opened(f"report {name}", content)
    for name, pieces in package_files(scope_of(world.study, population=Population.PEOPLE)):
        texts |= opened(f"package {name}", b"".join(pieces))
    for address in addresses(world):
        answer = rita.get(address)
        assert answer.status_code == 200, address
        texts |= opened(address, answer.getvalue())
    texts["change log"] = str(list(Change.objects.filter(kind=Change.Kind.DELETED).values()))
    return texts


def addresses(world: Withdrawing) -> list[str]:
    book = f"/admin/analysis/codebook/{world.codebook.pk}/"
    trace = f"/admin/analysis/designspacetrace/{world.trace.pk}/"
    coded = f"/admin/analysis/codinground/{world.round.pk}/"
    sample = f"/admin/survey/interviewee/of/{world.study.slug}/"
    level = f"/admin/analysis/designspacetrace/{world.trace.pk}/level/{world.relabel.pk}/"
    return [
        *(f"{book}{page}" for page in ("change/", f"theme/{world.guid('labels')}/")),
        *(f"{book}{page}" for page in ("passages/people/?coder=*", "memos/people/")),
        *(f"{trace}{page}" for page in ("change/", "trace.csv", "trace.json", "design-space.svg")),
        *(f"{level}{page}" for page in ("", "codes/")),
        *(f"{coded}{page}" for page in ("change/", "exports/", "matrix.csv", "project.qdpx")),
        *(f"{coded}{page}" for page in ("agreement/", "comparison/")),
        *(f"{sample}{page}" for page in ("", "people/participants.csv", "people/attributes/")),
        *("/admin/analysis/transcript/", f"/studies/{world.study.slug}/"),
        f"/analysis/studies/{world.study.slug}/report/",
        f"/admin/studies/{world.study.slug}/watch/",
    ]


def holding(texts: dict[str, str]) -> dict[str, list[str]]:
    return {word: [name for name, text in texts.items() if word in text] for word in WORDS}


def test_no_file_and_no_page_holds_a_word_or_the_number(
    world: Withdrawing, settings: LazySettings
) -> None:
    rita = with_role(Role.RESEARCHER)
    before = holding(everything(world, rita))
    assert all(before.values()), before
    assert len(list(Path(settings.RECORDINGS).iterdir())) == 1
    erase_interviewee(world.people["P11"], now=NOON)
    assert holding(everything(world, rita)) == {word: [] for word in WORDS}
    assert list(Path(settings.RECORDINGS).iterdir()) == []
