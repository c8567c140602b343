"""One site with one provider for the tests that break neither."""

from collections.abc import Iterator

import pytest

from tests.api.embedded_service import Api
from tests.site.browsing import open_site
from tests.site.oidc.coming_in import set_for
from tests.site.oidc.loopback_provider import LoopbackProvider, open_provider


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Api, LoopbackProvider]]:
    with open_provider() as provider, open_site(tmp_path_factory.mktemp("site"), **set_for(provider)) as site:
        yield site, provider


@pytest.fixture
def site(opened: tuple[Api, LoopbackProvider]) -> Api:
    return opened[0]


@pytest.fixture
def provider(opened: tuple[Api, LoopbackProvider], request: pytest.FixtureRequest) -> LoopbackProvider:
    """Honest, with somebody new in front of it."""
    provider = opened[1]
    provider.forge, provider.more, provider.answers = None, None, {}
    provider.person = {"sub": request.node.name[:200]}
    return provider
