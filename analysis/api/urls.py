from django.urls import path

from analysis.api import table_views, views

app_name = "analysis_api"
urlpatterns = [
    path("studies/", views.Studies.as_view(), name="studies"),
    path("studies/<slug:slug>/", views.OneStudy.as_view(), name="study"),
    path("studies/<slug:slug>/counts/", views.Counts.as_view(), name="counts"),
    path("studies/<slug:slug>/reports/<str:form>/", views.OneReport.as_view(), name="report"),
    path("studies/<slug:slug>/tables/", table_views.Tables.as_view(), name="tables"),
    path("studies/<slug:slug>/tables/<str:name>/", table_views.OneTable.as_view(), name="table"),
    path("studies/<slug:slug>/versions/", views.Versions.as_view(), name="versions"),
    path("studies/<slug:slug>/versions/<str:label>/", views.OneVersion.as_view(), name="version"),
]
