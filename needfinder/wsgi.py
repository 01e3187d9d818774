"""The WSGI application of an installed Needfinder: `gunicorn needfinder.wsgi`."""

from config.wsgi import application

__all__ = ["application"]
