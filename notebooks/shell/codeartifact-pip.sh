# Source: https://docs.aws.amazon.com/codeartifact/latest/ug/python-configure-pip.html
aws codeartifact login --tool pip --domain my_domain --domain-owner 111122223333 --repository my_repo
pip install requests
