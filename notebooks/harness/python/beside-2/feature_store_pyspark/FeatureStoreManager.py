"""In the place of feature_store_pyspark.FeatureStoreManager."""


class FeatureStoreManager:
    """A type that is imported and never made."""
