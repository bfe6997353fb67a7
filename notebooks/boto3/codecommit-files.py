# Source: https://docs.aws.amazon.com/codecommit/latest/APIReference/API_GetFile.html
import boto3
from lookup import role

# Administrators name it after environment and team.
team = role.split("/")[-1].split("-", 1)[1].removesuffix("-execution")
client = boto3.client("codecommit")
client.list_branches(repositoryName=f"{team}-code")
client.get_file(repositoryName=f"{team}-code", filePath="train.py")
