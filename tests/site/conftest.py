"""One site for the tests that only visit it."""

from collections.abc import Iterator

import pytest

from tests.api.embedded_service import Api
from tests.site.browsing import Browser, open_browser, open_site


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Api]:
    with open_site(tmp_path_factory.mktemp("site")) as opened:
        yield opened


@pytest.fixture
def browser(site: Api) -> Browser:
    return open_browser(site)
