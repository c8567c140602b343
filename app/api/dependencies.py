"""The open service, as endpoints ask for it."""

from typing import Annotated, cast

from fastapi import Depends, Request

from app.service import Service


# Coroutines, as all dependencies: FastAPI hands a plain function to a thread, which costs more than what it does.
async def _get_service(request: Request) -> Service:
    return cast(Service, request.app.state.service)


ServiceOf = Annotated[Service, Depends(_get_service)]
