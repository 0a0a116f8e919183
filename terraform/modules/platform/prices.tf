# Copyright the Mneme authors
# SPDX-License-Identifier: Apache-2.0

variable "prices" {
  description = "What AWS asks for in USD, in the region of the provider: read them anew for yours, and when the date is old. `instance_hour` holds every type that is used."
  type = object({
    date                = string
    source              = string
    eks_cluster_hour    = number
    auto_mode_surcharge = number
    nat_gateway_hour    = number
    public_ipv4_hour    = number
    endpoint_hour       = number
    load_balancer_hour  = number
    aurora_acu_hour     = number
    opensearch_ocu_hour = number
    vcpu_hour           = number
    disk_gib_month      = number
    search_gib_month    = number
    kms_key_month       = number
    secret_month        = number
    alarm_month         = number
    instance_hour       = map(number)
  })
  nullable = false

  # On demand, us-east-1.
  default = {
    date                = "2026-06-17"
    source              = "https://aws.amazon.com/pricing/"
    eks_cluster_hour    = 0.10
    auto_mode_surcharge = 0.12
    nat_gateway_hour    = 0.045
    public_ipv4_hour    = 0.005
    endpoint_hour       = 0.01
    load_balancer_hour  = 0.0225
    aurora_acu_hour     = 0.12
    opensearch_ocu_hour = 0.24
    vcpu_hour           = 0.0504
    disk_gib_month      = 0.08
    search_gib_month    = 0.122
    kms_key_month       = 1
    secret_month        = 0.40
    alarm_month         = 0.40
    instance_hour = {
      "t3.medium"       = 0.0416
      "t3.large"        = 0.0832
      "t3.xlarge"       = 0.1664
      "m7i.large"       = 0.1008
      "m7i.xlarge"      = 0.2016
      "g4dn.xlarge"     = 0.526
      "g4dn.2xlarge"    = 0.752
      "g4dn.4xlarge"    = 1.204
      "g5.xlarge"       = 1.006
      "g5.2xlarge"      = 1.212
      "g5.4xlarge"      = 1.624
      "g6.xlarge"       = 0.8048
      "g6.2xlarge"      = 0.9776
      "g6.4xlarge"      = 1.3232
      "db.t4g.medium"   = 0.0757
      "t3.small.search" = 0.036
    }
  }

  validation {
    condition     = can(regex("^20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$", var.prices.date)) && can(regex("^https://[^ ]+$", var.prices.source))
    error_message = "prices: expected date as YYYY-MM-DD and source as a URL that begins with https://; found ${jsonencode([var.prices.date, var.prices.source])}."
  }

  validation {
    condition     = alltrue([for usd in concat(values(var.prices.instance_hour), [for key, usd in var.prices : usd if !contains(["date", "source", "instance_hour"], key)]) : usd >= 0 && usd <= 1000])
    error_message = "prices: expected numbers from 0 to 1000 USD; found ${jsonencode(var.prices)}."
  }

  validation {
    condition = length(setsubtract(concat(
      tolist(var.gpu_instance_types), [var.system_instance_type],
      var.document_mode == "documentdb" ? [var.document_instance_class] : [], var.search_mode == "domain" ? [var.search_instance_type] : [],
    ), keys(var.prices.instance_hour))) == 0
    error_message = "prices: expected instance_hour to hold every type that is used (gpu_instance_types, system_instance_type, document_instance_class, search_instance_type); found ${jsonencode(keys(var.prices.instance_hour))}."
  }
}

locals {
  hours_per_month   = 730
  search_volume_gib = 10
  surcharge         = local.karpenter ? 1 : 1 + var.prices.auto_mode_surcharge
  dearest_gpu       = [for type in var.gpu_instance_types : type if var.prices.instance_hour[type] == max([for other in var.gpu_instance_types : var.prices.instance_hour[other]]...)][0]
  gpu_usd_per_hour  = floor(var.prices.instance_hour[local.dearest_gpu] * local.surcharge * 10000 + 0.5) / 10000

  # A type of one GPU has 4 vCPUs for each xlarge.
  gpu_vcpus = 4 * tonumber(coalesce(replace(split(".", local.dearest_gpu)[1], "xlarge", ""), "1"))

  nat_gateways        = { single = 1, per_zone = length(var.availability_zones), none = 0 }[var.nat_mode]
  endpoint_interfaces = length(var.interface_endpoints) * length(var.availability_zones)
  kms_keys            = 9 + length([for used in [local.karpenter, var.document_mode != "none", var.search_mode != "none"] : used if used])
  secrets             = 12 + length([for used in [var.document_mode != "none", var.search_mode == "external"] : used if used])

  # What is paid while nobody uses anything, in USD a month; what it counts is compared with the plan by a test.
  idle_usd_per_month = { for part, usd in {
    "EKS control plane"       = var.prices.eks_cluster_hour * local.hours_per_month
    "system nodes"            = local.karpenter ? var.system_node_count * var.prices.instance_hour[var.system_instance_type] * local.hours_per_month : 0
    "disks of system nodes"   = local.karpenter ? var.system_node_count * var.system_disk_gib * var.prices.disk_gib_month : 0
    "NAT gateways"            = local.nat_gateways * (var.prices.nat_gateway_hour + var.prices.public_ipv4_hour) * local.hours_per_month
    "interface endpoints"     = local.endpoint_interfaces * var.prices.endpoint_hour * local.hours_per_month
    "leaf node load balancer" = length(var.leaf_node_cidrs) > 0 ? var.prices.load_balancer_hour * local.hours_per_month : 0
    "DocumentDB"              = var.document_mode == "documentdb" ? var.prices.instance_hour[var.document_instance_class] * local.hours_per_month : 0
    "OpenSearch domain"       = var.search_mode == "domain" ? var.prices.instance_hour[var.search_instance_type] * local.hours_per_month + local.search_volume_gib * var.prices.search_gib_month : 0
    "OpenSearch Serverless"   = var.search_mode == "serverless" ? var.prices.opensearch_ocu_hour * local.hours_per_month : 0
    "KMS keys"                = local.kms_keys * var.prices.kms_key_month
    "secrets"                 = local.secrets * var.prices.secret_month
    "alarm on the GPU rate"   = var.prices.alarm_month
  } : part => floor(usd * 100 + 0.5) / 100 if usd > 0 }

  # What may run all month although nobody wants it to, bounded by a limit of its own.
  limit_usd_per_month = { for part, usd in {
    "database at database_max_capacity" = var.database_instances * var.database_max_capacity * var.prices.aurora_acu_hour * local.hours_per_month
    "nodes without GPU at max_vcpus"    = var.max_vcpus * var.prices.vcpu_hour * local.surcharge * local.hours_per_month
  } : part => floor(usd * 100 + 0.5) / 100 if usd > 0 }

  fixed_usd_per_month = merge(local.idle_usd_per_month, local.limit_usd_per_month)
}
