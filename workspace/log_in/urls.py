"""Addresses of logging in, below /admin/."""

from django.contrib import admin
from django.contrib.auth.views import PasswordResetConfirmView
from django.urls import path, reverse_lazy

from workspace.log_in import own_pages, pages

new_password = PasswordResetConfirmView.as_view(
    template_name="log_in/new_password.html",
    success_url=reverse_lazy("admin:login"),
    title="A new password",
)

urlpatterns = [
    path("first-account/", pages.first_account, name="first_account"),
    path("single-sign-on/", pages.sign_on, name="sign_on"),
    path("single-sign-on/back/", pages.signed_on, name="signed_on"),
    path("code/", pages.code, name="code"),
    path("new-password/<uidb64>/<token>/", new_password, name="new_password"),
    path("me/", admin.site.admin_view(own_pages.me), name="me"),
    path("me/codes/", admin.site.admin_view(own_pages.new_codes), name="new_codes"),
    path(
        "me/single-sign-on/",
        admin.site.admin_view(own_pages.connect_sign_on),
        name="connect_sign_on",
    ),
]
