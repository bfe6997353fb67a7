"""AWS errors, and how each AWS protocol writes them."""

import json
from dataclasses import dataclass
from xml.sax.saxutils import escape

Response = tuple[int, dict[str, str], bytes]

REQUEST_ID = "00000000-0000-4000-8000-000000000000"


@dataclass
class AwsError(Exception):
    """An error as a caller of AWS sees it: its code, its text, and the HTTP status."""

    code: str
    message: str
    status: int = 400

    def __str__(self) -> str:
        return f"{self.code}: {self.message}"


def not_known(service: str, operation: str) -> AwsError:
    """The answer to a call that neither moto nor the extension knows; no AWS SDK retries this code."""
    return AwsError(
        "NotKnownToLocalAws",
        f"The rehearsal's local AWS does not know {service}:{operation}. docs/rehearsal.md says how to add a call.",
    )


def failed(service: str, operation: str, cause: Exception) -> AwsError:
    """The answer where moto or the extension breaks on a call; as little retried."""
    return AwsError("NotKnownToLocalAws", f"The rehearsal's local AWS fails on {service}:{operation}: {type(cause).__name__}: {cause}")


def throttled(protocol: str, service: str) -> AwsError:
    """What the service answers when it is called too often; every AWS SDK retries these codes."""
    if service == "s3":
        return AwsError("SlowDown", "Please reduce your request rate.", 503)
    if protocol == "ec2":
        return AwsError("RequestLimitExceeded", "Request limit exceeded.", 503)
    code = "Throttling" if protocol == "query" else "ThrottlingException"
    return AwsError(code, "Rate exceeded", 400)


def expired(protocol: str, service: str) -> AwsError:
    """What the service answers to a session that has expired: https://docs.aws.amazon.com/awsconsolehelpdocs/latest/gsg/common-errors.html.

    S3 and EC2 have codes or texts of their own: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html,
    https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html.
    """
    if service == "s3":
        return AwsError("ExpiredToken", "The provided token has expired.", 400)
    if protocol == "ec2":
        return AwsError("RequestExpired", "Request has expired.", 400)
    code = "ExpiredToken" if protocol == "query" else "ExpiredTokenException"
    return AwsError(code, "The security token included in the request is expired", 403)


def write(error: AwsError, protocol: str, service: str) -> Response:
    """The error in the service's own protocol: https://smithy.io/2.0/aws/protocols/."""
    code, message = escape(error.code), escape(error.message)
    if protocol == "ec2":
        body = f"<Response><Errors><Error><Code>{code}</Code><Message>{message}</Message></Error></Errors><RequestID>{REQUEST_ID}</RequestID></Response>"
    elif protocol == "query":
        body = f"<ErrorResponse><Error><Type>Sender</Type><Code>{code}</Code><Message>{message}</Message></Error><RequestId>{REQUEST_ID}</RequestId></ErrorResponse>"
    elif service == "s3":
        body = f"<Error><Code>{code}</Code><Message>{message}</Message><RequestId>{REQUEST_ID}</RequestId></Error>"
    elif protocol == "rest-xml":
        body = f"<ErrorResponse><Error><Type>Sender</Type><Code>{code}</Code><Message>{message}</Message></Error></ErrorResponse>"
    else:
        headers = {"Content-Type": "application/x-amz-json-1.1", "x-amzn-ErrorType": error.code}
        return error.status, headers, json.dumps({"__type": error.code, "message": error.message, "Message": error.message}).encode()
    return error.status, {"Content-Type": "text/xml"}, body.encode()
