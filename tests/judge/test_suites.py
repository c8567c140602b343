"""A suite is drawn once and kept; what is kept of it is whole, or it is drawn again."""

from collections.abc import Callable
from pathlib import Path

import pytest

from grader.judge.exercise import Exercise
from grader.judge.seeds import SUITES, choose_seed
from grader.judge.session import JudgeSession
from grader.judge.suite import Section, Suite, SuiteStore

DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "emptied": lambda content: b"",
    "cut": lambda content: content[: len(content) // 2],
    "without its last case": lambda content: content[: content.rindex(b'{"section"') - 8],
    "a bit flipped": lambda content: content[:-1] + bytes([content[-1] ^ 1]),
    "with more behind": lambda content: content + content[32:],
}


@pytest.fixture(scope="module")
def exercise(judge_session: JudgeSession) -> Exercise:
    return judge_session.shelf.exercises["state_zero_kernel"]


@pytest.fixture(scope="module")
def drawn(exercise: Exercise, tmp_path_factory: pytest.TempPathFactory) -> tuple[Suite, bytes, str]:
    """A suite, what was kept of it, and under which name."""
    folder = tmp_path_factory.mktemp("suites")
    suite = SuiteStore(folder).get(exercise, 0)
    [file] = folder.iterdir()
    return suite, file.read_bytes(), file.name


def test_kept_suite_is_the_one_that_was_drawn(
    exercise: Exercise, drawn: tuple[Suite, bytes, str], tmp_path: Path
) -> None:
    suite, content, name = drawn
    (tmp_path / name).write_bytes(content)
    store = SuiteStore(tmp_path)
    assert store.has(exercise.problem, 0)
    assert store.get(exercise, 0) == suite
    assert len(suite.cases[Section.FINITE]) == exercise.problem.calls.finite
    assert len(suite.cases[Section.DYED]) == exercise.problem.calls.dyed
    assert len(suite.cases[Section.NON_FINITE]) == exercise.problem.calls.non_finite
    assert len(suite.cases[Section.EXAMPLES]) == len(exercise.problem.examples)


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_damaged_suite_is_not_believed(
    exercise: Exercise, drawn: tuple[Suite, bytes, str], tmp_path: Path, damage: Callable[[bytes], bytes]
) -> None:
    _, content, name = drawn
    (tmp_path / name).write_bytes(damage(content))
    assert not SuiteStore(tmp_path).has(exercise.problem, 0)


def test_damaged_suite_is_drawn_again(exercise: Exercise, drawn: tuple[Suite, bytes, str], tmp_path: Path) -> None:
    suite, content, name = drawn
    (tmp_path / name).write_bytes(content[:-1])
    assert SuiteStore(tmp_path).get(exercise, 0) == suite
    assert (tmp_path / name).read_bytes() == content


def test_suite_that_cannot_be_kept_is_used_all_the_same(
    exercise: Exercise, drawn: tuple[Suite, bytes, str], tmp_path: Path
) -> None:
    (tmp_path / "a file").touch()
    assert SuiteStore(tmp_path / "a file").get(exercise, 0) == drawn[0]


def test_sources_share_the_suites(exercise: Exercise) -> None:
    seeds = {choose_seed(exercise.problem, f"x = {number}".encode()) for number in range(1000)}
    assert seeds == set(range(SUITES))


def test_seed_that_was_asked_for_is_not_kept(exercise: Exercise, tmp_path: Path) -> None:
    for seed in (-1, SUITES, 2**31):
        SuiteStore(tmp_path).get(exercise, seed)
    assert not list(tmp_path.iterdir())
