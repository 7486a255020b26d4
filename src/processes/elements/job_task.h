// Service task, send task, and whatever else a worker does (BPMN 2.0.2 §10.3.3): a job with a topic, which waits until one has done it.
#pragma once

#include "processes/elements/element.h"

namespace drivetrain::processes {

struct JobTask {
  static void compile(Compilation& compilation, notation::BpmnElement const& source, NodeIndex node);
  static void enter(Engine& engine, Token const& token);
  static void complete(Engine& engine, ActivityNumber activity, feel::Value const& variables);
  /// Waits as a job of that kind; also for the message of a throw event.
  static void open(Engine& engine, Token const& token, JobPart const& part);
};

}  // namespace drivetrain::processes
