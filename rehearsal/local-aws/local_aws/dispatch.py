"""Answers one HTTP request: identifies the call, refuses it as AWS would, and asks the extension or moto."""

import json
import logging
import re
import threading
from typing import Any

from moto.moto_proxy.proxy3 import MotoRequestHandler
from werkzeug.exceptions import HTTPException

from . import errors, guards, guards_identity, guards_network, guards_policy, identity_center, resolver, studio, work
from .amendments import AMENDMENTS
from .call import Call, Request, identify
from .constraints import check_constraints
from .errors import AwsError, Response
from .gate import GATE
from .kinds import WORLD
from .recorder import Recorder
from .settings import SETTINGS
from .shapes import check_input

EXTENSION = studio.HANDLERS | resolver.HANDLERS | identity_center.HANDLERS | work.HANDLERS
GUARDS = guards.GUARDS | guards_identity.GUARDS | guards_network.GUARDS | guards_policy.GUARDS | identity_center.GUARDS
CODE_IN_BODY = re.compile(rb'<Code>([^<]+)</Code>|"__type"\s*:\s*"([^"]+)"')
log = logging.getLogger("local-aws")


class Dispatcher:
    """One call after the other: moto's backends are not made for concurrent changes."""

    def __init__(self, port: int, recorder: Recorder) -> None:
        self.moto = MotoRequestHandler(port)
        self.recorder = recorder
        self.lock = threading.Lock()

    def answer(self, method: str, host: str, path: str, headers: Any, body: bytes) -> Response:
        """Status, headers and body for the request. Raises nothing but Dropped: the caller is to get no answer."""
        try:
            with self.lock:
                call = identify(Request.from_primitives(method, host + path, headers, body))
        except AwsError as refused:
            log.error("%s", refused)
            return errors.write(refused, protocol_of(headers), "")
        except Exception as broken:
            log.exception("%s %s%s", method, host, path)
            return errors.write(errors.failed(host, f"{method} {path}", broken), protocol_of(headers), "")
        try:
            keeps_back = GATE.enter(call)
            answer = self.perform_and_record(call, method, host, path, headers, body)
            if keeps_back:
                GATE.keep_back()
            return answer
        finally:
            GATE.leave()

    def perform_and_record(self, call: Call, method: str, host: str, path: str, headers: Any, body: bytes) -> Response:
        with self.lock:
            try:
                status, response_headers, response = self.perform(call, method, host, path, headers, body)
            except AwsError as refused:
                status, response_headers, response = errors.write(refused, call.protocol, call.service)
            except Exception as broken:
                log.exception("%s:%s", call.service, call.operation)
                status, response_headers, response = errors.write(errors.failed(call.service, call.operation, broken), call.protocol, call.service)
        code = CODE_IN_BODY.search(response) if status >= 400 else None
        error = (code.group(1) or code.group(2)).decode() if code else ("" if status < 400 else str(status))
        try:
            self.recorder.record(call, status, error)
        except OSError as broken:
            # On a full disk, for example. An error that no client retries: a connection that breaks is tried again for minutes.
            log.exception("%s:%s cannot be recorded", call.service, call.operation)
            return errors.write(errors.failed(call.service, call.operation, broken), call.protocol, call.service)
        if error:
            log.error("%s:%s in %s: %s", call.service, call.operation, call.account, response[:500])
        return status, response_headers, response

    def perform(self, call: Call, method: str, host: str, path: str, headers: Any, body: bytes) -> Response:
        if has_expired(call):
            raise errors.expired(call.protocol, call.service)
        if SETTINGS.throttles():
            raise errors.throttled(call.protocol, call.service)
        handler = EXTENSION.get((call.service, call.operation))
        if handler is None and call.params.get("ResourceArn") in WORLD.tags:
            handler = resolver.TAG_HANDLERS.get((call.service, call.operation))
        if handler is not None:
            check_input(call)
        check_constraints(call)
        guard = GUARDS.get((call.service, call.operation))
        if guard is not None:
            guard(call)
        if handler is not None:
            return 200, {"Content-Type": "application/x-amz-json-1.1"}, json.dumps(handler(call)).encode()
        answer = self.ask_moto(call, method, host, path, headers, body)
        amendment = AMENDMENTS.get((call.service, call.operation))
        return amendment(call, answer) if amendment is not None and answer[0] < 300 else answer

    def ask_moto(self, call: Call, method: str, host: str, path: str, headers: Any, body: bytes) -> Response:
        try:
            answer = self.moto.parse_request(method=method, host=host, path=path, headers=headers, body=body)
        except HTTPException as refused:
            answer = refused.code, dict(refused.get_headers()), refused.get_body()
        except NotImplementedError as missing:
            raise errors.not_known(call.service, call.operation) from missing
        status, response_headers, response = answer if isinstance(answer, tuple) else (200, {}, answer)
        if status == 404 and not response and method != "HEAD":
            raise errors.not_known(call.service, call.operation)
        response = response.encode() if isinstance(response, str) else (response or b"")
        if response == b"AWS Service not recognized or supported":
            raise errors.not_known(call.service, call.operation)
        return int(status), {str(name): as_text(value) for name, value in response_headers.items()}, response


def has_expired(call: Call) -> bool:
    """Whether the session had expired when the call came, or the credentials that ask for a session have."""
    if call.operation == "AssumeRole" and SETTINGS.base_expired:
        return True
    return SETTINGS.expiry.get(call.access_key, call.arrived) < call.arrived


def as_text(value: Any) -> str:
    return value.decode() if isinstance(value, bytes) else str(value)


def protocol_of(headers: Any) -> str:
    """The protocol to answer in where the service is not known."""
    return "json" if "json" in headers.get("Content-Type", "") else "query"
