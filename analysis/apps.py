from django.apps import AppConfig


class AnalysisApp(AppConfig):
    name = "analysis"

    def ready(self) -> None:
        from analysis.coding.transcripts.recordings import expire  # noqa: F401  adds itself
        from analysis.records import repeated_texts  # noqa: F401  hears of who is deleted
