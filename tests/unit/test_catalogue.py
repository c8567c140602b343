"""A malformed problem is refused with the file, what is wrong with it, and what to write."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from grader.catalogue import DEFAULT_PROBLEMS_DIR, load_catalogue, load_problem
from grader.problem import ProblemError

ORIGINAL = DEFAULT_PROBLEMS_DIR / "state_zero_kernel"
Edit = Callable[[Path], None]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the first problem, to spoil."""
    ignore = shutil.ignore_patterns("submissions", "__pycache__")
    return Path(shutil.copytree(ORIGINAL, tmp_path / "state_zero_kernel", ignore=ignore))


def replace(old: str, new: str) -> Edit:
    def edit(folder: Path) -> None:
        file = folder / "problem.toml"
        text = file.read_text()
        assert old in text
        file.write_text(text.replace(old, new, 1))

    return edit


def append(text: str) -> Edit:
    def edit(folder: Path) -> None:
        with (folder / "problem.toml").open("a") as file:
            file.write(text)

    return edit


def test_first_problem_loads() -> None:
    problem = load_catalogue(DEFAULT_PROBLEMS_DIR)["state_zero_kernel"]
    assert problem.calls.total == 100
    assert [parameter.name for parameter in problem.parameters] == ["seed", "x", "features"]
    assert len(problem.hints) >= 3
    assert "tree_map_with_path" in problem.statement


def test_version_changes_with_what_judges_and_not_with_texts(folder: Path) -> None:
    before = load_problem(folder).version
    (folder / "statement.md").write_text("# Another statement")
    assert load_problem(folder).version == before
    with (folder / "reference.py").open("a") as file:
        file.write("\n# a comment\n")
    assert load_problem(folder).version != before


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda folder: (folder / "reference.py").unlink(), "reference.py: missing"),
        (lambda folder: (folder / "problem.toml").write_text("title = "), "not TOML"),
        (lambda folder: (folder / "hints.md").write_text("no heading"), "no hint"),
        (lambda folder: (folder / "statement.md").write_bytes(b"\xff"), "statement.md: cannot be read"),
        (replace("difficulty =", "dificulty ="), "unknown key `dificulty`; did you mean `difficulty`?"),
        (replace('entry_point = "state_zero_kernel"\n', ""), "`entry_point` is missing"),
        (replace("rtol = 1e-6", 'rtol = "small"'), "[tolerance]: `rtol` must be a number, not 'small'"),
        (replace("finite = 68", "finite = 6.8"), "[calls]: `finite` must be a whole number, not 6.8"),
        (replace("points = 20", "points = true"), "must be a number, not True"),
        (replace("memory_bytes = 1_073_741_824", "memory_bytes = 1024"), "below what JAX itself needs"),
        (replace('id = "map"', 'id = "split"'), "an id is given twice"),
        (replace('hidden_by = "map"', 'hidden_by = "mapp"'), "hidden_by names no step: 'mapp'"),
        (replace('hidden_by = "map"', 'hidden_by = "split"'), "hidden_by leads back to itself"),
        (replace("dyed = 16", "dyed = 0"), "dyed calls show the [[steps]]: give both or neither"),
        (replace("non_finite = 16", "non_finite = 0"), "non_finite calls are judged by [non_finite]: give both"),
        (replace("detached =", "# detached ="), "`detached` speaks of the [[steps]]: give both or neither"),
        (append("[[examples]]\narguments = { seed = 1.0 }\n"), "gives ['seed'], parameters are"),
        (append('[[parameters]]\nname = "x"\ntype = "float"\ndescription = ""\n'), "no name twice"),
        (replace("title =", 'id = "x"\ntitle ='), "`id` is derived from the folder"),
    ],
)
def test_malformed_problem_is_refused(folder: Path, spoil: Edit, said: str) -> None:
    spoil(folder)
    with pytest.raises(ProblemError) as refused:
        load_problem(folder)
    assert said in str(refused.value)
    assert str(folder) in str(refused.value)


def test_folder_name_must_be_an_identifier(folder: Path) -> None:
    renamed = folder.rename(folder.parent / "Not An Id")
    with pytest.raises(ProblemError, match="lower case"):
        load_problem(renamed)


def test_missing_catalogue_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ProblemError, match="is not a folder"):
        load_catalogue(tmp_path / "nowhere")
