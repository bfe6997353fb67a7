"""Answers MLflow's client in the tracking server's place: requests that it signs itself and sends without botocore."""

import json
import re

from harness import record
from harness.settings import bucket

HOST = re.compile(r"^https://([a-z0-9-]+\.experiments\.sagemaker\.aws)(/[^?]*)")
# Where the server keeps a model, in the team's bucket.
ARTIFACTS = "mlflow/1/models/m-0/artifacts"
ML_MODEL = b"""flavors:
  python_function:
    env: {virtualenv: python_env.yaml}
    loader_module: mlflow.pytorch
    python_version: 3.11.9
  pytorch: {code: null, model_data: data, pytorch_version: 2.5.1}
mlflow_version: 3.4.0
"""
MODEL = {
    f"{ARTIFACTS}/MLmodel": ML_MODEL,
    f"{ARTIFACTS}/data/model.pth": b"model",
    f"{ARTIFACTS}/python_env.yaml": b"python: 3.11.9\n",
    f"{ARTIFACTS}/requirements.txt": b"torch==2.5.1\n",
}
EXPERIMENT = {"experiment_id": "1", "name": "some-name", "artifact_location": f"s3://{bucket}/mlflow/1", "lifecycle_stage": "active"}
RUN = {
    "info": {"run_id": "0" * 32, "run_uuid": "0" * 32, "experiment_id": "1", "status": "RUNNING", "start_time": 1796115600000,
             "artifact_uri": f"s3://{bucket}/mlflow/1/0/artifacts", "lifecycle_stage": "active", "run_name": "some-run"},
    "data": {},
}  # fmt: skip
VERSION = {"name": "some-name", "version": "1", "status": "READY", "source": f"s3://{bucket}/{ARTIFACTS}", "run_id": "0" * 32}
ANSWERS = {
    "experiments/get-by-name": {"experiment": EXPERIMENT},
    "experiments/get": {"experiment": EXPERIMENT},
    "experiments/create": {"experiment_id": "1"},
    "runs/create": {"run": RUN},
    "runs/get": {"run": RUN},
    "runs/update": {"run_info": RUN["info"]},
    "runs/search": {"runs": [RUN]},
    "artifacts/list": {"root_uri": RUN["info"]["artifact_uri"], "files": [{"path": "report.json", "is_dir": False, "file_size": 2}]},
    "registered-models/create": {"registered_model": {"name": "some-name"}},
    "model-versions/create": {"model_version": VERSION},
    "model-versions/search": {"model_versions": [VERSION]},
    "model-versions/get": {"model_version": VERSION},
    "model-versions/get-download-uri": {"artifact_uri": VERSION["source"]},
    "registered-models/get": {"registered_model": {"name": "some-name"}},
}


def install() -> None:
    """Puts the stand-in into requests, which MLflow sends with."""
    import requests.adapters
    from requests import Response

    send = requests.adapters.HTTPAdapter.send

    def sent(self, request, *args, **kwargs):
        found = HOST.match(request.url)
        if not found:
            return send(self, request, *args, **kwargs)
        path = re.sub(r"^.*/api/\d[.]\d/mlflow/", "", found[2])
        arn = request.headers.get("X-Mlflow-SM-Tracking-Server-Arn", "")
        arn = arn.decode() if isinstance(arn, bytes) else arn
        entry = {"service": "sagemaker-mlflow", "operation": f"{request.method} {path}", "host": found[1]}
        record.write({**entry, "parameters": {"TrackingServerArn": arn}})
        response = Response()
        response.status_code, response.url, response.request = 200, request.url, request
        response._content = json.dumps(ANSWERS.get(path, {})).encode()
        response.headers["Content-Type"] = "application/json"
        return response

    requests.adapters.HTTPAdapter.send = sent
