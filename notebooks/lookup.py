"""What the examples look up: the execution role's ARN, the team's bucket, and its workgroup of Athena and database, from the environment.

`placeholder` makes a file where a notebook has a script, a model or data: its content is not part of an example.
"""

import os
from pathlib import Path

role = os.environ["NOTEBOOK_ROLE"]
bucket = os.environ["NOTEBOOK_BUCKET"]
workgroup = os.environ["NOTEBOOK_WORKGROUP"]
database = workgroup.replace("-", "_")


def placeholder(path: str, text: str = "") -> str:
    """Writes a file with its folders and returns its path."""
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(text)
    return path
