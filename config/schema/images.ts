/** The images of a team's own that its people may start apps with. */
import { z } from "zod";
import { imageRepository } from "./registries";
import { accountId, describe, slug } from "./values";

/** Terraform reads ${ and %{ as templates; SageMaker takes no empty ones. Source: API_ContainerConfig.html (patterns, lengths). */
const text = (longest: number) =>
  z
    .string()
    .max(longest, { error: `is longer than ${longest} characters; shorten it` })
    .regex(/^(?!.*[$%]\{)[ -~]*[!-~][ -~]*$/, {
      error: "is not a text that a container takes; write printable ASCII characters, without ${ and %{",
    });

const container = z.strictObject({
  entrypoint: describe(text(256).optional(), "The program that starts the app, instead of the image's own."),
  arguments: describe(
    z
      .array(text(64))
      .min(1, { error: "is empty; leave it out" })
      .max(50, { error: "has more than 50 arguments, and SageMaker takes 50" })
      .optional(),
    "Arguments of that program.",
  ),
  environment: describe(
    z
      .record(
        z.string().regex(/^[A-Za-z_]\w{0,255}$/, {
          error: "is not the name of an environment variable; write letters, digits and underscores, no digit first",
        }),
        text(256),
      )
      .refine((variables) => Object.keys(variables).length <= 25, {
        error: "has more than 25 variables, and SageMaker takes 25",
      })
      .optional(),
    "Environment variables of the container.",
  ),
});

const repository = z.strictObject({
  account: describe(
    accountId.optional(),
    "The account of a central registry, which imageRegistries in environment.yaml declares. Default: the studio account.",
  ),
  name: describe(
    // SageMaker takes 255 characters, and registry and digest need 126 of them at most.
    imageRepository.max(128, {
      error: "is longer than 128 characters, and SageMaker takes no longer reference to an image; shorten it",
    }),
    "The repository's name, without host and tag.",
  ),
});

const digest = z.string().regex(/^sha256:[0-9a-f]{64}$/, {
  error: "is not the digest of an image; write sha256: and 64 hexadecimal digits (a tag may move to another image)",
});

export const image = z.strictObject({
  name: describe(slug(16), "Last part of the image's name in SageMaker, and its name in Studio."),
  repository: describe(repository, "The ECR repository of the container images, in the environment's region."),
  digests: describe(
    z
      .array(digest)
      .min(1, { error: "is empty; an image needs at least one digest" })
      .max(10, { error: "has more than 10 digests; remove those that nobody runs" }),
    "Digests of the container images, the newest last; each is a version that people may choose. Add one to offer it, and remove an old one when no app runs it.",
  ),
  apps: describe(
    z
      .array(z.enum(["jupyterlab", "code-editor"]))
      .min(1, { error: "is empty; write jupyterlab, code-editor, or both" })
      .default(["jupyterlab"]),
    "Apps that may start with it.",
  ),
  container: describe(container.prefault({}), "How the container starts, where its image does not say it."),
});
