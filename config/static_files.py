"""Static files, and those of production: compressed, and named by their content."""

from functools import cached_property
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.storage import StaticFilesStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage

IMPORT = (
    r"""(?P<matched>import(?P<names>\s*\{[^}]*\})\s*from\s*"(?P<url>\.[^"]+)";)""",
    'import%(names)s from "%(url)s";',
)
OUR_SCRIPTS = sorted(
    f"{folder.name}/*.js"
    for static in settings.STATICFILES_DIRS
    for folder in Path(static).iterdir()
)


class RememberedAddresses:
    """Works out the address of a file once in each process, not for each page that names it."""

    @cached_property
    def _addresses(self) -> dict[str, str]:
        return {}

    def url(self, name: str | None, force: bool = False) -> str:
        if force or name is None:
            return super().url(name, force)  # type: ignore[misc,no-any-return]
        if name not in self._addresses:
            self._addresses[name] = super().url(name)  # type: ignore[misc]
        return self._addresses[name]


class FilesOfTheApps(RememberedAddresses, StaticFilesStorage):
    """Static files where they lie, for the demo and the tests."""


class StaticFiles(RememberedAddresses, CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Also renames what our scripts import.

    Django can do that for every script (`support_js_module_import_aggregation`), but then stops at
    the comments of an htmx extension, which show how it is imported.
    """

    patterns = (
        *CompressedManifestStaticFilesStorage.patterns,
        *((scripts, (IMPORT,)) for scripts in OUR_SCRIPTS),
    )
