/** SageMaker's own table of actions, as promises ask it: it does not come from the policies. */
import { listedActionsOf } from "../../isolation/decide/catalogue";

/** An action with one kind of object that it works on: `<type>/<name><tail>` is the last part of the object's ARN. */
export interface TableCall {
  /** With its prefix, sagemaker:. */
  readonly action: string;
  readonly type: string;
  readonly tail: string;
}

/**
 * Each action of the table with each object of these types that it works on.
 * Source: docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsagemaker.html
 */
export const callsOn = (types: readonly string[]): readonly TableCall[] =>
  listedActionsOf("sagemaker").flatMap(({ name, resources }) =>
    resources.flatMap((template) => {
      const [, type = "", tail = ""] = /^(?:[^:]*:){5}([^/]+)\/\$\{\w+\}(.*)$/.exec(template) ?? [];
      return types.includes(type) ? [{ action: name, type, tail: tail.replaceAll(/\$\{\w+\}/g, "one") }] : [];
    }),
  );

/** The table's lists that take no resource, with their prefix: they show the whole account. */
export const listsOfAccount = (): readonly string[] =>
  listedActionsOf("sagemaker")
    .filter(({ name, withoutResource, resources }) => /:List/.test(name) && withoutResource && resources.length === 0)
    .map(({ name }) => name);
