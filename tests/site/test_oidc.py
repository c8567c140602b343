"""Sign in at a provider: whoever it vouches for gets in, and nobody by any other way that looks like it."""

import base64
import hmac
import json
import signal
import threading
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import httpx2
import pytest
from httpx2 import Response
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

from app.identity import provider as provider_module
from app.identity.arrival import suggest_logins
from app.identity.sign_in import LOGIN, LOGIN_MOST_CHARACTERS
from app.roles import Role
from app.store import invitations
from tests.api.embedded_service import Api, in_store
from tests.api.processes import find_processes
from tests.api.service_process import Place
from tests.site.browsing import PASSWORD, Browser, open_browser, open_site
from tests.site.loopback_provider import (
    CLIENT_ID,
    CLIENT_SECRET,
    WAY_BACK,
    Answer,
    Claims,
    LoopbackProvider,
    make_key,
    open_provider,
)

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


def test_whoever_signs_in_at_the_provider_is_signed_in(site: Api, provider: LoopbackProvider) -> None:
    provider.person |= {"preferred_username": "Ada.Lovelace", "name": "Ada  Lovelace", "email": "ada@uni.example"}
    browser = open_browser(site)
    sign_in = browser.open("/sign-in?next=/account").text
    assert f'href="{START}?next=%2Faccount"' in sign_in
    assert "Sign in with Example University" in sign_in
    page = come_in(browser, next="/account")
    assert (page.status_code, page.url.path) == (200, "/account")
    exported = export(browser)
    assert (exported["account"]["login"], exported["account"]["name"]) == ("ada.lovelace", "Ada Lovelace")
    assert (exported["account"]["role"], exported["account"]["has_password"]) == ("student", False)
    assert [each["label"] for each in exported["identities"]] == ["Ada.Lovelace"]
    assert len(exported["sessions"]) == 1


def test_the_same_person_comes_back_to_the_same_account(site: Api, provider: LoopbackProvider) -> None:
    first, second = open_browser(site), open_browser(site)
    come_in(first)
    provider.person |= {"preferred_username": "married-meanwhile", "email": "new@uni.example"}
    come_in(second)
    assert export(first)["account"] == export(second)["account"]
    assert len(export(first)["sessions"]) == 2
    first.send("/sign-out")
    assert [first.is_signed_in(), second.is_signed_in()] == [False, True]


def test_another_subject_is_somebody_else_whatever_it_is_called(site: Api, provider: LoopbackProvider) -> None:
    first, second = open_browser(site), open_browser(site)
    provider.person |= {"preferred_username": "twin", "email": "twin@uni.example"}
    come_in(first)
    provider.person["sub"] += "-the-other"
    come_in(second)
    assert [export(each)["account"]["login"] for each in (first, second)] == ["twin", "twin-2"]


def test_the_same_subject_at_another_provider_is_somebody_else(tmp_path: Path) -> None:
    accounts = []
    for _ in range(2):
        with open_provider() as provider, open_site(tmp_path, **set_for(provider)) as site:
            browser = open_browser(site)
            come_in(browser)
            accounts.append(export(browser)["account"]["id"])
            site.revoke_token("test")  # the next service on this store makes its own
    assert len(set(accounts)) == 2


@pytest.mark.parametrize("claim", ["preferred_username", "email"])
def test_nobody_takes_an_account_over_by_its_name(site: Api, provider: LoopbackProvider, claim: str) -> None:
    login = f"victim-{claim}@uni.example".replace("_", "-")
    victim, attacker = open_browser(site), open_browser(site)
    victim.sign_up(login)
    victim.submit("echo my_own_idea")
    provider.person |= {claim: login, "email_verified": True, "name": login}
    come_in(attacker)
    mine, theirs = export(victim), export(attacker)
    assert mine["account"]["id"] != theirs["account"]["id"]
    assert mine["account"]["login"] != theirs["account"]["login"]
    assert (mine["identities"], theirs["submissions"]) == ([], [])


def test_a_role_that_the_provider_speaks_of_is_nothing_here(site: Api, provider: LoopbackProvider) -> None:
    provider.person |= {"role": "admin", "roles": ["admin"], "groups": ["admin", "instructor"]}
    browser = open_browser(site)
    come_in(browser)
    assert export(browser)["account"]["role"] == "student"


def test_names_come_from_userinfo_where_the_token_has_none(
    site: Api, provider: LoopbackProvider, tmp_path: Path
) -> None:
    with open_provider() as thin, open_site(tmp_path, **set_for(thin)) as own_site:
        thin.more = thin.person | {"preferred_username": "thin", "name": "Thin Token"}
        browser = open_browser(own_site)
        come_in(browser)
        assert export(browser)["account"]["login"] == "thin"
        thin.more = {"sub": "somebody else", "preferred_username": "swapped"}
        thin.person = {"sub": "another"}
        other = open_browser(own_site)
        assert come_in(other).status_code == 502
        assert not other.is_signed_in()


def test_the_way_back_is_the_public_address_whatever_the_host_header_says(
    site: Api, provider: LoopbackProvider
) -> None:
    browser = open_browser(site)
    headers = {"Host": "elsewhere.example", "X-Forwarded-Host": "elsewhere.example"}
    sent = browser.client.get(START, headers=headers, follow_redirects=False).headers["location"]
    assert httpx2.URL(sent).params["redirect_uri"] == WAY_BACK
    assert "elsewhere" not in sent


@pytest.mark.parametrize(
    "wanted", ["//elsewhere.example", "https://elsewhere.example", "/\\elsewhere.example", "/\r\nX: y", "/" * 600]
)
def test_coming_back_never_leads_to_another_site(site: Api, provider: LoopbackProvider, wanted: str) -> None:
    browser = open_browser(site)
    back = go_to_provider(browser, next=wanted)
    assert browser.client.get(back, follow_redirects=False).headers["location"] == "/"


def test_a_way_back_that_another_browser_began_leads_nowhere(site: Api, provider: LoopbackProvider) -> None:
    """Or whoever sends it to somebody has them solve problems in an account of the sender's."""
    attacker, victim = open_browser(site), open_browser(site)
    back = go_to_provider(attacker)
    asked = provider.asked.count("/token")
    for _ in range(2):
        page = victim.open(back)
        assert (page.status_code, "not begun in this browser" in page.text) == (403, True)
        go_to_provider(victim)  # a detour of its own does not help
    assert not victim.is_signed_in()
    assert provider.asked.count("/token") == asked


def test_a_way_back_leads_in_once(site: Api, provider: LoopbackProvider) -> None:
    browser = open_browser(site)
    back = go_to_provider(browser)
    kept = dict(browser.client.cookies)
    browser.open(back)
    assert browser.is_signed_in()
    thief = open_browser(site)
    thief.client.cookies.update({name: value for name, value in kept.items() if name == "arborist-detour"})
    asked = provider.asked.count("/token")
    page = thief.open(back)
    assert (page.status_code, "was used already" in page.text, thief.is_signed_in()) == (403, True, False)
    assert provider.asked.count("/token") == asked  # we refuse it, not only the provider


@pytest.mark.parametrize(
    "query", ["", "?state=x&code=y", "?code=y", "?state=&code=", "?error=access_denied", "?state=%FF"]
)
def test_a_made_up_way_back_leads_nowhere(site: Api, provider: LoopbackProvider, query: str) -> None:
    browser = open_browser(site)
    for sealed in ("", "x", "a.b.c", "ü", jwt.encode({"alg": "HS256"}, {"detour": {}}, OctKey.generate_key(256))):
        headers = {b"Cookie": b"arborist-detour=" + sealed.encode()}
        assert browser.client.get(f"{START}/callback{query}", headers=headers).status_code == 403
    assert not browser.is_signed_in()


@pytest.mark.parametrize(("scheme", "name"), [("http", "arborist-detour"), ("https", "__Host-arborist-detour")])
def test_what_a_browser_carries_is_for_the_server_alone_and_for_ten_minutes(
    site: Api, provider: LoopbackProvider, scheme: str, name: str
) -> None:
    browser = open_browser(site, scheme)
    cookie = browser.client.get(START, follow_redirects=False).headers["set-cookie"]
    assert cookie.startswith(f"{name}=")
    assert {"HttpOnly", "SameSite=lax", "Path=/", "Max-Age=600"} <= set(cookie.split("; "))
    assert ("Secure" in cookie) == (scheme == "https")


OTHER = make_key("first")
"""Another key under the same name."""


def sign_badly(change: Claims, *without: str) -> Callable[[LoopbackProvider], Callable[[Claims], str]]:
    def forge_for(provider: LoopbackProvider) -> Callable[[Claims], str]:
        return lambda claims: provider.sign({k: v for k, v in (claims | change).items() if k not in without})

    return forge_for


def sign_as(algorithm: str) -> Callable[[LoopbackProvider], Callable[[Claims], str]]:
    """By whoever knows what everybody may know. By hand: no library would do it."""

    def forge_for(provider: LoopbackProvider) -> Callable[[Claims], str]:
        return lambda claims: sign_by_hand({"alg": algorithm, "kid": provider.key.kid}, claims, provider.key)

    return forge_for


def sign_by_hand(header: Claims, claims: Claims, key: RSAKey) -> str:
    parts = [base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=") for part in (header, claims)]
    signed = hmac.digest(key.as_pem(private=False), ".".join(parts).encode(), "sha256")
    signature = "" if header["alg"] == "none" else base64.urlsafe_b64encode(signed).decode().rstrip("=")
    return ".".join([*parts, signature])


FORGED = {
    "a nonce of another sign-in": sign_badly({"nonce": "of another sign-in"}),
    "no nonce": sign_badly({}, "nonce"),
    "for another audience": sign_badly({"aud": "another-client"}),
    "for another audience, made for us": sign_badly({"aud": "another-client", "azp": CLIENT_ID}),
    "for an audience of others": sign_badly({"aud": ["another-client", "and-another"]}),
    "for us among others, made for another": sign_badly({"aud": [CLIENT_ID, "another"], "azp": "another"}),
    "no audience": sign_badly({}, "aud"),
    "another issuer": sign_badly({"iss": "https://elsewhere.example"}),
    "no issuer": sign_badly({}, "iss"),
    "expired": sign_badly({"exp": int(time.time()) - 61}),
    "never expires": sign_badly({}, "exp"),
    "issued in a while": sign_badly({"iat": int(time.time()) + 3600}),
    "no subject": sign_badly({}, "sub"),
    "an empty subject": sign_badly({"sub": ""}),
    "a subject that is no text": sign_badly({"sub": 7}),
    "an endless subject": sign_badly({"sub": "x" * 256}),
    "an access token of another": sign_badly({"at_hash": "AAAAAAAAAAAAAAAAAAAAAA"}),
    "not signed": sign_as("none"),
    "signed with the public key": sign_as("HS256"),
    "signed with another key": lambda _: lambda claims: jwt.encode({"alg": "RS256", "kid": "first"}, claims, OTHER),
    "signed with a key that it brings": lambda _: (
        lambda claims: jwt.encode({"alg": "RS256", "jwk": OTHER.as_dict(private=False)}, claims, OTHER)
    ),
    "no token at all": lambda _: lambda _claims: "not.a.token",
}


@pytest.mark.parametrize("forge_for", FORGED.values(), ids=FORGED)
def test_a_token_that_is_not_all_right_lets_nobody_in(
    site: Api, provider: LoopbackProvider, forge_for: Callable[[LoopbackProvider], Callable[[Claims], str]]
) -> None:
    provider.forge = forge_for(provider)
    browser = open_browser(site)
    page = come_in(browser)
    assert (page.status_code, "cannot accept" in page.text) == (502, True)
    assert "Traceback" not in page.text
    assert not browser.is_signed_in()
    provider.forge = None
    come_in(browser)
    assert browser.is_signed_in()  # it was the token


@pytest.mark.parametrize("algorithm", ["none", "HS256"])
def test_a_provider_cannot_talk_us_into_a_weak_signature(tmp_path: Path, algorithm: str) -> None:
    with open_provider() as weak, open_site(tmp_path, **set_for(weak)) as site:
        weak.described = {"id_token_signing_alg_values_supported": [algorithm]}
        weak.forge = sign_as(algorithm)(weak)
        browser = open_browser(site)
        assert come_in(browser).status_code == 502
        assert not browser.is_signed_in()


def test_a_clock_that_is_a_little_wrong_does_not_matter_and_a_very_wrong_one_is_told(
    site: Api, provider: LoopbackProvider
) -> None:
    browser = open_browser(site)
    provider.forge = sign_badly({"iat": int(time.time()) + 30})(provider)
    come_in(browser)
    assert browser.is_signed_in()
    provider.forge = sign_badly({"exp": int(time.time()) - 3600})(provider)
    assert "its clock and ours differed" in come_in(open_browser(site)).text


def test_a_new_key_of_the_provider_is_found(site: Api, provider: LoopbackProvider) -> None:
    come_in(open_browser(site))
    provider.key = make_key("second")
    browser = open_browser(site)
    come_in(browser)
    assert browser.is_signed_in()


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
    provider.forge = lambda _: ""  # whatever was known of it is asked for again
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


def test_an_account_links_and_unlinks_who_somebody_is_elsewhere(site: Api, provider: LoopbackProvider) -> None:
    browser, other = open_browser(site), open_browser(site)
    browser.sign_up("links")
    provider.person["preferred_username"] = "Who I Am There"
    assert "Who I Am There" in link(browser).text
    assert link(browser).url.path == "/account"  # once more changes nothing
    (identity,) = export(browser)["identities"]
    assert (identity["subject"], identity["issuer"]) == (provider.person["sub"], provider.issuer)
    come_in(other)
    assert export(other)["account"]["login"] == "links"
    browser.send(f"/account/identities/{identity['id']}/unlink")
    assert export(browser)["identities"] == []
    stranger = open_browser(site)
    come_in(stranger)
    assert export(stranger)["account"]["login"] != "links"


def test_linking_takes_the_password_and_a_form_of_ours(site: Api, provider: LoopbackProvider) -> None:
    """Or whoever finds a browser open, or leads one here, could come back for ever."""
    browser = open_browser(site)
    browser.sign_up("guarded")
    page = browser.send("/account/identities", link_password="not my password")
    assert (page.status_code, "not your present password" in page.text) == (422, True)
    foreign = {"Sec-Fetch-Site": "cross-site"}
    sent = browser.client.post("/account/identities", data={"link_password": PASSWORD}, headers=foreign)
    assert sent.status_code == 403
    assert "arborist-detour" not in browser.client.cookies
    browser.open(START)  # who is signed in is not sent to the provider
    assert "arborist-detour" not in browser.client.cookies
    assert export(browser)["identities"] == []


def test_what_opens_one_account_is_not_linked_to_another(site: Api, provider: LoopbackProvider) -> None:
    owner, other = open_browser(site), open_browser(site)
    come_in(owner)
    other.sign_up("wants-it-too")
    page = link(other)
    assert (page.status_code, "opens another account" in page.text) == (403, True)
    assert (len(export(owner)["identities"]), export(other)["identities"]) == (1, [])


def test_a_link_that_one_account_began_is_not_made_for_another(site: Api, provider: LoopbackProvider) -> None:
    browser = open_browser(site)
    browser.sign_up("began-it")
    page = browser.send("/account/identities", link_password=PASSWORD).text
    back = visit_provider(page.partition('main" href="')[2].partition('"')[0].replace("&amp;", "&"))
    browser.send("/sign-out")
    browser.sign_up("came-after")
    page_after = browser.open(back)
    assert (page_after.status_code, "signed out meanwhile" in page_after.text) == (403, True)
    assert export(browser)["identities"] == []


def test_the_last_way_in_stays(site: Api, provider: LoopbackProvider) -> None:
    browser = open_browser(site)
    come_in(browser)
    (identity,) = export(browser)["identities"]
    page = browser.send(f"/account/identities/{identity['id']}/unlink")
    assert (page.status_code, "your only way in" in page.text) == (422, True)
    assert len(export(browser)["identities"]) == 1
    secret = in_store(
        site.settings, lambda store: invitations.create(store, Role.STUDENT, export(browser)["account"]["id"])
    )
    browser.send(f"/invitations/{secret}", password=PASSWORD)
    browser.send(f"/account/identities/{identity['id']}/unlink")
    assert (export(browser)["identities"], browser.is_signed_in()) == ([], True)


def test_nobody_unlinks_what_is_another_s(site: Api, provider: LoopbackProvider) -> None:
    owner, other = open_browser(site), open_browser(site)
    owner.sign_up("keeps-it")
    link(owner)
    other.sign_up("takes-it")
    (identity,) = export(owner)["identities"]
    other.send(f"/account/identities/{identity['id']}/unlink")
    assert len(export(owner)["identities"]) == 1


@pytest.mark.parametrize("password", ["", PASSWORD, "None", "null"])
def test_an_account_without_a_password_has_none_to_guess(site: Api, provider: LoopbackProvider, password: str) -> None:
    browser, guesser = open_browser(site), open_browser(site)
    come_in(browser)
    login = export(browser)["account"]["login"]
    guesser.sign_in(login, password)
    assert not guesser.is_signed_in()
    page = browser.send("/account/password", old_password=password or "x", password=PASSWORD)
    assert page.status_code == 422
    assert "present password" not in browser.open("/account").text.lower()


def test_an_account_without_a_password_is_deleted_by_its_login(site: Api, provider: LoopbackProvider) -> None:
    browser = open_browser(site)
    provider.person["preferred_username"] = "goes"
    come_in(browser)
    account = export(browser)["account"]
    for wrong in ({}, {"delete_login": "stays"}, {"delete_password": "goes"}):
        assert browser.send("/account/delete", **wrong).status_code == 422
    assert browser.is_signed_in()
    browser.send("/account/delete", delete_login=" Goes ")
    assert not browser.is_signed_in()
    come_in(browser)
    exported = export(browser)
    assert (exported["account"]["login"], len(exported["identities"])) == ("goes", 1)
    assert exported["account"]["id"] != account["id"]


def test_an_account_with_a_password_is_not_deleted_by_its_login(site: Api, provider: LoopbackProvider) -> None:
    browser = open_browser(site)
    browser.sign_up("has-one")
    assert browser.send("/account/delete", delete_login="has-one").status_code == 422
    assert browser.is_signed_in()


@pytest.mark.parametrize(
    ("knobs", "said"),
    [
        ({"sign_up": "closed"}, "takes whoever runs this site"),
        ({"sign_up": "invited"}, "takes an invitation"),
        ({"sign_up": "open", "oidc_sign_up": "closed"}, "takes whoever runs this site"),
    ],
)
def test_an_operator_can_close_this_door_too(tmp_path: Path, knobs: dict[str, str], said: str) -> None:
    with open_provider() as provider, open_site(tmp_path, **set_for(provider) | knobs) as site:
        browser = open_browser(site)
        page = come_in(browser)
        assert (page.status_code, said in page.text) == (403, True)
        assert not browser.is_signed_in()
        secret = in_store(site.settings, lambda store: invitations.create(store, Role.INSTRUCTOR))
        invitation = browser.open(f"/invitations/{secret}").text
        start = invitation.partition(f'href="{START}?')[2].partition('"')[0].replace("&amp;", "&")
        come_in(browser, f"{START}?{start}")
        assert export(browser)["account"]["role"] == "instructor"
        browser.send("/sign-out")
        come_in(browser)  # whoever has an account needs no invitation
        assert browser.is_signed_in()
        provider.person = {"sub": "another"}
        second = open_browser(site)
        page = come_in(second, f"{START}?{start}")
        assert (page.status_code, "used already" in page.text, second.is_signed_in()) == (403, True, False)


def test_an_operator_can_leave_this_door_alone_open(tmp_path: Path) -> None:
    knobs = {"sign_up": "closed", "oidc_sign_up": "open"}
    with open_provider() as provider, open_site(tmp_path, **set_for(provider) | knobs) as site:
        browser = open_browser(site)
        assert browser.sign_up("by-password").status_code == 403
        come_in(browser)
        assert browser.is_signed_in()


def test_a_link_for_a_new_password_is_no_invitation(tmp_path: Path) -> None:
    with open_provider() as provider, open_site(tmp_path, **set_for(provider)) as site:
        owner, other = open_browser(site), open_browser(site)
        owner.sign_up("forgot")
        account_id = export(owner)["account"]["id"]
        secret = in_store(site.settings, lambda store: invitations.create(store, Role.ADMIN, account_id))
        page = come_in(other, invitation=secret)
        assert (page.status_code, other.is_signed_in()) == (403, False)
        assert owner.open(f"/invitations/{secret}").status_code == 200  # and it still works


def test_the_secret_is_nowhere_to_be_read(site: Api, provider: LoopbackProvider) -> None:
    browser = open_browser(site)
    come_in(browser)
    shown = [repr(site.settings), repr(site.settings.provider), str(site.settings), site.settings.model_dump_json()]
    shown += [browser.open(path).text for path in ("/account", "/account/data", "/sign-in", "/readyz", "/metrics")]
    assert [text for text in shown if CLIENT_SECRET in text or json.dumps(CLIENT_SECRET)[1:-1] in text] == []


@pytest.mark.parametrize(
    ("known_as", "first"),
    [
        ("Ada.Lovelace", "ada.lovelace"),
        ("ada+jax@uni.example", "ada+jax@uni.example"),
        ("Émilie du Châtelet", "emilie-du-chatelet"),
        ("李明", "student"),
        ("", "student"),
        ("x", "student-x"),
        ("__.--", "student"),
        ("-<script>-", "script"),
        ("n" * 200, "n" * 54),
    ],
)
def test_a_login_is_made_of_what_somebody_is_called(known_as: str, first: str) -> None:
    logins = list(islice(suggest_logins(known_as), 30))
    assert logins[0] == first
    assert len(set(logins)) == 30
    assert [login for login in logins if not LOGIN.fullmatch(login) or len(login) > LOGIN_MOST_CHARACTERS] == []


def test_the_secret_goes_to_no_process_and_no_log(tmp_path: Path) -> None:
    place = Place(tmp_path)
    with open_provider() as provider, place.serve(**set_for(provider)) as service:
        service.wait_until_ready(1)
        sent = httpx2.get(f"{service.address}{START}")
        assert sent.status_code == 303
        judges = find_processes(str(place.journal))
        judges.remove(service.process.pid)
        assert judges
        for judge in judges:
            assert CLIENT_SECRET.encode() not in Path(f"/proc/{judge}/environ").read_bytes()
        service.stop(signal.SIGTERM)
        assert service.process.stdout
        assert CLIENT_SECRET not in (tmp_path / "log").read_text() + service.process.stdout.read()
