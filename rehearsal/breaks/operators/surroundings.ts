/** Mistakes around the resources: the account, the role, what another stack left. */
import { type Mistake, type Operator, valueAt } from "../break";
import { strangersAccount } from "./unknown-things";

export const wrongAccount: Operator = ({ type, path, body }) => {
  const role = valueAt(body, ["assume_role", 0, "role_arn"]);
  if (type !== "provider" || typeof role !== "string") return [];
  const mistake = (what: string, below: readonly (string | number)[], value: string): Mistake => ({
    what,
    seenBy: "AWS",
    edits: [{ path: [...path, ...below], value }],
    hidesOthers: true,
  });
  return [
    mistake("another account is allowed", ["allowed_account_ids", 0], strangersAccount),
    mistake("assumes a role that does not exist", ["assume_role", 0, "role_arn"], `${role}-gone`),
    mistake(
      "assumes a role of another account",
      ["assume_role", 0, "role_arn"],
      `arn:aws:iam::${strangersAccount}:role/deployer`,
    ),
  ];
};

/** The name of the state that is read, wherever the backend keeps it. */
const stateNames = [
  ["config", "path"],
  ["config", "key"],
  ["config", "workspaces", "name"],
] as const;

export const stateOfNoStack: Operator = ({ type, path, body }) =>
  type !== "data.terraform_remote_state"
    ? []
    : stateNames.flatMap((below): Mistake[] => {
        const name = valueAt(body, below);
        if (typeof name !== "string") return [];
        const edits = [{ path: [...path, ...below], value: name.replace(/(\.tfstate)?$/, "-gone$1") }];
        return [{ what: "reads the state of a stack that does not exist", seenBy: "AWS", edits, hidesOthers: true }];
      });
