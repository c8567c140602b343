"""The real judge for every test that needs one; and a test that skips in continuous integration fails."""

import os
from collections.abc import Callable, Generator, Iterator, Sequence
from pathlib import Path

import pytest

from grader.catalogue import DEFAULT_PROBLEMS_DIR
from grader.judge.session import JudgeSession, open_judge
from grader.judge.submission import Submission
from grader.limits import Limits
from grader.verdict import Mode, Verdict

JudgeSource = Callable[..., Verdict]


EVERY = 6


def pytest_addoption(parser: pytest.Parser) -> None:
    sample = f"of each problem's submissions one for each outcome, and one in {EVERY} of the escapes and pages"
    parser.addoption("--sample", action="store_true", help=sample)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """A second interpreter need not judge all that the first one judges whole."""
    if not config.getoption("--sample"):
        return
    kept = set(items) - set(find_left_out(items))
    config.hook.pytest_deselected(items=[item for item in items if item not in kept])
    items[:] = [item for item in items if item in kept]


def find_left_out(items: Sequence[pytest.Item]) -> Iterator[pytest.Item]:
    seen: set[tuple[str, Path]] = set()
    place = 0
    for item in items:
        parameters = item.callspec.params if hasattr(item, "callspec") else {}
        if isinstance(path := parameters.get("path"), Path):
            test = (item.nodeid.partition("[")[0], path.parent)
            if test in seen:
                yield item
            seen.add(test)
        elif "program" in parameters or ("gallery" in getattr(item, "fixturenames", ()) and parameters):
            if place % EVERY:
                yield item
            place += 1


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.skipped and not hasattr(report, "wasxfail"):
        _fail_in_ci(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """A whole module may skip itself while it is collected."""
    report = yield
    if report.skipped:
        _fail_in_ci(report)
    return report


def _fail_in_ci(report: pytest.TestReport | pytest.CollectReport) -> None:
    if os.environ.get("CI", "").lower() not in ("", "0", "false"):
        report.outcome = "failed"
        report.longrepr = f"a skip is a failure in CI: {report.longrepr}"


@pytest.fixture(scope="session")
def cache_dir() -> Path:
    """A compile cache that outlives the run: what it holds is keyed by versions and flags, so it is never stale."""
    default = Path(__file__).parent.parent / ".pytest_cache" / "compile-cache"
    return Path(os.environ.get("ARBORIST_TEST_CACHE_DIR", default))


@pytest.fixture(scope="session")
def judge_session(cache_dir: Path) -> Iterator[JudgeSession]:
    """The real judge with its real zygotes, as the service has it: one for all tests of a process."""
    with open_judge(DEFAULT_PROBLEMS_DIR, cache_dir, Limits()) as session:
        session.warm_up()
        yield session


@pytest.fixture(scope="session")
def judge_source(judge_session: JudgeSession) -> JudgeSource:
    """Judges a source for state_zero_kernel, in a real worker."""

    def judge(source: str | bytes, mode: Mode = Mode.SUBMIT, replay_seed: int | None = None) -> Verdict:
        content = source.encode() if isinstance(source, str) else source
        submission = Submission("a-test", "state_zero_kernel", content, mode, replay_seed=replay_seed)
        return judge_session.judge(submission, ignore_progress)

    return judge


def ignore_progress(calls: int, of: int) -> None:
    pass
