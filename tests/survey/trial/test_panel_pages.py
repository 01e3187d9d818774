"""Trials of panels: every block as words on every page, whatever stands in it."""

import re
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.test import Client

from attribution.actions import load_bundle
from attribution.panels.blocks import (
    BLOCK_TYPES,
    Bar,
    Bars,
    BeforeAfter,
    ChangedValue,
    Column,
    Markdown,
    MarkedText,
    PictureFile,
    Sample,
    Samples,
    Segment,
    Table,
)
from attribution.panels.builders import Shown, WithPictures, picture
from attribution.panels.writer import PanelWriter
from attribution.queries import known_bundle
from survey.design.reading import read_study
from survey.models import Participant, StudyVersion
from survey.studies.load import open_study, store_version
from tests.attribution.panels.small_bundle import picture_bytes
from tests.survey.trial.test_other_design_spaces import StudyWalker, words_of
from tests.world import LONG_AGO, NOON, World

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

ESTIMATED = "Estimated by <b>TracIn</b>, not retrained."
EVERYTHING = {"explanation": "everything", "amount": "1"}
LITTLE = {"explanation": "everything", "amount": "2"}
STUDY = """
extends: ../tda-needfinding/study.yaml
study: hostile
version: "1.0"
attribution_types: null
tutorial:
  practice:
    bundle: hostile
    error: case-2
    text: Try it.
    design_space: AXES
scenarios:
  image: null
  tabular:
    bundle: hostile
    design_space: AXES
follow_up:
  - key: explained
    title: Your choice
    questions:
      - {key: reason, type: short_text, text: "Why {{ error }}?", required: false}
plan: null
""".replace(
    "AXES",
    "{axes: {explanation: {title: Explanation, levels: {everything: All of it, nothing: Nothing}}, "
    "amount: {title: Amount, ordered: true, levels: [1, 2]}}}",
)


def said(name: str) -> str:
    """A text by its name that tries to be markup, has both directions and needs four bytes."""
    return f"{name} <script>alert('{name}')</script> \"&amp;\" \N{HEBREW LETTER ALEF} \N{BIRD}"


def every_block(folder: Path) -> list[Shown]:
    """One of every type, samples also without columns and a text also with marks."""
    (folder / "map.png").write_bytes(picture_bytes())
    (folder / "coat.png").write_bytes(picture_bytes(colour="blue"))
    alone = picture(
        folder / "map.png", alternative_text=said("map"), caption=said("picture-caption")
    )
    coat = picture(folder / "coat.png", alternative_text=said("coat"))
    file = PictureFile(**coat.block.model_dump(exclude={"type", "caption"}))
    columns = (Column(label=said("column"), unit=said("unit"), numeric=True), Column(label="b"))
    rows = Samples(
        caption=said("samples-caption"),
        columns=columns,
        samples=(
            Sample(
                title=said("sample-title"),
                label=said("sample-label"),
                prediction=said("sample-prediction"),
                cells=(said("sample-cell"), ""),
                picture=file,
                note=said("sample-note"),
            ),
            Sample(title="second", cells=("1", "2")),
        ),
    )
    gallery = Samples(
        caption=said("gallery-caption"),
        samples=(
            Sample(
                title=said("gallery-title"),
                label=said("gallery-label"),
                prediction=said("gallery-prediction"),
                picture=file,
                note=said("gallery-note"),
            ),
        ),
    )
    changed = ChangedValue(
        label=said("changed"),
        before=said("before"),
        after=said("after"),
        change=said("change"),
    )
    blocks: list[Shown] = [
        Table(
            caption=said("table-caption"),
            columns=columns,
            rows=((said("first-cell"), said("second-cell")),),
        ),
        BeforeAfter(caption=said("change-caption"), rows=(changed,)),
        Bars(
            caption=said("bars-caption"),
            unit=said("bars-unit"),
            rows=(
                Bar(label=said("bar"), value=-1.5, text=said("bar-text")),
                Bar(label="other", value=0.5, text="+0.50"),
            ),
        ),
        WithPictures(rows, coat.pictures),
        WithPictures(gallery, coat.pictures),
        alone,
        MarkedText(
            caption=said("weights-caption"),
            positive=said("positive"),
            negative=said("negative"),
            language="he",
            segments=(
                Segment(text=said("for"), weight=1),
                Segment(text=said("against"), weight=-0.5),
                Segment(text=said("neither")),
            ),
        ),
        MarkedText(
            caption=said("marks-caption"),
            marks={"person": said("meaning")},
            segments=(Segment(text=said("marked"), mark="person"),),
        ),
        # Markdown reads entities, so that the ampersand is escaped.
        Markdown(text=f"**{said('markdown').replace('&', chr(92) + '&')}**\n\n- a"),
    ]
    assert {_type_of(block) for block in blocks} == set(BLOCK_TYPES)
    return blocks


def _type_of(shown: Shown) -> str:
    return (shown.block if isinstance(shown, WithPictures) else shown).type


def written(folder: Path) -> Path:
    """The folder of the bundle; its pictures are made beside it."""
    axes: dict[str, list[str | int]] = {"explanation": ["everything", "nothing"], "amount": [1, 2]}
    panels = PanelWriter("hostile", source=said("source"), axes=axes, estimated=ESTIMATED)
    about = [Table(caption=said("error-table"), columns=(Column(label="Age"),), rows=(("23",),))]
    for case in ("case-1", "case-2"):
        panels.error(
            case,
            title=said(f"title-of-{case}"),
            summary=said(f"summary-of-{case}"),
            facts={"true_class": "good"},
            blocks=about,
        )
        panels.show(case, {"explanation": "everything", "amount": 1}, every_block(folder))
        panels.show(
            case, {"explanation": "everything", "amount": 2}, [Markdown(text=f"Little of {case}.")]
        )
        panels.show(case, {"explanation": "nothing"}, [Markdown(text="Nothing is explained.")])
    panels.write(folder / "bundle")
    return folder / "bundle"


WORDS = (
    *("table-caption", "column", "unit", "first-cell", "second-cell"),
    *("change-caption", "changed", "before", "after", "change"),
    *("bars-caption", "bars-unit", "bar", "bar-text"),
    *("samples-caption", "sample-title", "sample-label", "sample-prediction", "sample-cell"),
    *("sample-note", "gallery-caption", "gallery-title", "gallery-label", "gallery-prediction"),
    *("gallery-note", "picture-caption", "weights-caption", "positive", "negative", "for"),
    *("against", "neither", "marks-caption", "meaning", "marked", "markdown"),
)
"""The names of all texts of a panel of every block."""


class PageReader(HTMLParser):
    """The words of a page, and its elements with their attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.words = ""
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.words += data

    def named(self, tag: str) -> Iterator[dict[str, str]]:
        return (attributes for name, attributes in self.elements if name == tag)

    @property
    def pictures(self) -> list[dict[str, str]]:
        """Those of bundles, and not the mark of the program."""
        pictures = self.named("img")
        return [picture for picture in pictures if picture["src"].startswith("/pictures/")]


def says_every_block(page: str, times: int = 1) -> None:
    read = PageReader(page)
    assert {
        name: read.words.count(said(name)) for name in WORDS if said(name) not in read.words
    } == {}
    assert read.words.count(said("first-cell")) == times
    pictures = [attributes["alt"] for attributes in read.pictures]
    assert [pictures.count(said(name)) for name in ("map", "coat")] == [times, 2 * times]


def holds_for_everybody(page: str) -> None:
    """Every table has a caption, every picture its words, and nothing stands inline: the policy."""
    read = PageReader(page)
    assert len(re.findall(r"<table[^>]*>\s*<caption", page)) == page.count("<table")
    assert all(attributes["alt"].strip() for attributes in read.pictures)
    for tag, attributes in read.elements:
        assert tag != "style"
        assert "style" not in attributes, (tag, attributes)
        assert not any(name.startswith("on") for name in attributes), (tag, attributes)
        assert tag != "script" or attributes.get("src"), (tag, attributes)


@pytest.fixture
def version(world: World, study_folder: Path, tmp_path: Path) -> StudyVersion:
    load_bundle(written(tmp_path), loaded_at=NOON)
    file = study_folder / "hostile" / "study.yaml"
    file.parent.mkdir()
    file.write_text(STUDY)
    study = read_study(file, bundles={"hostile"}, bundle_of=known_bundle)
    stored = store_version(study, loaded_at=NOON).version
    open_study(stored.study, opens_at=LONG_AGO, quota=100, starts_a_minute=10_000)
    return stored


@pytest.fixture
def walker(version: StudyVersion, client: Client) -> StudyWalker:
    """Somebody at the trial, with nothing applied yet."""
    walker = StudyWalker(client, "hostile")
    walker.begin()
    walker.go_on_to("scenario.tabular.trial")
    return walker


def test_the_error_stands_with_its_title_its_summary_and_its_own_blocks(
    walker: StudyWalker,
) -> None:
    page = walker.read()
    error = Participant.objects.get().trial_of("tabular").error
    assert error == "case-1"  # the other one is practised on
    words = PageReader(page).words
    for name in ("title-of-case-1", "summary-of-case-1", "error-table"):
        assert said(name) in words
    assert said("table-caption") not in words
    assert ESTIMATED not in words
    holds_for_everybody(page)


def test_an_apply_shows_every_block(walker: StudyWalker) -> None:
    page = walker.applied(**EVERYTHING)
    says_every_block(page)
    holds_for_everybody(page)
    assert PageReader(page).words.count(ESTIMATED) == 1
    assert '<p dir="auto" lang="he">' in page  # from right to left where its words are
    assert "Setting 1: explanation" in words_of(page)  # what a screen reader announces


def test_each_setting_shows_its_own_panel_also_the_second_time(walker: StudyWalker) -> None:
    for _time in range(2):
        assert said("table-caption") in PageReader(walker.applied(**EVERYTHING)).words
        little = PageReader(walker.applied(**LITTLE)).words
        assert "Little of case-1." in little
        assert said("table-caption") not in little


def test_a_comparison_shows_both_panels(walker: StudyWalker) -> None:
    walker.applied(**EVERYTHING)
    walker.applied(**LITTLE)
    page = walker.client.get(walker.address(), {"shown": "2", "compare": "1"}).content.decode()
    says_every_block(page)
    holds_for_everybody(page)
    assert "Setting 2 beside setting 1." in words_of(page)
    read = PageReader(page).words
    assert read.index("Little of case-1.") < read.index(said("table-caption"))
    assert read.count(ESTIMATED) == 2
    ids = [attributes["id"] for _tag, attributes in PageReader(page).elements if "id" in attributes]
    assert len(ids) == len(set(ids))


def test_the_submitted_panel_stands_beside_what_is_asked_of_it(walker: StudyWalker) -> None:
    walker.applied(**EVERYTHING)
    walker.applied(**LITTLE)
    walker.send({"submit": "1"})
    assert walker.page == "follow_up.tabular.explained"
    page = walker.read()
    says_every_block(page)
    holds_for_everybody(page)
    words = PageReader(page).words
    assert f"Why {said('title-of-case-1')}?" in words
    assert said("summary-of-case-1") in words
    assert ESTIMATED in words
    assert "Little of case-1." not in words


def test_a_replay_shows_what_was_shown(walker: StudyWalker, researcher: Client) -> None:
    walker.applied(**EVERYTHING)
    walker.applied(**LITTLE)
    walker.send({"submit": "1"})
    address = f"/admin/survey/participant/{Participant.objects.get().pk}/replay/tabular/"
    first = researcher.get(address, {"shown": "1"}).content.decode()
    says_every_block(first)
    assert said("summary-of-case-1") in PageReader(first).words
    assert "Apply 1 of 2" in words_of(first)
    assert ESTIMATED in PageReader(first).words
    second = PageReader(researcher.get(address, {"shown": "2"}).content.decode()).words
    assert "Little of case-1." in second
    assert said("table-caption") not in second


def test_panels_are_practised_on_another_error(version: StudyVersion, client: Client) -> None:
    walker = StudyWalker(client, "hostile")
    walker.begin()
    walker.go_on_to("tutorial.practice")
    assert said("title-of-case-2") in PageReader(walker.read()).words
    page = walker.client.get(walker.address(), EVERYTHING).content.decode()
    says_every_block(page)
    holds_for_everybody(page)
    assert PageReader(page).words.count(ESTIMATED) == 1
    little = walker.client.get(walker.address(), LITTLE).content.decode()
    assert "Little of case-2." in words_of(little)


@pytest.mark.parametrize("about", ["applied", "compared", "followed", "before"])
def test_nothing_is_said_of_training_data_and_measures(walker: StudyWalker, about: str) -> None:
    page = walker.read()
    if about != "before":
        walker.applied(**EVERYTHING)
        page = walker.applied(**LITTLE)
    if about == "compared":
        page = walker.client.get(walker.address(), {"shown": "1", "compare": "2"}).content.decode()
    if about == "followed":
        walker.send({"submit": "1"})
        page = walker.read()
    words = unescape(words_of(page[page.index('<div class="trial">') :]))
    for word in (
        "Training data",
        "training sample",
        "Loss",
        "accuracy",
        "better",
        "worse",
        "clear",
    ):
        assert word not in words, word
    assert "Explanation" in words


def test_a_picture_is_served_at_the_address_that_the_page_names(
    walker: StudyWalker, tmp_path: Path
) -> None:
    page = PageReader(walker.applied(**EVERYTHING))
    addresses = {attributes["alt"]: attributes["src"] for attributes in page.pictures}
    links = {attributes["href"] for attributes in page.named("a") if "data-enlarge" in attributes}
    assert links == set(addresses.values())
    for name in ("map", "coat"):
        served = walker.client.get(addresses[said(name)])
        assert served.headers["Content-Type"] == "image/png"
        assert served.content == (tmp_path / f"{name}.png").read_bytes()
