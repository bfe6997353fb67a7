/** Several environments in one folder: what is wrong with one leaves the verdicts of the others; an environment without teams is proved as far as its promises go. */
import { isProved } from "../../cli/proof";
import { declaredBy } from "../../isolation/declared";
import { ModelError } from "../../isolation/model";
import { fails } from "../../isolation/outcome";
import { type Proof, type ProveOptions, prove } from "../../isolation/prove";
import { type Synthesized, synthesizeOne } from "../support/environments";
import { add } from "./complaints";
import {
  type Attack,
  edit,
  editPolicy,
  type Files,
  folderOf,
  type Loose,
  proofOf,
  proofOfEdited,
  proveEdited,
  resource,
  shipped,
} from "./stacks";

/** Network first, or the last team has left. */
const bare = synthesizeOne({ ...shipped("staging").environment, name: "empty", teams: [] });

const proveTogether = (
  synthesized: readonly Synthesized[],
  attack: (files: Map<string, Loose>) => void,
  options: Partial<ProveOptions> = {},
): Promise<Proof> => {
  const files = new Map<string, Loose>(synthesized.flatMap(({ stacks }) => [...structuredClone(new Map(stacks))]));
  attack(files);
  return prove(folderOf(files), {
    guarantees: ["G4"],
    declared: new Map(synthesized.map(({ environment }) => [environment.name, declaredBy(environment)])),
    ...options,
  });
};
const outcomesOf = ({ verdicts }: Proof) =>
  Object.fromEntries(verdicts.map(({ environment, outcome }) => [environment, outcome]));
const undecidedOf = ({ verdicts }: Proof, name: string) =>
  verdicts.filter(({ environment }) => environment === name).flatMap(({ undecided }) => undecided);

describe("an environment without teams", () => {
  test("is proved in what it promises of the network; what speaks of teams says that there is none", async () => {
    const { verdicts, problems } = await proofOfEdited(bare);
    expect(problems).toEqual([]);
    expect(verdicts.filter(({ outcome }) => fails(outcome))).toEqual([]);
    const ofNetwork = ["G4", "G6", "G9", "G14"];
    const of = (wanted: string) =>
      verdicts.filter(({ outcome }) => outcome === wanted).map(({ guarantee }) => guarantee);
    expect(of("proved")).toEqual(ofNetwork);
    expect(of("no team").length).toBe(verdicts.length - ofNetwork.length);
    const open = verdicts.flatMap(({ guarantee, exceptions }) => (exceptions.length > 0 ? [guarantee] : []));
    expect(open).toEqual(ofNetwork);
  });

  test("is proved from its stacks alone; the data accounts of teams to come are told", async () => {
    const { verdicts } = await proofOfEdited(bare, () => {}, { withoutConfiguration: true });
    expect(verdicts.filter(({ outcome }) => fails(outcome))).toEqual([]);
    const open = verdicts.flatMap(({ guarantee, exceptions }) => (guarantee === "G6" ? exceptions : []));
    expect(open).toContainEqual({
      kind: "interface endpoints lead to an account of no stack, which no configuration declares",
      of: "444444444444",
    });
  });

  test.each<[what: string, guarantee: string, attack: Attack]>([
    [
      "a route that leads out",
      "G4",
      (files) => add(files, "empty-networking", "aws_route", "out", { route_table_id: "x" }),
    ],
    [
      "an interface endpoint that admits everybody",
      "G6",
      (files) =>
        editPolicy(resource(files, "empty-networking", "aws_vpc_endpoint", "kms"), (document) => {
          for (const statement of document.Statement) delete statement.Condition;
        }),
    ],
    [
      "a gateway endpoint that is nobody's",
      "G3",
      (files) =>
        add(files, "empty-networking", "aws_vpc_endpoint", "more", {
          vpc_id: "${aws_vpc.vpc.id}",
          service_name: "com.amazonaws.eu-west-1.s3",
        }),
    ],
    [
      "a key of flow logs that serves everybody",
      "G8",
      (files) =>
        editPolicy(resource(files, "empty-networking", "aws_kms_key"), (document) => {
          document.Statement.push({ Effect: "Allow", Principal: "*", Action: "kms:Decrypt", Resource: "*" });
        }),
    ],
  ])("is not spared: %s violates %s", async (_, guarantee, attack) => {
    const { verdicts } = await proofOfEdited(bare, attack, { guarantees: [guarantee] });
    expect(verdicts.map(({ outcome }) => outcome)).toEqual(["violated"]);
  });

  test("has no team that the configuration declares: then its stacks are lost, and nothing is proved", async () => {
    const { environment } = shipped("staging");
    const { stacks } = synthesizeOne({ ...environment, teams: [] });
    const proof = await proofOf(
      { environment },
      edit({ stacks }, () => {}),
    );
    expect(proof.verdicts.every(({ outcome }) => outcome === "not decidable")).toBe(true);
    expect(undecidedOf(proof, "staging").join()).toContain(
      "no Studio reads this network, and the configuration declares the teams fraud, research",
    );
  });
});

test("an environment that lacks one of its teams is not proved, and the other team's violation is still told", async () => {
  const lose: Attack = (files) => {
    for (const kind of ["studio", "buckets"]) (files as Map<string, Loose>).delete(`staging-${kind}-fraud`);
  };
  const { verdicts } = await proofOf(shipped("staging"), edit(shipped("staging"), lose));
  expect(verdicts.filter(({ outcome }) => outcome !== "not decidable")).toEqual([]);
  const problem =
    "staging-networking/cdk.tf.json $: no Studio of the team fraud reads this network, and the configuration declares it; synthesize anew";
  expect(new Set(verdicts.flatMap(({ undecided }) => undecided))).toEqual(new Set([problem]));
  const [violated] = await proveEdited(
    shipped("staging"),
    (files) => {
      lose(files);
      delete resource(files, "staging-studio-research", "aws_sagemaker_domain").app_network_access_type;
    },
    { guarantees: ["G5"] },
  );
  expect(violated?.outcome).toBe("violated");
});

describe("a mistake in one environment leaves the others' verdicts", () => {
  const unreadable = (name: string) =>
    new ModelError(`stacks/${name}/cdk.tf.json`, "$", "cannot be read (is not JSON)");
  const move = (files: Map<string, Loose>, from: string, to: string) => {
    files.set(to, files.get(from));
    files.delete(from);
  };
  const state = (files: Files, stack: string, reads: string): Loose =>
    files.get(stack).data.terraform_remote_state[reads].config;

  test.each<[what: string, attack: (files: Map<string, Loose>) => void, problem: RegExp]>([
    ["a network that is not JSON", (files) => files.set("dev-networking", unreadable("dev-networking")), /not JSON/],
    [
      "buckets that are not JSON",
      (files) => files.set("dev-buckets-research", unreadable("dev-buckets-research")),
      /dev-buckets-research.*not JSON/,
    ],
    [
      "a type of resource that nobody understands",
      (files) => add(files, "dev-networking", "aws_vpn_gateway", "out", {}),
      /aws_vpn_gateway/,
    ],
    ["a second provider", (files) => files.get("dev-buckets-research").provider.aws.push({}), /2 configurations/],
    [
      "a network without a VPC",
      (files) => delete files.get("dev-networking").resource.aws_vpc,
      /^.*dev-networking.*makes no VPC[^\n]*$/,
    ],
    [
      "a Studio without buckets",
      (files) => files.delete("dev-buckets-research"),
      /dev-studio-research.*no stack of buckets/,
    ],
    [
      "a network that is gone",
      (files) => files.delete("dev-networking"),
      /dev-studio-research.*neither a network nor reads one/,
    ],
    [
      "buckets that read another state",
      (files) => {
        state(files, "dev-buckets-research", "studio").path = "elsewhere.tfstate";
      },
      /no stack of buckets/,
    ],
    [
      "a Studio of another name",
      (files) => move(files, "dev-studio-research", "dev-other"),
      /dev-other.*belongs to no environment, and works in account 111111111111, which is dev's/,
    ],
    [
      "buckets in another region",
      (files) => {
        files.get("dev-buckets-research").provider.aws[0].region = "eu-west-1";
      },
      /not the network's region/,
    ],
  ])("%s", async (_, attack, problem) => {
    const proof = await proveTogether([shipped("dev"), bare], attack);
    expect(proof.problems).toEqual([]);
    expect(outcomesOf(proof)).toEqual({ dev: "not decidable", empty: "proved" });
    expect(undecidedOf(proof, "dev").join("\n")).toMatch(problem);
  });

  test("every team without buckets is named, and none where its buckets are there and cannot be read", async () => {
    const gone = await proveTogether([shipped("staging")], (files) => {
      for (const team of ["fraud", "research"]) files.delete(`staging-buckets-${team}`);
    });
    expect(undecidedOf(gone, "staging")).toEqual([
      expect.stringMatching(/staging-studio-fraud.*no stack of buckets/),
      expect.stringMatching(/staging-studio-research.*no stack of buckets/),
    ]);
    const broken = await proveTogether([shipped("staging")], (files) => {
      files.set("staging-buckets-fraud", unreadable("staging-buckets-fraud"));
    });
    expect(undecidedOf(broken, "staging")).toEqual([expect.stringMatching(/staging-buckets-fraud.*not JSON/)]);
  });

  test.each<[what: string, attack: (files: Map<string, Loose>) => void, problem: RegExp]>([
    [
      "one place for the states of two stacks",
      (files) => {
        files.get("dev-networking").terraform = structuredClone(files.get("staging-networking").terraform);
      },
      /keeps its state where/,
    ],
    [
      "a bucket that is made twice",
      (files) => {
        resource(files, "dev-buckets-research", "aws_s3_bucket", "bucket-data").bucket =
          "enclave-staging-fraud-features-444444444444";
      },
      /enclave-staging-fraud-features-444444444444 is/,
    ],
    [
      "a Studio that reads the other's network",
      (files) => {
        const { backend, config } = files.get("staging-studio-fraud").data.terraform_remote_state.networking;
        Object.assign(files.get("dev-studio-research").data.terraform_remote_state.networking, { backend, config });
      },
      /dev-studio-research.*does not begin with staging-studio-/,
    ],
  ])("%s is the problem of both, and of nobody else", async (_, attack, problem) => {
    const proof = await proveTogether([shipped("dev"), shipped("staging"), bare], attack);
    expect(proof.problems).toEqual([]);
    expect(outcomesOf(proof)).toEqual({ dev: "not decidable", staging: "not decidable", empty: "proved" });
    for (const name of ["dev", "staging"]) expect(undecidedOf(proof, name).join()).toMatch(problem);
  });

  test.each<[what: string, stack: (dev: Loose) => Loose, outcomes: object, problem: RegExp]>([
    [
      "works in its account",
      ({ provider }) => ({ provider, terraform: elsewhere }),
      { empty: "proved", dev: "not decidable" },
      /works in account 111111111111, which is dev's/,
    ],
    [
      "makes a network there under another name",
      ({ provider, resource: { aws_vpc } }) => ({ provider, terraform: elsewhere, resource: { aws_vpc } }),
      { empty: "proved", dev: "not decidable" },
      /works in account 111111111111/,
    ],
    ["is not JSON", () => unreadable("mine"), { empty: "not decidable", dev: "not decidable" }, /not JSON/],
  ])(
    "a stack of no environment that %s is the problem of those that it may touch",
    async (_, stack, outcomes, problem) => {
      const proof = await proveTogether([bare, shipped("dev")], (files) => {
        files.set("mine", stack(files.get("dev-networking")));
      });
      expect(outcomesOf(proof)).toEqual(outcomes);
      expect(undecidedOf(proof, "dev").join("\n")).toMatch(problem);
      expect(isProved(proof)).toBe(false);
    },
  );
});

/** A state that is nobody's yet. */
const elsewhere = {
  required_providers: { aws: { source: "aws", version: "6.25.0" } },
  backend: { local: { path: "elsewhere.tfstate" } },
};
