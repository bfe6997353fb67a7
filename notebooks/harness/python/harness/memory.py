"""Remembers what was created, so that what describes it repeats it."""

import copy
import re

from harness import valid

BEGINS = re.compile(r"^(Create|Put|Register|Start|Update|Submit)(.+)$")
ASKS = re.compile(r"^(Describe|Get|List|BatchDescribe|Search)(.+?)$")
NAMES = re.compile(r"(Name|Id|Arn|name|id|arn)$")


class Memory:
    """Parameters of requests that create, by what they create and by its name."""

    def __init__(self) -> None:
        self._made: dict[tuple[str, str], dict] = {}
        self._last: dict[str, str] = {}

    def keep(self, operation, parameters: dict) -> None:
        """Keeps the parameters of a request that creates or changes something."""
        begins = BEGINS.match(operation.name)
        if begins is None or operation.service_model.service_name == "s3":
            return
        for name in self._names(parameters):
            known = self._made.setdefault((begins[2], name), {})
            known.update({key: copy.deepcopy(value) for key, value in parameters.items() if not hasattr(value, "read")})
        self._last.update({key: value for key, value in parameters.items() if key.endswith("Name") and isinstance(value, str)})

    def last(self, member: str) -> str | None:
        """What the program called the last thing that it made and named by this member."""
        return self._last.get(member)

    def about(self, operation, parameters: dict) -> dict:
        """The members of the answer that repeat what was sent when the thing was made; a structure in it may hold them."""
        asks, shape = ASKS.match(operation.name), operation.output_shape
        if asks is None or shape is None or asks[1] in ("List", "Search"):
            return {}
        for name in self._names(parameters):
            if known := self._made.get((asks[2], name)):
                members = {key: shape.members[key] for key in known.keys() & shape.members.keys() - parameters.keys()}
                repeated = {key: known[key] for key, member in members.items() if not list(valid.value(member, known[key], key))}
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
