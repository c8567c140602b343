"""`python -m tests.benchmarks.judge_profile FILE CACHE_DIR`: where the judge's own time goes in one submission."""

import cProfile
import io
import pstats
import sys
from pathlib import Path

from grader.catalogue import DEFAULT_PROBLEMS_DIR
from grader.judge.session import JudgeSession, open_judge
from grader.judge.submission import Submission
from grader.limits import Limits
from grader.verdict import Outcome
from tests.benchmarks.calls import PROBLEM_ID
from tests.benchmarks.submissions import Kind, vary_source

HEAD = """Where the judge's own time goes in one accepted submission, written by `make bench`.

The judge runs in the process that is watched, its workers in theirs; waiting for them shows as `poll`. Being watched
makes Python code slower than it is, so this is for finding places, not for times.

"""
WARM_UPS = 3
LINES = 35


def main() -> None:
    file, cache_dir = Path(sys.argv[1]), Path(sys.argv[2])
    profile = cProfile.Profile()
    with open_judge(DEFAULT_PROBLEMS_DIR, cache_dir, Limits()) as session:
        session.warm_up()
        for _ in range(WARM_UPS):
            _judge(session)
        profile.enable()
        _judge(session)
        profile.disable()
    file.write_text(_write(profile), encoding="utf-8")


def _judge(session: JudgeSession) -> None:
    source = vary_source(Kind.ACCEPTED).encode()
    verdict = session.judge(Submission("profiled", PROBLEM_ID, source), lambda *_progress: None)
    if verdict.outcome is not Outcome.ACCEPTED:
        raise RuntimeError(verdict.message)


def _write(profile: cProfile.Profile) -> str:
    text = io.StringIO()
    stats = pstats.Stats(profile, stream=text).strip_dirs()
    for order in ("tottime", "cumulative"):
        stats.sort_stats(order).print_stats(LINES)
    lines = (line.rstrip() for line in text.getvalue().splitlines())
    return HEAD + "\n".join(lines).strip() + "\n"


if __name__ == "__main__":
    main()
