from django.apps import AppConfig


class AttributionApp(AppConfig):
    name = "attribution"
