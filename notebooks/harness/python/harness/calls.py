"""Takes botocore's requests where they would go onto the network: records them and answers in AWS's place."""

import re

from harness import answers, record, refusals

S3_HEADERS = re.compile(r"x-amz-(server-side|acl|grant|tagging|copy-source|storage-class|object-|expected-|mfa|website)")
PARAMETERS = "harness_parameters"


def install() -> None:
    """Puts the stand-in below botocore's signing and retries, in the synchronous client and in aiobotocore's."""
    import botocore.client
    import botocore.endpoint

    convert = botocore.client.BaseClient._convert_to_request_dict

    def converted(self, api_params, operation_model, *args, **kwargs):
        return _keep(convert(self, api_params, operation_model, *args, **kwargs), api_params)

    botocore.client.BaseClient._convert_to_request_dict = converted
    botocore.endpoint.Endpoint._get_response = lambda self, request, operation, context: _answer(request, operation, context)
    _without_threads()
    try:
        import aiobotocore.client
        import aiobotocore.endpoint
    except ImportError:
        return
    convert_later = aiobotocore.client.AioBaseClient._convert_to_request_dict

    async def converted_later(self, api_params, operation_model, *args, **kwargs):
        return _keep(await convert_later(self, api_params, operation_model, *args, **kwargs), api_params)

    async def answered_later(self, request, operation, context):
        return _answer(request, operation, context, later=True)

    aiobotocore.client.AioBaseClient._convert_to_request_dict = converted_later
    aiobotocore.endpoint.AioEndpoint._get_response = answered_later


def _keep(request: dict, parameters: dict) -> dict:
    request["context"][PARAMETERS] = dict(parameters)
    return request


def _answer(request, operation, context: dict, later: bool = False):
    from botocore.awsrequest import AWSResponse

    parameters = context[PARAMETERS]
    service = operation.service_model
    host = re.sub(r"^https?://([^/:?]+).*$", r"\1", request.url)
    entry = {"service": service.service_name, "operation": operation.name, "host": host}
    if service.service_name == "s3":
        headers = {key.lower(): _text(value) for key, value in request.headers.items()}
        entry["headers"] = {key: value for key, value in sorted(headers.items()) if S3_HEADERS.match(key)}
    refused = refusals.refusal(service.service_name, operation.name, host)
    told = {"answer": refused} if refused else {}
    record.write({**entry, "parameters": record.compact(parameters), **told})
    if refused == "no such host":
        return None, refusals.unresolved(request.url)
    status, parsed = refusals.denied(operation) if refused else answers.to(operation, parameters, later)
    parsed["ResponseMetadata"] = {"HTTPStatusCode": status, "RequestId": "0", "HTTPHeaders": {}, "RetryAttempts": 0}
    return (AWSResponse(request.url, status, {}, None), parsed), None


def _text(value: object) -> str:
    return value.decode() if isinstance(value, bytes) else str(value)


def _without_threads() -> None:
    """Uploads one part after the other: the order of requests is then the same in every run."""
    from boto3.s3.transfer import TransferConfig

    make = TransferConfig.__init__

    def init(self, *args, **kwargs):
        make(self, *args, **kwargs)
        self.use_threads = False

    TransferConfig.__init__ = init
