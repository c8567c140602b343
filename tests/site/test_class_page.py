"""The class of a problem, as its instructors see it."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.roles import Role
from app.site.classroom import PEOPLE_EACH_PAGE
from app.store import accounts, submissions
from app.store.database import Store
from app.store.ids import new_id
from app.store.submissions import NewSubmission
from grader.verdict import Mode
from tests.api.embedded_service import PROBLEM, Api, in_store
from tests.site.browsing import PAGE, Browser, open_browser, open_browser_as, open_site

CLASS = f"{PAGE}/class"


@pytest.fixture(scope="module")
def lesson(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Api]:
    """A site on which three people tried a problem."""
    with open_site(tmp_path_factory.mktemp("lesson")) as site:
        for login, name, sources in (
            ("ada", "Ada <b>Lovelace</b>", ("misunderstood You used `tree_map`.", "invalid_submission", "accepted")),
            ("bo", '=1+1, "Bo"', ("misunderstood You used `tree_map`.",)),
            ("cy", "Cy", ()),
        ):
            browser = open_browser(site)
            browser.sign_up(login, name=name)
            browser.submit("accepted", mode="run")
            for source in sources:
                browser.submit(source)
        yield site


@pytest.fixture(scope="module")
def instructor(lesson: Api) -> Browser:
    return open_browser_as(lesson, "teaches", Role.INSTRUCTOR)


def test_the_page_tells_who_tried_and_what_came_of_it(instructor: Browser) -> None:
    page = instructor.open(CLASS).text
    for told in (
        "<b>2</b> of 3 who sent something",
        "<b>1</b> of 2 who tried",
        "<b>3</b> and 1 that did not count",
        "You used <code>tree_map</code>.",
        "Ada &lt;b&gt;Lovelace&lt;/b&gt;",
        "nothing submitted",
        'max="2" value="2">2</meter>',
    ):
        assert told in page
    assert "style=" not in page


def test_the_page_leads_to_each_person_and_to_what_they_sent_last(instructor: Browser) -> None:
    before, _, after = instructor.open(CLASS).text.partition("Ada &lt;b&gt;")
    last = after.partition('href="/submissions/')[2].partition('"')[0]
    assert "by Ada &lt;b&gt;" in instructor.open(f"/submissions/{last}").text
    person = before.rpartition(f'href="{CLASS}/')[2].partition('"')[0]
    shown = instructor.open(f"{CLASS}/{person}")
    assert (shown.status_code, shown.text.count('href="/submissions/')) == (200, 4)
    assert "Attempts of Ada" in shown.text
    assert instructor.open(f"{CLASS}/nobody").status_code == 404


def test_the_problem_and_the_catalogue_lead_instructors_to_the_class_and_nobody_else(
    instructor: Browser, lesson: Api
) -> None:
    student = open_browser(lesson)
    student.sign_in("cy")
    for path in ("/", PAGE):
        assert f'href="{CLASS}"' in instructor.open(path).text
        assert f'href="{CLASS}"' not in student.open(path).text


def test_a_problem_that_nobody_tried_says_so(instructor: Browser) -> None:
    assert "Nobody has tried" in instructor.open("/problems/patch_head/class").text
    assert instructor.open("/problems/none/class").status_code == 404


def test_a_large_class_comes_in_pages(tmp_path: Path) -> None:
    async def fill(store: Store) -> None:
        for number in range(PEOPLE_EACH_PAGE + 1):
            account = await accounts.create(store, f"pupil{number:03}", "Pupil", None, Role.STUDENT)
            await submissions.add(store, NewSubmission(new_id(), account.id, PROBLEM, Mode.RUN, b"accepted"), 1000)

    with open_site(tmp_path) as site:
        in_store(site.settings, fill)
        instructor = open_browser_as(site, "teaches", Role.INSTRUCTOR)
        first, second = instructor.open(CLASS).text, instructor.open(f"{CLASS}?page=2").text
        assert ("Page 1 of 2" in first, "Page 2 of 2" in second) == (True, True)
        assert [page.count(f'href="{CLASS}/') for page in (first, second)] == [PEOPLE_EACH_PAGE, 1]
        assert instructor.open(f"{CLASS}?page=99").text == second
        assert instructor.open(f"{CLASS}?page=0").status_code == 422


def test_the_table_comes_whole_for_a_spreadsheet(instructor: Browser) -> None:
    answer = instructor.open(f"{CLASS}.csv")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert f'filename="arborist-{PROBLEM}.csv"' in answer.headers["content-disposition"]
    rows = list(csv.DictReader(io.StringIO(answer.text, newline="")))
    assert [(row["login"], row["attempts"], row["not_counted"], row["runs"], row["solved"]) for row in rows] == [
        ("bo", "1", "0", "1", "no"),
        ("ada", "2", "1", "1", "yes"),
        ("cy", "0", "0", "1", "no"),
    ]
    assert [row["name"] for row in rows] == ['\'=1+1, "Bo"', "Ada <b>Lovelace</b>", "Cy"]
    ada = rows[1]
    assert (ada["attempts_to_solve"], ada["last_outcome"]) == ("2", "accepted")
    assert float(ada["seconds_to_solve"]) >= 0
    assert instructor.open(ada["last_submission"].removeprefix("http://127.0.0.1:8000")).status_code == 200
    assert [rows[2][column] for column in ("attempts_to_solve", "last_outcome", "last_submission")] == ["", "", ""]


@pytest.mark.parametrize("path", [CLASS, f"{CLASS}.csv", f"{CLASS}/someone"])
def test_the_class_is_its_instructors_alone(lesson: Api, instructor: Browser, path: str) -> None:
    page = instructor.open(CLASS).text
    person = page.partition(f'href="{CLASS}/')[2].partition('"')[0]
    wanted = path.replace("someone", person)
    student = open_browser(lesson)
    student.sign_in("ada")  # not even what is their own, in the class's page
    refused = student.open(wanted)
    assert (refused.status_code, "for instructors" in refused.text) == (403, True)
    assert "Bo" not in refused.text
    assert open_browser(lesson).open(wanted).url.path == "/sign-in"
    assert open_browser_as(lesson, f"admin{abs(hash(path))}", Role.ADMIN).open(wanted).status_code == 200
