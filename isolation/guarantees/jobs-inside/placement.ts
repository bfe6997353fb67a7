/** What runs, runs in the team's subnets and groups, or on the team's own models, which do. */
import { actionsOf } from "../../decide";
import type { Facts, TeamFacts } from "../../facts/facts";
import { grantedTo } from "../../facts/role-grants";
import { ownObjects } from "../../facts/sagemaker-objects";
import { separationOf } from "../../facts/separation";
import { placeOf } from "../../model";
import { absent, all, ask, except, type Part } from "../../questions/about";
import {
  answering,
  harmless,
  ofOwnDefinition,
  onModels,
  placed,
  scheduling,
  telling,
} from "../../questions/sagemaker-calls";
import type { Failure } from "../guarantee";

/** Groups that jobs may have: in a person's group a job would reach that person's app, and everybody's jobs would. */
export function groupsOfJobs({ studio }: TeamFacts): readonly string[] {
  const ofPeople = new Set(
    studio
      .resources("aws_sagemaker_user_profile")
      .flatMap(({ config }) => (config.user_settings ?? []).flatMap(({ security_groups }) => security_groups ?? [])),
  );
  return studio
    .resources("aws_security_group")
    .map(({ id }) => id)
    .filter((id) => !ofPeople.has(id));
}

const config = "sagemaker:CreateEndpointConfig";

/** What only a serverless endpoint says. AWS supports no VPC there: docs.aws.amazon.com/sagemaker/latest/dg/serverless-endpoints.html (Feature exclusions) */
export const serverless = "sagemaker:ServerlessMemorySize";

/** A schedule that names a definition, made inside like any: whose it is does not matter where all are the team's. */
export const byDefinition = (facts: Facts): readonly Part[] =>
  separationOf(facts) === "account"
    ? [except({ Action: scheduling, Resource: "*" }, all(...ofOwnDefinition.map((key) => absent(key))))]
    : [];

/** By condition key, what a request may say. */
export const ownNetwork = (team: TeamFacts): Readonly<Record<string, readonly string[]>> => ({
  "sagemaker:VpcSubnets": team.studio.resources("aws_subnet").map(({ id }) => id),
  "sagemaker:VpcSecurityGroupIds": groupsOfJobs(team),
});

export function ofPlacement(facts: Facts, team: TeamFacts): Failure[] {
  const where = placeOf(team.role.resource);
  const own = ownNetwork(team);
  const outside = grantedTo(
    facts,
    team,
    ...Object.entries(own).flatMap(([key, ids]) => [
      ask({ Action: placed, Resource: "*" }, absent(key)),
      // What runs on models need not say where; where it does, it says the team's own.
      ask({ Action: telling(key), Resource: "*" }, { "ForAnyValue:StringNotEquals": { [key]: ids } }),
    ]),
    ...byDefinition(facts),
  );
  const reads = actionsOf("sagemaker")
    .filter(({ onlyReads }) => onlyReads)
    .map(({ name }) => name);
  const unplaced = grantedTo(
    facts,
    team,
    ask({ Action: "sagemaker:*", Resource: "*" }),
    // Whatever AWS adds is not among these.
    except({ Action: [...placed, ...harmless, ...answering, ...reads, "sagemaker:Describe*"], Resource: "*" }),
  );
  const servers = grantedTo(
    facts,
    team,
    ask({ Action: telling(serverless), Resource: "*" }, { Null: { [serverless]: "false" } }),
  );
  const ownModels = ownObjects(facts, team).filter((arn) => arn.includes(":model/"));
  const foreignModels = grantedTo(
    facts,
    team,
    ask({ Action: onModels.filter((action) => action !== config), Resource: "*" }, absent("sagemaker:ModelArn")),
    // An endpoint for inference components has no model: its configuration says where it runs.
    ...Object.keys(own).map((key) =>
      ask({ Action: config, Resource: "*" }, all(absent("sagemaker:ModelArn"), absent(key))),
    ),
    ask({ Action: onModels, Resource: "*" }, { "ForAnyValue:ArnNotLike": { "sagemaker:ModelArn": ownModels } }),
  );
  return [
    ...outside.map((found) => ({
      what: `${team.name}'s role starts a job outside its team's subnets and groups`,
      where,
      found,
      change: "allow it only with sagemaker:VpcSubnets and sagemaker:VpcSecurityGroupIds present and the team's own",
    })),
    ...unplaced.map((found) => ({
      what: `${team.name}'s role starts something in SageMaker that names no subnets`,
      where,
      found,
      change: "do not grant it",
    })),
    ...servers.map((found) => ({
      what: `${team.name}'s role makes a serverless endpoint, which runs outside every VPC`,
      where,
      found,
      change: `deny it where ${serverless} is present`,
    })),
    ...foreignModels.map((found) => ({
      what: `${team.name}'s role runs a model that is not its team's`,
      where,
      found,
      change: `allow it only with sagemaker:ModelArn present and like ${ownModels.join(", ")}`,
    })),
  ];
}
