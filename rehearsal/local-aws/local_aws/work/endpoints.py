"""Endpoints, the configurations that they are made from, and their inference components.

AWS says by a ValidationException that one of them is missing or there already: the provider, sagemaker/endpoint.go and
endpoint_configuration.go of hashicorp/terraform-provider-aws, and the tests of kubeflow/pipelines. Components go before
their endpoint: https://docs.aws.amazon.com/sagemaker/latest/dg/realtime-endpoints-delete-resources.html; the code of that
refusal is not told.
"""

from ..call import Call
from ..errors import AwsError
from ..kinds import Record
from .kind import kind


def invalid(message: str) -> AwsError:
    return AwsError("ValidationException", message)


CONFIG = kind(
    "EndpointConfig",
    resource="endpoint-config",
    state="",
    starts_as="",
    list_member="EndpointConfigs",
    not_found=invalid('Could not find endpoint configuration "{0}".'),
    exists=invalid("Cannot create already existing endpoint configuration."),
    verbs=("create", "describe", "delete", "list"),
)


def require_config(call: Call, record: Record) -> None:
    CONFIG.find(call, record)


def refuse_with_components(call: Call, record: Record) -> None:
    if any(each["EndpointName"] == record["EndpointName"] for each in COMPONENT.all(call)):
        raise invalid(f"Cannot delete endpoint {record['EndpointArn']}: it has inference components.")


ENDPOINT = kind(
    "Endpoint",
    resource="endpoint",
    state="EndpointStatus",
    starts_as="InService",
    list_member="Endpoints",
    not_found=invalid('Could not find endpoint "{0}".'),
    exists=invalid("Cannot create already existing endpoint."),
    verbs=("create", "describe", "delete", "list"),
    before_create=(require_config,),
    before_delete=(refuse_with_components,),
)


def require_endpoint(call: Call, record: Record) -> None:
    ENDPOINT.find(call, record)


COMPONENT = kind(
    "InferenceComponent",
    resource="inference-component",
    state="InferenceComponentStatus",
    starts_as="InService",
    list_member="InferenceComponents",
    not_found=invalid('Could not find inference component "{0}".'),
    verbs=("create", "describe", "delete", "list"),
    filters={"EndpointNameEquals": "EndpointName"},
    before_create=(require_endpoint,),
)

KINDS = (CONFIG, ENDPOINT, COMPONENT)
