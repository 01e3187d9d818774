"""How far apart completed orders end up when two in five drop out, by the project's own actions.

Runs in a database of its own, which is gone afterwards: `python -m checks.robustness.balance 10000`.
"""

import os
import sys
from time import perf_counter

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ.setdefault("NEEDFINDER_MODE", "test")


def main(people: int, present: int = 32, dropout: float = 0.4) -> None:
    import django

    django.setup()
    from django.db import transaction
    from django.test.utils import setup_databases, teardown_databases

    from tests.survey.crowd import come_and_go
    from tests.world import World

    databases = setup_databases(verbosity=0, interactive=False)
    try:
        start = perf_counter()
        with transaction.atomic():  # one write to disk instead of three for each person
            world = World()
            world.open(quota=people)
            completed = come_and_go(world, people, dropout=dropout, present=present, seed=1)
        counts = completed.most_common()
        apart = counts[0][1] - counts[-1][1]
        print(f"{people:,} people, {present} at once, {dropout:.0%} drop out: {dict(counts)}")
        print(f"{apart} apart, in {perf_counter() - start:.0f} s")
    finally:
        teardown_databases(databases, verbosity=0)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
