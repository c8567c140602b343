"""Who somebody is at a provider, linked to an account and unlinked, by nobody else."""

import pytest

from app.roles import Role
from app.store import invitations
from tests.api.embedded_service import Api, in_store
from tests.site.browsing import PASSWORD, open_browser
from tests.site.oidc.coming_in import START, come_in, export, link, visit_provider
from tests.site.oidc.loopback_provider import (
    LoopbackProvider,
)


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
