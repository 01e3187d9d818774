from django.apps import AppConfig


class AnalysisApp(AppConfig):
    name = "analysis"
