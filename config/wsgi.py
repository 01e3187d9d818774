"""The WSGI application: `gunicorn config.wsgi` in a checkout."""

import os

from django.core.wsgi import get_wsgi_application
from django.db import connection

from survey.leaving.erasure import erase_traces

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = get_wsgi_application()

# Finishes deletions during which a server was killed.
erase_traces()
connection.close()
