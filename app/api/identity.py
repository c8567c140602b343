"""Who asks, by the bearer token: an account, or an operator's token that owns what is sent with it."""

from typing import Annotated

from fastapi import Depends
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from app.api.dependencies import ServiceOf
from app.api.errors import TokenInvalidError, TokenRequiredError
from app.store import tokens

CHALLENGE = {"WWW-Authenticate": 'Bearer realm="arborist"'}
_BEARER = HTTPBearer(auto_error=False, description="Made with `arborist tokens create NAME`.")


async def find_owner_id(
    service: ServiceOf, credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(_BEARER)]
) -> str:
    if credentials is None:
        raise TokenRequiredError("Send a token: `Authorization: Bearer arb_...`.", CHALLENGE)
    owner_id = await tokens.find_owner(service.store, credentials.credentials)
    if owner_id is None:
        challenge = {"WWW-Authenticate": CHALLENGE["WWW-Authenticate"] + ', error="invalid_token"'}
        raise TokenInvalidError("This token is not known here, or was revoked.", challenge)
    return owner_id


OwnerId = Annotated[str, Depends(find_owner_id)]
