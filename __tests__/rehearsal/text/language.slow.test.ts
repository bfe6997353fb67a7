/** Terraform's own reading of texts, held against the model's: what the model reads is what a plan says, and what Terraform changes is refused. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ModelError } from "../../../isolation/model";
import type { Json } from "../../../isolation/model/json";
import { Stack } from "../../../isolation/model/stack";
import { terraformDefaults } from "../../../rehearsal/surroundings";
import { Terraform } from "../../../rehearsal/terraform";
import { requirementsOf } from "../required";
import { anyText, changedByNfc, leftByNfc, templates, values } from "./texts";

const { describe, requirements } = requirementsOf("terraform plan of texts");

/** What the model reads of an output's value; undefined where it refuses. */
function readBy(value: Json, path = "x"): { readonly value: Json } | undefined {
  const json = {
    terraform: {
      backend: { local: { path } },
      required_providers: { aws: { source: "aws", version: ">= 6.0.0" } },
    },
    provider: {
      aws: [
        {
          region: "eu-central-1",
          allowed_account_ids: ["111111111111"],
          assume_role: [{ role_arn: "arn:aws:iam::111111111111:role/deployer" }],
        },
      ],
    },
    output: { it: { value } },
  };
  try {
    return { value: new Stack({ name: "x", file: "x", json }, () => undefined).output("it") ?? null };
  } catch (error) {
    if (error instanceof ModelError) return undefined;
    throw error;
  }
}

describe("Terraform", () => {
  const folder = mkdtempSync(join(tmpdir(), "enclave-text-"));
  const terraform = new Terraform({
    environment: { ...(process.env as Record<string, string>), ...terraformDefaults },
    pluginFolder: requirements.pluginFolder,
    logs: join(folder, "logs"),
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** What a plan says of outputs with these values, in their order. */
  async function plannedBy(name: string, wanted: readonly unknown[]): Promise<unknown[]> {
    const stack = { name, folder: join(folder, name) };
    mkdirSync(stack.folder);
    const output = Object.fromEntries(wanted.map((value, index) => [`x${index}`, { value }]));
    writeFileSync(join(stack.folder, "cdk.tf.json"), JSON.stringify({ output }));
    for (const step of [() => terraform.init(stack), () => terraform.plan(stack)]) {
      const done = await step();
      if (!done.ok) throw new Error(done.error);
    }
    const shown = await terraform.shownPlan(stack);
    if (!shown.ok) throw new Error(shown.error);
    const outputs = shown.value.planned_values?.outputs ?? {};
    return wanted.map((_, index) => outputs[`x${index}`]?.value ?? null);
  }

  test("turns every code point that NFC changes into another, and the model reads none of them", async () => {
    expect(changedByNfc.length).toBeGreaterThan(1_000);
    const planned = await plannedBy("changed", changedByNfc);
    expect(planned).toEqual(changedByNfc.map((text) => text.normalize("NFC")));
    expect(changedByNfc.filter((text) => readBy(text))).toEqual([]);
  });

  test("reads every other text and value as the model does", async () => {
    const candidates = [...leftByNfc, ...templates, ...anyText, ...values] as Json[];
    const read = candidates.flatMap((value) => {
      const found = readBy(value);
      return found ? [{ value, model: found.value }] : [];
    });
    expect(
      await plannedBy(
        "left",
        read.map(({ value }) => value),
      ),
    ).toEqual(read.map(({ model }) => model));
    // Nothing is left out that there is no reason to refuse.
    expect(leftByNfc.filter((text) => !readBy(text))).toEqual([]);
    expect(changedByNfc.length + read.length).toBeGreaterThan(2_000);
    for (const opening of ["$${", "%%{", "$$${", "%%%{"]) {
      expect(read.filter(({ value }) => typeof value === "string" && value.includes(opening)).length).toBeGreaterThan(
        5,
      );
    }
  });

  test("puts U+034F after thirty marks, and replaces half a character: the model reads neither", async () => {
    const texts = [`x${"\u0301".repeat(31)}`, `x${"\u0344".repeat(16)}`, "\ud800x"];
    const planned = await plannedBy("marks", texts);
    expect(planned.slice(0, 2).join()).toMatch(/\u034f.*\u034f/);
    expect(planned[2]).toBe("\ufffdx");
    expect(texts.filter((text) => readBy(text))).toEqual([]);
    const most = `x${"\u0301".repeat(30)}`;
    expect([await plannedBy("most", [most]), readBy(most)?.value]).toEqual([[most], most]);
  });

  test("puts a backend's settings into NFC, and leaves templates in them: the model reads neither", async () => {
    const pathOf = async (name: string, path: string) => {
      const stack = { name, folder: join(folder, name) };
      mkdirSync(stack.folder);
      writeFileSync(join(stack.folder, "cdk.tf.json"), JSON.stringify({ terraform: { backend: { local: { path } } } }));
      const done = await terraform.init(stack);
      if (!done.ok) throw new Error(done.error);
      const kept = JSON.parse(readFileSync(join(stack.folder, ".terraform", "terraform.tfstate"), "utf8"));
      return kept.backend.config.path;
    };
    expect(await pathOf("kelvin", "\u212a.tfstate")).toBe("K.tfstate");
    expect(await pathOf("template", "$${x}%%{y}.tfstate")).toBe("$${x}%%{y}.tfstate");
    expect(["\u212a.tfstate", "$${x}%%{y}.tfstate"].filter((path) => readBy("", path))).toEqual([]);
    expect(readBy("", "x.tfstate")).toEqual({ value: "" });
  });
});
