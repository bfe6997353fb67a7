"""A botocore session with the package's handlers, whose requests are caught before they leave the process."""

import functools
import importlib
import json
import os
import pathlib
import tempfile

FOLDER = tempfile.mkdtemp()
os.environ["XDG_CONFIG_DIRS"] = FOLDER

import botocore.session  # noqa: E402
from studio_enclave import hook, settings  # noqa: E402

SUBNETS, GROUPS = ["subnet-0a", "subnet-0b"], ["sg-jobs"]
NAMES = {
    "environment": "dev",
    "team": "research",
    "region": "eu-central-1",
    "separation": "names",
    "prefix": "dev-research-",
    "bucket": "enclave-dev-research-data-222222222222",
    "role": "arn:aws:iam::111111111111:role/execution",
    "network": {"Subnets": SUBNETS, "SecurityGroupIds": GROUPS},
    "volume_key": "arn:aws:kms:eu-central-1:111111111111:key/volume",
    "data_key": "arn:aws:kms:eu-central-1:222222222222:key/data",
}
ACCOUNT = {**NAMES, "separation": "account", "prefix": ""}


def use(chosen):
    """Makes these the app's settings; none where None."""
    file = pathlib.Path(settings.FILE)
    file.parent.mkdir(exist_ok=True)
    file.unlink(missing_ok=True)
    if chosen is not None:
        file.write_text(json.dumps(chosen))
    settings.settings.cache_clear()


def made(service):
    """A client of the service. `sent` gets the parameters of each request; `answer` is an error's code and message, if any."""
    session = botocore.session.Session()
    client = session.create_client(service, region_name="eu-central-1", aws_access_key_id="a", aws_secret_access_key="b")
    client.sent, client.answer = [], None

    def respond(model, **_):
        http = type("Response", (), {"status_code": 400 if client.answer else 200})()
        error = {"Error": dict(zip(("Code", "Message"), client.answer))} if client.answer else {}
        return http, {**error, "ResponseMetadata": {"HTTPStatusCode": http.status_code}}

    client.meta.events.register_first("before-parameter-build", lambda params, **_: client.sent.append(dict(params)))
    client.meta.events.register("before-call", respond)
    return client


# A client takes long to make.
client = functools.lru_cache(maxsize=None)(made)


def sent(service, operation, /, by=client, **params):
    """The parameters as they are sent, of a call that the service's model need not find complete."""
    made_by = by(service)
    made_by.answer = None
    made_by.sent.clear()
    try:
        made_by._make_api_call(operation, params)
    except botocore.exceptions.ParamValidationError:
        pass
    return made_by.sent[0]


def model(service):
    """botocore's model of a service."""
    return client(service).meta.service_model


hook.start()
importlib.import_module("botocore.exceptions")
