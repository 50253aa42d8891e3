"""The chat page: how it is served, and that it keeps its own security policy."""

from __future__ import annotations

import re

import pytest

from bot.gateway import keys
from bot.gateway.website.assets import Assets
from tests.bot.gateway.conftest import Gateway

pytestmark = pytest.mark.asyncio

ASSETS = Assets.load()


@pytest.mark.parametrize("path", ["/", "/healthz", "/api/v1/chat", "/nothing", "/static/1/nothing.js"])
async def test_every_response_has_the_security_headers(gateway: Gateway, path: str) -> None:
    headers = (await gateway.client.get(path)).headers

    assert "unsafe" not in headers["Content-Security-Policy"]
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "camera=()" in headers["Permissions-Policy"]


async def test_the_api_is_never_cached(gateway: Gateway) -> None:
    assert (await gateway.post(text="hello")).headers["Cache-Control"] == "no-store"
    assert (await gateway.post(text="")).headers["Cache-Control"] == "no-store"


async def test_the_page_loads_only_files_that_are_there(gateway: Gateway) -> None:
    page = await (await gateway.client.get("/")).text()
    loaded = re.findall(r'(?:src|href)="(/[^"]+)"', page)

    assert loaded
    for address in loaded:
        response = await gateway.client.get(address)
        assert response.status == 200, address
        assert "immutable" in response.headers["Cache-Control"]


@pytest.mark.parametrize("name", [name for name in ASSETS.files if name.endswith(".js")])
async def test_scripts_import_only_files_that_are_there(name: str) -> None:
    imports = re.findall(r'from "\./([^"]+)"', ASSETS.files[name].body.decode())

    assert set(imports) <= set(ASSETS.files)


async def test_an_unchanged_file_is_not_sent_again(gateway: Gateway) -> None:
    for address in ("/", f"/static/{gateway.app[keys.ASSETS].version}/chat.css"):
        first = await gateway.client.get(address)
        again = await gateway.client.get(address, headers={"If-None-Match": first.headers["ETag"]})

        assert again.status == 304
        assert await again.read() == b""


async def test_a_page_of_an_older_version_still_finds_its_files(gateway: Gateway) -> None:
    response = await gateway.client.get("/static/0000/chat.js")

    assert response.status == 200
    assert response.headers["Cache-Control"] == "no-cache"


async def test_nothing_is_inline_and_nothing_is_parsed_as_html() -> None:
    page = ASSETS.page.body.decode()
    scripts = b"".join(asset.body for name, asset in ASSETS.files.items() if name.endswith(".js"))

    assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)", page)
    assert not re.search(rb"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", scripts)
