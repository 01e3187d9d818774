"""Addresses of links to join."""

from django.urls import path

from workspace.people.join import join, join_by_sign_on

app_name = "join"
urlpatterns = [
    path("<str:token>/", join, name="join"),
    path("<str:token>/sign-on/", join_by_sign_on, name="sign_on"),
]
