variable "name" { type = string }
variable "location" { type = string }
variable "resource_group_name" { type = string }
variable "address_space" { type = string }
variable "hub_id" { type = string }
variable "firewall_ip" { type = string }

variable "subnets" {
  description = "Prefix of each subnet, and how it may send: firewall, internet or none."
  type = map(object({
    prefix = string
    egress = string
  }))
}
