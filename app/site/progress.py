"""How far the viewer has come with a problem, and what is open to them for that."""

from dataclasses import dataclass

from app.site.rendering import Page
from app.store import desks, history
from app.store.database import Reader
from app.store.desks import Desk
from grader.problem import Problem


@dataclass(frozen=True, slots=True)
class Progress:
    desk: Desk
    is_solved: bool = False
    may_read_solution: bool = False
    may_give_up: bool = False


async def find_progress(store: Reader, page: Page, problem: Problem) -> Progress:
    account = page.viewer.account
    if account is None:
        return Progress(Desk(problem.id))  # whoever is not signed in
    async with store.snapshot() as snapshot:
        desk = await desks.find(snapshot, account.id, problem.id)
        solved = await history.find_solved(snapshot, account.id)
        has_tried = await history.has_tried(snapshot, account.id, problem.id)
    is_solved = problem.id in solved
    counts_giving_up = page.service.settings.solution_for == "gave_up"
    may_read_solution = is_solved or (desk.gave_up and counts_giving_up)
    may_give_up = counts_giving_up and has_tried and not may_read_solution
    return Progress(desk, is_solved, may_read_solution, may_give_up)
