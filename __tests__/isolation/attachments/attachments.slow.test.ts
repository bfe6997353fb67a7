/** A network team's stack beside ours: its declared routes are exceptions of G4, and whatever else it does is not proved. */
import { isProved } from "../../../cli/proof";
import { loadEnvironment } from "../../../config/load";
import { declaredBy } from "../../../isolation/declared";
import { guarantees } from "../../../isolation/guarantees";
import { type StackFile, stackMemory } from "../../../isolation/model";
import { type Proof, type ProveOptions, prove } from "../../../isolation/prove";
import { folderOf as folderOfFiles, shippedFiles } from "../../config/folders";
import { synthesizeOne } from "../../support/environments";
import { folderOf, type Loose, linesOfExceptions, resource, shipped } from "../stacks";
import { strange, violations } from "./attacks";
import { attachedDev, environmentOf, exampleFiles, exampleStack, stackName } from "./example";

/** dev is read once. */
const memory = stackMemory();
const all = guarantees.map(({ id }) => id);

interface Options extends ProveOptions {
  /** Edits the stacks of dev. */
  readonly ours?: (files: ReadonlyMap<string, Loose>) => void;
  readonly withoutConfiguration?: true;
  /** Beside the stack's JSON. */
  readonly problems?: readonly string[];
}

/** Of dev and the page's stack, edited. */
async function proofWith(
  edit: (stack: Loose) => void,
  { ours, withoutConfiguration, problems, ...options }: Options = {},
) {
  const { environment, stacks } = attachedDev();
  const stack = exampleStack();
  edit(stack);
  const files = new Map<string, Loose>([...(ours ? structuredClone(stacks) : stacks), [stackName, stack]]);
  ours?.(files);
  const folder = folderOf(files).map(
    (file): StackFile =>
      file.name === stackName && problems
        ? { name: file.name, file: file.file, json: file.json, beside: { problems, plans: [] } }
        : file,
  );
  return prove(folder, {
    guarantees: ["G1", "G4", "G6"],
    memory,
    ...(withoutConfiguration ? {} : { declared: new Map([[environment.name, declaredBy(environment)]]) }),
    ...options,
  });
}

const verdictOn = ({ verdicts }: Proof, id: string) => {
  const found = verdicts.find(({ guarantee }) => guarantee === id);
  if (!found) throw new Error(`no verdict on ${id}`);
  return found;
};
const saidOf = (proof: Proof, id: string) => {
  const { failures, undecided } = verdictOn(proof, id);
  return [...failures.map(({ what, where }) => `${what} (${where})`), ...undecided].join("\n");
};
const outcomes = ({ verdicts }: Proof) => verdicts.map(({ guarantee, outcome }) => `${guarantee} ${outcome}`);

test("the page's stack stands beside dev, every guarantee is proved, and its route is a declared exception of G4", async () => {
  const proof = await proofWith(() => {}, { guarantees: all });
  expect(proof.verdicts.flatMap(({ failures, undecided }) => [...failures, ...undecided])).toEqual([]);
  expect(isProved(proof)).toBe(true);
  expect(proof.unproved).toEqual([]);
  expect(linesOfExceptions(verdictOn(proof, "G4").exceptions)).toContain(
    "leads answers of the endpoints to a private network: 172.16.0.0/20 through transit-gateway by the stack corporate-network (tgw-0123456789abcdef0)",
  );
});

test("the page's configuration warns of nothing: a route leads to each private range", () => {
  expect(environmentOf(exampleFiles()).warnings).toEqual([]);
});

test("a VPN and a peering are accepted where they are declared", async () => {
  const access = (through: string) =>
    `access:\n  privateCidrs: [172.16.0.0/20]\n  routes: [{ cidr: 172.16.0.0/20, through: ${through}, stack: ${stackName} }]\n`;
  const ways = {
    "virtual-private-gateway": { gateway_id: "${aws_vpn_gateway.office.id}" },
    "vpc-peering": { vpc_peering_connection_id: "${aws_vpc_peering_connection.office.id}" },
  };
  const { vpc_id } = exampleStack().resource.aws_security_group.resolver;
  for (const [through, target] of Object.entries(ways)) {
    const { environment } = environmentOf(exampleFiles(access(through)));
    const proof = await proofWith(
      ({ resource: made }) => {
        const { transit_gateway_id: _, ...route } = made.aws_route.offices;
        delete made.aws_ec2_transit_gateway_vpc_attachment;
        made.aws_route.offices = { ...route, ...target };
        made.aws_vpc_peering_connection = {
          office: { vpc_id, peer_vpc_id: "vpc-0a1b2c3d4e5f60718", peer_owner_id: "999999999999" },
        };
        made.aws_vpn_gateway = { office: { vpc_id } };
      },
      { declared: new Map([["dev", declaredBy(environment)]]) },
    );
    expect([through, outcomes(proof)]).toEqual([through, ["G1 proved", "G4 proved", "G6 proved"]]);
  }
});

test.each(violations)("a stack that %s violates G4", async (_, edit, why) => {
  const proof = await proofWith(edit);
  expect(verdictOn(proof, "G4").outcome).toBe("violated");
  expect(saidOf(proof, "G4")).toMatch(why);
});

test.each(strange)(
  "a stack that %s is not accepted, and nothing that rests on the network's account is decided",
  async (_, edit, why) => {
    const proof = await proofWith(edit);
    expect(outcomes(proof)).toEqual(expect.arrayContaining(["G4 not decidable", "G6 not decidable"]));
    expect(saidOf(proof, "G6")).toMatch(why);
    expect(proof.unproved.map(({ stack }) => stack)).toEqual([stackName]);
  },
);

test("a stack beside which something lies that Terraform would run is not accepted", async () => {
  const proof = await proofWith(() => {}, { problems: ["override.tf: is a file that is not known"] });
  expect(outcomes(proof)).toEqual(["G1 not decidable", "G4 not decidable", "G6 not decidable"]);
  expect(saidOf(proof, "G4")).toContain("override.tf: is a file that is not known");
});

test("a route that no configuration declares violates G4, whatever its stack is called", async () => {
  const { environment } = environmentOf(exampleFiles("access:\n  privateCidrs: [172.16.0.0/20]\n"));
  const proof = await proofWith(() => {}, { declared: new Map([["dev", declaredBy(environment)]]) });
  expect(outcomes(proof)).toEqual(["G1 proved", "G4 violated", "G6 proved"]);
  const [failure] = verdictOn(proof, "G4").failures;
  expect(failure).toMatchObject({
    what: "the stacks say route to a private network 172.16.0.0/20 through transit-gateway by the stack corporate-network, which the configuration does not declare",
    where: "corporate-network aws_route.offices $.resource.aws_route.offices",
    change: "synthesize anew, or declare it in environments/dev/environment.yaml (access.routes), which declares none",
  });
});

test("without a configuration the route is told to be declared nowhere, and must lead where the endpoints admit people from", async () => {
  const proof = await proofWith(() => {}, { withoutConfiguration: true });
  expect(outcomes(proof)).toEqual(["G1 proved", "G4 proved", "G6 proved"]);
  expect(proof.undeclared.filter(({ kind }) => kind === "route").map(({ value }) => value)).toEqual([
    "172.16.0.0/20 through transit-gateway by the stack corporate-network",
  ]);
  for (const [what, edit, why] of violations.filter(([name]) => !/not declared|another kind/.test(name))) {
    const edited = await proofWith(edit, { withoutConfiguration: true });
    expect([what, verdictOn(edited, "G4").outcome, why.test(saidOf(edited, "G4"))]).toEqual([what, "violated", true]);
  }
});

test("a declared route whose stack is not in the folder is told as one that nobody read", async () => {
  const { environment, stacks } = attachedDev();
  const proof = await prove(folderOf(stacks), {
    guarantees: ["G4"],
    declared: new Map([["dev", declaredBy(environment)]]),
  });
  expect(outcomes(proof)).toEqual(["G4 proved"]);
  expect(linesOfExceptions(verdictOn(proof, "G4").exceptions)).toContain(
    "added by a stack that was not read here: 172.16.0.0/20 through transit-gateway by the stack corporate-network",
  );
});

test("a team's subnet on the endpoint subnets' route table violates G4, with a stack that adds routes there or without", async () => {
  const onEndpointTable = (files: ReadonlyMap<string, Loose>) => {
    resource(files, "dev-studio-research", "aws_route_table_association").route_table_id =
      "${data.terraform_remote_state.networking.outputs.endpoint_route_table_id}";
  };
  const proof = await proofWith(() => {}, { ours: onEndpointTable });
  expect(saidOf(proof, "G4")).toContain("a subnet uses the route table of another stack");
});

test("a team's Studio that reads the network as before is no network team's stack", async () => {
  const proof = await proofWith((stack) => {
    delete stack.data;
    stack.resource = { aws_sqs_queue: { jobs: { name: "jobs" } } };
  });
  expect(saidOf(proof, "G4")).toContain("works in account 111111111111, which is dev's");
});

test("another environment in the same account stays decided, and is not where the stack does more", async () => {
  const { environment: other } = loadEnvironment(folderOfFiles(shippedFiles("dev"), "qa"));
  if (!other) throw new Error("no environment qa");
  const { environment, stacks } = attachedDev();
  const qa = synthesizeOne(other).stacks;
  const declared = new Map([environment, other].map((each) => [each.name, declaredBy(each)] as const));
  const ask = async (stack: Loose) => {
    const files = new Map<string, Loose>([...stacks, ...qa, [stackName, stack]]);
    const { verdicts } = await prove(folderOf(files), { guarantees: ["G4", "G6"], declared, memory });
    return verdicts.map(({ environment: name, guarantee, outcome }) => `${name} ${guarantee} ${outcome}`);
  };
  expect(await ask(exampleStack())).toEqual(["dev G4 proved", "dev G6 proved", "qa G4 proved", "qa G6 proved"]);
  const more = exampleStack();
  more.resource.aws_internet_gateway = { more: {} };
  expect((await ask(more)).filter((each) => !each.endsWith("not decidable"))).toEqual([]);
});

test("where state is kept in HCP Terraform or in S3, the stack reads the network's there", async () => {
  for (const name of ["prod", "staging"]) {
    const { environment, stacks } = shipped(name);
    const network = stacks.get(`${name}-networking`) as Loose;
    const team = [...stacks.keys()].find((stack) => stack.startsWith(`${name}-studio-`)) ?? "";
    const state = (text: Loose) => JSON.parse(JSON.stringify(text).replaceAll(`${name}-networking`, stackName));
    const stack = {
      terraform: state(network.terraform),
      provider: network.provider,
      data: { terraform_remote_state: (stacks.get(team) as Loose).data.terraform_remote_state },
      resource: { aws_route: exampleStack().resource.aws_route },
    };
    stack.resource.aws_route.offices.transit_gateway_id = "tgw-0123456789abcdef0";
    const proof = await prove(folderOf(new Map<string, Loose>([...stacks, [stackName, stack]])), {
      guarantees: ["G4"],
      declared: new Map([[name, declaredBy(environment)]]),
    });
    const declares = name === "prod" ? "proved" : "violated";
    expect([name, outcomes(proof)]).toEqual([name, [`G4 ${declares}`]]);
  }
});
