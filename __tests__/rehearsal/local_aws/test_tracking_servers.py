"""MLflow tracking servers pass through the states that the provider waits for."""

import unittest

from support import WithStudio, admin


class TrackingServers(WithStudio):
    def make(self, name: str = "dev-research-mlflow") -> str:
        made = self.studio.create_mlflow_tracking_server(
            TrackingServerName=name, ArtifactStoreUri="s3://models/mlflow", RoleArn=self.execution, Tags=[{"Key": "team", "Value": "research"}]
        )
        return made["TrackingServerArn"]

    def state(self, name: str = "dev-research-mlflow") -> str:
        return self.studio.describe_mlflow_tracking_server(TrackingServerName=name)["TrackingServerStatus"]

    def test_one_is_made_changed_and_deleted(self) -> None:
        server = self.make()
        self.assertTrue(server.endswith(":mlflow-tracking-server/dev-research-mlflow"))
        self.assertEqual(self.state(), "Created")
        self.assertEqual(self.studio.list_tags(ResourceArn=server)["Tags"], [{"Key": "team", "Value": "research"}])
        found = self.studio.describe_mlflow_tracking_server(TrackingServerName="dev-research-mlflow")
        self.assertEqual((found["TrackingServerSize"], found["AutomaticModelRegistration"]), ("Small", False))
        self.studio.update_mlflow_tracking_server(TrackingServerName="dev-research-mlflow", TrackingServerSize="Medium")
        self.assertEqual(self.state(), "Updated")
        listed = self.studio.list_mlflow_tracking_servers()["TrackingServerSummaries"]
        self.assertEqual([each["TrackingServerArn"] for each in listed], [server])
        self.studio.delete_mlflow_tracking_server(TrackingServerName="dev-research-mlflow")
        self.assertEqual(self.state(), "Deleting")
        with self.refused("ResourceNotFound", "does not exist"):
            self.state()

    def test_nothing_is_asked_of_one_on_its_way_to_a_state(self) -> None:
        self.addCleanup(admin, "/settings", {"appSeconds": 0})
        admin("/settings", {"appSeconds": 3600})
        self.make()
        self.assertEqual(self.state(), "Creating")
        with self.refused("ValidationException", "Creating"):
            self.studio.update_mlflow_tracking_server(TrackingServerName="dev-research-mlflow", TrackingServerSize="Medium")
        with self.refused("ValidationException", "Creating"):
            self.studio.delete_mlflow_tracking_server(TrackingServerName="dev-research-mlflow")

    def test_a_name_is_given_once_and_the_role_must_be_there(self) -> None:
        self.make()
        with self.refused("ValidationException", "already exists"):
            self.make()
        with self.refused("ValidationException", "nobody"):
            self.studio.create_mlflow_tracking_server(
                TrackingServerName="other", ArtifactStoreUri="s3://models/mlflow", RoleArn=f"arn:aws:iam::{self.account}:role/nobody"
            )


if __name__ == "__main__":
    unittest.main()
