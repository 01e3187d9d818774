from django.apps import AppConfig


class UpkeepApp(AppConfig):
    name = "upkeep"

    def ready(self) -> None:
        from upkeep.watching import watch

        watch()
