"""In the place of torch, whose real package brings 4 GB of CUDA. SDK 3 imports it, and one example makes a model of one layer."""

from torch import jit, nn

__version__ = "2.6.0"


class Tensor:
    """A tensor's type; the example's values are never computed."""


def tensor(_data) -> Tensor:
    """Makes a tensor."""
    return Tensor()


def softmax(given, dim=None):
    """Answers what it was given."""
    return given
