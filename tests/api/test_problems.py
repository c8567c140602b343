"""What the catalogue shows, and what it must not."""

from grader.catalogue import load_catalogue
from tests.api.embedded_service import PROBLEM, Api


def test_the_catalogue_lists_every_problem(api: Api) -> None:
    listed = api.client.get("/api/v1/problems", headers={"Authorization": ""})
    assert listed.status_code == 200
    assert [each["id"] for each in listed.json()] == list(load_catalogue(api.settings.problems_dir))
    assert set(listed.json()[0]) == {"id", "title", "summary", "track", "place", "difficulty", "version"}


def test_a_problem_shows_all_that_one_needs_to_solve_it(api: Api) -> None:
    problem = load_catalogue(api.settings.problems_dir)[PROBLEM]
    shown = api.client.get(f"/api/v1/problems/{PROBLEM}").json()
    assert shown["statement"] == problem.statement
    assert shown["starter"] == problem.starter
    assert shown["hints"] == list(problem.hints)
    assert [each["name"] for each in shown["parameters"]] == [each.name for each in problem.parameters]
    assert [each["arguments"] for each in shown["examples"]] == [each.arguments for each in problem.examples]
    assert [each["id"] for each in shown["checks"]] == ["values", *(step.id for step in problem.steps), "non_finite"]
    assert sum(each["points"] for each in shown["checks"]) == 100


def test_a_problem_shows_neither_solution_nor_reference_nor_paths(api: Api) -> None:
    problem = load_catalogue(api.settings.problems_dir)[PROBLEM]
    answer = api.client.get(f"/api/v1/problems/{PROBLEM}")
    assert not {"solution", "reference", "folder", "steps"} & set(answer.json())
    assert str(problem.folder) not in answer.text
