"""A keyboard is enough, and one always sees where it is."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.student import PASSWORD, PROBLEM_PATH, Student

STOPS_MOST = 100
SEES_FOCUS = """() => {
  const focused = document.activeElement;
  const places = [focused, focused.closest('.cm-editor'), ...(focused.labels ?? [])];
  const isSeen = place => place && getComputedStyle(place).outlineStyle !== 'none'
    && parseFloat(getComputedStyle(place).outlineWidth) >= 2;
  return focused === document.body || places.some(isSeen);
}"""


def tab_to(target: Locator) -> None:
    """With the Tab key alone; the outline is looked for at each stop."""
    page = target.page
    expect(target).to_be_attached()
    for _ in range(STOPS_MOST):
        page.keyboard.press("Tab")
        page.wait_for_function(SEES_FOCUS)
        if target.evaluate("element => element === document.activeElement"):
            return
    pytest.fail(f"Tab does not reach {target}")


def press(target: Locator, key: str = "Enter") -> None:
    tab_to(target)
    target.page.keyboard.press(key)


def test_the_way_with_keys_alone(page: Page) -> None:
    page.goto("/")
    press(page.get_by_role("link", name="Sign in"))
    expect(page).to_have_url("/sign-in")
    press(page.get_by_role("link", name="Sign up"))
    expect(page).to_have_url("/sign-up")
    tab_to(page.get_by_label("Login"))
    page.keyboard.type("types-only")
    tab_to(page.get_by_label("Password"))
    page.keyboard.type(PASSWORD)
    press(page.get_by_role("button", name="Sign up"), "Space")
    Student(page).expect_signed_in()
    press(page.get_by_role("link", name="Zero a kernel by its path"))
    expect(page.get_by_role("heading", name="Zero a kernel by its path")).to_be_visible()
    press(page.get_by_role("button", name="Open hint 1 of"), "Space")
    expect(page.locator("#hint-1")).to_be_visible()
    write_in_the_editor(page)
    press(page.get_by_role("button", name="Run the examples"))
    Student(page).expect_outcome("Accepted on the examples")
    press(page.get_by_role("button", name="Submit", exact=True), "Space")
    expect(page.locator("#outcome")).to_have_text("Accepted")
    press(page.get_by_role("button", name="Sign out"), "Space")
    expect(page.get_by_role("link", name="Sign in").first).to_be_visible()


def write_in_the_editor(page: Page) -> None:
    """Tab indents in it, and leaves it after Escape, which the page says below it."""
    student = Student(page)
    tab_to(student.editor)
    page.keyboard.press("Control+a")
    page.keyboard.type("accepted")
    page.keyboard.press("Home")
    page.keyboard.press("Tab")
    student.expect_source("    accepted")
    page.keyboard.press("Shift+Tab")
    student.expect_source("accepted")
    expect(page.get_by_text("Tab indents; after Esc it leaves the editor.")).to_be_visible()
    page.keyboard.press("Escape")


def test_the_first_stop_leads_past_what_every_page_begins_with(page: Page) -> None:
    page.goto("/")
    skip = page.get_by_role("link", name="Skip to the content")
    tab_to(skip)
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


@pytest.mark.parametrize("path", ["/", "/sign-in", "/sign-up", PROBLEM_PATH])
def test_tab_goes_round_a_page_and_never_out_of_sight(page: Page, path: str) -> None:
    page.goto(path)
    tab_to(page.locator("a, button, input, [tabindex]").last)


def test_what_was_sent_keeps_the_keyboard_where_it_was(page: Page) -> None:
    """A verdict comes into the page without taking the focus away."""
    student = Student(page)
    student.sign_up("stays-in-place")
    student.open_problem()
    student.write("accepted")
    page.keyboard.press("Control+Enter")
    student.expect_outcome("Accepted on the examples")
    expect(student.editor).to_be_focused()
