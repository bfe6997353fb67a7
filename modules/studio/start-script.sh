# Fetches the team's lifecycle script, which a tag of this lifecycle configuration names, and runs it. An app starts even
# when nothing can be fetched. Shared spaces may start this twice: the second time there is nothing left to do.
started=${TMPDIR:-/tmp}/studio-enclave-started
[ -e "$started" ] && exit 0
script=$(mktemp) || exit 0
# Nothing in the home runs unasked: -I takes no modules from there, and without HOME boto3 reads no ~/.aws, which may name a
# program. Sources: docs.python.org/3/using/cmdline.html; docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html
if HOME=/ python3 -I - "$arn" >"$script" <<'PYTHON'
import base64
import sys
import time

try:
    import boto3
    from botocore.config import Config
except ImportError as error:
    sys.exit(f"studio-enclave: the lifecycle script was not fetched ({error}); this image has no boto3")

arn = sys.argv[1]
limits = Config(connect_timeout=5, read_timeout=10, retries={"total_max_attempts": 1})
client = boto3.client("sagemaker", region_name=arn.split(":")[3], config=limits)
# IAM and tags may lag behind a deployment that has just ended. AWS gives all scripts of an app five minutes.
for pause in (0, 5, 10, 20, 30):
    time.sleep(pause)
    try:
        tags = {tag["Key"]: tag["Value"] for tag in client.list_tags(ResourceArn=arn)["Tags"]}
        name = tags["lifecycle-script"].rpartition("/")[2]
        found = client.describe_studio_lifecycle_config(StudioLifecycleConfigName=name)
        sys.stdout.buffer.write(base64.b64decode(found["StudioLifecycleConfigContent"]))
        sys.exit(0)
    except Exception as error:
        problem = error
sys.exit(f"studio-enclave: the lifecycle script was not fetched ({problem}); stop the app and run it again")
PYTHON
then
  touch "$started"
  exec bash "$script"
fi
exit 0
