"""Stops the world at a chosen call, so that a fault hits at a point that the record of calls names and not the clock."""

import threading
import time
from typing import Any

from .call import Call

# What changes nothing. Objects are Terraform's own state and lock: the world does not stop for them.
READS = ("Describe", "Get", "List", "Head", "Lookup", "AssumeRole")
OBJECTS = ("PutObject", "DeleteObject")
# Seconds that a test or a runner that forgot to release it may hold a call.
PATIENCE = 3600


class Dropped(Exception):
    """The caller gets no answer: its connection ends."""


def changes(call: Call) -> bool:
    return not call.operation.startswith(READS) and call.operation not in OBJECTS


class Gate:
    """Open unless `stop_at` chose a call. From that call on every call that changes something waits for `release`."""

    def __init__(self) -> None:
        self.moved = threading.Condition()
        self.left = 0
        self.operation = ""
        self.performs = False
        self.stopped_at: str | None = None
        self.round = self.busy = self.held = 0
        self.drops = False
        self.since = time.monotonic()

    def stop_at(self, nth: int, operation: str = "", performs: bool = False) -> None:
        """nth: 1 for the next call that changes something (of that operation, if named).

        performs: it is performed, and only its answer is kept back; otherwise it waits before it is performed.
        """
        with self.moved:
            self.left, self.operation, self.performs, self.stopped_at = nth, operation, performs, None

    def release(self, drops: bool) -> None:
        """Lets what waits go on; with `drops` nothing of it is performed and nobody gets an answer."""
        with self.moved:
            self.left, self.stopped_at, self.drops = 0, None, drops
            self.round += 1
            self.moved.notify_all()

    def state(self) -> dict[str, Any]:
        """stoppedAt: the operation, once it came. quiet: seconds since anything but the held calls was under way."""
        with self.moved:
            quiet = 0.0 if self.busy > self.held else time.monotonic() - self.since
            return {"stoppedAt": self.stopped_at, "held": self.held, "quiet": quiet}

    def enter(self, call: Call) -> bool:
        """Before a call is performed; answers whether its answer is to be kept back. Raises Dropped."""
        with self.moved:
            self.busy += 1
            self.since = time.monotonic()
            if not changes(call):
                return False
            if self.stopped_at is None:
                if self.left == 0 or self.operation not in ("", call.operation):
                    return False
                self.left -= 1
                if self.left > 0:
                    return False
                self.stopped_at = f"{call.service}:{call.operation}"
                if self.performs:
                    return True
            self.hold()
            return False

    def keep_back(self) -> None:
        """After a call was performed whose answer is to be kept back. Raises Dropped."""
        with self.moved:
            self.hold()

    def leave(self) -> None:
        with self.moved:
            self.busy -= 1
            self.since = time.monotonic()

    def hold(self) -> None:
        mine = self.round
        self.held += 1
        self.moved.wait_for(lambda: self.round != mine, PATIENCE)
        self.held -= 1
        if self.drops:
            raise Dropped


GATE = Gate()
