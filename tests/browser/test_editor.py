"""What scripts add to a problem's page: an editor, verdicts as they come, drafts, and panes to arrange."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.gallery import STARTER
from tests.browser.opener import Opener
from tests.browser.site import Site
from tests.browser.student import PROBLEM_PATH, Student
from tests.browser.verdicts import SNIPPET, build_verdicts


@pytest.fixture
def desk(student: Student, request: pytest.FixtureRequest) -> Student:
    """Somebody new at a problem."""
    student.sign_up(request.node.name.removeprefix("test_")[:64])
    student.open_problem()
    return student


@pytest.fixture
def gate(tmp_path: Path) -> Iterator[Path]:
    """Judges that wait for it go on at the end at the latest."""
    gate = tmp_path / "gate"
    yield gate
    gate.touch()


def test_keys_run_and_submit(desk: Student) -> None:
    desk.write("accepted")
    desk.page.keyboard.press("Control+Enter")
    desk.expect_outcome("Accepted on the examples")
    desk.page.keyboard.press("Control+Shift+Enter")
    expect(desk.page.locator("#badges")).to_contain_text("solved")
    expect(desk.page.locator("#outcome")).to_have_text("Accepted")
    desk.expect_source("accepted")


def test_a_verdict_comes_into_the_page_as_it_is(desk: Student, gate: Path) -> None:
    desk.page.evaluate("window.isTheSamePage = true")
    desk.submit(f"gate {gate}")
    desk.expect_outcome("Being judged")
    gate.touch()
    desk.expect_outcome("Accepted")
    expect(desk.page.locator("#told")).to_have_text("Accepted")
    assert desk.page.evaluate("window.isTheSamePage")


def test_a_stream_that_breaks_begins_again(desk: Student, gate: Path) -> None:
    streams = []

    def break_the_first(route: Route) -> None:
        streams.append(route.request.url)
        if len(streams) == 1:
            route.fulfill(content_type="text/event-stream", body='data: <h2 id="outcome">A first word</h2>\n\n')
        else:
            gate.touch()
            route.continue_()

    desk.page.route("**/events", break_the_first)
    desk.submit(f"gate {gate}")
    desk.expect_outcome("Accepted")
    assert len(streams) == 2


def test_a_stream_that_never_began_is_tried_again(browser: Browser, site_address: str, gate: Path) -> None:
    opener = Opener(browser, site_address)
    student = Student(opener.open())
    student.sign_up("has-no-luck")
    student.open_problem()
    streams: list[str] = []

    def refuse_the_first(route: Route) -> None:
        streams.append(route.request.url)
        if len(streams) == 1:
            route.abort("connectionrefused")
        else:
            gate.touch()
            route.continue_()

    student.page.route("**/events", refuse_the_first)
    student.submit(f"gate {gate}")
    student.expect_outcome("Accepted")
    assert len(streams) == 2
    assert [each for each in opener.close() if "/events" not in each and "htmx:error" not in each] == []


def test_lines_are_marked_until_the_next_verdict(desk: Student, site: Site) -> None:
    desk.submit(site.write_telling("marks", build_verdicts()["invalid_submission"], "\ndef f("))
    expect(desk.page.locator(".cm-lint-marker-error")).to_have_count(1)
    desk.page.locator(".cm-lint-marker-error").hover()
    expect(desk.page.locator(".cm-tooltip").get_by_text("invalid syntax")).to_be_visible()
    desk.submit("accepted")
    desk.expect_outcome("Accepted")
    expect(desk.page.locator(".cm-lint-marker-error")).to_have_count(0)


def test_a_draft_is_there_after_a_reload_and_on_another_device(student: Student, opener: Opener) -> None:
    student.sign_up("has-two-devices")
    student.open_problem()
    student.write("half = 1\n")
    student.expect_saved()
    student.page.reload()
    student.expect_source("half = 1\n")
    other = Student(opener.open())
    other.sign_in("has-two-devices")
    other.open_problem()
    other.expect_source("half = 1\n")


def test_a_draft_outlives_a_page_that_is_killed(desk: Student) -> None:
    context = desk.page.context
    desk.page.route("**/draft", lambda route: route.abort("aborted"))
    desk.write("never saved")
    desk.page.close(run_before_unload=False)
    page = context.new_page()
    again = Student(page)
    again.open_problem()
    again.expect_source("never saved")


def test_of_two_drafts_one_is_chosen_and_the_other_is_an_undo_away(desk: Student) -> None:
    other = Student(desk.page.context.new_page())
    other.open_problem()
    desk.write("first")
    desk.expect_saved()
    other.write("second")
    expect(other.page.get_by_role("alert").filter(has_text="changed in another browser")).to_be_visible()
    other.page.get_by_role("button", name="Keep what is here").click()
    other.expect_saved()
    desk.page.reload()
    desk.expect_source("second")
    other.page.keyboard.press("Control+z")
    other.expect_source("first")


def test_whoever_begins_again_can_take_it_back(desk: Student) -> None:
    desk.write("my own idea")
    desk.page.get_by_role("link", name="Begin again").click()
    desk.expect_source(STARTER)
    desk.page.keyboard.press("Control+z")
    desk.expect_source("my own idea")


def test_the_call_that_fails_can_be_copied(opener: Opener, site: Site) -> None:
    student = Student(opener.open(permissions=["clipboard-read", "clipboard-write"]))
    student.sign_up("copies")
    student.open_problem()
    student.submit(site.write_telling("copies", build_verdicts()["wrong_answer"]))
    student.page.get_by_text("The same call, to paste into Python").click()
    student.page.get_by_role("button", name="Copy it").click()
    expect(student.page.get_by_role("button", name="Copied")).to_be_visible()
    assert student.page.evaluate("navigator.clipboard.readText()") == SNIPPET


def test_the_bar_between_the_panes_is_dragged_and_moved_by_keys(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(PROBLEM_PATH)
    bar = page.get_by_role("separator")
    expect(bar).to_have_attribute("aria-valuenow", "50")
    bar.hover()
    page.mouse.down()
    page.mouse.move(384, 300)
    page.mouse.up()
    expect(bar).to_have_attribute("aria-valuenow", "30")
    expect(bar).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(bar).to_have_attribute("aria-valuenow", "32")
    page.reload()
    expect(bar).to_have_attribute("aria-valuenow", "32")
    statement = page.locator(".statement").bounding_box()
    assert statement
    assert statement["width"] == pytest.approx(0.32 * 1280, abs=1)


def test_the_panes_are_tabs_where_there_is_no_room(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 640})
    student = Student(page)
    student.sign_up("on-a-phone")
    student.open_problem()
    expect(student.editor).to_be_hidden()
    page.get_by_text("Solution and verdict").click()
    expect(page.locator(".statement .prose")).to_be_hidden()
    student.submit("accepted")
    student.expect_outcome("Accepted")
    page.keyboard.press("Escape")
    page.get_by_role("radio", name="Solution and verdict").press("ArrowLeft")
    expect(page.locator(".statement .prose")).to_be_visible()
    expect(page.locator("#outcome")).to_be_hidden()
