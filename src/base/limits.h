// Every bound of the product in one place: nothing that comes from outside is unbounded.
#pragma once

#include <cstddef>
#include <cstdint>

namespace drivetrain::limits {

inline constexpr std::size_t max_diagnostics = 1'000;
inline constexpr std::size_t max_model_file_bytes = 8u << 20;
inline constexpr std::size_t max_model_files = 20'000;
inline constexpr std::size_t max_yaml_depth = 64;
inline constexpr std::size_t max_yaml_nodes = 500'000;
inline constexpr std::size_t max_id_bytes = 200;                 ///< of an entity of a model
inline constexpr std::size_t max_xml_depth = 200;
inline constexpr std::size_t max_xml_nodes = 500'000;             ///< elements, attributes and texts
inline constexpr std::size_t max_xml_prefixes = 1'000;            ///< declared around one element
inline constexpr std::size_t max_expression_bytes = 1u << 20;
inline constexpr std::size_t max_expression_depth = 256;
inline constexpr std::size_t max_evaluation_steps = 5'000'000;  ///< elements visited and functions called by one evaluation
inline constexpr std::uint32_t max_evaluation_depth = 4'000;   ///< levels of expression nested by functions that call functions
inline constexpr std::uint32_t max_value_depth = 500;           ///< lists in lists, contexts in contexts
inline constexpr std::uint32_t max_value_nodes = 5'000'000;     ///< values within one that an expression makes, shared ones counted wherever they stand
inline constexpr std::size_t max_evaluation_bytes = 512u << 20; ///< of all texts, lists and contexts that one evaluation makes
inline constexpr std::size_t max_echoed_bytes = 80;             ///< of what is quoted from a text in a message
inline constexpr std::size_t max_string_bytes = 16u << 20;      ///< of a text that an expression makes
inline constexpr std::size_t max_warnings = 100;                ///< of one evaluation
inline constexpr std::size_t max_trace_entries = 10'000;         ///< decisions and tables told of one evaluation
inline constexpr std::size_t max_decision_plan = 8'000'000;      ///< steps of all decisions of a model together
inline constexpr std::size_t max_json_depth = 64;
inline constexpr std::size_t max_table_file_bytes = 8u << 20;   ///< of a sheet or calendar that somebody brings along
inline constexpr std::size_t max_table_unpacked_bytes = 64u << 20;  ///< of all parts of a workbook together
inline constexpr std::size_t max_table_rows = 20'000;
inline constexpr std::size_t max_table_columns = 256;
inline constexpr std::size_t max_table_cell_bytes = 32u << 10;
inline constexpr std::size_t max_tables = 64;                   ///< sheets of all files of one import
inline constexpr std::size_t max_request_body_bytes = 8u << 20;
inline constexpr std::size_t max_text_field_bytes = 64u << 10;
inline constexpr std::size_t max_steps_per_command = 10'000;    ///< a process that loops without waiting becomes an incident
inline constexpr std::size_t max_instances = 10'000;            ///< of one activity at once: what is spawned counts as steps
inline constexpr std::size_t max_timeline_steps = 1'000;          ///< of an open case; older ones are in the journal alone
inline constexpr std::size_t max_finished_cases = 2'000;          ///< kept in memory after their end
inline constexpr std::size_t max_soundness_markings = 20'000;     ///< looked at when a process is checked for deadlocks
inline constexpr std::size_t max_follow_up_commands = 10'000;   ///< policies that feed each other without end are cut
inline constexpr std::size_t max_commands_per_commit = 4'096;
inline constexpr std::size_t max_open_changes = 200;              ///< proposals that wait for an answer
inline constexpr std::size_t max_change_bytes = 4u << 20;         ///< of all files that one proposal changes
inline constexpr std::size_t max_change_findings = 50;            ///< told of a proposal that is refused
inline constexpr std::size_t max_proposed_models = 16;            ///< compiled and kept until they are in force; others are compiled again
inline constexpr std::size_t max_model_path_bytes = 240;
inline constexpr std::size_t max_request_header_bytes = 32u << 10;
inline constexpr std::size_t max_connections = 8'192;
inline constexpr std::size_t max_waiting_requests = 1'024;      ///< beyond these the server answers 503
inline constexpr std::size_t max_event_backlog = 1'024;         ///< a subscriber further behind is cut off and resumes

}  // namespace drivetrain::limits
