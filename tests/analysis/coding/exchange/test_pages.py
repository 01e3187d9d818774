"""Projects of other coding programs come in whole, reviewed before, or not at all."""

import pytest

from analysis.coding.codebooks.store import store_codebook
from analysis.coding.exchange.guids import guid_of
from analysis.models import Codebook, CodingRound
from analysis.statistics.themes.codebook import AreaContent, CodebookContent, ThemeContent
from tests.analysis.coding.exchange.foreign_projects import (
    ADA,
    BO,
    FIRST,
    MEMO,
    MOOD,
    NOISE,
    project,
    selection,
)
from tests.analysis.coding.exchange.imported_talks import (
    ADAS,
    ADAS_TOO,
    BOS,
    CHOOSE,
    REVIEW,
    imported,
    nothing_is_there,
    quotes,
    sent,
    words,
)
from tests.analysis.coding_world import InterviewWorld, browser
from tests.world import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def test_the_review_says_what_comes_in_and_what_cannot_and_stores_nothing(
    interviews: InterviewWorld,
) -> None:
    rita = browser(interviews.rita)
    form = rita.get(CHOOSE).content.decode()
    assert 'value="Look through it"' in form
    page = rita.post(CHOOSE, sent(interviews, project(ADAS + BOS, ADAS_TOO)))
    said = words(page.content)
    assert "Anna Schmidt (3 turns, 3 codings), Second (2 turns, 1 coding)" in said
    assert "Ada 2 codings in 2 of 2 participants" in said
    assert "Bo 2 codings in 1 of 2 participants" in said
    assert "New themes Noise, Class overlap, Mood" in said
    assert "Left out: 1 pictures, which have no place here." in said
    assert "Memos Anna Schmidt is sure. Long." in said
    assert "Import these codes, texts and codings" in said
    assert "nothing is replaced that is not ticked" in said
    assert 'name="pseudonym of Anna Schmidt" value="[Person 1]"' in page.content.decode()
    assert "Home › Transcripts › Import a project › What the project brings" in said
    assert nothing_is_there()


def test_codes_are_known_again_in_a_codebook_by_identifier_or_by_name_and_area(
    interviews: InterviewWorld,
) -> None:
    identical = ThemeContent(NOISE, "Label noise", definition="Ours")
    alike = ThemeContent("overlap", "class OVERLAP")
    elsewhere = ThemeContent("mood", "Mood")
    areas = (
        AreaContent("causes", "causes", "", (identical, alike)),
        AreaContent("r", "Rest", "", (elsewhere,)),
    )
    book = CodebookContent("ours", "Ours", areas=areas)
    ours = store_codebook(book, interviews.study, by="rita", now=NOON).codebook
    chosen = {"codebook": str(ours.pk), "title": "", "slug": ""}
    page = browser(interviews.rita).post(
        CHOOSE, sent(interviews, project(ADAS, ADAS_TOO), **chosen)
    )
    said = words(page.content)
    assert "Themes there, by identifier Noise" in said
    assert "Themes there, by name and area Class overlap" in said
    assert "New themes Mood" in said
    imported(interviews, project(ADAS + BOS, ADAS_TOO), **chosen)
    names = [(theme.area.name if theme.area else "", theme.name) for theme in ours.themes.all()]
    assert sorted(names) == [
        ("", "Mood (2)"),
        ("Rest", "Mood"),
        ("causes", "Label noise"),
        ("causes", "class OVERLAP"),
    ]
    assert ours.themes.get(key=NOISE).definition == "Ours"
    row = CodingRound.objects.get(codebook=ours)
    assert {theme for _coder, theme, *_ in quotes(row)} == {
        "Label noise",
        "class OVERLAP",
        "Mood (2)",
    }
    assert Codebook.objects.filter(slug="talks").count() == 0


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
    interviews: InterviewWorld, first: str, change: tuple[str, str], said: str
) -> None:
    page = browser(interviews.rita).post(CHOOSE, sent(interviews, project(first, "", change)))
    assert said in words(page.content)
    assert page.content.count(b'class="errorlist"') == 1
    assert nothing_is_there()


def test_inclusive_ends_are_corrected_and_that_is_told(interviews: InterviewWorld) -> None:
    inclusive = selection("It was 🐦 the data", NOISE, ADA, inclusive=True)
    rita = browser(interviews.rita)
    said = words(rita.post(CHOOSE, sent(interviews, project(inclusive))).content)
    assert "Positions were corrected: 1 selections show by their words" in said
    imported(interviews, project(inclusive))
    assert quotes(CodingRound.objects.get()) == {("Ada", "Noise", "It was 🐦 the data", "")}


def test_only_researchers_import_and_only_what_they_were_shown(interviews: InterviewWorld) -> None:
    assert browser(interviews.ann).get(CHOOSE).status_code == 403
    assert browser(interviews.ann).post(REVIEW, {"held": "x"}).status_code == 403
    forged = {"held": "forged", "lines": "", "read": "everything"}
    assert browser(interviews.rita).post(REVIEW, forged).status_code == 302


def test_codes_on_a_whole_text_are_on_every_turn_of_it(interviews: InterviewWorld) -> None:
    reference = f'<CodeRef targetGUID="{MOOD}"/>'
    whole = f'<Coding guid="{guid_of("w")}" creatingUser="{ADA}">{reference}</Coding>'
    rita = browser(interviews.rita)
    said = words(rita.post(CHOOSE, sent(interviews, project("", whole))).content)
    assert "1 codes on the whole of Second were put on all of its words." in said
    assert "1 segments reach over several turns; each became one in every turn." in said
    imported(interviews, project("", whole))
    texts = {text for _coder, _theme, text, _memo in quotes(CodingRound.objects.get())}
    assert texts == {"Nothing to add.", "But the classes are alike."}
