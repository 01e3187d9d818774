"""What a study's page leads to; apps above this one add theirs."""

from dataclasses import dataclass


@dataclass(frozen=True)
class StudyLink:
    """`view` is the name of an address that takes the study's slug; `permission` opens it."""

    label: str
    view: str
    permission: str


_links: list[StudyLink] = []


def add_study_link(link: StudyLink) -> StudyLink:
    """Show a link on the page of every study, to whoever has its permission."""
    _links.append(link)
    return link


def study_links() -> tuple[StudyLink, ...]:
    return tuple(_links)
