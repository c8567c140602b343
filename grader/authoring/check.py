"""Check one problem: all that its author wants to know before anybody sees it.

Nothing heavy is imported at the top: JAX reads its settings while it is imported, and a malformed folder needs none.
"""

import tempfile
from collections.abc import Collection, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from grader.authoring.judges import SPAWN, JudgeWithin, apart, obey_parent, open_judges
from grader.authoring.mutants import check_mutants, limit_mutants
from grader.authoring.remark import Level, Part, Remark
from grader.authoring.submissions import (
    WRONG,
    Judged,
    OwnSubmission,
    check_notes,
    check_outcomes,
    check_texts,
    judge_own,
    read_submissions,
)
from grader.catalogue import FILES, TEXTS, load_problem
from grader.jax_environment import prepare_environment
from grader.judge.session import JudgeSession, open_judge
from grader.limits import Limits
from grader.problem import Problem, ProblemError

UNCHANGED = "CHANGE:"
"""In front of what the template wants its author to write."""


@dataclass(frozen=True, slots=True)
class Means:
    """What a check works with. `most` are the operator's bounds on every problem's limits."""

    cache_dir: Path
    most: Limits
    judges: int


def check_problem(folder: Path, means: Means, parts: Collection[Part]) -> Iterator[Remark]:
    """One part after the other, the quick ones first; the folder is always looked at."""
    prepare_environment()
    try:
        problem = load_problem(folder)
        yield from check_folder(problem)
        with apart(folder) as problems_dir:
            yield from _check_loaded(problem, problems_dir, means, parts)
    except ProblemError as error:
        yield Remark(Part.FOLDER, Level.FAULT, str(error))


def _check_loaded(problem: Problem, problems_dir: Path, means: Means, parts: Collection[Part]) -> Iterator[Remark]:
    own = read_submissions(problem.folder)
    if Part.SUBMISSIONS in parts:
        yield from check_notes(problem, own)
    if {Part.STRATEGIES, Part.WARM_UP, Part.SUBMISSIONS} & set(parts):
        yield from _check_calls_apart(problem, problems_dir, means, parts, own)
    if {Part.SUBMISSIONS, Part.MUTANTS} & set(parts):
        with open_judges(problems_dir, means.cache_dir, means.judges) as judge_within:
            yield from _check_judged(problem, own, parts, means.most, judge_within)


def check_folder(problem: Problem) -> Iterator[Remark]:
    """The texts. What else a folder must have, it has: the problem was loaded."""
    texts = {name: (problem.folder / name).read_text(encoding="utf-8") for name in FILES}
    empty = [name for name in TEXTS if not texts[name].strip()]
    yield from (Remark(Part.FOLDER, Level.FAULT, f"{name}: is empty") for name in empty)
    if left := [name for name, text in texts.items() if UNCHANGED in text]:
        text = f"what the template says after {UNCHANGED} is still to be done in {', '.join(left)}"
        yield Remark(Part.FOLDER, Level.WARNING, text)
    if not empty:
        yield Remark(Part.FOLDER, Level.GOOD, f"every file is there; version {problem.version}")


def _check_calls_apart(
    problem: Problem, problems_dir: Path, means: Means, parts: Collection[Part], own: Sequence[OwnSubmission]
) -> list[Remark]:
    """In a process of its own: what the check of another problem compiled here would be there for this one."""
    with ProcessPoolExecutor(1, SPAWN, obey_parent) as pool:
        return pool.submit(_open_and_check_calls, problem, problems_dir, means.most, parts, own).result()


def _open_and_check_calls(
    problem: Problem, problems_dir: Path, most: Limits, parts: Collection[Part], own: Sequence[OwnSubmission]
) -> list[Remark]:
    """With a cache of its own, so that the warm-up has everything to compile."""
    with (
        tempfile.TemporaryDirectory(prefix="arborist-") as cache,
        open_judge(problems_dir, Path(cache), most) as session,
    ):
        return list(check_calls(session, problem, parts, own))


def check_calls(
    session: JudgeSession, problem: Problem, parts: Collection[Part], own: Sequence[OwnSubmission]
) -> Iterator[Remark]:
    """The warm-up first, since whatever else is computed in this process compiles for it."""
    from grader.authoring.strategies import check_strategies
    from grader.authoring.twins import check_twins
    from grader.authoring.warmth import check_warm_up, check_workers
    from grader.judge.exercise import Exercise

    exercise = Exercise(problem, session.shelf.compiled_dir)
    if Part.WARM_UP in parts:
        yield from check_warm_up(session, exercise)
    if Part.STRATEGIES in parts:
        yield from check_strategies(exercise)
    if Part.WARM_UP in parts:
        yield from check_workers(session, exercise, own)
    if Part.SUBMISSIONS in parts:
        yield from check_twins(session.shelf.notes.get_key(exercise), problem.tolerance)


def _check_judged(
    problem: Problem, own: Sequence[OwnSubmission], parts: Collection[Part], most: Limits, judge_within: JudgeWithin
) -> Iterator[Remark]:
    judged: Judged = []
    if Part.SUBMISSIONS in parts:
        yield from check_texts(problem, judge_within(most))
        judged = judge_own(problem, own, judge_within(most))
        yield from check_outcomes(problem, judged)
    if Part.MUTANTS in parts:
        by_hand = [verdict for each, verdict in judged if each.folder in WRONG]
        yield from check_mutants(problem, judge_within(limit_mutants(most)), by_hand)
