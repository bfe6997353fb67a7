"""What the person's Studio has, from the environment variable HARNESS_SETTINGS: account, region, role, bucket, network, keys."""

import json
import os

settings: dict = json.loads(os.environ["HARNESS_SETTINGS"])
region: str = settings["region"]
account: str = settings["account"]
role: str = settings["role"]
bucket: str = settings["bucket"]
# Of the names of what the team makes; empty where names are free.
prefix: str = settings["prefix"]
