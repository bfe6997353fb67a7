/** Arguments of Athena's workgroups and of databases in the Glue catalog. */
import { blocks, flag, resource, tags, text, words } from "./arguments";

export const queries = {
  // Where results go is decided by G3. Spark, a role, keys and results that Athena keeps are not among the arguments.
  aws_athena_workgroup: resource({
    name: text,
    description: words.optional(),
    configuration: blocks({
      enforce_workgroup_configuration: flag.optional(),
      result_configuration: blocks({
        output_location: text.optional(),
        expected_bucket_owner: text.optional(),
      }).optional(),
    }).optional(),
    force_destroy: flag.optional(),
    tags,
  }),
  // It holds names of tables. Whom it lets in beside its account is a policy of the catalog, which is refused here.
  aws_glue_catalog_database: resource({ name: text, description: words.optional(), tags }),
} as const;
