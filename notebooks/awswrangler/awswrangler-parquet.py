# Source: aws/aws-sdk-pandas@cfe0ca818a1a: tutorials/004 - Parquet Datasets.ipynb
from datetime import date

import awswrangler as wr
import pandas as pd

from lookup import bucket

path = f"s3://{bucket}/dataset/"


def rows(*ids):
    return pd.DataFrame({"id": ids, "value": ["foo"] * len(ids), "date": [date(2020, 1, day) for day in ids]})


for frame, options in [
    (rows(1, 2), {"mode": "overwrite"}),
    (rows(3), {"mode": "append"}),
    (rows(3), {"mode": "overwrite"}),
    (rows(1, 2), {"mode": "overwrite", "partition_cols": ["date"]}),
    (rows(2, 3), {"mode": "overwrite_partitions", "partition_cols": ["date"]}),
]:
    wr.s3.to_parquet(df=frame, path=path, dataset=True, **options)
    wr.s3.read_parquet(path, dataset=True)

wr.s3.to_parquet(
    df=rows(1, 2), path=path, dataset=True, mode="overwrite", database="aws_sdk_pandas", table="my_table"
)
wr.athena.read_sql_query("SELECT * FROM my_table", database="aws_sdk_pandas")
