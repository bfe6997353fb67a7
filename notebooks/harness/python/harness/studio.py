"""What an app in Studio has and this machine lacks: the file that says which domain and space it is."""

import builtins
import io
import os

METADATA = "/opt/ml/metadata/resource-metadata.json"


def install() -> None:
    """Lets Python read the file that HARNESS_METADATA names in the place of Studio's."""
    stand_in = os.environ["HARNESS_METADATA"]
    open_file, stat = io.open, os.stat

    def opened(file, *args, **kwargs):
        return open_file(_placed(file, stand_in), *args, **kwargs)

    builtins.open = io.open = opened
    os.stat = lambda path, *args, **kwargs: stat(_placed(path, stand_in), *args, **kwargs)


def _placed(path: object, stand_in: str) -> object:
    return stand_in if isinstance(path, (str, os.PathLike)) and os.fspath(path) == METADATA else path
