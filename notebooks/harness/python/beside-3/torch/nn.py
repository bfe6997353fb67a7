"""In the place of torch.nn: modules that compute nothing."""


class Module:
    """What a model is derived from."""


class Linear(Module):
    """A layer."""

    def __init__(self, *_sizes) -> None:
        super().__init__()

    def __call__(self, given):
        return given
