"""What must hold on every page, for everybody who may see it."""

import importlib
import pkgutil
from collections.abc import Iterator
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from fastapi import APIRouter
from fastapi.routing import APIRoute
from playwright.sync_api import Page, ViewportSize

import app.site
from tests.architecture.source import ROOT
from tests.browser.gallery import PICTURES, Gallery
from tests.browser.opener import Opener

SCREENSHOTS = ROOT / ".screenshots"
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
DESKTOP = ViewportSize(width=1280, height=800)
PHONE = ViewportSize(width=360, height=640)
NARROWEST = ViewportSize(width=320, height=568)
WALL = ViewportSize(width=3840, height=2160)
NOT_PAGES = {
    "/account/data",
    "/problems/{problem_id}/class.csv",
    "/sign-in/oidc",
    "/submissions/{submission_id}/events",
}
"""Files to download, the way to a provider, and a stream."""


def test_every_page_is_in_the_gallery() -> None:
    shown = {picture.path.partition("?")[0].replace("{invitation}", "/invitations/x") for picture in PICTURES.values()}
    routes = [route for route in find_pages() if route.path not in NOT_PAGES]
    assert len(routes) > 5
    assert [route.path for route in routes if not any(route.path_regex.match(path) for path in shown)] == []


def find_pages() -> Iterator[APIRoute]:
    for each in pkgutil.iter_modules(app.site.__path__, "app.site."):
        router = getattr(importlib.import_module(each.name), "router", APIRouter())
        yield from (route for route in router.routes if isinstance(route, APIRoute) and "GET" in (route.methods or ()))


@pytest.mark.parametrize("name", PICTURES)
def test_nothing_on_a_page_keeps_somebody_out(opener: Opener, gallery: Gallery, name: str) -> None:
    """axe finds no violation, in both themes."""
    page = gallery.show(opener, name, viewport=DESKTOP)
    in_light = find_violations(page)
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size(PHONE)
    in_dark = find_violations(page)
    assert (in_light, in_dark) == ([], [])


def find_violations(page: Page) -> list[str]:
    return [
        f"{violation['id']}: {node['target']} {node['failureSummary']}"
        for violation in Axe().run(page).response["violations"]
        for node in violation["nodes"]
    ]


@pytest.mark.parametrize("name", PICTURES)
def test_a_page_is_as_wide_as_its_window(opener: Opener, gallery: Gallery, name: str) -> None:
    """What is wider scrolls in a place of its own, so whatever one uses is within reach; on a wall, lines have about a
    hundred characters at most. Pictures are kept in .screenshots, for people to look at.
    """
    page = gallery.show(opener, name, viewport=WALL)
    found = {WALL["width"]: page.evaluate(FIND_LONG_LINES)}
    for viewport in (NARROWEST, PHONE, DESKTOP):
        page.set_viewport_size(viewport)
        found[viewport["width"]] = page.evaluate(FIND_WIDER)
        if viewport is not NARROWEST:
            keep_pictures(page, name, viewport["width"])
    assert found == {3840: [], 320: [], 360: [], 1280: []}


def keep_pictures(page: Page, name: str, width: int) -> None:
    for theme in THEMES:
        page.emulate_media(color_scheme=theme)
        file = f"{name.replace(', ', '-').replace(' ', '-')}.png"
        page.screenshot(path=SCREENSHOTS / f"{theme}-{width}" / file, full_page=True)


FIND_LONG_LINES = """() => {
  const measure = element => {
    const text = document.createRange();
    text.selectNodeContents(element);
    return text.getBoundingClientRect().width / parseFloat(getComputedStyle(element).fontSize);
  };
  const told = [...document.querySelectorAll('main :is(p, li, dd, h1, h2, h3)')].filter(each => measure(each) > 52);
  return told.map(each => each.tagName + ': ' + each.textContent.trim().slice(0, 40));
}"""

FIND_WIDER = """() => {
  const scrolls = element => element && (['auto', 'scroll'].includes(getComputedStyle(element).overflowX)
    || scrolls(element.parentElement));
  const sticksOut = element => element.getBoundingClientRect().right > innerWidth + 0.5
    || (element.getBoundingClientRect().left < -0.5 && !element.matches('.skip'));
  const wide = [...document.body.querySelectorAll('*')].filter(each => sticksOut(each) && !scrolls(each));
  const told = wide.map(each => each.tagName + '.' + each.className);
  if (document.scrollingElement.scrollWidth > innerWidth) told.push('the page scrolls');
  return told;
}"""
