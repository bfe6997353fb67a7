"""The proxy: ends TLS for every AWS host with a certificate of its own authority and hands requests to the dispatcher."""

import logging
import ssl
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from . import admin
from .certificates import CertificateAuthority
from .dispatch import Dispatcher
from .gate import Dropped
from .settings import SETTINGS

log = logging.getLogger("local-aws")
# Headers that describe the connection or the length, which this server sets itself.
CONNECTION_HEADERS = {"connection", "transfer-encoding", "content-length", "date", "server", "status"}


class LocalAws(ThreadingHTTPServer):
    """Listens on a port of 127.0.0.1 that the operating system chooses."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, authority: CertificateAuthority, make_dispatcher: Any) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.authority = authority
        self.dispatcher: Dispatcher = make_dispatcher(self.server_port)
        self.routes: admin.Routes = {}

    def handle_error(self, request: Any, client_address: Any) -> None:
        log.warning("a connection broke", exc_info=True)


class Handler(BaseHTTPRequestHandler):
    """HTTP/1.1 with kept connections: a TLS handshake for each call would cost more than the call."""

    protocol_version = "HTTP/1.1"
    timeout = 300
    server: LocalAws

    def do_CONNECT(self) -> None:
        host = self.path.rsplit(":", 1)[0]
        self.wfile.write(b"HTTP/1.1 200 Connection Established\r\n\r\n")
        try:
            self.connection = self.server.authority.context(host).wrap_socket(self.connection, server_side=True)
        except (ssl.SSLError, OSError):
            self.close_connection = True
            return
        self.rfile = self.connection.makefile("rb", self.rbufsize)
        self.wfile = self.connection.makefile("wb")
        self.close_connection = False

    def finish(self) -> None:
        super().finish()
        if isinstance(self.connection, ssl.SSLSocket):
            self.connection.close()

    def do_any(self) -> None:
        body = self.read_body()
        if self.path.startswith("/") and not isinstance(self.connection, ssl.SSLSocket):
            with self.server.dispatcher.lock:
                status, answer = admin.answer(self.path, body, self.server.routes)
            self.reply(status, {"Content-Type": "application/json"}, answer)
            return
        scheme = "https" if isinstance(self.connection, ssl.SSLSocket) else "http"
        host = f"{scheme}://{self.headers['Host']}"
        path = self.path.removeprefix(host) or "/"
        cloud = SETTINGS.terraform_cloud
        if cloud is not None and cloud.is_asked(self.headers["Host"]):
            self.reply(*cloud.answer(self.command, path, self.headers, body))
            return
        try:
            self.reply(*self.server.dispatcher.answer(self.command, host, path, self.headers, body))
        except Dropped:
            self.close_connection = True

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = do_any

    def read_body(self) -> bytes:
        if "chunked" not in self.headers.get("Transfer-Encoding", ""):
            length = int(self.headers.get("Content-Length", 0))
            body = self.rfile.read(length)
            if len(body) < length:
                raise ConnectionResetError("the caller ended in the middle of a request")
            return body
        body = b""
        while size := int(self.rfile.readline().split(b";")[0].strip(), 16):
            body += self.rfile.read(size)
            self.rfile.readline()
        while self.rfile.readline().strip():
            pass
        return body

    def reply(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.send_response_only(status)
        for name, value in headers.items():
            if name.lower() not in CONNECTION_HEADERS:
                self.send_header(name, value)
        length = next((value for name, value in headers.items() if name.lower() == "content-length"), None)
        if self.command == "HEAD" and length is not None:
            self.send_header("Content-Length", length)
        elif status != 204 and status != 304:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD" and status != 204 and status != 304:
            self.wfile.write(body)
