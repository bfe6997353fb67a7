"""`python -m studio_enclave` installs the defaults for the running Python; at an app's start it asks the domain for them first."""

import hashlib
import json
import os
import pathlib
import shutil
import subprocess
import sys
import sysconfig

HERE = pathlib.Path(__file__).resolve().parent
HOME = pathlib.Path.home()
sys.path.append(str(HERE.parent))  # Python was told this folder.

import studio_enclave  # noqa: E402
from studio_enclave.settings import FILE, FOLDER  # noqa: E402

# What remains of the file that earlier versions wrote to people's homes, when the values are taken out.
EARLIER = "e61336c587c8dca2"
# IPython runs it in kernels of other environments (ipython.readthedocs.io/en/stable/config/intro.html), when the notebook's
# own folder is in sys.path already: what was downloaded there must not be taken for this package, so that its folder is first.
ELSEWHERE = """import sys
sys.path.insert(0, {0!r})
import studio_enclave.hook
sys.path.remove({0!r})
"""


def install():
    """Puts the package, and the line that Python runs at each start, where the running Python finds them."""
    site = pathlib.Path(sysconfig.get_path("purelib"))
    if site != HERE.parent:
        shutil.copytree(HERE, site / "studio_enclave", dirs_exist_ok=True)
    (site / "studio-enclave.pth").write_text("import sys; exec('try: import studio_enclave.hook\\nexcept Exception: pass')\n")


def ask(given):
    """The settings: those of the configuration, and ids that only AWS knows. The app's role asks, whatever ~/.aws says."""
    os.environ["HOME"] = "/"  # A file there may name other credentials, or a program that prints some.
    import boto3

    metadata = json.loads(pathlib.Path("/opt/ml/metadata/resource-metadata.json").read_text())
    session = boto3.Session(region_name=given["region"])
    sagemaker = session.client("sagemaker")
    domain = sagemaker.describe_domain(DomainId=metadata["DomainId"])
    tags = {tag["Key"]: tag["Value"] for tag in sagemaker.list_tags(ResourceArn=domain["DomainArn"])["Tags"]}
    return {
        **given,
        "prefix": f"{given['environment']}-{given['team']}-" if given["separation"] == "names" else "",
        "role": domain["DefaultUserSettings"]["ExecutionRole"],
        "network": {"Subnets": domain["SubnetIds"], "SecurityGroupIds": [tags["jobs-security-group"]]},
        "volume_key": domain["KmsKeyId"],
        "data_key": session.client("kms").describe_key(KeyId=given["data_key"])["KeyMetadata"]["Arn"],
    }


def sdk_defaults(it):
    """The SageMaker SDK's own defaults: what it decides before it makes a request. No version from 2.230 on refuses a key of these."""
    code = {"RoleArn": it["role"], "S3KmsKeyId": it["data_key"], "VolumeKmsKeyId": it["volume_key"], "VpcConfig": it["network"]}
    modules = {
        "TelemetryOptOut": True,
        "Session": {"DefaultS3Bucket": it["bucket"], "DefaultS3ObjectKeyPrefix": "sagemaker"},
        "RemoteFunction": {**code, "S3RootUri": f"s3://{it['bucket']}/remote-function"},
        "NotebookJob": {**code, "S3RootUri": f"s3://{it['bucket']}/notebook-jobs"},
    }
    roles = {kind: {"RoleArn": it["role"]} for kind in ("AutoMLJob", "Pipeline", "ProcessingJob", "TrainingJob")}
    roles["TrainingJob"]["EnableInterContainerTrafficEncryption"] = True
    sagemaker = {"PythonSDK": {"Modules": modules}, "Model": {"ExecutionRoleArn": it["role"]}, **roles}
    return {"SchemaVersion": "1.0", "SageMaker": sagemaker}


def remove_earlier(it):
    """Removes the defaults that earlier versions wrote to ~/.config, if nobody has changed them: they stop newer SDKs."""
    file = HOME / ".config/sagemaker/config.yaml"
    try:
        text = json.dumps(json.loads(file.read_text()))
    except (OSError, ValueError):
        return
    text = text.replace(json.dumps(it["network"]), "")
    for value in (*(it[key] for key in ("bucket", "role", "volume_key", "data_key")), f"{it['environment']}-{it['team']}"):
        text = text.replace(value, "")
    if hashlib.sha256(text.encode()).hexdigest().startswith(EARLIER):
        file.unlink()
        print(f"studio-enclave: removed {file} of an earlier version")


def start(given):
    """What the lifecycle script does at an app's start."""
    it = ask(given)
    os.makedirs(FOLDER, exist_ok=True)
    pathlib.Path(FILE).write_text(json.dumps(it))
    pathlib.Path(FOLDER, "config.yaml").write_text(json.dumps(sdk_defaults(it)))
    remove_earlier(it)
    if sys.prefix == "/opt/conda":
        command = "sudo -n install -Dm644 /dev/stdin /etc/ipython/startup/studio_enclave.py"
        subprocess.run(command.split(), input=ELSEWHERE.format(str(HERE.parent)), text=True)


try:
    if "ENCLAVE_SETTINGS" in os.environ:
        start(json.loads(os.environ["ENCLAVE_SETTINGS"]))
    install()
    print(studio_enclave.about())
except Exception as error:
    sys.exit(f"studio-enclave: no defaults, give network, keys, bucket and names yourself: {error!r}")
