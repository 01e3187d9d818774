"""Projects of other coding programs come in as a codebook and transcripts, or not at all."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from analysis.exchange.guids import guid_of
from analysis.exchange.project import Code, Project, Selection, Source, User
from analysis.exchange.writing import project_file
from analysis.models import Codebook, Coding, Theme, Transcript, Unit
from tests.analysis.coding import CodingWorld, browser
from tests.analysis.test_transcripts import held

pytestmark = pytest.mark.django_db

ADA = User(guid_of("ada"), "ada")
NOISE = Code(guid_of("noise"), "Noise", "Wrong labels")
CAUSES = Code(guid_of("causes"), "Causes", codable=False, codes=(NOISE,))
TEXT = "Anna Schmidt: It was the data.\nInterviewer: I see, Anna Schmidt."
SELECTION = Selection(guid_of("one"), 0, 4, NOISE.guid, ADA.guid)
PROJECT = Project(
    "Talks", (ADA,), (CAUSES,),
    (
        Source(guid_of("a"), "Anna Schmidt", TEXT, (SELECTION,)),
        Source(guid_of("b"), "Second", "Nothing to add."),
        Source(guid_of("c"), "Second", "Nor here."),
        Source(guid_of("d"), "Empty", " "),
    ),
)  # fmt: skip
CHOOSE, REVIEW = "/admin/analysis/transcript/project/", "/admin/analysis/transcript/project/review/"


def sent(coding: CodingWorld, content: bytes) -> dict[str, object]:
    file = SimpleUploadedFile("talks.qdpx", content)
    study = str(coding.founding.study.pk)
    return {"file": file, "study": study, "title": "Talks", "slug": "talks"}


def test_codes_and_texts_come_in_without_names_and_codings_are_told_of(
    coding: CodingWorld,
) -> None:
    rita = browser(coding.rita)
    page = rita.post(CHOOSE, sent(coding, project_file(PROJECT).content)).content.decode()
    assert "Left out: all codings (1) and who made them." in page
    assert "Left out: Empty, which is empty." in page
    assert "Anna Schmidt = [Person" in page
    assert not Codebook.objects.filter(slug="talks").exists()
    review = {"held": held(page), "replacements": "Anna Schmidt = [Person 1]\n"}
    rita.post(REVIEW, review)
    titles = list(Transcript.objects.values_list("title", flat=True))
    assert titles == ["Second", "Second (2)", "[Person 1]"]
    assert Unit.objects.get(turn="It was the data.").speaker == "[Person 1]"
    noise = Theme.objects.get(codebook__slug="talks")
    assert (noise.name, noise.area.name if noise.area else "") == ("Noise", "Causes")
    assert not Coding.objects.exists()


def test_a_project_that_cannot_be_kept_whole_changes_nothing(coding: CodingWorld) -> None:
    rita = browser(coding.rita)
    assert "talks.qdpx" in rita.post(CHOOSE, sent(coding, b"none")).content.decode()
    page = rita.post(CHOOSE, sent(coding, project_file(PROJECT).content)).content.decode()
    review = {"held": held(page), "replacements": "Anna Schmidt = [Person 1]\n"}
    refused = rita.post(REVIEW, {**review, "replacements": "Anna Schmidt = Bo"}).content.decode()
    assert "Bo is no pseudonym" in refused
    assert not Codebook.objects.filter(slug="talks").exists()
    assert not Transcript.objects.exists()
    assert browser(coding.ann).get(CHOOSE).status_code == 403
    assert rita.post(REVIEW, {**review, "held": "forged"}).status_code == 302
