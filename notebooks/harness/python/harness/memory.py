"""Remembers what was created, so that what describes it repeats it."""

import copy
import re

BEGINS = re.compile(r"^(Create|Put|Register|Start|Update|Submit)(.+)$")
ASKS = re.compile(r"^(Describe|Get|List|BatchDescribe|Search)(.+?)$")
NAMES = re.compile(r"(Name|Id|Arn|name|id|arn)$")


class Memory:
    """Parameters of requests that create, by what they create and by its name."""

    def __init__(self) -> None:
        self._made: dict[tuple[str, str], dict] = {}

    def keep(self, operation, parameters: dict) -> None:
        """Keeps the parameters of a request that creates or changes something."""
        begins = BEGINS.match(operation.name)
        if begins is None or operation.service_model.service_name == "s3":
            return
        for name in self._names(parameters):
            known = self._made.setdefault((begins[2], name), {})
            known.update({key: copy.deepcopy(value) for key, value in parameters.items() if not hasattr(value, "read")})

    def about(self, operation, parameters: dict) -> dict:
        """The members of the answer that repeat what was sent when the thing was made; a structure in it may hold them."""
        asks, shape = ASKS.match(operation.name), operation.output_shape
        if asks is None or shape is None or asks[1] in ("List", "Search"):
            return {}
        for name in self._names(parameters):
            if known := self._made.get((asks[2], name)):
                repeated = {key: value for key, value in known.items() if key in shape.members and key not in parameters}
                return copy.deepcopy(repeated)  # SDKs change the answers that they get.
        return {}

    def knows(self, kind: str, name: str) -> bool:
        """Whether the program made a thing of this kind and name."""
        return (kind, name.rsplit("/", 1)[-1]) in self._made

    def all(self, kind: str) -> list[dict]:
        """The parameters of everything of a kind that was made."""
        return [known for (of, _), known in self._made.items() if of == kind]

    @staticmethod
    def _names(parameters: dict) -> list[str]:
        texts = [value for key, value in parameters.items() if NAMES.search(key) and isinstance(value, str)]
        return [text.rsplit("/", 1)[-1] for text in texts]


remembered = Memory()
