// Element: what each kind of BPMN element does, found through one table. To add one: a file pair beside these, a line in
// elements/table.cpp, a name in ElementKind.
#pragma once

#include "notation/bpmn.h"
#include "processes/engine.h"

namespace drivetrain::processes {

class Compilation;

struct Element {
  /// Compile-time part: reads what the node needs beside its flows, and refuses what cannot run. Null: it needs nothing.
  void (*compile)(Compilation& compilation, notation::BpmnElement const& source, NodeIndex node);
  /// A token comes in. Lets it pass, makes it wait, ends it, or reports it stuck.
  void (*enter)(Engine& engine, Token const& token);
  /// What it waited for has come; its activity is still there. Null for what never waits. `variables`: what came with it.
  void (*complete)(Engine& engine, ActivityNumber activity, feel::Value const& variables);
};

Element const& element(ElementKind kind);

}  // namespace drivetrain::processes
