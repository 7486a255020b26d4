// The one table of elements, in the order of ElementKind.
#include "processes/elements/ad_hoc_sub_process.h"
#include "processes/elements/boundary_event.h"
#include "processes/elements/business_rule_task.h"
#include "processes/elements/call_activity.h"
#include "processes/elements/catch_event.h"
#include "processes/elements/complex_gateway.h"
#include "processes/elements/end_event.h"
#include "processes/elements/event_gateway.h"
#include "processes/elements/event_sub_process.h"
#include "processes/elements/exclusive_gateway.h"
#include "processes/elements/inclusive_gateway.h"
#include "processes/elements/job_task.h"
#include "processes/elements/parallel_gateway.h"
#include "processes/elements/plain_task.h"
#include "processes/elements/receive_task.h"
#include "processes/elements/script_task.h"
#include "processes/elements/start_event.h"
#include "processes/elements/sub_process.h"
#include "processes/elements/throw_event.h"
#include "processes/elements/user_task.h"

namespace drivetrain::processes {

namespace {

constexpr Element table[] = {
    {StartEvent::compile, StartEvent::enter, nullptr},                                 // start_event
    {EndEvent::compile, EndEvent::enter, EndEvent::complete},                          // end_event
    {CatchEvent::compile, CatchEvent::enter, CatchEvent::complete},                    // catch_event
    {ThrowEvent::compile, ThrowEvent::enter, ThrowEvent::complete},                    // throw_event
    {BoundaryEvent::compile, BoundaryEvent::enter, nullptr},                           // boundary_event
    {nullptr, PlainTask::enter, nullptr},                                              // plain_task
    {UserTask::compile, UserTask::enter, UserTask::complete},                          // user_task
    {BusinessRuleTask::compile, BusinessRuleTask::enter, BusinessRuleTask::complete},  // business_rule_task
    {JobTask::compile, JobTask::enter, JobTask::complete},                             // job_task
    {ScriptTask::compile, ScriptTask::enter, nullptr},                                 // script_task
    {ReceiveTask::compile, ReceiveTask::enter, ReceiveTask::complete},                 // receive_task
    {CallActivity::compile, CallActivity::enter, CallActivity::complete},              // call_activity
    {SubProcess::compile, SubProcess::enter, SubProcess::complete},                    // sub_process
    {EventSubProcess::compile, EventSubProcess::enter, EventSubProcess::complete},     // event_sub_process
    {SubProcess::compile, SubProcess::enter, SubProcess::complete},                    // transaction
    {AdHocSubProcess::compile, AdHocSubProcess::enter, AdHocSubProcess::complete},     // ad_hoc_sub_process
    {nullptr, ExclusiveGateway::enter, nullptr},                                       // exclusive_gateway
    {nullptr, ParallelGateway::enter, nullptr},                                        // parallel_gateway
    {InclusiveGateway::compile, InclusiveGateway::enter, nullptr},                     // inclusive_gateway
    {ComplexGateway::compile, ComplexGateway::enter, nullptr},                         // complex_gateway
    {EventGateway::compile, EventGateway::enter, nullptr},                             // event_gateway
};
static_assert(std::size(table) == element_kinds);

}  // namespace

Element const& element(ElementKind kind) { return table[static_cast<std::size_t>(kind)]; }

}  // namespace drivetrain::processes
