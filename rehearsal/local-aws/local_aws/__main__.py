"""Starts the local AWS: `python -m local_aws --folder <work folder>`; prints one line of JSON once it listens."""

import argparse
import json
import logging
import os
import signal
import threading
import time
from pathlib import Path
from types import FrameType

# moto reads these when it is imported: it stands behind a proxy, and has no account but those that are prepared.
os.environ["TEST_PROXY_MODE"] = "true"

from . import copies, repairs
from .certificates import CertificateAuthority
from .dispatch import Dispatcher
from .recorder import Recorder
from .server import LocalAws


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, required=True, help="where calls.jsonl, ca.pem and local-aws.log go")
    parser.add_argument("--parent", type=int, help="end when this process is gone")
    arguments = parser.parse_args()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    logging.basicConfig(filename=arguments.folder / "local-aws.log", format="%(asctime)s %(message)s", force=True)
    repairs.apply()
    authority = CertificateAuthority(arguments.folder / "tls")
    recorder = Recorder(arguments.folder / "calls.jsonl")
    server = LocalAws(authority, lambda port: Dispatcher(port, recorder))
    server.routes = copies.routes(server)

    def stop(_signal: int, _frame: FrameType | None) -> None:
        # shutdown() waits for the loop that this handler interrupts.
        threading.Thread(target=server.shutdown).start()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if arguments.parent:
        threading.Thread(target=end_with, args=(arguments.parent, server), daemon=True).start()
    print(json.dumps({"port": server.server_port, "caBundle": str(authority.bundle.resolve())}), flush=True)
    server.serve_forever(poll_interval=0.2)
    server.server_close()


def end_with(parent: int, server: LocalAws) -> None:
    """A runner that was killed cannot end this process: it ends by itself."""
    while os.getppid() == parent:
        time.sleep(1)
    server.shutdown()


if __name__ == "__main__":
    main()
