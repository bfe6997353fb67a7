/** environment.yaml, imageRegistries: what teams read of other accounts' central registries, by account and name. */
import { z } from "zod";
import { accountId, describe } from "./values";

/** Source: docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepository.html (repositoryName) */
const imageRepository = z
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
