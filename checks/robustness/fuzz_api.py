"""Ten thousand requests that schemathesis makes from the API's own description, with a token.

`python -m checks.robustness.fuzz_api [CASES]`, in temporary databases. The check fails where an
answer is a server error, or not one that the description promises.
"""

import sys
import time
from collections import Counter

from hypothesis import HealthCheck, Phase, given, settings

from checks.support.temporary_database import temporary_databases


def main(cases: int) -> int:
    with temporary_databases():
        from tests.fuzzing.api import answer_to, described, problems_of, token_of
        from tests.permissions.people import Everything

        world = Everything()
        token = token_of(world)
        problems: Counter[str] = Counter()
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
                status = answer_to(world, token, case).status_code
                answers[status] += 1
                for problem in problems_of(case, status):
                    if not problems[problem]:
                        print(problem)
                    problems[problem] += 1

            anything()
    seconds = time.perf_counter() - began
    by_status = ", ".join(f"{count} answered {status}" for status, count in sorted(answers.items()))
    print(f"{len(operations)} operations, {answers.total()} cases: {by_status}")
    print(f"{len(problems)} kinds of problems, {seconds:.0f} s")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000))
