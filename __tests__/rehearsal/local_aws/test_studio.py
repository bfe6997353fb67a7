"""Studio answers, and refuses, as AWS does."""

import unittest

from support import WithStudio, admin


class Domains(WithStudio):
    def test_an_update_to_vpc_only_without_vpc_and_subnets_is_refused(self) -> None:
        domain = self.make_domain()
        with self.refused("ValidationException", "VpcId and Subnet IDs are required"):
            self.studio.update_domain(DomainId=domain, AppNetworkAccessType="VpcOnly")
        self.studio.update_domain(DomainId=domain, AppNetworkAccessType="VpcOnly", VpcId=self.vpc, SubnetIds=self.subnets)

    def test_an_update_that_says_nothing_of_the_network_passes(self) -> None:
        domain = self.make_domain()
        self.studio.update_domain(DomainId=domain, DefaultUserSettings={"StudioWebPortal": "DISABLED"})
        self.assertEqual(self.studio.describe_domain(DomainId=domain)["DefaultUserSettings"], {"StudioWebPortal": "DISABLED"})

    def test_unknown_subnets_groups_roles_vpcs_and_keys_are_refused(self) -> None:
        unknown_role = f"arn:aws:iam::{self.account}:role/nobody"
        for change, word in (
            ({"VpcId": "vpc-0123456789abcdef0"}, "vpc"),
            ({"SubnetIds": ["subnet-0123456789abcdef0"]}, "subnet"),
            ({"DefaultUserSettings": {"ExecutionRole": unknown_role}}, "nobody"),
            ({"DefaultUserSettings": {"ExecutionRole": self.execution, "SecurityGroups": ["sg-0123456789abcdef0"]}}, "sg-"),
            ({"KmsKeyId": "01234567-89ab-cdef-0123-456789abcdef"}, "KMS key"),
        ):
            with self.subTest(change), self.refused("ValidationException", word):
                self.make_domain(**change)

    def test_a_role_of_another_account_is_refused(self) -> None:
        with self.refused("ValidationException"):
            self.make_domain(DefaultUserSettings={"ExecutionRole": "arn:aws:iam::999999999999:role/execution"})

    def test_members_that_the_api_does_not_allow_are_refused(self) -> None:
        idle = {"LifecycleManagement": "ENABLED", "IdleTimeoutInMinutes": 60, "MinIdleTimeoutInMinutes": 0}
        settings = {"ExecutionRole": self.execution, "JupyterLabAppSettings": {"AppLifecycleManagement": {"IdleSettings": idle}}}
        # boto3 would refuse by itself.
        self.studio = self.client("sagemaker", parameter_validation=False)
        with self.refused("ValidationException", "MinIdleTimeoutInMinutes"):
            self.make_domain(DefaultUserSettings=settings)

    def test_an_unknown_domain_is_not_found_as_the_provider_expects(self) -> None:
        with self.refused("ResourceNotFound"):
            self.studio.describe_domain(DomainId="d-000000000000")

    def test_a_domain_with_profiles_spaces_or_apps_is_not_deleted(self) -> None:
        domain = self.make_domain()
        self.make_profile(domain)
        self.studio.create_space(DomainId=domain, SpaceName="shared")
        app = self.make_app(domain)
        with self.refused("ResourceInUse"):
            self.studio.delete_domain(DomainId=domain)
        with self.refused("ResourceInUse"):
            self.studio.delete_user_profile(DomainId=domain, UserProfileName="ada")
        self.studio.delete_app(**app)
        self.studio.delete_user_profile(DomainId=domain, UserProfileName="ada")
        with self.refused("ResourceInUse", "Space"):
            self.studio.delete_domain(DomainId=domain)
        self.studio.delete_space(DomainId=domain, SpaceName="shared")
        self.studio.delete_domain(DomainId=domain)

    def test_tags_belong_to_one_resource(self) -> None:
        domain = self.studio.describe_domain(DomainId=self.make_domain(Tags=[{"Key": "team", "Value": "a"}]))["DomainArn"]
        self.studio.add_tags(ResourceArn=domain, Tags=[{"Key": "stack", "Value": "b"}])
        self.studio.delete_tags(ResourceArn=domain, TagKeys=["team"])
        self.assertEqual(self.studio.list_tags(ResourceArn=domain)["Tags"], [{"Key": "stack", "Value": "b"}])
        with self.refused("ResourceNotFound"):
            self.studio.list_tags(ResourceArn=domain + "0")

    def test_a_presigned_url_is_for_iam_mode_only(self) -> None:
        domain = self.make_domain()
        self.make_profile(domain)
        url = self.studio.create_presigned_domain_url(DomainId=domain, UserProfileName="ada")["AuthorizedUrl"]
        self.assertTrue(url.startswith(f"https://{domain}.studio.eu-central-1.sagemaker.aws/"))
        sso = self.make_domain(DomainName="sso", AuthMode="SSO")
        self.make_profile(sso, SingleSignOnUserIdentifier="UserName", SingleSignOnUserValue="ada@example.com")
        with self.refused("ValidationException", "SSO"):
            self.studio.create_presigned_domain_url(DomainId=sso, UserProfileName="ada")


class DomainUpdates(WithStudio):
    """https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_UpdateDomain.html"""

    def test_settings_of_the_domain_reach_what_is_described_of_it(self) -> None:
        docker = {"EnableDockerAccess": "DISABLED"}
        domain = self.make_domain(DomainSettings={"ExecutionRoleIdentityConfig": "USER_PROFILE_NAME", "DockerSettings": docker})
        self.studio.update_domain(DomainId=domain, DomainSettingsForUpdate={"DockerSettings": {"EnableDockerAccess": "ENABLED"}})
        settings = self.studio.describe_domain(DomainId=domain)["DomainSettings"]
        self.assertEqual(settings, {"ExecutionRoleIdentityConfig": "USER_PROFILE_NAME", "DockerSettings": {"EnableDockerAccess": "ENABLED"}})

    def test_apps_in_the_way_refuse_another_network_fewer_subnets_and_another_identity(self) -> None:
        domain = self.make_domain()
        self.make_profile(domain)
        app = self.make_app(domain)
        changes = (
            {"AppNetworkAccessType": "PublicInternetOnly"},
            {"SubnetIds": self.subnets[:1]},
            {"DomainSettingsForUpdate": {"ExecutionRoleIdentityConfig": "DISABLED"}},
        )
        for change in changes:
            with self.subTest(change), self.refused("ResourceInUse", "JupyterLab/default"):
                self.studio.update_domain(DomainId=domain, **change)
        self.studio.update_domain(DomainId=domain, TagPropagation="ENABLED")
        self.studio.delete_app(**app)
        for change in changes:
            self.studio.update_domain(DomainId=domain, **change)
        after = self.studio.describe_domain(DomainId=domain)
        self.assertEqual((after["AppNetworkAccessType"], after["SubnetIds"]), ("PublicInternetOnly", self.subnets[:1]))
        self.assertEqual(after["DomainSettings"], {"ExecutionRoleIdentityConfig": "DISABLED"})

    def test_an_app_that_is_going_is_in_the_way_of_the_network_and_not_of_the_identity(self) -> None:
        domain = self.make_domain()
        self.make_profile(domain)
        app = self.make_app(domain)
        self.assertEqual(self.studio.describe_app(**app)["Status"], "InService")
        admin("/settings", {"appSeconds": 3600})
        try:
            self.studio.delete_app(**app)
            with self.refused("ResourceInUse", "AppNetworkAccessType"):
                self.studio.update_domain(DomainId=domain, AppNetworkAccessType="PublicInternetOnly")
            self.studio.update_domain(DomainId=domain, DomainSettingsForUpdate={"ExecutionRoleIdentityConfig": "DISABLED"})
        finally:
            admin("/settings", {"appSeconds": 0})

    def test_more_subnets_pass_while_apps_run(self) -> None:
        domain = self.make_domain(SubnetIds=self.subnets[:1])
        self.make_profile(domain)
        self.make_app(domain)
        self.studio.update_domain(DomainId=domain, SubnetIds=self.subnets)

    def test_what_no_domain_can_change_is_refused(self) -> None:
        domain = self.make_domain()
        other = self.ec2.create_vpc(CidrBlock="10.1.0.0/16")["Vpc"]["VpcId"]
        for change, word in (
            ({"VpcId": other}, "VPC"),
            ({"AppSecurityGroupManagement": "Customer"}, "Rstudio"),
            ({"HomeEfsFileSystemCreation": "Disabled"}, "HomeEfsFileSystemCreation"),
        ):
            with self.subTest(change), self.refused("ValidationException", word):
                self.studio.update_domain(DomainId=domain, **change)

    def test_whether_a_settings_block_keeps_what_an_update_leaves_out_can_be_chosen(self) -> None:
        domain = self.make_domain()
        portal = {"StudioWebPortal": "ENABLED"}
        admin("/settings", {"blocksMerge": True})
        try:
            self.studio.update_domain(DomainId=domain, DefaultUserSettings=portal)
        finally:
            admin("/settings", {"blocksMerge": False})
        merged = {"ExecutionRole": self.execution, "SecurityGroups": [self.group]} | portal
        self.assertEqual(self.studio.describe_domain(DomainId=domain)["DefaultUserSettings"], merged)


class WhatADomainLeaves(WithStudio):
    def delete_domain(self, **policy: str) -> None:
        domain = self.make_domain()
        self.studio.delete_domain(DomainId=domain, RetentionPolicy=policy)
        self.ec2.delete_security_group(GroupId=self.group)

    def test_by_default_mount_targets_hold_the_subnets_and_nfs_groups_the_vpc(self) -> None:
        self.delete_domain()
        with self.refused("DependencyViolation"):
            self.ec2.delete_subnet(SubnetId=self.subnets[0])
        self.assertEqual(len(self.nfs_groups()), 2)
        self.assertIn("file system", self.left())

    def test_without_home_directories_only_the_nfs_groups_hold_the_vpc(self) -> None:
        self.delete_domain(HomeEfsFileSystem="Delete")
        for subnet in self.subnets:
            self.ec2.delete_subnet(SubnetId=subnet)
        with self.refused("DependencyViolation"):
            self.ec2.delete_vpc(VpcId=self.vpc)

    def test_the_nfs_groups_go_only_after_the_rules_that_name_each_other(self) -> None:
        self.delete_domain(HomeEfsFileSystem="Delete")
        groups = self.nfs_groups()
        with self.refused("DependencyViolation"):
            self.ec2.delete_security_group(GroupId=groups[0]["GroupId"])
        for group in groups:
            if group["IpPermissions"]:
                self.ec2.revoke_security_group_ingress(GroupId=group["GroupId"], IpPermissions=group["IpPermissions"])
            self.ec2.revoke_security_group_egress(GroupId=group["GroupId"], IpPermissions=group["IpPermissionsEgress"])
        for group in groups:
            self.ec2.delete_security_group(GroupId=group["GroupId"])
        for subnet in self.subnets:
            self.ec2.delete_subnet(SubnetId=subnet)
        self.ec2.delete_vpc(VpcId=self.vpc)
        self.assertNotIn("vpc", self.left())


class Profiles(WithStudio):
    def test_a_profile_keeps_its_groups(self) -> None:
        domain = self.make_domain()
        self.make_profile(domain)
        profile = self.studio.describe_user_profile(DomainId=domain, UserProfileName="ada")
        self.assertEqual(profile["UserSettings"]["SecurityGroups"], [self.group])

    def test_a_profile_of_an_sso_domain_needs_a_person_and_one_of_an_iam_domain_has_none(self) -> None:
        iam, sso = self.make_domain(), self.make_domain(DomainName="sso", AuthMode="SSO")
        with self.refused("ValidationException", "SSO"):
            self.make_profile(sso)
        with self.refused("ValidationException", "SSO"):
            self.make_profile(iam, SingleSignOnUserIdentifier="UserName", SingleSignOnUserValue="ada@example.com")

    def test_a_group_that_a_running_app_uses_is_not_deleted(self) -> None:
        domain = self.make_domain()
        self.make_profile(domain)
        app = self.make_app(domain)
        with self.refused("DependencyViolation"):
            self.ec2.delete_security_group(GroupId=self.group)
        self.studio.delete_app(**app)
        self.ec2.delete_security_group(GroupId=self.group)


class Apps(WithStudio):
    def setUp(self) -> None:
        super().setUp()
        self.domain = self.make_domain()
        self.make_profile(self.domain)

    def tearDown(self) -> None:
        admin("/settings", {"appSeconds": 0, "appsFail": False})

    def status(self, app: dict[str, str]) -> str:
        return self.studio.describe_app(**app)["Status"]

    def listed(self) -> list[str]:
        return [app["Status"] for app in self.studio.list_apps(DomainIdEquals=self.domain)["Apps"]]

    def test_an_app_that_is_starting_or_going_is_not_deleted(self) -> None:
        admin("/settings", {"appSeconds": 3600})
        app = self.make_app(self.domain)
        self.assertEqual(self.status(app), "Pending")
        with self.refused("ResourceInUse", "Pending"):
            self.studio.delete_app(**app)
        admin("/settings", {"appSeconds": 0})
        self.assertEqual(self.status(app), "InService")
        admin("/settings", {"appSeconds": 3600})
        self.studio.delete_app(**app)
        self.assertEqual(self.status(app), "Deleting")
        with self.refused("ResourceInUse", "Deleting"):
            self.studio.delete_app(**app)
        with self.refused("ResourceInUse", "because App(s) are associated with it."):
            self.studio.delete_user_profile(DomainId=self.domain, UserProfileName="ada")

    def test_a_deleted_app_is_listed_and_holds_nothing(self) -> None:
        app = self.make_app(self.domain)
        self.studio.delete_app(**app)
        self.assertEqual((self.status(app), self.listed()), ("Deleted", ["Deleted"]))
        with self.refused("ResourceInUse", "Deleted"):
            self.studio.delete_app(**app)
        self.studio.delete_user_profile(DomainId=self.domain, UserProfileName="ada")
        self.studio.delete_domain(DomainId=self.domain)
        self.assertNotIn("App", self.left())

    def test_a_deleted_app_starts_again_under_its_name(self) -> None:
        app = self.make_app(self.domain)
        self.studio.delete_app(**app)
        self.make_app(self.domain)
        self.assertEqual(self.listed(), ["InService"])
        with self.refused("ResourceInUse"):
            self.studio.create_app(**app)

    def test_a_failed_app_is_not_deleted_and_holds_nothing(self) -> None:
        admin("/settings", {"appsFail": True})
        app = self.make_app(self.domain)
        self.assertEqual(self.status(app), "Failed")
        with self.refused("ResourceInUse", "Failed"):
            self.studio.delete_app(**app)
        self.studio.delete_user_profile(DomainId=self.domain, UserProfileName="ada")
        self.studio.delete_domain(DomainId=self.domain)


class Spaces(WithStudio):
    def test_a_space_s_list_entry_names_its_owner_its_sharing_type_and_its_volume(self) -> None:
        domain = self.make_domain()
        self.make_profile(domain)
        storage = {"EbsStorageSettings": {"EbsVolumeSizeInGb": 50}}
        self.studio.create_space(
            DomainId=domain,
            SpaceName="lab",
            OwnershipSettings={"OwnerUserProfileName": "ada"},
            SpaceSharingSettings={"SharingType": "Private"},
            SpaceSettings={"AppType": "JupyterLab", "SpaceStorageSettings": storage},
        )
        self.studio.create_space(DomainId=domain, SpaceName="nobodys")
        lab, nobodys = self.studio.list_spaces(DomainIdEquals=domain)["Spaces"]
        self.assertEqual(lab["OwnershipSettingsSummary"], {"OwnerUserProfileName": "ada"})
        self.assertEqual(lab["SpaceSharingSettingsSummary"], {"SharingType": "Private"})
        self.assertEqual(lab["SpaceSettingsSummary"], {"AppType": "JupyterLab", "SpaceStorageSettings": storage})
        self.assertNotIn("OwnershipSettingsSummary", nobodys)

    def test_a_space_holds_the_profile_of_its_owner(self) -> None:
        domain = self.make_domain()
        self.make_profile(domain)
        self.studio.create_space(DomainId=domain, SpaceName="lab", OwnershipSettings={"OwnerUserProfileName": "ada"})
        with self.refused("ResourceInUse", "because Space(s) are associated with it."):
            self.studio.delete_user_profile(DomainId=domain, UserProfileName="ada")


class Lists(WithStudio):
    def test_a_filter_that_is_called_contains_takes_a_part_of_the_name(self) -> None:
        domain = self.make_domain()
        for name in ("adas-lab", "bobs-lab", "eda"):
            self.studio.create_space(DomainId=domain, SpaceName=name)
        found = self.studio.list_spaces(DomainIdEquals=domain, SpaceNameContains="lab")["Spaces"]
        self.assertEqual(sorted(space["SpaceName"] for space in found), ["adas-lab", "bobs-lab"])


class LifecycleConfigurations(WithStudio):
    def make_config(self, name: str) -> str:
        content = "ZWNobw=="
        made = self.studio.create_studio_lifecycle_config(
            StudioLifecycleConfigName=name, StudioLifecycleConfigContent=content, StudioLifecycleConfigAppType="JupyterLab"
        )
        return made["StudioLifecycleConfigArn"]

    def test_one_in_use_is_not_deleted(self) -> None:
        config, domain = self.make_config("start-1"), self.make_domain()
        settings = {"JupyterLabAppSettings": {"LifecycleConfigArns": [config]}}
        self.studio.create_user_profile(DomainId=domain, UserProfileName="ada", UserSettings=settings)
        with self.refused("ResourceInUse", "UserProfile"):
            self.studio.delete_studio_lifecycle_config(StudioLifecycleConfigName="start-1")
        self.studio.update_user_profile(DomainId=domain, UserProfileName="ada", UserSettings={"StudioWebPortal": "ENABLED"})
        self.studio.delete_studio_lifecycle_config(StudioLifecycleConfigName="start-1")

    def test_one_that_a_domain_starts_its_shared_spaces_with_is_not_deleted(self) -> None:
        config = self.make_config("start-1")
        script = {"BuiltInLifecycleConfigArn": config}
        self.make_domain(DefaultSpaceSettings={"ExecutionRole": self.execution, "JupyterLabAppSettings": script})
        with self.refused("ResourceInUse", "Domain"):
            self.studio.delete_studio_lifecycle_config(StudioLifecycleConfigName="start-1")

    def test_one_that_an_app_runs_with_is_not_deleted(self) -> None:
        config, domain = self.make_config("start-1"), self.make_domain()
        self.make_profile(domain)
        app = {"DomainId": domain, "UserProfileName": "ada", "AppType": "JupyterLab", "AppName": "default"}
        self.studio.create_app(**app, ResourceSpec={"LifecycleConfigArn": config})
        with self.refused("ResourceInUse", "App"):
            self.studio.delete_studio_lifecycle_config(StudioLifecycleConfigName="start-1")
        self.studio.delete_app(**app)
        self.studio.delete_studio_lifecycle_config(StudioLifecycleConfigName="start-1")

    def test_one_that_does_not_exist_cannot_be_named(self) -> None:
        domain = self.make_domain()
        missing = self.make_config("start-1").replace("start-1", "start-2")
        for script in ({"DefaultResourceSpec": {"LifecycleConfigArn": missing}}, {"BuiltInLifecycleConfigArn": missing}):
            with self.subTest(script), self.refused("ValidationException", "start-2"):
                settings = {"JupyterLabAppSettings": script}
                self.studio.create_user_profile(DomainId=domain, UserProfileName="ada", UserSettings=settings)


if __name__ == "__main__":
    unittest.main()
