# Source: https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html
import boto3
from lookup import role

# Administrators name it after environment and team.
team = role.split("/")[-1].split("-", 1)[1].removesuffix("-execution")
client = boto3.client("secretsmanager")
client.describe_secret(SecretId=f"{team}-warehouse")
client.get_secret_value(SecretId=f"{team}-warehouse")
