"""What people write comes out as text wherever it is shown, and nothing in it runs."""

from typing import Any

from playwright.sync_api import Page, expect

from grader.verdict import Outcome
from tests.browser.gallery import Gallery
from tests.browser.opener import Opener
from tests.browser.site import Site
from tests.browser.student import PROBLEM_PATH, Student
from tests.browser.verdicts import build_verdicts

HOSTILE = '<script>alert(1)</script><img src=x onerror=alert(1)>"><svg onload=alert(1)>{{7*7}}'
SMUGGLED = "main :is(script, svg, img), nav :is(script, svg, img)"


def expect_text(page: Page, times: int) -> None:
    expect(page.locator(SMUGGLED)).to_have_count(0)
    assert page.evaluate("document.documentElement.textContent").count(HOSTILE) >= times


def build_hostile_verdicts() -> dict[str, dict[str, Any]]:
    """Every string that a submission has a say in."""
    verdicts = build_verdicts()
    return {name: corrupt(verdicts[name]) for name in (Outcome.WRONG_ANSWER, Outcome.RUNTIME_ERROR)}


def corrupt(value: Any, name: str = "") -> Any:
    match value:
        case dict():
            return {key: corrupt(each, key) for key, each in value.items()}
        case list():
            return [corrupt(each, name) for each in value]
        case str() if name not in {"id", "outcome", "status", "type", "dtype"}:
            return HOSTILE
    return value


def test_what_a_submission_says_is_text_to_its_owner_and_to_an_instructor(
    opener: Opener, site: Site, gallery: Gallery
) -> None:
    student = Student(opener.open())
    instructor = opener.open(storage_state=gallery.states["instructor"])
    student.sign_up("hostile", HOSTILE)
    student.open_problem()
    for outcome, verdict in build_hostile_verdicts().items():
        student.submit(site.write_telling(f"hostile-{outcome}", verdict, HOSTILE))
        expect(student.page.locator(f"#outcome.{outcome}")).to_be_visible()
        expect_text(student.page, 10)
        student.page.reload()
        expect_text(student.page, 11)
    student.page.get_by_role("link", name="Your attempts").click()
    student.page.get_by_role("link", name="verdict").first.click()
    expect(student.page.locator("#outcome")).to_be_visible()
    expect_text(student.page, 11)
    instructor.goto(student.page.url)
    expect(instructor.locator("#outcome")).to_be_visible()
    expect_text(instructor, 11)
    instructor.goto(f"{PROBLEM_PATH}/class")
    expect_text(instructor, 1)
    instructor.get_by_role("link", name=HOSTILE).click()
    expect(instructor.get_by_role("heading", name=HOSTILE)).to_be_visible()
    expect_text(instructor, 2)
    instructor.get_by_role("button", name="Compare").click()
    expect(instructor.get_by_role("heading", name="Two attempts at")).to_be_visible()
    expect_text(instructor, 2)


def test_what_a_submission_prints_is_text(opener: Opener) -> None:
    student = Student(opener.open())
    student.sign_up("prints")
    student.open_problem()
    student.run(f"echo {HOSTILE}</textarea>{HOSTILE}")
    student.expect_outcome("Accepted")
    expect_text(student.page, 2)
    student.page.reload()
    expect_text(student.page, 4)


def test_names_are_text(opener: Opener) -> None:
    student = Student(opener.open())
    page = student.page
    page.goto("/sign-up")
    page.get_by_label("Login").fill(HOSTILE)
    page.get_by_label("Password").fill("four words in a row")
    page.get_by_role("button", name="Sign up").click()
    expect(page.get_by_label("Login")).to_have_value(HOSTILE.lower())
    expect(page.locator(SMUGGLED)).to_have_count(0)
    student.sign_up("has-names", HOSTILE)
    expect_text(page, 1)
    page.goto("/account")
    expect(page.get_by_label("What your instructor sees")).to_have_value(HOSTILE)
    page.get_by_label("What a new one is for").fill(HOSTILE)
    page.get_by_role("button", name="Make a token").click()
    expect(page.get_by_text("It is shown this once")).to_be_visible()
    expect_text(page, 2)
    page.get_by_label("What a new one is for").fill(HOSTILE)
    page.get_by_role("button", name="Make a token").click()
    expect(page.get_by_role("alert")).to_contain_text(HOSTILE)
    expect_text(page, 3)
    page.goto(f"{PROBLEM_PATH}?submission={HOSTILE}")
    expect(page.get_by_role("heading", name="Not Found")).to_be_visible()
