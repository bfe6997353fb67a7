# Source: boto/boto3@722e01b074c6: docs/source/guide/secrets-manager.rst
import boto3

client = boto3.session.Session().client(service_name="secretsmanager")
client.get_secret_value(SecretId="MySecretName")
