"""Links on the admin page of a study; apps above this one add theirs."""

from dataclasses import dataclass


@dataclass(frozen=True)
class StudyLink:
    """`view` names an address that takes the study's slug; `permission` shows the link.

    It stands on the pages of studies of these `kinds`.
    """

    label: str
    view: str
    permission: str
    kinds: frozenset[str] = frozenset({"survey"})


_links: list[StudyLink] = []


def add_study_link(link: StudyLink) -> StudyLink:
    """Add a link to the pages of studies of its kinds, for accounts with its permission."""
    _links.append(link)
    return link


def study_links(kind: str) -> tuple[StudyLink, ...]:
    """The links on the page of a study of a kind."""
    return tuple(link for link in _links if kind in link.kinds)
