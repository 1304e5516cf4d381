variable "location" {
  description = "Where everything lives."
  type        = string
  default     = "westeurope"
}

variable "company" {
  type    = string
  default = "marktlicht"
}

variable "office" {
  description = "Public addresses of the head office."
  type        = list(string)
}

variable "containers" {
  description = "Containers of the price advisor's stores, and who may read them."
  type = map(object({
    store  = string
    access = optional(string, "private")
  }))
}
