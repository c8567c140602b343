"""Nobody reads another's source but an instructor; what students write is never more than text."""

import json

import pytest

from app.roles import Role
from tests.api.embedded_service import Api
from tests.site.browsing import PAGE, PASSWORD, find_submission, open_browser, open_browser_as

SCRIPT = "<script>alert(1)</script>"


@pytest.mark.parametrize(("role", "may_read"), [(Role.STUDENT, False), (Role.INSTRUCTOR, True), (Role.ADMIN, True)])
def test_a_submission_is_its_owners_and_the_instructors(site: Api, role: Role, may_read: bool) -> None:
    owner = open_browser(site)
    owner.sign_up(f"owner-of-{role}", name="The Owner")
    submission = find_submission(owner.submit("echo my_own_idea"))
    reader = open_browser_as(site, f"reader-{role}", role)
    page = reader.open(f"/submissions/{submission}")
    assert (page.status_code == 200, "my_own_idea" in page.text, "The Owner" in page.text) == (may_read,) * 3
    assert "my_own_idea" in owner.open(f"/submissions/{submission}").text
    in_editor = reader.open(f"{PAGE}?submission={submission}")
    assert (in_editor.status_code, "my_own_idea" in in_editor.text) == (404, False)
    for path in (f"{PAGE}/history", "/account", "/account/data"):
        assert submission not in reader.open(path).text
    assert open_browser(site).open(f"/submissions/{submission}").url.path == "/sign-in"


def test_a_token_of_an_account_sends_and_reads_in_its_name(site: Api) -> None:
    browser, other = open_browser(site), open_browser(site)
    browser.sign_up("has-a-token")
    other.sign_up("has-another")
    tokens = []
    for each in (browser, other):
        page = each.send("/account/tokens", token_name="my script").text
        tokens.append(page.partition("<code>arb_")[2].partition("</code>")[0])
    assert "my script already" in browser.send("/account/tokens", token_name="my script").text
    sent = site.submit_as(f"arb_{tokens[0]}", "accepted").json()["id"]
    assert browser.open(f"/submissions/{sent}").status_code == 200
    path = f"/api/v1/submissions/{sent}"
    statuses = [site.client.get(path, headers={"Authorization": f"Bearer arb_{token}"}).status_code for token in tokens]
    assert statuses == [200, 404]
    other.send("/account/tokens/revoke", token_name="my script")
    assert site.submit_as(f"arb_{tokens[1]}", "accepted").status_code == 401
    assert site.submit_as(f"arb_{tokens[0]}", "accepted").status_code == 202


def test_nobody_ends_the_session_of_another(site: Api) -> None:
    victim, attacker = open_browser(site), open_browser(site)
    victim.sign_up("stays-in")
    attacker.sign_up("meddles")
    account = json.loads(victim.open("/account/data").text)
    attacker.send(f"/account/sessions/{account['sessions'][0]['id']}/end")
    assert victim.is_signed_in()


def test_a_script_comes_out_as_text_wherever_it_went_in(site: Api) -> None:
    browser = open_browser(site)
    browser.sign_up("scripts", name=SCRIPT)
    page = browser.submit(f"echo {SCRIPT}</textarea>{SCRIPT}")
    paths = ["/", "/account", f"{PAGE}/history", f"/submissions/{find_submission(page)}"]
    texts = [page.text, *(browser.open(path).text for path in paths)]
    texts.append(browser.send("/account/tokens", token_name=SCRIPT).text)
    texts.append(browser.send("/sign-out").text)
    texts.append(browser.sign_in(SCRIPT).text)
    for text in texts:
        assert text.count("<script") == text.count('<script type="module" src="/static/built/')
    assert sum("&lt;script&gt;" in text for text in texts) >= 6


def test_all_data_is_given_out_and_taken_away(site: Api) -> None:
    browser = open_browser(site)
    browser.sign_up("leaves")
    submission = find_submission(browser.submit("echo keep this"))
    data = browser.open("/account/data")
    assert "attachment" in data.headers["content-disposition"]
    exported = data.json()
    assert exported["account"]["login"] == "leaves"
    assert [each["source"] for each in exported["submissions"]] == ["echo keep this"]
    assert exported["submissions"][0]["verdict"]["outcome"] == "accepted"
    assert "hash" not in data.text
    refused = browser.send("/account/delete", delete_password="not my password")
    assert (refused.status_code, browser.is_signed_in()) == (422, True)
    browser.send("/account/delete", delete_password=PASSWORD)
    assert not browser.is_signed_in()
    assert browser.sign_in("leaves").status_code == 422
    instructor = open_browser_as(site, "looks-after", Role.INSTRUCTOR)
    assert instructor.open(f"/submissions/{submission}").status_code == 404
