/** How a person who leaves still gets in, as teardown --user and suspend --user print it. */
import { accessLeft } from "../../cli/people";
import type { Environment } from "../../config/schema";
import { shipped } from "../isolation/stacks";

const application = "arn:aws:sso::555555555555:application/ssoins-0123456789abcdef/apl-0123456789abcdef";
const domain = { id: "d-1", fileSystem: "fs-1", application, profiles: [] };
const { environment } = shipped("prod");

const left = (user: string, of: Environment = environment, ssoUser?: string) => {
  const team = of.teams.find(({ name }) => name === "marketing");
  if (!team) throw new Error("no team marketing");
  const users = team.users.map((each) => (each.name === user && ssoUser ? { ...each, ssoUser } : each));
  return accessLeft(of, { ...team, users }, user, domain, (...words) => words.join(" "));
};
const take = `aws sso-admin delete-application-assignment --region eu-central-1 --application-arn ${application} --principal-type USER --principal-id`;

test("where the environment names a role that assigns, one line takes the assignment away, by the person's name", () => {
  expect(left("edsger")).toBe(
    `as arn:aws:iam::101010101010:role/studio-enclave-identity-center, take the assignment of edsger away now: ${take} "$(aws identitystore get-user-id --region eu-central-1 --identity-store-id d-1234567890 --alternate-identifier '{"UniqueAttribute":{"AttributePath":"userName","AttributeValue":"edsger@example.com"}}' --query UserId --output text)" (suspend --user takes it away too; a deployment makes it anew until edsger is out of the team's file)`,
  );
});

test("a name that a shell would read otherwise is quoted", () => {
  expect(left("edsger", environment, "o'brien`id`@example.com")).toContain(`o'\\''brien\`id\`@example.com"}}' --query`);
});

test("where somebody else assigns, the line looks for the identity store too", () => {
  const { identityCenter: _, ...without } = environment;
  expect(left("edsger", without)).toBe(
    `take the assignment of edsger away: ${take} "$(aws identitystore get-user-id --region eu-central-1 --identity-store-id "$(aws sso-admin list-instances --region eu-central-1 --query 'Instances[0].IdentityStoreId' --output text)" --alternate-identifier '{"UniqueAttribute":{"AttributePath":"userName","AttributeValue":"edsger@example.com"}}' --query UserId --output text)"`,
  );
});

test("where no file declares the person, nobody knows their name in IAM Identity Center, and doctor tells who is assigned", () => {
  expect(left("mallory")).toMatch(
    /^no file declares mallory, so a group lets them in, .*: doctor prod marketing lists/,
  );
});
