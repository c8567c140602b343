"""How many workers a verdict takes: each costs a fork and a load, and a fresh one as much as fifty calls besides."""

from collections import Counter
from collections.abc import Callable

import pytest

from grader.catalogue import DEFAULT_PROBLEMS_DIR
from grader.limits import Limits
from grader.sandbox.compiling import MAY_COMPILE
from grader.sandbox.zygote_client import Process, ZygoteClient
from grader.verdict import Verdict

JudgeSource = Callable[..., Verdict]

SUBMISSIONS = DEFAULT_PROBLEMS_DIR / "state_zero_kernel" / "submissions"
TAKES = {
    # one plain, one dyed
    "accepted/textbook": Counter(warm=2),
    # the one that departed tells where it fails, with a helper, and what it is; one is dyed for the key; one confirms
    "wrong_answer/found_by_size": Counter(warm=3, fresh=1),
    # nobody has compiled what it computes; where the first worker cannot, no other warm one is asked to
    "wrong_answer/plain_tree_map": Counter(warm=3, fresh=1) if MAY_COMPILE else Counter(warm=1, fresh=4),
}


@pytest.mark.parametrize(("name", "wanted"), TAKES.items(), ids=TAKES)
def test_verdict_takes_no_more_workers_than_it_needs(
    judge_source: JudgeSource,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    wanted: Counter[str],
) -> None:
    started: Counter[str] = Counter()
    start = ZygoteClient.start

    def count(zygote: ZygoteClient, limits: Limits) -> Process:
        started["warm" if zygote.is_warm else "fresh"] += 1
        return start(zygote, limits)

    monkeypatch.setattr(ZygoteClient, "start", count)
    judge_source((SUBMISSIONS / f"{name}.py").read_bytes())
    assert started == wanted
