"""The root of all addresses; each app has its own file below."""

from django.contrib import admin
from django.templatetags.static import static
from django.urls import include, path
from django.utils.functional import lazy
from django.views.generic import RedirectView
from drf_spectacular.views import SpectacularJSONAPIView

from attribution.views import picture
from config.status.pages import healthz, metrics
from workspace.log_in.forms import LogInForm

admin.site.login_form = LogInForm

urlpatterns = [
    # Browsers ask for it where a page names no icon, such as an answer of the API.
    path("favicon.ico", RedirectView.as_view(url=lazy(static, str)("config/favicon.svg"))),
    path("healthz", healthz, name="healthz"),
    path("metrics", metrics, name="metrics"),
    path("admin/", include("workspace.urls")),
    path("admin/", admin.site.urls),
    path("api/", include("attribution.urls")),
    path("api/", include("analysis.api.urls")),
    path("pictures/<str:digest>.<str:suffix>", picture, name="picture"),
    path("api/schema/", SpectacularJSONAPIView.as_view(), name="api-schema"),
    path("analysis/", include("analysis.urls")),
    path("join/", include("workspace.people.join_urls")),
    path("", include("survey.urls")),
]
