"""Sign in at a provider: whoever it vouches for gets in, as nobody else."""

import json
import signal
from pathlib import Path

import httpx2
import pytest
from joserfc import jwt
from joserfc.jwk import OctKey

from tests.api.embedded_service import Api
from tests.api.processes import find_processes
from tests.api.service_process import Place
from tests.site.browsing import open_browser, open_site
from tests.site.oidc.coming_in import START, come_in, export, go_to_provider, set_for
from tests.site.oidc.loopback_provider import (
    CLIENT_SECRET,
    WAY_BACK,
    LoopbackProvider,
    open_provider,
)


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


def test_the_secret_is_nowhere_to_be_read(site: Api, provider: LoopbackProvider) -> None:
    browser = open_browser(site)
    come_in(browser)
    shown = [repr(site.settings), repr(site.settings.provider), str(site.settings), site.settings.model_dump_json()]
    shown += [browser.open(path).text for path in ("/account", "/account/data", "/sign-in", "/readyz", "/metrics")]
    assert [text for text in shown if CLIENT_SECRET in text or json.dumps(CLIENT_SECRET)[1:-1] in text] == []


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
