"""Takes the secrets of one-time codes out of the admin; `manage.py one_time_codes` makes them."""

from django.contrib import admin
from django_otp.plugins.otp_totp import admin as _registers  # noqa: F401
from django_otp.plugins.otp_totp.models import TOTPDevice

admin.site.unregister(TOTPDevice)
