"""What a student does on the pages, whether they have a script or not."""

from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

from tests.browser.opener import PATIENCE_MS

PROBLEM = "state_zero_kernel"
PROBLEM_PATH = f"/problems/{PROBLEM}"
PASSWORD = "four words in a row"
OWN_FORM = {"Sec-Fetch-Site": "same-origin"}


@dataclass(frozen=True, slots=True)
class Student:
    page: Page

    def sign_up(self, login: str, name: str = "") -> None:
        self.page.goto("/sign-up")
        self.page.get_by_label("Login").fill(login)
        self.page.get_by_label("Name").fill(name)
        self.page.get_by_label("Password").fill(PASSWORD)
        self.page.get_by_role("button", name="Sign up").click()
        self.expect_signed_in()

    def sign_in(self, login: str) -> None:
        self.page.goto("/sign-in")
        self.page.get_by_label("Login").fill(login)
        self.page.get_by_label("Password").fill(PASSWORD)
        self.page.get_by_role("button", name="Sign in").click()
        self.expect_signed_in()

    def sign_out(self) -> None:
        self.page.get_by_role("button", name="Sign out").click()
        expect(self.page.get_by_role("link", name="Sign in").first).to_be_visible()

    def expect_signed_in(self) -> None:
        expect(self.page.get_by_role("button", name="Sign out")).to_be_visible()

    def open_problem(self) -> None:
        self.page.goto(PROBLEM_PATH)

    @property
    def editor(self) -> Locator:
        """CodeMirror where there are scripts, which bring it a moment after the page, or else the plain text area."""
        has_scripts = self.page.locator("#smaller").is_visible()
        return self.page.locator(".cm-content" if has_scripts else "#source")

    def write(self, source: str) -> None:
        """In place of what is there."""
        self.editor.click()
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.insert_text(source)
        self.expect_source(source)

    def expect_source(self, source: str) -> None:
        """The text area has what is sent, whatever stands above it."""
        expect(self.page.locator("#source")).to_have_value(source)

    def run(self, source: str) -> None:
        self.write(source)
        self.page.get_by_role("button", name="Run the examples").click()

    def submit(self, source: str) -> None:
        self.write(source)
        self.page.get_by_role("button", name="Submit", exact=True).click()

    def expect_outcome(self, told: str, within_ms: float = PATIENCE_MS) -> None:
        expect(self.page.locator("#outcome")).to_contain_text(told, timeout=within_ms)

    def expect_saved(self) -> None:
        """Only a page with a script says so."""
        expect(self.page.locator("#draft-state")).to_have_text("Saved")

    def open_hint(self, number: int) -> None:
        self.page.get_by_role("button", name=f"Open hint {number} of").click()
        expect(self.page.locator(f"#hint-{number}")).to_be_visible()
