"""The web application."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from fastapi import FastAPI
from fastapi_offline import FastAPIOffline
from starlette.middleware import Middleware

from app.api import health, metrics, problems, submissions
from app.api.errors import handle_errors
from app.api.middleware import BodyLimit, Boundary
from app.service import Programs, find_programs, open_service
from app.settings import Settings
from app.site.errors import refuse
from app.site.pages import add_pages
from grader.internal_error import read_versions


def create_app(settings: Settings, programs: Programs | None = None) -> FastAPI:
    """The application, whose lifespan opens the service. `programs` are those of the settings unless given."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with open_service(settings, programs or find_programs(settings)) as service:
            app.state.service = service
            yield

    # FastAPIOffline brings the scripts of /docs along, which FastAPI itself would load from elsewhere.
    app = FastAPIOffline(
        docs_url="/docs",
        redoc_url=None,
        title="Arborist",
        summary="Judge solutions to JAX and Flax NNX exercises.",
        description=_warn_of(settings.unsafe_judge_despite),
        version=read_versions().arborist,
        lifespan=lifespan,
        redirect_slashes=False,
        swagger_ui_parameters={"validatorUrl": None},  # it would be sent our schema
        middleware=[
            Middleware(Boundary, refuse=refuse, override=settings.unsafe_judge_despite),
            Middleware(BodyLimit, refuse=refuse),
        ],
    )
    handle_errors(app)
    for router in (submissions.router, problems.router, health.router, metrics.router):
        app.include_router(router)
    add_pages(app)
    return app


def _warn_of(override: Sequence[str]) -> str:
    if not override:
        return ""
    return f"**An operator lets this service judge although its cage may not hold: {', '.join(override)}.**"
