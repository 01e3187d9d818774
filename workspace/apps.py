from django.apps import AppConfig
from django.contrib.admin import apps


class WorkspaceApp(AppConfig):
    name = "workspace"


class SiteConfig(apps.AdminConfig):
    """Django's admin, with our site in place of its own."""

    default = False
    default_site = "workspace.site.Site"
