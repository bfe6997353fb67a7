"""Makes time, chance and the order of files the same in every run. The clock stands still; the main thread's sleep moves it."""

import datetime
import os
import random
import tempfile
import threading
import time
import uuid

START = datetime.datetime(2026, 12, 1, 9, 0, tzinfo=datetime.timezone.utc)


def install() -> None:
    """Stops the clock and seeds every source of chance of this process."""
    import time_machine

    traveller, pause = time_machine.travel(START, tick=False).start(), time.sleep

    def sleep(seconds: float) -> None:
        if threading.current_thread() is threading.main_thread():
            traveller.shift(max(seconds, 0))
        else:
            pause(0.01)

    time.sleep = sleep
    _in_order()
    begin()


def _in_order() -> None:
    """Lists a folder in the order of its names: file systems have orders of their own."""
    listdir, scandir = os.listdir, os.scandir

    class Scanned(list):
        def __enter__(self):
            return iter(self)

        def __exit__(self, *_):
            return None

        def __next__(self):
            if not self:
                raise StopIteration
            return self.pop(0)

        def close(self):
            return None

    def scanned(path="."):
        with scandir(path) as entries:
            return Scanned(sorted(entries, key=lambda entry: entry.name))

    os.listdir = lambda path=".": sorted(listdir(path))
    os.scandir = scanned


def begin() -> None:
    """Seeds anew: what a process draws from here on depends on nothing that it drew before."""
    chance = random.Random(20261201)
    random.seed(20261201)
    os.urandom = lambda size: chance.randbytes(size)
    random._urandom = os.urandom
    # Else the system's library makes a uuid1 from the machine's address and the true time.
    uuid._generate_time_safe, uuid._node, uuid._last_timestamp = None, 1, None
    names = tempfile._RandomNameSequence()
    names._rng, names._rng_pid = random.Random(20261201), os.getpid()
    tempfile._name_sequence = names
    try:
        import numpy

        numpy.random.seed(20261201)
    except ImportError:
        pass
