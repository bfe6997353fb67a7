/** The execution role can start no job, model, endpoint or space outside the team's subnets and groups or without encryption, can pass no other role, cannot change its own permissions. */
import { nvmeInstancePatterns } from "../../config/tables/nvme-instances";
import { deploysVersions } from "../facts/model-registry";
import { nameOf } from "../facts/sagemaker-objects";
import { separationOf } from "../facts/separation";
import { lentByNotebooks, withRole } from "../facts/service-roles";
import { type Guarantee, leftOpen } from "./guarantee";
import { ofEncryption } from "./jobs-inside/encryption";
import { ofEveryRight } from "./jobs-inside/every-right";
import { makesFeatureGroups, ofFeatureGroups } from "./jobs-inside/feature-groups";
import { ofIdentities } from "./jobs-inside/identities";
import { ofImages } from "./jobs-inside/images";
import { ofInterfaces } from "./jobs-inside/interfaces";
import { lentRolesOpen, ofLentRoles } from "./jobs-inside/lent-roles";
import { ofPlacement } from "./jobs-inside/placement";
import { ofScripts } from "./jobs-inside/scripts";

const ofSteps = [ofPlacement, ofEncryption, ofFeatureGroups, ofInterfaces, ofScripts, ofImages, ofEveryRight];

export const jobsInside: Guarantee = {
  id: "G7",
  name: "jobs stay inside",
  promise:
    "the execution role can start no job, model, endpoint or space outside the team's subnets and groups or without encryption, can pass no other role, cannot change its own permissions",
  checks: (facts) =>
    facts.teams.map((team) => ({
      team: team.name,
      failures: () => [
        ...ofSteps.flatMap((failures) => failures(facts, team)),
        ...ofIdentities(facts, team, team.lendable),
        ...ofLentRoles(facts, team),
        // What starts a team's jobs in the stead of its notebooks starts them inside, with the execution role.
        ...lentByNotebooks(team).flatMap(({ role }) => [
          ...ofSteps.flatMap((failures) => failures(facts, withRole(team, role))),
          ...ofIdentities(facts, withRole(team, role), [team.role.arn]),
        ]),
      ],
    })),
  exceptions: (facts) => [
    ...(separationOf(facts) === "account"
      ? [{ kind: "monitoring schedules run the job definition that they name, which was made inside" }]
      : []),
    ...facts.teams
      .filter((team) => makesFeatureGroups(facts, team))
      .flatMap(({ name, studioKeys }) =>
        leftOpen(
          "Feature Store (features.featureStore): records of the team's feature groups lie in SageMaker's online store, in AWS's account, under this key",
          studioKeys.map(({ arn }) => arn),
          name,
        ),
      ),
    ...facts.teams
      .filter((team) => deploysVersions(facts, team))
      .flatMap((team) =>
        leftOpen(
          "models made of versions that administrators registered (features.modelRegistry): images and files are in no request, and run as any model's",
          [`model-package/${nameOf(facts, team, "*")}`],
          team.name,
        ),
      ),
    ...facts.teams.flatMap(({ name, data }) =>
      leftOpen(
        "MLflow (features.mlflow): names, parameters, metrics and tags of the team's runs lie in its tracking server, in AWS's account, under no key of the team's",
        data.resources("aws_sagemaker_mlflow_tracking_server").map(({ config }) => config.tracking_server_name),
        name,
      ),
    ),
    ...leftOpen("started on instances that SageMaker chooses itself, for it has no condition key there", [
      "sagemaker:CreateAutoMLJob",
      "sagemaker:CreateAutoMLJobV2",
    ]),
    ...facts.teams.flatMap((team) => lentRolesOpen(team)),
    ...leftOpen("instance types with NVMe storage, which encrypt it themselves", nvmeInstancePatterns),
    {
      kind: "inference components run in the network of their endpoint's configuration, which names no model; on another endpoint AWS refuses them",
    },
    {
      kind: "network interfaces in the team's own subnets are made and deleted by the role, permissions of interfaces are taken back where EC2 does not say whose, and what EC2 lists is seen",
    },
  ],
};
