// What may be asked of the process engine, decided one command at a time. A refusal is an Error with a DT-X9xx code and leaves
// no event: DT-X901 there is no such thing, DT-X903 it is not in a state for that, DT-X904 not by you, DT-X905 a reason is
// missing, DT-X902 a value does not fit.
#pragma once

#include "base/result.h"
#include "processes/case_commands.h"
#include "processes/commands.h"
#include "processes/context.h"
#include "processes/delivery_commands.h"
#include "processes/job_commands.h"

namespace drivetrain::processes {

/// Replies the case's id.
Status handle(StartCase const& command, Context& context);
Status handle(CompleteActivity const& command, Context& context);
/// To the one who waits for it, else to the process whose message start event it is; it replies that case's id.
Status handle(CorrelateMessage const& command, Context& context);
Status handle(FireTimer const& command, Context& context);
Status handle(DeliverMessage const& command, Context& context);
Status handle(RingTimer const& command, Context& context);
Status handle(MoveTimer const& command, Context& context);
Status handle(CancelCase const& command, Context& context);
Status handle(ResolveIncident const& command, Context& context);

// What people and systems do to running cases.
Status handle(ExpireMessage const& command, Context& context);
Status handle(BroadcastSignal const& command, Context& context);
Status handle(EvaluateConditions const& command, Context& context);
Status handle(PlanStarts const& command, Context& context);
Status handle(FireStart const& command, Context& context);
Status handle(SetVariables const& command, Context& context);
Status handle(SuspendCase const& command, Context& context);
Status handle(ResumeCase const& command, Context& context);
Status handle(CancelFurther const& command, Context& context);
Status handle(ModifyCase const& command, Context& context);
Status handle(MigrateCase const& command, Context& context);
Status handle(StartBatch const& command, Context& context);
Status handle(AddToBatch const& command, Context& context);
Status handle(StopBatch const& command, Context& context);
Status handle(ContinueBatch const& command, Context& context);
Status handle(SpreadSignal const& command, Context& context);
Status handle(TakeKept const& command, Context& context);
/// Replies what the worker holds now (job_commands.h).
Status handle(ActivateJobs const& command, Context& context);
Status handle(LockJob const& command, Context& context);
Status handle(CompleteJob const& command, Context& context);
Status handle(FailJob const& command, Context& context);
Status handle(ThrowJobError const& command, Context& context);
Status handle(ExtendJobLock const& command, Context& context);
Status handle(UnlockJob const& command, Context& context);
Status handle(SetJobRetries const& command, Context& context);
Status handle(SetJobPriority const& command, Context& context);

}  // namespace drivetrain::processes
