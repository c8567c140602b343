"""Opens pages as different visitors, and watches all of them."""

from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.watch import Watch

PATIENCE_MS = 30_000
"""For whatever is waited for: far more than it takes on a slow machine."""


@dataclass(frozen=True, slots=True)
class Opener:
    browser: Browser
    address: str
    _opened: list[tuple[BrowserContext, Watch]] = field(default_factory=list)

    def open(self, **options: Any) -> Page:
        """A page of somebody new, with cookies of their own; `options` are those of a browser context."""
        context = self.browser.new_context(base_url=self.address, **options)
        context.set_default_timeout(PATIENCE_MS)
        watch = Watch(self.address)
        watch.follow(context)
        self._opened.append((context, watch))
        return context.new_page()

    def close(self) -> list[str]:
        """What the pages did that none of ours may do."""
        for context, _ in self._opened:
            context.close()
        return [complaint for _, watch in self._opened for complaint in watch.find_complaints()]
