/** People of teams that log in through IAM Identity Center come from any network: `access` does not bind them. */
import type { Check } from "./check";

/**
 * A warning for each team: legal, and other than `access` suggests. AWS asks no identity policy of them, and the networks
 * are a condition of one. Sources: AWS Machine Learning Blog, "Secure access to Amazon SageMaker Studio with AWS SSO and a
 * SAML application" (identity-based policies are not supported in SSO mode); SageMaker API Reference,
 * CreatePresignedDomainUrl (only where the authentication mode is IAM).
 */
export const singleSignOnFromAnywhere: Check = ({ teams }) =>
  teams.flatMap(({ document, value: { authMode } }) =>
    authMode === "SSO"
      ? [
          document.problem(
            ["authMode"],
            "SSO lets the team's people log in from any network: AWS evaluates no policy when they log in, so access in environment.yaml does not limit them; write IAM, or limit the networks in your identity provider",
          ),
        ]
      : [],
  );
