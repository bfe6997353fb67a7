"""Makes a program's recording from the lines that it and its children wrote: a JSON file with one request a line."""

import itertools
import json
import os
import pathlib

from harness import record

# The folder that holds the examples.
NOTEBOOKS = str(pathlib.Path(__file__).resolve().parents[3])


def ended(how: dict) -> None:
    """Says how the program ended: nothing where it finished."""
    record.write({"ended": how})


def write(calls: str, base: str, file: str, killed: dict | None) -> dict:
    """Writes the recording; answers how many requests it has and how the program ended."""
    with open(calls, encoding="utf8") as lines:
        entries = [json.loads(line.replace(base, "<base>").replace(NOTEBOOKS, "<notebooks>")) for line in lines]
    how = next((entry["ended"] for entry in entries if "ended" in entry), killed or {})
    names = sorted({entry["name"] for entry in entries if "name" in entry})
    requests = _folded(_sorted([entry for entry in entries if "operation" in entry]))
    head = {"ended": how or "finished", **({"names": names} if names else {})}
    text = json.dumps(head, ensure_ascii=False)[:-1] + ', "requests": [\n'
    text += ",\n".join(json.dumps(request, ensure_ascii=False) for request in requests) + "\n]}\n"
    os.makedirs(os.path.dirname(file), exist_ok=True)
    with open(file, "w", encoding="utf8") as target:
        target.write(text)
    return {"requests": len(requests), "ended": how, "bytes": len(text.encode())}


def _sorted(requests: list[dict]) -> list[dict]:
    """Requests in order; those that threads made beside each other, which have none, by their text."""
    ordered: list[dict] = []
    for beside, block in itertools.groupby(requests, key=lambda request: request.pop("beside", False)):
        ordered += sorted(block, key=json.dumps) if beside else block
    return ordered


def _folded(requests: list[dict]) -> list[dict]:
    """Requests in order; one that repeats the one before it is counted there."""
    folded: list[dict] = []
    for request in requests:
        before = folded[-1] if folded else None
        if before is not None and {key: value for key, value in before.items() if key != "times"} == request:
            before["times"] = before.get("times", 1) + 1
        else:
            folded.append(request)
    return folded
