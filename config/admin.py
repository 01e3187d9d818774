"""One-time codes have no page: `manage.py one_time_codes` shows a secret once, no page does."""

from django.contrib import admin
from django_otp.plugins.otp_totp import admin as _registers  # noqa: F401
from django_otp.plugins.otp_totp.models import TOTPDevice

admin.site.unregister(TOTPDevice)
