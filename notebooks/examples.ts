/** The list of notebook examples, examples.yaml: its schema and how it is read. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";

/** The parts of a working day in Studio. Each has one example at least. */
export const areas = [
  "session and buckets",
  "upload",
  "training with a built-in algorithm",
  "training in script mode",
  "distributed training on GPU",
  "spot training",
  "tuning",
  "processing with scikit-learn",
  "processing with PyTorch",
  "processing with Spark",
  "processing with Clarify",
  "batch transform",
  "real-time endpoint",
  "asynchronous endpoint",
  "serverless endpoint",
  "multi-model endpoint",
  "inference components",
  "data capture",
  "autoscaling",
  "model registry with approval",
  "pipelines",
  "schedules",
  "Feature Store online",
  "Feature Store offline",
  "Experiments",
  "MLflow",
  "AutoML v1",
  "AutoML v2",
  "JumpStart",
  "@remote",
  "notebook jobs",
  "Model Monitor",
  "Athena and Glue through awswrangler",
  "CodeArtifact with pip and conda",
  "git from a declared endpoint",
  "metrics and logs",
  "s3fs",
  "boto3",
] as const;

/** What a program is written for; each is a folder of programs. */
export const apis = ["sdk-v2", "sdk-v3", "boto3", "awswrangler", "s3fs", "shell"] as const;
export type Api = (typeof apis)[number];

const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "must be in kebab-case");
const version = z.string().regex(/^\d+\.\d+\.\d+$/, "must be a version such as 3.27.0");
const licence = z.string().min(1);

const source = z.union([
  z.strictObject({
    repository: z.string().regex(/^[\w.-]+\/[\w.-]+$/, "must be <owner>/<name> on GitHub"),
    commit: z.string().regex(/^[0-9a-f]{40}$/, "must be a whole commit id"),
    licence,
  }),
  z.strictObject({ site: z.url({ protocol: /^https$/ }), licence }),
]);

const form = z
  .strictObject({
    source: z.string(),
    path: z.string().min(1).optional(),
    page: z.url({ protocol: /^https$/ }).optional(),
    versions: z.array(version).nonempty().optional(),
    reads: z.array(z.string()).nonempty().optional(),
    packages: z.array(z.string()).nonempty().optional(),
    note: z.string().optional(),
  })
  .refine(({ path, page }) => (path === undefined) !== (page === undefined), "must have either path or page");
export type Form = z.infer<typeof form>;

const example = z.strictObject({
  id,
  title: z.string().min(1),
  area: z.enum(areas),
  /** The opt-in that the example was written for, later than the others: it is measured, and not counted with them. */
  shows: z.string().min(1).optional(),
  forms: z.partialRecord(z.enum(apis), form),
});
export type Example = z.infer<typeof example>;

const list = z.strictObject({
  sources: z.record(id, source),
  sdkVersions: z.strictObject({ "sdk-v2": z.array(version), "sdk-v3": z.array(version) }),
  examples: z.array(example),
  dropped: z.array(z.strictObject({ id, reason: z.string().min(1) })),
});
export type ExampleList = z.infer<typeof list>;

/** Reads the list. Throws zod's error where it has not the form that the schema demands. */
export const loadExamples = (file = join(__dirname, "examples.yaml")): ExampleList =>
  list.parse(parse(readFileSync(file, "utf8"), { schema: "failsafe" }));

/** The first line that every program of this form has: where it is taken from. */
export const sourceLine = ({ sources }: ExampleList, { source, path, page }: Form) => {
  const from = sources[source];
  return from !== undefined && "repository" in from
    ? `# Source: ${from.repository}@${from.commit.slice(0, 12)}: ${path?.trim()}`
    : `# Source: ${page}`;
};

/** Every form of every example, with the file of its program. */
export const programsOf = ({ examples }: ExampleList) =>
  examples.flatMap((example) =>
    Object.entries(example.forms).map(([api, form]) => ({
      example,
      api: api as Api,
      form,
      file: join(__dirname, api, `${example.id}.${api === "shell" ? "sh" : "py"}`),
    })),
  );
