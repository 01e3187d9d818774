from django.apps import AppConfig


class OperationsApp(AppConfig):
    name = "operations"

    def ready(self) -> None:
        from operations.change_signals import watch

        watch()
