/** Every role has the permissions boundary that the configuration declares: it holds whatever is attached to the role one day. */
import type { Facts } from "../../facts/facts";
import { placeOf } from "../../model";
import type { Failure } from "../guarantee";

export function ofBoundaries({ declared, partition, roles }: Facts): Failure[] {
  const name = declared?.permissionsBoundary;
  if (name === undefined) return [];
  return roles.flatMap(({ resource, account }) => {
    const expected = `arn:${partition}:iam::${account}:policy/${name}`;
    if (resource.config.permissions_boundary === expected) return [];
    return [
      {
        what: `the role ${resource.config.name} does not have the permissions boundary ${name}, which the configuration declares`,
        where: placeOf(resource),
        change: `set permissions_boundary to ${expected}`,
      },
    ];
  });
}
