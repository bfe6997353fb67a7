"""Makes time and chance the same in every run. The clock stands still; the main thread's sleep moves it."""

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
    begin()


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
