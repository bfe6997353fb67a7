"""In the place of torch.jit: a saved model is a file that holds nothing of it."""

import pathlib


class ScriptModule:
    """A model that answers what it is given."""

    def __call__(self, given):
        return given


def trace(module, *_examples):
    """Answers the module."""
    return module


def save(_module, file) -> None:
    """Writes a file in the model's place."""
    pathlib.Path(file).write_bytes(b"model")


def load(_file, **_options):
    """Answers a model, by whose module the SDK knows the framework."""
    return ScriptModule()
