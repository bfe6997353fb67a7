# Source: aws/aws-sdk-pandas@cfe0ca818a1a: tutorials/005 - Glue Catalog.ipynb
import awswrangler as wr
import pandas as pd

from lookup import bucket

database = "awswrangler_test"
if database not in wr.catalog.databases().values:
    wr.catalog.create_database(database)
wr.catalog.tables(database=database)

wr.s3.to_parquet(
    df=pd.DataFrame({"id": [1, 2], "name": ["shoes", "ball"], "price": [50.3, 20.0], "in_stock": [True, False]}),
    path=f"s3://{bucket}/products/",
    dataset=True,
    database=database,
    table="products",
    mode="overwrite",
    glue_table_settings=wr.typing.GlueTableSettings(
        description="This is my product table.",
        parameters={"source": "Product Web Service", "class": "e-commerce"},
        columns_comments={"id": "Unique product ID.", "name": "Product name"},
    ),
)
wr.catalog.tables(name_contains="roduc")
wr.catalog.tables(name_prefix="pro")
wr.catalog.tables(name_suffix="ts")
wr.catalog.tables(search_text="This is my")
wr.catalog.table(database=database, table="products")

for table in wr.catalog.get_tables(database=database):
    wr.catalog.delete_table_if_exists(database=database, table=table["Name"])
wr.catalog.delete_database(database)
