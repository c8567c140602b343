"""How far the viewer has come with a problem, and what is open to them for that."""

import asyncio
from dataclasses import dataclass

from app.site.rendering import Page
from app.store import desks, history
from app.store.desks import Desk
from grader.problem import Problem


@dataclass(frozen=True, slots=True)
class Progress:
    desk: Desk
    is_solved: bool = False
    may_read_solution: bool = False
    may_give_up: bool = False


async def find_progress(page: Page, problem: Problem) -> Progress:
    account, service = page.viewer.account, page.service
    if account is None:
        return Progress(Desk(problem.id))  # whoever is not signed in
    desk, solved = await asyncio.gather(
        desks.find(service.store, account.id, problem.id), history.find_solved(service.store, account.id)
    )
    is_solved = problem.id in solved
    counts_giving_up = service.settings.solution_for == "gave_up"
    may_read_solution = is_solved or (desk.gave_up and counts_giving_up)
    may_give_up = (
        counts_giving_up and not may_read_solution and await history.has_tried(service.store, account.id, problem.id)
    )
    return Progress(desk, is_solved, may_read_solution, may_give_up)
