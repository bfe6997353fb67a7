/** Synthesized stacks as tests read them: every reference followed, through remote state too, to the value it would have. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
export type Block = { [key: string]: Json };
/** A stack's file as CDKTF wrote it. */
export type StackFile = { resource?: Record<string, Record<string, Block>> } & Record<string, Json | undefined>;

export interface Resource {
  readonly type: string;
  /** Terraform's name, unique within type and stack. */
  readonly name: string;
  /** Name of the stack. */
  readonly stack: string;
  /** Arguments, references resolved. Typed loosely on purpose: tests reach into them. */
  // biome-ignore lint/suspicious/noExplicitAny: the shape is the provider's, per resource type
  readonly config: any;
}

/** Reads `<outdir>/stacks/<stack>/cdk.tf.json` of the named stacks. */
export function readStacks(outdir: string, belongs: (stack: string) => boolean): Map<string, StackFile> {
  const folder = join(outdir, "stacks");
  return new Map(
    readdirSync(folder)
      .filter(belongs)
      .sort()
      .map((stack) => [stack, JSON.parse(readFileSync(join(folder, stack, "cdk.tf.json"), "utf8"))]),
  );
}

/** A stack's resources and outputs, references resolved; unknown references are errors. */
export class Deployment {
  private readonly resolved = new Map<string, Resource[]>();

  constructor(private readonly stacks: ReadonlyMap<string, StackFile>) {}

  get names(): string[] {
    return [...this.stacks.keys()];
  }

  /** The stack's file, references unresolved. */
  file(stack: string): StackFile {
    const file = this.stacks.get(stack);
    if (!file) throw new Error(`no stack ${stack}`);
    return file;
  }

  /** All resources of one stack, or those of one type. */
  resources(stack: string, type?: string): Resource[] {
    let all = this.resolved.get(stack);
    if (!all) {
      all = Object.entries(this.file(stack).resource ?? {}).flatMap(([each, named]) =>
        Object.entries(named).map(([name, config]) => ({
          type: each,
          name,
          stack,
          // Conditions on values in the state refer to what only Terraform knows.
          config: each === "terraform_data" ? config : this.resolve(stack, config),
        })),
      );
      this.resolved.set(stack, all);
    }
    return type === undefined ? all : all.filter((resource) => resource.type === type);
  }

  /** The resource of that type and name; an error where there is none. */
  resource(stack: string, type: string, name: string): Resource {
    const found = this.resources(stack, type).find((resource) => resource.name === name);
    if (!found) throw new Error(`${stack} has no ${type}.${name}`);
    return found;
  }

  /** The value of an output. */
  output(stack: string, name: string): Json {
    const outputs = this.file(stack)["output"] as Record<string, { value: Json }> | undefined;
    const output = outputs?.[name];
    if (!output) throw new Error(`${stack} has no output ${name}`);
    return this.resolve(stack, output.value);
  }

  /** What references to a resource's attribute resolve to. */
  attributeOf({ stack, type, name, config }: Resource, key: string): Json {
    return this.attribute(stack, type, name, key, config);
  }

  /** Account and region that the stack's provider works in. */
  place(stack: string): { account: string; region: string } {
    const providers = (this.file(stack)["provider"] as { aws?: Block[] } | undefined)?.aws;
    const provider = providers?.[0];
    const account = (provider?.["allowed_account_ids"] as string[] | undefined)?.[0];
    const region = provider?.["region"] as string | undefined;
    if (!account || !region) throw new Error(`${stack}: provider without account or region`);
    return { account, region };
  }

  private resolve(stack: string, value: Json): Json {
    if (typeof value === "string") return this.resolveString(stack, value);
    if (Array.isArray(value)) return value.map((element) => this.resolve(stack, element));
    if (value !== null && typeof value === "object") {
      return Object.fromEntries(Object.entries(value).map(([key, element]) => [key, this.resolve(stack, element)]));
    }
    return value;
  }

  private resolveString(stack: string, text: string): Json {
    const whole = /^\$\{([^{}]+)\}$/.exec(text);
    if (whole?.[1]) return this.reference(stack, whole[1]);
    return text
      .replace(/(?<!\$)\$\{([^{}]+)\}/g, (_, expression: string) => String(this.reference(stack, expression)))
      .replaceAll("$${", "${");
  }

  private reference(stack: string, expression: string): Json {
    const output = /^data\.terraform_remote_state\.([\w-]+)\.outputs\.(\w+)$/.exec(expression);
    if (output?.[1] && output[2]) return this.output(this.readStack(stack, output[1]), output[2]);
    const attribute = /^(?:data\.)?(\w+)\.([\w-]+)\.(\w+)$/.exec(expression);
    if (!attribute) throw new Error(`${stack}: not a plain reference: ${expression}`);
    const [, type = "", name = "", key = ""] = attribute;
    const section = expression.startsWith("data.")
      ? (this.file(stack)["data"] as StackFile["resource"])
      : this.file(stack).resource;
    const config = section?.[type]?.[name];
    if (!config) throw new Error(`${stack}: ${expression} refers to nothing`);
    return this.attribute(stack, type, name, key, this.resolve(stack, config) as Block);
  }

  /** The stack that a remote state block reads, whatever the backend. */
  private readStack(stack: string, name: string): string {
    const blocks = (this.file(stack)["data"] as Record<string, Record<string, Block>> | undefined)?.[
      "terraform_remote_state"
    ];
    const config = blocks?.[name]?.["config"] as Block | undefined;
    const workspaces = config?.["workspaces"] as Block | undefined;
    const place = config?.["path"] ?? config?.["key"] ?? workspaces?.["name"];
    if (typeof place !== "string") throw new Error(`${stack}: remote state ${name} says not what it reads`);
    return place.replace(/^.*\//, "").replace(/\.tfstate$/, "");
  }

  /** What AWS would answer: real where configuration decides it, a recognizable stand-in where AWS does. */
  private attribute(stack: string, type: string, name: string, key: string, config: Block): Json {
    const { account, region } = this.place(stack);
    const partition = region.startsWith("us-gov") ? "aws-us-gov" : region.startsWith("cn-") ? "aws-cn" : "aws";
    const symbol = `${stack}-${name}`.replaceAll("_", "-");
    const iam = (kind: string) => `arn:${partition}:iam::${account}:${kind}${config["path"] ?? "/"}${config["name"]}`;
    const known: Record<string, () => Json> = {
      "aws_iam_role.arn": () => iam("role"),
      "aws_iam_role.name": () => config["name"] ?? null,
      "aws_iam_role.id": () => config["name"] ?? null,
      "aws_iam_policy.arn": () => iam("policy"),
      "aws_sagemaker_app_image_config.app_image_config_name": () => config["app_image_config_name"] ?? null,
      "aws_sagemaker_image.image_name": () => config["image_name"] ?? null,
      "aws_s3_bucket.arn": () => `arn:${partition}:s3:::${config["bucket"]}`,
      "aws_s3_bucket.id": () => config["bucket"] ?? null,
      "aws_kms_key.arn": () => `arn:${partition}:kms:${region}:${account}:key/${symbol}`,
      "aws_sagemaker_studio_lifecycle_config.arn": () =>
        `arn:${partition}:sagemaker:${region}:${account}:studio-lifecycle-config/${config["studio_lifecycle_config_name"]}`,
      "aws_cloudwatch_log_group.arn": () => `arn:${partition}:logs:${region}:${account}:log-group:${config["name"]}`,
    };
    const prefixes: Record<string, string> = {
      aws_vpc: "vpc",
      aws_subnet: "subnet",
      aws_vpc_endpoint: "vpce",
      aws_security_group: "sg",
      aws_route_table: "rtb",
      aws_sagemaker_domain: "d",
      aws_prefix_list: "pl",
    };
    const answer = known[`${type}.${key}`];
    if (answer) return answer();
    if (key === "id" && prefixes[type]) return `${prefixes[type]}-${symbol}`;
    return `${type}/${symbol}/${key}`;
  }
}
