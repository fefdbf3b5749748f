"""Whom a request comes from: an address, past the proxies that are ours, and the network it is counted by."""

import logging
from functools import lru_cache
from ipaddress import IPv4Address, ip_address, ip_network

from starlette.requests import HTTPConnection

from practice_app.settings import get_settings

log = logging.getLogger(__name__)
LOOPBACK = frozenset({"127.0.0.1", "::1"})


def address_of(request: HTTPConnection) -> str:
    """Tell the address of who asks, past the proxies that are ours."""
    hops = get_settings().trusted_proxy_hops
    forwarded = [part.strip() for part in request.headers.get("x-forwarded-for", "").split(",") if part.strip()]
    if hops and len(forwarded) >= hops:
        return forwarded[-hops]
    peer = request.client.host if request.client else "unknown"
    if forwarded and not hops and peer in LOOPBACK:
        _say_that_a_proxy_is_unknown()
    return peer


@lru_cache(maxsize=1)
def _say_that_a_proxy_is_unknown() -> None:
    """Say it once: the limits can't tell people apart whose proxy we don't trust."""
    log.warning(
        "a proxy on this machine passes requests on, but TRUSTED_PROXY_HOPS is 0: everybody who comes through it is"
        " counted as one address; set TRUSTED_PROXY_HOPS to the number of your proxies"
    )


def network_of(request: HTTPConnection) -> str:
    """Tell what of the address of who asks things are counted by."""
    return _network_of(address_of(request))


def _network_of(address: str) -> str:
    """Tell the network that an address stands for: one IPv4 address, or the /64 that an IPv6 connection is given."""
    host = address.strip().removeprefix("[").partition("]")[0].partition("%")[0]
    if host.count(":") == 1:
        host = host.partition(":")[0]
    try:
        found = ip_address(host)
    except ValueError:
        return address[:64]
    if isinstance(found, IPv4Address):
        return str(found)
    return str(found.ipv4_mapped or ip_network((found, 64), strict=False))
