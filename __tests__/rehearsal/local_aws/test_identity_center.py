"""IAM Identity Center: who is assigned to a domain's application, and what AWS refuses before."""

from support import REGION, WithStudio, admin, client


class WithIdentityCenter(WithStudio):
    """An identity store with ada and bob in an account of its own, and a domain in SSO mode that it serves."""

    def setUp(self) -> None:
        super().setUp()
        self.store = f"d-{self.account[-10:]}"
        organization = str(int(self.account) + 500_000_000_000)
        self.identity_account = organization
        self.identity = self.session_in(organization)
        request = {"id": self.store, "users": ["ada@example.com", "bob@example.com"], "accounts": [self.account]}
        admin("/prepare-account", {"account": organization, "region": REGION, "identityStore": request})
        self.users, self.sso = client("identitystore", self.identity), client("sso-admin", self.identity)
        self.domain = self.make_domain(AuthMode="SSO")
        self.application = self.studio.describe_domain(DomainId=self.domain)["SingleSignOnApplicationArn"]

    def session_in(self, account: str) -> dict[str, str]:
        role = f"arn:aws:iam::{account}:role/identity-center"
        admin("/prepare-account", {"account": account, "region": REGION, "roles": [role]})
        return client("sts").assume_role(RoleArn=role, RoleSessionName="test")["Credentials"]

    def user_id(self, name: str) -> str:
        name_is = {"UniqueAttribute": {"AttributePath": "userName", "AttributeValue": f"{name}@example.com"}}
        return self.users.get_user_id(IdentityStoreId=self.store, AlternateIdentifier=name_is)["UserId"]

    def assignment(self, principal: str, kind: str = "USER") -> dict[str, str]:
        return {"ApplicationArn": self.application, "PrincipalId": principal, "PrincipalType": kind}

    def make_sso_profile(self, name: str) -> None:
        who = {"SingleSignOnUserIdentifier": "UserName", "SingleSignOnUserValue": f"{name}@example.com"}
        self.make_profile(self.domain, name, **who)


class Stores(WithIdentityCenter):
    def test_a_store_that_is_filled_in_two_regions_has_its_users_in_both(self) -> None:
        organization = self.identity_account
        request = {"id": self.store, "users": ["ada@example.com"], "accounts": [self.account]}
        admin("/prepare-account", {"account": organization, "region": "us-east-2", "identityStore": request})
        name_is = {"UniqueAttribute": {"AttributePath": "userName", "AttributeValue": "ada@example.com"}}
        elsewhere = client("identitystore", self.identity, region="us-east-2")
        self.assertTrue(elsewhere.get_user_id(IdentityStoreId=self.store, AlternateIdentifier=name_is)["UserId"])


    def test_accounts_of_the_organization_see_its_instance_once_and_others_do_not(self) -> None:
        stranger = self.session_in(str(int(self.account) + 600_000_000_000))
        for credentials, expected in ((self.identity, [self.store]), (self.session, [self.store]), (stranger, [])):
            seen = client("sso-admin", credentials).list_instances()["Instances"]
            self.assertEqual([each["IdentityStoreId"] for each in seen], expected)


class Assignments(WithIdentityCenter):
    def test_a_profile_waits_for_the_assignment_of_its_user(self) -> None:
        with self.refused("ValidationException", "ada@example.com is not assigned"):
            self.make_sso_profile("ada")
        self.sso.create_application_assignment(**self.assignment(self.user_id("ada")))
        self.make_sso_profile("ada")
        with self.refused("ValidationException", "bob@example.com is not assigned"):
            self.make_sso_profile("bob")

    def test_a_group_that_is_assigned_counts_for_its_members(self) -> None:
        group = self.users.create_group(IdentityStoreId=self.store, DisplayName="researchers")["GroupId"]
        self.users.create_group_membership(IdentityStoreId=self.store, GroupId=group, MemberId={"UserId": self.user_id("ada")})
        self.sso.create_application_assignment(**self.assignment(group, "GROUP"))
        self.make_sso_profile("ada")
        with self.refused("ValidationException", "bob@example.com is not assigned"):
            self.make_sso_profile("bob")

    def test_an_assignment_is_described_listed_made_once_and_gone_after_its_deletion(self) -> None:
        ada = self.assignment(self.user_id("ada"))
        with self.refused("ResourceNotFoundException"):
            self.sso.describe_application_assignment(**ada)
        self.sso.create_application_assignment(**ada)
        self.assertEqual(self.sso.describe_application_assignment(**ada)["PrincipalId"], ada["PrincipalId"])
        self.assertEqual(self.sso.list_application_assignments(ApplicationArn=self.application)["ApplicationAssignments"], [ada])
        with self.refused("ConflictException"):
            self.sso.create_application_assignment(**ada)
        self.sso.delete_application_assignment(**ada)
        with self.refused("ResourceNotFoundException"):
            self.sso.describe_application_assignment(**ada)

    def test_unknown_principals_and_applications_are_refused(self) -> None:
        nobody = "12345678-1234-1234-1234-123456789012"
        with self.refused("ResourceNotFoundException", "does not exist"):
            self.sso.create_application_assignment(**self.assignment(nobody))
        with self.refused("ResourceNotFoundException", "does not exist"):
            self.sso.create_application_assignment(**self.assignment(self.user_id("ada"), "GROUP"))
        with self.refused("ResourceNotFoundException", "Application"):
            unknown = self.application[:-4] + "ffff"
            self.sso.create_application_assignment(**self.assignment(self.user_id("ada")) | {"ApplicationArn": unknown})
        with self.refused("ValidationException", "regular expression"):
            self.sso.create_application_assignment(**self.assignment("ada@example.com"))

    def test_only_the_accounts_of_the_application_and_of_the_store_may_assign_and_only_the_stores_account_reads_it(self) -> None:
        ada = self.assignment(self.user_id("ada"))
        stranger = self.session_in(str(int(self.account) + 600_000_000_000))
        with self.refused("AccessDeniedException"):
            client("sso-admin", stranger).create_application_assignment(**ada)
        with self.refused("AccessDeniedException"):
            name_is = {"UniqueAttribute": {"AttributePath": "userName", "AttributeValue": "ada@example.com"}}
            self.client("identitystore").get_user_id(IdentityStoreId=self.store, AlternateIdentifier=name_is)
        self.client("sso-admin").create_application_assignment(**ada)

    def test_assignments_go_with_the_domain(self) -> None:
        self.sso.create_application_assignment(**self.assignment(self.user_id("ada")))
        self.studio.delete_domain(DomainId=self.domain)
        self.assertNotIn("ApplicationAssignment", self.left())

    def test_a_domain_in_iam_mode_has_no_application(self) -> None:
        iam = self.make_domain(DomainName="iam")
        self.assertEqual(self.studio.describe_domain(DomainId=iam).get("SingleSignOnApplicationArn", ""), "")
