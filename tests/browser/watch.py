"""What a page does that no page of ours may do."""

from dataclasses import dataclass, field

from playwright.sync_api import BrowserContext, ConsoleMessage, Dialog, Request, Response, WebError

REFUSED = "Failed to load resource: the server responded with a status of 4"
"""What Chromium writes of every such answer. A page that refuses something has that status, and says why itself."""

DRAFT_CHANGED = 409
"""An answer that a script asked for, and has a question to the student about."""


@dataclass  # neither frozen nor with slots: Playwright keeps its own things on whoever listens
class Watch:
    """Sees all requests, errors, violations of the policy and dialogs of a browser context."""

    address: str
    _seen: list[str] = field(default_factory=list)
    _refusals: list[tuple[str, str]] = field(default_factory=list)
    _refused_pages: set[str] = field(default_factory=set)

    def follow(self, context: BrowserContext) -> None:
        context.on("console", self._see_message)
        context.on("dialog", self._see_dialog)
        context.on("request", self._see_request)
        context.on("requestfailed", self._see_failure)
        context.on("response", self._see_response)
        context.on("weberror", self._see_error)

    def find_complaints(self) -> list[str]:
        return self._seen + [text for url, text in self._refusals if url not in self._refused_pages]

    def _see_message(self, message: ConsoleMessage) -> None:
        """A violation of the policy is an error in the console too."""
        text = f"console: {message.text} ({message.location['url']})"
        if message.type == "error" and message.text.startswith(REFUSED):
            self._refusals.append((message.location["url"], text))
        elif message.type == "error":
            self._seen.append(text)

    def _see_dialog(self, dialog: Dialog) -> None:
        self._seen.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _see_request(self, request: Request) -> None:
        if not request.url.startswith((f"{self.address}/", "data:", "blob:")):
            self._seen.append(f"a request to elsewhere: {request.url}")

    def _see_failure(self, request: Request) -> None:
        """Whoever leaves a page ends what it was still waiting for."""
        if request.failure != "net::ERR_ABORTED":
            self._seen.append(f"a request failed: {request.url} {request.failure}")

    def _see_response(self, response: Response) -> None:
        if response.status >= 500:
            self._seen.append(f"the server failed: {response.url} {response.status}")
        elif response.status == DRAFT_CHANGED or (response.status >= 400 and response.request.is_navigation_request()):
            self._refused_pages.add(response.url)

    def _see_error(self, error: WebError) -> None:
        self._seen.append(f"an error on the page: {error.error}")
