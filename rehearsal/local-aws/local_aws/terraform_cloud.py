"""HCP Terraform's host: its requests go to a server on this machine that speaks the same API (OTF)."""

import json
import re
from dataclasses import dataclass
from http.client import HTTPConnection
from typing import Any

from .errors import Response

PROJECTS = re.compile(r"/api/v2/organizations/[^/]+/projects(\?|$)")
NO_PROJECTS = {"data": [], "meta": {"pagination": {"current-page": 1, "total-pages": 1, "total-count": 0}}}


@dataclass(frozen=True)
class TerraformCloud:
    """host: the name that stacks have for it. port: where its stand-in listens on 127.0.0.1, without TLS."""

    host: str
    port: int

    def is_asked(self, host: str) -> bool:
        return host.split(":")[0] == self.host

    def answer(self, method: str, path: str, headers: Any, body: bytes) -> Response:
        # Terraform asks for the project that the cloud block names, and crashes where nobody knows of projects (OTF).
        if method == "GET" and PROJECTS.match(path):
            return 200, {"Content-Type": "application/vnd.api+json"}, json.dumps(NO_PROJECTS).encode()
        connection = HTTPConnection("127.0.0.1", self.port)
        try:
            # What is in the answers leads back here: links carry the name that was asked for, and TLS.
            kept = {name: value for name, value in headers.items() if name.lower() not in ("connection", "transfer-encoding", "content-length")}
            connection.request(method, path, body, kept | {"X-Forwarded-Proto": "https"})
            answer = connection.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read()
        except OSError as gone:
            return 502, {"Content-Type": "text/plain"}, f"{self.host}: {gone}".encode()
        finally:
            connection.close()
