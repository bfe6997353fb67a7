"""Refuses the network: names do not resolve, nothing but this machine can be reached. What was asked for is recorded."""

import socket

from harness import record

LOCAL = {"localhost", "127.0.0.1", "::1", "0.0.0.0", "", None}


def refuse(host: str) -> None:
    """Records a host name that was asked for, and fails as a resolver does that does not know it."""
    record.write({"name": host})
    raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")


def install() -> None:
    """Puts the refusal in place for this process."""
    resolve, connect = socket.getaddrinfo, socket.socket.connect

    def getaddrinfo(host, *args, **kwargs):
        name = host.decode() if isinstance(host, bytes) else host
        return resolve(host, *args, **kwargs) if name in LOCAL else refuse(name)

    def gethostbyname(host):
        return "127.0.0.1" if host in LOCAL or host == socket.gethostname() else refuse(host)

    def guarded(self, address):
        if self.family == socket.AF_UNIX or address[0] in LOCAL:
            return connect(self, address)
        record.write({"name": str(address[0])})
        raise OSError("network refused")

    socket.getaddrinfo = getaddrinfo
    socket.gethostbyname = gethostbyname
    socket.gethostbyname_ex = lambda host: (host, [], [gethostbyname(host)])
    socket.socket.connect = guarded
    socket.socket.connect_ex = guarded
