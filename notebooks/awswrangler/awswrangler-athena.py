# Source: aws/aws-sdk-pandas@cfe0ca818a1a: tutorials/006 - Amazon Athena.ipynb
import awswrangler as wr

from lookup import bucket

database = "awswrangler_test"
path = f"s3://{bucket}/data/"
if database not in wr.catalog.databases().values:
    wr.catalog.create_database(database)

columns = ["id", "dt", "element", "value", "m_flag", "q_flag", "s_flag", "obs_time"]
frame = wr.s3.read_csv(path="s3://noaa-ghcn-pds/csv/by_year/189", names=columns)
wr.s3.to_parquet(df=frame, path=path, dataset=True, mode="overwrite", database=database, table="noaa")
wr.catalog.table(database=database, table="noaa")

everything = "SELECT * FROM noaa"
wr.athena.read_sql_query(everything, database=database, ctas_approach=False)
wr.athena.read_sql_query(everything, database=database)
wr.athena.read_sql_query(everything, database=database, categories=columns)
wr.athena.read_sql_query(
    everything, database=database, ctas_approach=False, unload_approach=True, s3_output=f"s3://{bucket}/unload/"
)
for chunksize in (True, 100_000_000):
    list(wr.athena.read_sql_query(everything, database=database, chunksize=chunksize))
wr.athena.read_sql_query(
    "SELECT * FROM noaa WHERE S_FLAG = :flag_value", database=database, params={"flag_value": "E"}
)
wr.athena.create_prepared_statement(sql="SELECT * FROM noaa WHERE S_FLAG = ?", statement_name="statement")
wr.athena.read_sql_query(sql="EXECUTE statement", database=database, params=["E"], paramstyle="qmark")
wr.athena.delete_prepared_statement(statement_name="statement")

wr.s3.delete_objects(path)
wr.catalog.delete_table_if_exists(database=database, table="noaa")
wr.catalog.delete_database(database)
