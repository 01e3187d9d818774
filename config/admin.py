"""Django's lists of accounts and groups under their own names, and no secrets of one-time codes.

`needfinder one_time_codes` makes those.
"""

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django_otp.plugins.otp_totp import admin as _registers  # noqa: F401
from django_otp.plugins.otp_totp.models import TOTPDevice

from core.admin.filtered import FilteredAdmin

admin.site.unregister([TOTPDevice, User, Group])


@admin.register(User)
class AccountAdmin(FilteredAdmin, UserAdmin):  # type: ignore[type-arg]
    """The page People of the server is the usual way; this list is beneath it."""


@admin.register(Group)
class GroupsAdmin(FilteredAdmin, GroupAdmin):
    """What may be done on the whole server; rights in a study come by its roles."""
