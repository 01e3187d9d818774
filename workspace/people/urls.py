"""Addresses of people: of a study's members, and of the server's accounts."""

from workspace.frame.pages import study_address
from workspace.log_in.urls import urlpatterns as log_in
from workspace.people import account_pages, pages
from workspace.people.account_pages import administrators_address

MEMBERS = "survey.manage_members"

urlpatterns = [
    study_address("people/", pages.people, "people", MEMBERS),
    study_address("people/links/", pages.invite, "invite", MEMBERS),
    study_address("people/links/<int:link>/revoke/", pages.revoke, "revoke_link", MEMBERS),
    study_address("people/codes/", pages.codes, "codes_of_study", MEMBERS),
    study_address("people/<int:user>/", pages.member, "member", MEMBERS),
    study_address("people/<int:user>/remove/", pages.remove, "remove_member", MEMBERS),
    administrators_address("people/", account_pages.all_accounts, "accounts"),
    administrators_address(
        "people/codes/", account_pages.codes_for_everybody, "codes_for_everybody"
    ),
    administrators_address("people/<int:user>/", account_pages.account, "account"),
    administrators_address(
        "people/links/<int:link>/revoke/", account_pages.revoke_server_link, "revoke_server_link"
    ),
    *log_in,
]
