"""Every page as everybody sees it who may: for whatever must hold on all of them."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field

from playwright.sync_api import APIResponse, Browser, BrowserContext, Page, StorageState, expect

from app.roles import Role
from grader.catalogue import DEFAULT_PROBLEMS_DIR
from tests.api.waiting import wait_until
from tests.browser.opener import Opener
from tests.browser.site import Site
from tests.browser.student import OWN_FORM, PASSWORD, PROBLEM_PATH
from tests.browser.verdicts import build_verdicts

COMPARED = f"{PROBLEM_PATH}/compare?old={{wrong_answer}}&new={{accepted}}"
PROBLEMS = sorted(path.parent.name for path in DEFAULT_PROBLEMS_DIR.glob("*/problem.toml"))
STARTER = (DEFAULT_PROBLEMS_DIR / "state_zero_kernel" / "starter.py").read_text()


@dataclass(frozen=True, slots=True)
class Picture:
    """`path` has names of submissions in braces; `act` is what the viewer does there before one looks."""

    viewer: str
    path: str
    act: Callable[[Page], None] | None = None


def refuse_sign_up(page: Page) -> None:
    page.get_by_label("Login").fill("no spaces, please")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign up").click()
    expect(page.get_by_role("alert")).to_be_visible()


def refuse_sign_in(page: Page) -> None:
    page.get_by_label("Login").fill(f"nobody-{uuid.uuid4().hex}")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_be_visible()


def make_token(page: Page) -> None:
    page.get_by_label("What a new one is for").fill(f"script {uuid.uuid4().hex}")
    page.get_by_role("button", name="Make a token").click()
    expect(page.get_by_text("It is shown this once")).to_be_visible()


def link_provider(page: Page) -> None:
    page.locator("#link_password").fill(PASSWORD)
    page.get_by_role("button", name="Link").click()
    expect(page.get_by_role("link", name="Go on to")).to_be_visible()


def judge_again(page: Page) -> None:
    page.get_by_role("button", name="again").click()
    again = page.locator("#again")

    def is_done() -> bool:
        page.reload()
        return "came out otherwise than before" in again.inner_text()

    wait_until(is_done, "what was submitted to be judged again")


def refuse_password(page: Page) -> None:
    page.get_by_label("Present password").fill("not my password")
    page.get_by_label("New password").fill(PASSWORD)
    page.get_by_role("button", name="Change it, and sign out").click()
    expect(page.get_by_role("alert")).to_be_visible()


def open_all_details(page: Page) -> None:
    closed = page.locator("details:not([open]) > summary:visible")
    for _ in range(closed.count()):
        closed.first.click()


def list_pictures() -> dict[str, Picture]:
    pictures = {
        "problems, signed out": Picture("nobody", "/"),
        "problems, some solved": Picture("student", "/"),
        "sign in": Picture("nobody", "/sign-in"),
        "sign in, refused": Picture("nobody", "/sign-in", refuse_sign_in),
        "sign up": Picture("nobody", "/sign-up"),
        "sign up, refused": Picture("nobody", "/sign-up", refuse_sign_up),
        "sign in, not by the provider": Picture("nobody", "/sign-in/oidc/callback"),
        "invitation": Picture("nobody", "{invitation}"),
        "new password": Picture("nobody", "{reset}"),
        "no such page": Picture("nobody", "/nowhere"),
        "solution, not yet": Picture("newcomer", f"{PROBLEM_PATH}/solution"),
        "account": Picture("student", "/account"),
        "account, token made": Picture("tokens", "/account", make_token),
        "account, refused": Picture("student", "/account", refuse_password),
        "account, linked to the provider": Picture("student", "/account", link_provider),
        "account of a newcomer": Picture("newcomer", "/account"),
        "account of an instructor": Picture("instructor", "/account"),
        "history": Picture("student", f"{PROBLEM_PATH}/history"),
        "history, empty": Picture("newcomer", f"{PROBLEM_PATH}/history"),
        "submission, own": Picture("student", "/submissions/{wrong_answer}"),
        "submission, instructor": Picture("instructor", "/submissions/{wrong_answer}", open_all_details),
        "submission with an error, instructor": Picture("instructor", "/submissions/{runtime_error}"),
        "problem, hints closed": Picture("newcomer", PROBLEM_PATH),
        "problem, hints open": Picture("student", PROBLEM_PATH, open_all_details),
        "two attempts": Picture("student", COMPARED),
        "two attempts, instructor": Picture("instructor", COMPARED),
        "class": Picture("instructor", f"{PROBLEM_PATH}/class"),
        "class, judged again": Picture("instructor", "/problems/ablate_layer/class", judge_again),
        "class, refused": Picture("student", f"{PROBLEM_PATH}/class"),
        "one of the class": Picture("instructor", f"{PROBLEM_PATH}/class/{{student}}"),
        "submission being judged": Picture("newcomer", "/submissions/{waiting}"),
        "problem while it judges": Picture("newcomer", PROBLEM_PATH + "?submission={waiting}"),
    }
    for name in build_verdicts():
        path = f"{PROBLEM_PATH}?submission={{{name}}}"
        pictures[f"verdict {name}"] = Picture("student", path, open_all_details)
    for problem in PROBLEMS:
        pictures[f"{problem}, signed out"] = Picture("nobody", f"/problems/{problem}")
        pictures[f"{problem}, solution"] = Picture("student", f"/problems/{problem}/solution")
    return pictures


PICTURES = list_pictures()


@dataclass(frozen=True, slots=True)
class Gallery:
    """`states` are the viewers' cookies, `places` what stands in braces in paths."""

    states: dict[str, StorageState] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)

    def show(self, opener: Opener, name: str, **options: object) -> Page:
        picture = PICTURES[name]
        page = opener.open(storage_state=self.states.get(picture.viewer), **options)
        page.goto(picture.path.format_map(self.places))
        if picture.act:
            picture.act(page)
        return page


def hang_gallery(browser: Browser, site: Site) -> Gallery:
    """The viewers of all pages, and what they have sent."""
    gallery = Gallery()
    gallery.places["invitation"] = site.invite(Role.STUDENT)
    joining = {
        "newcomer": "/sign-up",
        "student": "/sign-up",
        "tokens": "/sign-up",
        "instructor": site.invite(Role.INSTRUCTOR),
    }
    for viewer, path in joining.items():
        with browser.new_context(base_url=site.address) as context:
            _post(context, path, login=viewer, name=f"The {viewer}", password=PASSWORD)
            _prepare(viewer, context, site, gallery)
            gallery.states[viewer] = context.storage_state()
            account = context.request.get("/account/data").json()["account"]
            gallery.places[viewer] = account["id"]
    gallery.places["reset"] = site.reset_password("newcomer")
    return gallery


def _prepare(viewer: str, context: BrowserContext, site: Site, gallery: Gallery) -> None:
    if viewer == "newcomer":
        gallery.places["waiting"] = _submit(context, PROBLEM_PATH, f"gate {site.place.folder / 'never'}")
    if viewer == "student":
        for problem in PROBLEMS:
            _submit(context, f"/problems/{problem}", "accepted")
        for name, verdict in build_verdicts().items():
            gallery.places[name] = _submit(context, PROBLEM_PATH, site.write_telling(name, verdict, STARTER))
        _post(context, f"{PROBLEM_PATH}/hints", hint="100")


def _submit(context: BrowserContext, path: str, source: str) -> str:
    """The id of the submission."""
    return _post(context, path, source=source, mode="submit").url.partition("?submission=")[2].partition("#")[0]


def _post(context: BrowserContext, path: str, **fields: str) -> APIResponse:
    answer = context.request.post(path, form={**fields}, headers=OWN_FORM)
    assert answer.ok, f"{path}: {answer.status}"
    return answer
