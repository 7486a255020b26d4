// What each address of /engine-rest takes (app/faces/takes.h): an address that is not here is not known. The handlers read what has passed this list.
#include "app/engine_rest/call.h"

namespace drivetrain::app::engine_rest {

using faces::Address;
using faces::listed;

namespace {

// What stands first is found first.
constexpr Address all_addresses[] = {
    {"GET", "version"},
    {"GET", "engine"},

    {"GET", "external-task", listed},
    {"POST", "external-task", listed, listed},
    {"GET", "external-task/count", listed},
    {"POST", "external-task/count", listed, listed},
    {"POST", "external-task/fetchAndLock", "",
     "workerId:text maxTasks:whole usePriority:flag asyncResponseTimeout:whole sorting:[{sortBy:text sortOrder:text}] "
     "topics:[{topicName:text lockDuration:whole variables:[text] localVariables:flag deserializeValues:flag includeExtensionProperties:flag businessKey:text processDefinitionKey:text "
     "processDefinitionKeyIn:[text] processDefinitionId:text processDefinitionIdIn:[text] processVariables:object withoutTenantId:flag}]"},
    {"GET", "external-task/*"},
    {"POST", "external-task/*/complete", "", "workerId:text variables:typed localVariables:typed"},
    {"POST", "external-task/*/failure", "", "workerId:text errorMessage:text errorDetails:text retries:whole retryTimeout:whole variables:typed localVariables:typed"},
    {"POST", "external-task/*/bpmnError", "", "workerId:text errorCode:text errorMessage:text variables:typed"},
    {"POST", "external-task/*/extendLock", "", "workerId:text newDuration:whole"},
    {"POST", "external-task/*/lock", "", "workerId:text lockDuration:whole"},
    {"POST", "external-task/*/unlock"},
    {"PUT", "external-task/*/retries", "", "retries:whole"},
    {"PUT", "external-task/*/priority", "", "priority:whole"},

    {"POST", "deployment/create"},  // a form, which its handler reads
    {"GET", "deployment", listed},
    {"GET", "deployment/count", listed},
    {"GET", "deployment/*"},
    {"DELETE", "deployment/*", "cascade:flag skipCustomListeners:flag skipIoMappings:flag"},
    {"GET", "deployment/*/resources"},
    {"GET", "deployment/*/resources/*"},
    {"GET", "deployment/*/resources/*/data"},

    {"GET", "process-definition", listed},
    {"GET", "process-definition/count", listed},
    {"GET", "process-definition/statistics", "failedJobs:flag incidents:flag"},
    {"GET", "process-definition/key/*"},
    {"GET", "process-definition/key/*/xml"},
    {"GET", "process-definition/key/*/statistics", "failedJobs:flag incidents:flag"},
    {"GET", "process-definition/key/*/startForm"},
    {"GET", "process-definition/key/*/deployed-start-form"},
    {"GET", "process-definition/key/*/form-variables", "variableNames:text deserializeValues:flag"},
    {"POST", "process-definition/key/*/start", "", "businessKey:text variables:typed withVariablesInReturn:flag"},
    {"POST", "process-definition/key/*/submit-form", "", "businessKey:text variables:typed"},
    {"GET", "process-definition/*"},
    {"GET", "process-definition/*/xml"},
    {"GET", "process-definition/*/statistics", "failedJobs:flag incidents:flag"},
    {"GET", "process-definition/*/startForm"},
    {"GET", "process-definition/*/deployed-start-form"},
    {"GET", "process-definition/*/form-variables", "variableNames:text deserializeValues:flag"},
    {"POST", "process-definition/*/start", "", "businessKey:text variables:typed withVariablesInReturn:flag"},
    {"POST", "process-definition/*/submit-form", "", "businessKey:text variables:typed"},

    {"GET", "process-instance", listed},
    {"POST", "process-instance", listed, listed},
    {"GET", "process-instance/count", listed},
    {"POST", "process-instance/count", listed, listed},
    {"GET", "process-instance/*"},
    {"DELETE", "process-instance/*", "skipCustomListeners:flag skipIoMappings:flag failIfNotExists:flag"},
    {"PUT", "process-instance/*/suspended", "", "suspended:flag"},
    {"GET", "process-instance/*/variables", "deserializeValues:flag"},
    {"POST", "process-instance/*/variables", "", "modifications:typed deletions:[text]"},
    {"GET", "process-instance/*/variables/*", "deserializeValue:flag"},
    {"PUT", "process-instance/*/variables/*", "", "value:any type:text valueInfo:object"},
    {"DELETE", "process-instance/*/variables/*"},
    {"POST", "process-instance/*/modification", "",
     "instructions:[{type:text activityId:text activityInstanceId:text transitionInstanceId:text ancestorActivityInstanceId:text variables:typed}] annotation:text skipCustomListeners:flag skipIoMappings:flag"},
    {"GET", "process-instance/*/activity-instances"},

    {"GET", "task", listed},
    {"POST", "task", listed, listed},
    {"GET", "task/count", listed},
    {"POST", "task/count", listed, listed},
    {"GET", "task/*"},
    {"PUT", "task/*", "",
     "id:text name:text description:text assignee:text owner:text delegationState:text due:text followUp:text lastUpdated:text priority:whole parentTaskId:text created:text executionId:text processDefinitionId:text "
     "processInstanceId:text taskDefinitionKey:text suspended:flag formKey:text camundaFormRef:any taskState:text tenantId:text"},
    {"POST", "task/*/claim", "", "userId:text"},
    {"POST", "task/*/unclaim"},
    {"POST", "task/*/assignee", "", "userId:text"},
    {"POST", "task/*/delegate", "", "userId:text"},
    {"POST", "task/*/resolve", "", "variables:typed"},
    {"POST", "task/*/complete", "", "variables:typed withVariablesInReturn:flag"},
    {"POST", "task/*/submit-form", "", "variables:typed withVariablesInReturn:flag"},
    {"GET", "task/*/identity-links", "type:text"},
    {"POST", "task/*/identity-links", "", "userId:text groupId:text type:text"},
    {"GET", "task/*/form"},
    {"GET", "task/*/deployed-form"},
    {"GET", "task/*/form-variables", "variableNames:text deserializeValues:flag"},
    {"GET", "task/*/variables", "deserializeValues:flag"},
    {"POST", "task/*/variables", "", "modifications:typed deletions:[text]"},
    {"GET", "task/*/variables/*", "deserializeValue:flag"},
    {"PUT", "task/*/variables/*", "", "value:any type:text valueInfo:object"},
    {"DELETE", "task/*/variables/*"},
    {"GET", "task/*/localVariables", "deserializeValues:flag"},
    {"POST", "task/*/localVariables", "", "modifications:typed deletions:[text]"},
    {"GET", "task/*/localVariables/*", "deserializeValue:flag"},
    {"PUT", "task/*/localVariables/*", "", "value:any type:text valueInfo:object"},
    {"DELETE", "task/*/localVariables/*"},

    {"GET", "decision-definition", listed},
    {"GET", "decision-definition/count", listed},
    {"GET", "decision-definition/key/*"},
    {"GET", "decision-definition/key/*/xml"},
    {"POST", "decision-definition/key/*/evaluate", "", "variables:typed"},
    {"GET", "decision-definition/*"},
    {"GET", "decision-definition/*/xml"},
    {"POST", "decision-definition/*/evaluate", "", "variables:typed"},

    {"POST", "message", "",
     "messageName:text businessKey:text correlationKeys:typed processInstanceId:text processVariables:typed all:flag resultEnabled:flag variablesInResultEnabled:flag withoutTenantId:flag"},
    {"POST", "signal", "", "name:text variables:typed withoutTenantId:flag"},

    {"GET", "incident", listed},
    {"POST", "incident", listed, listed},
    {"GET", "incident/count", listed},
    {"POST", "incident/count", listed, listed},
    {"GET", "incident/*"},
    {"DELETE", "incident/*"},

    {"GET", "job", listed},
    {"POST", "job", listed, listed},
    {"GET", "job/count", listed},
    {"POST", "job/count", listed, listed},
    {"GET", "job/*"},
    {"POST", "job/*/execute"},
    {"PUT", "job/*/retries", "", "retries:whole"},
    {"PUT", "job/*/duedate", "", "duedate:text cascade:flag"},

    {"GET", "history/process-instance", listed},
    {"POST", "history/process-instance", listed, listed},
    {"GET", "history/process-instance/count", listed},
    {"POST", "history/process-instance/count", listed, listed},
    {"GET", "history/process-instance/*"},
    {"GET", "history/activity-instance", listed},
    {"POST", "history/activity-instance", listed, listed},
    {"GET", "history/activity-instance/count", listed},
    {"POST", "history/activity-instance/count", listed, listed},
    {"GET", "history/task", listed},
    {"POST", "history/task", listed, listed},
    {"GET", "history/task/count", listed},
    {"POST", "history/task/count", listed, listed},
    {"GET", "history/variable-instance", listed},
    {"POST", "history/variable-instance", listed, listed},
    {"GET", "history/variable-instance/count", listed},
    {"POST", "history/variable-instance/count", listed, listed},
};

}  // namespace

std::span<Address const> addresses() { return all_addresses; }

}  // namespace drivetrain::app::engine_rest
