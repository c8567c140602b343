"""Who looks at a page."""

from dataclasses import dataclass

from app.roles import Role
from app.store.accounts import Account

RANKS = list(Role)


@dataclass(frozen=True, slots=True)
class Viewer:
    """`account` is None for whoever is not signed in."""

    account: Account | None = None
    session_id: str = ""

    def may_act_as(self, role: Role) -> bool:
        return self.account is not None and RANKS.index(self.account.role) >= RANKS.index(role)
