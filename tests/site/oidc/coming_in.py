"""What a browser does on its way to the provider and back."""

from typing import Any

import httpx2
from httpx2 import Response

from tests.site.browsing import PASSWORD, Browser
from tests.site.oidc.loopback_provider import CLIENT_ID, CLIENT_SECRET, LoopbackProvider

START = "/sign-in/oidc"


def set_for(provider: LoopbackProvider) -> dict[str, Any]:
    """The settings of a site that people sign in to with it."""
    return {
        "public_url": "http://testserver/",
        "oidc_issuer": provider.issuer,
        "oidc_client_id": CLIENT_ID,
        "oidc_client_secret": CLIENT_SECRET,
        "oidc_name": "Example University",
    }


def go_to_provider(browser: Browser, start: str = START, **query: str) -> str:
    """The address that it sends the browser back to."""
    sent = browser.client.get(start, params=query or None, follow_redirects=False)
    assert sent.status_code == 303, sent.text
    return visit_provider(sent.headers["location"])


def visit_provider(address: str) -> str:
    return str(httpx2.get(address).headers["location"])


def come_in(browser: Browser, start: str = START, **query: str) -> Response:
    """All the way."""
    return browser.open(go_to_provider(browser, start, **query))


def link(browser: Browser, password: str = PASSWORD) -> Response:
    page = browser.send("/account/identities", link_password=password)
    assert page.status_code == 200, page.text
    address = page.text.partition('main" href="')[2].partition('"')[0].replace("&amp;", "&")
    return browser.open(visit_provider(address))


def export(browser: Browser) -> dict[str, Any]:
    return dict(browser.open("/account/data").json())
