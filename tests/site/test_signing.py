"""Who gets in, who stays in, and who does not."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from app.identity.throttle import Throttle
from app.roles import Role
from app.store import invitations
from tests.api.embedded_service import Api, in_store
from tests.site.browsing import PAGE, PASSWORD, Browser, open_browser, open_site


def test_whoever_signs_up_is_signed_in_and_may_sign_out_and_in_again(browser: Browser) -> None:
    assert browser.sign_up("ada").status_code == 200
    assert browser.is_signed_in()
    browser.send("/sign-out")
    assert not browser.is_signed_in()
    assert browser.sign_in(" ADA ").status_code == 200
    assert browser.is_signed_in()


@pytest.mark.parametrize(
    ("login", "password", "said"),
    [
        ("a", PASSWORD, "2 to 64 characters"),
        ("no spaces", PASSWORD, "letters a to z"),
        ("<script>", PASSWORD, "letters a to z"),
        ("x" * 65, PASSWORD, "2 to 64 characters"),
        ("short", "123456789", "10 to 200 characters"),
        ("endless", "x" * 201, "10 to 200 characters"),
        ("repeats", "aaaaaaaaaaaa", "guessed at once"),
        ("the-same-again", "the-same-again", "guessed at once"),
    ],
)
def test_what_cannot_be_an_account_is_refused_beside_its_field(
    browser: Browser, login: str, password: str, said: str
) -> None:
    page = browser.sign_up(login, password)
    assert page.status_code == 422
    assert said in page.text
    assert 'aria-invalid="true"' in page.text
    assert not browser.is_signed_in()
    assert password not in page.text or password == login


def test_a_login_is_had_by_one(browser: Browser, site: Api) -> None:
    browser.sign_up("grace")
    other = open_browser(site)
    page = other.sign_up("Grace")
    assert (page.status_code, "choose another one" in page.text) == (422, True)
    assert not other.is_signed_in()


def test_a_wrong_password_and_an_unknown_login_are_told_alike(browser: Browser, site: Api) -> None:
    browser.sign_up("emmy")
    stranger = open_browser(site)
    pages = [stranger.sign_in("emmy", "not her password"), stranger.sign_in("nobody", "not her password")]
    assert [page.status_code for page in pages] == [422, 422]
    assert pages[0].text.replace("emmy", "nobody") == pages[1].text
    assert not stranger.is_signed_in()


def test_whoever_guesses_is_stopped_for_a_while(tmp_path: Path) -> None:
    with open_site(tmp_path) as site:
        open_browser(site).sign_up("mary")
        guesser = open_browser(site)
        pages = [guesser.sign_in("mary", f"guess number {number}") for number in range(7)]
        assert "do not belong together" in pages[5].text
        assert "Wait five minutes" in pages[6].text
        assert "Wait five minutes" in guesser.sign_in("mary").text
        assert not guesser.is_signed_in()


def test_guesses_at_once_are_counted_like_those_one_after_the_other(tmp_path: Path) -> None:
    with open_site(tmp_path) as site, ThreadPoolExecutor(12) as threads:
        open_browser(site).sign_up("mary")
        guessers = [open_browser(site) for _ in range(12)]
        pages = threads.map(lambda guesser: guesser.sign_in("mary", "a guess at once").text, guessers)
        assert ["do not belong together" in page for page in pages].count(True) == 6


def test_a_class_signs_up_from_one_address_but_nobody_makes_accounts_without_end(tmp_path: Path) -> None:
    with open_site(tmp_path) as site:
        assert site.client.portal
        throttle: Throttle = site.client.app.state.service.throttle  # type: ignore[attr-defined]
        counted = [site.client.portal.call(throttle.count_sign_up, "testclient") for _ in range(59)]
        assert counted == [0] * 59
        first, second, invited = (open_browser(site) for _ in range(3))
        assert "2 to 64 characters" in first.sign_up("x").text  # makes none, and is not counted
        assert first.sign_up("ada").status_code == 200
        refused = second.sign_up("bo")
        assert (refused.status_code, "Try again in 10 minutes" in refused.text) == (422, True)
        assert 'value="bo"' in refused.text
        assert second.sign_in("bo").status_code == 422
        assert second.sign_in("ada").status_code == 200
        assert site.client.portal.call(throttle.count_sign_up, "another") == 0
        secret = in_store(site.settings, lambda store: invitations.create(store, Role.STUDENT))
        invited.send(f"/invitations/{secret}", login="invited", password=PASSWORD)
        assert invited.is_signed_in()


@pytest.mark.parametrize(("setting", "said"), [("closed", "is closed"), ("invited", "takes an invitation")])
def test_an_operator_can_close_the_door(tmp_path: Path, setting: str, said: str) -> None:
    with open_site(tmp_path, sign_up=setting) as site:
        browser = open_browser(site)
        page = browser.sign_up("ada")
        assert (page.status_code, said in page.text) == (403, True)
        assert not browser.is_signed_in()
        assert 'href="/sign-up"' not in browser.open("/sign-in").text


@pytest.mark.parametrize("path", ["/account", f"{PAGE}/history", f"{PAGE}/solution", "/submissions/x", "/account/data"])
def test_pages_of_members_send_others_to_sign_in_and_back(browser: Browser, path: str) -> None:
    page = browser.open(path)
    assert page.url.path == "/sign-in"
    assert page.url.params["next"] == path


@pytest.mark.parametrize(
    "wanted", ["//elsewhere.example", "https://elsewhere.example", "/\\elsewhere.example", "/\r\nX: y"]
)
def test_signing_in_never_leads_to_another_site(browser: Browser, site: Api, wanted: str) -> None:
    browser.sign_up(f"next{abs(hash(wanted))}")
    browser.client.follow_redirects = False
    page = browser.client.get("/sign-in", params={"next": wanted})
    assert page.headers["location"] == "/"


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "http://elsewhere.example"},
        {"Origin": "null"},
        {},
    ],
    ids=["another site", "a sibling", "another origin", "an opaque origin", "no sign"],
)
def test_a_form_of_another_site_does_nothing(browser: Browser, headers: dict[str, str], site: Api) -> None:
    login = f"victim{abs(hash(str(headers)))}"
    browser.sign_up(login)
    for path in ("/sign-out", "/account/name", "/account/delete", PAGE, f"{PAGE}/hints", "/account/tokens"):
        fields = {"name": "Mallory", "delete_password": PASSWORD, "source": "accepted", "hint": "1", "token_name": "x"}
        answer = browser.client.post(path, data=fields, headers=headers)
        assert answer.status_code == 403, path
        assert "not sent from this site" in answer.text
    assert browser.is_signed_in()
    assert "Mallory" not in browser.open("/account").text


def test_an_older_browser_that_names_our_origin_is_let_in(browser: Browser) -> None:
    fields = {"login": "older", "password": PASSWORD}
    assert browser.client.post("/sign-up", data=fields, headers={"Origin": "http://testserver"}).status_code == 200
    assert browser.is_signed_in()


@pytest.mark.parametrize(("scheme", "name"), [("http", "arborist"), ("https", "__Host-arborist")])
def test_the_cookie_is_for_the_server_alone(site: Api, scheme: str, name: str) -> None:
    browser = open_browser(site, scheme)
    browser.client.follow_redirects = False
    cookie = browser.sign_up(f"cookie-{scheme}").headers["set-cookie"]
    assert cookie.startswith(f"{name}=")
    assert {"HttpOnly", "SameSite=lax", "Path=/"} <= set(cookie.split("; "))
    assert ("Secure" in cookie) == (scheme == "https")


@pytest.mark.parametrize("secret", ["", "x", "ü", "a" * 10_000])
def test_a_made_up_cookie_is_nobody_s(browser: Browser, secret: str) -> None:
    page = browser.client.get("/", headers={b"Cookie": b"arborist=" + secret.encode()})
    assert (page.status_code, "Sign out" in page.text) == (200, False)


def test_a_browser_that_was_signed_out_elsewhere_is_out(browser: Browser, site: Api) -> None:
    browser.sign_up("radia")
    second = open_browser(site)
    second.sign_in("radia")
    page = second.open("/account").text
    ended = page.partition("/account/sessions/")[2].partition("/end")[0]
    second.send(f"/account/sessions/{ended}/end")
    third = open_browser(site)
    third.sign_in("radia")
    third.send("/account/password", old_password=PASSWORD, password="quite other words")
    assert [one.is_signed_in() for one in (browser, second, third)] == [False, False, True]


def test_a_new_password_takes_the_old_one(browser: Browser, site: Api) -> None:
    browser.sign_up("barbara")
    assert "not your present" in browser.send("/account/password", old_password="x" * 10, password=PASSWORD[::-1]).text
    assert "is changed" in browser.send("/account/password", old_password=PASSWORD, password=PASSWORD[::-1]).text
    other = open_browser(site)
    assert other.sign_in("barbara").status_code == 422
    assert other.sign_in("barbara", PASSWORD[::-1]).status_code == 200
