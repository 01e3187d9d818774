"""Projects of other coding programs come in whole, reviewed before, or not at all."""

import re
from html import unescape

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile

from analysis.coding.codebooks.store import store_codebook
from analysis.coding.exchange.guids import guid_of
from analysis.models import Codebook, Coding, CodingRound, RoundCoder, Stage, Theme, Transcript
from analysis.statistics.themes.codebook import AreaContent, CodebookContent, ThemeContent
from tests.analysis.coding.exchange.foreign_projects import (
    ADA,
    BO,
    FIRST,
    MEMO,
    MOOD,
    NOISE,
    OTHER,
    OVERLAP,
    project,
    selection,
)
from tests.analysis.coding.transcripts.test_pages import held
from tests.analysis.coding_world import CodingWorld, browser
from tests.world import NOON

pytestmark = pytest.mark.django_db

CHOOSE, REVIEW = "/admin/analysis/transcript/project/", "/admin/analysis/transcript/project/review/"
ADAS = selection("It was 🐦 the data", NOISE, ADA, memo=MEMO)
BOS = selection("größer, said Anna", NOISE, BO) + selection("I see", MOOD, BO)
ADAS_TOO = selection("the classes are alike", OVERLAP, ADA, of=OTHER)
NAMES = "Anna Schmidt = [Person 1]\n"


def sent(coding: CodingWorld, content: bytes, **changed: str) -> dict[str, object]:
    file = SimpleUploadedFile("talks.qdpx", content)
    study = str(coding.founding.study.pk)
    return {"file": file, "study": study, "title": "Talks", "slug": "talks", **changed}


def words(page: bytes) -> str:
    """What a page says, without its tags."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page.decode())).split())


def imported(
    coding: CodingWorld, content: bytes, *, read: str = "everything", **changed: str
) -> str:
    """Choose and review; the text of the page that it ends on."""
    rita = browser(coding.rita)
    page = rita.post(CHOOSE, sent(coding, content, **changed)).content.decode()
    review = {"held": held(page), "replacements": NAMES, "read": read}
    return words(rita.post(REVIEW, review, follow=True).content)


def quotes(round_: CodingRound) -> set[tuple[str, str, str, str]]:
    rows = Coding.objects.filter(round=round_).select_related("unit", "theme", "coder")
    return {
        (
            each.coder.name if each.coder else "",
            each.theme.name,
            each.unit.text[each.start : each.end],
            each.memo,
        )
        for each in rows
    }


def nothing_is_there() -> bool:
    found = (Codebook.objects.filter(slug="talks"), Transcript.objects, CodingRound.objects)
    return not any(each.exists() for each in found) and not Coding.objects.exists()


def test_the_review_says_what_comes_in_and_what_cannot_and_stores_nothing(
    coding: CodingWorld,
) -> None:
    rita = browser(coding.rita)
    form = rita.get(CHOOSE).content.decode()
    assert 'value="Look through it"' in form
    page = rita.post(CHOOSE, sent(coding, project(ADAS + BOS, ADAS_TOO)))
    said = words(page.content)
    assert "Anna Schmidt (3 turns, 3 codings), Second (2 turns, 1 coding)" in said
    assert "Ada 2 codings in 2 of 2 participants" in said
    assert "Bo 2 codings in 1 of 2 participants" in said
    assert "New themes Noise, Class overlap, Mood" in said
    assert "Left out: 1 pictures, which have no place here." in said
    assert "Left out: 1 variables, which have no place here." in said
    assert "Left out: 1 notes that belong to no coding" in said
    assert "Import these codes, texts and codings" in said
    assert "Anna Schmidt = [Person" in said
    assert "Home › Transcripts › Import a project › What the project brings" in said
    assert nothing_is_there()


def test_codings_come_in_with_their_coders_and_memos_where_their_words_are_now(
    coding: CodingWorld,
) -> None:
    accounts = User.objects.count()
    assert "with 4 codings" in imported(coding, project(ADAS + BOS, ADAS_TOO))
    row = CodingRound.objects.get()
    assert quotes(row) == {
        ("Ada", "Noise", "It was 🐦 the data", "[Person 1] is sure.\n"),
        ("Bo", "Noise", "größer, said [Person 1]", ""),
        ("Bo", "Mood", "I see", ""),
        ("Ada", "Class overlap", "the classes are alike", ""),
    }
    assert (row.stage, str(row)) == (Stage.COMPARISON, "round 1: Imported codings")
    assert set(Transcript.objects.values_list("title", flat=True)) == {"[Person 1]", "Second"}
    assert row.version is not None
    assert User.objects.count() == accounts + 1, "rita alone"


def test_an_imported_round_is_read_like_any_other(coding: CodingWorld) -> None:
    imported(coding, project(ADAS + BOS, ADAS_TOO))
    rita, here = browser(coding.rita), f"/admin/analysis/codinground/{CodingRound.objects.get().pk}"
    compared = words(rita.get(f"{here}/comparison/").content)
    assert "Ada It was 🐦 the data [Person 1] is sure." in compared
    agreement = words(rita.get(f"{here}/agreement/").content)
    # By hand: in the first text one theme of two is shared, in the second none of one: 1 / 3.
    assert "33.3 %" in agreement
    assert "(Ada, Bo)" in agreement
    assert "These codings came with a file" in agreement
    assert "Ada came with a file" in words(rita.get(f"{here}/change/").content)
    assert rita.get(f"{here}/project.qdpx").status_code == 200
    assert b"Ada" in rita.get(f"{here}/matrix.csv").content
    assert browser(coding.ann).get(f"{here}/comparison/").status_code == 403


def test_texts_that_others_read_make_rounds_of_their_own(coding: CodingWorld) -> None:
    imported(coding, project(ADAS + BOS, ADAS_TOO), read="own")
    both, alone = CodingRound.objects.order_by("number")
    assert [each.name for each in both.coders.all()] == ["Ada", "Bo"]
    assert [each.name for each in alone.coders.all()] == ["Ada"]
    assert {each[1] for each in quotes(alone)} == {"Class overlap"}
    main = next(each for each in alone.agreement.report["figures"] if each["over"] == "all")
    assert main["value"] is None


def test_who_read_what_is_asked_where_agreement_depends_on_it(coding: CodingWorld) -> None:
    rita = browser(coding.rita)
    page = rita.post(CHOOSE, sent(coding, project(ADAS + BOS, ADAS_TOO))).content.decode()
    review = {"held": held(page), "replacements": NAMES}
    assert "Choose one of both" in rita.post(REVIEW, review).content.decode()
    assert nothing_is_there()
    everywhere = project(ADAS, ADAS_TOO)
    assert "Who read what" not in rita.post(CHOOSE, sent(coding, everywhere)).content.decode()


def test_codes_without_codings_make_no_round(coding: CodingWorld) -> None:
    assert "2 transcripts are stored" in imported(coding, project())
    assert not CodingRound.objects.exists()
    noise = Theme.objects.get(codebook__slug="talks", name="Noise")
    assert (noise.area.name if noise.area else "", noise.definition) == ("Causes", "Wrong labels")


def test_codes_are_known_again_in_a_codebook_by_identifier_or_by_name_and_area(
    coding: CodingWorld,
) -> None:
    kept = ThemeContent(NOISE, "Label noise", definition="Ours")
    alike = ThemeContent("overlap", "class OVERLAP")
    elsewhere = ThemeContent("mood", "Mood")
    areas = (
        AreaContent("causes", "causes", "", (kept, alike)),
        AreaContent("r", "Rest", "", (elsewhere,)),
    )
    book = CodebookContent("ours", "Ours", areas=areas)
    ours = store_codebook(book, coding.founding.study, by="rita", now=NOON).codebook
    chosen = {"codebook": str(ours.pk), "title": "", "slug": ""}
    page = browser(coding.rita).post(CHOOSE, sent(coding, project(ADAS, ADAS_TOO), **chosen))
    said = words(page.content)
    assert "Themes there, by identifier Noise" in said
    assert "Themes there, by name and area Class overlap" in said
    assert "New themes Mood" in said
    imported(coding, project(ADAS + BOS, ADAS_TOO), **chosen)
    names = [(each.area.name if each.area else "", each.name) for each in ours.themes.all()]
    assert sorted(names) == [
        ("", "Mood (2)"),
        ("Rest", "Mood"),
        ("causes", "Label noise"),
        ("causes", "class OVERLAP"),
    ]
    assert ours.themes.get(key=NOISE).definition == "Ours"
    row = CodingRound.objects.get(codebook=ours)
    assert {each[1] for each in quotes(row)} == {"Label noise", "class OVERLAP", "Mood (2)"}
    assert Codebook.objects.filter(slug="talks").count() == 0


def test_a_new_codebook_needs_a_name_and_one_that_is_there_the_same_study(
    coding: CodingWorld,
) -> None:
    rita = browser(coding.rita)
    nameless = rita.post(CHOOSE, sent(coding, project(), title="", slug=""))
    assert words(nameless.content).count("A new codebook needs this.") == 2


@pytest.mark.parametrize(
    ("first", "change", "said"),
    [
        ("", (f'Code guid="{NOISE}"', 'Code guid="7"'), "The code Noise has the identifier 7, wh"),
        ("", (f"internal://{FIRST}.TXT", "absolute:///home/ada/talk.txt"), "lies outside of it"),
        ("", (f"internal://{FIRST}.TXT", "C:\\talk.txt"), "lies outside of it"),
        ("", (f"internal://{MEMO}.txt", "internal://../x.txt"), "lies outside of it"),
        (selection("I see", MOOD, guid_of("cy")), ("", ""), "who is not among the users"),
        (ADAS, ('endPosition="', 'endPosition="9'), "outside of its 122 characters"),
        (selection("I see", guid_of("?"), ADA), ("", ""), "which is not in the codebook"),
        (
            ADAS + selection("I see", MOOD, BO, inclusive=True),
            ("", ""),
            "counts the ends of some selections in and those of others out",
        ),
        ("", (f'Code guid="{NOISE}"', f'Code guid="{MOOD}"'), "for two things"),
    ],
    ids=["guid", "absolute", "drive", "memo", "user", "beyond", "code", "ends", "twice"],
)
def test_a_file_that_is_wrong_is_told_in_one_sentence_and_changes_nothing(
    coding: CodingWorld, first: str, change: tuple[str, str], said: str
) -> None:
    page = browser(coding.rita).post(CHOOSE, sent(coding, project(first, "", change)))
    assert said in words(page.content)
    assert page.content.count(b'class="errorlist"') == 1
    assert nothing_is_there()


def test_inclusive_ends_are_corrected_and_that_is_told(coding: CodingWorld) -> None:
    inclusive = selection("It was 🐦 the data", NOISE, ADA, inclusive=True)
    rita = browser(coding.rita)
    said = words(rita.post(CHOOSE, sent(coding, project(inclusive))).content)
    assert "Positions were corrected: 1 selections show by their words" in said
    imported(coding, project(inclusive))
    assert quotes(CodingRound.objects.get()) == {("Ada", "Noise", "It was 🐦 the data", "")}


def test_a_project_that_cannot_be_kept_whole_changes_nothing(coding: CodingWorld) -> None:
    rita = browser(coding.rita)
    assert "talks.qdpx" in rita.post(CHOOSE, sent(coding, b"none")).content.decode()
    page = rita.post(CHOOSE, sent(coding, project(ADAS))).content.decode()
    review = {"held": held(page), "replacements": NAMES, "read": "everything"}
    refused = rita.post(REVIEW, {**review, "replacements": "Anna Schmidt = Bo"}).content.decode()
    assert "Bo is no pseudonym" in refused
    assert nothing_is_there()
    # The second text cannot be stored any more when the first one was already.
    Transcript.objects.create(
        study=coding.founding.study, title="Second", digest="", imported_at=NOON
    )
    assert "Give this one another title" in rita.post(REVIEW, review).content.decode()
    assert list(Transcript.objects.values_list("title", flat=True)) == ["Second"]
    assert not Codebook.objects.filter(slug="talks").exists()
    assert not RoundCoder.objects.exists()


def test_only_researchers_import_and_only_what_they_were_shown(coding: CodingWorld) -> None:
    assert browser(coding.ann).get(CHOOSE).status_code == 403
    assert browser(coding.ann).post(REVIEW, {"held": "x"}).status_code == 403
    forged = {"held": "forged", "replacements": "", "read": "everything"}
    assert browser(coding.rita).post(REVIEW, forged).status_code == 302


def test_codes_on_a_whole_text_are_on_every_turn_of_it(coding: CodingWorld) -> None:
    reference = f'<CodeRef targetGUID="{MOOD}"/>'
    whole = f'<Coding guid="{guid_of("w")}" creatingUser="{ADA}">{reference}</Coding>'
    rita = browser(coding.rita)
    said = words(rita.post(CHOOSE, sent(coding, project("", whole))).content)
    assert "1 codes on the whole of Second were put on all of its words." in said
    assert "1 segments reach over several turns; each became one in every turn." in said
    imported(coding, project("", whole))
    found = {each[2] for each in quotes(CodingRound.objects.get())}
    assert found == {"Nothing to add.", "But the classes are alike."}
