"""What the researcher reads, writes down and takes along at the end of the first stage."""

from pathlib import Path

from checks.walkthrough.screens import Person

STUDY = "tda-interviews"


def read_results(rita: Person, book: str, to: Path) -> None:
    page = rita.page
    for about in ("the project as a whole", "Trust calibration"):
        rita.open(f"{book}memos/people/new/")
        page.locator("select[name=about]").select_option(label=about)
        page.locator("textarea").fill(f"A memo on {about}.")
        rita.press("Keep it")
    for place in ("attributes", "themes-by", "memos", "results", "passages"):
        rita.open(f"{book}{place}/people/")
        for width in (1280, 320):
            rita.picture(place, width)
    rita.download("As CSV", to)
    for place in ("board", "search/?q=training"):
        rita.open(f"{book}{place}")
        rita.picture(place.split("/")[0])
    rita.open(f"{book}change/")
    for form in ("html", "docx", "csv", "qdc"):
        rita.download(form, to)


def read_report(rita: Person) -> None:
    rita.open(f"/analysis/studies/{STUDY}/report/")
    for width in (1280, 320):
        rita.picture("report", width)
    text = rita.page.locator("main, body").first.inner_text()
    for words in ("P11", "Wrong labels", "two weeks", "zwei Wochen", "Action defining relevance"):
        if words not in text:
            rita.complaints.append(f"The report does not hold: {words}")


def look_round(rita: Person) -> None:
    """The other pages of a study of interviews, each once."""
    for name, address in (
        ("watch", f"/admin/studies/{STUDY}/watch/"),
        ("public", f"/studies/{STUDY}/"),
        ("landing", "/"),
        ("studies", "/admin/survey/study/"),
    ):
        rita.open(address)
        for width in (1280, 320):
            rita.picture(name, width)
