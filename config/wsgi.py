"""The WSGI application: `gunicorn config.wsgi` in a checkout."""

import os
import sys

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connections

from config.proxies import BehindProxy
from survey.leaving.erasure import erase_traces

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = BehindProxy(get_wsgi_application(), settings.SITE_PATH, settings.PROXIES)

from operations.releases import require_known_databases  # noqa: E402  reads models
from workspace.log_in.first_start import announce_setup_code  # noqa: E402  reads models

# Whatever server this is: one that began would store what the newer release cannot read.
require_known_databases()
# Says with what the first account is made, where there is none yet.
announce_setup_code(sys.stderr)
# Finishes deletions during which a server was killed.
erase_traces()
connections.close_all()
