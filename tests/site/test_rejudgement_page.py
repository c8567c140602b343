"""An instructor has a problem's submissions judged again."""

import re
from pathlib import Path

from app.roles import Role
from app.store import submissions
from app.store.database import Store
from app.store.ids import new_id
from app.store.submissions import NewSubmission
from grader.verdict import Mode, Outcome
from tests.api.embedded_service import PROBLEM, Api, in_store, open_api
from tests.api.scripts import script_programs
from tests.api.waiting import wait_until
from tests.site.browsing import PAGE, Browser, find_submission, open_browser, open_browser_as, open_site

CLASS = f"{PAGE}/class"


def read(page: str) -> str:
    """As one reads it."""
    return " ".join(re.sub(r"<[^>]*>", " ", page).split())


def test_students_see_their_verdict_until_there_is_another_one(tmp_path: Path) -> None:
    said = tmp_path / "said"
    said.write_text("wrong_answer")
    with open_site(tmp_path) as site:
        student, instructor = open_browser(site), open_browser_as(site, "teaches", Role.INSTRUCTOR)
        student.sign_up("ada")
        sent = [find_submission(student.submit(f"read {said}")) for _ in range(2)]
        student.submit("accepted", mode="run")
        assert "Judge 2 submissions again" in instructor.open(CLASS).text
        said.unlink()
        under_way = instructor.send(f"{CLASS}/judge-again").text
        assert "2 of 2 are still to be judged again" in under_way
        assert "judge-again" not in under_way
        assert "2 of 2 are still" in instructor.send(f"{CLASS}/judge-again").text
        for each in sent:
            assert "Wrong answer" in student.open(f"/submissions/{each}").text
        assert student.open(f"{PAGE}/history").text.count("Wrong answer") == 2
        said.write_text("accepted")
        done = wait_until(lambda: find_done(instructor), "the end of it")
        assert "Wrong answer Accepted 2 2 of 2 came out otherwise than before." in done
        for each in sent:
            assert "Accepted" in student.open(f"/submissions/{each}").text
        assert "solved" in student.open(PAGE).text


def find_done(instructor: Browser) -> str:
    page = instructor.open(CLASS).text
    return read(page) if "judge-again" in page else ""


def test_a_problem_solved_stays_solved_while_it_is_judged_again(tmp_path: Path) -> None:
    said = tmp_path / "said"
    said.write_text("accepted")
    with open_site(tmp_path) as site:
        student, instructor = open_browser(site), open_browser_as(site, "teaches", Role.INSTRUCTOR)
        student.sign_up("ada")
        student.submit(f"read {said}")
        said.unlink()
        instructor.send(f"{CLASS}/judge-again")
        wait_until(lambda: len(site.judged()) == 2, "its turn")
        assert student.open(f"{PAGE}/solution").status_code == 200
        assert "1 of 10 solved" in student.open("/").text
        said.write_text("internal_error")
        assert "1 could not be judged again, by a fault of ours" in wait_until(lambda: find_done(instructor), "the end")
        assert "1 of 10 solved" in student.open("/").text


def test_whoever_submits_meanwhile_goes_first(tmp_path: Path) -> None:
    gate = tmp_path / "gate"
    gate.touch()
    with open_site(tmp_path) as site:
        student, instructor = open_browser(site), open_browser_as(site, "teaches", Role.INSTRUCTOR)
        student.sign_up("ada")
        for _ in range(3):
            student.submit(f"gate {gate}")
        gate.unlink()
        instructor.send(f"{CLASS}/judge-again")
        wait_until(lambda: len(site.judged()) == 4, "the first one's turn")
        answer = site.submit("accepted", wait_s=0).json()
        assert answer["place"] == 1
        gate.touch()
        assert wait_until(lambda: site.judged()[4:], "the next one's turn")[0] == answer["id"]


def test_only_instructors_have_anything_judged_again(site: Api) -> None:
    student = open_browser_as(site, "hopes", Role.STUDENT)
    submission = find_submission(student.submit("wrong_answer"))
    count = site.judged().count(submission)
    assert student.send(f"{CLASS}/judge-again").status_code == 403
    assert open_browser(site).send(f"{CLASS}/judge-again").url.path == "/sign-in"
    instructor = open_browser_as(site, "is-lured", Role.INSTRUCTOR)
    lured = instructor.client.post(f"{CLASS}/judge-again", headers={"Sec-Fetch-Site": "cross-site"})
    assert (lured.status_code, "not sent from this site" in lured.text) == (403, True)
    assert "still to be judged again" not in instructor.open(CLASS).text
    assert site.judged().count(submission) == count


def test_nothing_is_judged_again_where_the_cage_does_not_hold(tmp_path: Path) -> None:
    async def put_one(store: Store) -> None:
        await submissions.add(store, NewSubmission(new_id(), new_id(), PROBLEM, Mode.SUBMIT, b"accepted"), 10)
        claimed = await submissions.claim(store)
        assert claimed
        await submissions.record(store, claimed, "{}", Outcome.ACCEPTED)

    with open_api(tmp_path, script_programs(tmp_path / "journal", cage="leaks")) as site:
        wait_until(lambda: site.readiness()["cage"]["holds"] is False, "the examination")
        in_store(site.settings, put_one)
        refused = open_browser_as(site, "teaches", Role.INSTRUCTOR).send(f"{CLASS}/judge-again")
        assert (refused.status_code, "sandbox does not hold" in refused.text) == (503, True)
        assert "Judge 1 submission again" in refused.text
