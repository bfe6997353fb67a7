"""Python loads this at each start: under the harness it puts the stand-ins for AWS, network, clock and chance in place."""

import os

if "HARNESS_SETTINGS" in os.environ:
    from harness import calls, mlflow_server, network, steady, studio

    studio.install()
    network.install()
    steady.install()
    calls.install()
    mlflow_server.install()
