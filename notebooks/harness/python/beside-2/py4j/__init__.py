"""In the place of py4j, which comes with pyspark."""
