"""This app's environment, as the lifecycle script wrote it at the app's start."""

import functools
import json
import os

# The folder in which both generations of the SageMaker SDK look for the administrator's defaults.
FOLDER = os.path.join(os.environ.get("XDG_CONFIG_DIRS", "").split(":")[0] or "/etc/xdg", "sagemaker")
FILE = os.path.join(FOLDER, "studio-enclave.json")


@functools.cache
def settings():
    """Settings by name. Raises OSError where the script could not write them."""
    with open(FILE) as file:
        return json.load(file)
