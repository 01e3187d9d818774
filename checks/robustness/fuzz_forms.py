"""Ten thousand forms are sent with values that no page would send.

`python -m checks.robustness.fuzz_forms [CASES] [SEED]`, in temporary databases. The check fails
where a form answers with a server error, runs what was sent, or stores rubbish.
"""

import sys
import time
from collections import Counter

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from checks.support.temporary_database import temporary_databases


def main(cases: int, start: int) -> int:
    with temporary_databases():
        return fuzz(cases, start)


def fuzz(cases: int, start: int) -> int:
    from tests.fuzzing.forms import all_forms
    from tests.fuzzing.sending import problems_of, sent
    from tests.permissions.people import Everything

    world = Everything()
    forms = all_forms(world)
    problems: Counter[str] = Counter()
    done, began = 0, time.perf_counter()

    # Nothing is shrunk: every case is a new one, and each kind of problem is printed once.
    @seed(start)
    @settings(
        max_examples=cases,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.data())
    def anything(data: st.DataObject) -> None:
        nonlocal done
        form = data.draw(st.sampled_from(forms))
        sending = data.draw(sent(form))
        done += 1
        for problem in problems_of(world, form, sending):
            where = f"{form.address} by {form.person}: {problem}"
            if not problems[where]:
                print(f"{where}\n  sent: {sending!r:.2000}")
            problems[where] += 1

    anything()
    seconds = time.perf_counter() - began
    print(f"{len(forms)} forms, {done} cases, {len(problems)} kinds of problems, {seconds:.0f} s")
    return 1 if problems else 0


if __name__ == "__main__":
    arguments = [int(argument) for argument in sys.argv[1:]]
    sys.exit(main(*(arguments + [10_000, 0][len(arguments) :])))
