"""What somebody writes is kept, for every browser of theirs, and nobody else's."""

from httpx2 import Response

from tests.api.embedded_service import Api
from tests.site.browsing import PAGE, PASSWORD, Browser, open_browser


def save(browser: Browser, source: str, revision: int) -> Response:
    return browser.send(f"{PAGE}/draft", source=source, revision=revision)


def shows(browser: Browser, source: str, path: str = PAGE) -> bool:
    return f">\n{source}</textarea>" in browser.open(path).text


def test_a_draft_is_there_on_a_second_device(site: Api) -> None:
    first, second = open_browser(site), open_browser(site)
    first.sign_up("writes")
    assert save(first, "half = 1\r\n", 0).json() == {"revision": 1}
    second.sign_in("writes")
    assert shows(second, "half = 1\n")
    assert 'data-revision="1"' in second.open(PAGE).text


def test_a_draft_that_was_changed_elsewhere_is_not_written_over(site: Api) -> None:
    first, second = open_browser(site), open_browser(site)
    first.sign_up("has-two")
    second.sign_in("has-two")
    assert save(first, "first", 0).status_code == 200
    refused = save(second, "second", 0)
    assert (refused.status_code, refused.json()) == (409, {"source": "first", "revision": 1})
    assert shows(second, "first")
    assert save(second, "second", 1).json() == {"revision": 2}
    assert shows(first, "second")


def test_what_is_sent_without_a_script_is_the_draft_from_then_on(browser: Browser) -> None:
    browser.sign_up("no-script")
    browser.submit("wrong_answer")
    assert shows(browser, "wrong_answer")


def test_to_begin_again_or_to_look_at_an_attempt_leaves_the_draft_alone(browser: Browser) -> None:
    browser.sign_up("looks-back")
    attempt = str(browser.submit("accepted").url.params["submission"])
    save(browser, "a draft of <b>mine</b>", 1)
    again = browser.open(f"{PAGE}?begin=again").text
    assert (
        "raise NotImplementedError" in again.partition("<textarea")[2].partition(">\n")[2].partition("</textarea>")[0]
    )
    for page in (again, browser.open(f"{PAGE}?submission={attempt}").text):
        assert 'data-draft="a draft of &lt;b&gt;mine&lt;/b&gt;"' in page
    assert shows(browser, "a draft of &lt;b&gt;mine&lt;/b&gt;")


def test_nobody_sees_or_changes_the_draft_of_another(site: Api) -> None:
    victim, attacker = open_browser(site), open_browser(site)
    victim.sign_up("keeps-draft")
    attacker.sign_up("wants-draft")
    save(victim, "my secret", 0)
    save(attacker, "mine", 0)
    assert "my secret" not in attacker.open(PAGE).text
    assert "my secret" not in open_browser(site).open(PAGE).text
    assert shows(victim, "my secret")
    foreign = victim.client.post(
        f"{PAGE}/draft", data={"source": "x", "revision": 1}, headers={"Sec-Fetch-Site": "cross-site"}
    )
    assert foreign.status_code == 403
    assert shows(victim, "my secret")


def test_a_draft_that_is_too_long_says_so_and_the_last_one_stays(browser: Browser) -> None:
    browser.sign_up("long-winded")
    save(browser, "short", 0)
    refused = save(browser, "x" * 70_000, 1)
    assert (refused.status_code, "70000 bytes" in refused.json()["detail"]) == (413, True)
    assert shows(browser, "short")


def test_drafts_are_given_out_and_taken_away_with_the_account(browser: Browser) -> None:
    browser.sign_up("exports-draft")
    save(browser, "ü = 1", 0)
    [desk] = browser.open("/account/data").json()["desks"]
    assert (desk["problem_id"], desk["draft"]) == ("state_zero_kernel", "ü = 1")
    browser.send("/account/delete", delete_password=PASSWORD)
    browser.sign_up("exports-draft")
    assert browser.open("/account/data").json()["desks"] == []
