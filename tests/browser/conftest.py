"""One service and one browser for the tests of this folder, which is a package so that both end with it:
as long as Playwright runs in a thread, `asyncio.run` cannot be called in it, and tests elsewhere do.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.api.service_process import Place
from tests.browser.chromium import open_chromium
from tests.browser.gallery import Gallery, hang_gallery
from tests.browser.opener import PATIENCE_MS, Opener
from tests.browser.site import Site, open_site
from tests.browser.student import Student

expect.set_options(timeout=PATIENCE_MS)


@pytest.fixture(scope="package")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with open_site(Place(tmp_path_factory.mktemp("site"))) as site:
        yield site


@pytest.fixture(scope="package")
def site_address(site: Site) -> str:
    return site.address


@pytest.fixture(scope="package")
def browser(site: Site) -> Iterator[Browser]:
    with open_chromium() as browser:
        yield browser


@pytest.fixture(scope="package")
def gallery(browser: Browser, site: Site) -> Gallery:
    return hang_gallery(browser, site)


@pytest.fixture
def opener(browser: Browser, site_address: str) -> Iterator[Opener]:
    opener = Opener(browser, site_address)
    yield opener
    complaints = opener.close()
    assert complaints == []


@pytest.fixture
def page(opener: Opener) -> Page:
    return opener.open()


@pytest.fixture
def student(page: Page) -> Student:
    return Student(page)
