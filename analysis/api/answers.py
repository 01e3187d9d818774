"""What the API answers about a study, as records that describe themselves."""

from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, RootModel


class Refusal(BaseModel):
    """One sentence on what is wrong, and one on what to do."""

    detail: str


class Plan(BaseModel):
    """A registered plan; `begun_before` people had begun by then."""

    sha256: str
    registered_at: datetime
    begun_before: int


class VersionSummary(BaseModel):
    """A version in the list, the newest first. `sha256` changes with its content."""

    version: str
    sha256: str
    loaded_at: datetime
    plan: Plan | None


class VersionList(RootModel[list[VersionSummary]]):
    """Every version that was loaded, the newest first."""


class VersionAnswer(VersionSummary):
    """A version with the whole study file."""

    content: dict[str, Any]


State = Literal["not yet open", "open", "full", "closed", "archived", "interviews"]


class StudySummary(BaseModel):
    """A study. One of interviews is never open or closed, as its team records who takes part."""

    study: str
    title: str
    kind: Literal["survey", "interviews"]
    state: State
    versions: list[str]


class StudyList(RootModel[list[StudySummary]]):
    """The studies that can be read: of a token one, in a browser every one of the account."""


class TableSummary(BaseModel):
    """A table. `schema` holds its columns and keys, as datapackage.json does."""

    name: str
    description: str
    table_schema: dict[str, Any]


class TableList(BaseModel):
    """The tables of the data package of one population."""

    study: str
    population: str
    participants: int
    tables: list[TableSummary]


class Rows(RootModel[list[dict[str, str | bool | int | float | None]]]):
    """A table with format=json: one object for each row."""


class PageCounts(BaseModel):
    """How many were shown a page and submitted it, and their median of seconds on it."""

    page: str
    title: str
    scenario: str
    shown: int
    submitted: int
    left: int
    median_seconds: float | None


class Enrolment(BaseModel):
    """When and for how many the study is open; `idle` of the `taken` places are given up first."""

    opens_at: datetime
    closes_at: datetime | None
    quota: int
    taken: int
    idle: int


class SurveyCounts(BaseModel):
    """How one population of a survey is doing, in all versions together."""

    study: str
    population: str
    screened_out: dict[str, int]
    began: int
    taking_part: int
    completed: int
    stopped: int
    withdrew: int
    expired: dict[str, int]
    excluded: dict[str, int]
    without_choice: int
    analysed: int
    median_seconds: float | None
    enrolment: Enrolment | None
    pages: list[PageCounts]


class InterviewCounts(BaseModel):
    """How one population of a study of interviews is doing."""

    study: str
    population: str
    planned: int
    consented: int
    recorded: int
    withdrawn: int
    expired: int
    interviews: int
    without_interview: int


class CountsAnswer(RootModel[SurveyCounts | InterviewCounts]):
    """The counts of a survey, or those of interviews."""
