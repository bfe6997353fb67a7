/** Operations of AWS's SDKs that the authorization data does not list are named, so that policies and proof speak of them. */
import * as client from "@aws-sdk/client-sagemaker";
import { listedActionsOf, services } from "../../isolation/decide/catalogue";
import { unlistedOperations } from "../../isolation/decide/unlisted-operations";
import { bearerTokens } from "../../isolation/guarantees/nothing-shared";

const listed = new Set(listedActionsOf("sagemaker").map(({ name }) => name));

test("each operation of SageMaker's client is in the authorization data, or among the unlisted ones", () => {
  const operations = Object.keys(client).flatMap((name) => /^(\w+)Command$/.exec(name)?.[1] ?? []);
  expect(operations.length).toBeGreaterThan(400);
  const known = new Set([...listed, ...unlistedOperations.map((name) => `sagemaker:${name}`)]);
  expect(operations.filter((name) => !known.has(`sagemaker:${name}`))).toEqual([]);
});

test("no operation is called unlisted that the authorization data lists by now", () => {
  expect(unlistedOperations.filter((name) => listed.has(`sagemaker:${name}`))).toEqual([]);
});

test("each service of the authorization data that takes bearer tokens is known", () => {
  const takers = services()
    .map((service) => `${service}:CallWithBearerToken`)
    .filter((name) => listedActionsOf(name.split(":")[0] ?? "").some((action) => action.name === name));
  expect(takers.sort()).toEqual([...bearerTokens].sort());
});
