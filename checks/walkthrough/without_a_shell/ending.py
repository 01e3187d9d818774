"""The report is read, everything is taken out, and the study closed and archived."""

from pathlib import Path

from checks.walkthrough.without_a_shell.design import to_study
from checks.walkthrough.without_a_shell.somebody import Somebody

TABS = ("Design", "Recruit", "Watch", "Read", "Code", "Report", "Archive")


def read_report(rita: Somebody) -> None:
    to_study(rita)
    rita.follow("Report", ".tabs")
    rita.look("report-tab")
    rita.follow("Read the report", ".step")
    rita.look("report")


def take_out(rita: Somebody, to: Path) -> None:
    to_study(rita)
    rita.follow("Archive", ".tabs")
    rita.look("archive")
    rita.follow("Export the data", "main")
    rita.look("export")
    rita.download("Download the package", to)
    rita.follow("Archive", ".tabs")
    rita.follow("Everything for an archive", "main")
    rita.look("everything-for-an-archive")
    rita.download("Download the archive", to)


def close_and_archive(rita: Somebody) -> None:
    rita.follow("Archive", ".tabs")
    rita.press("Close the study")
    rita.look("closed")
    rita.press("Archive the study")
    rita.look("archived")
    for tab in TABS:
        rita.follow(tab, ".tabs")
        rita.look(f"archived-{tab.lower()}")
    rita.follow("Log of changes", ".beside")
    rita.look("log")
    rita.open("/admin/")
    rita.look("home-at-the-end")
