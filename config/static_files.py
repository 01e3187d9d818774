"""Static files of production: compressed, and named by their content."""

from pathlib import Path

from django.conf import settings
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


class StaticFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Also renames what our scripts import.

    Django can do that for every script (`support_js_module_import_aggregation`), but then stops at
    the comments of an htmx extension, which show how it is imported.
    """

    patterns = (
        *CompressedManifestStaticFilesStorage.patterns,
        *((scripts, (IMPORT,)) for scripts in OUR_SCRIPTS),
    )
