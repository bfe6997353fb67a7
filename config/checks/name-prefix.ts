/** The environment's names begin with nothing that AWS keeps for itself. */
import { environmentPrefix } from "../names";
import type { Check } from "./check";

/**
 * Beginning to what may not have it.
 * Sources: docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html; EC2 API Reference, CreateSecurityGroup
 * (GroupName: "Can't start with sg-").
 */
const reserved: Readonly<Record<string, string>> = {
  "sthree-": "bucket names",
  "amzn-s3-demo-": "bucket names",
  "sg-": "names of security groups",
};

export const namePrefixIsFree: Check = ({ document, name, value: { namePrefix } }) => {
  if (namePrefix === undefined) return [];
  const names = `${environmentPrefix({ name, namePrefix })}-`;
  return Object.entries(reserved)
    .filter(([beginning]) => names.startsWith(beginning))
    .map(([beginning, what]) =>
      document.problem(
        ["namePrefix"],
        `"${namePrefix}" makes ${what} that start with ${beginning}, which AWS reserves; write another prefix`,
      ),
    );
};
