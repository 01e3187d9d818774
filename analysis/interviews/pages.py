"""The addresses of the participants of interviews, and the link to them from their study."""

from django.contrib import admin
from django.urls import URLPattern

from analysis.admin_pages import PageOfItsOwn, address
from analysis.interviews.guards import ADD, CHANGE, ERASE, VIEW, for_person, for_sample
from analysis.interviews.person_pages import erase, move, person_page
from analysis.interviews.recording_pages import import_page, record_page
from analysis.interviews.sample_pages import attributes_page, sample_page, sample_table
from survey.interviews.models import Interviewee
from survey.members.lists import StudyFilter
from survey.studies.models import StudyKind
from survey.studies.study_links import StudyLink, add_study_link

PARTICIPANTS_LINK = add_study_link(
    StudyLink(
        "Participants", "admin:analysis_interviewees", VIEW, frozenset({str(StudyKind.INTERVIEWS)})
    )
)


@admin.register(Interviewee)
class InterviewsAdmin(PageOfItsOwn):
    list_display = ("label", "study_title", "consented_on", "channel", "population")
    when_empty = "Nobody is recorded yet. Record a participant in a study of interviews."
    list_filter = (StudyFilter,)
    list_select_related = ("study",)
    shown = staticmethod(for_person(VIEW, person_page))

    def get_urls(self) -> list[URLPattern]:
        study = "of/<slug:slug>/"
        here = f"{study}<str:population>/"
        return [
            address(study, for_sample(VIEW, sample_page), "interviewees"),
            address(here, for_sample(VIEW, sample_page), "interviewees_of"),
            address(f"{here}add/", for_sample(ADD, record_page), "interviewees_add"),
            address(f"{here}import/", for_sample(ADD, import_page), "interviewees_import"),
            address(
                f"{here}attributes/", for_sample(CHANGE, attributes_page), "interviewees_attributes"
            ),
            address(f"{here}participants.csv", for_sample(VIEW, sample_table), "interviewees_csv"),
            address("<int:pk>/move/", for_person(CHANGE, move), "interviewee_move"),
            address("<int:pk>/erase/", for_person(ERASE, erase), "interviewee_erase"),
            *super().get_urls(),
        ]
