"""Kill -9 of the whole server, twenty times, while 32 people take part; nothing may be lost.

`python -m checks.robustness.crash [sqlite|postgresql] [KILLS] [SEED]`. Participants walk through the real
pages, note what they send and what is answered, and come back by their links; every fifth
withdraws at the end of the study. A researcher downloads the data all the while. With PostgreSQL,
every other kill takes the database's own processes along. Then `manage.py export` is killed as
often. Ends non-zero where anything is lost, doubled or half there.
"""

import os
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from threading import Event
from typing import TYPE_CHECKING

from checks.support.postgresql import PostgreSQL, postgresql
from checks.support.resilient_participant import Journal, Survivor
from checks.support.servers import PORT, Mortal, prepare

if TYPE_CHECKING:  # it needs Django set up for databases that are not there yet
    from checks.robustness.exports_killed import Downloader

PRESENT = 32
WITHDRAWS = 5
"""Every which participant does."""


def main(database: str, kills: int, seed: int) -> int:
    with databases(database) as postgres, TemporaryDirectory() as place:
        folder = Path(place)
        os.environ |= {
            "NEEDFINDER_MODE": "demo",
            "NEEDFINDER_DATA_DIR": place,
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "TQDM_DISABLE": "1",
            **(postgres.environment if postgres else {}),
        }
        prepare(dict(os.environ))
        import django

        django.setup()
        from checks.robustness.exports_killed import Downloader, exports_killed
        from checks.support.expected_answers import counted, problems

        downloader = Downloader(PORT)
        crash = Crash(folder, postgres, Random(seed), downloader)  # noqa: S311
        crash.run(kills)
        found = [*crash.found, *problems(crash.journals), *downloader.found]
        tell_of_crash(database, seed, crash, counted(crash.journals))
        print(f"Downloads             {downloader}")
        found += exports_killed(folder, kills, crash.chance)
    for problem in found:
        print(f"WRONG: {problem}")
    return 1 if found else 0


@contextmanager
def databases(kind: str) -> Iterator[PostgreSQL | None]:
    if kind == "sqlite":
        yield None
    else:
        with postgresql() as server:
            yield server


class Crash:
    """One run: who took part, when the server was killed, and what was wrong at rest."""

    def __init__(
        self, folder: Path, postgres: PostgreSQL | None, chance: Random, downloader: "Downloader"
    ) -> None:
        self.folder, self.postgres, self.chance = folder, postgres, chance
        self.downloader = downloader
        self.leaving, self.over = Event(), Event()
        self.journals: list[Journal] = []
        self.moments: list[str] = []
        self.found: list[str] = []
        self.words_left = 0

    def run(self, kills: int) -> None:
        self.server = Mortal(dict(os.environ), self.folder / "log")
        try:
            with ThreadPoolExecutor(PRESENT + 1) as pool:
                work = [pool.submit(self._keep_coming, place) for place in range(PRESENT)]
                work.append(pool.submit(self.downloader, self.over))
                try:
                    for number in range(kills):
                        self._wait_and_kill(number)
                finally:
                    self.over.set()
                for each in work:
                    each.result()
            self._look(journals=self.journals)
        finally:
            self.server.end()

    def _keep_coming(self, place: int) -> None:
        number = 0
        while not self.over.is_set():
            number += 1
            withdraws = (place + number) % WITHDRAWS == 0
            survivor = Survivor(PORT, f"zq{place}x{number}y", self.leaving, withdraws=withdraws)
            self.journals.append(survivor.journal)
            survivor.take_part()

    def _wait_and_kill(self, number: int) -> None:
        """Of four kills one hits a download, and one a withdrawal on its way."""
        moment = self.chance.uniform(1, 4)
        time.sleep(moment)
        begun = {1: self.downloader.under_way, 3: self.leaving}.get(number % 4)
        if begun is not None:
            begun.clear()
            begun.wait(30)
            time.sleep(self.chance.uniform(0, 0.03))
        self.server.kill()
        self.moments.append(f"{moment:.1f}")
        if self.postgres and number % 2:
            self.postgres.kill()
            self.postgres.start()
        self._look(journals=list(self.journals))
        self.server.start()

    def _look(self, journals: list[Journal]) -> None:
        from checks.support.files_at_rest import looked_at

        found, left = looked_at(self.folder, self.postgres, journals)
        self.found += found
        self.words_left += left


def tell_of_crash(
    database: str, seed: int, crash: Crash, counted: dict[str, tuple[int, int]]
) -> None:
    journals = crash.journals
    cut_off = [each for each in journals if each.cut_off]
    print(f"{database}, seed {seed}: killed {len(crash.moments)} times, each after")
    print(
        f"{' '.join(crash.moments)} seconds, or as soon as a download or a withdrawal was under way"
    )
    print("                         sent  answered")
    for kind, (sent, answered) in counted.items():
        print(f"{kind:20}  {sent:7}  {answered:8}")
    print(f"Participants          {len(journals)}, {len(cut_off)} of them cut off at least once")
    done = sum(each.finished for each in cut_off)
    left = sum(each.withdrew for each in cut_off)
    print(f"Through               {done} of those cut off finished, {left} withdrew as they wished")
    print(f"Resumed elsewhere     {sum(each.astray for each in journals)}")
    print(f"Drafts lost           {sum(each.drafts_lost for each in journals)}")
    print(f"Words left in the log {crash.words_left} (of withdrawals that were not answered yet)")
    refused = Counter(text[:80] for each in journals for text in each.refused)
    print(f"Answers but 200       {dict(refused)}")


if __name__ == "__main__":
    given = sys.argv[1:]
    kind = given[0] if given else "sqlite"
    numbers = [int(each) for each in given[1:]]
    sys.exit(main(kind, *(numbers + [20, 9][len(numbers) :])))
