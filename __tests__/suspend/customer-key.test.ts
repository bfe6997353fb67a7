/** Secrets under a key of the customer's: the policy that docs/endpoints.md tells people to attach opens that key, and nothing while the team is suspended. */
import { evaluate, parsePolicy } from "../../isolation/policy";
import { render } from "../../policies/document";
import { denialsOf } from "../../suspend/role";
import { nobody, suspended } from "../../suspend/suspension";
import { shipped } from "../isolation/stacks";
import { view } from "../promises/access";
import { Deployment } from "../support/deployment";

const { environment, stacks } = shipped("prod");
const team = environment.teams.find(({ name }) => name === "fraud");
if (!team || !environment.network.extraInterfaceEndpoints.includes("secretsmanager")) {
  throw new Error("prod's fraud cannot read secrets");
}
const { identity, roleArn } = view({ environment, deployment: new Deployment(stacks) }, team);
const account = environment.accounts.studio.id;
const key = `arn:aws:kms:${environment.region}:${account}:key/0a1b2c3d-0a1b-2c3d-4e5f-0a1b2c3d4e5f`;
const through = { "kms:ViaService": `secretsmanager.${environment.region}.amazonaws.com` };
const attached = parsePolicy(
  render([
    { Sid: "OurKey", Effect: "Allow", Action: "kms:Decrypt", Resource: key, Condition: { StringEquals: through } },
  ]),
  "attached",
  "identity",
);
/** docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html */
const byDefault = parsePolicy(
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Principal: { AWS: `arn:aws:iam::${account}:root` }, Action: "kms:*", Resource: "*" },
    ],
  }),
  "default key policy",
  "resource",
);
const [denial] = denialsOf(environment, team, "d-1", suspended(nobody, undefined, new Date()));
const suspension = parsePolicy(denial?.text ?? "", "suspension", "identity");

/** Why the key's Decrypt is decided as it is. Secrets Manager asks for it with the caller's session, forwarded. */
const reason = (policies: typeof identity, context: Readonly<Record<string, string>>) =>
  evaluate(
    {
      principal: { kind: "role", arn: roleArn, account },
      action: "kms:Decrypt",
      resource: key,
      resourceAccount: account,
      context: { "aws:PrincipalArn": roleArn, "aws:ResourceAccount": account, ...context },
    },
    { identity: policies, resource: byDefault },
  ).reason;
const forwarded = { ...through, "aws:ViaAWSService": "true" };

test("the role decrypts nothing with it by its own policies", () => {
  expect(reason(identity, forwarded)).not.toBe("allowed");
});

test("the attached policy lets it decrypt through Secrets Manager, and not directly, nor through another service", () => {
  expect(reason([...identity, attached], forwarded)).toBe("allowed");
  expect(reason([...identity, attached], { "aws:ViaAWSService": "false" })).not.toBe("allowed");
  expect(reason([...identity, attached], { ...forwarded, "kms:ViaService": "s3.eu-central-1.amazonaws.com" })).not.toBe(
    "allowed",
  );
});

test("while the team is suspended it decrypts nothing, whatever is attached", () => {
  expect(reason([...identity, attached, suspension], forwarded)).toBe("explicit deny");
});
