# Source: https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html
import boto3
from lookup import role

# Administrators name it after environment and team.
team = role.split("/")[-1].split("-", 1)[1].removesuffix("-execution")
client = boto3.client("stepfunctions")
account = role.split(":")[4]
machine = f"arn:aws:states:{client.meta.region_name}:{account}:stateMachine:{team}-refresh"
execution = machine.replace(":stateMachine:", ":execution:") + ":one"
client.start_execution(stateMachineArn=machine, name="one", input="{}")
client.describe_execution(executionArn=execution)
client.stop_execution(executionArn=execution)
