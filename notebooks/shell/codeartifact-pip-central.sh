# Source: https://docs.aws.amazon.com/codeartifact/latest/ug/tokens-authentication.html
aws codeartifact login --tool pip --domain central --domain-owner 234567890123 --repository approved
pip install requests
