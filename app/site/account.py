"""The account page: name, password, sessions, API tokens, all data as a file, and an end to it."""

import json
from dataclasses import asdict
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Form
from fastapi.responses import Response

from app.identity.sign_in import RefusedError, change_password, clean_name, confirm_removal
from app.site.access import OWN_FORM, MemberPageOf
from app.site.cookies import forget
from app.site.rendering import MemberPage, go_to
from app.site.words import decode_source
from app.store import accounts, desks, history, identities, sessions, tokens
from app.store.tokens import NameTakenError

router = APIRouter(prefix="/account", include_in_schema=False)
Field = Annotated[str, Form()]


@router.get("")
async def show(page: MemberPageOf) -> Response:
    return await show_account(page)


@router.post("/name", dependencies=OWN_FORM)
async def change_name(page: MemberPageOf, name: Field = "") -> Response:
    await accounts.set_name(page.service.store, page.account.id, clean_name(name) or page.account.login)
    return go_to("/account")


@router.post("/password", dependencies=OWN_FORM)
async def take_password(page: MemberPageOf, old_password: Field, password: Field) -> Response:
    try:
        await change_password(page.service.store, page.account, page.viewer.session_id, old_password, password)
    except RefusedError as refused:
        return await show_account(page, refused=refused)
    return await show_account(page, done="Your password is changed; other browsers are signed out.")


@router.post("/sessions/{session_id}/end", dependencies=OWN_FORM)
async def end_session(page: MemberPageOf, session_id: str) -> Response:
    await sessions.end(page.service.store, page.account.id, session_id)
    return go_to("/account")


@router.post("/tokens", dependencies=OWN_FORM)
async def make_token(page: MemberPageOf, token_name: Field) -> Response:
    name = clean_name(token_name)
    if not name:
        return await show_account(page, refused=RefusedError("token_name", "Say what the token is for."))
    try:
        secret = await tokens.create(page.service.store, name, page.account.id)
    except NameTakenError:
        return await show_account(page, refused=RefusedError("token_name", f"You have a token named {name} already."))
    return await show_account(page, secret=secret)


@router.post("/tokens/revoke", dependencies=OWN_FORM)
async def revoke_token(page: MemberPageOf, token_name: Field) -> Response:
    await tokens.revoke(page.service.store, token_name, page.account.id)
    return go_to("/account")


@router.get("/data")
async def export(page: MemberPageOf) -> Response:
    """All that is kept of the account, but for what would let somebody sign in."""
    account = page.account
    data: dict[str, Any] = {
        "account": asdict(account),
        "identities": [asdict(each) for each in await identities.list_of(page.service.store, account.id)],
        "sessions": [asdict(each) for each in await sessions.list_of(page.service.store, account.id)],
        "tokens": [asdict(each) for each in await tokens.list_all(page.service.store, account.id)],
        "desks": [_export_desk(desk) for desk in await desks.list_of(page.service.store, account.id)],
        "submissions": [_export(kept) async for kept in history.read_all(page.service.store, account.id)],
    }
    headers = {"Content-Disposition": f'attachment; filename="arborist-{account.id}.json"', "Cache-Control": "no-store"}
    return Response(json.dumps(data, default=str, indent=1), HTTPStatus.OK, headers, "application/json")


@router.post("/delete", dependencies=OWN_FORM)
async def delete(page: MemberPageOf, delete_password: Field = "", delete_login: Field = "") -> Response:
    try:
        await confirm_removal(page.service.store, page.account, delete_password, delete_login)
    except RefusedError as refused:
        return await show_account(page, refused=refused)
    await accounts.remove(page.service.store, page.account.id)
    response = go_to("/")
    forget(page.request, response)
    return response


async def show_account(
    page: MemberPage,
    *,
    refused: RefusedError | None = None,
    done: str = "",
    secret: str = "",
) -> Response:
    account_id = page.account.id
    async with page.service.store.snapshot() as snapshot:
        signed_in = await sessions.list_of(snapshot, account_id)
        made_tokens = await tokens.list_all(snapshot, account_id)
        entries = await history.list_of(snapshot, account_id)
        linked = await identities.list_of(snapshot, account_id)
    values = {
        "sessions": signed_in,
        "tokens": [each for each in made_tokens if each.revoked_at is None],
        "entries": entries,
        "problems": page.service.catalogue,
        "identities": linked,
        "provider": page.service.provider and page.service.provider.name,
        "refused": refused,
        "done": done,
        "secret": secret,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK
    return page.render("account.html", values, status)


def _export_desk(desk: desks.Desk) -> dict[str, Any]:
    source = desk.draft.source
    return asdict(desk) | {"draft": None if source is None else decode_source(source)}


def _export(kept: history.Kept) -> dict[str, Any]:
    verdict = json.loads(kept.verdict) if kept.verdict else None
    return asdict(kept.entry) | {"source": decode_source(kept.source), "verdict": verdict}
