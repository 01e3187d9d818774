"""Ten thousand requests that schemathesis makes from the API's own description, as a researcher.

`python -m checks.robustness.fuzz_api [CASES]`, in mode `test`, on throw-away databases. Ends non-zero
where an answer is a fault of ours, or another one than the description promises.
"""

import sys
import time
from collections import Counter

from hypothesis import HealthCheck, Phase, given, settings

from checks.support.temporary_database import throw_away_databases


def main(cases: int) -> int:
    with throw_away_databases():
        from tests.fuzzing.api import answer_to, described, problems_of
        from tests.permissions.people import Everything

        world = Everything()
        found: Counter[str] = Counter()
        operations = described(world)
        answers: Counter[int] = Counter()
        began = time.perf_counter()
        for operation in operations:

            @settings(
                max_examples=cases // len(operations) + 1,
                deadline=None,
                database=None,
                phases=[Phase.generate],
                suppress_health_check=list(HealthCheck),
            )
            @given(operation.as_strategy())
            def anything(case: object) -> None:
                status = answer_to(world, case).status_code
                answers[status] += 1
                for problem in problems_of(case, status):
                    if not found[problem]:
                        print(problem)
                    found[problem] += 1

            anything()
    seconds = time.perf_counter() - began
    told = ", ".join(f"{number} answered {status}" for status, number in sorted(answers.items()))
    print(f"{len(operations)} operations, {answers.total()} cases: {told}")
    print(f"{len(found)} kinds of problems, {seconds:.0f} s")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000))
