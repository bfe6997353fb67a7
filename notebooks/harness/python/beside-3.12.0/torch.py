"""In the place of torch, of which SDK 3.12.0 wants this name when it is imported; the real package brings 4 GB of CUDA."""


class Tensor:
    """A tensor's type, of which no program has one."""
