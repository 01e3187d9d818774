"""Pictures that ship with a study: read once, bounded, described, and part of the text."""

from base64 import b64decode, b64encode
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from survey.design.pictures import EMBEDDED, LARGEST_PICTURE
from survey.design.problems import StudyFileError
from survey.design.reading import read_study, stored_definition
from survey.design.source import read_source
from survey.design.texts import rendered
from tests.world import FOUNDING

BUNDLES = frozenset({"birds", "fashion", "iris", "loan"})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "studies" / "mine"
    folder.mkdir(parents=True)
    (folder / "tool.png").write_bytes(picture())
    return folder


def text_of(folder: Path, markdown: str) -> str:
    (folder / "text.md").write_text(markdown)
    (folder / "study.yaml").write_text("information: {file: text.md}\n")
    return str(read_source(folder / "study.yaml").value["information"])


def refusal(folder: Path, markdown: str) -> str:
    with pytest.raises(StudyFileError) as caught:
        text_of(folder, markdown)
    return str(caught.value)


def test_a_picture_becomes_part_of_the_text_and_of_the_page(folder: Path) -> None:
    text = text_of(folder, "Look:\n\n![The *panel* of the tool](tool.png)\n")
    address = f"data:image/png;base64,{b64encode(picture()).decode()}"
    assert text == f"Look:\n\n![The *panel* of the tool]({address})\n"
    assert rendered(text) == (
        f'<p>Look:</p>\n<p><img src="{address}" alt="The panel of the tool" loading="lazy"></p>\n'
    )


def test_a_picture_of_a_text_in_place_is_found_beside_the_study(folder: Path) -> None:
    (folder / "study.yaml").write_text('pages: [{text: "See ![A dot](../mine/tool.png)."}]\n')
    (page,) = read_source(folder / "study.yaml").value["pages"]
    assert EMBEDDED.search(page["text"])


def test_code_shows_what_looks_like_a_picture_as_it_stands(folder: Path) -> None:
    written = (
        "`![a](b.png)` ![x](tool.png)\n\n```\n![a](b.png)\n```\n\n    ![a](b.png)\n\n\\![a](b)\n"
    )
    text = text_of(folder, written)
    assert len(EMBEDDED.findall(text)) == 1
    assert text.count("![a](b.png)") == 3


@pytest.mark.parametrize(
    ("markdown", "said"),
    [
        ("A\n\n![x](none.png)", "text.md, line 3, information: there is no file none.png. Name a"),
        ("![x](../../tool.png)", "this file lies outside the folder that holds the studies."),
        ("![x](/etc/x.png)", "this file lies outside the folder that holds the studies."),
        ("![x](tool.svg)", "this should be the path of a .png or .jpg or .jpeg or .webp file."),
        ("![x](https://example.org/x)", "this should be the path of a .png"),
        ("![x](data:image/png;base64,AAAA)", "this should be the path of a .png"),
        ("A\n![](tool.png)", "line 2, information: the picture tool.png has no alternative text."),
        ("![x](broken.png)", "the picture broken.png is not a whole PNG, JPEG or WebP. Save it"),
        ("![x](wide.png)", "the picture wide.png has 2001 by 1 pixels. Scale it down to 2,000"),
        ("![x](heavy.png)", "the picture heavy.png is larger than 300 kB. Save it smaller: 300 kB"),
        ('![x](tool.png "title")', "the picture tool.png is not written in the one way that is"),
        ("![x][ref]\n\n[ref]: tool.png", "the picture tool.png is not written in the one way"),
        (f"![x]({'x' * 4000}.png)", "there is no file xxx"),
    ],
)
def test_a_picture_that_cannot_be_shown_is_refused_with_its_line_and_a_remedy(
    folder: Path, markdown: str, said: str
) -> None:
    (folder / "broken.png").write_bytes(picture()[:-20])
    (folder / "wide.png").write_bytes(picture(size=(2001, 1)))
    (folder / "heavy.png").write_bytes(picture() + b"\0" * LARGEST_PICTURE)
    (folder / "tool.svg").write_text("<svg/>")
    assert said in refusal(folder, markdown)


def test_a_link_out_of_the_studies_is_not_followed(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(picture())
    (folder / "link.png").symlink_to(tmp_path / "secret.png")
    assert "lies outside the folder" in refusal(folder, "![x](link.png)")


def test_all_pictures_of_a_study_together_are_bounded(folder: Path) -> None:
    (folder / "tool.png").write_bytes(picture()[:-12] + b"\0" * 290_000 + picture()[-12:])
    assert text_of(folder, "![x](tool.png)\n" * 6)
    said = refusal(folder, "![x](tool.png)\n" * 7)
    assert "the study's pictures have 2.0 MB together. Make them smaller or fewer: 2 MB" in said


def founding(study_folder: Path, name: str, text: str) -> Path:
    file = study_folder / "tda-needfinding"
    (file / "tool.png").write_bytes(picture())
    (file / name).write_text(text)
    return file / FOUNDING.name


def test_the_length_of_a_text_is_that_of_its_words(study_folder: Path) -> None:
    (study_folder / "tda-needfinding" / "tool.png").write_bytes(
        picture()[:-12] + b"\0" * 60_000 + picture()[-12:]
    )
    (study_folder / "tda-needfinding" / "summary.md").write_text("![x](tool.png)\n" + "a" * 40_000)
    study = read_study(study_folder / "tda-needfinding" / "study.yaml", bundles=BUNDLES)
    assert len(study.definition.summary) > 120_000
    assert stored_definition(study.content).summary == study.definition.summary


def test_a_title_shows_no_picture(study_folder: Path) -> None:
    file = founding(study_folder, "summary.md", "Hello")
    changed = file.read_text().replace(
        "title: About you and your work", "title: 'See ![x](tool.png)'"
    )
    file.write_text(changed)
    with pytest.raises(StudyFileError, match=r"title: no picture is shown here\. Move it into a"):
        read_study(file, bundles=BUNDLES)


@pytest.mark.parametrize(
    "attack",
    [
        "![x](data:image/svg+xml;base64,PHN2Zy8+)",
        "![x](data:text/html;base64,PHN2Zy8+)",
        "![x](https://example.org/x.png)",
        "![x](//example.org/x.png)",
        "![x](/pictures/x.png)",
        "![x](javascript:alert(1))",
        "[x](data:image/png;base64,AAAA)",
    ],
)
def test_no_other_picture_is_ever_shown(attack: str) -> None:
    html = rendered(attack)
    assert "<img" not in html
    assert 'href="data' not in html


@given(alternative=st.text(alphabet="ab\"'<>&[]()!`\\ =*", max_size=20))
def test_whatever_describes_a_picture_stays_its_description(alternative: str) -> None:
    address = "data:image/png;base64,AAAA"
    html = rendered(f"![{alternative}]({address})")
    tags = html.count("<img ")
    assert tags == html.count(f'<img src="{address}" alt="')
    assert "onerror" not in html


def test_embedded_bytes_are_those_of_the_file(folder: Path) -> None:
    embedded = EMBEDDED.search(text_of(folder, "![x](tool.png)"))
    assert embedded is not None
    assert b64decode(embedded[1]) == (folder / "tool.png").read_bytes()


def picture(kind: str = "PNG", size: tuple[int, int] = (30, 20), **options: object) -> bytes:
    file = BytesIO()
    Image.new("RGB", size, "teal").save(file, kind, **options)
    return file.getvalue()
