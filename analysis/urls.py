from django.urls import path

from analysis.deposit import page as deposit
from analysis.export import page as export
from analysis.report import page as report

app_name = "analysis"
urlpatterns = [
    path("studies/<slug:slug>/export/", export.export, name="export"),
    path("studies/<slug:slug>/export/archive/", deposit.deposit, name="deposit"),
    path("studies/<slug:slug>/report/", report.people, name="report"),
    path("studies/<slug:slug>/report/simulated/", report.simulated, name="simulated_report"),
]
