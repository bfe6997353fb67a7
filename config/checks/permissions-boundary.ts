/** The permissions boundary is a policy that roles of the studio account can have: one of that account, or one of AWS's own. */
import type { Check } from "./check";

/** Source: IAM User Guide, "Permissions boundaries for IAM entities" (an AWS managed or a customer managed policy). */
export const permissionsBoundaryIsHere: Check = ({ document, value: { permissionsBoundary, accounts } }) => {
  const own = accounts?.studio?.id;
  if (own === undefined || !permissionsBoundary?.startsWith("arn:")) return [];
  const account = permissionsBoundary.split(":")[4];
  if (account === own || account === "aws") return [];
  return [
    document.problem(
      ["permissionsBoundary"],
      `is a policy of account ${account}, and bounds roles of account ${own}: IAM takes a policy of that account, or one of AWS's own; name one`,
    ),
  ];
};
