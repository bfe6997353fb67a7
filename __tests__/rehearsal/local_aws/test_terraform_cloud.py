"""HCP Terraform's host behind the same proxy: handed on to a server on this machine, projects excepted."""

import http.client
import json
import ssl
import threading
import unittest
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from support import AUTHORITY, SERVER, admin

HOST = "tfe.example.com"


class StandIn(BaseHTTPRequestHandler):
    """Tells what it was asked."""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        told = json.dumps({"path": self.path, "body": body, "host": self.headers["Host"], "scheme": self.headers["X-Forwarded-Proto"], "token": self.headers["Authorization"]}).encode()
        self.send_response(201)
        self.send_header("Content-Length", str(len(told)))
        self.end_headers()
        self.wfile.write(told)

    def log_message(self, *_: Any) -> None:
        pass


class TerraformCloudsHost(unittest.TestCase):
    def setUp(self) -> None:
        self.stand_in = ThreadingHTTPServer(("127.0.0.1", 0), StandIn)
        threading.Thread(target=self.stand_in.serve_forever, daemon=True).start()
        self.addCleanup(self.stand_in.server_close)
        self.addCleanup(self.stand_in.shutdown)
        admin("/settings", {"terraformCloud": {"host": HOST, "port": self.stand_in.server_port}})

    def ask(self, method: str, path: str, body: str | None = None, host: str = HOST) -> tuple[int, bytes]:
        context = ssl.create_default_context(cafile=str(AUTHORITY.bundle))
        connection = http.client.HTTPSConnection("127.0.0.1", SERVER.server_port, context=context)
        connection.set_tunnel(host, 443)
        self.addCleanup(connection.close)
        connection.request(method, path, body, {"Authorization": "Bearer x"})
        answer = connection.getresponse()
        return answer.status, answer.read()

    def test_is_answered_by_the_stand_in_which_learns_its_name_and_that_tls_was_used(self) -> None:
        status, told = self.ask("POST", "/api/v2/runs?page=1", "{}")
        self.assertEqual(status, 201)
        self.assertEqual(json.loads(told), {"path": "/api/v2/runs?page=1", "body": "{}", "host": HOST, "scheme": "https", "token": "Bearer x"})

    def test_has_no_projects_whatever_the_stand_in_says(self) -> None:
        status, answer = self.ask("GET", "/api/v2/organizations/example/projects?filter%5Bnames%5D=studio")
        self.assertEqual((status, json.loads(answer)["data"]), (200, []))

    def test_is_a_bad_gateway_while_the_stand_in_is_gone(self) -> None:
        self.stand_in.shutdown()
        self.stand_in.server_close()
        self.assertEqual(self.ask("GET", "/api/v2/ping")[0], 502)

    def test_is_the_only_one_that_is_handed_on(self) -> None:
        status, answer = self.ask("POST", "/api/v2/runs", "{}", host="registry.terraform.io")
        self.assertGreaterEqual(status, 400)
        self.assertNotIn(b"Bearer", answer)


if __name__ == "__main__":
    unittest.main()
