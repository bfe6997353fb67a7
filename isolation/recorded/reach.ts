/** Whether a host's name resolves in the VPC, and which endpoint answers there. */
import { extraInterfaceEndpoints, interfaceEndpoints } from "../../config/tables/interface-endpoints";
import { dnsSuffix } from "../../config/tables/regions";
import { classesOf } from "../decide/classes";
import { literally } from "../decide/language";
import type { Facts, TeamFacts } from "../facts/facts";
import { doorsOf } from "../facts/interface-endpoints";
import { rulesOf } from "../facts/names";
import { oncePerEnvironment } from "../facts/once";
import type { Endpoint } from "../model";

export type Reach =
  | { readonly endpoint: Endpoint }
  /** No endpoint that lies in the VPC answers to the name. `optIn`: short name of one that the environment may add. */
  | { readonly unreached: string; readonly resolves: boolean; readonly optIn?: string };

/** Whether the rules of DNS Firewall let a name through; the first that it meets decides. */
const resolving = oncePerEnvironment((facts) => {
  const rules = rulesOf(facts).filter(({ rule }) => (rule.config.q_type ?? "A") === "A");
  const known = new Map<string, boolean>();
  return (host: string): boolean => {
    const found = known.get(host);
    if (found !== undefined) return found;
    const [met] = classesOf(
      [literally(host)],
      rules.map(({ names }) => names),
    );
    const value = rules[met?.passes.indexOf(true) ?? -1]?.rule.config.action !== "BLOCK";
    known.set(host, value);
    return value;
  };
});

/** `*.` before a name stands for any number of labels. */
const answers = (name: string, host: string): boolean =>
  name.startsWith("*.") ? host.endsWith(name.slice(1)) : name === host;

/** Hosts of S3: the service's own, and a bucket's. Page: docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html */
const isS3 = ({ region, partition }: Facts, host: string): boolean =>
  [`s3.${region}.${dnsSuffix(partition)}`, ...(region === "us-east-1" ? ["s3.amazonaws.com"] : [])].some(
    (name) => host === name || host.endsWith(`.${name}`),
  );

export function reach(facts: Facts, { gateway }: TeamFacts, name: string): Reach {
  const host = name.toLowerCase();
  const resolves = resolving(facts)(host);
  if (resolves && isS3(facts, host)) return { endpoint: gateway };
  const door = doorsOf(facts).find(
    ({ service, endpoint }) =>
      endpoint.vpc === facts.vpcId &&
      endpoint.resource.config.private_dns_enabled === true &&
      service?.privateDnsNames(facts.region, facts.partition).some((each) => answers(each, host)),
  );
  if (resolves && door) return { endpoint: door.endpoint };
  const optIn = extraInterfaceEndpoints.find((each) =>
    interfaceEndpoints[each]?.privateDnsNames(facts.region, facts.partition).some((one) => answers(one, host)),
  );
  return { unreached: host, resolves, ...(optIn !== undefined && door === undefined && { optIn }) };
}
