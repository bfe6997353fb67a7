# Source: aws/amazon-sagemaker-examples@2d519b52c3a2: archived/ingest_text_data.ipynb
import pandas as pd
import s3fs
import sagemaker

from lookup import bucket, placeholder

s3 = sagemaker.Session().boto_session.resource("s3")


def upload(prefix, filename):
    s3.Bucket(bucket).upload_file(placeholder(filename, "a\tb\n"), f"{prefix}/{filename}")


upload("text_sentiment140/sentiment140", "training.1600000.processed.noemoticon.csv")
upload("text_twitter_sentiment_2", "full-corpus.csv")
upload("text_spam/spam", "SMSSpamCollection.txt")
upload("json_jeo", "JEOPARDY_QUESTIONS1.json")

pd.read_csv(f"s3://{bucket}/text_spam/spam/SMSSpamCollection.txt", sep="\t", header=None)

fs = s3fs.S3FileSystem()
fs.ls(f"s3://{bucket}/text_spam/spam/")
with fs.open(f"s3://{bucket}/text_spam/spam/SMSSpamCollection.txt") as file:
    print(file.read())

upload("text_twitter_sentiment_full", "sentiment_full.csv")
