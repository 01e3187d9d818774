"""Pages for whoever forgot their password."""

from typing import Any

from django.conf import settings
from django.contrib.auth.views import PasswordResetConfirmView
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse_lazy

from analysis.admin_pages import page
from workspace.log_in.attempts import too_often
from workspace.log_in.forgotten import EitherToken, mail_links
from workspace.log_in.forms import ForgottenForm
from workspace.log_in.names import forget_failures

TRIES = 10
"""Of names and addresses within a minute, on each process."""


def forgotten_password(request: HttpRequest) -> HttpResponse:
    """Mails a link; what it answers is the same whether there is such an account or not."""
    if not settings.MAIL_SERVER:
        raise Http404("This server sends no mails.")
    form = ForgottenForm(request.POST or None)
    sent = False
    if request.method == "POST" and form.is_valid():
        if too_often("forgotten-password", TRIES):
            form.add_error("account", "Too many tries. Wait a minute, then write it again.")
        else:
            mail_links(request, form.cleaned_data["account"])
            sent = True
    return page(request, "log_in/forgotten.html", "A new password", form=form, sent=sent)


class NewPassword(PasswordResetConfirmView):
    """Sets a password by a link. Whoever is logged in to the account is logged out by it."""

    template_name = "log_in/new_password.html"
    success_url = reverse_lazy("admin:login")
    title = "A new password"
    token_generator = EitherToken()

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        forget_failures(form.user.get_username())
        return response
