"""How a page arrives: small, at once in its place, and without moving where nobody wants it to."""

import pytest
from playwright.sync_api import Request, ViewportSize, expect

from tests.browser.gallery import Gallery
from tests.browser.opener import Opener
from tests.browser.student import PROBLEM_PATH, Student

FIRST_LOAD_MOST_BYTES = 300_000
LOOKED_AT = (
    "problems, some solved",
    "sign up",
    "account",
    "history",
    "problem, hints open",
    "problem while it judges",
    "verdict wrong_answer",
    "submission, instructor",
)
VIEWPORTS = (ViewportSize(width=1280, height=800), ViewportSize(width=360, height=640))
FIND_SHIFTS = """async () => {
  const seen = [];
  new PerformanceObserver(list => seen.push(...list.getEntries())).observe({type: 'layout-shift', buffered: true});
  for (let frame = 0; frame < 5; frame += 1) await new Promise(requestAnimationFrame);
  return seen.flatMap(shift => shift.sources.map(source => `${shift.value} ${source.node?.outerHTML?.slice(0, 80)}`));
}"""
FIND_MOVING = """() => [...document.querySelectorAll('*')].filter(element => {
  const style = getComputedStyle(element);
  const isTimed = times => times.split(', ').some(time => parseFloat(time) > 0);
  return (style.animationName !== 'none' && isTimed(style.animationDuration)) || isTimed(style.transitionDuration);
}).map(element => element.tagName + '.' + element.className)"""


@pytest.mark.parametrize("viewport", VIEWPORTS, ids=["desktop", "phone"])
@pytest.mark.parametrize("name", LOOKED_AT)
def test_nothing_jumps_while_a_page_loads(opener: Opener, gallery: Gallery, name: str, viewport: ViewportSize) -> None:
    page = gallery.show(opener, name, viewport=viewport)
    page.reload()
    assert page.evaluate(FIND_SHIFTS) == []


def test_a_problem_is_there_with_little(opener: Opener, gallery: Gallery) -> None:
    """All that a browser fetches which has never been here."""
    page = opener.open(storage_state=gallery.states["student"])
    finished: list[Request] = []

    def note(request: Request) -> None:
        finished.append(request)

    page.on("requestfinished", note)
    page.goto(PROBLEM_PATH)
    expect(Student(page).editor).to_be_visible()
    sizes = {request.url: request.sizes() for request in finished}
    assert any("/static/built/problem.js" in url for url in sizes)
    fetched = {url: size["responseHeadersSize"] + size["responseBodySize"] for url, size in sizes.items()}
    assert sum(fetched.values()) < FIRST_LOAD_MOST_BYTES, fetched


def test_nothing_moves_for_whoever_asked_for_that(opener: Opener) -> None:
    student = Student(opener.open(reduced_motion="reduce"))
    student.sign_up("wants-rest")
    student.open_problem()
    student.write("accepted")
    student.page.keyboard.press("Control+Enter")
    student.expect_outcome("Accepted")
    expect(student.editor).to_be_focused()
    assert student.page.evaluate(FIND_MOVING) == []
    assert student.page.evaluate("document.getAnimations().length") == 0
