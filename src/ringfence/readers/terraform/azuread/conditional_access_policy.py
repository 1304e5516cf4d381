"""What the directory asks for before somebody may sign in."""

from ringfence.readers.terraform.build import block, move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InDirectory

MAPPING = Mapping(
    terraform="azuread_conditional_access_policy",
    arm="Microsoft.Graph/conditionalAccessPolicies",
    place=InDirectory("conditionalAccessPolicies"),
    parts=(
        move("display_name", to="properties.displayName"),
        move("state", to="properties.state"),
        block(
            "conditions",
            to="properties.conditions",
            parts=(
                move("client_app_types", to="clientAppTypes"),
                block(
                    "applications",
                    to="applications",
                    parts=(
                        move("included_applications", to="includeApplications"),
                        move("excluded_applications", to="excludeApplications"),
                        move("included_user_actions", to="includeUserActions"),
                    ),
                ),
                block(
                    "users",
                    to="users",
                    parts=(
                        move("included_users", to="includeUsers"),
                        move("excluded_users", to="excludeUsers"),
                        move("included_groups", to="includeGroups"),
                        move("excluded_groups", to="excludeGroups"),
                        move("included_roles", to="includeRoles"),
                        move("excluded_roles", to="excludeRoles"),
                    ),
                ),
                block(
                    "locations",
                    to="locations",
                    parts=(
                        move("included_locations", to="includeLocations"),
                        move("excluded_locations", to="excludeLocations"),
                    ),
                ),
            ),
        ),
        block(
            "grant_controls",
            to="properties.grantControls",
            parts=(
                move("operator", to="operator"),
                move("built_in_controls", to="builtInControls"),
            ),
        ),
    ),
    name="display_name",
    examples=(
        Example(
            """
            resource "azuread_conditional_access_policy" "x" {
              display_name = "mfa"
              state = "enabled"
              conditions {
                client_app_types = ["all"]
                applications {
                  included_applications = ["All"]
                }
                users {
                  included_users = ["All"]
                  excluded_groups = ["00000000-0000-0000-0000-0000000000aa"]
                }
              }
              grant_controls {
                operator = "OR"
                built_in_controls = ["mfa"]
              }
            }
            """,
            {
                "properties.state": "enabled",
                "properties.conditions.users.excludeGroups": [
                    "00000000-0000-0000-0000-0000000000aa"
                ],
                "properties.grantControls.builtInControls": ["mfa"],
            },
        ),
    ),
)
