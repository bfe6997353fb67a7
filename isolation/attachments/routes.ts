/** Routes that network teams' stacks add to the endpoint subnets: the same words for what stacks make and for what a configuration declares. */
import type { Route } from "../../config/schema";
import type { Facts } from "../facts/facts";
import { type Through, targets } from "./shapes";

export interface FoundRoute extends Route {
  /** Id of the target, where the stack does not make it; otherwise a symbol. */
  readonly target: string;
  /** `<stack> <type>.<name>`. */
  readonly where: string;
  /** JSON path in the stack's file. */
  readonly path: string;
}

/** `172.16.0.0/20 through transit-gateway by the stack corporate-network`. */
export const showRoute = ({ cidr, through, stack }: Route): string =>
  `${cidr} through ${through} by the stack ${stack}`;

export const routesOf = ({ attachments }: Pick<Facts, "attachments">): readonly FoundRoute[] =>
  attachments.flatMap((attachment) =>
    attachment.of("aws_route").flatMap(({ where, path, config }) =>
      (Object.entries(targets) as [keyof typeof targets, Through][]).flatMap(([argument, through]) => {
        const target = config[argument];
        const cidr = config.destination_cidr_block;
        return target === undefined ? [] : [{ cidr, through, stack: attachment.name, target, where, path }];
      }),
    ),
  );
