// The small company with one more process, which programs work in: `dispatch` books a carrier (topic carrier, may be sold out), then sends
// a note (topic mail).
#pragma once

#include "app/small_company_for_test.h"

namespace drivetrain::app::test {

inline model::Files company_with_jobs() {
  auto files = small_company();
  files.at("processes.yaml") += R"file(---
apiVersion: drivetrain/v1
kind: Process
metadata: {id: dispatch, title: Dispatch, owner: manager}
spec:
  bpmn: dispatch.bpmn
  purpose: Machines leave on the day we said.
  unit: works
  contributes: [{objective: keep-running, strength: 1}]
  variables: [{name: pieces, type: number}, {name: carrier, type: string}]
)file";
  files["dispatch.bpmn"] = R"file(<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:dt="https://drivetrain.dev/schema/bpmn/1.0" id="d3" targetNamespace="https://drivetrain.dev/models/mill">
  <error id="sold-out" errorCode="SOLD_OUT"/>
  <process id="dispatch" name="Dispatch" isExecutable="true">
    <startEvent id="begun" name="Ready to leave"/>
    <serviceTask id="book" name="Book a carrier" dt:topic="carrier" dt:retries="2"/>
    <boundaryEvent id="none" name="No carrier" attachedToRef="book"><errorEventDefinition errorRef="sold-out"/></boundaryEvent>
    <serviceTask id="note" name="Send the note" dt:topic="mail"/>
    <endEvent id="done" name="It left"/>
    <endEvent id="stays" name="It stays"/>
    <sequenceFlow id="f1" sourceRef="begun" targetRef="book"/>
    <sequenceFlow id="f2" sourceRef="book" targetRef="note"/>
    <sequenceFlow id="f3" sourceRef="note" targetRef="done"/>
    <sequenceFlow id="f4" sourceRef="none" targetRef="stays"/>
  </process>
</definitions>
)file";
  return files;
}

}  // namespace drivetrain::app::test
