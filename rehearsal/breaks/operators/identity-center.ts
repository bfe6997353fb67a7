/** Mistakes about who logs in through IAM Identity Center: nobody of that name, and a profile that is made before its user is assigned. */
import type { Operator } from "../break";

const assignment = "aws_ssoadmin_application_assignment.";

export const looksUpNobody: Operator = ({ type, path }) =>
  type !== "data.aws_identitystore_user"
    ? []
    : [
        {
          what: "looks up a user who is not there",
          seenBy: "AWS",
          edits: [
            {
              path: [...path, "alternate_identifier", "unique_attribute", "attribute_value"],
              value: "gone@example.com",
            },
          ],
          // Nothing of the stack is planned without it.
          hidesOthers: true,
        },
      ];

/** The order would be left to chance, so the assignment is made to wait. */
export const profileBeforeAssignment: Operator = ({ type, address, path, body }) => {
  const waits = ((body["depends_on"] ?? []) as readonly string[]).filter((each) => each.startsWith(assignment));
  if (type !== "aws_sagemaker_user_profile") return [];
  return waits.map((needed) => ({
    what: `made before ${needed}, which lets its user in`,
    seenBy: "AWS",
    edits: [
      { path: [...path, "depends_on"], value: ["terraform_data.fixed-settings"] },
      { path: ["resource", ...needed.split("."), "depends_on"], add: address },
    ],
  }));
};
