"""The two commands for authors, as they are used."""

import json
from pathlib import Path

import pytest

from tests.api.service_process import Place


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


@pytest.mark.timeout(400)  # some thirty judgements
def test_new_problem_is_green_as_it_is_laid_out(place: Place, cache_dir: Path) -> None:
    """Whole: the only test that judges a problem's mutants."""
    where = ("--problems-dir", str(place.folder / "mine"))
    made = place.run("problem", "new", "fresh_idea", *where)
    assert made.returncode == 0, made.stderr
    done = place.run("problem", "check", "fresh_idea", "--json", *where, cache_dir=cache_dir)
    report = json.loads(done.stdout)
    assert (done.returncode, report["problem"], report["is_green"]) == (0, "fresh_idea", True), done.stdout
    assert {remark["part"] for remark in report["remarks"]} >= {"folder", "strategies", "warm-up", "submissions"}
    score = report["remarks"][-1]
    assert score["text"].startswith("mutation score 100 % (")
    assert score["figures"]["killed"] == score["figures"]["total"] > 20
    assert "internal_error" not in score["figures"]["outcomes"]
    assert "3 of 3 accepted submissions find compiled what they compute" in done.stdout


def test_malformed_problem_is_not_green_and_stops_no_other(place: Place) -> None:
    where = ("--problems-dir", str(place.folder / "mine"))
    for problem in ("first", "second"):
        place.run("problem", "new", problem, *where)
    with (place.folder / "mine" / "first" / "problem.toml").open("a") as file:
        file.write('colour = "green"\n')
    (place.folder / "mine" / "second" / "hints.md").write_text("## One\n")
    done = place.run("problem", "check", "--only", "folder", *where)
    assert done.returncode == 1
    first, second = done.stdout.split("second\n")
    assert "✗ folder" in first
    assert "unknown key `colour`" in first
    assert "✗" not in second


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("new", "Fresh"), "lower case letters"),
        (("new", "state_zero_kernel"), "is there already"),
        (("check", "state_zero_kernal"), "did you mean state_zero_kernel?"),
        (("check", "--only", "mutant"), "Invalid value for '--only'"),
    ],
)
def test_mistake_in_use_ends_with_status_two(place: Place, arguments: tuple[str, ...], said: str) -> None:
    done = place.run("problem", *arguments)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
