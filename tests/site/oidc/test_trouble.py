"""Whatever goes wrong at the provider is told on a page, and keeps nobody else out."""

import threading
from pathlib import Path

import httpx2
import pytest

from app.identity import provider as provider_module
from tests.api.embedded_service import Api
from tests.site.browsing import PASSWORD, open_browser, open_site
from tests.site.oidc.coming_in import START, come_in, go_to_provider, set_for
from tests.site.oidc.loopback_provider import (
    Answer,
    Claims,
    LoopbackProvider,
    open_provider,
)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        ("access_denied", "you or it declined"),
        ("temporarily_unavailable", "Try again in some minutes"),
        ("<script>alert(1)</script>", "did not sign you in"),
    ],
)
def test_whoever_declines_at_the_provider_is_told_so(
    site: Api, provider: LoopbackProvider, error: str, said: str
) -> None:
    browser = open_browser(site)
    state = httpx2.URL(go_to_provider(browser)).params["state"]
    query = {"error": error, "error_description": "Call 555 0100 now", "state": state}
    page = browser.client.get(f"{START}/callback", params=query)
    assert (page.status_code, said in page.text) == (403, True)
    assert "555" not in page.text
    assert "<script" not in page.text
    assert not browser.is_signed_in()


BROKEN: dict[str, tuple[str, Answer, int]] = {
    "an error at the token endpoint": ("/token", (500, "<html>oops</html>"), 502),
    "a page at the token endpoint": ("/token", (200, "<html>Welcome</html>"), 502),
    "a list at the token endpoint": ("/token", (200, "[]"), 502),
    "an unknown client": ("/token", (401, '{"error": "invalid_client"}'), 502),
    "an error that is no text": ("/token", (400, '{"error": {"a": ["b"]}}'), 502),
    "no id_token": ("/token", (200, '{"access_token": "x", "token_type": "Bearer"}'), 502),
    "an id_token that is none": ("/token", (200, '{"access_token": "x", "id_token": 7}'), 502),
    "no keys": ("/jwks", (200, "{}"), 502),
    "keys that are none": ("/jwks", (200, '{"keys": [7]}'), 502),
    "an error instead of keys": ("/jwks", (503, ""), 502),
}


@pytest.mark.parametrize(("path", "answer", "status"), BROKEN.values(), ids=BROKEN)
def test_a_provider_that_breaks_off_midway_is_told_on_a_page(
    site: Api, provider: LoopbackProvider, path: str, answer: Answer, status: int
) -> None:
    provider.forge = lambda *_: ""  # whatever was known of it is asked for again
    come_in(open_browser(site))
    provider.forge, provider.answers = None, {path: answer}
    browser = open_browser(site)
    page = come_in(browser)
    assert (page.status_code, "Example University" in page.text) == (status, True)
    assert "Traceback" not in page.text
    assert not browser.is_signed_in()


UNDESCRIBED: dict[str, Claims | Answer] = {
    "another issuer": {"issuer": "https://elsewhere.example"},
    "a slash more": {"issuer": "http://127.0.0.1/"},
    "an endpoint that all can listen to": {"token_endpoint": "http://elsewhere.example/token"},
    "an endpoint that is no address": {"authorization_endpoint": "javascript:alert(1)"},
    "no endpoint": {"token_endpoint": None},
    "not found": (404, "{}"),
    "an error": (500, "oops"),
    "no JSON": (200, "<html>"),
    "no object": (200, "[1]"),
    "led elsewhere": (302, "http://127.0.0.1:9/"),
}


@pytest.mark.parametrize("broken", UNDESCRIBED.values(), ids=UNDESCRIBED)
def test_a_provider_whose_description_is_wrong_is_told_on_a_page(tmp_path: Path, broken: Claims | Answer) -> None:
    with open_provider() as provider, open_site(tmp_path, **set_for(provider)) as site:
        if isinstance(broken, dict):
            provider.described = broken
        else:
            provider.answers["/.well-known/openid-configuration"] = broken
        browser = open_browser(site)
        page = browser.open(START)
        assert (page.status_code, "Example University gave an answer" in page.text) == (502, True)
        provider.described, provider.answers = {}, {}
        come_in(browser)
        assert browser.is_signed_in()  # it has been mended, and nothing had to start anew


def test_a_provider_that_is_down_keeps_nobody_else_out(tmp_path: Path) -> None:
    with open_provider() as provider:
        pass
    with open_site(tmp_path, **set_for(provider)) as site:
        browser = open_browser(site)
        page = browser.open(f"{START}?next=/account")
        assert (page.status_code, "cannot be reached at present" in page.text) == (503, True)
        assert 'href="/sign-in' in page.text
        browser.sign_up("has-a-password")
        page = browser.send("/account/identities", link_password=PASSWORD)
        assert (page.status_code, "cannot be reached at present" in page.text) == (503, True)
        assert browser.is_signed_in()


def test_a_provider_that_does_not_answer_in_time_is_told_on_a_page(tmp_path: Path) -> None:
    with open_provider() as provider, open_site(tmp_path, **set_for(provider)) as site:
        browser = open_browser(site)
        back = go_to_provider(browser)
        with pytest.MonkeyPatch.context() as patch:
            gate = provider.gate = threading.Event()
            patch.setattr(provider_module, "WALL_S", 0.2)
            page = browser.open(back)
            gate.set()
        assert (page.status_code, "cannot be reached at present" in page.text) == (503, True)
        assert not browser.is_signed_in()


def test_a_provider_that_goes_down_midway_is_told_on_a_page(tmp_path: Path) -> None:
    with open_provider() as provider, open_site(tmp_path, **set_for(provider)) as site:
        browser = open_browser(site)
        back = go_to_provider(browser)
        provider.stop()
        page = browser.open(back)
        assert (page.status_code, "cannot be reached at present" in page.text) == (503, True)
        assert not browser.is_signed_in()
        assert browser.sign_up("by-password").status_code == 200


def test_there_is_no_such_way_where_no_provider_is_set(tmp_path: Path) -> None:
    with open_site(tmp_path) as site:
        browser = open_browser(site)
        assert START not in browser.open("/sign-in").text + browser.open("/sign-up").text
        browser.sign_up("ada")
        assert "Other ways" not in browser.open("/account").text
        pages = [browser.open(START), browser.open(f"{START}/callback?state=x&code=y")]
        pages.append(browser.send("/account/identities", link_password=PASSWORD))
        assert [page.status_code for page in pages] == [404, 404, 404]
