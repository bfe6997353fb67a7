/** Network ACLs take away and give nothing: they are accepted where the team still reaches its endpoints, S3 and home directories, both ways. */
import fc from "fast-check";
import { type AclRule, admits } from "../../isolation/facts/network-acls";
import { parseRange } from "../../isolation/policy/address";
import { add, complaints } from "./complaints";
import { type Attack, type Files, type Loose, shipped } from "./stacks";

const net = "dev-networking";
const studio = "dev-studio-research";
const ids = (files: Files, stack: string): string[] =>
  Object.keys(files.get(stack).resource.aws_subnet).map((name) => `\${aws_subnet.${name}.id}`);
const vpcOf = (files: Files, stack: string): string =>
  (Object.values(files.get(stack).resource.aws_subnet)[0] as Loose).vpc_id;

interface Written {
  readonly rule_no: number;
  readonly action: string;
  readonly protocol: string;
  readonly cidr_block: string;
  readonly from_port: number;
  readonly to_port: number;
}
const rule = (rule_no: number, cidr_block: string, from_port: number, to_port: number, action = "allow"): Written => ({
  rule_no,
  action,
  protocol: "tcp",
  cidr_block,
  from_port,
  to_port,
});
const everything = { rule_no: 100, action: "allow", protocol: "-1", cidr_block: "0.0.0.0/0", from_port: 0, to_port: 0 };

const vpc = "10.0.0.0/16";
/** Of the team's subnets: HTTPS out, answers in, NFS among themselves. */
const ofTeam = {
  egress: [rule(100, "0.0.0.0/0", 443, 443), rule(110, vpc, 2049, 2049), rule(120, vpc, 1024, 65535)],
  ingress: [rule(100, "0.0.0.0/0", 1024, 65535)],
};
/** Of the endpoints' subnets. */
const ofEndpoints = { ingress: [rule(100, vpc, 443, 443)], egress: [rule(100, vpc, 1024, 65535)] };

const acl =
  (stack: string, rules: { ingress: readonly object[]; egress: readonly object[] }, more: object = {}): Attack =>
  (files) =>
    add(files, stack, "aws_network_acl", "acl", {
      vpc_id: vpcOf(files, stack),
      subnet_ids: ids(files, stack),
      ...rules,
      ...more,
    });
const both =
  (...attacks: readonly Attack[]): Attack =>
  (files) => {
    for (const attack of attacks) attack(files);
  };
/** The same as resources of their own. */
const apart: Attack = (files) => {
  add(files, studio, "aws_network_acl", "acl", { vpc_id: vpcOf(files, studio), tags: { Name: "team" } });
  for (const [way, rules] of Object.entries(ofTeam)) {
    for (const { rule_no, action, ...each } of rules) {
      add(files, studio, "aws_network_acl_rule", `${way}-${rule_no}`, {
        ...each,
        network_acl_id: "${aws_network_acl.acl.id}",
        rule_number: rule_no,
        rule_action: action,
        egress: way === "egress",
      });
    }
  }
  for (const [index, subnet_id] of ids(files, studio).entries()) {
    add(files, studio, "aws_network_acl_association", `acl-${index}`, {
      network_acl_id: "${aws_network_acl.acl.id}",
      subnet_id,
    });
  }
};
const ofVpc =
  (rules: object): Attack =>
  (files) =>
    add(files, net, "aws_default_network_acl", "acl", {
      default_network_acl_id: "${aws_vpc.vpc.default_network_acl_id}",
      ...rules,
    });

const accepted: readonly (readonly [what: string, attack: Attack])[] = [
  ["that lets everything through", acl(studio, { ingress: [everything], egress: [everything] })],
  ["with what a team needs, and no more", both(acl(studio, ofTeam), acl(net, ofEndpoints))],
  ["whose rules are resources of their own", apart],
  ["of the VPC itself", ofVpc({ ingress: [everything], egress: [everything] })],
  [
    "that denies what nobody needs first",
    acl(studio, { ingress: [rule(50, "0.0.0.0/0", 22, 22, "deny"), ...ofTeam.ingress], egress: ofTeam.egress }),
  ],
  [
    "of IPv6, which the subnets do not have",
    acl(studio, {
      ingress: [...ofTeam.ingress, { ...rule(200, "", 0, 65535, "deny"), ipv6_cidr_block: "::/0" }],
      egress: ofTeam.egress,
    }),
  ],
];

test.each(accepted)("a network ACL %s is accepted", async (_, attack) => {
  expect(await complaints(shipped("dev"), attack)).toBe("");
});

const without = <Rules extends Record<string, readonly Written[]>>(rules: Rules, way: keyof Rules, number: number) => ({
  ...rules,
  [way]: rules[way]?.filter(({ rule_no }) => rule_no !== number),
});

const refused: readonly (readonly [what: string, attack: Attack, problem: RegExp])[] = [
  [
    "lets no HTTPS out",
    acl(studio, without(ofTeam, "egress", 100) as Loose),
    /does not reach .* (kms|S3)|does not reach S3/,
  ],
  [
    "lets no answers in",
    acl(studio, without(ofTeam, "ingress", 100) as Loose),
    /does not reach S3: a network ACL does not let TCP 32768-60999 in from all of their addresses/,
  ],
  [
    "lets no NFS through",
    acl(studio, { ...ofTeam, egress: [ofTeam.egress[0], rule(120, vpc, 32768, 65535)] } as Loose),
    /home directories.*TCP 2049 out to/,
  ],
  ["lets NFS's answers not through", acl(studio, without(ofTeam, "egress", 120) as Loose), /home directories/],
  [
    "lets nothing into the endpoints' subnets",
    acl(net, { ...ofEndpoints, ingress: [] }),
    /does not reach the interface endpoints/,
  ],
  ["lets endpoints not answer", acl(net, { ...ofEndpoints, egress: [] }), /does not reach the interface endpoints/],
  ["has no rules at all", ofVpc({}), /does not reach/],
  [
    "lets HTTPS out to the VPC alone",
    acl(studio, { ...ofTeam, egress: [rule(100, vpc, 443, 443), ...ofTeam.egress.slice(1)] }),
    /does not reach S3/,
  ],
  [
    "denies a part of the addresses that S3 may have",
    acl(studio, { ...ofTeam, egress: [rule(50, "52.219.0.0/16", 443, 443, "deny"), ...ofTeam.egress] }),
    /addresses of S3 are not known here/,
  ],
  [
    "denies one of the endpoints' addresses before it lets the VPC through",
    acl(studio, { ...ofTeam, egress: [rule(50, "10.0.0.5/32", 0, 65535, "deny"), ...ofTeam.egress] }),
    /does not reach/,
  ],
  [
    "names a subnet by hand",
    acl(studio, ofTeam, { subnet_ids: ["subnet-0123456789abcdef0"] }),
    /subnet-0123456789abcdef0/,
  ],
  ["lies in another VPC", acl(studio, ofTeam, { vpc_id: "vpc-0123456789abcdef0" }), /another VPC/],
  [
    "takes a subnet that another has",
    both(apart, (files) =>
      add(files, studio, "aws_network_acl", "more", {
        vpc_id: vpcOf(files, studio),
        subnet_ids: ids(files, studio),
        ...ofTeam,
      }),
    ),
    /second of two network ACLs/,
  ],
  [
    "has rules inside and beside",
    both(apart, (files) => Object.assign(files.get(studio).resource.aws_network_acl.acl, ofTeam)),
    /inside and beside/,
  ],
  [
    "has a rule for an ACL that is not there",
    (files) => {
      apart(files);
      (Object.values(files.get(studio).resource.aws_network_acl_rule)[0] as Loose).network_acl_id =
        "acl-0123456789abcdef0";
    },
    /acl-0123456789abcdef0/,
  ],
  [
    "has two rules of one number",
    acl(studio, { ...ofTeam, ingress: [...ofTeam.ingress, rule(100, vpc, 22, 22, "deny")] }),
    /two rules with the number 100/,
  ],
];

test.each(refused)("a network ACL that %s is not accepted", async (_, attack, problem) => {
  expect(await complaints(shipped("dev"), attack)).toMatch(problem);
});

/** prod declares 172.16.0.0/20 as a private network, whose people come through the VPC's endpoints. */
describe("people of a declared private network", () => {
  const of = (network: string) =>
    acl("prod-networking", {
      ingress: [rule(100, "10.2.0.0/16", 443, 443), rule(110, network, 443, 443)],
      egress: [rule(100, "10.2.0.0/16", 1024, 65535), rule(110, network, 1024, 65535)],
    });
  const proved = (attack: Attack) => complaints(shipped("prod"), attack, { guarantees: ["G10"] });

  test("pass a network ACL of the endpoints' subnets that lets their whole range in and answers out", async () => {
    expect(await proved(of("172.16.0.0/20"))).toBe("");
  });

  test.each([
    ["another network", of("172.30.0.0/20")],
    ["half of their range", of("172.16.0.0/21")],
  ])("are shut out by one that lets in %s, for asking and for the answer", async (_, attack) => {
    const said = await proved(attack);
    expect(said).toMatch(/the interface endpoints from private networks: .* does not let TCP 443 in from/);
    expect(said).toMatch(/the interface endpoints from private networks: .* does not let TCP 1024-65535 out to/);
    // Every other need of the ACL is met.
    expect(said.split("\n").filter((line) => !line.includes("from private networks"))).toEqual([]);
  });
});

const range = (text: string) => {
  const found = parseRange(text);
  if (!found) throw new Error(text);
  return found;
};

test("the first rule that an address and a port meet decides, for every address and port", () => {
  const arbitraryRule = fc.record({
    number: fc.integer({ min: 1, max: 20 }),
    allow: fc.boolean(),
    first: fc.integer({ min: 0, max: 15 }),
    bits: fc.integer({ min: 28, max: 32 }),
    ports: fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 })),
  });
  fc.assert(
    fc.property(
      fc.uniqueArray(arbitraryRule, { selector: ({ number }) => number, maxLength: 6 }),
      fc.integer({ min: 28, max: 32 }),
      fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 })),
      (written, bits, [one, other]) => {
        const rules: AclRule[] = written.map(({ number, allow, first, bits: length, ports }) => ({
          number,
          egress: true,
          allow,
          range: range(`10.0.0.${first}/${length}`),
          ports: [Math.min(...ports), Math.max(...ports)],
        }));
        const remote = range(`10.0.0.0/${bits}`);
        const ports = [Math.min(one, other), Math.max(one, other)] as const;
        const sorted = [...rules].sort((a, b) => a.number - b.number);
        const passes: boolean[] = [];
        for (let address = remote.first; address <= remote.last; address += 1n) {
          for (let port = ports[0]; port <= ports[1]; port += 1) {
            const met = sorted.find(
              ({ range: { first, last }, ports: [low, high] }) =>
                first <= address && address <= last && low <= port && port <= high,
            );
            passes.push(met?.allow ?? false);
          }
        }
        const expected = passes.every(Boolean) ? "all" : passes.some(Boolean) ? "some" : "none";
        expect(admits(rules, { egress: true, remote, ports })).toBe(expected);
      },
    ),
    { numRuns: 300 },
  );
});
