# Source: https://docs.aws.amazon.com/codecommit/latest/userguide/setting-up-git-remote-codecommit.html
pip install git-remote-codecommit
git clone codecommit::eu-central-1://MyDemoRepo my-demo-repo
