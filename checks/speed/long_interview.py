"""What an interview of 1,200 turns costs: its pages, the names proposed in it, and a correction.

`python -m checks.speed.long_interview`. Prints seconds of CPU, the median of five; fails where one
is above a second. A correction is also found in 50,000 lines that repeat two words, and names are
looked for in as many lines of one turn.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from statistics import median

TURNS, LINES, REPEATS, LIMIT = 1_200, 50_000, 5, 1.0

Task = tuple[str, Callable[[], object]]


def main() -> int:
    slow = 0
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {
            "NEEDFINDER_MODE": "test",
            "NEEDFINDER_DATA_DIR": folder,
            "DJANGO_SETTINGS_MODULE": "config.settings",
        }
        for name, work in (*pages(), *names(), *corrections()):
            seconds = median(taken(work) for _ in range(REPEATS))
            slow += seconds > LIMIT
            print(f"{seconds:6.2f} s  {name}{'  TOO SLOW' * (seconds > LIMIT)}", flush=True)
    return 1 if slow else 0


def taken(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def pages() -> Iterator[Task]:
    from checks.support.coding_round import desk_of_one_interview

    desk = desk_of_one_interview(["So I look at it. " * 9] * TURNS, [], themes=40)

    from django.conf import settings
    from django.test import Client

    from analysis.models import Transcript
    from survey.members.roles import Role
    from tests.roles import account

    transcript = Transcript.objects.get()
    rita = Client()
    rita.force_login(account("rita", Role.RESEARCHER, study=transcript.case.study))
    ann = Client()
    ann.cookies[settings.SESSION_COOKIE_NAME] = desk.session_key

    def opened(client: Client, path: str) -> Callable[[], object]:
        def work() -> None:
            status = client.get(path).status_code
            if status != 200:
                sys.exit(f"{path} answers {status}")

        return work

    home = f"/admin/analysis/transcript/{transcript.pk}"
    yield "the page of the interview", opened(rita, f"{home}/change/")
    yield "the page that corrects it", opened(rita, f"{home}/correct/")
    yield "the coder's page of it", opened(ann, desk.page_path)


def names() -> Iterator[Task]:
    from analysis.coding.transcripts.suggestions import suggestions
    from analysis.coding.transcripts.turns import Turn

    for speaker in ("P1", "Zoe Miller"):
        turns = [
            Turn(
                speaker if n % 2 else "I",
                None,
                None,
                f"Then Zoe asks Name{chr(97 + n % 26)}b. " * 4,
            )
            for n in range(TURNS)
        ]
        yield f"names in {TURNS:,} turns of {speaker}", partial(suggestions, turns)
    lines = Turn("P1", None, None, "And then Zoe\n" * LINES)
    yield f"names in one turn of {LINES:,} lines", partial(suggestions, [lines])


def corrections() -> Iterator[Task]:
    from analysis.coding.transcripts.word_diff import stretches

    old = "\n".join(["and then"] * LINES)
    middle = len(old) // 2
    new = f"so {old[:middle]}X{old[middle:]} end"
    yield f"three words put into {LINES:,} lines", partial(stretches, old, new)


if __name__ == "__main__":
    sys.exit(main())
