"""The pages on which the themes of a codebook are added, edited, merged, split and taken out."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern
from django.views.decorators.http import require_POST

from analysis.admin_pages import addresses, back, page, run_action
from analysis.coding.codebooks.forms import ThemeForm, written
from analysis.coding.codebooks.history import blind_round, divisible, quotes_of
from analysis.coding.codebooks.merge_split import merge_themes, retire_theme, split_theme
from analysis.coding.codebooks.models import LONGEST_NAME, Codebook
from analysis.coding.codebooks.theme_records import record, records, shared_themes
from analysis.coding.codebooks.themes import add_theme, choose_examples, edit_theme, theme_in
from analysis.coding.permissions import CHANGE_CODEBOOKS, VIEW_CODEBOOKS, for_codebook_editor
from analysis.errors import AnalysisError
from analysis.request_values import author_and_time, guid_or_404, primary_key


def theme_addresses() -> list[URLPattern]:
    views = (
        ("", new_theme, "codebook_new_theme"),
        ("<uuid:guid>/", theme_page, "codebook_theme"),
        ("<uuid:guid>/change/", change, "codebook_change_theme"),
    )
    return addresses("<int:pk>/theme/", for_codebook_editor, views)


def new_theme(request: HttpRequest, codebook: Codebook) -> HttpResponse:
    """Add a theme, or a code where `beneath` names the theme to put it beneath."""
    initial = {name: request.GET.get(name, "") for name in ("area", "beneath")}
    is_code = bool(request.GET.get("beneath"))
    form = ThemeForm(codebook, request.POST or None, initial=initial, is_code=is_code)
    if form.is_valid():
        arguments = {**form.place_and_fields(), **author_and_time(request)}
        if run_action(request, lambda: add_theme(codebook, **arguments)):
            return back("codebook_change", codebook.pk)
    title = "New code" if is_code else "New theme"
    return page(request, "codebooks/new_theme.html", title, form=form, codebook=codebook)


def theme_page(request: HttpRequest, codebook: Codebook, guid: UUID) -> HttpResponse:
    """A theme to edit, with the quotes it was given and the themes it could be merged into."""
    try:
        theme = theme_in(codebook, guid)
    except AnalysisError as problem:
        messages.error(request, str(problem))
        return back("codebook_change", codebook.pk)
    form = ThemeForm(
        codebook,
        request.POST or None,
        initial=written(theme),
        is_code=theme.parent_id is not None,
        this=guid,
    )
    if form.is_valid():
        arguments = {**form.place_and_fields(), **author_and_time(request)}
        if run_action(request, lambda: edit_theme(codebook, guid, **arguments), "Kept."):
            return back("codebook_change", codebook.pk)
    themes = records(shared_themes(codebook))
    chooses_examples = request.user.has_perm(CHANGE_CODEBOOKS)
    context = {
        "codebook": codebook,
        "theme": record(theme),
        "form": form,
        "others": [other for other in themes if other.guid != guid],
        "codes": [other for other in themes if str(guid) in other.themes and other.parent],
        "blind": blind_round(codebook),
        "quotes": quotes_of(theme) if chooses_examples else (),
        "chooses_examples": chooses_examples,
        "may_see_results": request.user.has_perm(VIEW_CODEBOOKS),
        "codings": divisible(theme, request.user, own=not chooses_examples),
    }
    return page(request, "codebooks/theme.html", theme.name, **context)


@require_POST
def change(request: HttpRequest, codebook: Codebook, guid: UUID) -> HttpResponse:
    """Merge, split or take out a theme, or choose its examples.

    Examples are quotes of every closed round, which a coder of one round may not see.
    """
    sent, author = request.POST, author_and_time(request)
    actions: dict[str, Callable[[], object]] = {
        "merge": lambda: merge_themes(
            codebook, guid, into=guid_or_404(sent.get("into", "")), **author
        ),
        "split": lambda: split_theme(
            codebook,
            guid,
            fields={"name": _one_line(sent.get("name", ""))},
            codings=[guid_or_404(coding) for coding in sent.getlist("coding")],
            **author,
        ),
        "remove": lambda: retire_theme(codebook, guid, **author),
        "examples": lambda: choose_examples(
            theme_in(codebook, guid), {_quote_sent(quote) for quote in sent.getlist("quote")}
        ),
    }
    if not request.user.has_perm(CHANGE_CODEBOOKS):
        del actions["examples"]
    action = actions.get(sent.get("do", ""))
    if action is None:
        raise Http404("There is no such change.")
    is_done = run_action(request, action, "Done.")
    if is_done and sent["do"] != "examples":
        return back("codebook_change", codebook.pk)
    return back("codebook_theme", codebook.pk, guid)


def _quote_sent(text: str) -> tuple[int, int, int]:
    """A quote as its unit, start and end, which are sent with hyphens between them."""
    numbers = [primary_key(part) for part in text.split("-")]
    if len(numbers) != 3 or not numbers[0]:
        raise Http404("There is no such quote.")
    return numbers[0], numbers[1], numbers[2]


def _one_line(typed: str) -> str:
    """A name on one line. Raises AnalysisError where it is too long to be stored."""
    name = " ".join(typed.split())
    if len(name) > LONGEST_NAME:
        raise AnalysisError(f"A name has at most {LONGEST_NAME} characters. Shorten it.")
    return name
