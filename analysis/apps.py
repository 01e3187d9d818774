from django.apps import AppConfig


class AnalysisApp(AppConfig):
    name = "analysis"

    def ready(self) -> None:
        from analysis.coding.transcripts.recordings import expire  # noqa: F401  adds itself
