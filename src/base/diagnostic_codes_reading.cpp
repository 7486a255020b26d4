// Codes of reading: what is written cannot be understood, or refers to something that is not there.
#include "base/diagnostic_codes.h"

namespace drivetrain::diagnostic_codes_detail {

namespace {

constexpr std::string_view drift = "operational drift: what people read is not what runs";

// clang-format off: prose keeps its line breaks
constexpr DiagnosticCode reading_codes[] = {
    {"DT-R001", error, "reference to something that does not exist, or an id defined twice", drift,
     "Every reference names an entity by kind and id. An id that no document defines, or that two documents of one kind define, "
     "leaves a right, a target or a route that nobody can follow.",
     "Correct the id (the finding proposes the nearest one), or add the document that defines it."},
    {"DT-R003", error, "reference to something outside its validity", drift,
     "metadata may say valid_from and valid_to. On the day for which the model is checked, what is valid may only rely on what is "
     "valid too.",
     "Extend the validity of the entity referred to, or refer to its successor."},
    {"DT-R004", warning, "used by nothing", drift,
     "An entity that nothing refers to and that does nothing by itself is either forgotten or not connected yet.",
     "Refer to it where it belongs, or delete its document."},
    {"DT-R010", error, "the YAML cannot be read", "",
     "The text breaks the grammar of YAML 1.2. Nothing from this document on is read until it is mended, so findings about missing "
     "entities may follow from it.",
     "  question: Expedite: yes or no        # a colon inside text needs quotes\n  question: \"Expedite: yes or no\""},
    {"DT-R011", error, "a key written twice in one group", drift,
     "YAML readers disagree about which of two equal keys counts. Drivetrain refuses both readings.", "Keep one of the two."},
    {"DT-R012", error, "anchor, alias or tag in a model file", drift,
     "Anchors and aliases make a line mean what stands elsewhere; tags change what a value is. A model is read and reviewed line by "
     "line, so a line must say all that it means.",
     "Write the value out where it is used."},
    {"DT-R013", error, "file too large or nested too deep", "",
     "Model files are bounded in bytes, values and depth, so that no file can stall the compiler.",
     "Put one entity in each document and few documents in each file."},
    {"DT-R014", error, "not UTF-8", "", "Model files are UTF-8. Other encodings would show other characters to other readers.",
     "Save the file as UTF-8."},
    {"DT-R015", error, "a file that cannot be read", "",
     "It lies in the model's folder under a model file's name, but is a link, a pipe or a device, or may not be opened. Without it the model would say something else.",
     "Put a regular file there that the user may read, or take it out of the folder."},
    {"DT-R020", error, "unknown field", drift,
     "A field that is not declared for its kind would be silently without effect: a misspelt weight is no weight.",
     "Correct the spelling (the finding proposes the nearest field) or remove the field. The reference page of the kind lists all "
     "fields."},
    {"DT-R021", error, "required field missing", drift, "The kind cannot mean anything without this field.",
     "Add the field; the finding says what it means and how it is written."},
    {"DT-R022", error, "wrong type of value", drift,
     "The value is written in another form than the field takes: text for a number, one value for a list, a word that is not among "
     "the choices.",
     "  weight: \"30\"     # text\n  weight: 30       # a number"},
    {"DT-R023", error, "value out of range", drift, "The value has the right form but cannot be meant: a weight above 100, a negative duration.",
     "Write a value within the bounds that the finding names."},
    {"DT-R024", error, "malformed date, duration or time of day", drift,
     "Dates are ISO 8601 (2026-03-27), durations ISO 8601 in weeks, days, hours, minutes, seconds (P5D, PT4H30M), times of day "
     "HH:MM. Years and months are not durations here because their length depends on the date.",
     "  sla: 4h          # unreadable\n  sla: PT4H"},
    {"DT-R025", error, "malformed id", drift,
     "Ids appear in files, addresses and conversations: small letters, digits and hyphens, no blank, no underscore.",
     "  metadata: {id: Stop_The_Line}\n  metadata: {id: stop-the-line}"},
    {"DT-R026", error, "not a document of the model", drift,
     "A document says apiVersion: drivetrain/v1 and a kind that this version knows.",
     "apiVersion: drivetrain/v1\nkind: Decision\nmetadata: {id: expedite-job}\nspec: {…}"},
    {"DT-R030", error, "the XML cannot be read", "brittle processes",
     "The file is not well-formed XML 1.0 with namespaces: a tag is not closed, an attribute stands twice, a prefix is not declared.",
     "Open the file in a BPMN modeller and save it again, or mend the line that the finding shows."},
    {"DT-R031", error, "DOCTYPE or unknown entity in XML", "",
     "Document types and entities let a file pull in other text. BPMN and DMN need neither; only &lt; &gt; &amp; &quot; &apos; and numeric "
     "character references are read.",
     "Delete the DOCTYPE line and write the text out."},
    {"DT-R032", error, "not a BPMN 2.0 file", "brittle processes",
     "The root element must be definitions in the namespace http://www.omg.org/spec/BPMN/20100524/MODEL.",
     "Export the diagram as BPMN 2.0 XML."},
    {"DT-R034", error, "an XML id used twice", "brittle processes",
     "Flows, lanes and shapes find elements by id; with two elements of one id they would find either.",
     "Give one of the two elements another id."},
    {"DT-R035", error, "reference to a BPMN element that does not exist", "brittle processes",
     "A sequence flow, boundary event, lane, default flow or event definition names an id that is not in the file.",
     "Redraw the connection in the modeller, or correct the id."},
    {"DT-R036", error, "BPMN element lacks what it needs", "brittle processes",
     "A required attribute is missing or empty: a flow without source or target, a boundary event attached to nothing, a process or a "
     "flow node without an id.",
     "<boundaryEvent id=\"late\" attachedToRef=\"approve\">"},
    {"DT-R037", warning, "unknown BPMN element", "brittle processes",
     "An element in the namespace of BPMN whose name the standard does not know has no meaning. It is kept in the file, but does "
     "nothing.",
     "<bpmn:usertask …>     <!-- not a name of BPMN -->\n<bpmn:userTask …>"},
    {"DT-R040", error, "an expression cannot be compiled", "brittle processes",
     "Bands, conditions, measures and fields are FEEL expressions (DMN 1.5). The finding points to the character where reading the "
     "expression went wrong, or to a name that its scope does not have.",
     "  when: \"delay_hours => 8\"\n  when: \"delay_hours >= 8\""},
    {"DT-R050", error, "not a DMN file", "unclear decision rights",
     "The root element must be definitions in a model namespace of DMN 1.1 to 1.6 (or the draft of 1.7).", "Export the decision as DMN XML."},
    {"DT-R052", error, "DMN element lacks what it needs", "inconsistent performance",
     "A table without outputs, a rule with too few cells, a requirement without a target, an unknown hit policy, an element without a name: whoever evaluated "
     "it would have to guess.",
     "<inputEntry><text>-</text></inputEntry>"},
    {"DT-R053", warning, "unknown DMN element", "inconsistent performance",
     "An element in the namespace of DMN whose name the standard does not know has no meaning. It is kept in the file, but does nothing.",
     "<inputdata …>     <!-- not a name of DMN -->\n<inputData …>"},
    {"DT-R054", error, "an expression in a language that cannot be evaluated", "inconsistent performance",
     "Decisions are evaluated in FEEL. PMML and ONNX functions, B-FEEL, scripts and imported values are refused instead of yielding null unseen.",
     "Write the expression in FEEL, or register a native function and name it with kind Java."},
    {"DT-R055", error, "not a file of test cases", "",
     "Test cases of decisions have the format of the DMN Technology Compatibility Kit.", "<testCases xmlns=\"http://www.omg.org/spec/DMN/20160719/testcase\">"},
};
// clang-format on

}  // namespace

std::span<DiagnosticCode const> reading() { return reading_codes; }

}  // namespace drivetrain::diagnostic_codes_detail
