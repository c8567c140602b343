"""The way of a student through a problem, without JavaScript."""

from pathlib import Path

import pytest

from tests.api.embedded_service import PROBLEM, Api
from tests.site.browsing import PAGE, Browser, find_submission, open_browser, open_site


def test_everybody_reads_the_problems_and_is_asked_to_sign_in_for_more(browser: Browser, site: Api) -> None:
    listed = browser.open("/").text
    for problem in site.client.get("/api/v1/problems").json():
        assert f'href="/problems/{problem["id"]}"' in listed
        page = browser.open(f"/problems/{problem['id']}")
        assert page.status_code == 200
        assert problem["title"] in page.text
        assert "to attempt this problem" in page.text
        assert "<textarea" not in page.text


def test_a_student_goes_from_a_wrong_answer_to_the_solution(browser: Browser) -> None:
    browser.sign_up("goes-through")
    assert "solved" not in browser.open("/").text.partition("<main")[2].replace("0 of 10 solved", "")
    assert "It opens when your submission is accepted" in browser.open(PAGE).text
    assert browser.open(f"{PAGE}/solution").status_code == 403
    assert "Open hint 1 of" in browser.open(PAGE).text
    page = browser.send(f"{PAGE}/hints", hint=1)
    assert "Open hint 2 of" in page.text
    assert 'id="hint-1"' in page.text
    wrong = browser.submit("wrong_answer")
    assert "Wrong answer" in wrong.text
    assert "wrong_answer</textarea>" in wrong.text
    assert "Give up and read the solution" in wrong.text
    right = browser.submit("accepted")
    assert "Accepted" in right.text
    assert "Read the solution" in right.text
    assert "Step by step" in browser.open(f"{PAGE}/solution").text
    assert "1 of 10 solved" in browser.open("/").text
    entries = browser.open(f"{PAGE}/history").text
    assert entries.index("Accepted") < entries.index("Wrong answer")
    assert "wrong_answer</textarea>" in browser.open(f"{PAGE}?submission={find_submission(wrong)}").text


def test_whoever_gave_up_after_an_attempt_reads_the_solution(browser: Browser) -> None:
    browser.sign_up("gives-up")
    assert browser.send(f"{PAGE}/give-up").status_code == 403
    browser.submit("invalid_submission")
    browser.submit("wrong_answer", mode="run")
    assert browser.send(f"{PAGE}/give-up").status_code == 403
    browser.submit("wrong_answer")
    page = browser.send(f"{PAGE}/give-up")
    assert (page.status_code, "Step by step" in page.text) == (200, True)
    assert browser.open(f"{PAGE}/solution").status_code == 200


def test_an_operator_can_keep_solutions_for_those_who_solved(tmp_path: Path) -> None:
    with open_site(tmp_path, solution_for="solved") as site:
        browser = open_browser(site)
        browser.sign_up("ada")
        browser.submit("wrong_answer")
        assert browser.send(f"{PAGE}/give-up").status_code == 403
        browser.submit("accepted", mode="run")
        assert browser.open(f"{PAGE}/solution").status_code == 403
        browser.submit("accepted")
        assert browser.open(f"{PAGE}/solution").status_code == 200


@pytest.mark.parametrize("hint", ["0", "-1", "x", "1e9"])
def test_there_is_no_such_hint(browser: Browser, hint: str) -> None:
    browser.sign_up(f"hint{abs(hash(hint))}")
    assert browser.send(f"{PAGE}/hints", hint=hint).status_code == 422


def test_more_hints_than_there_are_open_all_of_them(browser: Browser) -> None:
    browser.sign_up("curious")
    page = browser.send(f"{PAGE}/hints", hint=1000)
    assert page.status_code == 200
    assert "Open hint" not in page.text
    assert "Open hint" not in browser.send(f"{PAGE}/hints", hint=1).text


def test_what_is_being_judged_says_so_and_then_shows_its_verdict(tmp_path: Path) -> None:
    with open_site(tmp_path) as site:
        browser = open_browser(site)
        browser.sign_up("ada")
        gate = tmp_path / "gate"
        page = browser.submit(f"gate {gate}")
        assert "Being judged" in page.text
        second = browser.submit("accepted")
        assert "Waiting in line, at place 1" in second.text
        gate.touch()
        for each in (page, second):
            site.client.headers["Authorization"] = f"Bearer {make_own_token(browser)}"
            site.wait_for_verdict(find_submission(each))
            assert "Accepted" in browser.open(str(each.url)).text


def make_own_token(browser: Browser) -> str:
    browser.send("/account/tokens/revoke", token_name="test")
    page = browser.send("/account/tokens", token_name="test").text
    return page.partition("<code>")[2].partition("</code>")[0]


def test_what_cannot_be_taken_in_comes_back_in_the_editor(tmp_path: Path) -> None:
    with open_site(tmp_path, queue_most=1) as site:
        browser = open_browser(site)
        browser.sign_up("ada")
        too_large = browser.submit("# " + "x" * 70_000)
        assert (too_large.status_code, "The source has 70002 bytes" in too_large.text) == (413, True)
        assert "x" * 70_000 in too_large.text
        browser.submit(f"gate {tmp_path / 'gate'}")
        full = browser.submit("second = 2")
        assert (full.status_code, "Too many submissions are waiting" in full.text) == (503, True)
        assert "second = 2</textarea>" in full.text
        (tmp_path / "gate").touch()


@pytest.mark.parametrize("source", ["", "\n\nx = 1\n", "a\r\nb", "ü ∑ 🌳", "\x00"], ids=repr)
def test_a_source_comes_back_as_it_was_written(browser: Browser, site: Api, source: str) -> None:
    browser.sign_up(f"source{abs(hash(source))}")
    page = browser.submit(f"echo{source}")
    shown = page.text.partition("<textarea")[2].partition(">\n")[2].partition("</textarea>")[0]
    assert shown == f"echo{source}".replace("\r\n", "\n")


def test_pages_that_are_not_there_say_so(browser: Browser) -> None:
    browser.sign_up("lost")
    paths = (
        "/problems/none",
        f"{PAGE}?submission=none",
        "/submissions/none",
        "/nowhere",
        "/static/none",
        "/invitations/x",
    )
    for path in paths:
        page = browser.open(path)
        assert (page.status_code, page.headers["content-type"]) == (404, "text/html; charset=utf-8"), path
        assert "All problems" in page.text
    assert browser.client.get("/api/v1/nowhere").headers["content-type"] == "application/problem+json"
    assert browser.client.delete("/").status_code == 405


@pytest.mark.parametrize("path", ["/", PAGE, "/sign-in", "/nowhere", "/docs"])
def test_what_is_too_large_for_any_page_is_told_on_a_page(browser: Browser, path: str) -> None:
    page = browser.send(path, source="x" * 2_000_000)
    assert (page.status_code, page.headers["content-type"]) == (413, "text/html; charset=utf-8")
    assert "too large" in page.text
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert page.headers["x-content-type-options"] == "nosniff"


def test_a_script_is_told_what_is_too_large_in_a_piece_of_the_page(browser: Browser) -> None:
    headers = {"Sec-Fetch-Site": "same-origin", "HX-Request": "true"}
    piece = browser.client.post(PAGE, data={"source": "x" * 2_000_000}, headers=headers)
    assert (piece.status_code, "too large" in piece.text, "<html" in piece.text) == (413, True, False)


def test_a_fault_of_ours_is_told_on_a_page_and_shows_nothing_of_ours(tmp_path: Path) -> None:
    with open_site(tmp_path) as site:
        browser = open_browser(site)
        browser.sign_up("ada")
        site.client.app.state.service.store = None  # type: ignore[attr-defined]
        page = browser.open("/account")
        assert (page.status_code, page.headers["content-type"]) == (500, "text/html; charset=utf-8")
        assert "Something went wrong on our side" in page.text
        assert "None" not in page.text
        assert "Traceback" not in page.text
        assert site.client.get("/readyz").headers["content-type"] == "application/problem+json"


def test_pages_let_nothing_in_from_elsewhere(browser: Browser) -> None:
    for path in ("/", PAGE, "/sign-in", "/sign-up", "/nowhere"):
        page = browser.open(path)
        policy = page.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "style=" not in page.text
        assert page.text.count("<script") == page.text.count('<script type="module" src="/static/')
        assert 'src="http' not in page.text


def test_an_operators_override_is_on_every_page(tmp_path: Path) -> None:
    with open_site(tmp_path, unsafe_judge_despite=("network",)) as site:
        for path in ("/", PAGE, "/sign-in", "/nowhere"):
            assert "may not hold: network" in open_browser(site).open(path).text


def test_the_problem_of_a_submission_may_be_gone(browser: Browser, site: Api) -> None:
    browser.sign_up("remembers")
    submission = find_submission(browser.submit("accepted"))
    catalogue = site.client.app.state.service.catalogue  # type: ignore[attr-defined]
    problem = catalogue.pop(PROBLEM)
    try:
        for path in (f"/submissions/{submission}", "/account"):
            page = browser.open(path)
            assert (page.status_code, PROBLEM in page.text) == (200, True)
    finally:
        catalogue[PROBLEM] = problem
