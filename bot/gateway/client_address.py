"""Whom a request comes from, as far as rate limits care."""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address, ip_network
from typing import Final

from aiohttp import web

# A household is given a whole /64 of IPv6, so one address of it tells nobody apart.
_IPV6_PREFIX: Final = 64


def client_address(request: web.Request, trusted_proxies: int) -> str:
    """The client's address, or its /64 network for IPv6.

    Each of our own proxies appends to ``X-Forwarded-For`` whom it heard from, so the entry that
    the outermost one wrote counts; what stands before it, the client may have made up.
    """
    hops = [hop.strip() for hop in _forwarded(request).split(",") if hop.strip()]
    if not trusted_proxies or len(hops) < trusted_proxies:
        return _grouped(request.remote or "")
    return _grouped(hops[-trusted_proxies])


def _forwarded(request: web.Request) -> str:
    return ",".join(request.headers.getall("X-Forwarded-For", []))


def _grouped(address: str) -> str:
    try:
        parsed = ip_address(address)
    except ValueError:
        return address[:64]
    if not isinstance(parsed, IPv6Address):
        return address
    if parsed.ipv4_mapped:
        return str(parsed.ipv4_mapped)
    return str(ip_network((parsed, _IPV6_PREFIX), strict=False))
