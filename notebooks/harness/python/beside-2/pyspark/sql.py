"""In the place of pyspark.sql."""


class DataFrame:
    """A type that is imported and never made."""


class SparkSession:
    """A type that is imported and never made."""
