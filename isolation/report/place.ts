/** Where a finding stands in the synthesized stacks: read off the texts by which failures and errors name their place. */
import { isMap, LineCounter, parseDocument } from "yaml";

export interface Place {
  readonly stack: string;
  /** Terraform's: `aws_s3_bucket_policy.policy`. */
  readonly address?: string;
  /** JSON path in the stack's file, or in the policy document that the resource holds. */
  readonly path?: string;
}

/**
 * `<stack> <type>.<name>[ <path>]` as failures and policies say it, `…/stacks/<stack>/cdk.tf.json <path>: …` as the model does,
 * or `…/stacks/<stack>/<file>: …` of what lies beside a stack.
 */
export function placeIn(text: string): Place | undefined {
  const [, file, filePath] = /(?:^|\/)stacks\/([^/\s]+)\/cdk\.tf\.json (\$[^\s:]*)/.exec(text) ?? [];
  if (file !== undefined) {
    const [, type, name] = /^\$\.resource\.(aws_\w+)\.([\w-]+)/.exec(filePath ?? "") ?? [];
    return {
      stack: file,
      ...(type !== undefined && { address: `${type}.${name}` }),
      ...(filePath !== undefined && { path: filePath }),
    };
  }
  const [, stack, address, path] = /^(\S+) ((?:aws_\w+|provider|terraform)\.[\w-]+)(?: (\$[^\s:]*))?/.exec(text) ?? [];
  if (stack !== undefined && address !== undefined) {
    return { stack, address, path: path ?? `$.${address.startsWith("aws_") ? "resource." : ""}${address}` };
  }
  const [, folder] = /^\S*\/stacks\/([^/\s:]+)(?:\/\S*)?: /.exec(text) ?? [];
  if (folder !== undefined) return { stack: folder };
  return /^[\w-]+$/.test(text) ? { stack: text } : undefined;
}

/** Line of a resource in a stack's file, from 1; undefined where it is not there or the file is not JSON. */
export function lineIn(json: string, address: string): number | undefined {
  const counter = new LineCounter();
  // Every JSON text is YAML, and this parser keeps positions.
  const document = parseDocument(json, { lineCounter: counter });
  const [type = "", name = ""] = address.split(".");
  const named = document.getIn(["resource", type], true);
  const pair = isMap(named) ? named.items.find(({ key }) => String(key) === name) : undefined;
  const range = (pair?.key as { readonly range?: readonly number[] } | undefined)?.range;
  return range?.[0] === undefined ? undefined : counter.linePos(range[0]).line;
}
