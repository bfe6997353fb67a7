/** environment.yaml, imageRegistries and packageRegistries: what teams read of other accounts' central registries, by account and name. */
import { z } from "zod";
import { accountId, describe } from "./values";

/** Source: docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepository.html (repositoryName) */
export const imageRepository = z
  .string()
  .min(2, { error: "is too short; the name of a repository of ECR has 2 to 256 characters" })
  .max(256, { error: "is longer than 256 characters; shorten it" })
  .regex(/^([a-z0-9]+([._-][a-z0-9]+)*\/)*[a-z0-9]+([._-][a-z0-9]+)*$/, {
    error:
      "is not a legal name of a repository of ECR; write its name alone, without host and tag, for example platform/training",
  });

export const imageRegistry = z.strictObject({
  account: describe(accountId, "The account that owns the registry."),
  repositories: describe(
    z.array(describe(imageRepository, "The repository's name, without host, tag and asterisks.")).min(1, {
      error: "is empty; name the repositories, or leave the registry out",
    }),
    "Repositories of ECR there, in the environment's region, whose images teams pull. Their policies must let the teams' roles pull (docs/endpoints.md#central-registries).",
  ),
});

/** Source: docs.aws.amazon.com/codeartifact/latest/APIReference/API_CreateDomain.html (domain) */
const domain = z.string().regex(/^[a-z][a-z0-9-]{0,48}[a-z0-9]$/, {
  error: "is not a legal name of a domain of CodeArtifact; write 2 to 50 lower-case letters, digits and hyphens",
});
/** Source: docs.aws.amazon.com/codeartifact/latest/APIReference/API_CreateRepository.html (repository) */
const packageRepository = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{1,99}$/, {
  error:
    "is not a legal name of a repository of CodeArtifact; write 2 to 100 letters, digits, dots, hyphens and underscores",
});

export const packageRegistry = z.strictObject({
  account: describe(accountId, "The account that owns the domain."),
  domain: describe(domain, "The domain's name."),
  repositories: describe(
    z.array(describe(packageRepository, "The repository's name, without asterisks.")).min(1, {
      error: "is empty; name the repositories, or leave the registry out",
    }),
    "Repositories of the domain, in the environment's region, whose packages teams install. Their policies and the domain's must let the teams' roles read (docs/endpoints.md#central-registries).",
  ),
});
