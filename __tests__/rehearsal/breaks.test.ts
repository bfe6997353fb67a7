import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { loadEnvironments } from "../../config/load";
import { batchesOf } from "../../rehearsal/breaks/batches";
import { type Break, edited, type StackFile, texts } from "../../rehearsal/breaks/break";
import { breaksOf, oneOfEach, placesOf, shuffled } from "../../rehearsal/breaks/choose";
import { type Diagnosis, ofApply, ofFacts, ofSecondPlan, ofValidate } from "../../rehearsal/breaks/diagnoses";
import { judge } from "../../rehearsal/breaks/judge";
import { referencesIn } from "../../rehearsal/breaks/operators/references";
import { checkout } from "../../rehearsal/folders";
import { stacksOf } from "../../rehearsal/levels";
import { synthesize } from "../../stacks/synthesize";

const work = mkdtempSync(join(tmpdir(), "enclave-breaks-"));
const { environments } = loadEnvironments(join(checkout, "environments"));
synthesize(environments, { outdir: join(work, "cdktf.out") });
const files = stacksOf(join(work, "cdktf.out")).map(({ name, folder }): [string, StackFile] => [
  name,
  JSON.parse(readFileSync(join(folder, "cdk.tf.json"), "utf8")),
]);
const known = files.flatMap(([stack, file]) => breaksOf(stack, file));
const someBreak = fc.constantFrom(...known);
afterAll(() => rmSync(work, { recursive: true, force: true }));

describe("the breaks of the three shipped environments", () => {
  test("are of every type of block, and every type has one that only AWS can refuse", () => {
    const types = new Set(files.flatMap(([, file]) => placesOf(file).map(({ type }) => type)));
    const refused = new Set(known.filter(({ seenBy }) => seenBy === "AWS").map(({ type }) => type));
    const seen = new Set(known.map(({ type }) => type));
    expect([...types].filter((type) => !seen.has(type))).toEqual([]);
    // A rule group takes a name and tags, and the provider knows what a name may be; terraform_data is nothing of AWS's.
    const never = ["aws_route53_resolver_firewall_rule_group", "terraform_data"];
    expect([...types].filter((type) => !refused.has(type)).sort()).toEqual(never);
  });

  test("change the stack at the places they name and nowhere else, and never the stack they were given", () => {
    fc.assert(
      fc.property(someBreak, ({ stack, edits }) => {
        const file = files.find(([name]) => name === stack)?.[1] as StackFile;
        const before = JSON.stringify(file);
        const after = edited(file, edits);
        expect(JSON.stringify(file)).toBe(before);
        expect(JSON.stringify(after)).not.toBe(before);
        const blocks = new Set(edits.map(({ path }) => path.slice(0, 3).join(".")));
        for (const { path } of placesOf(file)) {
          if (blocks.has(path.join("."))) continue;
          const [section, type, name] = path as [keyof StackFile, string, string];
          const at = (of: StackFile) => (of[section] as Record<string, Record<string, unknown>>)[type]?.[name];
          expect(at(after)).toEqual(at(file));
        }
      }),
    );
  });

  test("that have a block made before what it names leave tags aside, for AWS looks at none", () => {
    const ordered = known.filter(
      ({ type, what }) => type === "aws_sagemaker_studio_lifecycle_config" && /^made/.test(what),
    );
    expect(ordered.map(({ address, what }) => `${address}: ${what}`)).toEqual([]);
  });

  test("that have a block made before what it names leave no circle, which Terraform would see by itself", () => {
    const ordered = known.filter(({ what }) => what.startsWith("made before"));
    expect(new Set(ordered.map(({ type }) => type)).size).toBeGreaterThanOrEqual(9);
    for (const { stack, edits } of ordered) {
      const file = files.find(([name]) => name === stack)?.[1] as StackFile;
      expect(circleIn(edited(file, edits))).toBeUndefined();
    }
  });

  test("that only the facts show are of parts in every stack, and name what is asked about", () => {
    const shown = known.filter(({ seenBy }) => seenBy === "facts");
    expect(new Set(shown.map(({ stack }) => stack))).toEqual(new Set(files.map(([name]) => name)));
    expect(shown.filter(({ showsAt = [] }) => showsAt.length === 0)).toEqual([]);
  });

  test("that drop a block leave no type without blocks, which Terraform would refuse by itself", () => {
    const dropping = known.filter(({ edits }) => edits.some(({ path, value }) => path.length === 3 && !value));
    const sections = dropping.map(({ stack, edits }) =>
      edited(files.find(([name]) => name === stack)?.[1] as StackFile, edits),
    );
    const empty = sections.flatMap(({ resource }) => Object.values(resource)).filter((of) => !Object.keys(of).length);
    expect(dropping.length).toBeGreaterThan(0);
    expect(empty).toEqual([]);
  });

  test("have names of their own", () => {
    const names = known.map(({ stack, address, what }) => `${stack} ${address} ${what}`);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });
});

describe("a seed", () => {
  test("decides the breaks: the same again, others for another", () => {
    expect(oneOfEach(known, 1)).toEqual(oneOfEach([...known].reverse(), 1));
    expect(oneOfEach(known, 2)).not.toEqual(oneOfEach(known, 1));
  });

  test("keeps the order of what is known when new breaks come", () => {
    const newcomers = known.filter((_, index) => index % 7 === 0);
    const old = known.filter((each) => !newcomers.includes(each));
    expect(shuffled(known, 3).filter((each) => !newcomers.includes(each))).toEqual(shuffled(old, 3));
  });
});

/** A block that waits for itself, by reference or depends_on. */
function circleIn(file: StackFile): string | undefined {
  const needs = new Map(
    placesOf(file).map(({ address, body }) => [
      address,
      [...texts(body)].flatMap(([, text]) => [...referencesIn(text).map(({ to }) => to), text]),
    ]),
  );
  const done = new Set<string>();
  const visit = (address: string, above: readonly string[]): string | undefined => {
    if (above.includes(address)) return address;
    if (done.has(address)) return undefined;
    const found = (needs.get(address) ?? []).map((next) => visit(next, [...above, address])).find(Boolean);
    done.add(address);
    return found;
  };
  return [...needs.keys()].map((address) => visit(address, [])).find(Boolean);
}

const broken = (address: string, more: Partial<Break> = {}): Break => ({
  stack: "dev",
  type: "aws_vpc",
  address,
  what: "broken",
  seenBy: "AWS",
  edits: [],
  ...more,
});
const at = (address?: string): Diagnosis => ({ phase: "apply", address, error: "refused" });

test("breaks that are made together are of one stack, and none shows where another does", () => {
  fc.assert(
    fc.property(fc.uniqueArray(someBreak, { maxLength: 60 }), (breaks) => {
      const batches = batchesOf(breaks);
      expect(batches.flat()).toHaveLength(breaks.length);
      for (const batch of batches) {
        expect(new Set(batch.map(({ stack, seenBy }) => `${stack} ${seenBy}`)).size).toBe(1);
        const shown = batch.flatMap(({ address, showsAt = [] }) => [...new Set([address, ...showsAt])]);
        expect(new Set(shown).size).toBe(shown.length);
        if (batch.some(({ hidesOthers }) => hidesOthers)) expect(batch).toHaveLength(1);
      }
    }),
  );
});

describe("a verdict", () => {
  const [vpc, subnet, group] = ["aws_vpc.a", "aws_subnet.b", "aws_security_group.c"].map((name) => broken(name)) as [
    Break,
    Break,
    Break,
  ];

  test("is reached for breaks that another one hid, by trying them again", async () => {
    const tried: (readonly Break[])[] = [];
    const verdicts = await judge([vpc, subnet, group], async (batch) => {
      tried.push(batch);
      return [at(batch[0]?.address)];
    });
    expect(tried.map(({ length }) => length)).toEqual([3, 2, 1]);
    expect(verdicts.map(({ noticed }) => noticed?.phase)).toEqual(["apply", "apply", "apply"]);
  });

  test("is that the rehearsal stays green where nothing is said", async () => {
    const verdicts = await judge([vpc, subnet], async (batch) => (batch.includes(vpc) ? [at(vpc.address)] : []));
    expect(verdicts).toEqual([{ broken: vpc, noticed: at(vpc.address) }, { broken: subnet }]);
  });

  test("is not drawn from an error elsewhere, unless the break is alone", async () => {
    const verdicts = await judge([vpc, subnet], async (batch) => (batch.includes(vpc) ? [at("aws_kms_key.k")] : []));
    expect(verdicts).toEqual([{ broken: vpc, noticed: at("aws_kms_key.k") }, { broken: subnet }]);
  });

  test("is drawn from an error where the break was expected to show", async () => {
    const shows = broken("aws_vpc.a", { showsAt: ["aws_vpc_endpoint.e"] });
    const verdicts = await judge([shows, subnet], async (batch) =>
      batch.includes(shows) ? [at("aws_vpc_endpoint.e")] : [at(subnet.address)],
    );
    expect(verdicts.every(({ noticed }) => noticed)).toBe(true);
  });
});

describe("Terraform's words", () => {
  const error = (more: object) => ({ severity: "error", summary: "Refused", ...more });
  const lines = (...all: object[]) => `not JSON\n${all.map((each) => JSON.stringify(each)).join("\n")}`;

  test("name the block by address, or by where they stand in the JSON", () => {
    const diagnostics = [
      error({ address: "aws_vpc.vpc", detail: "because\nof this" }),
      error({ snippet: { context: "resource.aws_subnet.a" } }),
      error({ address: 'provider["registry.terraform.io/hashicorp/aws"]' }),
      { severity: "warning", summary: "Deprecated" },
    ];
    expect(ofValidate(JSON.stringify({ diagnostics }))).toEqual([
      { phase: "validate", address: "aws_vpc.vpc", error: "Refused: because of this" },
      { phase: "validate", address: "aws_subnet.a", error: "Refused" },
      { phase: "validate", address: "provider.aws", error: "Refused" },
    ]);
  });

  test("are the plan's before anything is made, and the apply's after that", () => {
    const diagnostic = { type: "diagnostic", diagnostic: error({ address: "aws_vpc.vpc" }) };
    const start = { type: "apply_start" };
    expect(ofApply(lines(diagnostic)).map(({ phase }) => phase)).toEqual(["plan"]);
    expect(ofApply(lines(start, diagnostic)).map(({ phase }) => phase)).toEqual(["apply"]);
  });

  test("are followed by what is asked of the accounts", () => {
    const violation = { what: "routes of domain d", fault: "those of its subnet s lead to no S3 endpoint" };
    expect(ofFacts([violation])).toEqual([
      { phase: "ask what is there", address: violation.what, error: `${violation.what}: ${violation.fault}` },
    ]);
  });

  test("of a second plan are what it would change", () => {
    const change = { type: "planned_change", change: { action: "update", resource: { addr: "aws_vpc.vpc" } } };
    expect(ofSecondPlan(lines(change))).toEqual([
      { phase: "plan again", address: "aws_vpc.vpc", error: "the plan after apply is not empty: update" },
    ]);
  });
});
