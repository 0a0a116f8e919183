# Copyright the Mneme authors
# SPDX-License-Identifier: Apache-2.0

variable "name" {
  description = "Prefix of the name of every resource, name of the cluster and value of the tag project, 3 to 20 characters."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,18}[a-z0-9]$", var.name))
    error_message = "name: expected 3 to 20 lower case letters, digits and hyphens, beginning with a letter and not ending with a hyphen; found ${jsonencode(var.name)}."
  }
}

variable "tags" {
  description = "More tags of every resource; project is the name."
  type        = map(string)
  default     = {}
  nullable    = false

  validation {
    condition     = !contains(keys(var.tags), "project") && alltrue([for value in values(var.tags) : can(regex("^[A-Za-z0-9 ._:/=+@-]{0,256}$", value))])
    error_message = "tags: expected tags other than project, of values that AWS takes; found ${jsonencode(var.tags)}."
  }
}

variable "compute_mode" {
  description = "Who starts nodes: karpenter or auto (EKS Auto Mode). Immutable: another mode is another cluster."
  type        = string
  default     = "karpenter"
  nullable    = false

  validation {
    condition     = contains(["karpenter", "auto"], var.compute_mode)
    error_message = "compute_mode: expected karpenter or auto; found ${jsonencode(var.compute_mode)}."
  }
}

variable "vpc_cidr" {
  description = "Addresses of the VPC, a private IPv4 block of prefix length 16 to 20."
  type        = string
  default     = "10.40.0.0/16"
  nullable    = false

  validation {
    condition     = can(cidrnetmask(var.vpc_cidr)) && can(regex("^(10\\.|172\\.(1[6-9]|2[0-9]|3[01])\\.|192\\.168\\.).*/(1[6-9]|20)$", var.vpc_cidr))
    error_message = "vpc_cidr: expected a private IPv4 block of prefix length 16 to 20, such as 10.40.0.0/16; found ${jsonencode(var.vpc_cidr)}."
  }
}

variable "availability_zones" {
  description = "Zones of the region, 2 or 3."
  type        = list(string)
  nullable    = false

  validation {
    condition     = length(var.availability_zones) >= 2 && length(var.availability_zones) <= 3 && length(distinct(var.availability_zones)) == length(var.availability_zones)
    error_message = "availability_zones: expected 2 or 3 different zones; found ${jsonencode(var.availability_zones)}."
  }
}

variable "nat_mode" {
  description = "How private subnets reach the internet: single (one NAT gateway for all zones), per_zone (one in each), or none (through interface_endpoints alone)."
  type        = string
  default     = "single"
  nullable    = false

  validation {
    condition     = contains(["single", "per_zone", "none"], var.nat_mode)
    error_message = "nat_mode: expected single, per_zone or none; found ${jsonencode(var.nat_mode)}."
  }
}

variable "interface_endpoints" {
  description = "Services of AWS that are reached without NAT, such as ecr.api; each costs by the hour in each zone."
  type        = set(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for service in var.interface_endpoints : can(regex("^[a-z0-9]+([.-][a-z0-9]+)*$", service))])
    error_message = "interface_endpoints: expected names of services, such as ecr.api; found ${jsonencode(var.interface_endpoints)}."
  }
}

variable "admin_arns" {
  description = "Roles and users of IAM that administer the cluster, at least 1."
  type        = set(string)
  nullable    = false

  validation {
    condition     = length(var.admin_arns) > 0 && alltrue([for arn in var.admin_arns : can(regex("^arn:aws[a-z-]*:iam::[0-9]{12}:(role|user)/[A-Za-z0-9+=,.@_/-]+$", arn))])
    error_message = "admin_arns: expected at least one ARN of an IAM role or user, without wildcards; found ${jsonencode(var.admin_arns)}."
  }
}

variable "public_access_cidrs" {
  description = "Addresses that may reach the Kubernetes API from the internet, as IPv4 CIDR blocks of prefix length 16 to 32; none keeps it private."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for cidr in var.public_access_cidrs : can(cidrnetmask(cidr)) && try(tonumber(split("/", cidr)[1]) >= 16, false)])
    error_message = "public_access_cidrs: expected IPv4 CIDR blocks of prefix length 16 to 32; found ${jsonencode(var.public_access_cidrs)}."
  }
}

variable "kubernetes_version" {
  description = "Minor version of Kubernetes; raise it by one at a time."
  type        = string
  default     = "1.35"
  nullable    = false

  validation {
    condition     = can(regex("^1\\.[0-9]{2}$", var.kubernetes_version))
    error_message = "kubernetes_version: expected a minor version, such as 1.35; found ${jsonencode(var.kubernetes_version)}."
  }
}

variable "system_instance_type" {
  description = "Type of the managed nodes that carry the controllers and the functions in mode karpenter; its price must be among prices."
  type        = string
  default     = "t3.large"
  nullable    = false

  validation {
    condition     = can(regex("^[cmrt][0-9][a-z]*\\.[0-9a-z]+$", var.system_instance_type))
    error_message = "system_instance_type: expected a type of family c, m, r or t, such as t3.large; found ${jsonencode(var.system_instance_type)}."
  }
}

variable "system_node_count" {
  description = "How many of these nodes there are, 1 to 10."
  type        = number
  default     = 2
  nullable    = false

  validation {
    condition     = var.system_node_count >= 1 && var.system_node_count <= 10 && floor(var.system_node_count) == var.system_node_count
    error_message = "system_node_count: expected a whole number from 1 to 10; found ${jsonencode(var.system_node_count)}."
  }
}

variable "system_disk_gib" {
  description = "Disk of each of these nodes in GiB, 20 to 500."
  type        = number
  default     = 40
  nullable    = false

  validation {
    condition     = var.system_disk_gib >= 20 && var.system_disk_gib <= 500 && floor(var.system_disk_gib) == var.system_disk_gib
    error_message = "system_disk_gib: expected a whole number from 20 to 500; found ${jsonencode(var.system_disk_gib)}."
  }
}

variable "max_vcpus" {
  description = "Most vCPUs of nodes without a GPU that are started by need, 0 to 512: the limit of their NodePool. Mode karpenter has none: there everything else runs on the managed nodes."
  type        = number
  default     = 0
  nullable    = false

  validation {
    condition     = var.max_vcpus >= 0 && var.max_vcpus <= 512 && floor(var.max_vcpus) == var.max_vcpus
    error_message = "max_vcpus: expected a whole number from 0 to 512; found ${jsonencode(var.max_vcpus)}."
  }
}

variable "database_max_capacity" {
  description = "Most capacity of the database in ACU (1 ACU is 2 GiB of memory), 1 to 256 in halves; it pauses when nobody is connected."
  type        = number
  default     = 2
  nullable    = false

  validation {
    condition     = var.database_max_capacity >= 1 && var.database_max_capacity <= 256 && floor(var.database_max_capacity * 2) == var.database_max_capacity * 2
    error_message = "database_max_capacity: expected 1 to 256 in steps of 0.5; found ${jsonencode(var.database_max_capacity)}."
  }
}

variable "database_instances" {
  description = "Instances of the database, the writer and its standbys, 1 to 3."
  type        = number
  default     = 1
  nullable    = false

  validation {
    condition     = var.database_instances >= 1 && var.database_instances <= 3 && floor(var.database_instances) == var.database_instances
    error_message = "database_instances: expected a whole number from 1 to 3; found ${jsonencode(var.database_instances)}."
  }
}

variable "generate_passwords" {
  description = "Whether passwords of the database roles are made at apply; they go to Secrets Manager and never to the state."
  type        = bool
  default     = true
  nullable    = false
}

variable "document_mode" {
  description = "Where documents are kept: none, documentdb (made here) or external (a MongoDB of yours, its URI in a secret)."
  type        = string
  default     = "external"
  nullable    = false

  validation {
    condition     = contains(["none", "documentdb", "external"], var.document_mode)
    error_message = "document_mode: expected none, documentdb or external; found ${jsonencode(var.document_mode)}."
  }
}

variable "document_instance_class" {
  description = "Class of the instance of DocumentDB; its price must be among prices."
  type        = string
  default     = "db.t4g.medium"
  nullable    = false

  validation {
    condition     = can(regex("^db\\.[a-z0-9]+\\.[a-z0-9]+$", var.document_instance_class))
    error_message = "document_instance_class: expected a class such as db.t4g.medium; found ${jsonencode(var.document_instance_class)}."
  }
}

variable "search_mode" {
  description = "What serves the index: none, domain or serverless (made here), or external."
  type        = string
  default     = "domain"
  nullable    = false

  validation {
    condition     = contains(["none", "domain", "serverless", "external"], var.search_mode)
    error_message = "search_mode: expected none, domain, serverless or external; found ${jsonencode(var.search_mode)}."
  }
}

variable "search_instance_type" {
  description = "Type of the one data node of the domain; its price must be among prices."
  type        = string
  default     = "t3.small.search"
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9]+\\.[a-z0-9]+\\.search$", var.search_instance_type))
    error_message = "search_instance_type: expected a type of OpenSearch Service, such as t3.small.search; found ${jsonencode(var.search_instance_type)}."
  }
}

variable "search_external_url" {
  description = "Endpoint of an external engine, asked for if search_mode is external."
  type        = string
  default     = null

  validation {
    condition     = var.search_external_url == null ? true : can(regex("^https://[A-Za-z0-9.-]+(:[0-9]{2,5})?$", var.search_external_url))
    error_message = "search_external_url: expected https://host or https://host:port, or null; found ${jsonencode(var.search_external_url)}."
  }
}

variable "leaf_node_cidrs" {
  description = "Addresses that NATS leaf nodes connect from, as IPv4 CIDR blocks of prefix length 8 to 32; none makes no load balancer."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for cidr in var.leaf_node_cidrs : can(cidrnetmask(cidr)) && try(tonumber(split("/", cidr)[1]) >= 8, false)])
    error_message = "leaf_node_cidrs: expected IPv4 CIDR blocks of prefix length 8 to 32; found ${jsonencode(var.leaf_node_cidrs)}."
  }
}

variable "max_gpus" {
  description = "Most GPUs at one time, 0 to 64: GPU_LIMIT, the limit of the GPU NodePool."
  type        = number
  default     = 2
  nullable    = false

  validation {
    condition     = var.max_gpus >= 0 && var.max_gpus <= 64 && floor(var.max_gpus) == var.max_gpus
    error_message = "max_gpus: expected a whole number from 0 to 64; found ${jsonencode(var.max_gpus)}."
  }
}

variable "gpu_instance_types" {
  description = "The only types with a GPU that may be started, each with exactly 1 GPU: those that the GPU NodePool allows. Their prices must be among prices, and the dearest is the price of the bound."
  type        = set(string)
  default = [
    "g4dn.xlarge", "g4dn.2xlarge", "g4dn.4xlarge",
    "g5.xlarge", "g5.2xlarge", "g5.4xlarge",
    "g6.xlarge", "g6.2xlarge", "g6.4xlarge",
  ]
  nullable = false

  validation {
    condition     = alltrue([for type in var.gpu_instance_types : can(regex("^(g4dn|g5|g6|g6e)\\.(xlarge|2xlarge|4xlarge|8xlarge)$", type))]) && length(var.gpu_instance_types) > 0
    error_message = "gpu_instance_types: expected at least one type with 1 GPU: g4dn, g5, g6 or g6e, xlarge to 8xlarge; found ${jsonencode(var.gpu_instance_types)}."
  }
}

variable "gpu_drain_hours" {
  description = "Hours that a GPU node lives on after launches are denied, 0 to 720: expireAfter and terminationGracePeriod of the GPU NodePool."
  type        = number
  default     = 4.25
  nullable    = false

  validation {
    condition     = var.gpu_drain_hours >= 0 && var.gpu_drain_hours <= 720
    error_message = "gpu_drain_hours: expected a number from 0 to 720; found ${jsonencode(var.gpu_drain_hours)}."
  }
}

variable "max_loss_usd" {
  description = "Most that may be lost if everything goes wrong, in USD, 1 to 1000000; apply is refused where the worst case is more."
  type        = number
  nullable    = false

  validation {
    condition     = var.max_loss_usd >= 1 && var.max_loss_usd <= 1000000
    error_message = "max_loss_usd: expected a number from 1 to 1000000; found ${jsonencode(var.max_loss_usd)}."
  }
}

variable "monthly_budget_usd" {
  description = "Spend of a month in USD at which every launch of a node is denied, 1 to 1000000."
  type        = number
  nullable    = false

  validation {
    condition     = var.monthly_budget_usd >= 1 && var.monthly_budget_usd <= 1000000
    error_message = "monthly_budget_usd: expected a number from 1 to 1000000; found ${jsonencode(var.monthly_budget_usd)}."
  }
}

variable "daily_budget_usd" {
  description = "Spend of a day in USD that is told to the subscribers, 1 to 1000000."
  type        = number
  nullable    = false

  validation {
    condition     = var.daily_budget_usd >= 1 && var.daily_budget_usd <= 1000000
    error_message = "daily_budget_usd: expected a number from 1 to 1000000; found ${jsonencode(var.daily_budget_usd)}."
  }
}

variable "subscriber_emails" {
  description = "Addresses that are told of budgets and alarms, 1 to 10."
  type        = list(string)
  nullable    = false

  validation {
    condition     = length(var.subscriber_emails) >= 1 && length(var.subscriber_emails) <= 10 && alltrue([for address in var.subscriber_emails : can(regex("^[^@ ]+@[^@ ]+\\.[^@ ]+$", address))])
    error_message = "subscriber_emails: expected 1 to 10 e-mail addresses; found ${jsonencode(var.subscriber_emails)}."
  }
}

variable "token_issuer" {
  description = "What tokens of users must name as their issuer, a URL."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^https://[^ ]+$", var.token_issuer))
    error_message = "token_issuer: expected a URL that begins with https://; found ${jsonencode(var.token_issuer)}."
  }
}

variable "token_jwks_url" {
  description = "Public keys of that issuer, a URL."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^https://[^ ]+$", var.token_jwks_url))
    error_message = "token_jwks_url: expected a URL that begins with https://; found ${jsonencode(var.token_jwks_url)}."
  }
}

variable "chain_rpc_url" {
  description = "JSON-RPC of a node of the chain that the audit log is anchored on, a URL."
  type        = string
  default     = "https://testnet.sapphire.oasis.io"
  nullable    = false

  validation {
    condition     = can(regex("^https://[^ ]+$", var.chain_rpc_url))
    error_message = "chain_rpc_url: expected a URL that begins with https://; found ${jsonencode(var.chain_rpc_url)}."
  }
}

variable "chain_id" {
  description = "Id of that chain, 1 to 2147483647; 23294 is Oasis Sapphire, 23295 its test network."
  type        = number
  default     = 23295
  nullable    = false

  validation {
    condition     = var.chain_id >= 1 && var.chain_id <= 2147483647 && floor(var.chain_id) == var.chain_id
    error_message = "chain_id: expected a whole number from 1 to 2147483647; found ${jsonencode(var.chain_id)}."
  }
}

variable "audit_contract" {
  description = "Address of the anchor contract on the chain; dev.mneme.audit.DeployContract prints it."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^0x[0-9a-fA-F]{40}$", var.audit_contract))
    error_message = "audit_contract: expected 0x and 40 hexadecimal digits; found ${jsonencode(var.audit_contract)}."
  }
}

variable "nats_url" {
  description = "NATS servers with JetStream, separated by commas, without user or password."
  type        = string
  default     = "nats://nats.nats.svc.cluster.local:4222"
  nullable    = false

  validation {
    condition     = can(regex("^(nats|tls)://[^ @,]+(,(nats|tls)://[^ @,]+)*$", var.nats_url))
    error_message = "nats_url: expected URLs that begin with nats:// or tls://, without user or password, separated by commas; found ${jsonencode(var.nats_url)}."
  }
}

variable "llm_url" {
  description = "Base of an OpenAI-compatible API that writes answers, a URL; empty, answers are extracted."
  type        = string
  default     = ""
  nullable    = false

  validation {
    condition     = can(regex("^(https://[^ ]+)?$", var.llm_url))
    error_message = "llm_url: expected a URL that begins with https://, or nothing; found ${jsonencode(var.llm_url)}."
  }
}

variable "llm_model" {
  description = "Name of the model there, at most 200 characters; empty without llm_url."
  type        = string
  default     = ""
  nullable    = false

  validation {
    condition     = (var.llm_url == "") == (var.llm_model == "") && length(var.llm_model) <= 200
    error_message = "llm_model: expected a name of at most 200 characters if llm_url is given, else nothing; found ${jsonencode(var.llm_model)}."
  }
}
