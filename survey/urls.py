from django.urls import path

from survey import views

app_name = "survey"
urlpatterns = [
    path("", views.landing, name="landing"),
    path("studies/<slug:slug>/", views.study, name="study"),
]
