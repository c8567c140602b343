"""Two attempts compared: what changed, for whom, and that nobody learns of another's source by it."""

import re

import pytest

from app.roles import Role
from app.site.edits import LINES_MOST, Line, find_edits
from tests.api.embedded_service import Api
from tests.site.browsing import PAGE, Browser, find_submission, open_browser, open_browser_as

OLD = "echo 1\nkept = 1\nold = 2"
NEW = "echo 1\nkept = 1\nnew = <3>"


def compare(browser: Browser, old: str, new: str, page: str = PAGE) -> tuple[int, str]:
    answer = browser.client.get(f"{page}/compare", params={"old": old, "new": new})
    return answer.status_code, answer.text


def submit_two(browser: Browser, login: str) -> tuple[str, str]:
    browser.sign_up(login)
    return find_submission(browser.submit(OLD)), find_submission(browser.submit(NEW))


def test_lines_are_told_by_signs_and_numbers() -> None:
    assert find_edits("a\nb\nc", "a\nd\nc\n") == [
        [
            Line(" ", 1, 1, "a"),
            Line("-", 2, None, "b"),
            Line("+", None, 2, "d"),
            Line(" ", 3, 3, "c"),
            Line("+", None, 4, ""),
        ]
    ]


def test_what_is_far_from_any_change_is_left_out() -> None:
    lines = [str(number) for number in range(100)]
    edits = find_edits("\n".join(lines), "\n".join(["first", *lines[1:50], "middle", *lines[51:]]))
    assert edits
    assert [[line.text for line in hunk] for hunk in edits] == [
        ["0", "first", "1", "2", "3"],
        ["47", "48", "49", "50", "middle", "51", "52", "53"],
    ]


def test_sources_made_to_take_long_are_not_compared() -> None:
    assert find_edits("\n" * LINES_MOST, "") is None
    assert find_edits("", "\n" * (LINES_MOST - 1)) is not None


def test_a_student_chooses_two_attempts_and_sees_what_changed(browser: Browser) -> None:
    old, new = submit_two(browser, "compares")
    page = browser.open(f"{PAGE}/history").text
    chosen = re.findall(r'name="(\w+)" value="(\w+)"[^>]* checked', page)
    assert chosen == [("new", new), ("old", old)]
    assert f'action="{PAGE}/compare"' in page
    status, text = compare(browser, old, new)
    assert status == 200
    assert '<tr class="removed"><td>3</td><td></td><td><code>- old = 2</code></td></tr>' in text
    assert '<tr class="added"><td></td><td>3</td><td><code>+ new = &lt;3&gt;</code></td></tr>' in text
    assert "<tr><td>2</td><td>2</td><td><code>  kept = 1</code></td></tr>" in text
    assert text.count("Accepted") == 2
    assert f'href="/submissions/{old}"' in text
    assert "the same, byte by byte" in compare(browser, old, old)[1]


def test_a_single_attempt_has_nothing_to_be_compared_with(browser: Browser) -> None:
    browser.sign_up("once")
    browser.submit("accepted")
    assert "/compare" not in browser.open(f"{PAGE}/history").text


def test_what_cannot_be_compared_says_why(browser: Browser) -> None:
    browser.sign_up("long")
    long, short = find_submission(browser.submit("\n" * LINES_MOST)), find_submission(browser.submit("accepted"))
    status, text = compare(browser, long, short)
    assert (status, "too many lines" in text) == (200, True)


def test_an_instructor_compares_what_one_person_sent(site: Api) -> None:
    owner = open_browser(site)
    old, new = submit_two(owner, "is-helped")
    instructor = open_browser_as(site, "helps", Role.INSTRUCTOR)
    assert compare(instructor, old, new)[0] == 200
    mine = find_submission(instructor.submit(NEW))
    for pair in ((old, mine), (mine, new)):
        status, text = compare(instructor, *pair)
        assert (status, "old = 2" in text) == (404, False)
    person = instructor.open(f"{PAGE}/class").text.partition(f'href="{PAGE}/class/')[2].partition('"')[0]
    entries = instructor.open(f"{PAGE}/class/{person}").text
    assert "back into the editor" not in entries


def test_nobody_gets_at_the_source_of_another_by_comparing(site: Api) -> None:
    owner, student = open_browser(site), open_browser(site)
    old, new = submit_two(owner, "is-spied-on")
    mine, mine_too = submit_two(student, "spies")
    for pair in ((old, new), (mine, new), (old, mine), (new, new), (mine, ""), ("", ""), (mine, "x"), (mine, "%")):
        status, text = compare(student, *pair)
        assert (status, "old = 2" in text, "Accepted" in text) == (404, False, False), pair
    texts = {compare(student, mine, each)[1] for each in (old, new, "f" * 32)}
    assert len(texts) == 1, "it tells whether there is such a submission"
    assert compare(student, mine, mine_too)[0] == 200
    assert open_browser(site).open(f"{PAGE}/compare?old={old}&new={new}").url.path == "/sign-in"


@pytest.mark.parametrize("page", ["/problems/patch_head", "/problems/none"])
def test_submissions_are_compared_at_their_own_problem_alone(browser: Browser, page: str) -> None:
    old, new = submit_two(browser, f"strays{len(page)}")
    assert compare(browser, old, new, page)[0] == 404
    other = find_submission(browser.send("/problems/patch_head", source="accepted", mode="submit"))
    assert compare(browser, old, other)[0] == 404
