"""The models whose changes are logged, and the signal receivers that log them."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Model
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_save

from operations.change_log import note_change
from operations.downloads import noted
from operations.models import Change
from survey.enrolment.invitations import invitations_made
from survey.interviews.models import Interviewee
from survey.leaving.erase_on_request import erased_on_request
from survey.participation.models import Participant
from survey.population import Population
from survey.studies.downloads import download_begins
from survey.studies.models import Study

Kind = Change.Kind


@dataclass(frozen=True)
class Watched:
    """A model by its label, how a row is named, and the fields whose values are logged.

    Of `secret` fields only the fact of a change is logged. `study` leads from a row to the study
    that it is about, as a lookup does; it is empty for rows that are about the whole server.
    """

    model: str
    which: Callable[[Any], str]
    fields: tuple[str, ...]
    secret: tuple[str, ...] = ()
    study: str = "study"

    def slug_of(self, row: Any) -> str:
        """The name of the row's study; empty where it is about none, or the study went first."""
        value = row
        with suppress(ObjectDoesNotExist):
            for name in filter(None, self.study.split("__")):
                value = getattr(value, name)
            if isinstance(value, str):  # in the second database
                return value
            return value.slug if isinstance(value, Study) else ""
        return ""


WATCHED = (
    Watched("survey.Study", str, ("slug", "archived_at", "codes_required", "time_zone"), study=""),
    Watched("survey.StudyVersion", str, ("label", "digest")),
    Watched("survey.StudyDraft", str, ("revision",)),
    Watched("survey.Member", lambda row: row.user.get_username(), ("role",)),
    # The note is a person's name; a link without a study lets somebody in to the server.
    Watched(
        "survey.JoinLink",
        lambda row: f"{row.pk}",
        ("roles", "expires_at", "used_at"),
        ("digest", "note"),
    ),
    Watched(
        "survey.EnrolmentWindow",
        lambda row: str(row.study),
        (
            "opens_at",
            "closes_at",
            "quota",
            "idle_minutes",
            "starts_a_minute",
            "invited_only",
            "order_quotas",
        ),
    ),
    # A token is secret: it is enough to begin with.
    Watched("survey.Invitation", lambda row: f"{row.pk} to {row.study}", ("used_on",), ("token",)),
    # To whom it goes is in its mails, which are not logged.
    Watched("recruitment.Mailing", str, ("made_on", "begun_on"), ("subject", "text")),
    Watched(
        "survey.Preregistration", lambda row: str(row.version), ("digest",), study="version__study"
    ),
    # The note is free text about a participant.
    Watched(
        "analysis.ExclusionStep",
        str,
        ("number", "kind", "reason"),
        ("note",),
        study="participant__version__study",
    ),
    Watched(
        "analysis.Assessment",
        str,
        ("by_id", "assessed_at"),
        ("note",),
        study="participant__version__study",
    ),
    Watched(
        "analysis.CodingRound",
        lambda row: f"{row} ({row.codebook})",
        ("stage", "version_id"),
        study="codebook__study",
    ),
    Watched(
        "analysis.CodebookVersion",
        lambda row: f"{row} of {row.codebook}",
        ("digest",),
        study="codebook__study",
    ),
    # What was changed in the themes is in the codebook's own log.
    Watched(
        "analysis.Operation",
        lambda row: f"{row.pk} on {row.codebook}",
        ("kind", "by", "undone_by"),
        study="codebook__study",
    ),
    Watched(
        "analysis.Decision",
        lambda row: f"{row.case} in {row.round}",
        ("verdict",),
        ("reason",),
        study="round__codebook__study",
    ),
    Watched(
        "analysis.Transcript",
        lambda row: f"{row.pk} of {row.study}",
        ("digest",),
        study="case__study",
    ),
    # Reasons and sentences are free text, which may be about what a participant said.
    Watched("analysis.DesignSpaceTrace", lambda row: f"{row} of {row.study}", ("title",)),
    Watched(
        "analysis.TraceAxis",
        lambda row: f"{row.key} of {row.trace}",
        ("key", "title", "name", "ordered", "position"),
        ("why",),
        study="trace__study",
    ),
    Watched(
        "analysis.TraceLevel",
        lambda row: f"{row.key} of {row.axis.key} of {row.axis.trace}",
        ("key", "title", "position"),
        ("why",),
        study="axis__trace__study",
    ),
    Watched(
        "analysis.TraceCitation",
        lambda row: f"{row.theme} for {row.level.key} of {row.level.axis.trace}",
        ("theme_id",),
        ("sentence",),
        study="level__axis__trace__study",
    ),
    Watched(
        "analysis.ApiToken",
        lambda row: f"{row.name} of {row.user.get_username()}",
        ("name", "revoked_at"),
        ("digest",),
    ),
    Watched("attribution.StoredBundle", str, ("scenario", "digest"), study=""),
    Watched("attribution.StoredMethods", str, ("digest",), study=""),
    Watched(
        "auth.User",
        lambda row: row.get_username(),
        ("username", "is_active", "is_staff", "is_superuser"),
        ("password", "email"),
        study="",
    ),
    Watched("auth.Group", str, ("name",), study=""),
    Watched(
        "otp_totp.TOTPDevice",
        lambda row: row.user.get_username(),
        ("confirmed",),
        ("key",),
        study="",
    ),
    Watched(
        "workspace.RecoveryCode", lambda row: row.user.get_username(), (), ("digest",), study=""
    ),
    Watched(
        "workspace.Identity",
        lambda row: row.user.get_username(),
        ("issuer",),
        ("subject",),
        study="",
    ),
    Watched("workspace.ServerRules", lambda _row: "all accounts", ("codes_required",), study=""),
)

RIGHTS = (("auth.User", "groups"), ("auth.User", "user_permissions"), ("auth.Group", "permissions"))
"""Relations that give rights: the groups of accounts, and the permissions of both."""

BEFORE = "_before_it_was_saved"


def watch() -> None:
    for watched in WATCHED:
        model = apps.get_model(watched.model)
        uid = f"operations {watched.model}"
        pre_save.connect(_remember(watched), sender=model, weak=False, dispatch_uid=uid)
        post_save.connect(_saved(watched), sender=model, weak=False, dispatch_uid=uid)
        post_delete.connect(_deleted(watched), sender=model, weak=False, dispatch_uid=uid)
    for label, name in RIGHTS:
        through = getattr(apps.get_model(label), name).through
        m2m_changed.connect(
            _rights(name), sender=through, weak=False, dispatch_uid=f"{label} {name}"
        )
    invitations_made.connect(_invited, dispatch_uid="operations invitations")
    erased_on_request.connect(_erased, dispatch_uid="operations erasures")
    download_begins.connect(noted, dispatch_uid="operations downloads")


def _kind(row: Model) -> str:
    return str(row._meta.verbose_name)


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def _values(row: Model | None, watched: Watched) -> dict[str, Any]:
    names = (*watched.fields, *watched.secret)
    return {name: _plain(getattr(row, name)) for name in names} if row else {}


def _remember(watched: Watched) -> Callable[..., None]:
    def receiver(instance: Any, *, raw: bool = False, **_: Any) -> None:
        model: Any = apps.get_model(watched.model)
        stored = None if raw else model.objects.filter(pk=instance.pk).first()
        setattr(instance, BEFORE, _values(stored, watched))

    return receiver


def _saved(watched: Watched) -> Callable[..., None]:
    def receiver(instance: Any, *, created: bool, raw: bool = False, **_: Any) -> None:
        before, after = getattr(instance, BEFORE), _values(instance, watched)
        changed = {
            name: ["…", "…"] if name in watched.secret else [before.get(name), after[name]]
            for name in after
            if before.get(name) != after[name]
        }
        if raw or not changed:
            return
        kind = Kind.ADDED if created else Kind.CHANGED
        slug = watched.slug_of(instance)
        note_change(kind, _kind(instance), watched.which(instance), changed, study=slug)

    return receiver


def _deleted(watched: Watched) -> Callable[..., None]:
    def receiver(instance: Any, origin: Any = None, **_: Any) -> None:
        if isinstance(origin, Participant | Interviewee):  # withdrew, and all of their rows go
            return
        deleted = {name: [_plain(getattr(instance, name)), None] for name in watched.fields}
        slug = watched.slug_of(instance)
        note_change(Kind.DELETED, _kind(instance), watched.which(instance), deleted, study=slug)

    return receiver


def _rights(name: str) -> Callable[..., None]:
    def receiver(
        instance: Any, action: str, pk_set: set[int] | None, model: Any, reverse: bool, **_: Any
    ) -> None:
        if action == "pre_clear":  # afterwards it is not known what there was
            names = ["all"] if reverse else [str(right) for right in getattr(instance, name).all()]
        elif action in {"post_add", "post_remove"}:
            names = [str(right) for right in model.objects.filter(pk__in=pk_set or ())]
        else:
            return
        if names:
            change = [None, sorted(names)] if action == "post_add" else [sorted(names), None]
            note_change(Kind.CHANGED, _kind(instance), str(instance), {name: change})

    return receiver


def _invited(study: Any, number: int, **_: Any) -> None:
    details = {"number": [None, number]}
    note_change(Kind.ADDED, "invitations", f"to {study}", details, study=study.slug)


def _erased(study: Any, population: str, number: int, **_: Any) -> None:
    kind = Population(population)
    which, details = f"{kind.label(number)} of {study}", {"on request": [None, True]}
    note_change(Kind.DELETED, kind.singular, which, details, study=study.slug)
