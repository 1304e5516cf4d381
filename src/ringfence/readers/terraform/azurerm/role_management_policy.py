"""How a role may be taken and assigned through Privileged Identity Management.

The rules are written where they are read: `effectiveRules`, which ARM computes from what is sent.
"""

from ringfence.model.facts import Unknown, Value
from ringfence.readers.terraform.build import each, flag, joined, move
from ringfence.readers.terraform.mapping import Arguments, Example, Mapping, Part, Provider
from ringfence.readers.terraform.parts import Computed, Each, Fixed
from ringfence.readers.terraform.places import On

RULES = "properties.effectiveRules"
_ASKS = {
    "require_multifactor_authentication": "MultiFactorAuthentication",
    "require_justification": "Justification",
    "require_ticket_info": "Ticketing",
}


def _demanded(arguments: Arguments, provider: Provider) -> dict[str, Value]:
    del provider
    made: list[Value] = []
    for name, rule in _ASKS.items():
        value = arguments.get(name)
        if isinstance(value, Unknown):
            made.append(value)
        elif value is True or value == "true":
            made.append(rule)
    return {"enabledRules": made}


DEMANDED = Computed(tuple(_ASKS), ("enabledRules",), _demanded)
EXPIRES = (
    flag("expiration_required", to="isExpirationRequired"),
    move("expire_after", to="maximumDuration"),
)


def _rule(name: str, id_: str, kind: str, *parts: Part) -> Each:
    head = (Fixed("id", id_), Fixed("ruleType", f"RoleManagementPolicy{kind}Rule"))
    return each(name, to=RULES, parts=(*head, *parts))


MAPPING = Mapping(
    terraform="azurerm_role_management_policy",
    arm="Microsoft.Authorization/roleManagementPolicies",
    place=On("scope"),
    parts=(
        move("scope", to="properties.scope"),
        joined(
            _rule(
                "activation_rules",
                "Expiration_EndUser_Assignment",
                "Expiration",
                move("maximum_duration", to="maximumDuration"),
            ),
            _rule(
                "activation_rules",
                "Approval_EndUser_Assignment",
                "Approval",
                flag("require_approval", to="setting.isApprovalRequired"),
            ),
            _rule("activation_rules", "Enablement_EndUser_Assignment", "Enablement", DEMANDED),
            _rule("active_assignment_rules", "Enablement_Admin_Assignment", "Enablement", DEMANDED),
            _rule("active_assignment_rules", "Expiration_Admin_Assignment", "Expiration", *EXPIRES),
            _rule(
                "eligible_assignment_rules", "Expiration_Admin_Eligibility", "Expiration", *EXPIRES
            ),
            to=RULES,
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_role_management_policy" "owner" {
              scope              = "/subscriptions/s"
              role_definition_id = "/subscriptions/s/providers/Microsoft.Authorization/roleDefinitions/8e3af657-a8ff-443c-a75c-2fe8c4bcb635"
              activation_rules {
                maximum_duration                   = "PT1H"
                require_approval                   = true
                require_multifactor_authentication = true
              }
              eligible_assignment_rules {
                expiration_required = false
              }
            }
            """,
            {
                "properties.scope": "/subscriptions/s",
                "properties.effectiveRules[0].maximumDuration": "PT1H",
                "properties.effectiveRules[1].setting.isApprovalRequired": True,
                "properties.effectiveRules[2].enabledRules": ["MultiFactorAuthentication"],
                "properties.effectiveRules[3].id": "Expiration_Admin_Eligibility",
                "properties.effectiveRules[3].isExpirationRequired": False,
            },
        ),
    ),
)
