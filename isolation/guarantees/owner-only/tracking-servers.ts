/** Tracking servers of MLflow: each is its team's by its name, works with that team's role for it, keeps artifacts where the role may, and is in the account that Studio is in. */
import type { TeamFacts } from "../../facts/facts";
import { placeOf } from "../../model";
import type { Failure } from "../guarantee";
import { isBelow } from "./prefixes";

export function ofTrackingServers(team: TeamFacts): Failure[] {
  const found = team.serviceRoles.filter(({ kind }) => kind === "mlflow");
  const places = found.flatMap(({ reaches }) => reaches.map(({ bucket, prefix }) => `s3://${bucket}/${prefix}`));
  const roles = found.map(({ role }) => role.arn);
  // In an account of the team's alone, too: the platform's own server there is not in these stacks.
  const prefix = team.jobPrefix;
  const { studio, data } = team;
  const maker = data.second?.role ?? data.deployerRole;
  return data.resources("aws_sagemaker_mlflow_tracking_server").flatMap((server) => {
    const {
      tracking_server_name: name,
      role_arn,
      artifact_store_uri: uri,
      automatic_model_registration,
    } = server.config;
    const where = placeOf(server);
    const failures: (Omit<Failure, "where"> | false)[] = [
      maker !== studio.deployerRole && {
        what: `the tracking server ${name} is made by ${maker}, and ${team.name}'s Studio by ${studio.deployerRole}: it may be in another account`,
        change: `let the provider assume ${studio.deployerRole}`,
      },
      !name.startsWith(prefix) && {
        what: `the tracking server ${name} of ${team.name} is not named after the team: whoever reaches servers of that name reads and changes its runs`,
        change: `begin its name with ${prefix}`,
      },
      !roles.includes(role_arn) && {
        what: `the tracking server ${name} of ${team.name} works with ${role_arn}, which is not the team's role for it`,
        change: `use a role of the Studio stack whose name ends in -mlflow, which reaches one prefix of the team's buckets`,
      },
      !places.some((place) => isBelow(uri, place)) && {
        what: `the tracking server ${name} of ${team.name} keeps artifacts in ${uri}, where its role may not`,
        change: `keep them below ${places.join(" or ") || "a prefix that a bucket's policy opens to its role"}`,
      },
      automatic_model_registration === true && {
        what: `the tracking server ${name} of ${team.name} registers models in SageMaker, with rights that its role must not have`,
        change: "set automatic_model_registration to false",
      },
    ];
    return failures.flatMap((each) => (each ? [{ ...each, where }] : []));
  });
}
