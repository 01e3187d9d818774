"""Data of one's own: from a file to a draft, a run, a bundle and a study."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from attribution.effects.bundle_reader import read_bundle
from tests.attribution.albums import class_folders
from tests.attribution.small_tables import write_scenario


def attribute(*arguments: object) -> str:
    out = StringIO()
    call_command("attribute", *map(str, arguments), stdout=out)
    return out.getvalue()


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


TEXTS = "id,text,mood\n" + "".join(
    f"t{row},{' '.join(('warm', 'grey')[(row * k) % 3 % 2] for k in range(1, 5))} {row},"
    f"{('good', 'bad')[row % 2]}\n"
    for row in range(40)
)


def test_a_scenario_file_is_run_and_the_next_commands_are_told(here: Path) -> None:
    said = attribute(write_scenario(here))
    assert read_bundle(Path("runs/small-loans/bundle")).classes == ("Decline", "Approve")
    *_, load, study = said.splitlines()
    assert load == "Load it with: needfinder load_effects runs/small-loans/bundle"
    assert "needfinder load_study" in study


def test_every_option_of_a_run_is_taken(here: Path) -> None:
    file = write_scenario(here)
    options = ("--seeds", 3, "--gate", "none", "--direction", "any", "--most", 4)
    attribute(file, *options, "--candidates", 8, "--jobs", 2, "--out", here / "run")
    bundle = read_bundle(here / "run" / "bundle")
    assert bundle.ensemble.seeds == (0, 1, 2)
    assert (bundle.relevance.gate, bundle.relevance.most) == ("none", 4)
    assert bundle.provenance.recipe["candidates"] == {"number": 8, "seed": 0}
    assert {ranking.relevant for ranking in bundle.rankings} == {8}


def test_shares_give_the_bytes_of_one_process(here: Path) -> None:
    file = write_scenario(here)
    attribute(file, "--out", here / "alone")
    for share in ("1/2", "2/2", "1/2", "2/2"):
        said = attribute(file, "--out", here / "shared", "--shard", share)
    assert "The bundle is in" in said
    for name in ("bundle.json", "manifest.json"):
        shared = (here / "shared" / "bundle" / name).read_bytes()
        assert shared == (here / "alone" / "bundle" / name).read_bytes()


def test_a_run_goes_on_with_more_seeds_of_the_file(here: Path) -> None:
    file = write_scenario(here)
    attribute(file)
    attribute(write_scenario(here, ("seeds: 2", "seeds: 3")))
    assert read_bundle(Path("runs/small-loans/bundle")).ensemble.seeds == (0, 1, 2)
    with pytest.raises(CommandError, match="give these and more"):
        attribute(write_scenario(here))


def test_methods_are_scored_beside_the_bundle(here: Path) -> None:
    file = write_scenario(here)
    attribute(file, "--candidates", 8)
    bundle = here / "runs" / "small-loans" / "bundle"
    before = (bundle / "bundle.json").read_bytes()
    said = attribute(file, "--candidates", 8, "--methods")
    assert "methods.json" in said
    assert json.loads((bundle / "methods.json").read_text())["scenario"] == "small-loans"
    assert (bundle / "bundle.json").read_bytes() == before


def test_photographs_are_drafted_too(here: Path) -> None:
    pytest.importorskip("PIL", reason="photographs are read with Pillow, of the extra `birds`")
    class_folders(here / "chairs", classes=2, per_class=3)
    said = attribute("images", "--data", "chairs", "--classes", "bench", "armchair", "--draft")
    assert "3 files of the class 'Bench'." in said
    written = Path("chairs.yaml").read_text("utf-8")
    assert "  classes: {bench: Bench, armchair: Armchair}\n" in written
    assert "model:" not in written


def test_texts_are_drafted_and_run_at_once(here: Path) -> None:
    (here / "my moods.csv").write_text(TEXTS)
    said = attribute(
        *("texts", "--data", "my moods.csv", "--label", "mood", "--source", "Invented, CC0"),
        *("--run", "--seeds", 2),
    )
    assert "40 texts" in said
    bundle = read_bundle(Path("runs/my-moods/bundle"))
    assert (bundle.source, bundle.modality) == ("Invented, CC0", "text")
    assert Path("my-moods.yaml").exists()


def test_a_draft_is_run_later_and_overwrites_nothing(here: Path) -> None:
    (here / "moods.csv").write_text(TEXTS)
    (here / "scenarios").mkdir()
    draft = ("texts", "--data", "moods.csv", "--label", "mood", "--out", "scenarios/moods.yaml")
    said = attribute(*draft)
    assert said.splitlines()[-1] == "Then run it: needfinder attribute scenarios/moods.yaml"
    assert not Path("runs").exists()
    written = Path("scenarios/moods.yaml").read_text("utf-8")
    assert "  file: ../moods.csv\n" in written
    with pytest.raises(CommandError, match=r"scenarios/moods\.yaml is there already: run it"):
        attribute(*draft)
    assert Path("scenarios/moods.yaml").read_text("utf-8") == written
    attribute("scenarios/moods.yaml", "--seeds", 2)
    assert read_bundle(Path("runs/moods/bundle")).modality == "text"


def test_a_draft_with_problems_is_written_and_not_run(here: Path) -> None:
    (here / "moods.csv").write_text(TEXTS + "t99,,good\n")
    draft = ("texts", "--data", "moods.csv", "--label", "mood")
    with pytest.raises(CommandError, match=r"Nothing was run\. Mend it: needfinder attribute"):
        attribute(*draft, "--run")
    Path("moods.yaml").unlink()
    said = attribute(*draft)
    assert "1 problem to mend, in the data or in moods.yaml:" in said
    assert "line 42" in said


def test_a_study_is_written_that_the_check_accepts(here: Path, db: None) -> None:
    said = attribute(write_scenario(here), "--study", "study")
    assert said.splitlines()[-1] == "Then load the study: needfinder load_study study/study.yaml"
    call_command("load_effects", "runs/small-loans/bundle", stdout=StringIO())
    out = StringIO()
    call_command("check_study", "study/study.yaml", stdout=out)
    assert "study/study.yaml is a valid study: small-loans 0.1" in out.getvalue()
    before = Path("study/study.yaml").read_bytes()
    with pytest.raises(CommandError, match="would be overwritten: name another folder"):
        attribute("loans.yaml", "--study", "study")
    assert Path("study/study.yaml").read_bytes() == before


def test_a_name_that_ships_is_not_taken(here: Path) -> None:
    file = write_scenario(here, ("scenario: small-loans", "scenario: loan"))
    with pytest.raises(CommandError, match="A scenario that ships is called loan: give yours"):
        attribute(file)
    assert not Path("runs").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("none.yaml",), r"none\.yaml: the file cannot be read"),
        (("texts",), "needs --data: name the file or folder of your data"),
        (("texts", "--data", "m.csv", "--first", "a"), "The kind texts takes no --first"),
        (("texts", "--data", "m.csv", "--seeds", "2"), "Only a run takes --seeds: leave it out"),
        (("texts", "--data", "m.csv", "--out", "x"), "Only a run takes a folder as --out"),
        (("loan", "--label", "x"), "The scenario loan takes no --label: leave it out."),
        (("loans.yaml", "--data", "m.csv"), r"loans\.yaml says what --data would"),
        (("loans.yaml", "--candidates", "0"), "whole numbers from 1 upwards"),
        (("loans.yaml", "--device", "cuda"), "Only photographs are learned on one"),
        (("loans.yaml", "--most-hours", "0"), r"\(--candidates|more than the 0 hours allowed"),
    ],
)
def test_a_wrong_argument_gets_a_sentence(
    here: Path, arguments: tuple[str, ...], said: str
) -> None:
    write_scenario(here)
    files = {path.name for path in here.iterdir()}
    with pytest.raises(CommandError, match=said):
        attribute(*arguments)
    assert {path.name for path in here.iterdir()} - files <= {"runs"}
