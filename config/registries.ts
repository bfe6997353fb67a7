/** ARNs of what an environment reads of other accounts' central registries. */
import { arn } from "./names";
import type { Environment } from "./schema";

/** Repositories of ECR. Source: docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerregistry.html */
export const imageRepositoryArns = (environment: Environment): string[] =>
  environment.imageRegistries.flatMap(({ account, repositories }) =>
    repositories.map((name) => arn(environment, "ecr", environment.region, account, `repository/${name}`)),
  );

/** Domains and repositories of CodeArtifact. Source: .../list_awscodeartifact.html */
export const packageArns = (environment: Environment): string[] =>
  environment.packageRegistries.flatMap(({ account, domain, repositories }) =>
    [`domain/${domain}`, ...repositories.map((name) => `repository/${domain}/${name}`)].map((resource) =>
      arn(environment, "codeartifact", environment.region, account, resource),
    ),
  );
