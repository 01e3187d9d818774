from django.urls import path

from attribution.api import views

app_name = "attribution"
urlpatterns = [
    path("bundles/", views.Bundles.as_view(), name="bundles"),
    path("bundles/<str:digest>/", views.WholeBundle.as_view(), name="bundle"),
    path(
        "bundles/<str:digest>/errors/<path:error>/trial/",
        views.TrialOfSetting.as_view(),
        name="trial",
    ),
]
