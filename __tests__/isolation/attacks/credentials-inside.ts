/** G11: the role's credentials, read back from elsewhere. */
import type { Attack, Loose } from "../stacks";
import { type Deed, rolePolicy } from "./edits";

const denials = (edit: (denial: Loose) => void): Attack =>
  rolePolicy("walls", (document) => {
    for (const each of document.Statement) if (each.Sid.startsWith("DenyReadingBack")) edit(each);
  });

export const credentialsInside: readonly Deed[] = [
  [
    "drops the denial of reading back",
    rolePolicy("walls", (document) => {
      document.Statement = document.Statement.filter((each: Loose) => !each.Sid.startsWith("DenyReadingBack"));
    }),
  ],
  [
    "lets invocations out of the denial",
    denials((denial) => {
      denial.Action = denial.Action.filter((action: string) => !action.includes("InvokeEndpoint"));
    }),
  ],
  [
    "allows the whole internet",
    denials((denial) => {
      denial.Condition.NotIpAddress["aws:SourceIp"] = ["0.0.0.0/1", "128.0.0.0/1"];
    }),
  ],
];
