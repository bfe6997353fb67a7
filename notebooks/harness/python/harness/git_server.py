"""CodeCommit's git server in the place of AWS's: git's own, for the team's repositories, on this machine. Records what git sends."""

import os
import re
import subprocess
import tempfile
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qsl, urlsplit

from harness import record
from harness.settings import region, role

HOST = f"git-codecommit.{region}.amazonaws.com"
# Administrators name a team's repositories after environment and team.
OWN = role.split("/")[-1].split("-", 1)[1].removesuffix("-execution") + "-"
# Git's smart protocol (gitprotocol-http): fetches ask git-upload-pack, pushes ask git-receive-pack.
PATH = re.compile(r"/v1/repos/([\w.-]+)/(info/refs|git-upload-pack|git-receive-pack)")
COMMITTER = {f"GIT_{who}_{what}": "platform" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}


def run(arguments: list[str], environment: dict) -> int:
    """Runs git. What it asks of CodeCommit goes, as plain HTTP, to the server; the exit code is git's."""
    _Handler.environment = environment
    with HTTPServer(("127.0.0.1", 0), _Handler) as server:
        server.timeout = 0.05
        settings = {"protocol.version": "2", f"url.http://{HOST}/.insteadOf": f"https://{HOST}/", "http.proxy": f"http://127.0.0.1:{server.server_port}"}
        given = [text for name, value in settings.items() for text in ("-c", f"{name}={value}")]
        child = subprocess.Popen(["git", *given, *arguments], env=environment)
        while child.poll() is None:
            server.handle_request()
    return child.returncode


class _Handler(BaseHTTPRequestHandler):
    """Takes one request as a proxy does, and has git's own server answer it (git http-backend)."""

    environment: dict

    def do_GET(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        self._answer()

    def log_message(self, *_) -> None:
        """Says nothing: the program's output is git's alone."""

    def _answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        url = urlsplit(self.path)
        asked = PATH.fullmatch(url.path)
        if url.hostname != HOST or asked is None or not asked[1].startswith(OWN):
            self.send_error(404)
            return
        if "Authorization" not in self.headers:
            self.send_response(401)
            self.send_header("WWW-Authenticate", 'Basic realm="CodeCommit"')
            self.end_headers()
            return
        parameters = dict(parse_qsl(url.query))
        record.write({"service": "codecommit", "operation": f"{self.command} {url.path}", "host": HOST, "parameters": parameters})
        head, _, content = self._backend(url, _repository(asked[1], self.environment), body).partition(b"\r\n\r\n")
        headers = [line.split(": ", 1) for line in head.decode().split("\r\n")]
        status = next((value for name, value in headers if name == "Status"), "200 OK")
        self.send_response(int(status.split()[0]))
        for name, value in headers:
            if name != "Status":
                self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def _backend(self, url, repository: str, body: bytes) -> bytes:
        of_request = {
            "GIT_PROJECT_ROOT": os.path.dirname(repository),
            "GIT_HTTP_EXPORT_ALL": "1",
            "PATH_INFO": url.path.removeprefix("/v1/repos"),
            "QUERY_STRING": url.query,
            "REQUEST_METHOD": self.command,
            # A push is let in from whoever the server in front has let in.
            "REMOTE_USER": "team",
            "CONTENT_TYPE": self.headers.get("Content-Type", ""),
            "CONTENT_LENGTH": str(len(body)),
            "HTTP_CONTENT_ENCODING": self.headers.get("Content-Encoding", ""),
            "GIT_PROTOCOL": self.headers.get("Git-Protocol", ""),
        }
        environment = {**self.environment, **of_request}
        return subprocess.run(["git", "http-backend"], input=body, stdout=subprocess.PIPE, check=True, env=environment).stdout


def _repository(name: str, environment: dict) -> str:
    """The repository's folder; an administrator has made it, with one commit."""
    folder = os.path.join(tempfile.gettempdir(), "codecommit", name)
    if not os.path.exists(folder):
        git = ["git", "-C", folder]
        made = {"check": True, "env": {**environment, **COMMITTER}, "stdout": subprocess.PIPE}
        subprocess.run(["git", "init", "--quiet", "--bare", "--initial-branch", "main", folder], **made)
        tree = subprocess.run([*git, "mktree"], input=b"", **made).stdout.decode().strip()
        commit = subprocess.run([*git, "commit-tree", "-m", "Begin", tree], **made).stdout.decode().strip()
        subprocess.run([*git, "update-ref", "refs/heads/main", commit], **made)
    return folder
