from django.urls import path

from survey.enrolment import pages as entry
from survey.leaving import pages as leaving
from survey.participation import pages
from survey.participation import question_pages as questions
from survey.participation.help_pages import help_page
from survey.studies import pages as studies

app_name = "survey"
urlpatterns = [
    path("", studies.landing, name="landing"),
    path("accessibility/", studies.accessibility, name="accessibility"),
    path("studies/<slug:slug>/", studies.study, name="study"),
    path("studies/<slug:slug>/pilot/", studies.pilot, name="pilot"),
    path("studies/<slug:slug>/consent/", entry.consent, name="consent"),
    path("studies/<slug:slug>/inclusion/", entry.inclusion, name="inclusion"),
    path("studies/<slug:slug>/deleted/", leaving.deleted, name="deleted"),
    path("take-part/<slug:token>/", pages.resume, name="resume"),
    path("take-part/<slug:token>/leave/", leaving.leave, name="leave"),
    path("take-part/<slug:token>/stopped/", leaving.stopped, name="stopped"),
    path("take-part/<slug:token>/agreed/", leaving.agreed, name="agreed"),
    path("take-part/<slug:token>/help/", help_page, name="help"),
    path("take-part/<slug:token>/my-answers.json", leaving.download, name="download"),
    path("take-part/<slug:token>/pages/<str:name>/", pages.page, name="page"),
    path("take-part/<slug:token>/pages/<str:name>/draft/", questions.draft, name="draft"),
]
