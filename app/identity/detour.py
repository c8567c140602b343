"""What a browser carries along while it is at the provider: sealed, for ten minutes, for one way back."""

import hmac
import time
from dataclasses import asdict, dataclass

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OctKey

LIFE_S = 600
ALGORITHM = "HS256"


@dataclass(frozen=True, slots=True)
class Detour:
    """`next` is where they were going, `invitation` a link's secret, `account_id` whose identity it shall be."""

    state: str
    nonce: str
    code_verifier: str
    next: str = "/"
    invitation: str = ""
    account_id: str = ""


class Detours:
    """Whoever sets out costs no memory, only who comes back: until then the browser has all of it.

    The key is this process's own: who is at the provider while the service starts anew has to begin again.
    """

    def __init__(self) -> None:
        self._key = OctKey.generate_key(256)
        self._over: dict[str, float] = {}
        """States that came back, and when they can be forgotten."""

    def seal(self, detour: Detour) -> str:
        claims = {"exp": int(time.time()) + LIFE_S, "detour": asdict(detour)}
        return jwt.encode({"alg": ALGORITHM}, claims, self._key)

    def end(self, sealed: str, state: str) -> Detour | None:
        """The detour, once. None if it was not sealed here, is too old, has been ended, or has another state."""
        try:
            claims = jwt.decode(sealed, self._key, algorithms=[ALGORITHM]).claims
            jwt.JWTClaimsRegistry(exp={"essential": True}).validate(claims)
        except (JoseError, ValueError):
            return None
        detour = Detour(**claims["detour"])
        if not hmac.compare_digest(detour.state.encode(), state.encode("utf-8", "surrogatepass")):
            return None
        return detour if self._is_first(detour.state) else None

    def _is_first(self, state: str) -> bool:
        now = time.time()
        self._over = {known: until for known, until in self._over.items() if until > now}
        if state in self._over:
            return False
        self._over[state] = now + LIFE_S
        return True
