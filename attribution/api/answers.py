"""The shapes of answers: the records themselves, so that schema and content cannot part."""

from datetime import datetime

from pydantic import BaseModel, RootModel

from attribution.effects.bundle import Bundle
from attribution.effects.trial import Trial


class Listed(BaseModel):
    """A bundle in the list of bundles."""

    scenario: str
    digest: str
    loaded_at: datetime


class BundleList(RootModel[list[Listed]]):
    """Every bundle that is loaded, the newest of each scenario first."""


class BundleAnswer(RootModel[Bundle]):
    """A whole bundle."""


class TrialAnswer(RootModel[Trial]):
    """What a trial shows for one setting on one model error."""


class Refusal(BaseModel):
    """One sentence on what is wrong and what to do."""

    detail: str
