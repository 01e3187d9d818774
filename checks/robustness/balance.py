"""How unequal the completed orders of scenarios become when two in five people drop out.

`python -m checks.robustness.balance [PEOPLE]`, in a temporary database, by the project's own verbs.
"""

import sys
from time import perf_counter

from checks.support.temporary_database import temporary_databases


def main(people: int, present: int = 32, dropout: float = 0.4) -> None:
    with temporary_databases():
        from django.db import transaction

        from tests.survey.crowd import come_and_go
        from tests.world import World

        start = perf_counter()
        with transaction.atomic():  # one write to disk instead of three for each person
            world = World()
            world.open(quota=people)
            completed = come_and_go(world, people, dropout=dropout, present=present, seed=1)
        counts = completed.most_common()
        difference = counts[0][1] - counts[-1][1]
        print(f"{people:,} people, {present} at once, {dropout:.0%} drop out: {dict(counts)}")
        print(f"{difference} apart, in {perf_counter() - start:.0f} s")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
