/** A team's tracking server: SageMaker becomes its role, which lists, reads and writes artifacts, and notebooks reach the server. */
import type { Facts, TeamFacts } from "../../facts/facts";
import { doorsOf } from "../../facts/interface-endpoints";
import { asRole, policiesOf } from "../../facts/role-grants";
import type { FoundServiceRole } from "../../facts/service-roles";
import { placeOf } from "../../model";
import type { Failure } from "../guarantee";
import { throughS3Keys } from "./buckets";
import { arnIn, becomingFor, type Call, type Need } from "./needs";

const serversOf = ({ data }: TeamFacts) => data.resources("aws_sagemaker_mlflow_tracking_server");
const rolesOf = ({ serviceRoles }: TeamFacts) => serviceRoles.filter(({ kind }) => kind === "mlflow");

/** What programs of the team call. Page: docs.aws.amazon.com/sagemaker/latest/dg/mlflow-create-tracking-server-iam.html */
export const ofTrackingCalls = (facts: Facts, team: TeamFacts): Call[] =>
  serversOf(team).flatMap(({ config }) =>
    ["CreateRun", "LogMetric", "SearchRuns", "CreateRegisteredModel"].map(
      (name): Call => ({
        door: "experiments",
        what: `track runs on its server (sagemaker-mlflow:${name})`,
        action: `sagemaker-mlflow:${name}`,
        resource: arnIn(facts, "sagemaker", `mlflow-tracking-server/${config.tracking_server_name}`),
      }),
    ),
  );

/** What the server does with its role. */
export const ofTrackingServers = (facts: Facts, team: TeamFacts): Need[] =>
  rolesOf(team).flatMap((each) => [becoming(facts, each), ...artifacts(facts, team, each)]);

/** Whoever made the server wants programs to reach it, and its files to be read. */
export function trackingNothing(facts: Facts, team: TeamFacts): Failure[] {
  const servers = serversOf(team);
  const isReached = doorsOf(facts).some(({ name }) => name === "experiments");
  return [
    ...(isReached ? [] : servers).map((server) => ({
      what: `${team.name} cannot reach its tracking server ${server.config.tracking_server_name}: the network has no interface endpoint experiments`,
      where: placeOf(server),
      change: "add experiments to network.extraInterfaceEndpoints, or leave features.mlflow out",
    })),
    ...rolesOf(team)
      .filter(({ reaches }) => reaches.length === 0)
      .map(({ role }) => ({
        what: `${team.name} cannot see artifacts of its runs: no bucket of the team lets ${role.arn} in`,
        where: placeOf(role.resource),
        change:
          "allow the role s3:GetObject and s3:PutObject below its prefix in the bucket's policy, or leave the role out",
      })),
    ...(servers.length > 0 ? [] : rolesOf(team)).map(({ role }) => ({
      what: `${team.name} has a role for a tracking server, and no server`,
      where: placeOf(role.resource),
      change: "synthesize anew, or take features.mlflow out of the team's file",
    })),
  ];
}

/** AWS does not document what SageMaker names as the source: nothing, or the server. Both must do. */
const becoming = (facts: Facts, { role }: FoundServiceRole): Need => {
  const source = arnIn(facts, "sagemaker", "mlflow-tracking-server/one");
  return becomingFor(source, role, `have SageMaker run a tracking server with its role (sts:AssumeRole for ${source})`);
};

function artifacts(facts: Facts, team: TeamFacts, { role, reaches }: FoundServiceRole): Need[] {
  const as = { principal: asRole(role) };
  return team.buckets.flatMap((bucket) => {
    const policies = { ...policiesOf(role), ...(bucket.policy && { resource: bucket.policy }) };
    const own = reaches.filter((reach) => reach.bucket === bucket.name);
    const call = (what: string, action: string, resource: string, context = {}): Need => ({
      what: `have its tracking server ${what}`,
      sender: "platform",
      request: { ...as, action, resource, resourceAccount: bucket.account, context },
      policies,
    });
    return own.flatMap(({ prefix }): Need[] => [
      call(`read artifacts below ${bucket.name}/${prefix}`, "s3:GetObject", `${bucket.arn}/${prefix}1/artifacts/model`),
      call(
        `write artifacts below ${bucket.name}/${prefix}`,
        "s3:PutObject",
        `${bucket.arn}/${prefix}1/artifacts/model`,
      ),
      call(`list artifacts below ${bucket.name}/${prefix}`, "s3:ListBucket", bucket.arn, {
        "s3:prefix": `${prefix}1/`,
      }),
      ...["kms:Decrypt", "kms:GenerateDataKey"].flatMap((action) =>
        team.dataKeys.map(
          (key): Need => ({
            what: `have its tracking server use the key of ${bucket.name} (${action})`,
            sender: "forwarded",
            request: {
              ...as,
              action,
              resource: key.arn,
              resourceAccount: key.account,
              context: { ...throughS3Keys(facts, bucket, key.aliases), "aws:ViaAWSService": "true" },
            },
            policies: { ...policiesOf(role), resource: key.policy },
          }),
        ),
      ),
    ]);
  });
}
