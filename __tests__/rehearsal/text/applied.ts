/** Has real Terraform plan and apply a stack's file against the local AWS: what was planned, and what AWS received. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readStackFiles } from "../../../isolation/model";
import { type Resource, Stack } from "../../../isolation/model/stack";
import { type LocalAws, type RecordedCall, startLocalAws } from "../../../rehearsal/local-aws";
import type { Requirements } from "../../../rehearsal/requirements";
import { Terraform } from "../../../rehearsal/terraform";
import { account, deployer, fileOf, region } from "./stack";

/** Resources by type and name. */
export type Blocks = Readonly<Record<string, Readonly<Record<string, object>>>>;

/** All these resources. */
export const withBlocks = (...all: readonly Blocks[]): Record<string, Record<string, object>> => {
  const types = new Set(all.flatMap((each) => Object.keys(each)));
  return Object.fromEntries([...types].map((type) => [type, Object.assign({}, ...all.map((each) => each[type]))]));
};

export interface Applied {
  /** A resource's planned arguments, by its address. */
  readonly planned: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
  /** The calls that AWS took, with their inputs. */
  readonly calls: readonly RecordedCall[];
}

/** A folder with one stack's file. */
export class WrittenStack {
  readonly folder = mkdtempSync(join(tmpdir(), "enclave-received-"));
  private readonly stack = { name: "texts", folder: join(this.folder, "stacks", "texts") };

  constructor() {
    mkdirSync(this.stack.folder, { recursive: true });
  }

  /** Writes the file, and answers its text. */
  write(blocks: Blocks): string {
    const text = withEscapes(JSON.stringify(fileOf(join(this.folder, "texts.tfstate"), blocks)));
    writeFileSync(join(this.stack.folder, "cdk.tf.json"), text);
    return text;
  }

  /** What the model reads of the file. Throws ModelError where the model refuses it. */
  read(): readonly Resource[] {
    const [source] = readStackFiles(this.folder);
    if (!source) throw new Error("there is no stack");
    return new Stack(source, () => undefined).resources();
  }

  /** Rejects with Terraform's error where it does not apply the file. */
  async apply({ python, pluginFolder }: Requirements): Promise<Applied> {
    const localAws = await startLocalAws({ workDir: join(this.folder, "local-aws"), python });
    try {
      return await this.applyTo(localAws, pluginFolder);
    } finally {
      await localAws.stop();
    }
  }

  private async applyTo(localAws: LocalAws, pluginFolder: string): Promise<Applied> {
    await localAws.prepareAccount({ account, region, roles: [deployer] });
    await localAws.change({ inputs: true });
    const logs = join(this.folder, "logs");
    const terraform = new Terraform({ environment: localAws.environment, pluginFolder, logs });
    for (const step of ["init", "plan"] as const) {
      const done = await terraform[step](this.stack);
      if (!done.ok) throw new Error(done.error);
    }
    const changes = await terraform.plannedChanges(this.stack);
    if (!changes.ok) throw new Error(changes.error);
    const applied = await terraform.apply(this.stack);
    if (!applied.ok) throw new Error(applied.error);
    return {
      planned: new Map(changes.value.map(({ address, after }) => [address, after ?? {}])),
      calls: localAws.calls().filter(({ status }) => status < 300),
    };
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** The same JSON, in which every second slash and every second letter beyond ASCII is an escape, in small and large digits. */
function withEscapes(json: string): string {
  const hexadecimal = (unit: string, isLarge: boolean) => {
    const digits = unit.charCodeAt(0).toString(16).padStart(4, "0");
    return `\\u${isLarge ? digits.toUpperCase() : digits}`;
  };
  let seen = 0;
  return json.replace(/[^\0-\x7f]|\//gu, (sign) => {
    seen += 1;
    if (seen % 2) return sign;
    return sign === "/"
      ? "\\/"
      : sign
          .split("")
          .map((unit) => hexadecimal(unit, seen % 4 === 0))
          .join("");
  });
}
