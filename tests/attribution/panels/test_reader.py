"""What a bundle of panels is refused for, with its line and what to do."""

import json
import subprocess
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from attribution.errors import BundleError
from attribution.panels import pictures
from attribution.panels.reader import panels_of_files, read_content, read_panel_files
from core.digests import digest
from tests.attribution.panels.small_bundle import (
    document,
    picture_bytes,
    read_document,
    rewrite,
    small_bundle,
)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bundle that no test changes."""
    return small_bundle(tmp_path_factory.mktemp("whole"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return small_bundle(tmp_path)


def refused(folder: Path, content: bytes) -> str:
    with pytest.raises(BundleError) as problem:
        read_content(folder, content)
    return str(problem.value).replace(f"{folder}/", "")


def test_what_is_read_is_what_was_stored(whole: Path) -> None:
    files = read_panel_files(whole)
    assert files.content == (whole / "bundle.json").read_bytes()
    assert panels_of_files(files.content.decode(), files.manifest.decode()) == files.bundle


# Replacements in the file of the small bundle, and what is said of each.
@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            '{"key": "amount", "levels": ["3", "all"]}',
            '{"key": "amount", "levels": []}',
            "line 6, axes[1]: the axis amount has no levels. Give at least one.",
        ),
        (
            '"key": "amount"',
            '"key": "explanation"',
            "line 6, axes[1].key: there are two axes explanation. Give each axis a key of its own.",
        ),
        (
            '["3", "all"]',
            '["3", "3"]',
            "line 6, axes[1].levels[1]: the axis amount has the level 3 twice. Keep one of them.",
        ),
        (
            '"levels": ["words"',
            '"levels": ["Words"',
            (
                "line 5, axes[0].levels[0]: Words does not fit here. Use lower-case letters, "
                "digits and underscores, up to 50."
            ),
        ),
        (
            '"none", "amount": "all"',
            '"none", "amount": "most"',
            (
                "line 21, panels[1].setting.amount: the axis amount has no level most. Use one of: "
                "3, all."
            ),
        ),
        (
            '"none", "amount": "all"',
            '"none", "number": "all"',
            "line 21, panels[1].setting.number: there is no axis number. Use explanation, amount.",
        ),
        (
            '"none", "amount": "all"',
            '"none"',
            "line 21, panels[1].setting: this setting has no level of amount. Add one of: 3, all.",
        ),
        (
            '"none", "amount": "all"',
            '"none", "amount": "3"',
            (
                "line 21, panels[1]: the error case-1 has a second panel for explanation none, "
                "amount 3. Keep one of them."
            ),
        ),
        (
            (
                '{"error": "case-1", "setting": {"explanation": "none", "amount": "all"}, '
                '"blocks": [1]},\n'
            ),
            "",
            (
                "line 19, panels: the error case-1 has no panel for explanation none, amount all. "
                "Add it; where a setting shows nothing, say so in a block of the type markdown."
            ),
        ),
        (
            '"blocks": [1]}',
            '"blocks": []}',
            (
                "line 20, panels[0]: this panel is empty. Where a setting shows nothing, say so in "
                "a block of the type markdown."
            ),
        ),
        (
            '"blocks": [1]}',
            '"blocks": [7]}',
            (
                "line 20, panels[0].blocks[0]: there is no block 7. Blocks are counted from 0, and "
                "the last one is 4."
            ),
        ),
        (
            '"error": "case-1"',
            '"error": "case-3"',
            "line 20, panels[0].error: there is no error case-3. Use one of: case-1, case-2.",
        ),
        (
            '"id": "case-2"',
            '"id": "case-1"',
            "line 10, errors[1].id: there are two errors case-1. Give each error an id of its own.",
        ),
        (
            '"alternative_text": "A red map"',
            '"alternative_text": ""',
            (
                "line 13, blocks[0].alternative_text: this picture has no alternative text. Say in "
                "alternative_text what it shows, for whoever cannot see it."
            ),
        ),
        (
            '"alternative_text": "A red map", ',
            "",
            (
                "line 13, blocks[0].alternative_text: this picture has no alternative text. Say in "
                "alternative_text what it shows, for whoever cannot see it."
            ),
        ),
        (
            '"weight": 1.0',
            '"weight": 1.5',
            "line 15, blocks[2].segments[1].weight: 1.5 is too large. Use a number up to 1.",
        ),
        (
            '"weight": 1.0',
            '"weight": NaN',
            (
                "line 15, blocks[2].segments[1].weight: nan is no finite number. Write a number, "
                "or leave the entry out."
            ),
        ),
        (
            '"value": 2.0',
            '"value": 1e999',
            (
                "line 16, blocks[3].rows[0].value: inf is no finite number. Write a number, or "
                "leave the entry out."
            ),
        ),
        (
            '"type": "bars"',
            '"type": "bar"',
            (
                "line 16, blocks[3]: there is no block of the type bar. Did you mean bars? Use one "
                "of: before_after, bars, samples, table, picture, marked_text, markdown."
            ),
        ),
        (
            '"type": "bars", ',
            "",
            (
                "line 16, blocks[3]: this block has no type. Use one of: before_after, bars, "
                "samples, table, picture, marked_text, markdown."
            ),
        ),
        (
            '"title": "A loan granted"',
            '"titel": "A loan granted"',
            (
                "line 10, errors[1].title: the key title is missing. Did you mean title instead of "
                "titel? docs/reference/panels.md lists the keys."
            ),
        ),
        (
            '"title": "A loan granted"',
            '"heading": "A loan granted"',
            (
                "line 10, errors[1].title: the key title is missing. Add it; "
                "docs/reference/panels.md lists the keys."
            ),
        ),
        (
            '"caption": "Their weights"',
            '"captoin": "Their weights"',
            (
                "line 16, blocks[3].caption: the key caption is missing. Did you mean caption "
                "instead of captoin? docs/reference/panels.md lists the keys."
            ),
        ),
        (
            '"alternative_text": "A red map"',
            '"alternativ_text": "A red map"',
            (
                "line 13, blocks[0].alternative_text: the key alternative_text is missing. Did you "
                "mean alternative_text instead of alternativ_text? docs/reference/panels.md lists "
                "the keys."
            ),
        ),
        (
            '"key": "amount"',
            '"key": "error"',
            (
                "line 6, axes[1].key: error cannot be the key of an axis, as exports or pages use "
                "that name. Choose another key."
            ),
        ),
        (
            '"blocks": [1]}',
            '"blocks": [1], "estimated": true}',
            (
                "line 20, panels[0].estimated: this panel is an estimate, and the bundle has no "
                "words for it. Say in estimated of the bundle by which method."
            ),
        ),
        (
            '"blocks": [1]}',
            '"blocks": [1], "estimated": "no"}',
            (
                "line 20, panels[0].estimated: no is not true or false. Write true or false; "
                "docs/reference/panels.md lists the keys."
            ),
        ),
        (
            '"title": "A loan granted"',
            '"title": "A loan granted", "sumary": "x"',
            (
                "line 10, errors[1].sumary: there is no key sumary here. Did you mean summary? "
                "docs/reference/panels.md lists the keys."
            ),
        ),
        (
            '"title": "A loan granted"',
            '"title": "A loan granted", "title": "x"',
            "line 10, errors[1].title: this is written twice. Keep one of them.",
        ),
        (
            '"title": "A loan granted"',
            '"title": 3',
            "line 10, errors[1].title: 3 is no text. Write a text in quotes.",
        ),
        (
            "A loan granted",
            "a\\u0000b",
            "line 10, errors[1].title: the character U+0000 is not text. Delete it.",
        ),
        (
            "A loan granted",
            "a" * 201,
            "line 10, errors[1].title: this text is too long. Use at most 200 characters.",
        ),
        (
            "Nothing is explained.",
            "a" * 20_001,
            "line 14, blocks[1].text: this text is too long. Use at most 20000 characters.",
        ),
        (
            "[\n{",
            "[\n{,",
            (
                "line 5: this is not valid JSON (key must be a string). Check the "
                "quotes, commas and brackets here and just above."
            ),
        ),
    ],
)
def test_every_fault_is_told_with_its_line(whole: Path, old: str, new: str, said: str) -> None:
    text = (whole / "bundle.json").read_text("utf-8")
    assert old in text
    assert refused(whole, text.replace(old, new, 1).encode()) == f"bundle.json, {said}"


def test_the_line_is_that_of_a_file_formatted_by_hand(whole: Path) -> None:
    content = document(whole)
    content["blocks"][2]["segments"][1]["weight"] = -3
    text = json.dumps(content, indent=2)
    line = text[: text.index("-3")].count("\n") + 1
    assert refused(whole, text.encode()).startswith(
        f"bundle.json, line {line}, blocks[2].segments[1].weight: -3"
    )


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b'{\n"name": "\xe4"}', "line 2: this is not UTF-8 text. Save the file as UTF-8."),
        (b'{\n"name": "\\ud800"}', "line 2: this is not valid JSON ("),
        (b"\xef\xbb\xbf{}", "line 1, name: the key name is missing."),
        (b"", "line 1: this is not valid JSON ("),
        (b"[" * 100_000, "line 1: this is not valid JSON ("),
        (b"[]", "line 1: [] is not an object."),
        (b"{}", "line 1, name: the key name is missing."),
    ],
)
def test_what_is_no_bundle_is_refused(whole: Path, content: bytes, said: str) -> None:
    assert refused(whole, content).startswith(f"bundle.json, {said}")


def test_a_byte_order_mark_is_read_over(folder: Path) -> None:
    before = read_panel_files(folder).bundle
    content = b"\xef\xbb\xbf" + (folder / "bundle.json").read_bytes()
    rewrite(folder, content)
    files = read_panel_files(folder)
    assert (files.bundle, files.content) == (before, content)
    assert panels_of_files(files.content.decode(), files.manifest.decode()) == before
    content = content.replace(b'"weight": 1.0', b'"weight": 1.5')
    assert refused(folder, content).startswith("bundle.json, line 15, blocks[2]")


def test_a_refusal_of_a_file_shows_no_second_traceback(whole: Path) -> None:
    for content in (b"{", b"{}"):
        with pytest.raises(BundleError) as problem:
            read_content(whole, content)
        printed = "".join(traceback.format_exception(problem.value))
        assert printed.count("Traceback") == 1


def test_more_panels_than_a_study_can_show_are_refused(whole: Path) -> None:
    content = document(whole)
    content["panels"] *= 1_300
    said = "panels: this has more than 10000 entries. Give at most 10000."
    assert said in refused(whole, json.dumps(content).encode())


def test_a_changed_byte_is_noticed(folder: Path) -> None:
    file = folder / "bundle.json"
    file.write_bytes(file.read_bytes().replace(b"granted", b"refused"))
    with pytest.raises(
        BundleError, match=r"not the file its manifest describes: copy .*writer\.seal"
    ):
        read_panel_files(folder)


@pytest.mark.parametrize("name", ["bundle.json", "manifest.json"])
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(BundleError, match=f"{name} cannot be read .*: name the folder of a whole"):
        read_panel_files(folder)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"kind": "effects"}, "describes no panels"),
        ({"schema_version": 2}, "has schema version 2, and this program reads 1: write the bund"),
        ({"recipe": {"seed": 9}}, "The recipe in .* was altered"),
        ({"recipe": None, "fingerprint": None}, "The recipe in .* was altered"),
        ({"recipe": float("nan")}, "is no manifest of a bundle of panels"),
        ({"scenario": "loan"}, "describes the bundle 'loan', and bundle.json is 'word-attrib"),
    ],
)
def test_another_manifest_is_refused(folder: Path, change: dict[str, Any], said: str) -> None:
    file = folder / "manifest.json"
    file.write_text(json.dumps(json.loads(file.read_text("utf-8")) | change), "utf-8")
    with pytest.raises(BundleError, match=said):
        read_panel_files(folder)


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b"3", b"[" * 100_000, b"\xff\xfe{\0}\0"])
def test_a_file_that_is_no_manifest_is_refused(folder: Path, content: bytes) -> None:
    (folder / "manifest.json").write_bytes(content)
    with pytest.raises(BundleError, match="is no manifest of a bundle of panels"):
        read_panel_files(folder)


def the_picture(folder: Path) -> Path:
    return next((folder / "images").iterdir())


def change_picture(folder: Path, **changes: Any) -> dict[str, Any]:
    content = document(folder)
    content["blocks"][0] |= changes
    return content


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda file: file.unlink(), "cannot be read (No such file or directory)."),
        (lambda file: file.write_bytes(picture_bytes(colour="blue")), "is not the picture of this"),
        (lambda file: file.write_bytes(b"GIF89a"), "is not a whole PNG, JPEG or WebP. Save it"),
        (lambda file: file.write_bytes(file.read_bytes()[:-9]), "is not a whole PNG, JPEG or WebP"),
        (
            lambda file: file.write_bytes(picture_bytes((4001, 1))),
            "has 4001 by 1 pixels. Scale it down to 4,000 on each side.",
        ),
        (lambda file: file.write_bytes(bytes(3_000_001)), "is larger than 3 MB. Save it smaller."),
    ],
)
def test_a_picture_that_is_not_the_one_named_is_refused(
    folder: Path, change: Callable[[Path], object], said: str
) -> None:
    change(the_picture(folder))
    told = refused(folder, (folder / "bundle.json").read_bytes())
    assert told.startswith("bundle.json, line 13, blocks[0]: ")
    assert said in told


def test_a_picture_is_as_large_as_it_is_said_to_be(folder: Path) -> None:
    with pytest.raises(BundleError, match=r"has 30 by 20 pixels. Write these as its width"):
        read_document(folder, change_picture(folder, width=31))


def test_a_picture_has_the_name_of_its_format(folder: Path) -> None:
    jpeg = picture_bytes(kind="JPEG")
    (folder / "map.png").write_bytes(jpeg)
    with pytest.raises(BundleError, match=r"map\.png holds image/jpeg. Give it a name that ends"):
        read_document(folder, change_picture(folder, file="map.png", sha256=digest(jpeg)))


def test_a_link_does_not_lead_out_of_the_folder(folder: Path, tmp_path: Path) -> None:
    (folder / "map.png").symlink_to(tmp_path / "map.png")
    with pytest.raises(BundleError, match=r"map\.png leads out of the bundle's folder. Copy the"):
        read_document(folder, change_picture(folder, file="map.png"))


def test_pictures_have_a_limit_together(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("attribution.panels.reader.LARGEST_TOGETHER", 10)
    with pytest.raises(BundleError, match="scale them down, or show fewer"):
        read_panel_files(folder)
    assert pictures.LARGEST_TOGETHER == 60_000_000


junk: st.SearchStrategy[Any] = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.just([]) | st.just({})
)


@given(st.data())
@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_change_of_a_value_gives_another_error(whole: Path, data: st.DataObject) -> None:
    content = document(whole)
    place: Any = content
    while True:
        keys = sorted(place) if isinstance(place, dict) else range(len(place))
        key = data.draw(st.sampled_from(list(keys)))
        inner = place[key]
        if not isinstance(inner, dict | list) or not inner or data.draw(st.booleans()):
            break
        place = inner
    if data.draw(st.booleans()):
        place[key] = data.draw(junk)
    else:
        del place[key]
    with suppress(BundleError):
        read_content(whole, json.dumps(content).encode("utf-8", "surrogatepass"))


@given(st.integers(0, 3_000), st.binary(max_size=4), st.integers(0, 9))
@example(0, b"\xff", 0)
@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_change_of_bytes_gives_another_error(
    whole: Path, at: int, inserted: bytes, removed: int
) -> None:
    content = (whole / "bundle.json").read_bytes()
    at %= len(content)
    with suppress(BundleError):
        read_content(whole, content[:at] + inserted + content[at + removed :])


def test_a_rewritten_bundle_is_read_again(folder: Path) -> None:
    content = json.dumps(document(folder), indent=3).encode()
    before = read_panel_files(folder).bundle
    rewrite(folder, content)
    assert read_panel_files(folder).bundle == before


def test_reading_needs_no_numerical_library(whole: Path) -> None:
    script = (
        "import sys; from pathlib import Path;"
        "from attribution.panels.reader import read_panel_files;"
        "import attribution.panels.index, attribution.panels.drawing, attribution.panels.writer;"
        "read_panel_files(Path(sys.argv[1]));"
        "print(sorted({'numpy', 'pandas', 'scipy', 'torch', 'PIL', 'django'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(whole)], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
