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
  target = module.network.data.aws_caller_identity.current
  values = { account_id = "111122223333" }
}

override_data {
  target = module.cluster.data.aws_caller_identity.current
  values = { account_id = "111122223333" }
}

override_data {
  target = module.karpenter[0].data.aws_caller_identity.current
  values = { account_id = "111122223333" }
}

override_data {
  target = module.registry.data.aws_caller_identity.current
  values = { account_id = "111122223333" }
}

override_data {
  target = module.storage.data.aws_caller_identity.current
  values = { account_id = "111122223333" }
}

override_data {
  target = module.database.data.aws_caller_identity.current
  values = { account_id = "111122223333" }
}

override_data {
  target = module.search.data.aws_caller_identity.current
  values = { account_id = "111122223333" }
}

override_data {
  target = module.messaging.data.aws_caller_identity.current
  values = { account_id = "111122223333" }
}

override_data {
  target = module.function_identity.data.aws_caller_identity.current
  values = { account_id = "111122223333" }
}

override_data {
  target = module.cost_guard.data.aws_caller_identity.current
  values = { account_id = "111122223333" }
}

variables {
  name               = "mneme-test"
  availability_zones = ["us-east-1a", "us-east-1b"]
  admin_arns         = ["arn:aws:iam::111122223333:role/admin"]
  generate_passwords = false
  max_loss_usd       = 600
  monthly_budget_usd = 400
  daily_budget_usd   = 40
  subscriber_emails  = ["you@example.org"]
  token_issuer       = "https://issuer.example.org/"
  token_jwks_url     = "https://issuer.example.org/jwks.json"
  audit_contract     = "0x5FbDB2315678afecb367f032d93F642f64180aa3"
}

run "the_worst_case_is_gpus_until_the_budget_acts_and_a_month_of_the_rest" {
  command = plan

  # 2 GPUs at the price of the dearest type allowed, for 12 hours of latency and 4.25 hours that a node may live on.
  assert {
    condition     = output.worst_case_usd.gpu == { gpus = 2, usd_per_hour = 1.624, hours = 16.25, usd = 52.78 }
    error_message = "found ${jsonencode(output.worst_case_usd.gpu)}"
  }

  assert {
    condition     = output.worst_case_usd.total == 510.45
    error_message = "found ${jsonencode(output.worst_case_usd)}"
  }

  assert {
    condition     = output.worst_case_usd.fixed == tomap(merge(output.idle_usd_per_month, { "database at database_max_capacity" = 175.2 }))
    error_message = "found ${jsonencode(output.worst_case_usd.fixed)}"
  }

  assert {
    condition     = output.worst_case_usd.price_date == "2026-06-17" && startswith(output.worst_case_usd.price_source, "https://")
    error_message = "prices need a day and a source"
  }
}

run "in_mode_auto_gpus_cost_more_and_other_nodes_have_a_limit" {
  command = plan

  variables {
    compute_mode = "auto"
    max_vcpus    = 16
    max_loss_usd = 1100
  }

  assert {
    condition     = output.worst_case_usd.gpu.usd_per_hour == 1.8189 && output.worst_case_usd.fixed["nodes without GPU at max_vcpus"] == 659.31
    error_message = "found ${jsonencode(output.worst_case_usd)}"
  }

  assert {
    condition     = length(module.karpenter) == 0 && length(output.karpenter_values) == 0 && output.platform_config.KARPENTER_NODE_ROLE == "mneme-test-system-node" && output.platform_config.CPU_LIMIT == "16"
    error_message = "found ${jsonencode(output.platform_config)}"
  }

  assert {
    condition     = !contains(keys(output.idle_usd_per_month), "system nodes")
    error_message = "found ${jsonencode(output.idle_usd_per_month)}"
  }
}

run "wrong_values_are_refused" {
  command = plan

  variables {
    name                    = "M"
    tags                    = { project = "other" }
    compute_mode            = "both"
    vpc_cidr                = "1.2.3.4"
    availability_zones      = ["us-east-1a"]
    nat_mode                = "some"
    interface_endpoints     = ["Ecr"]
    admin_arns              = []
    public_access_cidrs     = ["0.0.0.0/0"]
    kubernetes_version      = "latest"
    system_instance_type    = "p5.48xlarge"
    system_node_count       = 11
    system_disk_gib         = 10
    max_vcpus               = 513
    database_max_capacity   = 0.5
    database_instances      = 0
    document_mode           = "files"
    document_instance_class = "medium"
    search_mode             = "lucene"
    search_instance_type    = "t3.small"
    search_external_url     = "http://example.org"
    leaf_node_cidrs         = ["0.0.0.0/0"]
    max_gpus                = 65
    gpu_instance_types      = ["p5.48xlarge"]
    gpu_drain_hours         = 721
    max_loss_usd            = 0
    monthly_budget_usd      = 0
    daily_budget_usd        = 0
    subscriber_emails       = ["nobody"]
    token_issuer            = "issuer"
    token_jwks_url          = "http://issuer.example.org"
    chain_rpc_url           = "http://localhost"
    chain_id                = 0
    audit_contract          = "0x5FbDB2315678afecb367f032d93F642f64180aa"
    nats_url                = "nats://user:password@host:4222"
    llm_url                 = "http://localhost"
  }

  expect_failures = [
    var.name, var.tags, var.compute_mode, var.vpc_cidr, var.availability_zones, var.nat_mode, var.interface_endpoints, var.admin_arns,
    var.public_access_cidrs, var.kubernetes_version, var.system_instance_type, var.system_node_count, var.system_disk_gib, var.max_vcpus,
    var.database_max_capacity, var.database_instances, var.document_mode, var.document_instance_class, var.search_mode,
    var.search_instance_type, var.search_external_url, var.leaf_node_cidrs, var.max_gpus, var.gpu_instance_types, var.gpu_drain_hours,
    var.max_loss_usd, var.monthly_budget_usd, var.daily_budget_usd, var.subscriber_emails, var.token_issuer, var.token_jwks_url,
    var.chain_rpc_url, var.chain_id, var.audit_contract, var.nats_url, var.llm_url,
  ]
}

run "a_model_without_an_address_and_a_type_without_a_price_are_refused" {
  command = plan

  variables {
    llm_model            = "small"
    system_instance_type = "m6i.large"
  }

  expect_failures = [var.llm_model, var.prices]
}

run "prices_without_a_day_are_refused" {
  command = plan

  variables {
    prices = {
      date                = "yesterday"
      source              = "https://aws.amazon.com/pricing/"
      eks_cluster_hour    = 0
      auto_mode_surcharge = 0
      nat_gateway_hour    = 0
      public_ipv4_hour    = 0
      endpoint_hour       = 0
      load_balancer_hour  = 0
      aurora_acu_hour     = 0
      opensearch_ocu_hour = 0
      vcpu_hour           = 0
      disk_gib_month      = 0
      search_gib_month    = 0
      kms_key_month       = 0
      secret_month        = 0
      alarm_month         = 0
      instance_hour       = { for type in ["t3.medium", "t3.large", "t3.xlarge", "m7i.large", "m7i.xlarge", "g4dn.xlarge", "g4dn.2xlarge", "g4dn.4xlarge", "g5.xlarge", "g5.2xlarge", "g5.4xlarge", "g6.xlarge", "g6.2xlarge", "g6.4xlarge", "db.t4g.medium", "t3.small.search"] : type => 1 }
    }
  }

  expect_failures = [var.prices]
}

run "prices_beyond_reason_are_refused" {
  command = plan

  variables {
    prices = {
      date                = "2026-06-17"
      source              = "https://aws.amazon.com/pricing/"
      eks_cluster_hour    = -1
      auto_mode_surcharge = 0
      nat_gateway_hour    = 0
      public_ipv4_hour    = 0
      endpoint_hour       = 0
      load_balancer_hour  = 0
      aurora_acu_hour     = 0
      opensearch_ocu_hour = 0
      vcpu_hour           = 0
      disk_gib_month      = 0
      search_gib_month    = 0
      kms_key_month       = 0
      secret_month        = 0
      alarm_month         = 0
      instance_hour       = { for type in ["t3.medium", "t3.large", "t3.xlarge", "m7i.large", "m7i.xlarge", "g4dn.xlarge", "g4dn.2xlarge", "g4dn.4xlarge", "g5.xlarge", "g5.2xlarge", "g5.4xlarge", "g6.xlarge", "g6.2xlarge", "g6.4xlarge", "db.t4g.medium", "t3.small.search"] : type => 1 }
    }
  }

  expect_failures = [var.prices]
}
