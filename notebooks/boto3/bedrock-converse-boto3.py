# Source: awsdocs/aws-doc-sdk-examples@7d1e1237789c: python/example_code/bedrock-runtime/models/amazon_nova/amazon_nova_text/converse.py
import boto3

client = boto3.client("bedrock-runtime")
client.converse(
    modelId="amazon.nova-lite-v1:0",
    messages=[{"role": "user", "content": [{"text": "Describe the purpose of a 'hello world' program in one line."}]}],
    inferenceConfig={"maxTokens": 512, "temperature": 0.5, "topP": 0.9},
)
