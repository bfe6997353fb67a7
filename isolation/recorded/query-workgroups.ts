/** A call on a query names the query's id alone: AWS holds it against the query's workgroup, which the call that started it says. */
import type { RecordedCall } from "./recording";

/** Each query of a program is taken to be of the workgroup that its last start before named; none where that named none. */
export function withWorkgroups(calls: readonly RecordedCall[]): readonly RecordedCall[] {
  let last: unknown;
  return calls.map((call) => {
    if (call.service !== "athena") return call;
    if (call.operation === "StartQueryExecution") last = call.parameters["WorkGroup"];
    return "QueryExecutionId" in call.parameters && last !== undefined
      ? { ...call, parameters: { ...call.parameters, WorkGroup: last } }
      : call;
  });
}
