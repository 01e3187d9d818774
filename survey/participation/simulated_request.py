"""What takes a person's place at the pages."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

STAND_IN = "needfinder.stand_in"
"""Its name in a request's environment, where no header of a browser can come to lie."""


@dataclass
class StandIn:
    """A simulated participant's own chance, and the clock that its pages go by."""

    chance: Random
    now: datetime

    def spend(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)
