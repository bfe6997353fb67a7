"""In the place of pyspark.conf."""


class SparkConf:
    """A type that is imported and never made."""
