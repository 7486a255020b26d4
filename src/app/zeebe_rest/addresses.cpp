// What each address of /v2 takes (app/faces/takes.h): an address that is not here is not known. The handlers read what has passed this list.
#include "app/zeebe_rest/call.h"

namespace drivetrain::app::zeebe_rest {

using faces::Address;
using faces::listed;

namespace {

// What stands first is found first.
constexpr Address all_addresses[] = {
    {"GET", "status"},
    {"GET", "topology"},
    {"PUT", "clock", "", "timestamp:whole"},
    {"POST", "clock/reset"},

    {"POST", "deployments"},  // a form, which its handler reads
    {"POST", "resources/*/deletion"},

    {"POST", "process-definitions/search", "", listed},
    {"GET", "process-definitions/*"},
    {"GET", "process-definitions/*/xml"},
    {"GET", "process-definitions/*/form"},
    {"POST", "process-definitions/*/statistics/element-instances"},

    {"POST", "process-instances", "",
     "processDefinitionId:text processDefinitionKey:text processDefinitionVersion:whole variables:object tenantId:text awaitCompletion:flag fetchVariables:[text] requestTimeout:whole businessId:text"},
    {"POST", "process-instances/search", "", listed},
    {"GET", "process-instances/*"},
    {"POST", "process-instances/*/cancellation"},
    {"POST", "process-instances/*/modification", "",
     "activateInstructions:[{elementId:text ancestorElementInstanceKey:text variableInstructions:[{variables:object}]}] terminateInstructions:[{elementInstanceKey:text elementId:text}]"},
    {"POST", "process-instances/*/migration", "", "targetProcessDefinitionKey:text mappingInstructions:[{sourceElementId:text targetElementId:text}]"},
    {"POST", "process-instances/*/incidents/search", "", listed},

    {"POST", "element-instances/search", "", listed},
    {"GET", "element-instances/*"},
    {"PUT", "element-instances/*/variables", "", "variables:object local:flag"},
    {"POST", "variables/search", "truncateValues:flag", listed},  // values come whole, always

    {"POST", "jobs/search", "", listed},
    {"POST", "jobs/activation", "", "type:text worker:text timeout:whole maxJobsToActivate:whole fetchVariable:[text] requestTimeout:whole tenantIds:[text]"},
    {"PATCH", "jobs/*", "", "changeset:{retries:whole timeout:whole}"},
    {"POST", "jobs/*/completion", "", "variables:object"},
    {"POST", "jobs/*/failure", "", "retries:whole errorMessage:text retryBackOff:whole variables:object"},
    {"POST", "jobs/*/error", "", "errorCode:text errorMessage:text variables:object"},

    {"POST", "user-tasks/search", "", listed},
    {"GET", "user-tasks/*"},
    {"PATCH", "user-tasks/*", "", "changeset:object action:text"},
    {"GET", "user-tasks/*/form"},
    {"POST", "user-tasks/*/variables/search", "truncateValues:flag", listed},
    {"POST", "user-tasks/*/effective-variables/search", "truncateValues:flag", listed},
    {"POST", "user-tasks/*/completion", "", "variables:object action:text"},
    {"POST", "user-tasks/*/assignment", "", "assignee:text allowOverride:flag action:text"},
    {"DELETE", "user-tasks/*/assignee"},

    {"POST", "decision-definitions/search", "", listed},
    {"POST", "decision-definitions/evaluation", "", "decisionDefinitionId:text decisionDefinitionKey:text variables:object tenantId:text"},
    {"GET", "decision-definitions/*"},
    {"GET", "decision-definitions/*/xml"},
    {"POST", "decision-requirements/search", "", listed},
    {"GET", "decision-requirements/*"},
    {"GET", "decision-requirements/*/xml"},

    {"POST", "incidents/search", "", listed},
    {"GET", "incidents/*"},
    {"POST", "incidents/*/resolution"},

    {"POST", "messages/publication", "", "name:text correlationKey:text timeToLive:whole messageId:text variables:object tenantId:text"},
    {"POST", "messages/correlation", "", "name:text correlationKey:text variables:object tenantId:text"},
    {"POST", "signals/broadcast", "", "signalName:text variables:object tenantId:text"},
};

}  // namespace

std::span<Address const> addresses() { return all_addresses; }

}  // namespace drivetrain::app::zeebe_rest
