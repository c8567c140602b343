"""Who gets an account by signing in at a provider, and what it is called."""

from itertools import islice
from pathlib import Path

import pytest

from app.identity.arrival import suggest_logins
from app.identity.sign_in import LOGIN, LOGIN_MOST_CHARACTERS
from app.roles import Role
from app.store import invitations
from tests.api.embedded_service import in_store
from tests.site.browsing import open_browser, open_site
from tests.site.oidc.coming_in import START, come_in, export, set_for
from tests.site.oidc.loopback_provider import (
    open_provider,
)


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
