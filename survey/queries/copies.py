"""A participant's own copy of all that is stored about them."""

from typing import Any

from survey.models import Exploration, Participant


def own_copy(participant: Participant) -> dict[str, Any]:
    """Everything but what would let somebody else act for them, as plain JSON values."""
    visits = participant.visits.select_related("draft")
    return {
        "study": str(participant.version),
        "consented_at": participant.consented_at.isoformat(),
        "consent_sha256": participant.consent_digest,
        "state": participant.get_state_display(),
        "pages": [
            {
                "page": visit.page,
                "shown_at": visit.shown_at.isoformat(),
                "submitted_at": visit.submitted_at and visit.submitted_at.isoformat(),
                "draft": visit.draft.content if hasattr(visit, "draft") else None,
            }
            for visit in visits
        ],
        "answers": list(participant.answers.values("scenario", "question", "value")),
        "check_attempts": [
            {"chosen": attempt.chosen, "passed": attempt.passed,
             "attempted_at": attempt.attempted_at.isoformat()}
            for attempt in participant.attempts.all()
        ],
        "trials": [
            {
                "scenario": trial.scenario,
                "model_error": trial.error,
                "settings_tried": [_setting(each) for each in trial.explorations.all()],
                "setting_submitted": _setting(trial.choice.exploration)
                if hasattr(trial, "choice")
                else None,
            }
            for trial in participant.trials.select_related("choice__exploration")
            .prefetch_related("explorations")
        ],
    }  # fmt: skip


def _setting(exploration: Exploration) -> dict[str, Any]:
    return {
        "action": exploration.action,
        "metric": exploration.metric,
        "number": exploration.number,
        "applied_at": exploration.applied_at.isoformat(),
    }
