/** An extra interface endpoint that no team can use is a warning: it costs money by the hour. */
import { edit, problemLines, shippedFiles, warningLines } from "./folders";

const dev = shippedFiles("dev");

const having = (endpoints: string, features = "") => {
  const files = edit(dev, "environment.yaml", "access:", `network: {extraInterfaceEndpoints: [${endpoints}]}\naccess:`);
  return features === "" ? files : edit(files, "teams/research.yaml", "users:", `${features}\nusers:`);
};
const athena = "features: {athena: {reads: [{bucket: data, prefix: tables/}], results: {bucket: data}}}";

test("an endpoint that a feature alone uses is a warning where no team has the feature", () => {
  const files = having("glue, athena, sagemaker.featurestore-runtime");
  expect(problemLines(files)).toEqual([]);
  expect(warningLines(files)).toEqual([
    'dev/environment.yaml:10:43 network.extraInterfaceEndpoints[1]: "athena" costs money by the hour and in every zone, and nobody can use it: no team has features.athena; turn features.athena on for a team, or leave it out',
    'dev/environment.yaml:10:51 network.extraInterfaceEndpoints[2]: "sagemaker.featurestore-runtime" costs money by the hour and in every zone, and nobody can use it: no team has features.featureStore; turn features.featureStore on for a team, or leave it out',
  ]);
});

test("it is none where a team has it, nor where there is no team yet", () => {
  expect(warningLines(having("athena, glue", athena))).toEqual([]);
  expect(warningLines(having("sagemaker.featurestore-runtime", "features: {featureStore: {}}"))).toEqual([]);
  const { "teams/research.yaml": _, ...bare } = having("athena");
  expect(warningLines(bare)).toEqual([]);
});

test("a team whose features are wrong may have meant the feature", () => {
  expect(warningLines(having("sagemaker.featurestore-runtime", "features: {featurStore: {}}"))).toEqual([]);
});

test("each of CodeArtifact's two endpoints is a warning without the other", () => {
  expect(warningLines(having("codeartifact.api, codeartifact.repositories"))).toEqual([]);
  expect(warningLines(having("codeartifact.api"))).toEqual([
    'dev/environment.yaml:10:37 network.extraInterfaceEndpoints[0]: "codeartifact.api" costs money by the hour and in every zone, and nobody can use it: packages are read through codeartifact.repositories; add codeartifact.repositories, or leave it out',
  ]);
  expect(warningLines(having("codeartifact.repositories"))).toEqual([
    'dev/environment.yaml:10:37 network.extraInterfaceEndpoints[0]: "codeartifact.repositories" costs money by the hour and in every zone, and nobody can use it: the token for packages comes from codeartifact.api; add codeartifact.api, or leave it out',
  ]);
});

test("endpoints that bring what the role may do with them are none", () => {
  expect(warningLines(having("bedrock-runtime, experiments, git-codecommit, glue, secretsmanager, ssm"))).toEqual([]);
});
