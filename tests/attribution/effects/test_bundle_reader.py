import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from attribution.data.dataset import Dataset
from attribution.data.display import Modality, Series, Text
from attribution.effects.bundle_reader import read_bundle
from attribution.effects.pipeline import run_attribution
from attribution.errors import BundleError
from core.digests import digest
from tests.attribution.letters_and_pulses import letters, pulses, scenario_of
from tests.attribution.toys import bird_scenario, birds


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    run_attribution(bird_scenario(), tmp_path)
    return tmp_path / "bundle"


def rewrite(folder: Path, change: Callable[[Any], None]) -> None:
    """Alter the content and make the manifest's digest agree, as a careless tool would."""
    path, manifest = folder / "bundle.json", folder / "manifest.json"
    content = json.loads(path.read_text("utf-8"))
    change(content)
    path.write_text(json.dumps(content), "utf-8")
    record = json.loads(manifest.read_text("utf-8"))
    record["bundle_sha256"] = digest(path.read_bytes())
    manifest.write_text(json.dumps(record), "utf-8")


def test_a_changed_byte_is_noticed(folder: Path) -> None:
    path = folder / "bundle.json"
    path.write_bytes(path.read_bytes().replace(b"Sparrow", b"Swallow", 1))
    with pytest.raises(BundleError, match=r"bundle\.json is not the file its manifest describes"):
        read_bundle(folder)


@pytest.mark.parametrize("name", ["bundle.json", "manifest.json"])
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(BundleError, match=f"{name} cannot be read .*: name the folder of a whole"):
        read_bundle(folder)


@pytest.mark.parametrize("text", ["", "[]", "{}", "not JSON"])
def test_a_folder_with_another_manifest_is_no_bundle(folder: Path, text: str) -> None:
    (folder / "manifest.json").write_text(text)
    with pytest.raises(BundleError, match="is no manifest of a bundle"):
        read_bundle(folder)


def test_another_schema_is_refused(folder: Path) -> None:
    manifest = json.loads((folder / "manifest.json").read_text())
    (folder / "manifest.json").write_text(json.dumps({**manifest, "schema_version": 99}))
    with pytest.raises(BundleError, match="has schema version 99, and this program reads 4 and 5"):
        read_bundle(folder)


def test_a_bundle_of_the_old_form_is_answered_with_the_command_that_makes_it_anew(
    folder: Path,
) -> None:
    manifest = json.loads((folder / "manifest.json").read_text())
    (folder / "manifest.json").write_text(json.dumps({**manifest, "schema_version": 1}))
    command = f"needfinder attribute {manifest['scenario']}"
    with pytest.raises(BundleError, match=f"an old form .* make the bundle anew with `{command}`"):
        read_bundle(folder)


def test_a_number_beyond_a_list_shows_the_whole_list(folder: Path) -> None:
    numbers = [1, 2, 20]
    rewrite(folder, lambda b: _keep_numbers(b, numbers))
    bundle = read_bundle(folder)
    listed = {
        (ranking.error, ranking.action, ranking.metric): len(ranking.samples)
        for ranking in bundle.rankings
    }
    assert {0, 10} < set(listed.values())
    for error, action, metric in listed:
        sizes = {
            effect.number
            for effect in bundle.group_effects
            if (effect.error, effect.action, effect.metric) == (error, action, metric)
        }
        assert sizes == {min(number, listed[error, action, metric]) for number in numbers} - {0}


def _keep_numbers(bundle: Any, numbers: list[int]) -> None:
    bundle["numbers"] = numbers
    length = {_list_of(ranking): len(ranking["samples"]) for ranking in bundle["rankings"]}
    bundle["group_effects"] = [
        effect
        for effect in bundle["group_effects"]
        if effect["number"] in {min(number, length[_list_of(effect)]) for number in numbers}
    ]


def _list_of(ranking_or_effect: Any) -> tuple[str, str, str]:
    return tuple(ranking_or_effect[key] for key in ("error", "action", "metric"))


@pytest.mark.parametrize("actions", [[], ["removal", "removal"]])
def test_actions_are_named_once(folder: Path, actions: list[str]) -> None:
    rewrite(folder, lambda b: b.update(actions=actions))
    with pytest.raises(BundleError, match="names no action, or one twice: make the bundle again"):
        read_bundle(folder)


@pytest.mark.parametrize("numbers", [[], [0, 1], [2, 1], [1, 1, 2]])
def test_numbers_rise_from_one_or_more(folder: Path, numbers: list[int]) -> None:
    rewrite(folder, lambda b: b.update(numbers=numbers))
    with pytest.raises(BundleError, match="numbers of training samples that do not rise from 1"):
        read_bundle(folder)


@pytest.mark.parametrize(
    ("change", "location"),
    [
        (lambda b: b.pop("errors"), "at errors "),
        (lambda b: b["errors"][0].update(true_class="many"), r"at errors\.0\.true_class "),
        (lambda b: b["rankings"][0].update(action="praise"), r"at rankings\.0\.action "),
        (lambda b: b["base_model"]["mean_loss"].update(mean=None), r"at base_model\.mean_loss"),
    ],
)
def test_a_field_that_breaks_the_schema_is_named(
    folder: Path, change: Callable[[Any], None], location: str
) -> None:
    rewrite(folder, change)
    with pytest.raises(BundleError, match=f"does not follow the schema {location}"):
        read_bundle(folder)


def test_an_unknown_field_is_refused(folder: Path) -> None:
    rewrite(folder, lambda b: b["errors"][0].update(mood="sad"))
    with pytest.raises(BundleError, match="has fields the schema does not know"):
        read_bundle(folder)


@pytest.mark.parametrize("text", ["[1]", "{", "3", '{"errors": NaN}'])
def test_content_that_is_no_object_is_refused(folder: Path, text: str) -> None:
    manifest = json.loads((folder / "manifest.json").read_text())
    manifest["bundle_sha256"] = digest(text.encode())
    (folder / "manifest.json").write_text(json.dumps(manifest))
    (folder / "bundle.json").write_text(text)
    with pytest.raises(BundleError, match="is no valid JSON object: make the bundle again"):
        read_bundle(folder)


def test_an_altered_recipe_is_noticed(folder: Path) -> None:
    manifest = json.loads((folder / "manifest.json").read_text())
    manifest["recipe"]["seeds"] = [9]
    (folder / "manifest.json").write_text(json.dumps(manifest))
    with pytest.raises(BundleError, match=r"The recipe in .* was altered"):
        read_bundle(folder)


@pytest.mark.parametrize(
    "change",
    [
        lambda b: b["errors"].pop(),
        lambda b: b["training_samples"].pop(),
        lambda b: b["group_effects"].pop(),
        lambda b: b["group_effects"][0].update(number=10),
        lambda b: b["errors"].append(b["errors"][0]),
        lambda b: b["errors"][0].update(true_class=2),
        lambda b: b["rankings"].append(b["rankings"][0]),
        lambda b: b["rankings"].pop(),
        lambda b: b["actions"].pop(),
        lambda b: b["numbers"].pop(3),
    ],
)
def test_a_reference_to_nothing_is_refused(folder: Path, change: Callable[[Any], None]) -> None:
    rewrite(folder, change)
    with pytest.raises(BundleError, match="errors, samples or groups that it does not hold"):
        read_bundle(folder)


def test_an_altered_picture_is_noticed(tmp_path: Path) -> None:
    run_attribution(bird_scenario(birds(modality=Modality.IMAGE)), tmp_path)
    picture = next((tmp_path / "bundle" / "images").iterdir())
    picture.write_bytes(b"another bird")
    with pytest.raises(BundleError, match=f"{picture.name} was altered: copy the whole bundle"):
        read_bundle(tmp_path / "bundle")


def test_pictures_do_not_lie_outside_the_bundle(tmp_path: Path) -> None:
    run_attribution(bird_scenario(birds(modality=Modality.IMAGE)), tmp_path)
    rewrite(
        tmp_path / "bundle", lambda b: b["errors"][0]["display"].update(file="../manifest.json")
    )
    with pytest.raises(BundleError, match="lies outside the bundle"):
        read_bundle(tmp_path / "bundle")


def test_reading_needs_no_numerical_library(folder: Path) -> None:
    script = (
        "import sys; from pathlib import Path;"
        "from attribution.effects.bundle_reader import read_bundle; import attribution.scenarios;"
        "read_bundle(Path(sys.argv[1]));"
        "heavy = {'numpy', 'numba', 'scipy', 'sklearn', 'pandas', 'pyarrow', 'torch',"
        "'joblib', 'PIL'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(folder)], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_rows_in_a_bundle_of_pictures_are_refused(folder: Path) -> None:
    rewrite(folder, lambda b: b.update(modality="image"))
    with pytest.raises(BundleError, match="in another way than its modality image does: make"):
        read_bundle(folder)


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return finished_bundle(letters(), tmp_path_factory.mktemp("letters"))


@pytest.fixture(scope="module")
def curves(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return finished_bundle(pulses(values=12), tmp_path_factory.mktemp("pulses"))


def finished_bundle(dataset: Dataset, folder: Path) -> Path:
    bundle = run_attribution(scenario_of(dataset), folder).bundle
    assert bundle is not None
    return bundle


def copied(bundle: Path, folder: Path) -> Path:
    return shutil.copytree(bundle, folder / "copy")


def version_of(bundle: Path) -> int:
    manifest: dict[str, int] = json.loads((bundle / "manifest.json").read_text("utf-8"))
    return manifest["schema_version"]


def test_texts_and_curves_have_version_5_and_all_else_stays_version_4(
    folder: Path, texts: Path, curves: Path
) -> None:
    assert [version_of(bundle) for bundle in (folder, texts, curves)] == [4, 5, 5]
    shown = [read_bundle(bundle).errors[0].display for bundle in (texts, curves)]
    assert [type(display) for display in shown] == [Text, Series]


@pytest.mark.parametrize(("modality", "version"), [("text", 4), ("table", 5)])
def test_a_version_that_is_not_that_of_the_modality_is_refused(
    folder: Path, texts: Path, tmp_path: Path, modality: str, version: int
) -> None:
    bundle = copied(texts if modality == "text" else folder, tmp_path)
    manifest = json.loads((bundle / "manifest.json").read_text("utf-8"))
    (bundle / "manifest.json").write_text(json.dumps({**manifest, "schema_version": version}))
    words = f"schema version {version}, and bundles of the modality {modality} have {9 - version}"
    with pytest.raises(BundleError, match=words):
        read_bundle(bundle)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (" \n\t", "an empty text: leave it out"),
        ("x" * 20_001, "a text of 20,001 characters, and pages show 20,000 at most: shorten it"),
        ("a\0b", r"a text with the character U\+0000, which no page can hold: take it out"),
    ],
)
def test_a_text_that_no_page_can_show_is_named(
    texts: Path, tmp_path: Path, text: str, words: str
) -> None:
    bundle = copied(texts, tmp_path)
    rewrite(bundle, lambda b: b["errors"][0]["display"].update(text=text))
    with pytest.raises(BundleError, match=rf"the sample test-\d+ shows {words}"):
        read_bundle(bundle)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"values": [1.0]}, "a curve whose values number 1, and pages show 2 to 2,000"),
        ({"values": [0.5] * 2_001}, "a curve whose values number 2,001, and pages show 2 to 2,000"),
        ({"values": [1.0, 1e101]}, "NaN, infinity or a number beyond 1e100: mend it or leave"),
        ({"step": 0.0}, "a curve with the step 0: give one above 0"),
        ({"step": -1.0}, "a curve with the step -1: give one above 0"),
        ({"start": 1e20}, "a curve with the step 0.18"),
    ],
)
def test_a_curve_that_no_page_can_show_is_named(
    curves: Path, tmp_path: Path, change: dict[str, Any], words: str
) -> None:
    bundle = copied(curves, tmp_path)
    rewrite(bundle, lambda b: b["errors"][0]["display"].update(change))
    with pytest.raises(BundleError, match=rf"the sample test-\d+ shows .*{words}"):
        read_bundle(bundle)


def test_a_number_too_large_for_json_is_no_number(curves: Path, tmp_path: Path) -> None:
    """Python's parser reads 1e999 as infinity."""
    bundle = copied(curves, tmp_path)
    rewrite(bundle, lambda b: b["errors"][0]["display"].update(step="one"))
    file, manifest = bundle / "bundle.json", bundle / "manifest.json"
    file.write_text(file.read_text("utf-8").replace('"one"', "1e999"), "utf-8")
    record = json.loads(manifest.read_text("utf-8"))
    manifest.write_text(json.dumps({**record, "bundle_sha256": digest(file.read_bytes())}), "utf-8")
    with pytest.raises(BundleError, match="is no valid JSON object: make the bundle again"):
        read_bundle(bundle)


def test_curves_have_two_features_and_rows_a_value_for_each(
    folder: Path, curves: Path, tmp_path: Path
) -> None:
    bundle = copied(curves, tmp_path)
    rewrite(bundle, lambda b: b["features"].pop())
    with pytest.raises(
        BundleError, match="shows a curve without two features: give what the horiz"
    ):
        read_bundle(bundle)
    rewrite(folder, lambda b: b["errors"][0]["display"]["cells"].append("more"))
    with pytest.raises(BundleError, match="shows 2 values for 1 features: show one for each"):
        read_bundle(folder)
