// The one table of elements, in the order of ElementKind.
#include "processes/elements/boundary_timer.h"
#include "processes/elements/business_rule_task.h"
#include "processes/elements/catch_event.h"
#include "processes/elements/end_event.h"
#include "processes/elements/event_gateway.h"
#include "processes/elements/exclusive_gateway.h"
#include "processes/elements/parallel_gateway.h"
#include "processes/elements/plain_task.h"
#include "processes/elements/start_event.h"
#include "processes/elements/sub_process.h"
#include "processes/elements/terminate_end.h"
#include "processes/elements/user_task.h"

namespace drivetrain::processes {

namespace {

constexpr Element table[] = {
    {StartEvent::compile, StartEvent::enter, nullptr},                                 // none_start
    {StartEvent::compile, StartEvent::enter, nullptr},                                 // message_start
    {nullptr, EndEvent::enter, nullptr},                                               // none_end
    {nullptr, TerminateEnd::enter, nullptr},                                           // terminate_end
    {nullptr, PlainTask::enter, nullptr},                                              // none_intermediate
    {CatchEvent::compile, CatchEvent::enter, CatchEvent::complete},                    // timer_catch
    {CatchEvent::compile, CatchEvent::enter, CatchEvent::complete},                    // message_catch
    {BoundaryTimer::compile, BoundaryTimer::enter, BoundaryTimer::complete},           // boundary_timer
    {nullptr, PlainTask::enter, nullptr},                                              // plain_task
    {UserTask::compile, UserTask::enter, UserTask::complete},                          // user_task
    {BusinessRuleTask::compile, BusinessRuleTask::enter, BusinessRuleTask::complete},  // business_rule_task
    {SubProcess::compile, SubProcess::enter, SubProcess::complete},                    // sub_process
    {nullptr, ExclusiveGateway::enter, nullptr},                                       // exclusive_gateway
    {nullptr, ParallelGateway::enter, nullptr},                                        // parallel_gateway
    {EventGateway::compile, EventGateway::enter, nullptr},                             // event_gateway
};
static_assert(std::size(table) == element_kinds);

}  // namespace

Element const& element(ElementKind kind) { return table[static_cast<std::size_t>(kind)]; }

}  // namespace drivetrain::processes
