"""Answers about lineage: an artifact's ARN ends in a hash, by which what describes it finds what the program made."""

import hashlib

from harness.generated import MOMENT
from harness.memory import remembered
from harness.settings import account, region


def _arn(source: str) -> str:
    return f"arn:aws:sagemaker:{region}:{account}:artifact/{hashlib.md5(source.encode()).hexdigest()}"


def _made() -> dict[str, dict]:
    """The artifacts that the program made, by ARN."""
    sent = [one for one in remembered.all("Artifact") if "Source" in one and "ArtifactType" in one]
    return {_arn(one["Source"]["SourceUri"]): one for one in sent}


def create(parameters: dict, answer: dict) -> dict:
    """The answer of CreateArtifact."""
    return {"ArtifactArn": _arn(parameters["Source"]["SourceUri"])}


def describe(parameters: dict, answer: dict) -> dict:
    """The answer of DescribeArtifact."""
    # A feature processor keeps the state of its code there.
    sent = {"Properties": {"state": "Active"}, **_made().get(parameters["ArtifactArn"], {})}
    return {key: sent[key] for key in ("ArtifactName", "Source", "ArtifactType", "Properties") if key in sent}


def listed(parameters: dict, answer: dict) -> dict:
    """The answer of ListArtifacts: those of a source; where no source is asked for, any."""
    if "SourceUri" not in parameters:
        return {}
    own = {arn: one for arn, one in _made().items() if one["Source"]["SourceUri"] == parameters["SourceUri"]}
    found = [{"ArtifactArn": arn, "CreationTime": MOMENT, **{key: one[key] for key in ("Source", "ArtifactType")}} for arn, one in own.items()]
    return {"ArtifactSummaries": found}
