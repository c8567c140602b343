"""What the tests of pages would not forgive is really seen."""

from collections.abc import Callable
from contextlib import suppress

import pytest
from playwright.sync_api import Browser, Error, Page

from tests.browser.opener import Opener


def go_elsewhere(page: Page) -> None:
    with suppress(Error):  # nobody answers there
        page.goto("http://elsewhere.example/")


def load_from_elsewhere(page: Page) -> None:
    page.evaluate("fetch('http://elsewhere.example/').catch(() => null)")


def add_inline_script(page: Page) -> None:
    page.evaluate("document.head.append(Object.assign(document.createElement('script'), {textContent: '1'}))")


def add_inline_style(page: Page) -> None:
    page.evaluate("document.body.setAttribute('style', 'color: red')")


def throw(page: Page) -> None:
    page.evaluate("new Promise(go => setTimeout(() => { go(); throw new Error('broken') }))")


def miss_a_file(page: Page) -> None:
    page.evaluate("fetch('/static/missing.js')")


def ask(page: Page) -> None:
    page.evaluate("alert(1)")


def complain(page: Page) -> None:
    page.evaluate("console.error('something is wrong')")


@pytest.mark.parametrize(
    ("act", "seen"),
    [
        (go_elsewhere, "a request to elsewhere: http://elsewhere.example/"),
        (load_from_elsewhere, "Content Security Policy"),
        (add_inline_script, "Content Security Policy"),
        (add_inline_style, "Content Security Policy"),
        (throw, "broken"),
        (miss_a_file, "missing.js"),
        (ask, "dialog: 1"),
        (complain, "something is wrong"),
    ],
)
def test_what_no_page_may_do_is_seen(
    browser: Browser, site_address: str, act: Callable[[Page], None], seen: str
) -> None:
    opener = Opener(browser, site_address)
    page = opener.open()
    page.goto("/")
    act(page)
    assert seen in "\n".join(opener.close())


def test_a_page_that_refuses_something_is_no_fault(page: Page) -> None:
    answer = page.goto("/nowhere")
    assert answer
    assert answer.status == 404
