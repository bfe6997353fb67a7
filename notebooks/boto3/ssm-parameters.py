# Source: https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParametersByPath.html
import boto3
from lookup import role

# Administrators name it after environment and team.
team = role.split("/")[-1].split("-", 1)[1].removesuffix("-execution")
client = boto3.client("ssm")
client.get_parameter(Name=f"{team}-feature-flag")
client.get_parameters(Names=[f"{team}-feature-flag", f"/{team}-database/user"], WithDecryption=True)
client.get_parameters_by_path(Path=f"/{team}-database", Recursive=True, WithDecryption=True)
