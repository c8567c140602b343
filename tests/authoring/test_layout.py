"""A new problem is laid out under its own name, or the author hears why not."""

from pathlib import Path

import pytest

from grader.authoring.layout import TEMPLATE_ID, lay_out_problem
from grader.catalogue import load_problem
from grader.problem import ProblemError


def test_new_problem_bears_its_name_throughout(tmp_path: Path) -> None:
    folder = lay_out_problem(tmp_path / "not there yet", "fresh_idea")
    problem = load_problem(folder)
    assert (problem.id, problem.entry_point) == ("fresh_idea", "fresh_idea")
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert {path.parent.name for path in files} >= {"accepted", "wrong_answer", "runtime_error", "invalid_submission"}
    assert [path for path in files if TEMPLATE_ID in path.read_text(encoding="utf-8")] == []


@pytest.mark.parametrize(
    ("problem_id", "said"),
    [
        ("Fresh", "lower case letters"),
        ("../fresh", "lower case letters"),
        ("2_fresh", "lower case letters"),
        ("", "lower case letters"),
        ("lambda", "means something else"),
        ("jax", "means something else"),
        ("len", "means something else"),
        ("taken", "is there already"),
    ],
)
def test_bad_or_taken_id_is_refused_and_nothing_is_made(tmp_path: Path, problem_id: str, said: str) -> None:
    (tmp_path / "taken").mkdir()
    with pytest.raises(ProblemError, match=said):
        lay_out_problem(tmp_path, problem_id)
    assert list(tmp_path.rglob("*")) == [tmp_path / "taken"]
