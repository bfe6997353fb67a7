"""In the place of feature_store_pyspark, which comes with pyspark."""
