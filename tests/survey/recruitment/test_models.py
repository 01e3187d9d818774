"""Who was recruited is kept where nothing leads to what they answered."""

from datetime import date

import pytest
from django.apps import apps
from django.db import IntegrityError, connections, models, transaction

from survey.design.panel import PanelIdentifier
from survey.models import Participant
from survey.recruitment.actions import keep_identifier
from survey.recruitment.models import CompensationCode, RecruitmentIdentifier, random_key
from tests.world import World

pytestmark = pytest.mark.django_db(databases=["default", "recruitment"])

DAY = date(2027, 1, 31)

RECRUITMENT = {
    "recruitment_beginningthroughpanel",
    "recruitment_compensationcode",
    "recruitment_compensationcontact",
    "recruitment_invitationmail",
    "recruitment_mailing",
    "recruitment_recruitmentidentifier",
}


def test_each_database_holds_its_own_tables_and_no_others() -> None:
    tables = {name: set(connections[name].introspection.table_names()) for name in connections}
    assert tables["recruitment"] - {"django_migrations", "sqlite_sequence"} == RECRUITMENT
    assert not RECRUITMENT & tables["default"]
    assert Participant._meta.db_table in tables["default"]


def test_nothing_in_it_refers_to_anything_else() -> None:
    for model in apps.get_app_config("recruitment").get_models():
        related = [f.related_model for f in model._meta.get_fields() if f.is_relation]
        assert {str(other._meta.app_label) for other in related if other} <= {"recruitment"}
        times = {str(f) for f in model._meta.fields if isinstance(f, models.DateTimeField)}
        # This one is emptied when a mailing was sent.
        assert times <= {"recruitment.Mailing.sending_until"}


def test_rows_lie_in_no_order_that_tells_who_came_first() -> None:
    names = [f"person-{number:02}" for number in range(20)]
    for name in names:
        keep(name)
    connection = connections["recruitment"]
    column = "rowid" if connection.vendor == "sqlite" else "id"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT panel_participant FROM recruitment_recruitmentidentifier ORDER BY {column}"  # noqa: S608
        )
        stored = [row[0] for row in cursor.fetchall()]
    assert sorted(stored) == names
    assert stored != names, "the chance of this order is 1 in 20!"


def test_the_admins_log_learns_nobodys_name() -> None:
    keep("ada")
    assert "ada" not in str(RecruitmentIdentifier.objects.get())


def test_a_participant_and_an_identifier_cannot_be_related(world: World) -> None:
    from config.routers import RecruitmentRouter

    keep("ada")
    identifier = RecruitmentIdentifier.objects.get()
    router = RecruitmentRouter()
    assert router.allow_relation(world.founding, identifier) is False
    assert router.allow_relation(world.founding, world.founding.study) is None
    assert router.allow_relation(identifier, identifier) is None


def keep(name: str) -> None:
    keep_identifier("by-panel", PanelIdentifier(name, "study", "visit"), day=DAY)


@pytest.mark.parametrize("half", [{"receiver": "a" * 64}, {"given_on": DAY}])
def test_a_code_is_given_to_somebody_on_a_day_or_not_at_all(half: dict[str, object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic(using="recruitment"):
        CompensationCode.objects.create(study="pilot", code="AAA", **half)
    CompensationCode.objects.create(study="pilot", code="AAA")


def test_a_code_and_its_receiver_are_there_once_in_a_study() -> None:
    handed_out = {"study": "pilot", "receiver": "a" * 64, "given_on": DAY}
    CompensationCode.objects.create(**handed_out, code="AAA")
    with pytest.raises(IntegrityError), transaction.atomic(using="recruitment"):
        CompensationCode.objects.create(**handed_out, code="BBB")
    with pytest.raises(IntegrityError), transaction.atomic(using="recruitment"):
        CompensationCode.objects.create(study="pilot", code="AAA")


def test_keys_are_drawn_from_63_bits() -> None:
    keys = [random_key() for _draw in range(200)]
    assert all(0 <= key < 2**63 for key in keys)
    assert max(keys) >= 2**61  # each is with probability 3/4: below, 200 times, 4 ** -200
