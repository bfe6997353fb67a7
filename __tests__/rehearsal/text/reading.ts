/** What the model reads of a stack's resources: their policies, their tags, and why it refuses a stack. */
import type { z } from "zod";
import { ModelError, policyOf } from "../../../isolation/model";
import { resourceShapes } from "../../../isolation/model/shapes";
import { policy as policyText } from "../../../isolation/model/shapes/arguments";
import { type Resource, Stack } from "../../../isolation/model/stack";
import { PolicyError } from "../../../isolation/policy";
import { fileOf } from "./stack";
import { tagName } from "./tagged";

/** Every argument that holds a policy, by type. */
export const policyArguments: ReadonlyMap<string, string> = new Map(
  Object.entries(resourceShapes).flatMap(([type, { shape }]) =>
    Object.entries(shape as Record<string, z.ZodType>)
      .filter(
        ([, schema]) =>
          schema === policyText || ("unwrap" in schema && (schema.unwrap as () => unknown)() === policyText),
      )
      .map(([name]) => [type, name] as const),
  ),
);

const kindOf = (type: string, { vpc_endpoint_type }: Record<string, unknown>) => {
  if (type === "aws_iam_role") return "trust";
  if (type.startsWith("aws_iam_")) return "identity";
  if (type !== "aws_vpc_endpoint") return "resource";
  return vpc_endpoint_type === "Gateway" ? "gatewayEndpoint" : "endpoint";
};

/** The policy of a resource, where it has one that the model reads; undefined where the model refuses it. */
export function policyIn(resource: Resource): string | undefined {
  const text = policyTextOf(resource);
  return text === undefined || policyRefusal(resource) !== undefined ? undefined : text;
}

function policyTextOf({ type, config }: Resource): string | undefined {
  const text = (config as Record<string, unknown>)[policyArguments.get(type) ?? ""];
  return typeof text === "string" ? text : undefined;
}

/** Why the model does not read a resource's policy; undefined where it reads it. */
function policyRefusal(resource: Resource): string | undefined {
  try {
    policyOf(resource, policyTextOf(resource) ?? "", kindOf(resource.type, resource.config as Record<string, unknown>));
    return undefined;
  } catch (error) {
    if (error instanceof PolicyError) return error.message;
    throw error;
  }
}

/** The only resource of a stack as the model reads it, or the reason why the model refuses the stack or the policy. References become names. */
export function readAlone(type: string, block: object): { readonly resource?: Resource; readonly refusal?: string } {
  try {
    const alone = JSON.parse(JSON.stringify(block).replace(/\$\{aws_\w+\.[\w-]+\.\w+\}/g, "x"));
    const source = { name: "x", file: "x", json: fileOf("x", { [type]: { x: alone } }) };
    const [resource] = new Stack(source, () => undefined).resources();
    if (!resource) throw new Error("the model reads no resource");
    const refusal = policyArguments.has(type) ? policyRefusal(resource) : undefined;
    return refusal === undefined ? { resource } : { refusal };
  } catch (error) {
    if (error instanceof ModelError) return { refusal: error.message };
    throw error;
  }
}

const tagRefusal = (name: string, value: string): string | undefined =>
  readAlone("aws_cloudwatch_log_group", { name: "x", tags: { [name]: value } }).refusal;

/** Why the model refuses this text in a tag's name, and why as its value; undefined where the model reads it. */
export const tagRefusals = (
  text: string,
): { readonly name?: string | undefined; readonly value?: string | undefined } => ({
  name: tagRefusal(tagName(0, text), "x"),
  value: tagRefusal("x", text),
});
