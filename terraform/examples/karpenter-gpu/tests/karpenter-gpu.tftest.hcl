# Copyright the Mneme authors
# SPDX-License-Identifier: Apache-2.0

# The real provider, since mocks know no ephemeral resources; nothing is asked of AWS.
provider "aws" {
  region                      = "us-east-1"
  access_key                  = "none"
  secret_key                  = "none"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
}

override_data {
  target = module.platform.module.network.data.aws_caller_identity.current
  values = { account_id = "111122223333" }
}

override_data {
  target = module.platform.module.cluster.data.aws_caller_identity.current
  values = { account_id = "111122223333" }
}

override_data {
  target = module.platform.module.karpenter[0].data.aws_caller_identity.current
  values = { account_id = "111122223333" }
}

override_data {
  target = module.platform.module.registry.data.aws_caller_identity.current
  values = { account_id = "111122223333" }
}

override_data {
  target = module.platform.module.storage.data.aws_caller_identity.current
  values = { account_id = "111122223333" }
}

override_data {
  target = module.platform.module.database.data.aws_caller_identity.current
  values = { account_id = "111122223333" }
}

override_data {
  target = module.platform.module.search.data.aws_caller_identity.current
  values = { account_id = "111122223333" }
}

override_data {
  target = module.platform.module.messaging.data.aws_caller_identity.current
  values = { account_id = "111122223333" }
}

override_data {
  target = module.platform.module.function_identity.data.aws_caller_identity.current
  values = { account_id = "111122223333" }
}

override_data {
  target = module.platform.module.cost_guard.data.aws_caller_identity.current
  values = { account_id = "111122223333" }
}

variables {
  admin_arns         = ["arn:aws:iam::111122223333:role/admin"]
  subscriber_emails  = ["you@example.org"]
  token_issuer       = "https://issuer.example.org/"
  token_jwks_url     = "https://issuer.example.org/jwks.json"
  audit_contract     = "0x5FbDB2315678afecb367f032d93F642f64180aa3"
  generate_passwords = false
}

run "with_a_mongodb_of_yours_it_stays_within_the_bound" {
  command = plan

  # A password for DocumentDB would be asked of AWS.
  variables {
    document_mode = "external"
  }

  assert {
    condition     = output.worst_case_usd.total <= output.worst_case_usd.max_loss && abs(output.worst_case_usd.total - output.worst_case_usd.gpu.usd - output.worst_case_usd.fixed_usd) < 0.01
    error_message = "found ${jsonencode(output.worst_case_usd)}"
  }

  assert {
    condition     = output.platform_config.GPU_LIMIT == "2" && output.idle_usd_per_month["NAT gateways"] == 109.5
    error_message = "expected a NAT gateway in each of three zones; found ${jsonencode(output.idle_usd_per_month)}"
  }
}

run "wrong_values_are_refused" {
  command = plan

  variables {
    name                = "Mneme"
    region              = "frankfurt"
    availability_zones  = ["us-east-1a"]
    admin_arns          = ["arn:aws:iam::111122223333:role/*"]
    public_access_cidrs = ["0.0.0.0/0"]
    max_gpus            = -1
    max_loss_usd        = 0
    monthly_budget_usd  = 0.5
    subscriber_emails   = []
    token_issuer        = "issuer"
    token_jwks_url      = "file:///keys"
    audit_contract      = "0x"
    document_mode       = "none"
  }

  expect_failures = [
    var.name, var.region, var.availability_zones, var.admin_arns, var.public_access_cidrs, var.max_gpus, var.max_loss_usd,
    var.monthly_budget_usd, var.subscriber_emails, var.token_issuer, var.token_jwks_url, var.audit_contract, var.document_mode,
  ]
}
