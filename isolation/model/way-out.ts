/** What to do about a part of a stack that is not understood: which table to extend, or where else the part may stand. */

/** The file of `isolation/model/shapes` that a type of resource belongs to. */
function shapesOf(type: string): string {
  if (/^aws_(iam|ssoadmin)/.test(type)) return "identities";
  if (/^aws_(kms|s3)/.test(type)) return "data";
  if (/^aws_(budgets|cloudwatch_metric|sns)/.test(type)) return "notices";
  if (/^aws_(athena|glue)/.test(type)) return "queries";
  return /^aws_sagemaker/.test(type) ? "studio" : "network";
}

/** The table that lists what may stand at a JSON path of a stack. */
export function tableOf(path: string): string {
  const [, type] = /^\$\.resource\.([\w-]+)/.exec(path) ?? [];
  return type === undefined ? "isolation/model/settings.ts" : `isolation/model/shapes/${shapesOf(type)}.ts`;
}

/** For a type of resource. */
export const wayOutOfType = (path: string): string =>
  `if it gives nobody access, list its arguments in ${tableOf(path)}; otherwise move it to a stack in another folder`;

/** For arguments, and for values of arguments. */
export const wayOutOfArgument = (path: string): string =>
  `remove it, or extend ${tableOf(path)} if it gives nobody access`;
