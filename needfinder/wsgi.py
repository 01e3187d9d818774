"""The application for a server once Needfinder is installed: `gunicorn needfinder.wsgi`."""

from config.wsgi import application

__all__ = ["application"]
