"""Subject access: a participant's copy of everything stored about them."""

from datetime import datetime
from typing import Any

from survey.design.definition import SurveyDefinition
from survey.participation.models import Exploration, Participant


def own_copy(participant: Participant) -> dict[str, Any]:
    """Everything stored about a participant, as plain JSON values.

    Left out is only what would let another person act in their name: the link and its tokens.
    """
    visits = participant.visits.select_related("draft")
    return {
        "study": str(participant.version),
        "population": participant.population,
        "consented_at": participant.consented_at.isoformat(),
        "consented_to": _consented_to(participant.definition),
        "consent_sha256": participant.consent_digest,
        "consent_language": participant.consent_language,
        "state": participant.get_state_display(),
        "ended_at": _moment(participant.ended_at),
        "last_active_at": _moment(participant.last_active_at),
        "pages": [
            {
                "page": visit.page,
                "shown_at": visit.shown_at.isoformat(),
                "submitted_at": _moment(visit.submitted_at),
                "draft": visit.draft.content if hasattr(visit, "draft") else None,
                "draft_revision": visit.draft.revision if hasattr(visit, "draft") else None,
                "draft_saved_at": _moment(visit.draft.saved_at)
                if hasattr(visit, "draft")
                else None,
            }
            for visit in visits
        ],
        "answers": list(participant.answers.values("scenario", "question", "value")),
        "check_attempts": [
            {
                "chosen": attempt.chosen,
                "passed": attempt.passed,
                "attempted_at": attempt.attempted_at.isoformat(),
            }
            for attempt in participant.attempts.all()
        ],
        "trials": [
            {
                "scenario": trial.scenario,
                "model_error": trial.error,
                "effects_sha256": trial.bundle,
                "seed": trial.seed,
                "order_of_options": trial.options,
                "settings_tried": [
                    _setting(exploration) for exploration in trial.explorations.all()
                ],
                "setting_submitted": _setting(trial.choice.exploration)
                if hasattr(trial, "choice")
                else None,
                "submitted_at": _moment(trial.choice.chosen_at)
                if hasattr(trial, "choice")
                else None,
            }
            for trial in participant.trials.select_related("choice__exploration").prefetch_related(
                "explorations"
            )
        ],
    }


def _consented_to(study: SurveyDefinition) -> dict[str, Any]:
    """The text that was consented to, in Markdown; its digest is stored."""
    return {
        "information": study.information,
        "introduction": study.consent.text,
        "statements": [statement.text for statement in study.consent.statements],
        "compensation": study.compensation.offer,
        "compensation_when_stopped": study.compensation.when_stopped,
    }


def _moment(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _setting(exploration: Exploration) -> dict[str, Any]:
    return {**exploration.setting, "applied_at": exploration.applied_at.isoformat()}
