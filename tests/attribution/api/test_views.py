"""The API serves what a trial shows, to researchers, under addresses that never change meaning."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.http import HttpResponse
from django.test import Client

from attribution import queries
from attribution.actions import load_bundle
from attribution.axes import Action, Metric
from config.roles import RESEARCHERS
from tests.attribution.panels.small_bundle import document, small_bundle
from tests.effect_settings import effect_setting
from tests.world import NOON, World, load_shipped_effects

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture
def researcher(db: None) -> Client:
    """Somebody of the server's group of researchers, in no study yet."""
    user = User.objects.create_user("of the server", is_staff=True)
    user.groups.add(Group.objects.get(name=RESEARCHERS))
    client = Client()
    client.force_login(user)
    return client


def address(world: World, error: str | None = None, **asked: str) -> str:
    digest = world.loan_effects.digest
    error = error or queries.explanations(digest).bundle.errors[0].id
    setting = {"action": "removal", "metric": "loss", "number": "3", **asked}
    query = "&".join(f"{axis}={value}" for axis, value in setting.items())
    return f"/api/bundles/{digest}/errors/{error}/trial/?{query}"


def test_a_trial_is_answered_as_the_bundle_has_it(researcher: Client, world: World) -> None:
    answer = researcher.get(address(world)).json()
    digest = world.loan_effects.digest
    error = queries.explanations(digest).bundle.errors[0]
    setting = effect_setting(Action.REMOVAL, Metric.LOSS, 3)
    trial = queries.explanations(digest).results(error.id, setting)
    assert trial.effect is not None
    assert answer["setting"] == {"action": "removal", "metric": "loss", "number": "3"}
    assert answer["error"]["id"] == error.id
    assert answer["effect"]["loss"]["change"] == trial.effect.change_of(Metric.LOSS).change
    assert [shown["sample"]["id"] for shown in answer["samples"]] == [
        relevant.sample.id for relevant in trial.samples
    ]


def test_the_whole_bundle_and_the_list_of_bundles_are_served(
    researcher: Client, world: World
) -> None:
    digest = world.loan_effects.digest
    listed = researcher.get("/api/bundles/").json()
    assert [(bundle["scenario"], bundle["digest"]) for bundle in listed] == [("loan", digest)]
    whole = researcher.get(f"/api/bundles/{digest}/").json()
    assert whole.pop("provenance")["fingerprint"]
    assert whole == json.loads(world.loan_effects.content)


def test_an_answer_is_cached_for_good_and_not_sent_twice(researcher: Client, world: World) -> None:
    first = researcher.get(address(world))
    assert first.headers["Cache-Control"] == "private, max-age=31536000, immutable"
    tag = first.headers["ETag"]
    assert tag.startswith('"')  # strong: no W/ before it
    again = researcher.get(address(world), headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    other = researcher.get(address(world, number="4"), headers={"If-None-Match": tag})
    assert other.status_code == 200
    assert other.headers["ETag"] != tag


@pytest.mark.parametrize(
    ("asked", "status", "said"),
    [
        ({"action": "burn"}, 400, "There is no level 'burn' of action: use removal, label_change"),
        ({"metric": ""}, 400, "There is no level '' of metric: use loss"),
        ({"number": "11"}, 400, "There is no level '11' of number: use 1, 2, 3"),
        ({"number": "-1"}, 400, "There is no level '-1' of number"),
        ({"colour": "red"}, 400, "There is no axis 'colour': use action, metric, number."),
        ({"error": "row-none"}, 404, "has no model error 'row-none'"),
    ],
)
def test_what_is_not_there_gets_a_sentence_and_is_not_cached(
    researcher: Client, world: World, asked: dict[str, Any], status: int, said: str
) -> None:
    response = researcher.get(address(world, **asked))
    assert response.status_code == status
    assert said in response.json()["detail"]
    assert "immutable" not in response.headers.get("Cache-Control", "")


def test_a_digest_nobody_loaded_is_not_found(researcher: Client) -> None:
    response = researcher.get("/api/bundles/nothing/")
    assert (response.status_code, "No bundle" in response.json()["detail"]) == (404, True)


def ask_all(client: Client, world: World) -> list[HttpResponse]:
    digest = world.loan_effects.digest
    paths = ["/api/bundles/", f"/api/bundles/{digest}/", address(world), "/api/schema/"]
    return [client.get(path) for path in paths]  # type: ignore[misc]


def test_visitors_and_accounts_without_the_role_read_nothing(client: Client, world: World) -> None:
    assert {response.status_code for response in ask_all(client, world)} == {401}
    client.force_login(User.objects.create_user("nora", is_staff=False))
    assert {response.status_code for response in ask_all(client, world)} == {403}


def test_nothing_can_be_written(researcher: Client, world: World) -> None:
    for method in ("post", "put", "patch", "delete"):
        assert getattr(researcher, method)("/api/bundles/").status_code == 405


def test_the_schema_describes_the_answers_and_their_refusals(admin_client: Client) -> None:
    schema = admin_client.get("/api/schema/").json()
    trial = schema["paths"]["/api/bundles/{digest}/errors/{error}/trial/"]["get"]
    assert set(trial["responses"]) == {"200", "400", "401", "403", "404", "429"}
    assert {"TrialAnswer", "PanelAnswer", "BundleAnswer", "GroupEffect"} <= set(
        schema["components"]["schemas"]
    )


def test_panels_are_answered_as_the_bundle_has_them(researcher: Client, tmp_path: Path) -> None:
    folder = small_bundle(tmp_path)
    digest = load_bundle(folder, loaded_at=NOON).bundle.digest
    whole = researcher.get(f"/api/bundles/{digest}/").json()
    written = document(folder)
    assert [panel["blocks"] for panel in whole["panels"]] == [
        panel["blocks"] for panel in written["panels"]
    ]
    assert whole["axes"] == written["axes"]
    setting = {"explanation": "words", "amount": "3"}
    answer = researcher.get(f"/api/bundles/{digest}/errors/case-1/trial/", setting).json()
    assert answer.keys() == {"error", "setting", "estimated", "blocks"}
    assert answer["setting"] == setting
    assert answer["error"] == whole["errors"][0]
    shown = next(
        panel["blocks"]
        for panel in whole["panels"]
        if (panel["error"], panel["setting"]) == ("case-1", setting)
    )
    assert answer["blocks"] == [whole["blocks"][place] for place in shown]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("explanation=pictures&amount=3", "There is no level 'pictures' of explanation: use words"),
        ("explanation=words", "There is no level '' of amount: use 3, all."),
        ("explanation=words&amount=3&metric=loss", "There is no axis 'metric': use explanation"),
    ],
)
def test_a_setting_that_panels_lack_gets_a_sentence(
    researcher: Client, tmp_path: Path, asked: str, said: str
) -> None:
    digest = load_bundle(small_bundle(tmp_path), loaded_at=NOON).bundle.digest
    response = researcher.get(f"/api/bundles/{digest}/errors/case-1/trial/?{asked}")
    assert response.status_code == 400
    assert said in response.json()["detail"]


def test_collecting_fifty_samples_is_answered_and_four_are_not(researcher: Client) -> None:
    digest = load_shipped_effects("loan-collection").digest
    error = queries.explanations(digest).errors[0]
    path = f"/api/bundles/{digest}/errors/{error}/trial/"
    setting = {"action": "collection", "metric": "loss", "number": "50"}
    answer = researcher.get(path, setting).json()
    assert (answer["effect"]["action"], answer["effect"]["number"]) == ("collection", 50)
    assert len(answer["samples"]) == 50
    refused = researcher.get(path, {**setting, "number": "4"})
    assert refused.status_code == 400
    assert (
        "There is no level '4' of number: use 1, 2, 3, 5, 10, 20, 50." in refused.json()["detail"]
    )
