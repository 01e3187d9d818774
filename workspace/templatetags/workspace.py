"""What the frame of a study shows, on every page that is about one."""

from typing import Any

from django import template
from django.http import HttpRequest

from survey.studies.find import title_of
from survey.studies.models import Study
from workspace.frame.tabs import beside_for, how_to, tabs_for

register = template.Library()


@register.filter
def title_of_study(study: Study) -> str:
    """The title of a study, looked up once for each object that stands for it."""
    known: str | None = getattr(study, "known_title", None)
    if known is None:
        known = study.known_title = title_of(study)  # type: ignore[attr-defined]
    return known


@register.inclusion_tag("frame/_study.html", takes_context=True)
def study_frame(context: dict[str, Any]) -> dict[str, Any]:
    """The title and the tabs of the study that the request is about; nothing without one."""
    request: HttpRequest | None = context.get("request")
    study: Study | None = getattr(request, "study", None)
    if request is None or study is None:
        return {"framed": None}
    return {
        "framed": study,
        "framed_title": title_of_study(study),
        "tabs": list(tabs_for(request, study)),
        "beside": list(beside_for(request, study)),
        "how_to": how_to(request),
    }
