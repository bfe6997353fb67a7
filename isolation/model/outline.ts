/** What tells stacks apart and which belong together, read from each file by itself, so that not all have to be held at once. */
import type { Partition } from "../../config/tables/regions";
import { isBlock } from "./json";
import type { ResourceType } from "./shapes";
import { Stack } from "./stack";
import type { StackFile } from "./stack-files";

export interface Outline {
  readonly source: StackFile;
  readonly name: string;
  readonly file: string;
  /** Of its state. */
  readonly address: string;
  /** Addresses of the states that it reads. */
  readonly reads: readonly string[];
  /** Whether it makes a VPC. */
  readonly isNetwork: boolean;
  /** Names of its buckets, with their JSON paths. */
  readonly buckets: readonly { readonly path: string; readonly bucket: string }[];
  /** Names by which others could speak of what it makes. */
  readonly names: readonly string[];
  readonly account: string;
  readonly region: string;
  readonly partition: Partition;
}

/** Arguments that hold such names, by resource type. */
const naming = {
  aws_cloudwatch_log_group: "name",
  aws_iam_policy: "name",
  aws_iam_role: "name",
  aws_kms_alias: "name",
  aws_s3_bucket: "bucket",
  aws_sagemaker_domain: "domain_name",
} as const satisfies Partial<Record<ResourceType, string>>;

const namesIn = (stack: Stack): readonly string[] =>
  Object.entries(naming).flatMap(([type, argument]) =>
    stack.blocksOf(type as ResourceType).flatMap(({ block }) => {
      const name = isBlock(block) ? block[argument] : undefined;
      return typeof name === "string" && name !== "" ? [name] : [];
    }),
  );

/** Throws ModelError on a file that is no stack of ours. */
export function outlineOf(source: StackFile): Outline {
  const stack = new Stack(source, () => undefined);
  const { name, file, address, account, region, partition } = stack;
  return {
    source,
    name,
    file,
    address,
    reads: stack.reads(),
    isNetwork: stack.blocksOf("aws_vpc").length > 0,
    buckets: stack.bucketNames(),
    names: namesIn(stack),
    account,
    region,
    partition,
  };
}
