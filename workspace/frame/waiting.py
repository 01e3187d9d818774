"""Things that wait for somebody: what a tab tells the home page about."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Waiting:
    """Something to do. `text` goes on after "Waits for you:", and `address` is where it is done."""

    text: str
    address: str
