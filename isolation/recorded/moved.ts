/** Moves a recorded request into an environment: the ids and names that it was recorded with become a team's own. */
import { dnsSuffix } from "../../config/tables/regions";
import type { Facts, TeamFacts } from "../facts/facts";
import { pipelineFiles } from "./canonical";
import { databaseOf, type Surroundings, workgroupOf } from "./made-with";
import type { IamRequest } from "./requests-of-call";

/** A team's own. Undefined values leave a request as if it had not named them. */
export function surroundingsOf(facts: Facts, team: TeamFacts): Surroundings {
  const { domain, studio, role, buckets, dataKeys, studioKeys, jobPrefix, data } = team;
  return {
    partition: facts.partition,
    region: facts.region,
    account: facts.account,
    dataAccount: data.account,
    domain: domain.id,
    profile: studio.resources("aws_sagemaker_user_profile")[0]?.config.user_profile_name ?? "somebody",
    subnets: studio.resources("aws_subnet").map(({ id }) => id),
    securityGroup: domain.config.tags?.["jobs-security-group"] ?? "",
    role: role.arn,
    ...pipelinesOf(team),
    studioKey: studioKeys[0]?.arn ?? "",
    dataKey: dataKeys[0]?.arn ?? "",
    bucket: buckets[0]?.name ?? "",
    image: imageOf(facts, team),
    jobPrefix,
  };
}

/** Where the team has no image, one that nobody made, of a name that it could have. */
const imageOf = ({ environment }: Facts, { name, studio }: TeamFacts): string =>
  studio.resources("aws_sagemaker_image")[0]?.config.image_name ?? `${environment.name}-${name}-lab`;

/** Where the team has no role for pipelines, one that nobody made, of the name that it would have. */
function pipelinesOf({ serviceRoles, role, buckets }: TeamFacts) {
  const found = serviceRoles.find(({ kind }) => kind === "pipeline");
  const [reach] = found?.reaches ?? [];
  return {
    pipelineRole: found?.role.arn ?? role.arn.replace(/-execution$/, "-pipeline"),
    pipelineFiles: reach ? `${reach.bucket}/${reach.prefix}` : `${buckets[0]?.name ?? ""}/${pipelineFiles}`,
  };
}

/** AWS's hosts end differently in China. */
const hostIn = ({ partition }: Surroundings, host: string): string =>
  host.replace(/\.amazonaws\.com$/, `.${dnsSuffix(partition)}`);

/** Requests recorded with one set of ids, with those of another. */
export function mover(from: Surroundings, to: Surroundings): (request: IamRequest) => IamRequest {
  const whole = [
    "role",
    "pipelineRole",
    "pipelineFiles",
    "studioKey",
    "dataKey",
    "bucket",
    "domain",
    "securityGroup",
    "dataAccount",
    "account",
    "region",
  ] as const;
  const pairs = [
    ...whole.map((name) => [from[name], to[name]] as const),
    [`arn:${from.partition}:`, `arn:${to.partition}:`] as const,
    [`/${from.jobPrefix}`, `/${to.jobPrefix}`] as const,
    [`:${from.jobPrefix}`, `:${to.jobPrefix}`] as const,
    [`workgroup/${workgroupOf(from)}`, `workgroup/${workgroupOf(to)}`] as const,
    ...["database", "table"].map((type) => [`${type}/${databaseOf(from)}`, `${type}/${databaseOf(to)}`] as const),
    ...["image", "image-version"].map((type) => [`${type}/${from.image}`, `${type}/${to.image}`] as const),
    [`/${from.profile}`, `/${to.profile}`] as const,
  ];
  // Longest first: a role's ARN holds the account.
  const sorted = [...pairs].sort(([one], [other]) => other.length - one.length);
  const pattern = new RegExp(sorted.map(([text]) => text.replace(/[.*+?^$()|[\]{}\\/]/g, "\\$&")).join("|"), "g");
  const replacement = new Map(sorted);
  const text = (value: string): string =>
    value === from.profile ? to.profile : value.replace(pattern, (found) => replacement.get(found) ?? found);
  const isEverySubnet = (values: readonly string[]) => from.subnets.every((id) => values.includes(id));
  const list = (values: readonly string[]): readonly string[] =>
    isEverySubnet(values)
      ? [...to.subnets, ...values.filter((id) => !from.subnets.includes(id))]
      : values.map((value) => to.subnets[from.subnets.indexOf(value)] ?? text(value));
  return (request) => ({
    ...request,
    ...(request.host !== undefined && { host: hostIn(to, text(request.host)) }),
    ...(request.through !== undefined && { through: hostIn(to, text(request.through)) }),
    ...(request.expectedOwner !== undefined && { expectedOwner: text(request.expectedOwner) }),
    resource: text(request.resource),
    context: Object.fromEntries(
      Object.entries(request.context).map(([key, value]) => [
        key,
        value === undefined ? undefined : typeof value === "string" ? text(value) : list(value),
      ]),
    ),
  });
}
