# Source: aws/aws-sdk-pandas@cfe0ca818a1a: tutorials/006 - Amazon Athena.ipynb
import awswrangler as wr
import pandas as pd

from lookup import bucket, database, workgroup

path = f"s3://{bucket}/curated/noaa/"
frame = pd.DataFrame({"id": ["AGE00135039"], "element": ["TMAX"], "value": [160], "s_flag": ["E"]})
wr.s3.to_parquet(df=frame, path=path, dataset=True, mode="overwrite", database=database, table="noaa")
wr.catalog.table(database=database, table="noaa")

everything = "SELECT * FROM noaa"
wr.athena.read_sql_query(everything, database=database, workgroup=workgroup, ctas_approach=False)
wr.athena.read_sql_query(
    "SELECT * FROM noaa WHERE s_flag = :flag_value",
    database=database,
    workgroup=workgroup,
    ctas_approach=False,
    params={"flag_value": "E"},
)
wr.athena.create_prepared_statement(
    sql="SELECT * FROM noaa WHERE s_flag = ?", statement_name="statement", workgroup=workgroup
)
wr.athena.read_sql_query(
    "EXECUTE statement",
    database=database,
    workgroup=workgroup,
    ctas_approach=False,
    params=["E"],
    paramstyle="qmark",
)
wr.athena.delete_prepared_statement(statement_name="statement", workgroup=workgroup)

wr.s3.delete_objects(path)
wr.catalog.delete_table_if_exists(database=database, table="noaa")
