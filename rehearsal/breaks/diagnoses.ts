/** What is said against a stack, by Terraform in its machine-readable output or by the facts: of which block, in which phase, with which words. */
import { asLine, type Violation } from "../facts/facts";

export type Phase = "validate" | "plan" | "apply" | "plan again" | "ask what is there";

export interface Diagnosis {
  readonly phase: Phase;
  /** Undefined where Terraform names no block; what a violation is about. */
  readonly address?: string;
  /** One line. */
  readonly error: string;
}

interface Diagnostic {
  readonly severity: string;
  readonly summary: string;
  readonly detail?: string;
  readonly address?: string;
  readonly snippet?: { readonly context?: string } | null;
}

interface Line {
  readonly type?: string;
  readonly diagnostic?: Diagnostic;
  readonly change?: { readonly action: string; readonly resource: { readonly addr: string } };
}

/** The errors of `validate -json`: https://developer.hashicorp.com/terraform/cli/commands/validate#json-output-format */
export function ofValidate(output: string): Diagnosis[] {
  const { diagnostics } = JSON.parse(output) as { diagnostics: Diagnostic[] };
  return diagnostics.filter(isError).map((each) => diagnosis("validate", each));
}

/** The errors of `apply -json`; before it starts to make anything they are the plan's: https://developer.hashicorp.com/terraform/internals/machine-readable-ui */
export function ofApply(output: string): Diagnosis[] {
  let phase: Phase = "plan";
  return linesOf(output).flatMap(({ type, diagnostic }) => {
    if (type === "apply_start") phase = "apply";
    return diagnostic && isError(diagnostic) ? [diagnosis(phase, diagnostic)] : [];
  });
}

/** What a second `plan -json` would change, and its errors. */
export function ofSecondPlan(output: string): Diagnosis[] {
  return linesOf(output).flatMap(({ type, change, diagnostic }): Diagnosis[] => {
    if (diagnostic && isError(diagnostic)) return [diagnosis("plan again", diagnostic)];
    if (type !== "planned_change" || !change) return [];
    const { action, resource } = change;
    return [{ phase: "plan again", address: resource.addr, error: `the plan after apply is not empty: ${action}` }];
  });
}

/** What is not as it was meant, though Terraform is content. */
export const ofFacts = (violations: readonly Violation[]): Diagnosis[] =>
  violations.map((each) => ({ phase: "ask what is there", address: each.what, error: asLine(each) }));

const isError = ({ severity }: Diagnostic) => severity === "error";

function diagnosis(phase: Phase, { address, snippet, summary, detail }: Diagnostic): Diagnosis {
  const where = (address || snippet?.context)
    ?.replace(/^resource\./, "")
    .replace(/^provider\[.*\/(\w+)"\](.*)$/, "provider.$1$2");
  return { phase, address: where, error: [summary, detail].filter(Boolean).join(": ").replace(/\s+/g, " ") };
}

/** Terraform mixes in lines that are no JSON where it cannot start at all. */
function linesOf(output: string): Line[] {
  return output.split("\n").flatMap((line) => (line.startsWith("{") ? [JSON.parse(line) as Line] : []));
}
