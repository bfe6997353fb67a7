# Source: https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html
import boto3
from lookup import role

# Administrators name it after environment and team.
team = role.split("/")[-1].split("-", 1)[1].removesuffix("-execution")
client = boto3.client("events")
entry = {"EventBusName": f"{team}-signals", "Source": "churn", "DetailType": "model trained", "Detail": "{}"}
client.put_events(Entries=[entry])
