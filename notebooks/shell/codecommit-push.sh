# Source: https://docs.aws.amazon.com/cli/latest/reference/codecommit/credential-helper
# Administrators name it after environment and team.
repository="$NOTEBOOK_WORKGROUP-code"
git config --global credential.helper '!aws codecommit credential-helper $@'
git config --global credential.UseHttpPath true
git config --global user.name "Ada"
git config --global user.email "ada@example.com"
git clone "https://git-codecommit.$AWS_REGION.amazonaws.com/v1/repos/$repository" code
cd code
echo 'print("training")' > train.py
git add train.py
git commit --message "A training script"
git push
git pull
