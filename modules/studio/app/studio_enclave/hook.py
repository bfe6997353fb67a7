"""Gives every botocore session of this Python the defaults. Each Python start imports this file, so it waits for botocore."""

import os
import sys

# SDK 3.27 and newer would ask IAM about the role, and IAM has no endpoint here.
os.environ.setdefault("SAGEMAKER_VALIDATE_ROLE", "false")


class Waiting:
    """Finds botocore.session in the others' place, once, to act when it is loaded."""

    @staticmethod
    def find_spec(name, path=None, target=None):
        if name != "botocore.session":
            return None
        sys.meta_path.remove(Waiting)
        from importlib.util import find_spec

        spec = find_spec(name)
        if spec and spec.loader:
            load = spec.loader.exec_module

            def exec_module(module):
                load(module)
                join(module)

            spec.loader.exec_module = exec_module
        return spec


def start():
    """Begins to wait; joins at once where botocore is loaded already."""
    loaded = sys.modules.get("botocore.session")
    if loaded:
        join(loaded)
    else:
        sys.meta_path.insert(0, Waiting)


def join(module):
    """Every new session of botocore, aiobotocore's too, has the handlers."""
    begin = module.Session.__init__
    if hasattr(begin, "of_studio_enclave"):
        return

    def init(self, *args, **kwargs):
        begin(self, *args, **kwargs)
        listen(self)

    init.of_studio_enclave = True
    module.Session.__init__ = init


def listen(session):
    """Registers the handlers, where the lifecycle script left settings."""
    from studio_enclave.settings import FILE

    if not os.path.exists(FILE):
        return
    for event, handler in {
        "provide-client-params": fill,
        "before-call.iam.GetRole": own_role,
        "needs-retry": give_up,
        "after-call": explain,
        "after-call-error": unreachable,
    }.items():
        session.register(event, handler, unique_id=f"studio-enclave-{event}")


def fill(params, model, context, **_):
    """Answers the request with defaults. A request that this code does not understand is sent as it is."""
    from studio_enclave import requests

    try:
        params = requests.with_defaults(params, model)
    except Exception as error:
        print(f"studio-enclave: no defaults for {model.name}: {error}", file=sys.stderr)
        return None
    context["studio_enclave"] = params
    return params


def own_role(context, **_):
    """Answers for IAM, which has no endpoint here, what the SDK asks to learn the ARN of the role that it has."""
    from studio_enclave.settings import settings

    role = settings()["role"]
    if role.endswith(f"/{context['studio_enclave']['RoleName']}"):
        return type("Response", (), {"status_code": 200}), {"Role": {"Arn": role}}


def give_up(caught_exception=None, **_):
    """A name that does not resolve is asked once: botocore would try for a quarter of a minute."""
    if "not known" in str(getattr(caught_exception, "kwargs", {}).get("error")):
        raise caught_exception


def explain(parsed, model, context, **_):
    """Adds to AWS's own message which guardrail denied the call."""
    error = parsed.get("Error", {})
    if error.get("Code") not in ("403", "AccessDenied", "AccessDeniedException"):
        return
    from studio_enclave import denials

    try:
        error["Message"] += f" {denials.sentence(model, context['studio_enclave'], error['Message'])}"
    except Exception:
        pass  # AWS's own message is all there is then.


def unreachable(exception, **_):
    """Adds to the error of a host that does not answer what that means here."""
    from botocore.exceptions import ConnectTimeoutError, EndpointConnectionError

    if isinstance(exception, (ConnectTimeoutError, EndpointConnectionError)) and exception.args:
        from studio_enclave import denials

        exception.args = (f"{exception.args[0]} {denials.NO_ENDPOINT}",)


start()
