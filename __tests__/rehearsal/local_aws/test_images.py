"""SageMaker images are made, attached and deleted as AWS does it, as far as AWS tells."""

import unittest

from support import WithStudio

DIGEST = "sha256:" + "a" * 64


class Images(WithStudio):
    def setUp(self) -> None:
        super().setUp()
        self.base = f"{self.account}.dkr.ecr.eu-central-1.amazonaws.com/lab@{DIGEST}"

    def make_image(self, name: str = "lab", versions: int = 1) -> str:
        image = self.studio.create_image(ImageName=name, RoleArn=self.execution)["ImageArn"]
        for number in range(versions):
            self.studio.create_image_version(ImageName=name, BaseImage=self.base, ClientToken=f"version-{number}")
        self.studio.create_app_image_config(AppImageConfigName=name, JupyterLabAppImageConfig={"FileSystemConfig": {"DefaultUid": 1000}})
        return image

    def attached(self, version: int, name: str = "lab") -> dict[str, object]:
        image = {"ImageName": name, "ImageVersionNumber": version, "AppImageConfigName": name}
        return {"ExecutionRole": self.execution, "JupyterLabAppSettings": {"CustomImages": [image]}}

    def test_versions_are_counted_and_no_number_is_given_twice(self) -> None:
        image = self.make_image(versions=2)
        self.assertEqual(self.studio.describe_image(ImageName="lab")["ImageStatus"], "CREATED")
        latest = self.studio.describe_image_version(ImageName="lab")
        self.assertEqual((latest["Version"], latest["BaseImage"], latest["ImageArn"]), (2, self.base, image))
        self.studio.delete_image_version(ImageName="lab", Version=2)
        self.assertEqual(self.studio.describe_image_version(ImageName="lab")["Version"], 1)
        made = self.studio.create_image_version(ImageName="lab", BaseImage=self.base, ClientToken="third")["ImageVersionArn"]
        self.assertTrue(made.endswith(":image-version/lab/3"))
        self.assertEqual([each["Version"] for each in self.studio.list_image_versions(ImageName="lab")["ImageVersions"]], [1, 3])
        self.assertEqual([each["ImageName"] for each in self.studio.list_images()["Images"]], ["lab"])

    def test_names_are_given_once(self) -> None:
        self.make_image()
        with self.refused("ResourceInUse", "already exists"):
            self.studio.create_image(ImageName="lab", RoleArn=self.execution)
        with self.refused("ResourceInUse", "already in use"):
            self.studio.create_app_image_config(AppImageConfigName="lab")

    def test_what_an_image_is_made_of_must_be_right(self) -> None:
        self.make_image()
        with self.refused("ValidationException", "nobody"):
            self.studio.create_image(ImageName="other", RoleArn=f"arn:aws:iam::{self.account}:role/nobody")
        for base in ("docker.io/library/python:3", self.base.replace("eu-central-1", "eu-west-1")):
            with self.subTest(base), self.refused("ValidationException"):
                self.studio.create_image_version(ImageName="lab", BaseImage=base, ClientToken="other")
        with self.refused("ResourceNotFound", "does not exist"):
            self.studio.create_image_version(ImageName="other", BaseImage=self.base, ClientToken="other")

    def test_what_does_not_exist_cannot_be_attached(self) -> None:
        domain = self.make_domain()
        self.make_image()
        for name, version in (("other", 1), ("lab", 2)):
            with self.subTest(name), self.refused("ValidationException", "does not exist"):
                self.studio.create_user_profile(DomainId=domain, UserProfileName="ada", UserSettings=self.attached(version, name))

    def test_a_version_that_a_profile_or_an_app_has_is_not_deleted_and_the_others_are(self) -> None:
        domain = self.make_domain()
        self.make_image(versions=2)
        self.studio.create_user_profile(DomainId=domain, UserProfileName="ada", UserSettings=self.attached(1))
        with self.refused("ResourceInUse", "UserProfile"):
            self.studio.delete_image_version(ImageName="lab", Version=1)
        self.studio.delete_image_version(ImageName="lab", Version=2)
        with self.refused("ResourceInUse"):
            self.studio.delete_image(ImageName="lab")
        app = {"DomainId": domain, "UserProfileName": "ada", "AppType": "JupyterLab", "AppName": "default"}
        version = self.studio.describe_image_version(ImageName="lab", Version=1)["ImageVersionArn"]
        self.studio.create_app(**app, ResourceSpec={"SageMakerImageVersionArn": version})
        self.studio.update_user_profile(DomainId=domain, UserProfileName="ada", UserSettings={"ExecutionRole": self.execution, "JupyterLabAppSettings": {}})
        with self.refused("ResourceInUse", "App"):
            self.studio.delete_image_version(ImageName="lab", Version=1)
        self.studio.delete_app(**app)
        self.studio.delete_image(ImageName="lab")
        with self.refused("ResourceNotFound", "does not exist"):
            self.studio.describe_image_version(ImageName="lab", Version=1)

    def test_an_app_starts_with_an_image_that_its_settings_attach_and_with_no_other_of_the_account(self) -> None:
        domain = self.make_domain()
        image = self.make_image()
        self.make_profile(domain)
        app = {"DomainId": domain, "UserProfileName": "ada", "AppType": "JupyterLab", "AppName": "default"}
        with self.refused("ValidationException", "not present in list of custom images"):
            self.studio.create_app(**app, ResourceSpec={"SageMakerImageArn": image})
        self.studio.update_user_profile(DomainId=domain, UserProfileName="ada", UserSettings=self.attached(1))
        self.studio.create_app(**app, ResourceSpec={"SageMakerImageArn": image})


if __name__ == "__main__":
    unittest.main()
