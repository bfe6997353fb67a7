"""Copies of the local AWS as it is at this moment, each on a port of its own: what happens in one is not seen in another."""

import json
import logging
import os
import signal
import threading
import time
from pathlib import Path
from typing import Any

from .admin import Routes
from .dispatch import Dispatcher
from .recorder import Recorder
from .server import LocalAws


def routes(server: LocalAws) -> Routes:
    """What the runner can ask about the server itself."""
    # Nobody waits for a copy, and none is to stay as a zombie.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    return {"/copy": lambda request: copy(server, Path(request["folder"])), "/end": lambda _: end(server)}


def copy(server: LocalAws, folder: Path) -> dict[str, Any]:
    """Forks. Answers the copy's port; it ends at `/end`, and with the process that it is a copy of.

    The caller holds the dispatcher's lock, so that no call is half done, and the copy has this one thread only.
    """
    (read, write), original = os.pipe(), os.getpid()
    if os.fork() == 0:
        # Whatever goes wrong, it must not go on as if it were the original.
        try:
            os.close(read)
            serve(server, folder, original, write)
        finally:
            os._exit(1)
    os.close(write)
    with os.fdopen(read) as port:
        return {"port": int(port.read())}


def serve(server: LocalAws, folder: Path, original: int, write: int) -> None:
    silence = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(silence, stream)
    server.socket.close()
    folder.mkdir(parents=True, exist_ok=True)
    logging.basicConfig(filename=folder / "local-aws.log", format="%(asctime)s %(message)s", force=True)
    recorder = Recorder(folder / "calls.jsonl")
    other = LocalAws(server.authority, lambda port: Dispatcher(port, recorder))
    other.routes = routes(other)
    signal.signal(signal.SIGTERM, lambda _signal, _frame: os._exit(0))
    threading.Thread(target=end_with, args=(original,), daemon=True).start()
    os.write(write, json.dumps(other.server_port).encode())
    os.close(write)
    other.serve_forever(poll_interval=0.2)
    os._exit(0)


def end_with(original: int) -> None:
    while os.getppid() == original:
        time.sleep(1)
    os._exit(0)


def end(server: LocalAws) -> dict[str, Any]:
    # shutdown() waits for the loop, and the loop for nothing of ours.
    threading.Thread(target=server.shutdown).start()
    return {}
