from django.apps import AppConfig


class SurveyApp(AppConfig):
    name = "survey"
