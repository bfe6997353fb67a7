# Source: aws/amazon-sagemaker-examples@2d519b52c3a2: archived/ingest-with-aws-services/ingest_data_with_Athena.ipynb
import awswrangler as wr
import boto3

from lookup import bucket, placeholder

name = placeholder("california_housing.csv", "MedInc,target\n8.3,4.5\n")
boto3.resource("s3").Bucket(bucket).upload_file(name, f"data/tabular/california_housing/{name}")

database = "tabular_california_housing"
table = "california_housing_athena"
athena = boto3.client("athena")
staging = {"OutputLocation": f"s3://{bucket}/athena/staging"}
for statement in [
    f"CREATE DATABASE IF NOT EXISTS {database}",
    f"CREATE EXTERNAL TABLE IF NOT EXISTS {database}.{table}(MedInc double, target double) "
    f"ROW FORMAT DELIMITED FIELDS TERMINATED BY ',' LOCATION 's3://{bucket}/data/tabular/california_housing/'",
    f"SHOW TABLES in {database}",
    f"SELECT * FROM {database}.{table} LIMIT 100",
]:
    query = athena.start_query_execution(QueryString=statement, ResultConfiguration=staging)["QueryExecutionId"]
    athena.get_query_execution(QueryExecutionId=query)
    athena.get_query_results(QueryExecutionId=query)

list(wr.catalog.get_tables(database=database))
wr.athena.read_sql_query(sql=f"SELECT * FROM {table} LIMIT 100", database=database)
