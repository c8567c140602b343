"""The catalogue, open to everybody. Neither references nor solutions leave it here."""

from dataclasses import asdict

from fastapi import APIRouter

from app.api import errors
from app.api.bodies import CheckBody, ProblemBody, ProblemSummary
from app.api.dependencies import ServiceOf
from grader.checks import list_judged
from grader.problem import Problem

router = APIRouter(prefix="/api/v1/problems", tags=["problems"])


@router.get("")
async def list_problems(service: ServiceOf) -> list[ProblemSummary]:
    return [ProblemSummary.model_validate(each, from_attributes=True) for each in service.catalogue.values()]


@router.get("/{problem_id}", responses=errors.document(errors.UnknownProblemError, errors.InvalidRequestError))
async def show(problem_id: str, service: ServiceOf) -> ProblemBody:
    problem = service.catalogue.get(problem_id)
    if problem is None:
        raise errors.UnknownProblemError(f"There is no problem {problem_id!r}: see /api/v1/problems.")
    limits = problem.limits.clamped_to(service.settings.most_limits)
    shown = asdict(problem) | {"limits": asdict(limits), "checks": _list_checks(problem)}
    return ProblemBody.model_validate(shown)


def _list_checks(problem: Problem) -> list[CheckBody]:
    """As a verdict lists them, so that a page can draw the list before there is one."""
    judged = list_judged(problem).items()
    return [CheckBody(id=check_id, title=check.title, points=check.points) for check_id, check in judged]
