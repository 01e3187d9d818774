"""What to tell a panel, so that people come with their identifiers and go back with an ending."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from survey.design.definition import SurveyDefinition
from survey.studies.enrolment_window import EnrolmentState, enrolment_state
from survey.studies.models import StudyVersion
from workspace.frame.pages import study_page
from workspace.recruit.prolific import completion_paths, entries
from workspace.recruit.survey_only import of_survey, public_address


@require_safe
@of_survey
def panel(request: HttpRequest, version: StudyVersion) -> HttpResponse:
    study, definition = version.study, version.survey
    state = enrolment_state(study, now=timezone.now())
    address = public_address(request, study)
    return study_page(
        request,
        study,
        "recruit/panel.html",
        "Through a panel",
        definition=definition,
        entries=entries(definition, address, places=places_left(state, definition)),
        paths=list(completion_paths(definition.panel)) if definition.panel else [],
        enrolment=state,
        until=definition.retention.contacts_until,
    )


def places_left(state: EnrolmentState | None, definition: SurveyDefinition) -> int:
    """The places that nobody has, those of idle holders among them."""
    if state is None:
        return definition.target_sample_size
    return max(0, state.quota - state.taken + state.idle)
