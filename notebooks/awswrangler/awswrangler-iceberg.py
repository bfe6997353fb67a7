# Source: aws/aws-sdk-pandas@cfe0ca818a1a: tutorials/039 - Athena Iceberg.ipynb
import awswrangler as wr
import pandas as pd

from lookup import bucket

database = "aws_sdk_pandas"
table = "iceberg_test"

wr.catalog.delete_table_if_exists(database=database, table=table)
wr.athena.to_iceberg(
    df=pd.DataFrame({"id": [1, 2, 3], "name": ["John", "Lily", "Richard"]}),
    database=database,
    table=table,
    table_location=f"s3://{bucket}/iceberg_test/",
    temp_path=f"s3://{bucket}/iceberg_test_temp/",
)
wr.athena.start_query_execution(
    sql=f"INSERT INTO {table} VALUES (4,'Anne'), (5, 'Jacob'), (6, 'Leon')", database=database, wait=True
)
for part in ["", "$files", "$manifests", "$history", "$partitions"]:
    wr.athena.read_sql_query(
        sql=f'SELECT * FROM "{table}{part}"', database=database, ctas_approach=False, unload_approach=False
    )
wr.athena.read_sql_query(
    sql=f"SELECT * FROM {table} FOR TIMESTAMP AS OF (current_timestamp - interval '5' second)", database=database
)
for sql in [f"OPTIMIZE {table} REWRITE DATA USING BIN_PACK", f"VACUUM {table}"]:
    wr.athena.start_query_execution(sql=sql, database=database, wait=True)
