import re
from datetime import timedelta
from html import escape
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.test import Client

from attribution import queries
from attribution.actions import load_bundle, store_scores
from attribution.errors import NotInBundle
from core.digests import digest
from tests.attribution.panels.small_bundle import small_bundle
from tests.attribution.small_methods import ACTIONS, METRICS, content, scored
from tests.world import NOON, World

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def test_a_bundle_can_be_inspected_down_to_its_recipe(researcher: Client, world: World) -> None:
    stored = world.loan_effects
    page = researcher.get(f"/admin/attribution/storedbundle/{stored.pk}/change/").content.decode()
    bundle = queries.explanations(stored.digest).bundle
    assert stored.digest in page
    assert bundle.provenance.fingerprint in page
    assert all(error.id in page for error in bundle.errors)
    assert f"{bundle.base_model.test_accuracy.mean:.4f}" in page


def test_a_bundle_says_by_which_rule_samples_are_listed_and_how_steady_they_are(
    researcher: Client, world: World
) -> None:
    stored = world.loan_effects
    page = researcher.get(f"/admin/attribution/storedbundle/{stored.pk}/change/").content.decode()
    assert "10 seeds, checkpoints after epochs 30, 40, 50; a seed&#x27;s mean is one" in page
    assert "effects that help by the metric of the list, p &lt; 0.05 in a t-test over" in page
    assert "(as recommended)" in page
    assert "has the sign of its mean in 100.0% of the seeds" in page
    bundle = queries.explanations(stored.digest).bundle
    sample = bundle.rankings[0].samples[0]
    error = bundle.errors[0].id
    address = f"/admin/attribution/storedbundle/{stored.digest}/errors/{error}/"
    row = researcher.get(address).content.decode().split(sample.id)[1].split("</tr>")[0]
    cells = re.findall(r"<td>(.*?)</td>", row)
    assert cells[-2:] == [f"{sample.same_sign} of 10", f"{sample.in_top} of 10"]


def test_a_bundle_that_an_earlier_version_stored_is_answered_with_the_command_that_mends_it(
    researcher: Client, world: World
) -> None:
    stored = world.loan_effects
    stored.manifest = stored.manifest.replace('"schema_version": 4', '"schema_version": 3')
    stored.digest = "e" * 64
    stored.save()
    with pytest.raises(NotInBundle, match=r"make the bundle anew with `needfinder attribute loan`"):
        queries.explanations(stored.digest)
    refused = researcher.get(f"/api/bundles/{stored.digest}/")
    assert refused.status_code == 404
    assert "needfinder attribute loan" in refused.json()["detail"]
    page = researcher.get(f"/admin/attribution/storedbundle/{stored.pk}/change/")
    assert page.status_code == 200
    assert "needfinder attribute loan" in page.content.decode()


def test_an_error_shows_every_ranked_sample_and_group_effect(
    researcher: Client, world: World
) -> None:
    digest = world.loan_effects.digest
    error = queries.explanations(digest).bundle.errors[0].id
    address = f"/admin/attribution/storedbundle/{digest}/errors/{error}/"
    page = researcher.get(address).content.decode()
    for ranked_list in queries.ranked_lists(digest, error):
        assert all(relevant.sample.id in page for relevant in ranked_list.longest.samples)
    assert page.count("Effects of acting on the first samples together") == 9
    assert "Upweighting, judged by probability of the predicted class" in page


def test_bundles_are_listed_without_reading_them(researcher: Client, world: World) -> None:
    digest = world.loan_effects.digest
    page = researcher.get("/admin/attribution/storedbundle/").content.decode()
    assert digest[:12] in page


def test_an_error_that_is_not_there_is_not_found(researcher: Client, world: World) -> None:
    digest = world.loan_effects.digest
    for address in (f"{digest}/errors/none/", "none/errors/none/"):
        assert researcher.get(f"/admin/attribution/storedbundle/{address}").status_code == 404


def test_without_the_role_nothing_is_shown(client: Client, world: World) -> None:
    digest = world.loan_effects.digest
    error = queries.explanations(digest).bundle.errors[0].id
    client.force_login(User.objects.create_user("nora", is_staff=True))
    scored(world.loan_effects)
    addresses = (
        "",
        f"{world.loan_effects.pk}/change/",
        f"{digest}/errors/{error}/",
        f"{digest}/methods/",
    )
    for address in addresses:
        assert client.get(f"/admin/attribution/storedbundle/{address}").status_code == 403


def test_not_even_a_superuser_changes_or_deletes_effects(
    admin_client: Client, world: World
) -> None:
    stored = world.loan_effects
    base = "/admin/attribution/storedbundle/"
    assert admin_client.get(f"{base}add/").status_code == 403
    assert admin_client.post(f"{base}{stored.pk}/delete/", {"post": "yes"}).status_code == 403
    assert admin_client.post(f"{base}{stored.pk}/change/", {"scenario": "x"}).status_code == 403
    stored.refresh_from_db()
    assert stored.scenario == "loan"


def test_an_error_named_by_a_path_of_a_collection_has_its_page(
    researcher: Client, world: World
) -> None:
    bundle = world.loan_effects
    error = queries.explanations(bundle.digest).bundle.errors[0].id
    content = bundle.content.replace(error, "032.Mangrove_Cuckoo/photo 1.jpg")
    bundle.content, bundle.digest = content, "d" * 64
    bundle.save()
    page = researcher.get(f"/admin/attribution/storedbundle/{bundle.pk}/change/").content.decode()
    assert f"{'d' * 64}/errors/032.Mangrove_Cuckoo/photo%201.jpg/" in page
    address = f"/admin/attribution/storedbundle/{'d' * 64}/errors/032.Mangrove_Cuckoo/photo 1.jpg/"
    assert researcher.get(address).status_code == 200


def test_panels_can_be_inspected_setting_by_setting(
    researcher: Client, world: World, tmp_path: Path
) -> None:
    stored = load_bundle(small_bundle(tmp_path), loaded_at=NOON).bundle
    page = researcher.get(f"/admin/attribution/storedbundle/{stored.pk}/change/").content.decode()
    explanations = queries.explanations(stored.digest)
    for axis, levels in explanations.axes.items():
        assert f'<th scope="row">{axis}</th><td>{", ".join(levels)}</td>' in page
    assert explanations.source in page
    for error in explanations.errors:
        address = f"/admin/attribution/storedbundle/{stored.digest}/errors/{error}/"
        assert address in page
        shown = researcher.get(address).content.decode()
        assert escape(explanations.error(error).title) in shown
        # Two explanations by two amounts, of which one shows words and bars.
        assert shown.count("Nothing is explained.") == 2
        assert shown.count("marked_text: Words") == 2
        assert shown.count("bars: Their weights") == 2


def test_panels_are_shown_to_researchers_alone(client: Client, tmp_path: Path) -> None:
    stored = load_bundle(small_bundle(tmp_path), loaded_at=NOON).bundle
    client.force_login(User.objects.create_user("nora", is_staff=True))
    for address in (f"{stored.pk}/change/", f"{stored.digest}/errors/case-1/"):
        assert client.get(f"/admin/attribution/storedbundle/{address}").status_code == 403


def test_an_error_that_panels_lack_is_not_found(
    researcher: Client, world: World, tmp_path: Path
) -> None:
    digest = load_bundle(small_bundle(tmp_path), loaded_at=NOON).bundle.digest
    address = f"/admin/attribution/storedbundle/{digest}/errors/case-9/"
    assert researcher.get(address).status_code == 404


def test_methods_are_shown_beside_the_effects_with_what_they_are(
    researcher: Client, world: World
) -> None:
    stored = world.loan_effects
    scores = scored(stored)
    address = f"/admin/attribution/storedbundle/{stored.digest}/methods/"
    bundle = researcher.get(f"/admin/attribution/storedbundle/{stored.pk}/change/")
    assert address in bundle.content.decode()
    assert "2 methods without retraining" in bundle.content.decode()
    page = researcher.get(address).content.decode()
    assert page.count('<th scope="row">Influence function</th>') == len(ACTIONS) * len(METRICS)
    assert "Label change, judged by probability of the predicted class" in page
    assert "Retraining with other seeds (yardstick)" in page
    assert "0.750 ±\N{NO-BREAK SPACE}0.125" in page
    assert "the rank correlation, over random groups of training samples" in page
    assert "10% of the training samples for" in page
    assert "Computed with damping 0.5." in page
    assert digest(scores) in page


def test_the_scores_that_were_loaded_last_are_shown(researcher: Client, world: World) -> None:
    stored = world.loan_effects
    store_scores(stored, content(stored.digest, scenario="newer"), NOON + timedelta(days=1))
    scored(stored)
    newer = digest(content(stored.digest, scenario="newer"))
    page = researcher.get(f"/admin/attribution/storedbundle/{stored.digest}/methods/")
    assert newer in page.content.decode()


def test_a_bundle_without_scores_has_no_page_of_methods(researcher: Client, world: World) -> None:
    stored = world.loan_effects
    page = researcher.get(f"/admin/attribution/storedbundle/{stored.pk}/change/").content.decode()
    address = f"/admin/attribution/storedbundle/{stored.digest}/methods/"
    assert address not in page
    assert researcher.get(address).status_code == 404
