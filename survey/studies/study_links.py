"""Links on the admin page of a study; apps above this one add theirs."""

from dataclasses import dataclass


@dataclass(frozen=True)
class StudyLink:
    """`view` names an address that takes the study's slug; `permission` shows the link."""

    label: str
    view: str
    permission: str


_links: list[StudyLink] = []


def add_study_link(link: StudyLink) -> StudyLink:
    """Add a link to the page of every study, for accounts with its permission."""
    _links.append(link)
    return link


def study_links() -> tuple[StudyLink, ...]:
    return tuple(_links)
