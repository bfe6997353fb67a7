/** Which of an account's SageMaker objects and log streams are a team's: by its domain, its stack, and the names of its jobs where the account is not its own. */
import { resourceTemplates } from "../decide";
import type { Facts, TeamFacts } from "./facts";
import { separationOf } from "./separation";

/** Types whose ARN begins with a domain's id. */
const ofDomain = new Set(["domain", "user-profile", "space", "app"]);

const start = ({ partition, region, account }: Facts, service: string): string =>
  `arn:${partition}:${service}:${region}:${account}:`;

/** Patterns of the ARNs of everything in SageMaker that is the team's. */
export function ownObjects(facts: Facts, team: TeamFacts): readonly string[] {
  const types = resourceTemplates("sagemaker").flatMap(
    (template) => /:sagemaker:.*:([a-z-]+)\/\$\{/.exec(template)?.[1] ?? [],
  );
  const arn = start(facts, "sagemaker");
  const names = nameOf(facts, team, "*");
  return [...new Set(types)].flatMap((type) => {
    if (type === "studio-lifecycle-config") {
      return team.studio.resources("aws_sagemaker_studio_lifecycle_config").map((each) => each.arn);
    }
    if (type === "domain") return [`${arn}domain/${team.domain.id}`];
    return ofDomain.has(type) ? [`${arn}${type}/${team.domain.id}/*`] : [`${arn}${type}/${names}`];
  });
}

/** The name of an object of the team's, or a pattern of all: its prefix stands before it where names tell teams apart. */
export const nameOf = (facts: Facts, { jobPrefix }: Pick<TeamFacts, "jobPrefix">, rest: string): string =>
  separationOf(facts) === "account" ? rest : `${jobPrefix}${rest}`;

/** Patterns of the ARNs of the team's log streams, and of the log groups of its endpoints. */
export function ownLogs(facts: Facts, team: TeamFacts): readonly string[] {
  const group = `${start(facts, "logs")}log-group:/aws/sagemaker/`;
  const { jobPrefix, domain } = team;
  if (separationOf(facts) === "account") return [`${group}*`];
  return [
    `${group}studio:log-stream:${domain.id}/*`,
    ...["ProcessingJobs", "TrainingJobs", "TransformJobs"].map((jobs) => `${group}${jobs}:log-stream:${jobPrefix}*`),
    `${group}Endpoints/${jobPrefix}*`,
    `${group}InferenceComponents/${jobPrefix}*`,
  ];
}
