"""Addresses of logging in, below /admin/."""

from django.contrib import admin
from django.urls import path

from workspace.log_in import forgotten_pages, own_pages, pages

urlpatterns = [
    path("first-account/", pages.first_account, name="first_account"),
    path("single-sign-on/", pages.sign_on, name="sign_on"),
    path("single-sign-on/back/", pages.signed_on, name="signed_on"),
    path("code/", pages.code, name="code"),
    path("forgotten-password/", forgotten_pages.forgotten_password, name="forgotten_password"),
    path(
        "new-password/<uidb64>/<token>/",
        forgotten_pages.NewPassword.as_view(),
        name="new_password",
    ),
    path("me/", admin.site.admin_view(own_pages.me), name="me"),
    path("me/codes/", admin.site.admin_view(own_pages.new_codes), name="new_codes"),
    path(
        "me/single-sign-on/",
        admin.site.admin_view(own_pages.connect_sign_on),
        name="connect_sign_on",
    ),
]
