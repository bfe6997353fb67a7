"""Feature groups are made, changed and deleted as AWS does it, as far as AWS tells."""

import unittest
from typing import Any

from support import REGION, TRUST, InAnAccount


class FeatureGroups(InAnAccount):
    def setUp(self) -> None:
        super().setUp()
        self.store = self.client("sagemaker")
        self.role = self.client("iam").create_role(RoleName="features", AssumeRolePolicyDocument=TRUST)["Role"]["Arn"]
        self.key = self.client("kms").create_key()["KeyMetadata"]["Arn"]
        self.bucket = f"features-{self.account}"
        self.client("s3").create_bucket(Bucket=self.bucket, CreateBucketConfiguration={"LocationConstraint": REGION})

    def group(self, **changes: Any) -> dict[str, Any]:
        storage = {"S3Uri": f"s3://{self.bucket}/feature-store", "KmsKeyId": self.key}
        return {
            "FeatureGroupName": "cards",
            "RecordIdentifierFeatureName": "card",
            "EventTimeFeatureName": "seen",
            "FeatureDefinitions": [{"FeatureName": "card", "FeatureType": "String"}, {"FeatureName": "seen", "FeatureType": "Fractional"}],
            "RoleArn": self.role,
            "OfflineStoreConfig": {"S3StorageConfig": storage, "DisableGlueTableCreation": True, "TableFormat": "Glue"},
        } | changes

    def stored_at(self, uri: str) -> dict[str, Any]:
        return {"OfflineStoreConfig": {"S3StorageConfig": {"S3Uri": uri}}}

    def test_a_group_says_where_it_writes_and_keeps_its_tags(self) -> None:
        made = self.store.create_feature_group(**self.group(Tags=[{"Key": "team", "Value": "fraud"}]))["FeatureGroupArn"]
        found = self.store.describe_feature_group(FeatureGroupName="cards")
        self.assertEqual((found["FeatureGroupStatus"], found["RoleArn"], "OnlineStoreConfig" in found), ("Created", self.role, False))
        place = found["OfflineStoreConfig"]["S3StorageConfig"]["ResolvedOutputS3Uri"]
        self.assertTrue(place.startswith(f"s3://{self.bucket}/feature-store/{self.account}/sagemaker/{REGION}/offline-store/cards-"))
        self.assertEqual(self.store.list_tags(ResourceArn=made)["Tags"], [{"Key": "team", "Value": "fraud"}])
        self.assertEqual([each["FeatureGroupName"] for each in self.store.list_feature_groups(NameContains="card")["FeatureGroupSummaries"]], ["cards"])
        with self.refused("ResourceInUse", "already exists"):
            self.store.create_feature_group(**self.group())
        self.store.delete_feature_group(FeatureGroupName="cards")
        with self.refused("ResourceNotFound", "does not exist"):
            self.store.describe_feature_group(FeatureGroupName="cards")
        self.assertNotIn("FeatureGroup", self.left())

    def test_what_a_group_names_must_exist(self) -> None:
        nobody = f"arn:aws:iam::{self.account}:role/nobody"
        no_key = self.key[:-1] + ("0" if self.key[-1] != "0" else "1")
        online = {"OnlineStoreConfig": {"EnableOnlineStore": True, "SecurityConfig": {"KmsKeyId": no_key}}}
        for changes, told in (
            ({"RoleArn": nobody}, "The execution role ARN is invalid."),
            (self.stored_at("s3://nobodys-bucket/x"), "Invalid S3Uri provided"),
            (self.stored_at("https://example.com/x"), "Invalid S3Uri provided"),
            (online, "does not exist"),
        ):
            with self.subTest(told), self.refused("ValidationException", told):
                self.store.create_feature_group(**self.group(**changes))
        self.assertNotIn("FeatureGroup", self.left())

    def test_identifier_and_time_are_features_of_the_group(self) -> None:
        integral = [{"FeatureName": "card", "FeatureType": "String"}, {"FeatureName": "seen", "FeatureType": "Integral"}]
        for changes, told in (
            ({"RecordIdentifierFeatureName": "other"}, "RecordIdentifierFeatureName"),
            ({"EventTimeFeatureName": "other"}, "EventTimeFeatureName"),
            ({"FeatureDefinitions": integral}, "event time"),
            ({"FeatureDefinitions": integral + integral}, "unique"),
        ):
            with self.subTest(told), self.refused("ValidationException", told):
                self.store.create_feature_group(**self.group(**changes))
        without = self.group()
        del without["OfflineStoreConfig"]
        with self.refused("ValidationException", "At least one"):
            self.store.create_feature_group(**without)

    def test_features_are_added_behind_the_others_and_never_twice(self) -> None:
        self.store.create_feature_group(**self.group())
        self.store.update_feature_group(FeatureGroupName="cards", FeatureAdditions=[{"FeatureName": "declined", "FeatureType": "Integral"}])
        features = self.store.describe_feature_group(FeatureGroupName="cards")["FeatureDefinitions"]
        self.assertEqual([each["FeatureName"] for each in features], ["card", "seen", "declined"])
        with self.refused("ValidationException", "exists already"):
            self.store.update_feature_group(FeatureGroupName="cards", FeatureAdditions=[{"FeatureName": "card", "FeatureType": "String"}])


if __name__ == "__main__":
    unittest.main()
