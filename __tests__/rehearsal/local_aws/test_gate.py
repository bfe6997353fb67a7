"""The gate: the world stands still at a chosen call, and what waits there goes on or is lost."""

import threading
import time
import unittest
from collections.abc import Callable
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError
from support import InAnAccount, admin, client


class Gate(InAnAccount):
    def setUp(self) -> None:
        super().setUp()
        self.ec2 = self.client("ec2")

    def tearDown(self) -> None:
        admin("/release", {"drops": True})
        admin("/settings", {"sessionSeconds": 0, "baseExpired": False})

    def vpcs(self) -> int:
        return len(self.client("ec2").describe_vpcs(Filters=[{"Name": "is-default", "Values": ["false"]}])["Vpcs"])

    def begin(self, work: Callable[[], Any]) -> tuple[threading.Thread, list[Any]]:
        """The work in a thread, once it stands at the gate; its result or error goes into the list."""
        ended: list[Any] = []

        def run() -> None:
            try:
                ended.append(work())
            except (ClientError, BotoCoreError) as error:
                ended.append(error)

        thread = threading.Thread(target=run)
        thread.start()
        while admin("/gate", {})["stoppedAt"] is None:
            time.sleep(0.02)
        return thread, ended

    def make_vpc(self) -> Any:
        return self.client("ec2").create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]

    def test_a_call_that_waits_is_performed_when_it_may_go_on(self) -> None:
        admin("/stop", {"nth": 1, "operation": "CreateVpc"})
        thread, ended = self.begin(self.make_vpc)
        self.assertEqual(self.vpcs(), 0, "reads go on meanwhile")
        self.assertEqual(admin("/gate", {})["stoppedAt"], "ec2:CreateVpc")
        admin("/release", {"drops": False})
        thread.join()
        self.assertEqual((self.vpcs(), len(ended)), (1, 1))

    def test_a_call_that_never_arrived_changes_nothing(self) -> None:
        admin("/stop", {"nth": 1})
        thread, [*_] = self.begin(self.make_vpc)
        admin("/release", {"drops": True})
        thread.join()
        self.assertEqual(self.vpcs(), 0)

    def test_a_call_whose_answer_is_lost_was_performed(self) -> None:
        admin("/stop", {"nth": 1, "performs": True})
        thread, ended = self.begin(self.make_vpc)
        self.assertEqual(self.vpcs(), 1)
        admin("/release", {"drops": True})
        thread.join()
        self.assertIsInstance(ended[0], BotoCoreError)

    def test_calls_that_change_nothing_are_not_counted(self) -> None:
        admin("/stop", {"nth": 2})
        self.vpcs()
        self.make_vpc()
        self.vpcs()
        self.assertIsNone(admin("/gate", {})["stoppedAt"])

    def test_what_changes_something_after_the_chosen_call_waits_too(self) -> None:
        admin("/stop", {"nth": 1, "operation": "CreateVpc", "performs": True})
        thread, _ = self.begin(self.make_vpc)
        other = threading.Thread(target=self.make_vpc)
        other.start()
        while admin("/gate", {})["held"] < 2:
            time.sleep(0.02)
        self.assertEqual(self.vpcs(), 1)
        admin("/release", {"drops": False})
        thread.join()
        other.join()
        self.assertEqual(self.vpcs(), 2)


class Sessions(InAnAccount):
    def tearDown(self) -> None:
        admin("/settings", {"sessionSeconds": 0, "baseExpired": False})

    def assume(self) -> dict[str, Any]:
        return client("sts").assume_role(RoleArn=self.role, RoleSessionName="test")["Credentials"]

    def test_a_session_says_when_it_ends_and_each_service_then_refuses_it_in_its_own_words(self) -> None:
        admin("/settings", {"sessionSeconds": 0.1})
        self.session = self.assume()
        self.assertLess(self.session["Expiration"].timestamp(), time.time() + 1)
        time.sleep(0.2)
        for service, call, code in (
            ("ec2", lambda c: c.describe_vpcs(), "RequestExpired"),
            ("iam", lambda c: c.list_roles(), "ExpiredToken"),
            ("kms", lambda c: c.list_keys(), "ExpiredTokenException"),
            ("sagemaker", lambda c: c.list_domains(), "ExpiredTokenException"),
            ("s3", lambda c: c.list_buckets(), "ExpiredToken"),
        ):
            with self.subTest(service), self.refused(code):
                call(self.client(service))

    def test_a_new_session_works(self) -> None:
        admin("/settings", {"sessionSeconds": 0.1})
        self.assume()
        admin("/settings", {"sessionSeconds": 0})
        self.session = self.assume()
        time.sleep(0.2)
        self.client("sagemaker").list_domains()

    def test_who_asks_with_expired_credentials_gets_no_session(self) -> None:
        admin("/settings", {"baseExpired": True})
        with self.refused("ExpiredToken"):
            self.assume()


class Objects(InAnAccount):
    def test_the_runner_reads_replaces_and_removes_an_object_behind_everybodys_back(self) -> None:
        bucket = f"state-{self.account}"
        admin("/prepare-account", {"account": self.account, "region": "eu-central-1", "roles": [], "buckets": [bucket]})
        where = {"account": self.account, "region": "eu-central-1", "bucket": bucket, "key": "a/b"}
        self.assertIsNone(admin("/object", where)["content"])
        admin("/object", where | {"content": "eA=="})
        self.assertEqual(self.client("s3").get_object(Bucket=bucket, Key="a/b")["Body"].read(), b"x")
        self.assertEqual(admin("/object", where | {"content": None})["content"], "eA==")
        self.assertIsNone(admin("/object", where)["content"])


if __name__ == "__main__":
    unittest.main()
