from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest

from bot.settings import Settings
from bot.supervisor.ports import PortInUse, check_ports

PORTS = {
    "port": "MERIDIAN_PORT",
    "engine_port": "MERIDIAN_ENGINE_PORT",
    "actions_port": "MERIDIAN_ACTIONS_PORT",
}


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


@pytest.fixture
def free(free_ports: list[int]) -> dict[str, int]:
    return dict(zip(PORTS, free_ports, strict=True))


def test_three_free_ports_are_accepted_and_left_free(free):
    settings = Settings(**free)

    check_ports(settings)
    check_ports(settings)


@pytest.mark.parametrize(("field", "variable"), PORTS.items())
def test_a_taken_port_is_named_with_the_setting_that_moves_it(free, taken, field, variable):
    with pytest.raises(PortInUse) as caught:
        check_ports(Settings(**{**free, field: taken}))

    assert f"Port {taken} on 127.0.0.1 is in use" in str(caught.value)
    assert f"set {variable} to another" in str(caught.value)


def test_a_port_taken_on_one_address_is_not_free_on_all(free, taken):
    with pytest.raises(PortInUse, match=r"on 0\.0\.0\.0"):
        check_ports(Settings(**{**free, "port": taken}, host="0.0.0.0"))


def test_a_host_that_is_not_of_this_machine_is_not_called_a_port_in_use(free):
    with pytest.raises(PortInUse) as caught:
        check_ports(Settings(**free, host="192.0.2.1"))

    assert "192.0.2.1" in str(caught.value)
    assert "in use" not in str(caught.value)
    assert "MERIDIAN_HOST" in str(caught.value)


@pytest.mark.skipif(not socket.has_ipv6, reason="this Python has no IPv6")
def test_a_taken_port_is_found_on_ipv6_too(free):
    try:
        server = socket.create_server(("::1", 0), family=socket.AF_INET6)
    except OSError:
        pytest.skip("this machine has no IPv6 loopback")
    with server, pytest.raises(PortInUse, match="::1"):
        check_ports(Settings(**{**free, "port": server.getsockname()[1]}, host="::1"))
