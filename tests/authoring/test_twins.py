"""Mistakes whose answers do not tell them apart are named, unless they say the same or a word in their source does."""

from pathlib import Path

import pytest

from grader.authoring.layout import lay_out_problem
from grader.authoring.remark import Level
from grader.catalogue import load_problem
from grader.jax_environment import prepare_environment
from grader.judge.exercise import Exercise
from grader.judge.stamp import find_compiled_dir
from grader.judge.suite import SuiteStore
from grader.judge.teaching.notes import Notes

OTHER = "One.\n\nMisconception: The state was not given on.\nHint: Give it on.\n"
SAME = (
    "One.\n\nMisconception: The map was taken to change the state; it returns a new one, which was not used.\n"
    "Hint: Keep what tree_map_with_path returns, and give that to nnx.merge.\n"
)


@pytest.mark.parametrize(
    ("words", "twins"),
    [(OTHER, ["old_state_merged", "twin"]), (SAME, []), (f"{OTHER}Told by: forgotten_state\n", [])],
    ids=["alike", "in the same words", "told by their source"],
)
def test_mistakes_that_answer_alike_are_named(tmp_path: Path, cache_dir: Path, words: str, twins: list[str]) -> None:
    prepare_environment()
    from grader.authoring.twins import check_twins

    folder = lay_out_problem(tmp_path, "fresh_idea")
    wrong = folder / "submissions" / "wrong_answer"
    _, _, program = (wrong / "old_state_merged.py").read_text().split('"""')
    (wrong / "twin.py").write_text(f'"""{words}"""' + program.replace(", state)(x)", ", forgotten_state := state)(x)"))
    problem = load_problem(folder)
    key = Notes(SuiteStore(tmp_path / "suites")).get_key(Exercise(problem, find_compiled_dir(cache_dir)))
    remarks = list(check_twins(key, problem.tolerance))
    named = [remark.text.partition(".py")[0] for remark in remarks if remark.level is Level.FAULT]
    assert named == [f"submissions/wrong_answer/{name}" for name in twins]
